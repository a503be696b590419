import Text

/// What those who are counted do or are given, where their noun alone says nothing.
///
/// ```
/// 37名|徒弟|当年就晋升为技师            徒弟晋升为技师
/// 285名|职工|全部妥善安置               职工妥善安置
/// ```
extension Subjects {
    private static let bare = FixedWords([
        "职工", "会员", "队员", "徒弟", "学员", "企业", "单位", "家庭", "农民工", "女职工", "一线职工", "一线工人", "工人", "骑手", "司机", "快递员", "选手", "劳模", "孩子", "学生", "师徒", "干部", "工友", "求职者", "站点", "驿站",
        "门店", "商户", "商家", "工会", "基层工会", "志愿者", "党员", "教师", "员工", "项目", "成果", "作品", "建议", "案件", "职工群众", "困难职工", "户",
    ])
    private static let openings = FixedWords(["当年就", "当年", "全部", "悉数", "均", "都", "已经", "已", "先后", "陆续", "相继", "在", "积极", "踊跃", "主动", "纷纷", "如期", "顺利", "年内", "逐一", "还", "也", "就", "又"])
    /// Longest deed, in scalars.
    private static let longest = 13

    /// Whether a noun alone says nothing of those who are counted.
    func isBareDoer(_ behind: Range<Int>) -> Bool { behind.count <= 5 && Self.bare.contains(behind, in: page.text) }

    /// The noun with the deed told behind it; nil where the noun is no bare one, or no deed follows.
    func done(_ m: Mention, _ behind: Range<Int>, _ next: Int) -> String? {
        let t = page.text
        guard m.role == .fact, m.numeral.unit == .classifier, !isRecipient(m, behind) else { return nil }
        var low = behind.upperBound, limit = min(m.clause.upperBound, next)
        limit = (low..<max(low, limit)).first { t.classes[$0] == CharacterClass.openParenthesis } ?? limit
        while low < limit, let end = Self.openings.end(at: low, in: t, upTo: limit) { low = end }
        guard limit - low >= 2, t.kind(low) == CharacterClass.ideograph || t.kind(low) == CharacterClass.openQuote, t.scalars[low] != 0x7684 else { return nil }
        var high = phrases.wordEdge(low + Self.longest, upTo: limit)
        while high > low, let next = phrases.closed(low, high), next < high { high = next }
        let deed = low..<high
        return deed.count >= 2 ? page.source(behind) + page.source(deed) : nil
    }
}
