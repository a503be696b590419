internal import Text

/// A growth told as a rate and as a number: 会员3200人，同比增长25%，比上年增加640人. The three must fit; a question where they do not.
enum DifferenceRule {
    private static let more = ["增长", "增加", "提高", "上升", "增幅", "多"]
    private static let less = ["下降", "减少", "降低", "少"]

    static func find(in passage: Passage) -> [Finding] {
        passage.figures.indices.dropFirst(2).compactMap { i in
            let (now, a, b) = (passage.figures[i - 2], passage.figures[i - 1], passage.figures[i])
            if a.isRate, !b.isRate { return check(passage, now, a, i - 1, b, i) }
            return b.isRate && !a.isRate ? check(passage, now, b, i, a, i - 1) : nil
        }
    }

    private static func check(_ passage: Passage, _ now: Figure, _ rate: Figure, _ r: Int, _ difference: Figure, _ d: Int) -> Finding? {
        guard now.observation.role == .fact, rate.observation.role == .change, difference.observation.role == .change, !now.isRate else { return nil }
        guard now.unit == difference.unit, [now, rate, difference].allSatisfy(\.isSure), !passage.before(max(r, d)).contains(where: { $0 == "；" || $0 == ";" }) else { return nil }
        let sign: Double
        if passage.before(r).has(anyOf: more), passage.before(d).has(anyOf: more) { sign = 1 }
        else if passage.before(r).has(anyOf: less), passage.before(d).has(anyOf: less) { sign = -1 }
        else { return nil }
        // now = before × (1 ± rate); the difference is now − before
        let factor = Interval(1 + sign * rate.generous.low / 100, 1 + sign * rate.generous.high / 100)
        guard factor.low > 0, let before = now.generous.divided(by: factor) else { return nil }
        let possible = sign > 0 ? now.generous - before : before - now.generous
        guard !possible.meets(difference.generous) else { return nil }
        let unit = now.observation.unit
        return Finding(
            "growth.difference", .question, [now, rate, difference],
            chinese: "增幅与增量不符：\(Wording.told(now))按\(Wording.quote(rate))推算，增减应为\(Wording.interval(possible, unit))，而所报为\(Wording.quote(difference))",
            english: "The growth told as a rate and as a number differ: \(Wording.told(now)) with \(Wording.quote(rate)) gives \(Wording.interval(possible, unit)), yet \(Wording.quote(difference)) is told",
            arithmetic: "\(Wording.quote(now)), \(Wording.quote(rate)): \(Wording.interval(possible, unit))；\(Wording.opened(difference))")
    }
}
