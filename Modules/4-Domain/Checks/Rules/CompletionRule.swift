internal import Text

/// A completion tells its target: 送出资金368.0万元，为年度任务的115% implies 320万元, which is derived, not told.
///
/// ```
/// 新建工会380家，吸纳会员2.1万人，吸纳农民工1.05万人，分别完成目标的95%、84%、70%      as many figures as rates
/// 目标1500人，完成538人，完成率35.9%                                                             the target is told: it must fit
/// 目标：新建工会350家。进展：新建工会218家，完成率62.3%                                            the same, in a sentence before
/// ```
enum CompletionRule {
    /// `earlier`: the sentences before, nearest first. A target told far before may explain a completion; only a near one contradicts it.
    static func find(in passage: Passage, after earlier: [Passage]) -> [Finding] {
        var findings: [Finding] = []
        var i = 0
        while i < passage.figures.count {
            guard isCompletion(passage, i) else { i += 1; continue }
            let chain = chain(passage, from: i)
            let pairs = chain.count > 1 ? listed(passage, chain) : single(passage, i)
            for (fact, rate) in pairs { if let finding = imply(passage, fact, rate, earlier) { findings.append(finding) } }
            i += chain.count
        }
        return findings
    }

    private static func isCompletion(_ passage: Passage, _ i: Int) -> Bool {
        let figure = passage.figures[i]
        guard figure.isRate, figure.observation.role == .share, figure.isSure, figure.value > 0 else { return false }
        let before = passage.before(i)
        if before.has(anyOf: ["同比", "较上", "比上", "增长", "提高", "下降", "占比"]) { return false }
        if before.ends(withAnyOf: ["完成率"]) { return true }
        return before.has(anyOf: ["目标", "任务", "计划", "指标"]) && before.has(anyOf: ["完成", "占", "为", "达"])
    }

    /// 92%、82%、69% behind 分别.
    private static func chain(_ passage: Passage, from i: Int) -> Range<Int> {
        guard passage.before(i).has("分别") else { return i..<i + 1 }
        var end = i + 1
        while end < passage.figures.count, passage.figures[end].isRate, passage.figures[end].isSure,
            passage.before(end).isOnly("、，,和及与", and: [])
        { end += 1 }
        return i..<end
    }

    /// The figure right before, averages left out: 支出702万元，户均3121元，完成目标的116.9%.
    private static func single(_ passage: Passage, _ i: Int) -> [(Int, Int)] {
        guard i > 0, !passage.before(i).has(anyOf: ["；", ";", "分别"]) else { return [] }
        var fact = i - 1
        if fact > 0, passage.before(fact).has(anyOf: ["人均", "户均", "平均", "均", "每"]) { fact -= 1 }
        return isDone(passage.figures[fact]) ? [(fact, i)] : []
    }

    /// As many facts right before as there are rates.
    private static func listed(_ passage: Passage, _ chain: Range<Int>) -> [(Int, Int)] {
        let first = chain.lowerBound - chain.count
        guard first >= 0, (first..<chain.lowerBound).allSatisfy({ isDone(passage.figures[$0]) }) else { return [] }
        return chain.map { ($0 - chain.count, $0) }
    }

    private static func isDone(_ f: Figure) -> Bool { f.observation.role == .fact && !f.isRate && f.observation.high == nil && f.value > 0 }

    private static func imply(_ passage: Passage, _ fact: Int, _ rate: Int, _ earlier: [Passage]) -> Finding? {
        let (done, share) = (passage.figures[fact], passage.figures[rate])
        guard done.observation.city == share.observation.city, done.generous.low > 0 else { return nil }
        let candidates = targets(passage, fact, earlier)
        if candidates.contains(where: { fits(done, $0.figure, share) }) { return nil }
        if candidates.count == 1, candidates[0].sentences <= 3 { return contradiction(done, candidates[0].figure, share) }
        guard let target = done.rounded.divided(by: share.rounded * 0.01) else { return nil }
        let unit = done.observation.unit
        let value = done.value / share.value * 100
        // what is counted is told as a whole number
        let about = Wording.number(unit == "元" ? value : value.rounded(), unit)
        return Finding(
            "target.implied", .derived, [done, share],
            chinese: "由完成率推算的目标（原文未报）：\(Wording.told(done))为目标的\(Wording.quote(share))，目标约\(about)",
            english: "Target implied by its completion, not told: \(Wording.told(done)) is \(Wording.quote(share)) of about \(about)",
            arithmetic: "\(Wording.quote(done)) ÷ \(Wording.quote(share)) = \(Wording.interval(target, unit))",
            derived: Finding.Derived(value: value, low: target.low, high: target.high, unit: unit))
    }

    private static func fits(_ done: Figure, _ target: Figure, _ share: Figure) -> Bool {
        guard let rate = done.generous.divided(by: target.bare) else { return false }
        return (rate * 100).meets(share.generous)
    }

    private static func contradiction(_ done: Figure, _ target: Figure, _ share: Figure) -> Finding? {
        guard let quotient = done.rounded.divided(by: target.bare) else { return nil }
        let shown = Wording.interval(quotient * 100, "%")
        return Finding(
            "completion.target", .question, [target, done, share],
            chinese: "完成率与所报目标不符：目标\(Wording.quote(target))，完成\(Wording.quote(done))，应为\(shown)，而所报为\(Wording.quote(share))",
            english: "The completion does not fit the target told: \(Wording.quote(done)) of \(Wording.quote(target)) is \(shown), yet \(Wording.quote(share)) is told",
            arithmetic: "\(Wording.quote(done)) ÷ \(Wording.quote(target)) = \(shown)；\(Wording.opened(share))")
    }

    /// Figures that may be the target told, with how many sentences lie between: those of its own sentence; else those of the sentences
    /// before that share its words.
    private static func targets(_ passage: Passage, _ fact: Int, _ earlier: [Passage]) -> [(figure: Figure, sentences: Int)] {
        let done = passage.figures[fact]
        func isTarget(_ p: Passage, _ i: Int) -> Bool {
            let plan = p.figures[i]
            guard plan.unit == done.unit, plan.observation.city == done.observation.city, plan.bare.low > 0 else { return false }
            return plan.observation.role == .plan || p.clause(before: i).has(anyOf: ["目标", "任务", "计划"])
        }
        let here = (0..<fact).filter { isTarget(passage, $0) || $0 == fact - 1 && passage.figures[$0].unit == done.unit && fitsWhole(passage, $0, fact) }
        if !here.isEmpty { return here.map { (passage.figures[$0], 0) } }
        var found: [(figure: Figure, sentences: Int)] = []
        for (distance, p) in earlier.enumerated() {
            for i in p.figures.indices where isTarget(p, i) && Common.share(p.own(i), passage.own(fact)) {
                found.append((p.figures[i], distance + 1))
            }
        }
        return found
    }

    /// 16项“急难愁盼”完成14项: the whole stands before what was done of it.
    private static func fitsWhole(_ passage: Passage, _ whole: Int, _ fact: Int) -> Bool {
        passage.figures[whole].value >= passage.figures[fact].value && passage.before(fact).has("完成")
            && passage.figures.indices.contains(fact + 1) && fits(passage.figures[fact], passage.figures[whole], passage.figures[fact + 1])
    }
}
