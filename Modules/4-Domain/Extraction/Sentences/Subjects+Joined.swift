import Text

/// Subjects gathered from several places of a sentence: who is given, who is led, who is bound to whom, what a part is part of.
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
    private static let receivers = ScalarSet(folded("工员家庭户会手业者生校女位匠模队人"))

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
    private static let onwards = ScalarSet(folded("在以为用把将正同共奋"))
    private static let workers = FixedWords(["职工", "会员", "劳动者", "工会干部", "产业工人", "农民工"])

    /// 团结动员全市38.6万名职工建功: all of them, whatever they are led to do.
    func everyone(_ m: Mention, _ behind: Range<Int>) -> String? {
        guard !behind.isEmpty, m.numeral.unit != .money, m.numeral.unit != .ratio, let end = Self.workers.end(at: behind.lowerBound, in: page.text, upTo: behind.upperBound) else { return nil }
        var high = m.start
        while high > m.before.lowerBound + 2, let h = page.ending(at: high, [.about, .atLeast], from: m.before.lowerBound) { high = Int(h.start) }
        if behind.count >= 8, phrases.own(m).isEmpty, high >= m.before.lowerBound + 2, page.text.scalars[high - 2] == 0x5168, end < behind.upperBound, Self.onwards.contains(page.text.scalars[end]) {
            return page.source(high - 2..<high) + page.source(behind.lowerBound..<end)
        }
        guard high >= m.before.lowerBound + 4, page.text.scalars[high - 2] == 0x5168, Self.leading.start(endingAt: high - 2, in: page.text, from: m.before.lowerBound) != nil else { return nil }
        return page.source(high - 2..<high) + page.source(behind.lowerBound..<end)
    }

    private static let bonds = FixedWords(["结对共建", "结对", "结成对子", "结成帮扶对子", "结成帮扶关系", "结成", "牵手", "签约", "联姻", "共建", "结亲", "攀亲", "认亲"])

    /// 12名劳模与19家非公企业结对: both sides of a bond, told of each.
    func bond(_ m: Mention, _ behind: Range<Int>, _ previous: Mention?, _ next: Mention?) -> String? {
        guard m.numeral.unit == .classifier else { return nil }
        if let served = service(m, previous, next) { return served }
        if let next, next.clause == m.clause, isWith(next.start - 1), next.start - m.end <= 12, next.start - m.end >= 3, let bond = bondRange(next) ?? deedOfBoth(next) {
            return page.source(m.end..<next.start) + page.source(phrases.last(next.end..<bond.lowerBound, 8)) + page.source(bond)
        }
        guard isWith(m.start - 1), let bond = bondRange(m) ?? deedOfBoth(m) else { return nil }
        var who = phrases.own(m)
        if let previous, previous.clause == m.clause, previous.end < m.start - 1 { who = previous.end..<m.start - 1 }
        who = phrases.last(who.lowerBound..<max(who.lowerBound, min(who.upperBound, m.start - 1)), 6)
        return page.source(who) + page.source(m.start - 1..<m.start) + page.source(phrases.last(m.end..<bond.lowerBound, 8)) + page.source(bond)
    }

    /// 24名|劳模|为31家|企业|把脉问诊: who does it, for whom, and what is done.
    private func service(_ m: Mention, _ previous: Mention?, _ next: Mention?) -> String? {
        if let next, next.clause == m.clause, next.numeral.unit == .classifier, page.text.scalar(next.start - 1) == 0x4E3A, next.start - m.end <= 10, next.start - m.end >= 3, phrases.own(m).isEmpty, let deed = serviceDeed(next) {
            return page.source(m.end..<next.start - 1) + page.source(deed)
        }
        guard page.text.scalar(m.start - 1) == 0x4E3A, let previous, previous.clause == m.clause, previous.numeral.unit == .classifier, m.start - previous.end <= 10, m.start - previous.end >= 3, phrases.own(previous).isEmpty, serviceDeed(m) != nil else { return nil }
        return page.source(previous.end..<m.start) + page.source(phrases.last(m.end..<m.clause.upperBound, 14))
    }

    /// The deed behind those who are served, at the end of the clause and without a number.
    private func serviceDeed(_ m: Mention) -> Range<Int>? {
        let t = page.text
        guard m.clause.upperBound - m.end <= 16, !(m.end..<m.clause.upperBound).contains(where: { t.classes[$0] == CharacterClass.digit || t.classes[$0] == CharacterClass.pause }) else { return nil }
        let noun = phrases.noun(m.end..<m.clause.upperBound)
        for p in m.end + 2..<max(m.end + 2, m.clause.upperBound - 1) where page.beginning(at: p, .lightVerb) != nil && !phrases.isInWord(p, m.end..<m.clause.upperBound) { return p..<m.clause.upperBound }
        return m.clause.upperBound - m.end >= 6 ? max(m.end + 2, min(noun.upperBound, m.clause.upperBound - 4))..<m.clause.upperBound : nil
    }

    /// 9名劳模与7家民企|开展技术帮扶: what both sides do, where no word of bonds tells it.
    private func deedOfBoth(_ next: Mention) -> Range<Int>? {
        let end = next.clause.upperBound
        guard page.text.scalar(next.start - 1) == 0x4E0E, end - next.end >= 5, end - next.end <= 16, !(next.end..<end).contains(where: { page.text.classes[$0] == CharacterClass.digit || page.text.classes[$0] == CharacterClass.pause }) else { return nil }
        return page.hits(in: next.end + 2..<end - 2).first { page.classes($0).contains(.lightVerb) && $0.end - $0.start >= 2 }.map { Int($0.start)..<end }
    }

    private func isWith(_ p: Int) -> Bool { page.text.scalar(p) == 0x4E0E || page.text.scalar(p) == 0x548C }

    /// The bond that is told behind a number and its noun.
    private func bondRange(_ m: Mention) -> Range<Int>? {
        for p in m.end + 2..<max(m.end + 2, min(m.end + 16, m.clause.upperBound)) { if let end = Self.bonds.end(at: p, in: page.text) { return p..<(page.text.kind(end) == CharacterClass.closeQuote ? end + 1 : end) } }
        return nil
    }

    private static let persons = ScalarSet(folded("员工机手者人哥嫂师匠"))
    private static let entering = FixedWords(["会员", "入会", "加入工会"])

    /// 入会4980人，其中货车司机2210人、快递员1105人: those among new members are members.
    func member(_ m: Mention, _ words: Range<Int>, _ behind: Range<Int>, _ earlier: ArraySlice<Mention>) -> String? {
        let t = page.text
        let isOnly = t.scalar(words.lowerBound) == 0x4EC5 || t.scalar(words.lowerBound) == 0x5149
        let words = isOnly ? words.lowerBound + 1..<max(words.lowerBound + 1, t.scalar(words.upperBound - 1) == 0x5C31 ? words.upperBound - 1 : words.upperBound) : words
        guard behind.isEmpty, words.count >= 2, words.count <= 9, m.numeral.unit == .classifier, Self.persons.contains(t.scalars[words.upperBound - 1]), t.scalars[words.upperBound - 2] != 0x4F1A, !page.contains(.lightVerb, in: words) else { return nil }
        var start = m.before.lowerBound
        for previous in earlier.reversed() where previous.end <= m.start && previous.numeral.unit == .classifier {
            if isOnly || page.contains(.part, in: start..<words.lowerBound) {
                let told = max(previous.before.lowerBound, previous.start - 24)..<max(previous.start, previous.behind.upperBound)
                guard (told.lowerBound..<max(told.lowerBound, told.upperBound - 1)).contains(where: { Self.entering.end(at: $0, in: t) != nil }) else {
                    // a part of a part: 其中劳动者1.3万人，包括司机4120人
                    guard page.contains(.part, in: previous.before) else { return nil }
                    start = previous.before.lowerBound
                    continue
                }
                // 新发展会员…，其中骑手: those newly brought in
                let whole = phrases.own(previous)
                let head = Self.membership.start(endingAt: whole.upperBound, in: t, from: whole.lowerBound) ?? (previous.behind.isEmpty ? whole.lowerBound : whole.upperBound)
                let deed = whole.lowerBound..<head
                return (deed.count >= 2 && deed.count <= 3 ? page.source(deed) : "") + page.source(words) + "会员"
            }
            guard t.kind(start - 1) == CharacterClass.pause else { return nil }
            start = previous.before.lowerBound
        }
        return nil
    }

    private static let ways = FixedWords(["到", "赴", "前往", "奔赴", "在", "分批", "外出", "轮流"])

    /// 安排一线职工|450人|到黄山等地疗休养: who stands before, and the deed at the end of the way.
    func sent(_ before: Range<Int>, _ behind: Range<Int>) -> String? {
        guard before.count >= 2, behind.count >= 4, Self.ways.end(at: behind.lowerBound, in: page.text) != nil, let deed = page.ending(at: behind.upperBound, .topic, from: behind.lowerBound + 2).map({ Int($0.start) }) ?? Self.resting.start(endingAt: behind.upperBound, in: page.text, from: behind.lowerBound + 2) else { return nil }
        return page.source(phrases.last(phrases.withoutVerb(before), 10)) + page.source(deed..<behind.upperBound)
    }

    private static let heads = FixedWords(["基层工会组织", "工会组织", "工会组建", "基层工会", "组织", "工会", "建会"])
    private static let membership = FixedWords(["会员", "入会", "会员数", "职工", "在册会员", "工会会员", "会员人数"])

    /// 数据库收录工会组织3214家、会员28万人; “八大群体”建会46个、入会3915人: members beside what holds them, by what is said in front of that.
    func beside(_ m: Mention, _ words: Range<Int>, _ behind: Range<Int>, _ previous: Mention?) -> Range<Int>? {
        guard behind.isEmpty, m.numeral.unit == .classifier, Self.membership.contains(words, in: page.text), let previous, previous.end <= m.start, m.before.lowerBound - previous.end <= 2, previous.numeral.unit == .classifier else { return nil }
        let told = phrases.own(previous)
        guard !isOfWholeCity(previous, told), let head = Self.heads.start(endingAt: told.upperBound, in: page.text, from: told.lowerBound + 2) else { return nil }
        var place = phrases.withoutVerb(phrases.last(told.lowerBound..<head, 10))
        if let etc = place.last(where: { page.text.scalars[$0] == 0x7B49 }) { place = etc + 1..<place.upperBound }
        if place.contains(where: { page.text.scalars[$0] == 0x5168 || page.text.scalars[$0] == 0x5171 || page.text.scalars[$0] == 0x57FA }) { return nil }
        return place.count >= 2 && place.count <= 10 && page.beginning(at: place.lowerBound, [.lightVerb, .new]) == nil ? place : nil
    }

    /// 为全市|60名: the whole city between the coverb and the number.
    private func isForAll(_ m: Mention) -> Bool {
        guard let h = page.ending(at: m.start, [.wholeCity, .lead], from: m.before.lowerBound), page.text.scalars[Int(h.start)] == 0x5168, Int(h.start) > m.before.lowerBound else { return false }
        return Self.towards.contains(page.text.scalars[Int(h.start) - 1])
    }

    private static let helping = FixedWords(["帮助", "协助", "资助", "扶持"])

    /// 为342户困难职工发放生活救助268万元: who is given, counted before in the same clause.
    func given(_ m: Mention, _ previous: Mention?) -> Range<Int>? {
        guard let previous, previous.clause == m.clause, previous.end <= m.start, previous.numeral.unit == .classifier, m.numeral.unit == .money || m.numeral.unit == .classifier else { return nil }
        let noun = phrases.noun(phrases.behind(previous, next: m.start))
        guard noun.count >= 2, isRecipient(previous, noun) || isForAll(previous) || Self.helping.start(endingAt: phrases.own(previous).upperBound, in: page.text, from: previous.before.lowerBound) != nil else { return nil }
        for p in noun.lowerBound + 2..<min(noun.upperBound + 1, noun.lowerBound + 11) where Self.receivers.contains(page.text.scalars[p - 1]) {
            if p == noun.upperBound || page.beginning(at: p, .lightVerb) != nil { return phrases.last(noun.lowerBound..<p, 8) }
        }
        return nil
    }

    private static let spendings = FixedWords(["发放", "送去", "送上", "支出", "实际发放", "拨付", "给付", "送出"])

    /// 救助困难职工90人次，|发放资金60万元: deed and persons of the number before.
    private func aidAndWhom(_ m: Mention, _ previous: Mention) -> Range<Int>? {
        let told = phrases.own(previous), words = phrases.own(m)
        guard told.count >= 4, told.count <= 8, Self.spendings.end(at: words.lowerBound, in: page.text, upTo: words.upperBound) != nil, let end = Self.aids.end(at: told.lowerBound, in: page.text, upTo: told.upperBound), told.upperBound - end <= 6, Persons.heads.start(endingAt: told.upperBound, in: page.text, from: told.lowerBound) != nil else { return nil }
        return told
    }

    private static let aids = FixedWords(["帮扶救助", "救助帮扶", "走访慰问", "救助", "帮扶", "资助", "补助", "助学", "慰问", "救济", "关爱", "奖励", "补贴"])

    /// 助学救助31人，发放资金18万元: the aid that the number before counts the receivers of.
    func aided(_ m: Mention, _ subject: String, _ previous: Mention?) -> Range<Int>? {
        guard m.numeral.unit == .money, m.role == .fact, subject.utf8.count <= 15, let previous, previous.numeral.unit == .classifier, previous.role == .fact, previous.behind.isEmpty, m.before.lowerBound - previous.end <= 1, !page.contains(.sum, in: m.before) else { return nil }
        let aid = phrases.withoutVerb(phrases.own(previous))
        if let whole = aidAndWhom(m, previous), !phrases.holds(subject, page.source(whole)) { return whole }
        guard aid.count >= 3 || aid.count == 2 && subject.utf8.count == 6 && page.text.kind(m.before.lowerBound - 1) == CharacterClass.pause, aid.count <= 8, page.beginning(at: aid.lowerBound, .lead) == nil, Self.aids.start(endingAt: aid.upperBound, in: page.text, from: aid.count == 2 ? aid.lowerBound : aid.lowerBound + 1) != nil, !phrases.holds(subject, page.source(aid)) else { return nil }
        return aid
    }

    /// 刊发稿件126篇，其中国家级21篇、省级58篇: levels alone, with what they are levels of.
    func level(_ m: Mention, _ words: Range<Int>, _ behind: Range<Int>, _ earlier: @autoclosure () -> ArraySlice<Mention>) -> String? {
        let t = page.text
        guard behind.isEmpty, words.count >= 2, words.count <= 4, m.numeral.unit == .classifier else { return nil }
        let isAbove = words.count == 4 && t.scalars[words.upperBound - 1] == 0x4E0A && t.scalars[words.upperBound - 2] == 0x4EE5
        guard t.scalars[words.upperBound - (isAbove ? 3 : 1)] == 0x7EA7 else { return nil }
        for previous in earlier().reversed() {
            guard previous.role == .fact, isSameUnit(previous, m) else { return nil }
            let told = counted(previous)
            if told.count <= 4, page.contains(.total, in: told) { continue }
            if isProcedure(told) { return nil }
            // behind 级 or 级以上 where the number before tells a level, too
            let edge = told.last(where: { t.scalars[$0] == 0x7EA7 }).map { $0 + 2 < told.upperBound && t.scalars[$0 + 1] == 0x4EE5 ? $0 + 3 : $0 + 1 } ?? told.lowerBound
            guard edge < told.upperBound else { continue }
            var noun = phrases.last(phrases.object(edge..<told.upperBound), 8)
            if let etc = noun.last(where: { t.scalars[$0] == 0x7B49 }), noun.upperBound - etc >= 3 { noun = etc + 1..<noun.upperBound }
            noun = phrases.trim(noun)
            if let city = page.beginning(at: noun.lowerBound, .wholeCity), Int(city.end) <= noun.upperBound - 2 { noun = Int(city.end)..<noun.upperBound }
            if let total = page.beginning(at: noun.lowerBound, .total), Int(total.end) <= noun.upperBound - 2 { noun = Int(total.end)..<noun.upperBound }
            if noun.count > 3, let total = page.ending(at: noun.upperBound, .total, from: noun.lowerBound + 2) { noun = noun.lowerBound..<Int(total.start) }
            return noun.count >= 2 && noun.count <= 12 ? page.source(words) + page.source(noun) : nil
        }
        return nil
    }

    /// 培养高技能人才2.6万人，占技能人才总量的31.8%: what takes the share was counted before.
    func takes(_ m: Mention, _ previous: Mention?) -> Range<Int>? {
        let words = phrases.own(m)
        guard m.role == .share, m.numeral.unit == .ratio, words.count >= 3, words.count <= 14, page.text.scalars[words.lowerBound] == 0x5360, let previous, previous.numeral.unit == .classifier, previous.role == .fact, page.text.kind(m.before.lowerBound - 1) == CharacterClass.comma else { return nil }
        let noun = phrases.last(counted(previous), 8)
        return noun.count >= 2 ? noun : nil
    }

    private static let worths = FixedWords(["价值", "总价值", "了价值", "市值"])

    /// 送去价值|2万元|的清凉物资: the deed without the word of worth.
    func withoutWorth(_ m: Mention, _ words: Range<Int>, _ behind: Range<Int>) -> Range<Int> {
        guard !behind.isEmpty, m.numeral.unit == .money, words.count >= 4, let worth = Self.worths.start(endingAt: words.upperBound, in: page.text, from: words.lowerBound + 2) else { return words }
        return words.lowerBound..<(page.text.scalars[worth - 1] == 0x4E86 ? worth - 1 : worth)
    }

    /// 为300人送去价值2万元的清凉物资: what they were given is told behind its worth.
    func worth(_ m: Mention, _ behind: Range<Int>, _ next: Mention?) -> String? {
        guard behind.count >= 4, m.numeral.unit == .classifier, let next, next.clause == m.clause, next.numeral.unit == .money, next.start - behind.upperBound <= 2, page.text.scalar(next.end) == 0x7684,
            let worth = Self.worths.start(endingAt: behind.upperBound, in: page.text, from: behind.lowerBound + 2) else { return nil }
        let thing = phrases.shortenBehind(phrases.noun(phrases.behind(next, next: Int.max)))
        return thing.count >= 2 && thing.count <= 12 ? page.source(behind.lowerBound..<worth) + page.source(thing) : nil
    }

    static let resting = FixedWords(["疗休养", "疗养", "休养", "健康体检", "免费体检", "体检", "健康检查", "研学", "培训"])
    private static let doing = FixedWords(["报名参加", "参加", "做", "接受", "享受", "获评", "获得", "荣获"])

    /// 915家|单位|、13万名职工|参加竞赛: an item of a list whose predicate stands behind the last one.
    func sharing(_ m: Mention, _ behind: Range<Int>, _ next: Mention?) -> String? {
        let t = page.text
        guard behind.count >= 2, behind.count <= 8, m.numeral.unit == .classifier, let next, next.clause == m.clause, next.start - m.end <= 10, t.kind(next.start - 1) == CharacterClass.pause, next.behind.count >= 5 else { return nil }
        for p in next.behind.lowerBound + 2..<min(next.behind.lowerBound + 8, next.behind.upperBound - 1) {
            guard Self.doing.end(at: p, in: t, upTo: next.behind.upperBound) != nil else { continue }
            let deed = p..<min(next.behind.upperBound, p + 12)
            let event = phrases.topicWord(in: m.before).map { page.contains(.group, in: $0) ? "" : page.source(phrases.named($0)) } ?? ""
            return event + page.source(behind) + page.source(phrases.trim(deed))
        }
        // 260名一线职工、40名劳模到海岛疗养: where those of a list went
        guard let deed = Self.resting.start(endingAt: m.clause.upperBound, in: t, from: next.end + 2), Persons.heads.start(endingAt: behind.upperBound, in: t, from: behind.lowerBound) != nil else { return nil }
        return page.source(behind) + page.source(deed..<m.clause.upperBound)
    }
}
