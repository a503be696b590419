import Text

/// Subjects whose words stand apart in the sentence: who is given, who is led, who is paired with whom, what a part is a part of.
///
/// ```
/// 对取得高级工证书的职工，由企业给予 500元 奖励      取得高级工证书的职工|奖励
/// 团结带领全市 86万名 职工建功新时代                全市|职工
/// 12名 劳模与 19家 非公企业结对                     劳模与非公企业结对
/// 入会4980人，其中货车司机2210人、快递员 1105人     快递员|会员
/// ```
extension Subjects {
    private static let givings = FixedWords(["给予", "奖励", "补助", "补贴", "资助", "发放", "奖补", "返还", "一次性"])
    private static let towards = ScalarSet(folded("对给向为"))
    private static let receivers = ScalarSet(folded("工员家庭户会手业者生校女位匠模队"))

    /// 对晋升技能等级的职工，按等级给予500元补助: who is given, named in a clause before.
    func receiver(_ m: Mention, _ s: Page.Sentence, _ behind: Range<Int>) -> Range<Int>? {
        let t = page.text
        guard m.numeral.unit == .money, m.clause.lowerBound > s.start + 6, t.kind(m.clause.lowerBound - 1) == CharacterClass.comma else { return nil }
        guard (m.before.lowerBound..<max(m.before.lowerBound, m.start)).contains(where: { Self.givings.end(at: $0, in: t, upTo: m.start) != nil }) else { return nil }
        var edge = m.clause.lowerBound - 1
        for _ in 0..<2 {
            var low = edge
            while low > s.start, edge - low < 36, !isDivider(low - 1) { low -= 1 }
            guard low > s.start || edge - low < 36 else { return nil }
            if edge - low >= 4, Self.towards.contains(t.scalars[low]), Self.receivers.contains(t.scalars[edge - 1]), !(low..<edge).contains(where: { t.classes[$0] == CharacterClass.digit && t.kind($0 + 1) != CharacterClass.digit && t.scalar($0 + 1) != 0x5E74 }) {
                return phrases.last(low + 1..<edge, 10)
            }
            guard low > s.start + 4, t.classes[low - 1] == CharacterClass.comma else { return nil }
            edge = low - 1
        }
        return nil
    }

    /// The word of giving before a sum.
    func givingWord(_ m: Mention) -> Range<Int> {
        for p in m.before where p < m.start { if let end = Self.givings.end(at: p, in: page.text, upTo: m.start) { return p..<end } }
        return m.start..<m.start
    }

    private func isDivider(_ p: Int) -> Bool {
        let k = page.text.classes[p]
        return k == CharacterClass.comma || k == CharacterClass.semicolon || k == CharacterClass.stop || k == CharacterClass.colon
    }

    private static let leading = FixedWords(["团结", "动员", "带领", "引领", "引导", "号召", "激励", "凝聚", "发动"])
    private static let workers = FixedWords(["职工", "会员", "劳动者", "工会干部", "产业工人", "农民工"])

    /// 团结动员全市38.6万名职工建功: all of them, whatever they are led to do.
    func everyone(_ m: Mention, _ behind: Range<Int>) -> String? {
        guard m.numeral.unit != .money, m.numeral.unit != .ratio, let end = Self.workers.end(at: behind.lowerBound, in: page.text, upTo: behind.upperBound) else { return nil }
        var high = m.start
        while high > m.before.lowerBound + 2, let h = page.ending(at: high, [.about, .atLeast], from: m.before.lowerBound) { high = Int(h.start) }
        guard high >= m.before.lowerBound + 4, page.text.scalars[high - 2] == 0x5168, Self.leading.start(endingAt: high - 2, in: page.text, from: m.before.lowerBound) != nil else { return nil }
        return page.source(high - 2..<high) + page.source(behind.lowerBound..<end)
    }

    private static let bonds = FixedWords(["结对共建", "结对", "结成对子", "结成帮扶对子", "结成帮扶关系", "结成", "牵手", "签约", "联姻", "共建", "结亲"])

    /// 12名劳模与19家非公企业结对: both sides of a bond, told of each.
    func bond(_ m: Mention, _ behind: Range<Int>, _ previous: Mention?, _ next: Mention?) -> String? {
        guard m.numeral.unit == .classifier else { return nil }
        if let next, next.clause == m.clause, isWith(next.start - 1), next.start - m.end <= 12, next.start - m.end >= 3, let bond = bondRange(next) {
            return page.source(m.end..<next.start) + page.source(phrases.last(next.end..<bond.lowerBound, 8)) + page.source(bond)
        }
        guard isWith(m.start - 1), let bond = bondRange(m) else { return nil }
        var who = phrases.trim(m.before)
        if let previous, previous.clause == m.clause, previous.end < m.start - 1 { who = previous.end..<m.start - 1 }
        who = phrases.last(who, 6)
        return page.source(who) + page.source(m.start - 1..<m.start) + page.source(phrases.last(m.end..<bond.lowerBound, 8)) + page.source(bond)
    }

    private func isWith(_ p: Int) -> Bool { page.text.scalar(p) == 0x4E0E || page.text.scalar(p) == 0x548C }

    /// The bond that is told behind a number and its noun.
    private func bondRange(_ m: Mention) -> Range<Int>? {
        for p in m.end + 2..<max(m.end + 2, min(m.end + 16, m.clause.upperBound)) { if let end = Self.bonds.end(at: p, in: page.text) { return p..<end } }
        return nil
    }

    private static let persons = ScalarSet(folded("员工机手者人哥嫂师匠"))
    private static let entering = FixedWords(["会员", "入会"])

    /// 入会4980人，其中货车司机2210人、快递员1105人: those among new members are members.
    func member(_ m: Mention, _ words: Range<Int>, _ behind: Range<Int>, _ earlier: ArraySlice<Mention>) -> String? {
        let t = page.text
        guard behind.isEmpty, words.count >= 2, words.count <= 7, m.numeral.unit == .classifier, Self.persons.contains(t.scalars[words.upperBound - 1]), t.scalars[words.upperBound - 2] != 0x4F1A, !page.contains(.lightVerb, in: words) else { return nil }
        var start = m.before.lowerBound
        for previous in earlier.reversed() where previous.end <= m.start && previous.numeral.unit == .classifier {
            if page.contains(.part, in: start..<words.lowerBound) {
                let told = max(previous.before.lowerBound, previous.start - 24)..<previous.start
                let isMember = (told.lowerBound..<max(told.lowerBound, told.upperBound - 1)).contains { Self.entering.end(at: $0, in: t) != nil }
                return isMember ? page.source(words) + "会员" : nil
            }
            guard t.kind(start - 1) == CharacterClass.pause else { return nil }
            start = previous.before.lowerBound
        }
        return nil
    }

    private static let ways = FixedWords(["到", "赴", "前往", "奔赴", "在"])

    /// 安排一线职工|450人|到黄山等地疗休养: who stands before, and the deed at the end of the way.
    func sent(_ before: Range<Int>, _ behind: Range<Int>) -> String? {
        guard before.count >= 2, behind.count >= 5, Self.ways.end(at: behind.lowerBound, in: page.text) != nil, let deed = page.ending(at: behind.upperBound, .topic, from: behind.lowerBound + 2) else { return nil }
        return page.source(phrases.last(phrases.withoutVerb(before), 10)) + page.source(Int(deed.start)..<Int(deed.end))
    }
}
