import Text

/// The undertaking that a short subject leans on.
///
/// ```
/// 举办招聘会12场，提供岗位|900个        招聘会|提供岗位
/// 全市基层工会|620个                    leans on nothing: it opens with the whole city
/// ```
extension Subjects {
    /// The undertaking named last before the number's own words, in its sentence, or for a bare subject in the sentence before;
    /// nil where the subject names one itself.
    func topicText(_ m: Mention, _ s: Page.Sentence, _ indicatorTopic: Range<Int>?, _ subject: String, _ own: Int, _ mentions: ArraySlice<Mention>) -> String? {
        let end = min(own, m.start)
        if isGrandTotal(m, mentions) { return nil }
        let isListed = !m.behind.isEmpty && phrases.enumerated(phrases.own(m)) != nil
        if let own = (isListed ? nil : phrases.topicWord(in: end..<m.start)) ?? phrases.topicWord(in: m.behind) {
            guard own.count <= 2, subject.utf8.count <= 15, !isOfWholeCity(m, phrases.own(m)), let other = otherTopic(own, m, s, end, mentions.last)
            else { return nil }
            let text = page.source(phrases.named(other))
            return phrases.holds(subject, text) ? nil : text
        }
        var low = max(s.start, end - 120)
        if s.holds(CharacterClass.semicolon) { low = phrases.groupStart(low..<max(low, end)) }
        let words = phrases.own(m)
        let isWhole = isOfWholeCity(m, words)
        let indicatorTopic = indicatorTopic.flatMap { isWhole || phrases.isOneOfList($0.upperBound, upTo: max($0.upperBound, m.start)) || $0.count < 3 && m.numeral.unit == .money || isFunctional($0) || page.text.scalars[$0.lowerBound] == 0x5168 || page.beginning(at: $0.lowerBound, [.bareSubject]).map({ $0.end - $0.start >= 4 }) == true ? nil : $0 }
        if subject.utf8.count <= 15, !m.behind.isEmpty, let ahead = phrases.topicWord(in: m.end..<max(m.end, m.clause.upperBound)), !page.contains(.group, in: ahead) {
            let text = page.source(phrases.named(ahead))
            return phrases.holds(subject, text) ? nil : text
        }
        let isApart = indicatorTopic.map { $0.upperBound <= low } ?? false
        if isApart, subject.utf8.count >= 12, !isBare(words), m.behind.isEmpty, words.last.map({ page.text.scalars[$0] != 0x7EA7 }) == true { return nil }
        var found = isWhole ? nil : frame(m, s).flatMap { $0.count <= 10 || isContest($0) ? $0 : nil } ?? phrases.topic(in: low..<max(low, end)) ?? (isApart ? event(m, mentions, persons: false) : nil) ?? indicatorTopic
        if found == nil, m.numeral.unit == .money, subject.utf8.count <= 12 || subject.utf8.count <= 27 && page.ending(at: m.start, .lightVerb) != nil {
            found = phrases.firstTopic(in: m.end..<phrases.groupEnd(m.end..<min(s.end, m.clause.upperBound + 40)))
        }
        if found == nil, !isWhole, subject.utf8.count <= 18, season(m, s) == nil, let earlier = phrases.topicWord(in: max(page.parts[s.part].start, s.start - 50)..<s.start),
            isBare(words), m.behind.isEmpty || m.numeral.unit == .money, m.numeral.unit == .money || !page.contains(.group, in: earlier) && !isOfUnions(words)
        {
            found = earlier
        }
        if let named = found, m.behind.isEmpty, subject.utf8.count <= 12, let previous = mentions.last, named.upperBound == phrases.own(previous).upperBound, let part = page.last(.part, in: low..<max(low, m.start)), named.lowerBound > Int(part.end), let whole = phrases.topic(in: low..<Int(part.start)) { found = whole }
        let isTold = m.indicator >= 0
        if let named = found, !m.behind.isEmpty, words.isEmpty, m.numeral.unit != .money, page.contains(.group, in: named), named.upperBound < m.clause.lowerBound { found = nil }
        if let covering = covered(m, mentions), found.map({ !($0.lowerBound >= covering.words.lowerBound && $0.upperBound <= covering.words.upperBound) }) ?? true { found = covering.noun }
        if let named = found, page.text.classes[named.lowerBound] == CharacterClass.openQuote && named.count <= 14 || isSibling(named, of: m, mentions), let event = event(m, mentions, persons: false) {
            if event.lowerBound >= named.upperBound { found = event }
        } else if let named = found, isSibling(named, of: m, mentions) {
            found = nil
        }
        if found == nil, !isWhole, isTold, subject.utf8.count <= 9 || words.isEmpty && page.text.scalar(m.behind.lowerBound) == 0x4E0E { found = event(m, mentions, persons: false) }
        if found == nil, !isWhole, !isTold, subject.utf8.count <= 15, !isPlainItem(m, words), !isWholeItem(m, words, phrases.trim(m.behind), mentions.last) { found = event(m, mentions, persons: true) }
        if found == nil, !isWhole, !isTold, subject.utf8.count <= 24 { found = house(m, s) }
        if found == nil, isAttended(m) { found = event(m, mentions, persons: false) ?? clauseTopic(m, s, mentions.last?.end ?? s.start, announced: true) ?? clauseTopic(m, s, mentions.last?.end ?? s.start) }
        if found == nil || found.map({ page.contains(.group, in: $0) }) == true, !isTold, let season = season(m, s) { found = season }
        if found == nil, !isWhole, !isTold, subject.utf8.count <= 12, isBare(words) || page.contains([.total, .share], in: words) { found = clauseTopic(m, s, mentions.last?.end ?? s.start) }
        if found == nil, !isTold, !m.behind.isEmpty, words.isEmpty, subject.utf8.count <= 24 { found = clauseTopic(m, s, mentions.last?.end ?? s.start, announced: true) }
        if found == nil, !m.behind.isEmpty, words.isEmpty, subject.utf8.count <= 30, let last = mentions.last, let whole = predicated(m, last) { found = whole }
        if found == nil, !isWhole, !isTold, subject.utf8.count <= 15, isBare(words) { found = made(m, s) }
        if found == nil, !isWhole, !isTold || !m.behind.isEmpty, subject.utf8.count <= 12, isBare(words) { found = leadTopic(m, s) }
        if found == nil, !isWhole, subject.utf8.count <= 12, m.behind.isEmpty, isBare(words), m.numeral.unit == .classifier, !isPlainItem(m, words) { found = theme(m, s) }
        if let named = found, isBare(words), let whole = made(m, s), whole.lowerBound <= named.lowerBound, named.upperBound <= whole.upperBound { found = whole }
        if let listed = etcNoun(words) { found = listed }
        if !m.behind.isEmpty, words.count <= 1 || isAmong(words), subject.utf8.count <= 36, let last = mentions.last, let whole = predicated(m, last) { found = whole }
        if let named = found, isNeighbour(named, of: m, words, mentions.last) { found = nil }
        // 行动中，全市新建工会20家，发展会员900人: the whole city's figures are no part of the event
        if let named = found, page.text.classes[named.lowerBound] == CharacterClass.openQuote, m.behind.isEmpty, m.indicator >= 0, let whole = mentions.last(where: { $0.before.lowerBound >= named.upperBound }), isOfWholeCity(whole, phrases.own(whole)), page.text.kind(m.before.lowerBound - 1) == CharacterClass.comma { found = nil }
        if let thing = pointedAt(m, words, s) ?? studied(m, words, mentions.last) { found = thing }
        if let whom = antecedent(of: words.lowerBound, from: m.before.lowerBound, s) { found = whom }
        if let named = found, page.text.scalars[named.lowerBound] == 0x4E3A, let whom = antecedent(of: named.lowerBound + 3, from: named.lowerBound, s) { found = whom }
        // 办普法活动30场，追讨工资90万元: no part of it
        if let named = found, m.numeral.unit == .money, isRegained(words), Self.teaching.end(at: named.lowerBound, in: page.text) != nil { found = nil }
        if let named = found, let previous = mentions.last, isCountedApart(named, previous, m, words) { found = nil }
        // 体检900人，新建工会70家: unions founded are no part of what was counted before
        if let named = found, m.behind.isEmpty, let previous = mentions.last, phrases.own(previous).lowerBound <= named.lowerBound, named.upperBound <= phrases.own(previous).upperBound, page.beginning(at: words.lowerBound, .new) != nil, isOfUnions(words), !isOfUnions(phrases.own(previous)) { found = nil }
        if let named = found, isDoneForOthers(named, m, mentions) { found = nil }
        if let brought = benefit(m, words, mentions) { found = brought }
        guard let found, m.role != .rank || subject.utf8.count < 24 || !page.contains(.group, in: found) else { return nil }
        var whole = phrases.tight(phrases.fullName(found))
        if let outer = outerName(of: whole, s) { whole = outer }
        if subject.utf8.count <= 6, let list = phrases.listBefore(whole) { whole = list.lowerBound..<whole.upperBound }
        let text = page.source(whole.lowerBound..<(m.start > whole.upperBound ? phrases.deedEnd(whole, upTo: m.before.lowerBound) : whole.upperBound))
        return phrases.holds(subject, text) ? nil : text
    }

    /// 1200条建议中有|80条变成现实: one of those told before.
    private func isAmong(_ words: Range<Int>) -> Bool { words.count <= 3 && page.text.scalars[words.lowerBound] == 0x4E2D }

    /// 健步走、公益课堂等文体活动|惠及职工: the noun that a list of undertakings ends with, right before the deed.
    private func etcNoun(_ words: Range<Int>) -> Range<Int>? {
        let t = page.text, core = phrases.core(words)
        guard core.count >= 2, core.count <= 8, page.beginning(at: core.lowerBound, .lightVerb) != nil else { return nil }
        let edge = core.lowerBound
        guard let etc = (max(0, edge - 11)..<max(0, edge - 2)).last(where: { t.scalars[$0] == 0x7B49 }), (etc + 1..<edge).allSatisfy({ t.classes[$0] == CharacterClass.ideograph && t.scalars[$0] != 0x7684 }), !page.contains([.lightVerb, .lead], in: etc + 1..<edge) else { return nil }
        return etc + 1..<edge
    }

    private static let aidWords = FixedWords(["生活救助", "医疗救助", "大病救助", "临时救助", "救助", "助学", "子女助学", "生活", "医疗", "助医", "临时救助", "帮扶"])
    private static let teaching = FixedWords(["普法", "法律讲座", "讲座"])
    private static let unions = FixedWords(["工会", "会员", "会员人数", "会员数", "工会组织", "基层工会"])

    /// 新建工会19家: what stands for itself in another sentence than the undertaking before.
    func isOfUnions(_ words: Range<Int>) -> Bool { Self.unions.start(endingAt: words.upperBound, in: page.text, from: words.lowerBound) != nil }

    private static let persons = ScalarSet(folded("人名户位"))
    private static let grand = FixedWords(["共计", "合计", "总计", "累计", "共"])

    /// 生活救助20人、5万元；医疗救助9人、12万元，共计发放资金17万元: the sum of several is none of them.
    private func isGrandTotal(_ m: Mention, _ mentions: ArraySlice<Mention>) -> Bool {
        guard m.numeral.unit == .money, m.before.count >= 4, let end = Self.grand.end(at: m.before.lowerBound, in: page.text, upTo: m.start), m.start - end >= 4, page.text.kind(m.before.lowerBound - 1) == CharacterClass.comma || page.text.kind(m.before.lowerBound - 1) == CharacterClass.semicolon else { return false }
        return mentions.count { $0.numeral.unit == .money && $0.role == .fact } >= 2
    }

    /// 在档困难职工120名，在档劳动模范40名: what the number before counted in the same unit, and no undertaking of this one.
    private func isNeighbour(_ topic: Range<Int>, of m: Mention, _ words: Range<Int>, _ previous: Mention?) -> Bool {
        // 阅读量50万次，粉丝3万人: a measure of the thing told, and not the thing
        if let previous, topic.count >= 3, page.text.scalars[topic.upperBound - 1] == 0x91CF, phrases.own(previous).upperBound == topic.upperBound { return true }
        // 医疗救助9人，助学31人: another aid
        if let end = Self.aidWords.end(at: words.lowerBound, in: page.text, upTo: words.upperBound), words.upperBound - end <= 3, Self.aidWords.start(endingAt: topic.upperBound, in: page.text, from: topic.lowerBound) != nil { return true }
        guard m.behind.isEmpty, m.numeral.unit == .classifier, words.count >= 4, let previous, previous.behind.isEmpty, isSameUnit(previous, m), phrases.own(previous).upperBound == topic.upperBound else { return false }
        let t = page.text, other = phrases.own(previous)
        // 为困难职工子女助学80人次，慰问农民工60人次: another deed to others
        if Persons.heads.start(endingAt: words.upperBound, in: t, from: words.lowerBound + 2) != nil, let verb = page.beginning(at: words.lowerBound, .lightVerb), verb.end - verb.start >= 2, Self.persons.contains(t.scalar(m.numeral.unitStart)), !isReach(words) { return true }
        guard other.count >= 4, t.scalars[words.lowerBound] == t.scalars[other.lowerBound] && t.scalars[words.lowerBound + 1] == t.scalars[other.lowerBound + 1] || t.scalars[words.upperBound - 1] == t.scalars[other.upperBound - 1] && t.scalars[words.upperBound - 2] == t.scalars[other.upperBound - 2] else { return false }
        return !page.contains([.share, .part], in: m.before) && !page.contains(.lightVerb, in: words) && !page.contains(.total, in: words.lowerBound + 1..<words.upperBound)
    }

    /// What a topic of two characters leans on: the last other one before it in the sentence that says more, else the theme.
    private func otherTopic(_ own: Range<Int>, _ m: Mention, _ s: Page.Sentence, _ end: Int, _ previous: Mention?) -> Range<Int>? {
        let low = phrases.groupStart(max(s.start, end - 160)..<max(s.start, end))
        guard let other = phrases.topicWord(in: low..<max(s.start, end)) else { return theme(m, s) }
        // 驿站再添20座，体检再加900人: places counted, and persons of something else
        if let previous, previous.numeral.unit == .classifier, phrases.own(previous).lowerBound <= other.lowerBound, other.upperBound <= phrases.own(previous).upperBound, previous.clause.lowerBound != m.clause.lowerBound, isPlaceBesidePersons(previous, m) { return nil }
        guard !page.contains(.group, in: other) else { return nil }
        if !phrases.holds(other, own) { return other }
        guard other.count <= 2, let further = phrases.topicWord(in: low..<max(low, other.lowerBound)), !page.contains(.group, in: further), !phrases.holds(own, further) else { return other }
        return further
    }

    /// 全市基层工会11460个: opens with the whole city, and leans on nothing before.
    func isOfWholeCity(_ m: Mention, _ words: Range<Int>) -> Bool {
        guard let h = page.ending(at: words.lowerBound, Self.openers) else { return false }
        if page.ending(at: words.lowerBound, .lead).map({ $0.end - $0.start >= 4 && page.text.scalars[Int($0.end) - 1] == 0x4F1A }) == true, page.beginning(at: words.lowerBound, .lightVerb) != nil { return false }
        return page.text.scalars[Int(h.start)] == 0x5168 && Self.places.contains(page.text.scalar(Int(h.start) + 1))
    }

    private static let openers: WordClass = [.wholeCity, .lead]
    private static let places = ScalarSet(folded("市省县区国"))

    /// Words that say little by themselves: 拨付, 发放补助, 每个.
    private func isBare(_ words: Range<Int>) -> Bool {
        var p = words.lowerBound
        while p < words.upperBound {
            guard let h = page.beginning(at: p, [.lightVerb, .lead, .bareSubject, .each, .allowance]), Int(h.end) <= words.upperBound else { break }
            p = Int(h.end)
        }
        return words.upperBound - p <= 2
    }

    /// A word that names no undertaking: a verb, an opener, a word of time.
    private func isFunctional(_ r: Range<Int>) -> Bool {
        page.hits(in: r.lowerBound..<r.lowerBound + 1).contains { Int($0.end) == r.upperBound && !page.classes($0).isDisjoint(with: [.lightVerb, .lead, .total, .now, .since, .tail]) }
    }
}
