internal import Text

/// So much for each of so many makes the sum: 每人补助1000元，发放给85名职工，共计8.5万元. A question where it does not, since not everybody
/// may have got the same. Only where the sentence holds these three sums and counts alone.
enum EachRule {
    private static let each = ["每人", "每名", "每户", "每家", "每个", "每对", "人均", "户均"]
    private static let sums = ["共", "共计", "合计", "总计", "发放"]

    static func find(in passage: Passage) -> [Finding] {
        let money = passage.figures.indices.filter { passage.figures[$0].unit == "元" }
        let counts = passage.figures.indices.filter { ["人", "户", "家", "个", "对"].contains(passage.figures[$0].unit) }
        guard money.count == 2, counts.count == 1, passage.figures.count == 3 else { return [] }
        guard let rate = money.first(where: { passage.before($0).has(anyOf: each) }), let sum = money.first(where: { $0 != rate }),
            rate < sum, passage.before(sum).has(anyOf: sums) || passage.before(counts[0]).has(anyOf: sums)
        else { return [] }
        let (a, n, total) = (passage.figures[rate], passage.figures[counts[0]], passage.figures[sum])
        guard [a, n, total].allSatisfy({ $0.isSure && $0.observation.role == .fact && Passage.isComparable($0.observation, total.observation) }) else { return [] }
        let product = Interval(a.generous.low * n.generous.low, a.generous.high * n.generous.high)
        guard !product.meets(total.generous) else { return [] }
        return [
            Finding(
                "each.sum", .question, [a, n, total],
                chinese: "单份与份数之积不等于总数：\(Wording.quote(a)) × \(Wording.quote(n)) = \(Wording.interval(product, "元"))，而所报为\(Wording.quote(total))",
                english: "So much for each of so many is not the sum told: \(Wording.quote(a)) × \(Wording.quote(n)) is \(Wording.interval(product, "元")), yet \(Wording.quote(total)) is told",
                arithmetic: "\(Wording.quote(a)) × \(Wording.quote(n)) = \(Wording.interval(product, "元"))；\(Wording.opened(total))")
        ]
    }
}
