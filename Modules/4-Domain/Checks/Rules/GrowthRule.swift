internal import Text

/// Both ends of a growth and the growth: 由2.1万人增至2.5万人，增长19%; 由82%提高到91%，提高9个百分点.
enum GrowthRule {
    private static let from = ["由", "从"]
    private static let to = ["增至", "增加到", "增长到", "提高到", "上升到", "提升到", "扩大到", "增加至", "提高至", "提升至", "上升至", "升至", "增长至"]
    private static let by = ["增长率", "增长", "增幅", "提高", "提升", "上升", "增加"]

    static func find(in passage: Passage) -> [Finding] { passage.figures.indices.dropFirst(2).compactMap { check(passage, $0) } }

    private static func check(_ passage: Passage, _ i: Int) -> Finding? {
        let (old, new, growth) = (passage.figures[i - 2], passage.figures[i - 1], passage.figures[i])
        guard passage.before(i).has(anyOf: by), passage.before(i).isOnly("，,、了达为", and: by) else { return nil }
        guard passage.between(i - 2, i - 1).isOnly("，,", and: to), passage.between(i - 2, i - 1).has(anyOf: to) else { return nil }
        guard passage.before(i - 2).has(anyOf: from), old.unit == new.unit, [old, new, growth].allSatisfy(\.isSure) else { return nil }
        let difference = new.generous - old.generous
        let rounded = new.rounded - old.rounded
        let (possible, shown): (Interval?, Interval?) =
            switch growth.observation.unit {
            case "%" where !old.isRate && new.generous.low >= old.generous.high:
                (difference.divided(by: old.generous).map { $0 * 100 }, rounded.divided(by: old.rounded).map { $0 * 100 })
            case "个百分点" where old.isRate: (difference, rounded)
            case old.observation.unit where !old.isRate: (difference, rounded)
            default: (nil, nil)
            }
        guard let possible, let shown, !possible.meets(growth.generous) else { return nil }
        let unit = growth.observation.unit
        return Finding(
            "growth", .error, [old, new, growth],
            chinese: "增幅与前后两数不符：由\(Wording.quote(old))到\(Wording.quote(new))，应为\(Wording.interval(shown, unit))，而所报为\(Wording.quote(growth))",
            english: "The growth is not that between its ends: from \(Wording.quote(old)) to \(Wording.quote(new)) is \(Wording.interval(shown, unit)), yet \(Wording.quote(growth)) is told",
            arithmetic: "\(Wording.quote(old)) → \(Wording.quote(new)): \(Wording.interval(shown, unit))；\(Wording.opened(growth))")
    }
}
