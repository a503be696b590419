import Text

/// A number's own words: those before it, or the noun behind its unit with a short verb before.
///
/// ```
/// 新增工会会员|1280人                  the words before
/// 慰问|350名|一线职工                  a short verb before, the noun behind
/// 费用投入|60万元|用于会员驿站         money: the words before and its use
/// ```
extension Subjects {
    private static let bodies = FixedWords(["组织", "队伍", "机构", "中心", "平台", "制度", "机制"])
    /// 慰问|组, 帮扶|对象: a verb that these make a noun of.
    private static let makers = ScalarSet(folded("组团队站点金室品物款卡券员者书函案类"))
    private static let things = ScalarSet(folded("项件条个起"))
    /// 协调小组|23家|成员单位: a body whose members are counted.
    private static let groups = ScalarSet(folded("组盟团"))

    /// 新换发的会员卡5000张|全部支持乘车: no noun follows, and what is counted stands before.
    private static let allOfThem = FixedWords(["全部", "悉数", "均", "都", "逐一", "已全部", "已经全部", "已", "并"])
    private static let forming = FixedWords(["编成", "编为", "分作", "分为"])
    private static let suches = FixedWords(["这样的", "同样的", "此类的"])
    private static let holding = FixedWords(["开展", "举办", "实施", "组织开展", "启动"])
    private static let funds = ScalarSet(folded("金费款资"))
    private static let monies = ScalarSet(folded("费金款"))
    private static let used = folded("用于")
    private static let money = ScalarSet(folded("费资款金"))

    /// A subject without what an earlier number tells: the words before, the noun behind, or both.
    func own(_ m: Mention, _ before: Range<Int>, _ behind: Range<Int>, _ rules: inout Because) -> String {
        if behind.isEmpty {
            rules.append(.subjectBefore)
            if before.count >= 6, before.count <= 16, Self.suches.mayBegin(in: before, of: page.text), let such = (before.lowerBound + 2..<before.upperBound - 3).lazy.compactMap({ Self.suches.end(at: $0, in: page.text, upTo: before.upperBound - 1) }).first, let verb = page.ending(at: such - 3, [.new, .lightVerb], from: before.lowerBound) {
                // 新添|这样的|驿站
                return page.source(Int(verb.start)..<Int(verb.end)) + page.source(such..<before.upperBound)
            }
            if let noun = withoutModifier(before) { return noun }
            let before = withoutHolding(before)
            // 9名|劳模领着徒弟攻下难题|12个: whom the number before counts is no part of what this one does
            if m.numeral.unit == .classifier, before.lowerBound == m.before.lowerBound, before.count >= 6, page.text.kind(before.lowerBound - 1) == CharacterClass.ideograph, let end = Persons.end(in: page.text, from: before.lowerBound, upTo: min(before.lowerBound + 8, before.upperBound - 3)) { return page.source(phrases.withoutEventVerb(phrases.shorten(end..<before.upperBound))) }
            return page.source(phrases.withoutEventVerb(phrases.shorten(phrases.withoutActor(before))))
        }
        if let sent = sent(before, behind) ?? withWhom(m) { return sent }
        if page.text.scalars[behind.lowerBound] == 0x7EC4 || page.text.scalars[behind.lowerBound] == 0x6784, let made = formed(m, behind) { return made }
        if before.count >= 3, page.text.scalar(m.start - 1) != 0x7684, page.beginning(at: before.lowerBound, .lightVerb).map({ Int($0.end) >= before.upperBound }) != true, Self.allOfThem.end(at: m.end, in: page.text) != nil {
            rules.append(.subjectBefore)
            return phrases.listed(before) ?? page.source(phrases.withoutEventVerb(phrases.shorten(phrases.withoutActor(before))))
        }
        if before.count >= 2, isBoundOfRule(m) || isSpent(before, behind) {
            rules.append(.subjectBefore)
            // 每年投入不低于50万元的|专项经费: the noun of the money
            if isBoundOfRule(m), m.numeral.unit == .money, behind.count <= 8, let last = behind.last, Self.monies.contains(page.text.scalars[last]) { return page.source(phrases.shorten(before)) + page.source(behind) }
            let use = isBoundOfRule(m) || behind.count > 10 ? behind.upperBound : behind.lowerBound + 2
            return page.source(phrases.shorten(before)) + page.source(use..<behind.upperBound)
        }
        if before.count >= 4, let verb = page.beginning(at: behind.lowerBound, .lightVerb), verb.end - verb.start >= 2, Int(verb.end) >= behind.upperBound || !Self.makers.contains(page.text.scalars[Int(verb.end)]) && !(verb.classes.contains(.noun) && Self.makers.contains(page.text.scalars[behind.upperBound - 1])) {
            rules.append(.subjectBefore)
            // 投入资金|40万元|开展会员惠购: what the money is for
            if m.numeral.unit == .money, before.count <= 6, Self.funds.contains(page.text.scalars[before.upperBound - 1]), let use = Self.holding.end(at: behind.lowerBound, in: page.text, upTo: behind.upperBound), behind.upperBound - use >= 3, behind.upperBound - use <= 10 { return page.source(use..<behind.upperBound) + page.source(before) }
            // 因病致困的|42户|领到救助金: those who are so, and what they got
            if page.text.scalar(m.start - 1) == 0x7684, before.count <= 10 { return page.source(before) + "的" + page.source(behind.lowerBound..<min(behind.upperBound, behind.lowerBound + 10)) }
            // 市委常委会先后4次|听取工会工作汇报: what was done so many times
            if page.text.scalar(m.numeral.unitStart) == 0x6B21, before.count <= 10 { return page.source(phrases.shorten(before)) + page.source(behind.lowerBound..<min(behind.upperBound, behind.lowerBound + 12)) }
            return page.source(phrases.shorten(before))
        }
        rules.append(.subjectBehind)
        if let made = formed(m, behind) { return made }
        // 干部|编成|9个|小分队: what is made of them
        if behind.count >= 3, Self.forming.start(endingAt: before.upperBound, in: page.text, from: before.lowerBound) != nil { return page.source(phrases.shortenBehind(behind)) }
        if isRecipient(m, behind), behind.count <= 10, let doer = phrases.doer(behind), behind.upperBound - doer.upperBound >= 4 { return page.source(behind) }
        if let doer = phrases.doer(behind), let ahead = phrases.topicWord(in: doer.upperBound..<max(doer.upperBound, m.clause.upperBound)), behind.upperBound - ahead.upperBound <= 2, ahead.upperBound >= behind.upperBound || !Self.bodies.contains(ahead.upperBound..<behind.upperBound, in: page.text) {
            let text = page.source(phrases.named(ahead)) + page.source(doer)
            return before.count <= 4 && page.beginning(at: before.lowerBound, .lightVerb) == nil && !phrases.isMeans(before) ? page.source(before) + text : text
        }
        if isRecipient(m, behind), let done = phrases.doneFor(behind) ?? phrases.doneFor(phrases.trim(m.behind)) { return page.source(done.what) + page.source(done.whom) }
        if let deed = farDeed(m, behind) { return page.source(phrases.shortenBehind(behind)) + page.source(deed) }
        let behind = page.text.scalars[behind.lowerBound] == 0x7528 && page.text.has(Self.used, at: behind.lowerBound) && behind.count >= 4 ? behind.lowerBound + 2..<behind.upperBound : behind
        let noun = page.source(phrases.shortenBehind(isRecipient(m, behind) || behind.count > 16 ? phrases.withoutLongPredicate(behind) : behind))
        if before.isEmpty { return behind.count == 1 ? opened(m) + noun : noun }
        // 重点支持钟岭创新工作室等28个创新工作室: one of them, and all
        if page.text.scalar(m.start - 1) == 0x7B49, behind.count >= 3, before.count > behind.count {
            let last = page.text.scalars[before.upperBound - 1] == 0x7B49 ? before.upperBound - 1 : before.upperBound
            if last - behind.count > before.lowerBound, behind.indices.allSatisfy({ page.text.scalars[$0] == page.text.scalars[last - behind.upperBound + $0] }) {
                let verb = page.beginning(at: before.lowerBound, .lightVerb).map { Int($0.start)..<Int($0.end) } ?? before.lowerBound..<before.lowerBound
                return page.source(verb) + noun
            }
        }
        if let verb = phrases.enumerated(before), !verb.isEmpty || noun.utf8.count > 9 {
            let list = verb.upperBound..<before.upperBound
            if noun.utf8.count <= 12, list.count + verb.count <= 11 { return page.source(before) + (page.text.scalars[before.upperBound - 1] == 0x7B49 ? "" : "等") + noun }
            return page.source(verb) + noun
        }
        if let each = page.last(.each, in: before), each.end - each.start >= 2 {
            if before.count <= 12, page.text.scalars[before.lowerBound] == 0x5404 { return page.source(before) + noun }
            if before.upperBound - Int(each.start) <= 8 { return page.source(Int(each.start)..<before.upperBound) + noun }
            if let whose = phrases.eachOne(each, before) { return page.source(whose) + noun }
        }
        if before.count >= 3, before.count <= 12, noun.utf8.count <= 24, Self.groups.contains(page.text.scalars[before.upperBound - 1]), before.upperBound >= m.start - 1, !page.contains(.lightVerb, in: before) { return page.source(before) + noun }
        let edge = page.text.kind(before.upperBound - 1) == CharacterClass.closeQuote ? before.upperBound - 1 : before.upperBound
        if behind.count <= 8, page.ending(at: edge, .topic, from: before.lowerBound) != nil {
            return page.source(phrases.last(before, 10)) + noun
        }
        if before.count >= 2, before.count <= 12, noun.utf8.count <= 24, page.text.scalar(m.start - 1) == 0x7684 || page.text.scalar(m.start - 2) == 0x7684 && page.text.kind(m.start - 1) == CharacterClass.space {
            return page.source(before) + (Self.things.contains(page.text.scalar(m.numeral.unitStart)) ? "的" : "") + noun
        }
        if before.count >= 5, before.count <= 14, let named = phrases.undertaking(in: before) { return page.source(named) + (noun.utf8.count <= 36 ? noun : "") }
        if before.count <= 6 || before.count <= 14 && noun.utf8.count <= 24 && page.lastQuote(in: before) != nil || m.numeral.unit == .ratio {
            return page.source(phrases.shorten(before)) + (noun.utf8.count <= 24 || before.count <= 6 ? noun : "")
        }
        return noun.utf8.count <= 9 ? page.source(phrases.last(before, 8)) + noun : noun
    }

    /// 自费超过3000元的…: the words before say what is bounded.
    private func isBoundOfRule(_ m: Mention) -> Bool { m.role == .threshold && page.text.scalar(m.end) == 0x7684 }

    /// 费用投入477万元用于…: the words before name the money, those behind only its use.
    private func isSpent(_ before: Range<Int>, _ behind: Range<Int>) -> Bool {
        page.text.has(Self.used, at: behind.lowerBound) && before.contains { Self.money.contains(page.text.scalars[$0]) }
    }

    /// Nothing of its own: the subject of the number before (由50%提高到80%, 92%、82%; 理赔40人次、6万元).
    func shared(_ before: Range<Int>, _ behind: Range<Int>, _ earlier: String) -> String? {
        behind.isEmpty && (before.isEmpty || isHollow(before)) && !earlier.isEmpty ? earlier : nil
    }

    private static let peaks = FixedWords(["人数最多", "数量最多", "最多", "最高", "最大", "人数", "数量", "总数", "金额", "规模"])

    /// 其中健步走参与人数最多，达600人: what the clause before names, where a number has no words of its own.
    func toldBefore(_ m: Mention, _ previous: Mention?) -> Range<Int>? {
        let edge = m.clause.lowerBound - 1, t = page.text
        let told = previous?.end ?? max(0, edge - 24)
        guard m.role == .fact, t.kind(edge) == CharacterClass.comma, m.start - edge <= 5, edge - told >= 6, let peak = Self.peaks.start(endingAt: edge, in: t, from: told + 3) else { return nil }
        var low = edge
        while low > told, edge - low < 20, t.kind(low - 1) == CharacterClass.ideograph || t.kind(low - 1) == CharacterClass.closeQuote || t.kind(low - 1) == CharacterClass.openQuote { low -= 1 }
        let high = t.scalars[edge - 2] == 0x6700 ? (peak == edge - 2 ? peak : edge - 2) : edge
        let words = phrases.trim(low..<high)
        return words.count >= 3 ? words : nil
    }

    /// Only words that name nothing: 其中, 分别.
    func isHollow(_ r: Range<Int>) -> Bool { r.isEmpty || r.count == 1 && !Self.acts.contains(page.text.scalars[r.lowerBound]) }

    /// 赔|了610万元, 讲|了118场: a verb of one character that says what was done.
    private static let acts = ScalarSet(folded("讲赔跑捐教修写播演"))
}
