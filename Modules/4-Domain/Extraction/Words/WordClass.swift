/// What a word of the language does for the reader. A word may do several things.
struct WordClass: OptionSet, Sendable {
    var rawValue: UInt64
    init(rawValue: UInt64) { self.rawValue = rawValue }
    private init(_ bit: UInt64) { rawValue = 1 << bit }

    /// 近, 约: before a number.
    static let about = WordClass(0)
    static let atLeast = WordClass(1)
    static let atMost = WordClass(2)
    /// 左右, 以上, 以内: behind a number.
    static let aboutBehind = WordClass(3)
    static let atLeastBehind = WordClass(4)
    static let atMostBehind = WordClass(5)
    /// 增长, 提高: the number that follows is a difference.
    static let growth = WordClass(6)
    /// 较去年, 同比: a comparison opens.
    static let comparison = WordClass(7)
    /// 力争, 拟, 预计: what follows is yet to come.
    static let plan = WordClass(8)
    /// Words that open a clause and say nothing of what is counted: 截至目前, 其中, 共.
    static let lead = WordClass(9)
    /// Words that stand between what is counted and its number: 达, 共有, 为.
    static let tail = WordClass(10)
    /// 新增, 新建: a figure of the period.
    static let new = WordClass(11)
    /// 共有, 总数, 现有: a standing total.
    static let total = WordClass(12)
    /// 以来, 自: counts since then.
    static let since = WordClass(13)
    /// 目前, 截至: now, ends the reach of an earlier date.
    static let now = WordClass(14)
    static let lastYear = WordClass(15)
    static let nextYear = WordClass(16)
    static let province = WordClass(17)
    static let nation = WordClass(18)
    static let wholeCity = WordClass(19)
    /// Fixed words that contain numerals: 一线, 统一, 第一时间.
    static let idiom = WordClass(20)
    /// Names that contain numerals: 八大群体, 十四五, 五一.
    static let name = WordClass(21)
    /// 每, 平均, 人均.
    static let each = WordClass(22)
    /// 门槛, 标准: a rule speaks.
    static let rule = WordClass(23)
    /// 占, 率: a share.
    static let share = WordClass(24)
    /// 全省, 排名: an order.
    static let order = WordClass(25)
    /// 其中.
    static let part = WordClass(26)
    /// 分别.
    static let respectively = WordClass(27)
    /// Verbs that carry nothing of their own: 开展, 举办, 组织.
    static let lightVerb = WordClass(28)
    /// A single word of a codebook.
    static let codebook = WordClass(29)
    /// 未, 没有, 尚未.
    static let negation = WordClass(30)
    /// 共, 累计, 合计.
    static let sum = WordClass(31)
    /// 今年, 本年.
    static let thisYear = WordClass(32)
    /// 12351, 热线.
    static let hotline = WordClass(33)
    /// Heads of a rule's noun behind 以上: 企业, 单位.
    static let ruleNoun = WordClass(34)
    /// Subjects too bare to stand alone: 发放资金, 覆盖职工.
    static let bareSubject = WordClass(35)
    /// Half years and quarters: 上半年.
    static let half = WordClass(36)
    /// Names of undertakings that a short subject leans on: 招聘会, 互助保障.
    static let topic = WordClass(37)
    /// 可用, 返, 抵: what a rule allows once the sum is full.
    static let allowance = WordClass(38)
    /// 最高, 单笔: the ceiling or floor of a rule.
    static let ceiling = WordClass(39)
    /// 目前, 已: what is told from here on has happened.
    static let done = WordClass(40)
    /// 年底, 明年, 到2025年: a day to come.
    static let horizon = WordClass(41)
    /// 由, 从: what was before a change.
    static let origin = WordClass(42)
    /// 提高到, 增至: what is after it.
    static let result = WordClass(43)
    /// Verbs that are nouns as often: 帮扶, 服务.
    static let noun = WordClass(44)
    /// 工作打算, 下一步: a heading of what is to come.
    static let planHeading = WordClass(45)
    /// Topics that name people or things and no undertaking: 货车司机, 创新工作室.
    static let group = WordClass(46)
    /// 全年, 年底: a whole year is told of.
    static let wholeYear = WordClass(47)

    // What a codebook adds.

    /// A word that an indicator begins with and that holds a word which it excludes.
    static let covering = WordClass(60)
    /// A word that an indicator excludes.
    static let excluding = WordClass(59)
    /// A word of headings that announces an area.
    static let areaHeading = WordClass(61)
    /// An action that belongs to an area wherever it is told.
    static let areaAction = WordClass(62)
    /// A word that an indicator's rule begins with.
    static let ruleFirst = WordClass(63)
}
