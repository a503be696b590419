import Text

/// What a number counts, in the source's own words.
///
/// ```
/// subject = topic + lead + own
/// own     words before the number, or the noun behind its unit with a short verb before
/// lead    the verb that a list shares: 覆盖企业611家、职工2.14万人 → 覆盖职工
/// topic   the undertaking that a short subject leans on: 招聘会12场，提供岗位900个 → 招聘会提供岗位
/// ```
struct Subjects {
    let page: Page
    let phrases: Phrases
    /// Longest own words that still take a topic, in scalars.
    static let short = 10
    static let used = folded("用于")
    private static let money = ScalarSet(folded("费资款金"))

    init(page: Page, city: String) {
        self.page = page
        phrases = Phrases(page: page, city: city)
    }

    /// The subject of a mention, given the mentions before it in the same sentence. Its indicator, if any, has been found already:
    /// `topic` is the indicator's word that stands outside the mention's own words.
    func apply(to i: Int, of all: inout [Mention], _ subjects: inout [String], first: Int, in s: Page.Sentence, topic: Range<Int>?) {
        if all[i].own == nil { all[i].own = phrases.trim(all[i].before) }
        let m = all[i]
        let previous = i > first ? all[i - 1] : nil
        var rules = Because()
        if let bound = bound(m, i > first + 1 && previous?.role == .threshold && previous?.clause == m.clause ? all[i - 2] : previous) {
            subjects[i] = bound
            all[i].because.append(.subjectBefore)
            return
        }
        let before = phrases.own(m)
        let next = i + 1 < all.count ? all[i + 1].start : Int.max
        let behind = phrases.noun(phrases.behind(m, next: next))
        let earlier = i > first ? subjects[i - 1] : ""
        if behind.isEmpty, let noun = sharedBehind(i, all), isHollow(before) || phrases.withoutVerb(before).count <= 1 || page.beginning(at: before.lowerBound, .lightVerb).map({ Int($0.end) >= before.upperBound }) == true {
            subjects[i] = page.source(noun)
            all[i].because.append(.subjectBehind)
            return
        }
        let following = i + 1 < all.count ? all[i + 1] : nil
        if var shared = shared(before, behind, earlier) {
            // 每人3000元，共计48万元: the sum is no standard
            if m.numeral.unit == .money, page.contains(.sum, in: m.before), shared.hasPrefix("每"), shared.utf8.count >= 18 { shared = String(shared.dropFirst(2)) }
            let isShare = m.numeral.unit == .ratio && page.ending(at: m.start, .share) != nil && !phrases.ends(shared, with: "比") && !phrases.ends(shared, with: "率")
            let direction = m.role == .change && !isShare ? direction(m) : ""
            subjects[i] = isShare ? shared + "占比" : phrases.holds(shared, direction) ? shared + ceiling(m, shared) : shared + direction
            all[i].because.append(.subjectShared)
            return
        }
        if let joined = sharing(m, behind, following) ?? everyone(m, behind) ?? bond(m, behind, previous, following) ?? member(m, before, behind, all[max(first, i - 12)..<i]) {
            subjects[i] = joined
            all[i].because.append(.subjectShared)
            return
        }
        var subject: String
        var isOmitted = false
        var words = before
        if m.role == .rank, let ranked = ranked(m, before, behind, earlier, s, isRate: previous.map { $0.numeral.unit == .ratio || $0.role == .change } ?? false) {
            subject = ranked
            rules.append(.subjectBefore)
        } else if m.role == .change, let grown = times(m, before, earlier) ?? change(m, before, earlier) {
            subject = grown
            rules.append(.subjectChange)
        } else if let each = average(before, behind, earlier) {
            subject = each
            rules.append(.subjectShared)
        } else if let batch = batch(m, before, behind, following) {
            subject = batch
            rules.append(.subjectBehind)
        } else if let measure = measure(m, before, behind, previous) ?? total(m, before, behind, previous) {
            subject = measure
            rules.append(.subjectShared)
        } else if let deed = omitted(m, before, behind, all[max(first, i - 12)..<i]) {
            subject = deed
            isOmitted = before.count == 2 && m.role == .fact && m.numeral.unit == .classifier
            rules.append(.subjectShared)
        } else if let told = place(m, s) ?? went(before, behind) {
            subject = told
            rules.append(.subjectBefore)
        } else {
            words = phrases.core(before)
            subject = own(m, isRecipient(m, behind) ? m.start..<m.start : words, behind, &rules)
            if behind.isEmpty, let listed = phrases.listed(words) { subject = listed }
            if let full = compound(words, behind, all[max(first, i - 12)..<i]) ?? elided(m, words, behind, previous) { subject = full }
            if let part = taken(m, words, behind, previous) { subject = part }
            if let place = beside(m, words, behind, previous) {
                subjects[i] = page.source(place) + subject
                all[i].because.append(.subjectShared)
                return
            }
            if let part = level(m, words, behind, all[max(first, i - 12)..<i]) { subject = part }
            if let whole = whole(m, words, behind, all[max(first, i - 12)..<i]) { subject = whole + subject }
            if let whose = standard(m, before, all[max(first, i - 6)..<i]), !phrases.holds(subject, whose) { subject = whose + subject }
            if page.text.scalar(m.numeral.unitStart) == 0x6298, m.numeral.unit == .ratio, !phrases.ends(subject, with: "折扣") { subject += "折扣" }
            if let previous, let lead = lead(previous, m, before, behind) {
                subject = page.source(lead) + subject
                all[i].lead = lead
                rules.append(.subjectListLead)
            }
        }
        let limit = isPlainItem(m, before) ? head(of: i, all[max(first, i - 24)...i]) : words.lowerBound
        if let whom = receiver(m, s, behind) {
            let head = behind.count >= 2 && behind.count <= 6 ? behind : givingWord(m)
            subject = page.source(whom) + page.source(head)
            rules.append(.subjectTopic)
        } else if let whom = given(m, previous), subject.utf8.count <= 36, !phrases.holds(subject, page.source(whom)) {
            subject = page.source(whom) + subject
            rules.append(.subjectTopic)
        } else if let part = partOf(m, behind, previous) {
            subject = part
            rules.append(.subjectTopic)
        } else if let whole = completed(m, following, earlier) {
            subject = whole
            rules.append(.subjectShared)
        } else if let taken = takes(m, previous), !phrases.holds(subject, page.source(taken)) {
            subject = page.source(taken) + subject
            rules.append(.subjectTopic)
        } else if let named = portion(m, behind, earlier) {
            subject = named
            rules.append(.subjectTopic)
        } else if let rate = rate(m, subject, previous, earlier, s) {
            subject = rate
            rules.append(.subjectTopic)
        } else if isOmitted, subject.utf8.count >= 18 {
            // 带回诉求85条，销号79条: deed and thing say enough
        } else if subject.utf8.count <= Self.short * 3, let t = topicText(m, s, topic, subject, min(words.lowerBound, limit), all[max(first, i - 12)..<i]) {
            subject = phrases.holds(t, subject) ? t : phrases.joined(t, subject)
            rules.append(.subjectTopic)
        }
        if m.numeral.unit == .classifier, page.text.scalar(m.numeral.unitStart) == 0x4EBA, Self.bareEach.start(endingAt: before.upperBound, in: page.text, from: before.lowerBound) != nil, behind.isEmpty { subject += "人数" }
        if subject.isEmpty { subject = nothing(m, s) }
        if m.role == .share, phrases.ends(subject, with: "占") { subject += "比" }
        subjects[i] = phrases.clip(subject)
        for place in 0..<rules.count { if let rule = rules[place] { all[i].because.append(rule) } }
    }

    private static let bodies = FixedWords(["组织", "队伍", "机构", "中心", "平台", "制度", "机制"])
    /// 慰问|组, 帮扶|对象: a verb that these make a noun of.
    private static let makers = ScalarSet(folded("组团队站点金室品物款卡券员者书函案类"))
    private static let things = ScalarSet(folded("项件条个起"))
    /// 协调小组|23家|成员单位: a body whose members are counted.
    private static let groups = ScalarSet(folded("组盟团"))
    private static let bareEach = FixedWords(["每组", "每批", "每期", "每次", "每队", "每场"])

    // MARK: Own words

    private func own(_ m: Mention, _ before: Range<Int>, _ behind: Range<Int>, _ rules: inout Because) -> String {
        if behind.isEmpty {
            rules.append(.subjectBefore)
            return page.source(phrases.withoutEventVerb(phrases.shorten(phrases.withoutActor(before))))
        }
        if let sent = sent(before, behind) { return sent }
        if before.count >= 2, isBoundOfRule(m) || isSpent(before, behind) {
            rules.append(.subjectBefore)
            let use = isBoundOfRule(m) || behind.count > 10 ? behind.upperBound : behind.lowerBound + 2
            return page.source(phrases.shorten(before)) + page.source(use..<behind.upperBound)
        }
        if before.count >= 4, let verb = page.beginning(at: behind.lowerBound, .lightVerb), verb.end - verb.start >= 2, Int(verb.end) >= behind.upperBound || !Self.makers.contains(page.text.scalars[Int(verb.end)]) {
            rules.append(.subjectBefore)
            return page.source(phrases.shorten(before))
        }
        rules.append(.subjectBehind)
        if let made = formed(m, behind) { return made }
        if isRecipient(m, behind), behind.count <= 10, let doer = phrases.doer(behind), behind.upperBound - doer.upperBound >= 4 { return page.source(behind) }
        if let doer = phrases.doer(behind), let ahead = phrases.topicWord(in: doer.upperBound..<max(doer.upperBound, m.clause.upperBound)), behind.upperBound - ahead.upperBound <= 2, ahead.upperBound >= behind.upperBound || !Self.bodies.contains(ahead.upperBound..<behind.upperBound, in: page.text) {
            let text = page.source(phrases.named(ahead)) + page.source(doer)
            return before.count <= 4 && page.beginning(at: before.lowerBound, .lightVerb) == nil ? page.source(before) + text : text
        }
        if isRecipient(m, behind), let done = phrases.doneFor(behind) { return page.source(done.what) + page.source(done.whom) }
        if let deed = farDeed(m, behind) { return page.source(phrases.shortenBehind(behind)) + page.source(deed) }
        let behind = page.text.scalars[behind.lowerBound] == 0x7528 && page.text.has(Self.used, at: behind.lowerBound) && behind.count >= 4 ? behind.lowerBound + 2..<behind.upperBound : behind
        let noun = page.source(phrases.shortenBehind(isRecipient(m, behind) || behind.count > 16 ? phrases.withoutLongPredicate(behind) : behind))
        if before.isEmpty { return noun }
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
    private func shared(_ before: Range<Int>, _ behind: Range<Int>, _ earlier: String) -> String? {
        behind.isEmpty && (before.isEmpty || isHollow(before)) && !earlier.isEmpty ? earlier : nil
    }

    /// Only words that name nothing: 其中, 分别.
    private func isHollow(_ r: Range<Int>) -> Bool { r.count <= 1 }

    /// 比去年同期增加58份, 较上年多建21个: what the number before counted, and the direction.
    private func change(_ m: Mention, _ before: Range<Int>, _ earlier: String) -> String? {
        let grown = page.ending(at: phrases.own(m).upperBound, .growth, from: m.before.lowerBound) ?? page.ending(at: m.start, .growth, from: m.before.lowerBound) ?? page.last(.growth, in: m.before)
        // 增|收: the word goes on
        let direction = grown.map { page.source(Int($0.start)..<($0.end - $0.start == 1 && Int($0.end) == before.upperBound - 1 ? before.upperBound : Int($0.end))) } ?? ""
        var noun = before.lowerBound..<before.lowerBound
        if let c = page.first(.comparison, in: before) {
            noun = before.lowerBound..<Int(c.start)
        } else if let g = page.first(.growth, in: before) {
            noun = before.lowerBound..<Int(g.start)
        } else {
            noun = before
        }
        noun = phrases.trim(noun)
        // 后者同比上升, 后者高于全省水平: the number before is meant
        if noun.count >= 2, page.text.scalars[noun.lowerBound + 1] == 0x8005, page.text.scalars[noun.lowerBound] == 0x540E || page.text.scalars[noun.lowerBound] == 0x524D {
            if noun.count > 2 { return earlier + page.source(noun.lowerBound + 2..<noun.upperBound) + direction }
            noun = noun.lowerBound..<noun.lowerBound
        }
        let than = comparison(before)
        if noun.count >= 2, page.text.scalars[noun.lowerBound] != 0x662F { return page.source(phrases.last(noun, 12)) + than + direction }
        return earlier.isEmpty ? nil : phrases.head(withoutPlace(earlier)) + than + direction
    }

    /// 同比增长: what stands between a number without words of its own and the one before.
    private func direction(_ m: Mention) -> String {
        var low = m.before.lowerBound
        while low < m.start, page.text.classes[low] != CharacterClass.ideograph { low += 1 }
        guard let growth = page.last(.growth, in: low..<m.start), Int(growth.end) - low <= 10 else { return "" }
        return page.source(low..<Int(growth.end))
    }

    private static let placings = ["全省名次", "全国名次", "全省位次", "全国位次", "名次", "位次"]

    /// What was held in a place: 年度考核|全省名次.
    private func withoutPlace(_ subject: String) -> String {
        guard let place = Self.placings.first(where: { phrases.ends(subject, with: $0) }), subject.utf8.count >= place.utf8.count + 12 else { return subject }
        return String(subject.dropLast(place.count))
    }

    /// 较上年, 与去年同期相比: what a change is measured from, in a few characters.
    private func comparison(_ r: Range<Int>) -> String {
        guard let c = page.first(.comparison, in: r) else { return "" }
        var high = Int(c.start)
        while high < r.upperBound, high - Int(c.start) < 9, page.beginning(at: high, .growth) == nil, page.text.classes[high] == CharacterClass.ideograph { high += 1 }
        while high > Int(c.start) + 1, page.ending(at: high, [.about, .atLeast, .tail]).map({ $0.end - $0.start == 1 }) == true { high -= 1 }
        return high - Int(c.start) >= 2 && high - Int(c.start) <= 8 ? page.source(Int(c.start)..<high) : ""
    }

    // MARK: Bounds

    /// What a rule bounds: 购物|满|200减40, 100人以上|企业|建会率.
    private func bound(_ m: Mention, _ previous: Mention?) -> String? {
        let t = page.text
        if m.because.contains(.roleThresholdSize) {
            guard let noun = phrases.ruled(m.end..<m.clause.upperBound) else { return nil }
            return page.source(noun) + "规模"
        }
        guard m.because.contains(.roleThresholdFull) || m.because.contains(.roleThresholdReduction) || m.because.contains(.roleThresholdAllowance),
            let full = (m.clause.lowerBound..<max(m.clause.lowerBound, m.start)).last(where: { t.scalars[$0] == 0x6EE1 })
        else { return nil }
        var words = phrases.trim(m.clause.lowerBound..<full)
        for p in words where t.scalars[p] == 0x4EAB && t.scalar(p + 1) == 0x53D7 && p + 2 == words.upperBound { words = words.lowerBound..<p; break }
        words = phrases.last(words, 8)
        if words.count < 2, m.clause.lowerBound > 2, t.classes[m.clause.lowerBound - 1] == CharacterClass.comma {
            // 开展购物季，满100减30: what the clause before does
            var low = m.clause.lowerBound - 1
            while low > 0, m.clause.lowerBound - low < 24, t.classes[low - 1] == CharacterClass.ideograph || t.classes[low - 1] == CharacterClass.closeQuote || t.classes[low - 1] == CharacterClass.openQuote { low -= 1 }
            if let previous, previous.role != .threshold, previous.end <= m.clause.lowerBound, previous.end > low {
                let noun = phrases.last(counted(previous), 6)
                return noun.count >= 2 ? page.source(noun) + (full == m.start - 1 ? "满" : "减") : nil
            }
            words = phrases.last(phrases.withoutVerb(phrases.core(low..<m.clause.lowerBound - 1)), 8)
        }
        guard words.count >= 2 else { return nil }
        if let day = offer(before: words.lowerBound, from: max(0, words.lowerBound - 30)), words.count >= 5 {
            let deed = page.source(words.upperBound - 2..<words.upperBound)
            if full == m.start - 1 { return page.source(day) + deed + page.source(full..<full + 1) }
            return page.source(day) + deed + (page.ending(at: m.start, .allowance, from: full).map { page.source(Int($0.start)..<Int($0.end)) } ?? "")
        }
        if full == m.start - 1 { return page.source(words) + page.source(full..<full + 1) }
        let sign = page.ending(at: m.start, .allowance, from: full).map { page.source(Int($0.start)..<Int($0.end)) } ?? ""
        return page.source(words) + sign
    }

    private static let offers = FixedWords(["会员日", "购物季", "消费季"])

    /// 每月会员日，到油站加油满200减25: the day or season of an offer, told in the clause before.
    private func offer(before end: Int, from low: Int) -> Range<Int>? {
        for p in (low..<max(low, end - 3)).reversed() {
            if page.text.classes[p] == CharacterClass.stop || page.text.classes[p] == CharacterClass.semicolon { return nil }
            if let high = Self.offers.end(at: p, in: page.text, upTo: end) { return p..<high }
        }
        return nil
    }

    // MARK: Lists

    /// An item of a list that names a thing and no deed: 先进集体2个、|工人先锋号|3个. Its neighbours are no topic of it.
    private func isPlainItem(_ m: Mention, _ before: Range<Int>) -> Bool {
        page.text.kind(m.before.lowerBound - 1) == CharacterClass.pause && !before.isEmpty && page.beginning(at: before.lowerBound, [.lightVerb, .bareSubject]) == nil
    }

    /// Where the words of a list's first number begin.
    private func head(of i: Int, _ list: ArraySlice<Mention>) -> Int {
        var at = list[i].before.lowerBound
        for m in list.dropLast().reversed() {
            guard page.text.kind(at - 1) == CharacterClass.pause else { break }
            at = m.before.lowerBound
        }
        return at
    }

    /// The verb or words that the first number of a list carries for all: 每组联系1个…、1家…; 覆盖企业611家、职工2.14万人.
    private func lead(_ previous: Mention, _ m: Mention, _ before: Range<Int>, _ behind: Range<Int>) -> Range<Int>? {
        let between = previous.end < m.start ? page.text.kind(m.before.lowerBound - 1) : CharacterClass.other
        let isItem = before.isEmpty && between == CharacterClass.comma && !behind.isEmpty && !page.contains(.lightVerb, in: behind)
            && (isSameUnit(previous, m) || m.clause.upperBound - behind.upperBound <= 1) && previous.numeral.unit == m.numeral.unit && !previous.behind.isEmpty
        guard between == CharacterClass.pause || isItem else { return nil }
        if let lead = previous.lead { return lead }
        let words = phrases.own(previous)
        if before.isEmpty {
            return words.count >= 2 ? words.count <= 8 ? words : words.count <= 14 && page.contains(.each, in: words) ? phrases.last(words, 4) : nil : nil
        }
        guard before.count <= 4, behind.isEmpty, let verb = page.beginning(at: words.lowerBound, .lightVerb), Int(verb.end) < words.upperBound,
            words.count <= 10
        else { return nil }
        return Int(verb.start)..<Int(verb.end)
    }

    // MARK: Topics

    /// The undertaking named last before the number's own words, in its sentence, or for a bare subject in the sentence before;
    /// nil where the subject names one itself.
    private func topicText(_ m: Mention, _ s: Page.Sentence, _ indicatorTopic: Range<Int>?, _ subject: String, _ own: Int, _ mentions: ArraySlice<Mention>) -> String? {
        let end = min(own, m.start)
        let isListed = !m.behind.isEmpty && phrases.enumerated(phrases.own(m)) != nil
        if let own = (isListed ? nil : phrases.topicWord(in: end..<m.start)) ?? phrases.topicWord(in: m.behind) {
            guard own.count <= 2, subject.utf8.count <= 15, !isOfWholeCity(m, phrases.own(m)), let other = otherTopic(own, m, s, end)
            else { return nil }
            let text = page.source(phrases.named(other))
            return phrases.holds(subject, text) ? nil : text
        }
        var low = max(s.start, end - 120)
        if s.holds(CharacterClass.semicolon) { low = phrases.groupStart(low..<max(low, end)) }
        let words = phrases.own(m)
        let isWhole = isOfWholeCity(m, words)
        let indicatorTopic = indicatorTopic.flatMap { isWhole || $0.count < 3 && m.numeral.unit == .money || isFunctional($0) || page.text.scalars[$0.lowerBound] == 0x5168 || page.beginning(at: $0.lowerBound, [.bareSubject]).map({ $0.end - $0.start >= 4 }) == true ? nil : $0 }
        if subject.utf8.count <= 15, !m.behind.isEmpty, let ahead = phrases.topicWord(in: m.end..<max(m.end, m.clause.upperBound)), !page.contains(.group, in: ahead) {
            let text = page.source(phrases.named(ahead))
            return phrases.holds(subject, text) ? nil : text
        }
        let isApart = indicatorTopic.map { $0.upperBound <= low } ?? false
        var found = isWhole ? nil : frame(m, s).flatMap { $0.count <= 10 || isContest($0) ? $0 : nil } ?? phrases.topic(in: low..<max(low, end)) ?? (isApart ? event(m, mentions, persons: false) : nil) ?? indicatorTopic
        if found == nil, m.numeral.unit == .money, subject.utf8.count <= 12 || subject.utf8.count <= 27 && page.ending(at: m.start, .lightVerb) != nil {
            found = phrases.firstTopic(in: m.end..<phrases.groupEnd(m.end..<min(s.end, m.clause.upperBound + 40)))
        }
        if found == nil, !isWhole, subject.utf8.count <= 18, let earlier = phrases.topicWord(in: max(page.parts[s.part].start, s.start - 50)..<s.start),
            isBare(words), m.behind.isEmpty || m.numeral.unit == .money, m.numeral.unit == .money || !page.contains(.group, in: earlier)
        {
            found = earlier
        }
        if let named = found, m.behind.isEmpty, subject.utf8.count <= 12, let previous = mentions.last, named.upperBound == phrases.own(previous).upperBound, let part = page.last(.part, in: low..<max(low, m.start)), named.lowerBound > Int(part.end), let whole = phrases.topic(in: low..<Int(part.start)) { found = whole }
        let isTold = m.indicator >= 0
        if let named = found, !m.behind.isEmpty, words.isEmpty, m.numeral.unit != .money, page.contains(.group, in: named), named.upperBound < m.clause.lowerBound { found = nil }
        if let covering = covered(m, mentions), found.map({ !($0.lowerBound >= covering.words.lowerBound && $0.upperBound <= covering.words.upperBound) }) ?? true { found = covering.noun }
        if let named = found, page.text.classes[named.lowerBound] == CharacterClass.openQuote || isSibling(named, of: m, mentions), let event = event(m, mentions, persons: false) {
            if event.lowerBound >= named.upperBound { found = event }
        } else if let named = found, isSibling(named, of: m, mentions) {
            found = nil
        }
        if found == nil, !isWhole, !isTold, subject.utf8.count <= 15, !isPlainItem(m, words) { found = event(m, mentions, persons: true) }
        if found == nil, !isWhole, !isTold, subject.utf8.count <= 24 { found = house(m, s) }
        if found == nil, isAttended(m) { found = event(m, mentions, persons: false) ?? clauseTopic(m, s, mentions.last?.end ?? s.start, announced: true) ?? clauseTopic(m, s, mentions.last?.end ?? s.start) }
        if found == nil || found.map({ page.contains(.group, in: $0) }) == true, !isTold, let season = season(m, s) { found = season }
        if found == nil, !isWhole, !isTold, subject.utf8.count <= 12, isBare(words) || page.contains([.total, .share], in: words) { found = clauseTopic(m, s, mentions.last?.end ?? s.start) }
        if found == nil, !isTold, !m.behind.isEmpty, words.isEmpty, subject.utf8.count <= 24 { found = clauseTopic(m, s, mentions.last?.end ?? s.start, announced: true) }
        if found == nil, !m.behind.isEmpty, words.isEmpty, subject.utf8.count <= 30, let last = mentions.last, let whole = predicated(m, last) { found = whole }
        if found == nil, !isWhole, !isTold, subject.utf8.count <= 15, isBare(words) { found = made(m, s) }
        if found == nil, !isWhole, !isTold || !m.behind.isEmpty, subject.utf8.count <= 12, isBare(words) { found = leadTopic(m, s) }
        if found == nil, !isWhole, subject.utf8.count <= 12, m.behind.isEmpty, isBare(words), m.numeral.unit == .classifier { found = theme(m, s) }
        if let named = found, isBare(words), let whole = made(m, s), whole.lowerBound <= named.lowerBound, named.upperBound <= whole.upperBound { found = whole }
        guard let found, m.role != .rank || subject.utf8.count < 24 || !page.contains(.group, in: found) else { return nil }
        let text = page.source(phrases.tight(phrases.fullName(found)))
        return phrases.holds(subject, text) ? nil : text
    }

    /// What a topic of two characters leans on: the last other one before it in the sentence that says more, else the theme.
    private func otherTopic(_ own: Range<Int>, _ m: Mention, _ s: Page.Sentence, _ end: Int) -> Range<Int>? {
        let low = phrases.groupStart(max(s.start, end - 160)..<max(s.start, end))
        guard let other = phrases.topicWord(in: low..<max(s.start, end)) else { return theme(m, s) }
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
