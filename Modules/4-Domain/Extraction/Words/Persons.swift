import Text

/// Nouns of people and households as reports end them: 一线|职工, 户外|劳动者, 困难职工|家庭.
enum Persons {
    static let heads = FixedWords([
        "职工", "劳动者", "农民工", "工人", "会员", "员工", "子女", "家庭", "人员", "司机", "骑手", "快递员", "送餐员", "配送员", "劳模", "工匠", "学员", "学生", "新生", "教师", "群众", "干部", "队员", "选手", "志愿者", "女工",
        "党员", "家属", "遗属",
    ])
    /// What goes on behind such a noun: 职工|代表, 会员|单位.
    private static let going = ScalarSet(folded("的、和及与或等子家代小队协群工会之中里户人干文书互技创素维权法活"))

    /// Where the first such noun ends that begins behind `low` and nothing goes on with, no further than `limit`.
    static func end(in t: FoldedText, from low: Int, upTo limit: Int) -> Int? {
        var p = low + 2
        while p <= limit {
            if heads.start(endingAt: p, in: t, from: low) != nil, t.kind(p) == CharacterClass.ideograph, !going.contains(t.scalar(p)) { return p }
            p += 1
        }
        return nil
    }
}
