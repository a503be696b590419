internal import Text

/// A rate told beside its part and its whole: 保费512万元，赔付389.12万元，赔付率76%.
struct RateRule {
    let relations: [Relations.WordRate]

    func find(in passage: Passage) -> [Finding] {
        var findings: [Finding] = []
        for i in passage.figures.indices where passage.figures[i].isRate && passage.figures[i].observation.role == .share {
            guard let relation = relations.first(where: { passage.before(i).ends(withAnyOf: [$0.rate]) }) else { continue }
            let parts = matches(relation.part, passage, before: i)
            let wholes = matches(relation.whole, passage, before: i).filter { !parts.contains($0) || relation.part == relation.whole }
            guard let part = parts.last, let whole = wholes.last(where: { passage.figures[$0].unit == passage.figures[part].unit }) else { continue }
            let pairs = parts.flatMap { p in wholes.map { (p, $0) } }.filter { passage.figures[$0.0].unit == passage.figures[$0.1].unit }
            let fits = pairs.contains { RateRule.fits(passage.figures[i], passage.figures[$0.0], passage.figures[$0.1]) }
            guard !fits, passage.figures[part].unit == passage.figures[whole].unit else { continue }
            let sure = [passage.figures[i], passage.figures[part], passage.figures[whole]].allSatisfy(\.isSure) && pairs.count == 1
            findings.append(RateRule.finding(passage.figures[i], passage.figures[part], passage.figures[whole], sure ? .error : .question))
        }
        return findings
    }

    /// Figures in front of the rate whose own words hold one of the words, within its stretch between semicolons.
    private func matches(_ words: [String], _ passage: Passage, before rate: Int) -> [Int] {
        passage.figures.indices.prefix(rate).filter { i in
            let o = passage.figures[i].observation
            guard o.role == .fact, o.unit != "%", Passage.isComparable(o, passage.figures[rate].observation) else { return false }
            return passage.own(i).has(anyOf: words) && !passage.between(i, rate).contains { $0 == "；" || $0 == ";" }
        }
    }

    /// Whether rounding, or cutting off, lets the rate be the quotient.
    static func fits(_ rate: Figure, _ part: Figure, _ whole: Figure) -> Bool {
        guard let quotient = part.generous.divided(by: whole.generous) else { return true }
        return (quotient * 100).meets(rate.generous)
    }

    static func finding(_ rate: Figure, _ part: Figure, _ whole: Figure, _ severity: Finding.Severity) -> Finding {
        let quotient = (part.rounded.divided(by: whole.rounded) ?? Interval(0, 0)) * 100
        return Finding(
            "rate.part-whole", severity, [part, whole, rate],
            chinese: "比率与其分子、分母不符：\(Wording.told(part))除以\(Wording.told(whole))，应为\(Wording.interval(quotient, "%"))，而所报为\(Wording.quote(rate))",
            english: "The rate is not its part over its whole: \(Wording.told(part)) over \(Wording.told(whole)) gives \(Wording.interval(quotient, "%")), yet \(Wording.quote(rate)) is told",
            arithmetic: "\(Wording.quote(part)) ÷ \(Wording.quote(whole)) = \(Wording.interval(quotient, "%"))；\(Wording.opened(rate))")
    }
}
