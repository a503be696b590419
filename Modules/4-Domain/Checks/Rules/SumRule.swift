internal import Text

/// A sum told beside its parts: 诗歌61篇、散文42篇、短剧35篇，合计138篇.
enum SumRule {
    private static let sums = ["合计", "共计", "总计", "总共", "一共"]

    static func find(in passage: Passage) -> [Finding] {
        passage.figures.indices.dropFirst(2).compactMap { check(passage, total: $0) }
    }

    private static func check(_ passage: Passage, total: Int) -> Finding? {
        let sum = passage.figures[total]
        let before = passage.before(total)
        // nothing but the word of the sum stands between the last part and the sum
        let isPlain = before.has(anyOf: sums) && before.isOnly("，,、为达是：:", and: sums)
        // 劳模120人、一线职工680人，共800人; 生活救助100户、医疗救助120户，共救助220户
        let isLoose = !isPlain && before.first.map { $0 == "，" || $0 == "," } == true && before.dropFirst().first == "共" && before.count <= 6
            && (before.count == 2 || Common.share(Array(before), (0..<total).flatMap { passage.own($0) }))
        guard isPlain || isLoose else { return nil }
        var first = total - 1
        guard isPart(passage.figures[first], of: sum) else { return nil }
        while first > 0, isPart(passage.figures[first - 1], of: sum), isJoint(passage.between(first - 1, first)) { first -= 1 }
        let parts = Array(passage.figures[first..<total])
        guard parts.count > 1, !passage.before(first).has(anyOf: sums + ["其中"]) else { return nil }
        let generous = parts.map(\.generous).reduce(Interval(0, 0), +)
        guard !generous.meets(sum.generous) else { return nil }
        // a figure of the same unit further in front may belong to the sum
        let hasOthers = passage.figures[..<first].contains { $0.unit == sum.unit }
        let isSure = isPlain && sum.isSure && parts.allSatisfy(\.isSure) && !hasOthers
        let rounded = parts.map(\.rounded).reduce(Interval(0, 0), +)
        let terms = parts.map(Wording.quote).joined(separator: " + ")
        return Finding(
            "sum.parts", isSure ? .error : .question, parts.prefix(3) + [sum],
            chinese: "合计与各部分之和不符：\(terms)，而合计为\(Wording.quote(sum))",
            english: "The sum told is not that of its parts: \(terms), yet \(Wording.quote(sum)) in all",
            arithmetic: "\(terms) = \(Wording.interval(rounded, sum.observation.unit))；\(Wording.opened(sum))")
    }

    private static func isPart(_ part: Figure, of sum: Figure) -> Bool {
        part.unit == sum.unit && part.observation.role == sum.observation.role && part.observation.unit != "%" && part.observation.high == nil
            && Passage.isComparable(part.observation, sum.observation)
    }

    /// A list goes on: 、 or 和, no comma or semicolon.
    private static func isJoint(_ words: ArraySlice<Unicode.Scalar>) -> Bool {
        words.count <= 16 && words.contains { "、和及与".unicodeScalars.contains($0) } && !words.contains { "，,；;。：:（(".unicodeScalars.contains($0) }
    }
}
