internal import Text

/// Relations between indicators, wherever the report tells them. In one sentence an error, across sentences a question: what stands
/// apart may be told of unlike things.
struct CodeRule {
    let relations: Relations
    private var told: [String: [(figure: Figure, passage: Int)]] = [:]

    init(relations: Relations, passages: [Passage]) {
        self.relations = relations
        for (index, passage) in passages.enumerated() {
            for figure in passage.figures {
                guard let code = figure.observation.indicator else { continue }
                told[code, default: []].append((figure, index))
            }
        }
    }

    func find(besides found: [Finding]) -> [Finding] {
        let known = Set(found.filter { $0.rule == "part.above-whole" || $0.rule == "rate.part-whole" }.flatMap { $0.evidence.map(\.start) })
        return parts(known) + rates(known)
    }

    private func parts(_ known: Set<Int>) -> [Finding] {
        var findings: [Finding] = []
        for relation in relations.parts {
            for part in told[relation.part] ?? [] where !known.contains(part.figure.start) {
                let wholes = (told[relation.whole] ?? []).filter {
                    $0.figure.unit == part.figure.unit && Passage.isComparable($0.figure.observation, part.figure.observation)
                }
                guard let whole = nearest(part.passage, wholes), wholes.allSatisfy({ part.figure.generous.isAbove($0.figure.generous) }) else { continue }
                let isSure = part.passage == whole.passage && part.figure.isSure && whole.figure.isSure
                findings.append(finding(part.figure, whole.figure, isSure ? .error : .question))
                break
            }
        }
        return findings
    }

    private func finding(_ part: Figure, _ whole: Figure, _ severity: Finding.Severity) -> Finding {
        Finding(
            "code.part-above-whole", severity, [part, whole],
            chinese: "部分指标大于整体指标：\(Wording.told(part))多于\(Wording.told(whole))",
            english: "An indicator is above the one that it is a part of: \(Wording.told(part)) is more than \(Wording.told(whole))",
            arithmetic: "\(Wording.opened(part)) > \(Wording.opened(whole))")
    }

    private func rates(_ known: Set<Int>) -> [Finding] {
        var findings: [Finding] = []
        for relation in relations.rates {
            for rate in told[relation.rate] ?? [] where !known.contains(rate.figure.start) {
                let parts = comparable(relation.part, rate.figure)
                let wholes = comparable(relation.whole, rate.figure)
                guard let part = nearest(rate.passage, parts), let whole = nearest(rate.passage, wholes) else { continue }
                let fits = parts.contains { p in wholes.contains { RateRule.fits(rate.figure, p.figure, $0.figure) } }
                guard !fits, part.figure.unit == whole.figure.unit else { continue }
                findings.append(RateRule.finding(rate.figure, part.figure, whole.figure, .question))
                break
            }
        }
        return findings
    }

    private func comparable(_ code: String, _ figure: Figure) -> [(figure: Figure, passage: Int)] {
        (told[code] ?? []).filter { Passage.isComparable($0.figure.observation, figure.observation) }
    }

    private func nearest(_ passage: Int, _ candidates: [(figure: Figure, passage: Int)]) -> (figure: Figure, passage: Int)? {
        candidates.min { abs($0.passage - passage) < abs($1.passage - passage) }
    }
}
