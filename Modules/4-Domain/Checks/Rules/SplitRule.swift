internal import Text

/// A whole told beside all that it divides into: the parts in brackets, behind a colon or 包括, or opposites behind 其中.
///
/// ```
/// 竞赛58项（市级20项、县级38项）           in brackets, before or behind the whole
/// 救助300户：深度120户、相对180户          behind a colon
/// 招聘会57场，其中线上34场、线下23场        opposites: nothing is left beside them
/// ```
/// Parts may overlap or be only some, so what does not fit is a question; too little is one only where the text says that it is all.
enum SplitRule {
    private static let opposites = [
        ("线上", "线下"), ("市级", "县级"), ("市级", "县区"), ("市级", "县（区）"), ("市本级", "县"), ("男", "女"), ("集体", "个人"), ("新建", "改建"), ("国有", "非公"),
        ("上半年", "下半年"), ("城镇", "农村"),
    ]
    private static let colons = Set("：:".unicodeScalars)
    private static let parts = ["包括", "分别是", "分别为"]

    static func find(in passage: Passage) -> [Finding] {
        var findings: [Finding] = []
        var i = 1
        while i < passage.figures.count {
            guard let list = list(passage, from: i) else { i += 1; continue }
            if let finding = check(passage, list) { findings.append(finding) }
            i = list.upperBound
        }
        return findings
    }

    /// Two or more figures of one unit joined by 、 or 和 that a bracket, a colon, 包括 or 其中 opens.
    private static func list(_ passage: Passage, from i: Int) -> Range<Int>? {
        let before = passage.before(i)
        guard opensBracket(before) || before.contains(where: { colons.contains($0) }) || before.has(anyOf: parts + ["其中"]) else { return nil }
        var end = i + 1
        while end < passage.figures.count, passage.figures[end].unit == passage.figures[i].unit, isJoint(passage.between(end - 1, end)) { end += 1 }
        return end - i >= 2 ? i..<end : nil
    }

    /// Whether a bracket is opened and stays open: not in 、县（区）和产业级.
    private static func opensBracket(_ words: ArraySlice<Unicode.Scalar>) -> Bool {
        words.last { "（(）)".unicodeScalars.contains($0) }.map { $0 == "（" || $0 == "(" } ?? false
    }

    private static func isJoint(_ words: ArraySlice<Unicode.Scalar>) -> Bool {
        words.count <= 12 && words.contains { "、和及与".unicodeScalars.contains($0) } && !words.contains { "，,；;。：:（()）".unicodeScalars.contains($0) }
    }

    private static func check(_ passage: Passage, _ list: Range<Int>) -> Finding? {
        let before = passage.before(list.lowerBound)
        let isBracket = opensBracket(before)
        // the whole stands right before the list; or right behind its closing bracket
        let behind = list.upperBound
        let isBehind = isBracket && behind < passage.figures.count && passage.between(behind - 1, behind).first.map { $0 == "）" || $0 == ")" } == true
            && passage.between(behind - 1, behind).count <= 3
        let whole = isBehind ? passage.figures[behind] : passage.figures[list.lowerBound - 1]
        let figures = list.map { passage.figures[$0] }
        guard whole.unit == figures[0].unit, whole.isSure, figures.allSatisfy({ isPart($0, of: whole) }) else { return nil }
        if !isBehind, before.contains(where: { $0 == "；" || $0 == ";" || $0 == "。" }) { return nil }
        let words = list.flatMap { passage.own($0) }
        let isWhole = before.contains { $0 == "：" || $0 == ":" } || figures.count == 2 && opposites.contains { words.has($0.0) && words.has($0.1) }
        let total = figures.map(\.generous).reduce(Interval(0, 0), +)
        // what 其中 opens and is too much is told by PartRule
        let isPartRule = before.has("其中")
        guard total.isAbove(whole.generous) ? !isPartRule : isWhole && whole.generous.isAbove(total) else { return nil }
        let rounded = figures.map(\.rounded).reduce(Interval(0, 0), +)
        let terms = figures.map(Wording.quote).joined(separator: " + ")
        return Finding(
            "split.sum", .question, figures.prefix(3) + [whole],
            chinese: "各部分之和与整体不符：\(terms)，而\(Wording.told(whole))",
            english: "The parts do not add up to their whole: \(terms), yet \(Wording.told(whole))",
            arithmetic: "\(terms) = \(Wording.interval(rounded, whole.observation.unit))；\(Wording.opened(whole))")
    }

    private static func isPart(_ part: Figure, of whole: Figure) -> Bool {
        part.isSure && part.observation.role == .fact && whole.observation.role == .fact && !part.isRate && Passage.isComparable(part.observation, whole.observation)
    }
}
