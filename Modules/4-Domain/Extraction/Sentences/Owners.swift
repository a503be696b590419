import Text

/// Whose figure a number is: the report's city's, a county's of that city, the province's or the nation's.
enum Owner: UInt8 {
    case city, county, province, nation
}

/// Finds the owner of a number in its sentence.
///
/// ```
/// 目前全省驿站总数已逾1.2万个            the clause opens with the province and tells what it has          province
/// 入选全省10个试点市；而全省为3.8公里     全省 right before the number, with words of quantity between        province
/// 在全国总工会评选的2000个驿站中，我市占3个   a set that a wider federation made, with the city's part behind     nation, city
/// 在1300名选手参加的全省大赛上            who took part in what is the province's                          province
/// 相山区新建工会3家                      the clause or sentence opens with a county                       county
/// 全省第3名；获全国奖章2枚；比全省平均高3个百分点；占全省的12%     a place, an award, a comparison, a share      city
/// ```
/// What opens a sentence so also owns the clauses behind it, up to one that names the city.
struct Owners {
    let page: Page
    private let isCity: Bool
    private let hasProvince: Bool
    private let isRegion: Bool
    private let name: [UInt32]
    private let own: [[UInt32]]
    /// The first character of the city's own name: most places do not begin with it.
    private let first: UInt32
    /// Where the federations of zones stand on the page.
    private let zones: [Int]

    init(page: Page, report: Report) {
        self.page = page
        isCity = report.city.hasSuffix("市")
        hasProvince = !report.city.hasSuffix("省") && (report.province.isEmpty || report.city != report.province)
        isRegion = report.province.hasSuffix("自治区")
        name = report.city == report.province ? [] : folded(report.province)
        let city = folded(report.city)
        own = Self.ours + (city.isEmpty ? [] : [city.dropLast(), city])
        first = city.first ?? 0
        zones = Self.zones(page.text)
    }

    /// A mention of the province or the nation.
    private struct Place {
        var start: Int
        var end: Int
        var owner: Owner
    }

    /// The owner; `previous` is the number before it in its sentence, `isWide` what the sentence was found to be.
    func owner(of m: Mention, after previous: Mention?, in s: Page.Sentence, isWide: Bool) -> Owner {
        let wide = isWide ? wide(m, previous, s) : .city
        if wide != .city { return wide }
        return isCity && (opensWithCounty(m.clause.lowerBound, m.start) || s.start != m.clause.lowerBound && opensWithCounty(s.start, m.start)) ? .county : .city
    }

    /// Whether a sentence speaks of the province or the nation at all.
    func isWide(_ s: Page.Sentence) -> Bool {
        if !s.classes.isDisjoint(with: Self.wider) { return true }
        guard !name.isEmpty || isRegion else { return false }
        for p in s.start..<s.end where place(at: p) != nil { return true }
        return false
    }

    private func wide(_ m: Mention, _ previous: Mention?, _ s: Page.Sentence) -> Owner {
        if m.role == .rank || m.numeral.traits.contains(.ordinal) { return .city }
        if let found = adjacent(m) { return isOwnOf(found, m) ? .city : found.owner }
        if let found = opening(m, s) ?? set(m) ?? event(m) { return found.owner }
        // 全省共建成…1200家，服务…30万人次
        if let previous, previous.owner == .province || previous.owner == .nation, opens(previous, s), !namesOwn(previous.end..<m.end),
            !(previous.end..<m.start).contains(where: { page.text.classes[$0] == CharacterClass.semicolon }), !hasBracket(previous.end..<m.start)
        {
            return previous.owner
        }
        // 全省已建3672家，其中国家级11家，省级620家: parts of what is the province's
        if let previous, previous.owner == .province || previous.owner == .nation, let part = page.last(.part, in: s.start..<m.start), let found = doer(s.start..<Int(part.start), orOwn: true) ?? head(in: s.start..<Int(part.start)),
            found.owner == previous.owner, !namesOwn(found.end..<m.end), !hasBracket(previous.end..<m.end)
        {
            return previous.owner
        }
        // 全国各级工会已投入…1.5亿元，服务…；新发展…: all of it is the nation's
        // 全省各级工会联合司法部门，组织律师2700人次
        if let found = doer(s.start..<m.clause.lowerBound, orOwn: false), !namesOwn(found.end..<m.end), !hasBracket(found.end..<m.end) { return found.owner }
        if let previous, previous.owner == .province || previous.owner == .nation, let found = doer(s.start..<previous.start, orOwn: true), found.owner == previous.owner,
            !namesOwn(found.end..<m.end), !hasBracket(previous.end..<m.end)
        {
            return previous.owner
        }
        return .city
    }

    // MARK: The ways to tell

    /// 全省10个, 全省共有3家, 全省平均水平为68%: between the place and the number nothing but words of quantity.
    private func adjacent(_ m: Mention) -> Place? {
        var p = blankless(m.start)
        for _ in 0..<6 {
            if let found = place(endingAt: p) { return found }
            guard let h = page.ending(at: p, [.tail, .sum, .total, .about, .atLeast, .atMost], from: m.before.lowerBound).map({ Int($0.start) }) ?? filler(endingAt: p),
                h >= m.clause.lowerBound
            else { return nil }
            p = blankless(h)
        }
        return nil
    }

    /// An award that the city won, what it is compared with, its share in the whole: the city's figure all the same.
    private func isOwnOf(_ place: Place, _ m: Mention) -> Bool {
        let t = page.text
        if ends(at: place.start, Self.won) { return true }
        if m.numeral.unit == .ratio || m.numeral.unit == .change || m.role == .share || m.role == .change {
            return ends(at: place.start, Self.compared) || t.scalar(place.start - 1) == 0x5360
        }
        return false
    }

    /// 目前全省驿站总数已逾1.2万个, 全省共建成…1200家: the clause opens with the place.
    private func opening(_ m: Mention, _ s: Page.Sentence) -> Place? {
        guard let found = head(of: m), found.end < m.start, !begins(at: found.end, Self.honours), !namesOwn(found.end..<m.start) else { return nil }
        let between = found.end..<m.start
        let deed = Self.federations.end(at: found.end, in: page.text) ?? found.end
        if Self.verbs.contains(page.text.scalar(deed)) || page.text.has(Self.unions, at: found.end - 4) { return isRanked(between) ? nil : found }
        guard page.contains([.total, .sum, .tail], in: between), m.behind.isEmpty || page.contains(.total, in: between) else { return nil }
        return hasDeed(between) ? nil : found
    }

    /// 在全国总工会评选的2000个“最美驿站”中: of such a set the city's part is told behind.
    private func set(_ m: Mention) -> Place? {
        guard let found = last(in: m.clause.lowerBound..<m.start), found.start == m.clause.lowerBound || begins(at: found.start - 1, Self.within), !namesOwn(found.end..<m.start) else { return nil }
        var end = m.clause.upperBound
        while end > m.end, page.text.classes[end - 1] != CharacterClass.ideograph { end -= 1 }
        guard end > m.end, Self.inside.contains(page.text.scalar(end - 1)) else { return nil }
        let next = m.clause.upperBound + 1
        return page.text.scalar(blankless(m.start) - 1) == 0x7684 || namesOwn(next..<min(page.text.count, next + 8)) ? found : nil
    }

    /// 在1300名选手参加的全省大赛上.
    private func event(_ m: Mention) -> Place? {
        let start = blankless(m.start)
        guard start > 0, Self.present.contains(page.text.scalar(start - 1)), start - 1 <= m.clause.lowerBound + 1 else { return nil }
        for p in m.end..<min(m.clause.upperBound, m.end + 20) where page.text.scalars[p] == 0x7684 {
            if let found = place(at: p + 1) { return found }
        }
        return nil
    }

    /// The place that a number's clause opens with, behind words that say nothing of their own: 目前全省, 而全国.
    private func head(of m: Mention) -> Place? {
        var p = m.clause.lowerBound
        var found = place(at: p)
        while found == nil, p < m.start, p - m.clause.lowerBound < 16 {
            if page.text.kind(p) == CharacterClass.space || page.text.kind(p) == CharacterClass.lineFeed { p += 1; continue }
            guard let end = page.beginning(at: p, Self.openers).map({ Int($0.end) }) ?? (Self.joints.contains(page.text.scalar(p)) ? p + 1 : nil) ?? year(at: p) else { return nil }
            p = end
            found = place(at: p)
        }
        return found
    }

    /// The place that one of some clauses opens with.
    private func head(in r: Range<Int>) -> Place? {
        r.lazy.filter { $0 == r.lowerBound || page.text.classes[$0 - 1] == CharacterClass.comma }.compactMap { place(at: $0) }.first
    }

    /// The end of a year at a position: 2023年云岭省新建….
    private func year(at p: Int) -> Int? {
        var q = p
        while page.text.kind(q) == CharacterClass.digit, q - p < 5 { q += 1 }
        return q - p == 4 && page.text.scalar(q) == 0x5E74 ? q + 1 : nil
    }

    /// Whether a number's clause opens its sentence, or its part of it, with the place.
    private func opens(_ m: Mention, _ s: Page.Sentence) -> Bool {
        guard let found = head(of: m) else { return false }
        return found.start - s.start < 16 || page.text.kind(m.clause.lowerBound - 1) == CharacterClass.semicolon
    }

    /// The place that opens a clause and whose unions did what follows (全国各级工会已投入); `orOwn`: or the place itself (全省新建).
    private func doer(_ r: Range<Int>, orOwn: Bool) -> Place? {
        r.lazy.filter { $0 == r.lowerBound || page.text.classes[$0 - 1] == CharacterClass.comma }.compactMap { place(at: $0) }.first {
            page.text.has(Self.unions, at: $0.end) || page.text.has(Self.unions, at: $0.end - Self.unions.count) || orOwn && Self.verbs.contains(page.text.scalar($0.end))
        }
    }

    // MARK: Places

    private func place(at p: Int) -> Place? {
        guard p >= 0, p < page.text.count else { return nil }
        if let h = page.beginning(at: p, Self.wider) { return place(h) }
        if !name.isEmpty, page.text.has(name, at: p) { return Place(start: p, end: p + name.count, owner: .province) }
        return isRegion && page.text.has(Self.region, at: p) ? Place(start: p, end: p + 2, owner: .province) : nil
    }

    private func place(endingAt p: Int) -> Place? {
        if let h = page.ending(at: p, Self.wider) { return place(h) }
        if !name.isEmpty, page.text.has(name, at: p - name.count), p >= name.count { return Place(start: p - name.count, end: p, owner: .province) }
        return isRegion && p >= 2 && page.text.has(Self.region, at: p - 2) ? Place(start: p - 2, end: p, owner: .province) : nil
    }

    private func place(_ h: Page.Hit) -> Place? {
        let isNation = page.classes(h).contains(.nation)
        return isNation || hasProvince ? Place(start: Int(h.start), end: Int(h.end), owner: isNation ? .nation : .province) : nil
    }

    private func last(in r: Range<Int>) -> Place? {
        if let h = page.last(Self.wider, in: r) { return place(h) }
        return r.last { place(at: $0) != nil }.flatMap { place(at: $0) }
    }

    // MARK: Words

    private func namesOwn(_ r: Range<Int>) -> Bool {
        r.contains { p in own.contains { $0.count >= 2 && page.text.has($0, at: p) && p + $0.count <= r.upperBound } }
    }

    /// A place in an order, something new, a verb that is no noun as well (服务站点).
    private func hasDeed(_ r: Range<Int>) -> Bool {
        page.hits(in: r).contains {
            let c = page.classes($0)
            return Int($0.end) <= r.upperBound && (!c.isDisjoint(with: [.order, .new]) || c.contains(.lightVerb) && !c.contains(.noun))
        }
    }

    private func isRanked(_ r: Range<Int>) -> Bool { page.contains(.order, in: r) && r.contains { page.text.scalars[$0] == 0x7B2C } }

    private func hasBracket(_ r: Range<Int>) -> Bool { r.contains { page.text.classes[$0] == CharacterClass.openParenthesis || page.text.classes[$0] == CharacterClass.closeParenthesis } }

    private func begins(at p: Int, _ words: FixedWords) -> Bool { words.end(at: p, in: page.text) != nil }

    private func ends(at p: Int, _ words: FixedWords) -> Bool { words.start(endingAt: p, in: page.text) != nil }

    private func filler(endingAt p: Int) -> Int? { Self.fillers.start(endingAt: p, in: page.text) }

    private func blankless(_ p: Int) -> Int {
        var q = p
        while q > 0, page.text.classes[q - 1] == CharacterClass.space || page.text.classes[q - 1] == CharacterClass.lineFeed { q -= 1 }
        return q
    }

    private static let wider: WordClass = [.province, .nation]
    private static let openers: WordClass = [.lead, .now, .half]
    private static let unions = folded("各级工会")
    private static let region = folded("全区")
    /// 全省工会|举办招聘会1260场: the federation itself.
    private static let federations = FixedWords(["工会", "工会组织", "工会系统", "各级工会", "各级工会组织"])
    private static let ours = ["我市", "全市", "该市", "市总", "我们", "我县"].map { folded($0) }
    private static let fillers = FixedWords(["平均水平", "平均值", "平均", "均值", "仅", "只", "同期", "各地", "各市", "各地市", "各级工会", "范围内", "人均", "户均"])
    private static let won = FixedWords(["获", "获得", "荣获", "夺得", "斩获", "取得", "捧回", "摘得", "获评", "评为", "赢得"])
    private static let compared = FixedWords(["高于", "低于", "比", "较", "高出", "超出", "超过", "优于", "好于", "多于", "少于", "快于", "达到", "与", "同"])
    private static let honours = FixedWords(["五一", "工人先锋号", "劳动模范", "劳模", "模范", "先进", "优秀", "示范", "职工书屋", "三八", "工会系统", "技能大赛", "首批", "首个", "首家", "率先", "最美", "百强"])
    private static let within = FixedWords(["在", "从", "于"])
    private static let inside = ScalarSet(folded("中里内"))
    private static let present = ScalarSet(folded("在有"))
    private static let joints = ScalarSet(folded("而则"))
    /// 全省共…, 全省累计…, 全省新建…: verbs and words of quantity that follow the place.
    private static let verbs = ScalarSet(folded("共已累新现发建开举培帮慰有参完组成仅只投筹救走评命签征办实0123456789"))

    // MARK: Counties

    private static let federation = folded("总工会")
    private static let notCounty = ScalarSet(folded("各市发业园社辖城片校景小全本该牧灾地老新厂林库宅街商县区省和及等个"))
    private static let countyTail = ScalarSet(folded("级域城区市委直总内外划块间乡镇街属管"))

    /// Behind 2月6日， at a position.
    private func dayEnd(_ from: Int, _ limit: Int) -> Int {
        let t = page.text
        guard t.kind(from) == CharacterClass.digit else { return from }
        var p = from
        while p < limit, p - from < 16, t.classes[p] == CharacterClass.digit || t.classes[p] == CharacterClass.space || Self.dates.contains(t.scalars[p]) { p += 1 }
        return p > from && t.scalar(p - 1) == 0x65E5 && t.kind(p) == CharacterClass.comma ? p + 1 : from
    }

    private static let dates = ScalarSet(folded("年月日"))

    /// 相山区继去年…: a county or district of two or three characters.
    private func opensWithCounty(_ from: Int, _ limit: Int) -> Bool {
        let t = page.text
        var p = from
        while p < limit, t.classes[p] == CharacterClass.space || t.classes[p] == CharacterClass.lineFeed { p += 1 }
        p = dayEnd(p, limit)
        // 松浦市云桥区: behind the city's own name
        var isBehindCity = false
        if t.scalar(p) == first, let own = own.last, own.count >= 3, t.has(own, at: p) {
            p += own.count
            isBehindCity = true
        }
        for k in 2...3 where p + k < limit {
            let s = t.scalars[p + k - 1]
            guard s == 0x53BF || s == 0x533A, !Self.countyTail.contains(t.scalar(p + k)) || isBehindCity && t.has(Self.federation, at: p + k) else { continue }
            if (p..<p + k - 1).allSatisfy({ t.classes[$0] == CharacterClass.ideograph && !Self.notCounty.contains(t.scalars[$0]) }) { return true }
        }
        return isZone(p, limit)
    }

    private static let zoneNames = FixedWords(["开发区总工会", "开发区工会", "高新区总工会", "高新区工会", "经开区总工会", "经开区工会", "新区总工会", "新区工会"])

    /// Where the federations of zones stand: found once, by 区工 or 区总, since few pages have one.
    private static func zones(_ t: FoldedText) -> [Int] {
        var found: [Int] = []
        for district in t.districts {
            let p = Int(district)
            guard t.scalar(p + 1) == 0x5DE5 || t.scalar(p + 1) == 0x603B else { continue }
            for q in [p - 2, p - 1] where zoneNames.end(at: q, in: t) != nil { found.append(q) }
        }
        return found
    }

    /// 青岭开发区工会已建…: a zone's federation with its name.
    private func isZone(_ p: Int, _ limit: Int) -> Bool {
        zones.contains { zone in
            zone > p && zone < min(p + 10, limit)
                && (p..<zone).allSatisfy { page.text.classes[$0] == CharacterClass.ideograph && !Self.notCounty.contains(page.text.scalars[$0]) }
        }
    }
}
