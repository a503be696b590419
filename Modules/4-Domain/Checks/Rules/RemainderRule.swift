internal import Text

/// What is left: 收集问题207个、解决183个，剩余24个.
enum RemainderRule {
    private static let rests = ["剩余", "还剩", "尚余", "余下", "剩下"]
    private static let done = ["解决", "办结", "整改", "完成", "使用", "支出", "发放", "落实", "销号", "处理", "化解"]

    static func find(in passage: Passage) -> [Finding] {
        passage.figures.indices.dropFirst(2).compactMap { i in
            let (all, part, rest) = (passage.figures[i - 2], passage.figures[i - 1], passage.figures[i])
            guard passage.before(i).has(anyOf: rests), passage.before(i).isOnly("，,、的有", and: rests) else { return nil }
            guard passage.own(i - 1).has(anyOf: done), all.unit == part.unit, part.unit == rest.unit, !all.isRate else { return nil }
            guard all.isSure, part.isSure, rest.isSure, all.observation.role == .fact, part.observation.role == .fact else { return nil }
            guard all.observation.city == rest.observation.city, !(all.generous - part.generous).meets(rest.generous) else { return nil }
            let difference = all.rounded - part.rounded
            return Finding(
                "remainder", .question, [all, part, rest],
                chinese: "剩余数不符：\(Wording.told(all))减去\(Wording.quote(part))，而剩余为\(Wording.quote(rest))",
                english: "What is told to be left is not the difference: \(Wording.told(all)) less \(Wording.quote(part)), yet \(Wording.quote(rest)) left",
                arithmetic: "\(Wording.quote(all)) − \(Wording.quote(part)) = \(Wording.interval(difference, rest.observation.unit))；\(Wording.opened(rest))")
        }
    }
}
