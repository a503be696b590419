/// The rules on the way to an observation. Each has a name that `because` prints, and the words it was written for.
enum Rule: UInt8, CaseIterable {
    /// 14863
    case numberDigits
    /// 2.6
    case numberDecimal
    /// 12,480
    case numberThousands
    /// 405.3万
    case numberMagnitude
    /// 近万人次
    case numberMagnitudeAlone
    /// 二十五
    case numberChinese
    /// 百分之五
    case numberPercentWords
    /// 8-9折
    case numberRange
    /// 近, 约
    case approximationAboutBefore
    /// 超过, 不少于
    case approximationAtLeastBefore
    /// 不超过
    case approximationAtMostBefore
    /// 左右
    case approximationAboutBehind
    /// 以上
    case approximationAtLeastBehind
    /// 以内
    case approximationAtMostBehind
    /// 至少完成1项
    case approximationBoundBeforeVerb
    /// 余, 多, 几 within
    case approximationVagueNumeral
    /// 500元余
    case approximationVagueBehind
    /// nothing speaks against a fact
    case roleFact
    /// 第3名
    case roleRankOrdinal
    /// 建会率98%
    case roleSharePercent
    /// 每万人拥有
    case roleSharePerHead
    /// 三分之一
    case roleShareFraction
    /// 个百分点, 倍, 番
    case roleChangeUnit
    /// 增长9%
    case roleChangeGrowth
    /// 较上年多
    case roleChangeComparison
    /// 还差86家
    case roleChangeGap
    /// 满200减40
    case roleThresholdReduction
    /// 100人以上企业
    case roleThresholdSize
    /// 消费满30元
    case roleThresholdFull
    /// 满200元可用50元
    case roleThresholdAllowance
    /// 每月不少于3次
    case roleThresholdNorm
    /// 按15%-50%补助
    case roleThresholdScale
    /// 门槛降低至
    case roleThresholdSill
    /// 超过3000元的
    case roleThresholdCondition
    /// 目标：
    case rolePlanLabel
    /// 力争, 确保
    case rolePlanIntent
    /// 拟, 计划, 将
    case rolePlanFuture
    /// under 2024年工作打算
    case rolePlanSection
    /// words before the number
    case subjectBefore
    /// the noun behind its unit
    case subjectBehind
    /// what grew, and the direction
    case subjectChange
    /// the verb that a list shares
    case subjectListLead
    /// nothing of its own: the number before
    case subjectShared
    /// the undertaking that it leans on
    case subjectTopic
    /// 甲、乙分别为92%、82%
    case pairByOrder
    /// 甲、乙、丙分别为92%、82%: counts differ
    case pairArityDiffers
    /// the report's year
    case periodReport
    /// a year of the sentence
    case periodSentence
    /// counts since an earlier year
    case periodSince
    /// published while the year ran
    case periodPublished
    /// the passage names an action
    case areaAction
    /// the sentence names one
    case areaActionInSentence
    /// heading or first sentence
    case areaSection
    /// the indicator's own
    case areaIndicator
    /// the number before
    case areaNeighbour
    /// nothing announces one
    case areaNone
    /// the best mention of the report
    case bestChosen
    /// the same value again
    case bestToldAgain
    /// another value of the indicator
    case bestRunnerUp
    /// A code of the codebook; `because` prints `indicator.` and the code.
    case indicator

    /// The name that `because` prints.
    var name: String {
        switch self {
        case .numberDigits: "number.digits"
        case .numberDecimal: "number.decimal"
        case .numberThousands: "number.thousands"
        case .numberMagnitude: "number.magnitude"
        case .numberMagnitudeAlone: "number.magnitude_alone"
        case .numberChinese: "number.chinese"
        case .numberPercentWords: "number.percent_words"
        case .numberRange: "number.range"
        case .approximationAboutBefore: "approximation.about_before"
        case .approximationAtLeastBefore: "approximation.at_least_before"
        case .approximationAtMostBefore: "approximation.at_most_before"
        case .approximationAboutBehind: "approximation.about_behind"
        case .approximationAtLeastBehind: "approximation.at_least_behind"
        case .approximationAtMostBehind: "approximation.at_most_behind"
        case .approximationBoundBeforeVerb: "approximation.bound_before_verb"
        case .approximationVagueNumeral: "approximation.vague_numeral"
        case .approximationVagueBehind: "approximation.vague_behind"
        case .roleFact: "role.fact"
        case .roleRankOrdinal: "role.rank.ordinal"
        case .roleSharePercent: "role.share.percent"
        case .roleSharePerHead: "role.share.per_head"
        case .roleShareFraction: "role.share.fraction"
        case .roleChangeUnit: "role.change.unit"
        case .roleChangeGrowth: "role.change.growth"
        case .roleChangeComparison: "role.change.comparison"
        case .roleChangeGap: "role.change.gap"
        case .roleThresholdReduction: "role.threshold.reduction"
        case .roleThresholdSize: "role.threshold.size"
        case .roleThresholdFull: "role.threshold.full"
        case .roleThresholdAllowance: "role.threshold.allowance"
        case .roleThresholdNorm: "role.threshold.norm"
        case .roleThresholdScale: "role.threshold.scale"
        case .roleThresholdSill: "role.threshold.sill"
        case .roleThresholdCondition: "role.threshold.condition"
        case .rolePlanLabel: "role.plan.label"
        case .rolePlanIntent: "role.plan.intent"
        case .rolePlanFuture: "role.plan.future"
        case .rolePlanSection: "role.plan.section"
        case .subjectBefore: "subject.before"
        case .subjectBehind: "subject.behind"
        case .subjectChange: "subject.change"
        case .subjectListLead: "subject.list_lead"
        case .subjectShared: "subject.shared"
        case .subjectTopic: "subject.topic"
        case .pairByOrder: "pair.by_order"
        case .pairArityDiffers: "pair.arity_differs"
        case .periodReport: "period.report"
        case .periodSentence: "period.sentence"
        case .periodSince: "period.since"
        case .periodPublished: "period.published"
        case .areaAction: "area.action"
        case .areaActionInSentence: "area.action_in_sentence"
        case .areaSection: "area.section"
        case .areaIndicator: "area.indicator"
        case .areaNeighbour: "area.neighbour"
        case .areaNone: "area.none"
        case .bestChosen: "best.chosen"
        case .bestToldAgain: "best.told_again"
        case .bestRunnerUp: "best.runner_up"
        case .indicator: "indicator"
        }
    }
}

/// Up to sixteen rules in their order, without an allocation: a byte each, the first one lowest, and nothing behind the last.
struct Because: Equatable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    var count: Int { high == 0 ? Self.count(low) : 8 + Self.count(high) }

    @inline(__always)
    private static func count(_ bytes: UInt64) -> Int { (71 - bytes.leadingZeroBitCount) / 8 }

    @inline(__always)
    mutating func append(_ rule: Rule) {
        let bits = UInt64(rule.rawValue) + 1
        if low >> 56 == 0 { low |= bits << UInt64(Self.count(low) * 8) }
        else if high >> 56 == 0 { high |= bits << UInt64(Self.count(high) * 8) }
    }

    /// Appends the rules of another list, as far as there is room.
    mutating func append(_ rules: Because) {
        for place in 0..<rules.count { if let rule = rules[place] { append(rule) } }
    }

    /// A number that differs for most different rules and `other`s, above all in its high bits.
    func mixed(with other: Int) -> UInt64 {
        (low ^ (high << 29 | high >> 35) ^ UInt64(truncatingIfNeeded: other) &* 0xC2B2_AE3D_27D4_EB4F) &* 0x9E37_79B9_7F4A_7C15
    }

    /// The rule at a place; nil outside.
    subscript(place: Int) -> Rule? {
        guard place >= 0, place < 16 else { return nil }
        let bits = place < 8 ? low >> (UInt64(place) * 8) : high >> (UInt64(place - 8) * 8)
        return Rule(rawValue: UInt8(truncatingIfNeeded: bits & 0xFF) &- 1)
    }

    @inline(__always)
    func contains(_ rule: Rule) -> Bool {
        let wanted = (UInt64(rule.rawValue) + 1) &* Self.ones
        return Self.hasZero(low ^ wanted) || Self.hasZero(high ^ wanted)
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// Whether one of the eight bytes is zero.
    @inline(__always)
    private static func hasZero(_ bytes: UInt64) -> Bool { (bytes &- ones) & ~bytes & (ones << 7) != 0 }
}
