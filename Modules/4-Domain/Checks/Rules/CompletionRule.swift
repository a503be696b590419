internal import Text

/// A completion tells its target: 发放资金405.3万元，完成全年目标任务的117.4% implies 345.23万元, which is derived, not told.
///
/// ```
/// 新建工会645家，发展会员32651人，发展农民工会员20729人，分别完成省总目标任务的92%、82%、69%      as many figures as rates
/// 目标1500人，完成538人，完成率35.9%                                                             the target is told: it must fit
/// ```
enum CompletionRule {
    static func find(in passage: Passage) -> [Finding] {
        var findings: [Finding] = []
        var i = 0
        while i < passage.figures.count {
            guard isCompletion(passage, i) else { i += 1; continue }
            let chain = chain(passage, from: i)
            let pairs = chain.count > 1 ? listed(passage, chain) : single(passage, i)
            for (fact, rate) in pairs { if let finding = imply(passage, fact, rate) { findings.append(finding) } }
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

    private static func single(_ passage: Passage, _ i: Int) -> [(Int, Int)] {
        guard i > 0, isDone(passage.figures[i - 1]), !passage.before(i).has(anyOf: ["；", ";", "分别"]) else { return [] }
        return [(i - 1, i)]
    }

    /// As many facts right before as there are rates.
    private static func listed(_ passage: Passage, _ chain: Range<Int>) -> [(Int, Int)] {
        let first = chain.lowerBound - chain.count
        guard first >= 0, (first..<chain.lowerBound).allSatisfy({ isDone(passage.figures[$0]) }) else { return [] }
        return chain.map { ($0 - chain.count, $0) }
    }

    private static func isDone(_ f: Figure) -> Bool { f.observation.role == .fact && !f.isRate && f.observation.high == nil && f.value > 0 }

    private static func imply(_ passage: Passage, _ fact: Int, _ rate: Int) -> Finding? {
        let (done, share) = (passage.figures[fact], passage.figures[rate])
        guard done.observation.city == share.observation.city, let target = done.rounded.divided(by: share.rounded * 0.01) else { return nil }
        if let told = told(passage, fact) {
            let generous = done.generous.divided(by: told.bare).map { $0 * 100 }
            guard let generous, !generous.meets(share.generous), let quotient = done.rounded.divided(by: told.bare) else { return nil }
            return Finding(
                "completion.target", .question, [done, told, share],
                chinese: "完成率与目标不符：目标\(Wording.quote(told))，完成\(Wording.quote(done))，应为\(Wording.interval(quotient * 100, "%"))，而所报为\(Wording.quote(share))",
                english: "The completion does not fit the target told: \(Wording.quote(done)) of \(Wording.quote(told)) is \(Wording.interval(quotient * 100, "%")), yet \(Wording.quote(share)) is told",
                arithmetic: "\(Wording.quote(done)) ÷ \(Wording.quote(told)) = \(Wording.interval(quotient * 100, "%"))；\(Wording.opened(share))")
        }
        let unit = done.observation.unit
        let value = done.value / share.value * 100
        return Finding(
            "target.implied", .derived, [done, share],
            chinese: "由完成率推算的目标（原文未报）：\(Wording.told(done))为目标的\(Wording.quote(share))，目标约\(Wording.number(value, unit))",
            english: "Target implied by its completion, not told: \(Wording.told(done)) is \(Wording.quote(share)) of about \(Wording.number(value, unit))",
            arithmetic: "\(Wording.quote(done)) ÷ \(Wording.quote(share)) = \(Wording.interval(target, unit))",
            derived: Finding.Derived(value: value, low: target.low, high: target.high, unit: unit))
    }

    /// The target, where it is told right before what was done: 目标1500人，完成538人.
    private static func told(_ passage: Passage, _ fact: Int) -> Figure? {
        guard fact > 0 else { return nil }
        let plan = passage.figures[fact - 1]
        let says = passage.before(fact - 1).has(anyOf: ["目标", "任务", "计划"])
        guard plan.unit == passage.figures[fact].unit, says, plan.observation.high == nil, plan.place < max(1, plan.value) else { return nil }
        return plan
    }
}
