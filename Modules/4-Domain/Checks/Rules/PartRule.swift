internal import Text

/// 其中: what is told behind it is a part of what was told before.
///
/// ```
/// 发展会员 18426人，其中农民工会员 9735人、货车司机 1127人，举办竞赛 20场
///            whole        part              part        another statement: not looked at unless it shares words with the whole
/// ```
enum PartRule {
    private static let word = Array("其中".unicodeScalars)

    static func find(in passage: Passage, after previous: Passage?) -> [Finding] {
        var findings: [Finding] = []
        let cues = passage.places(of: word)
        for (n, cue) in cues.enumerated() {
            let limit = n + 1 < cues.count ? cues[n + 1] : passage.text.count
            let parts = stretch(of: passage, from: cue, to: limit)
            guard let first = parts.near.first else { continue }
            let candidates = candidates(passage, before: cue, previous: previous)
            for part in parts.near { findings += compare(passage, part, candidates, cue: cue, isFirst: part == first) }
            for part in parts.far { findings += compareFar(passage, part, candidates) }
            findings += sum(passage, parts.near + parts.far, candidates)
        }
        return findings
    }

    /// Figures that may be the whole, nearest last.
    private struct Candidate {
        let figure: Figure
        let own: [Unicode.Scalar]
        /// No figure stands between it and 其中, and it stands in the same sentence or is the sentence before's only one of its unit.
        let isNearest: Bool
    }

    private static func candidates(_ passage: Passage, before cue: Int, previous: Passage?) -> [Candidate] {
        let here = passage.places.indices.filter { passage.places[$0].upperBound <= cue }
        if let last = here.last {
            return here.filter { isCount(passage.figures[$0].observation) }.map {
                let isNear = $0 == last && !passage.text[passage.places[$0].upperBound..<cue].contains { $0 == "；" || $0 == ";" }
                return Candidate(figure: passage.figures[$0], own: passage.own($0), isNearest: isNear)
            }
        }
        guard cue <= 2, let previous else { return [] }
        let indices = previous.figures.indices.filter { isCount(previous.figures[$0].observation) }
        return indices.map { i in
            let twins = indices.count { previous.figures[$0].unit == previous.figures[i].unit }
            return Candidate(figure: previous.figures[i], own: previous.own(i), isNearest: twins == 1)
        }
    }

    /// Parts up to the first comma behind one of them, and those of later clauses.
    private static func stretch(of passage: Passage, from cue: Int, to limit: Int) -> (near: [Int], far: [Int]) {
        var near: [Int] = []
        var far: [Int] = []
        for i in passage.places.indices where passage.places[i].lowerBound >= cue && passage.places[i].upperBound <= limit {
            let before = passage.before(i)
            if before.contains(where: { $0 == "；" || $0 == ";" || $0 == "。" }) && !(near.isEmpty && far.isEmpty) { break }
            let isNew = !near.isEmpty && before.contains { $0 == "，" || $0 == "," }
            guard isCount(passage.figures[i].observation) else { if isNew { far.append(i) }; continue }
            if far.isEmpty && !isNew { near.append(i) } else { far.append(i) }
        }
        return (near, far.filter { isCount(passage.figures[$0].observation) })
    }

    private static func isCount(_ o: Observation) -> Bool { o.role == .fact && o.unit != "%" && o.high == nil }

    private static func compare(_ passage: Passage, _ i: Int, _ candidates: [Candidate], cue: Int, isFirst: Bool) -> [Finding] {
        let part = passage.figures[i]
        let fitting = candidates.filter { $0.figure.unit == part.unit && Passage.isComparable($0.figure.observation, part.observation) }
        guard let whole = fitting.last, part.generous.isAbove(whole.figure.generous) else { return [] }
        // another figure before 其中 may be the one that is meant
        let isAmbiguous = fitting.dropLast().contains { !part.generous.isAbove($0.figure.generous) }
        let shares = Common.share(whole.own, passage.own(i))
        if part.hasVagueUnit && !shares { return [] }
        if !whole.isNearest && !shares { return [] }
        let isSure = part.isSure && whole.figure.isSure && whole.isNearest && isFirst && !isAmbiguous
        return [finding(part, whole.figure, isSure ? .error : .question)]
    }

    private static func compareFar(_ passage: Passage, _ i: Int, _ candidates: [Candidate]) -> [Finding] {
        let part = passage.figures[i]
        guard let whole = candidates.last(where: { $0.figure.unit == part.unit && Common.share($0.own, passage.own(i)) }) else { return [] }
        guard Passage.isComparable(whole.figure.observation, part.observation), part.generous.isAbove(whole.figure.generous) else { return [] }
        return [finding(part, whole.figure, .question)]
    }

    static func finding(_ part: Figure, _ whole: Figure, _ severity: Finding.Severity) -> Finding {
        Finding(
            "part.above-whole", severity, [part, whole],
            chinese: "部分大于整体：\(Wording.told(part))多于其所属的\(Wording.told(whole))",
            english: "A part is above its whole: \(Wording.told(part)) is more than \(Wording.told(whole)), of which it is told",
            arithmetic: "\(Wording.opened(part)) > \(Wording.opened(whole))")
    }

    /// Parts that are each possible and together too much: they may overlap, so this is a question.
    private static func sum(_ passage: Passage, _ indices: [Int], _ candidates: [Candidate]) -> [Finding] {
        guard let first = indices.first else { return [] }
        let unit = passage.figures[first].unit
        guard let whole = candidates.last(where: { $0.figure.unit == unit && $0.isNearest })?.figure else { return [] }
        var parts: [Int] = []
        for i in indices {
            guard passage.figures[i].unit == unit, Passage.isComparable(passage.figures[i].observation, whole.observation) else { continue }
            // a list: parts joined by 、 directly; what stands behind a comma may be another statement
            if let last = parts.last, passage.between(last, i).contains(where: { $0 == "，" || $0 == "," }) { break }
            parts.append(i)
        }
        let figures = parts.map { passage.figures[$0] }
        guard figures.count > 1, figures.allSatisfy({ !$0.generous.isAbove(whole.generous) && $0.isSure }), whole.isSure else { return [] }
        let total = figures.map(\.generous).reduce(Interval(0, 0), +)
        guard total.isAbove(whole.generous) else { return [] }
        let rounded = figures.map(\.rounded).reduce(Interval(0, 0), +)
        let terms = figures.map(Wording.quote).joined(separator: " + ")
        return [
            Finding(
                "part.sum-above-whole", .question, figures.prefix(3) + [whole],
                chinese: "各部分之和大于整体：\(terms)，而\(Wording.told(whole))；各部分是否有交叉？",
                english: "The parts together are above their whole \(Wording.told(whole)): do they overlap?",
                arithmetic: "\(terms) = \(Wording.interval(rounded, whole.observation.unit)) > \(Wording.opened(whole))")
        ]
    }
}
