import Text

/// Tells quantities from numerals that are none: one question a rule, in a fixed order, each with a named answer.
struct Sieve {
    let page: Page

    /// The reason to reject a numeral, or nil for a quantity. `n` may be changed where the rule tells more (ranks).
    func reason(for n: inout Numeral, in part: Page.Part) -> String? {
        switch part.kind {
        case .furniture: return Reason.furniture
        case .byline: return Reason.byline
        default: break
        }
        if n.unit == UnitKind.none, n.traits.contains(.magnitude), Self.milestones.end(at: n.numberEnd, in: t) != nil { n.dropUnit() }
        if let r = names(n) { return r }
        if let r = dates(n, part) { return r }
        if let r = ordinals(&n, part) { return r }
        if let r = enumerators(n, part) { return r }
        if let r = shapes(n) { return r }
        if isNegated(n) { return Reason.negated }
        return n.traits.contains(.chinese) ? chinese(n) : arabic(n)
    }

    private var t: FoldedText { page.text }

    // MARK: Names

    private func names(_ n: Numeral) -> String? {
        if n.traits.contains(.dotted) { return n.traits.contains(.chinese) ? Reason.idiom : Reason.dotted }
        if let q = page.quote(around: n.start) {
            if t.kind(q.lowerBound - 1) == CharacterClass.openTitle { return Reason.title }
            if n.traits.contains(.chinese) ? q.count <= 30 : q.count <= 14 && !isToldInQuote(n, q) { return Reason.quoted }
        }
        // a word that begins before digits does not cover them
        let low = n.traits.contains(.chinese) ? max(0, n.start - 6) : n.start
        if n.traits.contains(.chinese), isFixedName(n, low) { return Reason.name }
        for i in page.words.indices(in: low..<min(n.start + 1, t.count)) {
            let h = page.words.hits[i]
            guard Int(h.end) > n.start else { continue }
            let c = page.classes(h)
            guard c.contains(.name) || c.contains(.idiom) else { continue }
            let s = Int(h.start), e = Int(h.end)
            if !n.traits.contains(.chinese) {
                if s == n.start, e >= n.numberEnd, n.unit == nil || n.unit == UnitKind.none { return Reason.hotline }
                continue
            }
            if page.text.scalars[s] == 0x7B2C, isRank(n) || isPlace(n) { continue }
            if c.contains(.idiom), s < n.start || e > n.numberEnd || n.unit == nil || n.unit == UnitKind.none {
                if s == n.start, e > n.numberEnd, let u = n.unit, u == .classifier, n.value >= 20, e <= n.end { continue }
                return Reason.idiom
            }
        }
        return isReach(n) ? Reason.name : nil
    }

    /// 15分钟服务圈, 十五分钟可达生活圈, 3公里服务圈: what reaches so far is named by it.
    private func isReach(_ n: Numeral) -> Bool {
        guard n.unit == .duration || n.unit == .measure else { return false }
        for p in n.end..<min(n.end + 10, t.count) {
            if t.scalars[p] == 0x5708 { return p > n.end }
            guard t.classes[p] == CharacterClass.ideograph || t.classes[p] == CharacterClass.closeQuote else { return false }
        }
        return false
    }

    /// 八大群体, 十四五: a name that covers the numeral.
    private func isFixedName(_ n: Numeral, _ low: Int) -> Bool {
        for h in page.hits(in: low..<min(n.start + 1, t.count)) where Int(h.end) > n.start && page.classes(h).contains(.name) {
            if Int(h.end) >= n.numberEnd || Int(h.start) < n.start { return true }
        }
        return false
    }

    /// A quotation that speaks a whole sentence may tell a quantity: “全年培训职工500人次”.
    private func isToldInQuote(_ n: Numeral, _ q: Range<Int>) -> Bool {
        guard let u = n.unit, u != .none, u != .date else { return false }
        return n.value >= 100 && n.start - q.lowerBound >= 4
    }

    // MARK: Dates

    private static let month: UInt32 = 0x6708
    private static let year: UInt32 = 0x5E74

    private func dates(_ n: Numeral, _ part: Page.Part) -> String? {
        if n.unit == .date { return dateReason(n) }
        // 2021-2022年, 8至9月: the range's unit is a date
        let after = t.scalar(n.numberEnd)
        if n.digits == 4, n.value >= 1900, n.value <= 2100, n.unit == nil || n.traits.contains(.range) && n.unit == .date,
            after == Self.year || t.kind(n.numberEnd) == CharacterClass.dash || t.kind(n.start - 1) == CharacterClass.dash
                || page.beginning(at: n.numberEnd, .since) != nil || n.unit == nil && !n.traits.contains(.decimal)
        {
            return Reason.year
        }
        if n.unit == .measure, t.scalar(n.unitStart) == 0x5206, t.scalar(n.start - 1) == 0x65F6 || t.kind(n.start - 1) == CharacterClass.colon || t.scalar(n.start - 1) == 0x70B9 {
            return Reason.clock
        }
        if n.unit == .duration, isDuration(n) { return Reason.duration }
        // 历时3个多月, 两个半小时
        if Self.partials.end(at: n.end, in: t) != nil, t.scalar(n.end - 1) == 0x4E2A { return Reason.duration }
        return nil
    }

    private func dateReason(_ n: Numeral) -> String {
        let s = t.scalar(n.unitStart)
        let value = n.high ?? n.value
        if s == Self.year { return n.digits >= 4 || value >= 1900 ? Reason.year : (t.scalar(n.unitStart + 1) == 0x5EA6 ? Reason.year : Reason.duration) }
        if s == Self.month || s == 0x65E5 { return Reason.date }
        if s == 0x53F7 { return Reason.documentNumber }
        if s == 0x5468 { return t.scalar(n.unitStart + 1) == Self.year ? Reason.anniversary : Reason.duration }
        if s == 0x65F6 || s == 0x70B9 { return Reason.clock }
        return Reason.date
    }

    /// 24小时, 3个月, 五天: a span of time and no count of lessons or hours given.
    private func isDuration(_ n: Numeral) -> Bool {
        let unit = n.unitStart..<n.end
        // 时限由7天压缩到2天: a span that was measured
        if Self.cuts.end(at: n.end, in: t) != nil { return false }
        if Self.spans.start(endingAt: n.end, in: t, from: n.unitStart) != nil { return true }
        if Self.hours.contains(unit, in: t), n.value == 24 || n.value == 8 || t.scalar(n.start - 1) == 0xD7 { return true }
        if Self.days.contains(unit, in: t), n.value == 7 || n.value == 365 || n.traits.contains(.chinese) { return true }
        return false
    }

    private static let cuts = FixedWords(["压缩", "缩短", "压减", "减少到", "减至", "降至", "降到", "延长"])
    private static let partials = FixedWords(["多月", "半月", "来月", "余月", "多星期", "半星期", "多小时", "半小时", "多礼拜"])
    private static let spans = FixedWords(["月", "星期", "周", "个年头", "秒"])
    private static let hours = FixedWords(["小时"])
    private static let days = FixedWords(["天"])

    // MARK: Ordinals and ranks

    private func ordinals(_ n: inout Numeral, _ part: Page.Part) -> String? {
        var before = n.start - 1
        if t.kind(before) == CharacterClass.space { before -= 1 }
        guard t.scalar(before) == 0x7B2C else {
            let s = t.scalar(n.unitStart)
            // 五届三次全会
            if n.unit != nil, n.end - n.unitStart == 1, s == 0x6B21, t.scalar(before) == 0x5C4A { return Reason.session }
            // 二期工程, but 十二期培训班
            if n.unit != nil, n.end - n.unitStart == 1, s == 0x671F || s == 0x8F6E, n.traits.contains(.chinese), n.value <= 10 { return Reason.ordinal }
            return nil
        }
        guard isPlace(n) || isRank(n) else {
            let s = t.scalar(n.unitStart)
            return n.unit != nil && n.end - n.unitStart == 1 && (s == 0x5C4A || s == 0x6B21) ? Reason.session : Reason.ordinal
        }
        if n.start - before > 0 { n.start = before }
        n.traits.insert(.ordinal)
        return nil
    }

    /// 总分列全省第三: a place without a classifier, at the end of its clause.
    private func isRank(_ n: Numeral) -> Bool {
        guard n.unit == nil || n.unit == UnitKind.none, t.kind(n.numberEnd) != CharacterClass.ideograph else { return false }
        return page.contains(.order, in: max(0, n.start - 8)..<n.start)
    }

    private static let denials = FixedWords(["没有", "无", "未", "未有", "不让", "不漏", "不落", "不落下", "不丢", "没", "从未", "不掉", "未发生", "未出现", "没有发生", "没有出现", "无新增", "不发生", "不出"])
    private static let happenings = FixedWords(["发生", "发生过", "出现", "出现过", "接到", "收到", "新增", "漏掉", "落下", "让", "有"])

    /// 没有1户返贫, 未发生1起事故, 不漏1人: not even one.
    private func isNegated(_ n: Numeral) -> Bool {
        guard n.value == 1, n.high == nil, n.unit == .classifier, n.traits.isDisjoint(with: [.vague, .magnitude]) else { return false }
        var p = n.start
        while p > 0, t.kind(p - 1) == CharacterClass.space { p -= 1 }
        if Self.denials.start(endingAt: p, in: t) != nil { return true }
        // 没有发生过1起: a verb between
        for k in 1...3 where p - k > 0 && t.kind(p - k) == CharacterClass.ideograph {
            if Self.denials.start(endingAt: p - k, in: t) != nil, Self.happenings.contains(p - k..<p, in: t) { return true }
        }
        return false
    }

    // MARK: Enumerators

    /// 一是, 二是; 一、 (一) 1. at the start of a part or behind a stop.
    private func enumerators(_ n: Numeral, _ part: Page.Part) -> String? {
        guard n.value < 30, n.unit == nil || n.unit == UnitKind.none || n.unit == .money || n.unit == .measure || n.traits.contains(.chinese) else { return nil }
        let next = t.scalar(n.numberEnd)
        let k = t.kind(n.numberEnd)
        let previous = t.kind(n.start - 1)
        let opens = n.start == part.start || previous == CharacterClass.stop || previous == CharacterClass.semicolon
            || previous == CharacterClass.colon || previous == CharacterClass.comma || previous == CharacterClass.pause
            || previous == CharacterClass.space || previous == CharacterClass.lineFeed
        if n.traits.contains(.chinese), opens, next == 0x662F || next == 0x6765 || next == 0x8981 { return Reason.enumerator }
        if previous == CharacterClass.openParenthesis, k == CharacterClass.closeParenthesis { return Reason.enumerator }
        if opens, n.unit == nil, k == CharacterClass.pause || k == CharacterClass.dot || k == CharacterClass.closeParenthesis { return Reason.enumerator }
        return nil
    }

    // MARK: Shapes

    private func shapes(_ n: Numeral) -> String? {
        let before = n.start - 1
        let b = t.kind(before)
        let after = t.kind(n.numberEnd)
        if b == CharacterClass.latin, n.traits.contains(.ordinal) == false, t.scalar(before) != 0x65 || n.digits < 4 { return Reason.letters }
        if after == CharacterClass.latin, n.unit == nil { return Reason.letters }
        if t.scalar(before) == 0x2B || t.scalar(n.numberEnd) == 0x2B || t.scalar(before) == 0xD7 || t.scalar(n.numberEnd) == 0xD7 { return Reason.formula }
        if b == CharacterClass.middleDot || after == CharacterClass.middleDot && t.kind(n.numberEnd + 1) == CharacterClass.digit { return Reason.dotted }
        if b == CharacterClass.dash, t.kind(before - 1) == CharacterClass.digit { return Reason.telephone }
        if t.scalar(before) == 0x3014 || t.scalar(before) == 0x5B { return Reason.documentNumber }
        return nil
    }

    // MARK: Arabic

    private func arabic(_ n: Numeral) -> String? {
        if !n.isFinite || n.digits > 15 { return n.unit == nil ? Reason.telephone : Reason.malformed }
        guard let unit = n.unit, unit != .none else {
            if n.traits.contains(.ordinal) { return nil }
            if n.digits >= 7, !n.traits.contains(.decimal), !n.traits.contains(.magnitude) { return Reason.telephone }
            if page.contains(.hotline, in: max(0, n.start - 8)..<min(t.count, n.numberEnd + 8)) { return Reason.hotline }
            if isReduction(n) || isCountInWan(n) { return nil }
            return n.unit == nil ? Reason.bare : Reason.noUnit
        }
        return nil
    }

    /// 粉丝数达8.36万: a count in 万 or 亿 whose classifier is left out, at the end of its clause or before what it rose to.
    private func isCountInWan(_ n: Numeral) -> Bool {
        guard n.unit == nil, n.traits.contains(.magnitude), n.value >= 10_000 else { return false }
        if Self.milestones.end(at: n.end, in: t) != nil { return true }
        if t.kind(n.end) == CharacterClass.ideograph { return page.beginning(at: n.end, [.codebook, .bareSubject, .topic, .result]) != nil }
        return t.kind(n.end) != CharacterClass.latin
    }

    /// 会员突破50万大关, 粉丝达3.2万之多.
    private static let milestones = FixedWords(["大关", "之多", "之众", "关口"])

    /// 满200减40: both numbers of a reduction, without a unit.
    private func isReduction(_ n: Numeral) -> Bool {
        let before = t.scalar(n.start - 1)
        let after = t.scalar(n.numberEnd)
        return before == 0x6EE1 && (after == 0x51CF || after == 0x7ACB) || before == 0x51CF && isReductionBefore(n.start - 1)
    }

    private func isReductionBefore(_ p: Int) -> Bool {
        var q = p - 1
        if t.scalar(q) == 0x7ACB { q -= 1 }
        if t.scalar(q) == 0x5143 { q -= 1 }
        let end = q
        while q > 0, end - q < 9, isNumeral(t.kind(q)) { q -= 1 }
        return q < end && t.scalar(q) == 0x6EE1
    }

    private func isNumeral(_ k: UInt8) -> Bool {
        k == CharacterClass.digit || k == CharacterClass.chineseDigit || k == CharacterClass.magnitude
    }

    /// 第二名, 第3位.
    private func isPlace(_ n: Numeral) -> Bool {
        n.unit != nil && n.end - n.unitStart == 1 && (t.scalar(n.unitStart) == 0x540D || t.scalar(n.unitStart) == 0x4F4D)
    }

    // MARK: Chinese

    private func chinese(_ n: Numeral) -> String? {
        guard let unit = n.unit, unit != .none else {
            if n.traits.contains(.fraction), n.high == nil, n.end - n.start >= 4 { return nil }
            if n.traits.contains(.ordinal) || isReduction(n) { return nil }
            return n.traits.contains(.positional) ? Reason.bare : Reason.idiom
        }
        if unit == .ratio { return n.end - n.unitStart == 1 && n.value < 10 && t.kind(n.end) == CharacterClass.ideograph && t.scalar(n.unitStart) != 0x6210 && Self.discounts.end(at: n.end, in: t) == nil ? Reason.idiom : nil }
        if n.traits.contains(.bareMagnitude) {
            let approximate = page.ending(at: n.start, [.about, .atLeast]) != nil || n.traits.contains(.vague)
                || page.beginning(at: n.end, [.atLeastBehind, .atMostBehind]) != nil
            return approximate || n.end - n.unitStart > 1 || isTen(n) ? nil : Reason.idiom
        }
        if n.value == 1, n.high == nil, unit != .change, !n.traits.contains(.vague) { return Reason.article }
        if unit == .change, n.value < 10 { return t.scalar(n.unitStart) == 0x756A && t.scalar(n.start - 1) != 0x7FFB && t.scalar(n.start - 2) != 0x7FFB ? Reason.idiom : nil }
        if isCampaign(n) { return Reason.name }
        if n.end - n.unitStart == 1, n.value < 10, n.high == nil, isLooseClassifier(t.scalar(n.unitStart)), !isTeams(n) { return Reason.idiom }
        return nil
    }

    /// 选树工匠十名, 新建驿站十家: ten, where persons or undertakings are counted.
    private func isTen(_ n: Numeral) -> Bool { n.value == 10 && n.unit == .classifier && Self.counted.contains(t.scalar(n.unitStart)) && t.kind(n.end) != CharacterClass.ideograph }

    private static let counted = ScalarSet(folded("名人位家户场"))

    /// 八折优惠, 五折购票.
    private static let discounts = FixedWords(["优惠", "购", "观", "起", "理发", "入场", "封顶"])
    private static let loose = ScalarSet(folded("支部队面片节组首笔句字页步局站口尾件本把班课头根点门所间"))
    /// 组建…三支宣讲队伍: teams that were formed.
    private func isTeams(_ n: Numeral) -> Bool {
        guard t.scalar(n.unitStart) == 0x652F, (n.end + 1..<n.end + 6).contains(where: { t.scalar($0) == 0x961F }) else { return false }
        return page.contains(.lightVerb, in: max(0, n.start - 24)..<n.start) && t.kind(n.start - 1) != CharacterClass.openQuote
    }


    /// Classifiers that make a fixed word with a small numeral more often than a count: 两面, 三步, 三组.
    private func isLooseClassifier(_ s: UInt32) -> Bool { Self.loose.contains(s) }

    private static let campaign = FixedWords(["年”", "坚决", "一律", "必须", "确保", "维护", "意识", "自信", "确立", "到位", "方面", "层面", "环节", "阶段", "结合",
        "注重", "突出", "转变", "率先", "更好", "不变", "不能", "提升", "强化", "聚焦", "着力", "统筹", "专项", "百年", "全覆盖", "抓", "严", "新突破", "新成效"])

    /// 五个坚决, 四个意识: a count of slogans.
    private func isCampaign(_ n: Numeral) -> Bool {
        guard n.value < 13, n.end - n.unitStart == 1 else { return false }
        return Self.campaign.end(at: n.end, in: t) != nil
    }
}
