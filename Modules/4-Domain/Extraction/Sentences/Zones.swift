import Text

/// Which words of a sentence belong to which number.
///
/// ```
/// 全市新增基层工会组织 88个 ，发展会员 6120人 ，其中 …
/// └──── before ────────┘     │└─ before ─┘
///                            └ clause boundary
/// 动员全市 410家 企业近 3.2万名 职工投入“安康杯”竞赛。
/// └before┘      └behind┘       └────────── behind ─────────┘
/// ```
struct Zones {
    let page: Page
    /// The longest way that is searched for the end of a clause, in scalars.
    static let reach = 120

    /// Fills clause, before and behind of a sentence's mentions (in text order). Thresholds in front of a noun
    /// (100人以上企业建会率98%) do not cut the words of the number behind them.
    func assign(_ m: inout [Mention], _ range: Range<Int>, in sentence: Page.Sentence) {
        for i in range {
            let clause = clauseRange(around: m[i].start..<m[i].end, in: sentence)
            m[i].clause = clause
            var low = clause.lowerBound
            if i > range.lowerBound {
                var j = i - 1
                while j >= range.lowerBound, m[j].role == .threshold, m[j].end > low { j -= 1 }
                if j >= range.lowerBound, m[j].end > low { low = boundary(from: m[j].end, to: m[i].start, isBare: isBare(m[i].end)) }
            }
            m[i].before = low..<max(low, m[i].start)
            var high = clause.upperBound
            if i + 1 < range.upperBound, m[i + 1].start < high {
                high = m[i].role == .threshold ? m[i + 1].start : boundaryEnd(from: m[i].end, to: m[i + 1].start)
            }
            m[i].behind = m[i].end..<max(m[i].end, high)
            if i == range.lowerBound, let told = explained(m[i], upTo: i + 1 < range.upperBound ? m[i + 1].start : sentence.end, sentence) {
                m[i].clause = m[i].clause.lowerBound..<told.upperBound
                m[i].behind = told
            }
        }
    }

    /// 6742件：网上受理的业务; 37家——货运行业新建工会: a line that opens with its number and tells behind a colon or a dash what it counts.
    private func explained(_ m: Mention, upTo limit: Int, _ s: Page.Sentence) -> Range<Int>? {
        let t = page.text
        var p = m.end
        guard m.role != .threshold, t.kind(p) == CharacterClass.colon || t.kind(p) == CharacterClass.dash, (min(s.start, m.start)..<m.start).allSatisfy({ t.classes[$0] != CharacterClass.ideograph }) else { return nil }
        while p < limit, t.classes[p] == CharacterClass.colon || t.classes[p] == CharacterClass.dash { p += 1 }
        var end = p
        while end < limit, !Self.isEdge(t.classes[end]) { end += 1 }
        return end > p + 1 && t.kind(p) == CharacterClass.ideograph ? p..<end : nil
    }

    /// Whether nothing follows a number's unit: its words must stand before it.
    private func isBare(_ p: Int) -> Bool {
        let k = page.text.kind(p)
        return k != CharacterClass.ideograph && k != CharacterClass.latin && k != CharacterClass.openQuote && k != CharacterClass.space
            || page.beginning(at: p, [.aboutBehind, .atLeastBehind, .atMostBehind]) != nil
    }

    /// Between commas, semicolons, colons and the sentence's ends; commas within quotation marks do not cut.
    private func clauseRange(around r: Range<Int>, in s: Page.Sentence) -> Range<Int> {
        let classes = page.text.classes
        let kinds = classes.span
        var low = r.lowerBound, high = r.upperBound
        let floor = max(s.start, low - Self.reach), ceiling = min(s.end, high + Self.reach)
        while low > floor, !isClauseEnd(kinds[low - 1]) { low -= 1 }
        while high < ceiling, !isClauseEnd(kinds[high]) { high += 1 }
        return low..<high
    }

    func isClauseEnd(_ k: UInt8) -> Bool { Self.isEdge(k) }

    static func isEdge(_ k: UInt8) -> Bool {
        k == CharacterClass.comma || k == CharacterClass.semicolon || k == CharacterClass.stop || k == CharacterClass.colon
    }

    /// Between two numbers, where the second's own words begin: within the bracket that opens behind the first (新增会员10人（其中|…);
    /// behind the first 、 unless 和 stands right before the second (名建筑、制造业农民工和|930名); else at the verb behind the first's noun
    /// (企业|拿出…个岗位); else behind 和 (疗休养和|57名); else right before the second.
    private func boundary(from: Int, to: Int, isBare: Bool) -> Int {
        if let bracket = bracket(from: from, to: to) { return bracket + 1 }
        if let persons = persons(from: from, to: to) { return persons }
        if let pause = pause(from: from, to: to) { return pause + 1 }
        if let verb = verb(from: from, to: to) { return verb }
        return joint(from: from, to: to) ?? (isBare ? from : to)
    }

    /// Where the first number's words end: the same place, before the bracket or the 、.
    private func boundaryEnd(from: Int, to: Int) -> Int {
        bracket(from: from, to: to) ?? persons(from: from, to: to) ?? pause(from: from, to: to) ?? verb(from: from, to: to) ?? to
    }

    private static let persons = ScalarSet(folded("名户位人次"))

    /// 30名困难职工、农民工子女|发放助学金6万元: a list of those whom the first number counts, with a deed of the second behind it.
    private func persons(from: Int, to: Int) -> Int? {
        let t = page.text
        guard to - from >= 7, Self.persons.contains(t.scalar(from - 1)), t.kind(from) == CharacterClass.ideograph, let pause = (from..<min(to, from + 16)).first(where: { t.classes[$0] == CharacterClass.pause }), t.scalar(to - 1) != 0x548C else { return nil }
        guard let end = Persons.end(in: t, from: pause + 1, upTo: min(to - 2, pause + 18)), !(pause + 1..<end).contains(where: { t.classes[$0] == CharacterClass.pause }), (end..<to).allSatisfy({ t.classes[$0] == CharacterClass.ideograph }) else { return nil }
        return page.contains(.lightVerb, in: pause + 1..<end) ? nil : end
    }

    private func pause(from: Int, to: Int) -> Int? {
        let t = page.text
        var p = from
        while p < to, t.classes[p] != CharacterClass.pause {
            // 省（区、市）: a short bracket without a number is one word
            if t.classes[p] == CharacterClass.openParenthesis, let close = (p..<min(to, p + 12)).first(where: { t.classes[$0] == CharacterClass.closeParenthesis }) { p = close }
            p += 1
        }
        guard p < to else { return nil }
        return Self.joints.contains(t.scalar(to - 1)) && t.kind(from) == CharacterClass.ideograph ? nil : p
    }

    /// A bracket right behind the first number that tells its parts: 人（其中…, 人(含….
    private func bracket(from: Int, to: Int) -> Int? {
        let t = page.text
        var p = from
        while p < to, t.classes[p] == CharacterClass.space { p += 1 }
        return p < to && t.classes[p] == CharacterClass.openParenthesis ? p : nil
    }

    /// The first verb, 每 or comparison that follows at least one ideograph behind the first number.
    private func verb(from: Int, to: Int) -> Int? {
        for h in page.hits(in: min(from + 1, to)..<to) where Int(h.end) <= to {
            let c = page.classes(h)
            // 参与|者: a noun
            if page.text.scalar(Int(h.end)) == 0x8005 { continue }
            if c.contains(.each) || c.contains(.comparison) && h.end - h.start >= 2 || c.contains(.lightVerb) && h.end - h.start >= 2 { return Int(h.start) }
        }
        return nil
    }

    private static let joints = ScalarSet(folded("和及与"))

    private func joint(from: Int, to: Int) -> Int? {
        var p = to - 1
        while p >= from {
            // 参|与|者: a part of a word
            if Self.joints.contains(page.text.scalars[p]), page.ending(at: p + 1, .lightVerb, from: max(0, p - 1)).map({ $0.end - $0.start == 2 }) != true { return p + 1 }
            p -= 1
        }
        return nil
    }
}
