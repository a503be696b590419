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
    private static let short = 10
    private static let bareEach = FixedWords(["每组", "每批", "每期", "每次", "每队", "每场"])

    init(page: Page, city: String) {
        self.page = page
        phrases = Phrases(page: page, city: city)
    }

    /// The subject of a mention, given the mentions before it in the same sentence. Its indicator, if any, has been found already:
    /// `topic` is the indicator's word that stands outside the mention's own words.
    func apply(to i: Int, of all: inout [Mention], _ subjects: inout [String], first: Int, in s: Page.Sentence, topic: Range<Int>?) {
        if all[i].own == nil { all[i].own = phrases.trim(all[i].before) }
        let m = all[i]
        let previous = neighbour(i - 1, of: all, from: first)
        var rules = Because()
        if m.role == .threshold, let bound = bound(m, i > first + 1 && previous?.role == .threshold && previous?.clause == m.clause ? all[i - 2] : previous) {
            subjects[i] = bound
            all[i].because.append(.subjectBefore)
            return
        }
        let before = phrases.withoutMeans(phrases.own(m))
        let next = i + 1 < all.count ? all[i + 1].start : Int.max
        var behind = phrases.noun(phrases.behind(m, next: next))
        // 其中6家|是“两新”组织
        if m.numeral.unit == .classifier, behind.count > 3, page.text.scalars[behind.lowerBound] == 0x662F { behind = behind.lowerBound + 1..<behind.upperBound }
        let earlier = i > first ? subjects[i - 1] : ""
        if behind.isEmpty, let noun = sharedBehind(i, all), isHollow(before) || phrases.withoutVerb(before).count <= 1 || page.beginning(at: before.lowerBound, .lightVerb).map({ Int($0.end) >= before.upperBound }) == true {
            subjects[i] = page.source(noun)
            all[i].because.append(.subjectBehind)
            return
        }
        let following = neighbour(i + 1, of: all, from: first)
        if behind.isEmpty, before.isEmpty || isHollow(before), let told = toldBefore(m, previous) {
            subjects[i] = page.source(told)
            all[i].because.append(.subjectBefore)
            return
        }
        if var shared = shared(before, behind, earlier) {
            // 每人3000元，共计48万元: the sum is no standard
            if m.numeral.unit == .money, page.contains(.sum, in: m.before), shared.hasPrefix("每"), shared.utf8.count >= 18 { shared = String(shared.dropFirst(2)) }
            // 基层工会640个（其中当年新建35个）: those of them that are new
            if before.isEmpty, m.role == .fact, let new = page.ending(at: m.start, .new, from: m.before.lowerBound), let previous, !phrases.holds(shared, page.source(Int(new.start)..<Int(new.end))) { shared = page.source(Int(new.start)..<Int(new.end)) + (counted(previous).count >= 2 ? page.source(counted(previous)) : shared) }
            let isShare = m.numeral.unit == .ratio && page.ending(at: m.start, .share) != nil && !phrases.ends(shared, with: "比") && !phrases.ends(shared, with: "率")
            let direction = m.role == .change && !isShare ? direction(m) : ""
            subjects[i] = isShare ? shared + "占比" : phrases.holds(shared, direction) ? shared + ceiling(m, shared) : shared + direction
            all[i].because.append(.subjectShared)
            return
        }
        if let joined = delivered(m, behind, previous) ?? levelled(m, behind, following) ?? sharing(m, behind, following) ?? worth(m, behind, following) ?? everyone(m, behind) ?? bond(m, behind, previous, following) ?? member(m, before, behind, all[max(first, i - 12)..<i]) {
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
        } else if let measure = measure(m, before, behind, previous) ?? amount(m, before, behind, previous) ?? total(m, before, behind, previous) {
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
            words = withoutWorth(m, phrases.core(phrases.withoutUnion(before)), behind)
            subject = own(m, isRecipient(m, behind) ? m.start..<m.start : words, behind, &rules)
            if behind.isEmpty, let listed = phrases.listed(words) { subject = listed }
            if let tail = rateTail(m, words, behind, previous?.role == .threshold && i > first + 1 ? all[i - 2] : previous) {
                subject = page.source(words) + page.source(tail)
                isOmitted = true
            }
            if let full = compound(words, behind, all[max(first, i - 12)..<i]) ?? elided(m, words, behind, previous) { subject = full }
            if let part = taken(m, words, behind, all[max(first, i - 12)..<i]) { subject = part }
            if let place = beside(m, words, behind, previous) {
                subjects[i] = page.source(place) + subject
                all[i].because.append(.subjectShared)
                return
            }
            if let part = level(m, words, behind, all[max(first, i - 12)..<i]) {
                subject = part
                isOmitted = true
            } else if let whole = whole(m, words, behind, all[max(first, i - 12)..<i]) { subject = whole + subject }
            if let whose = standard(m, before, all[max(first, i - 6)..<i]), !phrases.holds(subject, whose) { subject = whose + subject }
            if page.text.scalar(m.numeral.unitStart) == 0x6298, m.numeral.unit == .ratio, !phrases.ends(subject, with: "折扣") { subject += "折扣" }
            if let previous, let lead = lead(previous, m, before, behind) {
                subject = page.source(lead) + subject
                all[i].lead = lead
                rules.append(.subjectListLead)
            }
        }
        let limit = isPlainItem(m, before) || isWholeItem(m, before, behind, previous) ? head(of: i, all[max(first, i - 24)...i]) : words.lowerBound
        if let whom = receiver(m, s, behind) {
            let head = behind.count >= 2 && behind.count <= 6 ? behind : givingWord(m)
            subject = page.source(whom) + page.source(head)
            rules.append(.subjectTopic)
        } else if let whom = given(m, previous), subject.utf8.count <= 36, !phrases.holds(subject, page.source(whom)) {
            subject = page.source(whom) + subject
            rules.append(.subjectTopic)
        } else if let aid = aided(m, subject, previous) {
            subject = page.source(aid) + subject
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
        } else if let use = purpose(m, words, behind, s) {
            subject = page.source(words) + page.source(use)
            rules.append(.subjectTopic)
        } else if let given = reached(m, subject, previous, earlier) {
            subject = given
            rules.append(.subjectShared)
        } else if isOmitted, subject.utf8.count >= 18 {
            // 带回诉求85条，销号79条: deed and thing say enough
        } else if subject.utf8.count <= Self.short * 3, let t = topicText(m, s, topic, subject, min(words.lowerBound, limit), all[max(first, i - 12)..<i]) {
            subject = phrases.holds(t, subject) ? t : phrases.joined(t, subject)
            rules.append(.subjectTopic)
        }
        if m.numeral.unit == .classifier, page.text.scalar(m.numeral.unitStart) == 0x4EBA, Self.bareEach.start(endingAt: before.upperBound, in: page.text, from: before.lowerBound) != nil, behind.isEmpty { subject += "人数" }
        if isBareDoer(behind), subject.utf8.count <= behind.count * 3 + 6, subject == page.source(behind) || before.count == 2 && page.text.scalars[before.lowerBound] == 0x5168 && phrases.ends(subject, with: page.source(behind)), let done = done(m, behind, next) { subject = done }
        if subject.isEmpty { subject = nothing(m, s) }
        if subject.utf8.count == 3, behind.isEmpty, !earlier.isEmpty, earlier.utf8.count <= 30 { subject = phrases.ends(earlier, with: subject) ? earlier : earlier + subject }
        if m.isSince, !behind.isEmpty { subject = sinceWhen(m, s) + subject }
        if m.role == .share, phrases.ends(subject, with: "占") { subject += "比" }
        subjects[i] = phrases.clip(subject)
        all[i].because.append(rules)
    }

    /// The mention at a place, nil before the sentence's first one and behind the last of all. A call of its own: written where it is used,
    /// the choice between a mention and none costs five copies of it.
    @inline(never)
    private func neighbour(_ i: Int, of all: [Mention], from first: Int) -> Mention? { i >= first && i < all.count ? all[i] : nil }
}
