import Text

/// Finds the indicator that a mention reports. Words seen so far are stamped with where they stood, so that each question is one
/// look-up.
///
/// ```
/// heading ─┐
/// 普法宣传工作扎实有力。  一年来，…。   发放资料 5000份，接待职工 160人次。
/// └──── lead ─────────┘  └ earlier ┘   └─ own ─┘
///                                      └────── clause ──┘
/// ```
/// A first word that is bare (职工, 资金) leans on its own sentence only; a telling one also on what stands before it.
struct Matcher {
    let compiled: Compiled
    let page: Page
    /// What is known of each word so far.
    private var seen: [Seen]
    private var leadFloor: Int32 = 1
    private var heading: Int32 = 0
    private var stamp: Int32 = 0
    private var readTo = 0
    /// Behind the last semicolon before the mention, in its sentence.
    private var groupStart = 0

    private struct Seen {
        /// Position (+1) at which it was last seen before the mention.
        var last: Int32 = 0
        /// Position (+1) at which it was first seen in the paragraph's first sentence.
        var lead: Int32 = 0
        /// Number of the heading that holds it.
        var heading: Int32 = 0
        /// The mention among whose own words, in whose clause, or behind whose clause it stands.
        var own: Int32 = 0
        var clause: Int32 = 0
        var behind: Int32 = 0
    }

    /// How far back a topic may stand, in scalars.
    static let reach = 90

    init(compiled: Compiled, page: Page) {
        self.compiled = compiled
        self.page = page
        seen = [Seen](repeating: Seen(), count: compiled.vocabulary.count)
    }

    // MARK: Reading on

    /// A heading: its words hold until the next one.
    mutating func read(heading r: Range<Int>) {
        heading += 1
        for i in page.words.indices(in: r) { seen[Int(page.words.hits[i].word)].heading = heading }
    }

    /// The first sentence of a paragraph: its words hold for the paragraph, behind them.
    mutating func read(lead r: Range<Int>) {
        leadFloor = Int32(truncatingIfNeeded: r.lowerBound + 1)
        for i in page.words.indices(in: r) {
            let h = page.words.hits[i]
            if seen[Int(h.word)].lead < leadFloor { seen[Int(h.word)].lead = h.start + 1 }
        }
    }

    /// Stamps the words up to a position; positions must not go back.
    private mutating func read(upTo p: Int) {
        guard p > readTo else { return }
        for i in page.words.indices(in: readTo..<p) {
            let h = page.words.hits[i]
            if h.classes.contains(.codebook) { seen[Int(h.word)].last = h.start + 1 }
        }
        readTo = p
    }

    // MARK: Matching

    /// The best indicator of a mention, its score and where its topic stands; nil where none fits. `next` is where the next mention of
    /// the sentence begins: the clause behind the mention's own belongs to it up to there.
    mutating func match(_ m: Mention, in s: Page.Sentence, area: Int, next: Int) -> (indicator: Int, score: Int, topic: Range<Int>?)? {
        guard m.role == .fact || m.role == .share else { return nil }
        stamp += 1
        read(upTo: m.start)
        groupStart = (s.start..<max(s.start, m.start)).last { page.text.classes[$0] == CharacterClass.semicolon } ?? s.start
        let own = m.words ?? m.before
        let unit = m.numeral.traits.contains(.percentWords) ? compiled.percent : compiled.unit(in: page.text, m.numeral.unitStart..<m.numeral.unitEnd)
        guard unit >= 0 else { return nil }
        mark(own, m, s, next)
        var best = (rule: -1, score: 0)
        find(own, unit, m, s, area, &best)
        find(m.behind, unit, m, s, area, &best)
        guard best.rule >= 0 else { return nil }
        return (compiled.rules[best.rule].indicator, best.score, topic(of: compiled.rules[best.rule], s))
    }

    /// The best rule that begins with a word of a stretch, where it is better than what was found before.
    private func find(_ zone: Range<Int>, _ unit: Int, _ m: Mention, _ s: Page.Sentence, _ area: Int, _ best: inout (rule: Int, score: Int)) {
        for i in page.words.indices(in: zone) {
            let h = page.words.hits[i]
            guard h.classes.contains(.ruleFirst), Int(h.end) <= zone.upperBound else { continue }
            for k in Int(compiled.firstPosting[Int(h.word)])..<Int(compiled.firstPosting[Int(h.word) + 1]) {
                let rule = Int(compiled.postings[k])
                guard compiled.counts(rule, unit), let score = score(compiled.rules[rule], m, s, area) else { continue }
                if best.rule < 0 || score > best.score { best = (rule, score) }
            }
        }
    }

    private mutating func mark(_ own: Range<Int>, _ m: Mention, _ s: Page.Sentence, _ next: Int) {
        markOwn(own)
        markOwn(m.behind)
        for i in page.words.indices(in: m.clause) {
            let h = page.words.hits[i]
            if h.classes.contains(.codebook), Int(h.end) <= m.clause.upperBound { seen[Int(h.word)].clause = stamp }
        }
        var end = min(s.end, next, m.clause.upperBound + 40)
        if end > m.clause.upperBound { end = (m.clause.upperBound..<end).first { page.text.classes[$0] == CharacterClass.semicolon } ?? end }
        guard end > m.clause.upperBound, !page.contains(.part, in: m.clause.upperBound..<min(page.text.count, m.clause.upperBound + 4)) else { return }
        for i in page.words.indices(in: m.clause.upperBound..<end) {
            let h = page.words.hits[i]
            if h.classes.contains(.codebook) { seen[Int(h.word)].behind = stamp }
        }
    }

    private mutating func markOwn(_ zone: Range<Int>) {
        for i in page.words.indices(in: zone) {
            let h = page.words.hits[i]
            guard h.classes.contains(.codebook), Int(h.end) <= zone.upperBound else { continue }
            seen[Int(h.word)].own = stamp
            seen[Int(h.word)].clause = stamp
        }
    }

    /// Sum over the groups of the length of the longest word found, weighed by how near it stands; nil where a group is not met.
    private func score(_ rule: Compiled.Rule, _ m: Mention, _ s: Page.Sentence, _ area: Int) -> Int? {
        for k in rule.not..<rule.far where seen[Int(compiled.words[k])].own == stamp { return nil }
        for k in rule.far..<rule.farEnd where Int(seen[Int(compiled.words[k])].last) > groupStart { return nil }
        var total = 0
        var isBare = false
        for g in rule.groups..<rule.within {
            let group = compiled.groups[g]
            var found = 0
            var isFar = false
            for k in Int(group.first)..<Int(group.end) {
                let word = Int(compiled.words[k])
                let weight = g == rule.groups ? (seen[word].own == stamp ? 4 : 0) : weight(word, m, s, group.reach, isBare)
                guard weight > 0 else { continue }
                let value = compiled.vocabulary.lengths[word] * weight + (weight == 2 ? nearness(word, m) : 0)
                if value > found {
                    found = value
                    isFar = weight == 1
                    if g == rule.groups { isBare = compiled.vocabulary.classes[word].contains(.bareSubject) }
                }
            }
            guard found > 0 else { return nil }
            total += isFar ? found - 10 : found
        }
        for g in rule.within..<rule.end {
            guard holds(compiled.groups[g], m, s, isBare) else { return nil }
            total += 2
        }
        if area >= 0, compiled.indicatorArea[rule.indicator] == area { total += 6 }
        return total
    }

    /// Whether a word of a group stands anywhere within reach.
    private func holds(_ group: Compiled.Group, _ m: Mention, _ s: Page.Sentence, _ isBare: Bool) -> Bool {
        for k in Int(group.first)..<Int(group.end) where weight(Int(compiled.words[k]), m, s, .paragraph, isBare) > 0 { return true }
        return false
    }

    /// 4 in the own words, 3 in the clause, 2 in the sentence or right behind, 1 earlier in the paragraph or in the heading.
    private func weight(_ word: Int, _ m: Mention, _ s: Page.Sentence, _ reach: Indicator.Rule.Group.Reach, _ isBare: Bool) -> Int {
        let known = seen[word]
        if known.own == stamp { return 4 }
        if known.clause == stamp { return 3 }
        guard reach != .clause else { return 0 }
        let at = Int(known.last) - 1
        if at >= s.start || isBare && known.behind == stamp { return 2 }
        if isBare || reach == .sentence { return 0 }
        if at >= 0, at >= m.start - Self.reach, at >= page.parts[s.part].start { return 1 }
        if known.lead >= leadFloor, Int(known.lead) <= m.start { return 1 }
        return heading > 0 && known.heading == heading ? 1 : 0
    }

    /// Of two topics in a sentence the nearer one holds: up to 8.
    private func nearness(_ word: Int, _ m: Mention) -> Int {
        let at = Int(seen[word].last) - 1
        return at >= 0 && at < m.start ? max(0, 8 - (m.start - at) / 6) : 0
    }

    /// Where the longest word of a rule's further groups stands, outside the mention's own words and in its sentence.
    private func topic(of rule: Compiled.Rule, _ s: Page.Sentence) -> Range<Int>? {
        var found: Range<Int>?
        for g in min(rule.groups + 1, rule.end)..<rule.end {
            let group = compiled.groups[g]
            for k in Int(group.first)..<Int(group.end) {
                let word = Int(compiled.words[k]), at = Int(seen[word].last) - 1, length = compiled.vocabulary.lengths[word]
                guard length >= 2, at >= s.start, seen[word].own != stamp, length > found?.count ?? 0 else { continue }
                found = at..<at + length
            }
        }
        return found
    }
}
