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
    /// Position (+1) at which each word was last seen before the mention.
    private var lastSeen: [Int32]
    /// Position (+1) at which each word was first seen in the paragraph's first sentence.
    private var leadSeen: [Int32]
    private var leadFloor: Int32 = 1
    /// Number of the heading that holds a word.
    private var headingOf: [Int32]
    private var heading: Int32 = 0
    private var ownStamp: [Int32]
    private var clauseStamp: [Int32]
    private var behindStamp: [Int32]
    private var stamp: Int32 = 0
    private var readTo = 0
    /// Behind the last semicolon before the mention, in its sentence.
    private var groupStart = 0

    /// How far back a topic may stand, in scalars.
    static let reach = 90

    init(compiled: Compiled, page: Page) {
        self.compiled = compiled
        self.page = page
        let zero = [Int32](repeating: 0, count: compiled.vocabulary.count)
        lastSeen = zero
        leadSeen = zero
        headingOf = zero
        ownStamp = zero
        clauseStamp = zero
        behindStamp = zero
    }

    // MARK: Reading on

    /// A heading: its words hold until the next one.
    mutating func read(heading r: Range<Int>) {
        heading += 1
        for h in page.hits(in: r) { headingOf[Int(h.word)] = heading }
    }

    /// The first sentence of a paragraph: its words hold for the paragraph, behind them.
    mutating func read(lead r: Range<Int>) {
        leadFloor = Int32(truncatingIfNeeded: r.lowerBound + 1)
        for h in page.hits(in: r) where leadSeen[Int(h.word)] < leadFloor { leadSeen[Int(h.word)] = h.start + 1 }
    }

    /// Stamps the words up to a position; positions must not go back.
    private mutating func read(upTo p: Int) {
        guard p > readTo else { return }
        for h in page.hits(in: readTo..<p) { lastSeen[Int(h.word)] = h.start + 1 }
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
        let zones = [m.words ?? m.before, m.behind]
        mark(zones, m, s, next)
        guard let unit = compiled.unitNumbers[unitScalars(m)] else { return nil }
        var best: (rule: Int, score: Int)?
        for zone in zones {
            for h in page.hits(in: zone) where Int(h.end) <= zone.upperBound {
                for r in compiled.postings[Int(h.word)] {
                    let rule = compiled.rules[Int(r)]
                    guard rule.units.contains(unit), let score = score(rule, m, s, area) else { continue }
                    if best == nil || score > (best?.score ?? 0) { best = (Int(r), score) }
                }
            }
        }
        return best.map { (compiled.rules[$0.rule].indicator, $0.score, topic(of: compiled.rules[$0.rule], s)) }
    }

    private mutating func mark(_ zones: [Range<Int>], _ m: Mention, _ s: Page.Sentence, _ next: Int) {
        for zone in zones {
            for h in page.hits(in: zone) where Int(h.end) <= zone.upperBound {
                ownStamp[Int(h.word)] = stamp
                clauseStamp[Int(h.word)] = stamp
            }
        }
        for h in page.hits(in: m.clause) where Int(h.end) <= m.clause.upperBound { clauseStamp[Int(h.word)] = stamp }
        var end = min(s.end, next, m.clause.upperBound + 40)
        if end > m.clause.upperBound { end = (m.clause.upperBound..<end).first { page.text.classes[$0] == CharacterClass.semicolon } ?? end }
        let opens = page.first(.part, in: m.clause.upperBound..<min(page.text.count, m.clause.upperBound + 4))
        if end > m.clause.upperBound, opens == nil { for h in page.hits(in: m.clause.upperBound..<end) { behindStamp[Int(h.word)] = stamp } }
    }

    private func unitScalars(_ m: Mention) -> [UInt32] {
        if m.numeral.traits.contains(.percentWords) { return [0x25] }
        var out: [UInt32] = []
        for p in m.numeral.unitStart..<m.numeral.unitEnd where page.text.classes[p] != CharacterClass.space { out.append(page.text.scalars[p]) }
        return out
    }

    /// Sum over the groups of the length of the longest word found, weighed by how near it stands; nil where a group is not met.
    private func score(_ rule: Compiled.Rule, _ m: Mention, _ s: Page.Sentence, _ area: Int) -> Int? {
        for w in rule.not where ownStamp[Int(w)] == stamp { return nil }
        for w in rule.far where Int(lastSeen[Int(w)]) > groupStart { return nil }
        var total = 0
        var isBare = false
        for (k, group) in rule.groups.enumerated() {
            var found = 0
            var isFar = false
            for w in group.words {
                let word = Int(w)
                let weight = k == 0 ? (ownStamp[word] == stamp ? 4 : 0) : weight(word, m, s, group.reach, isBare)
                guard weight > 0 else { continue }
                let value = compiled.vocabulary.lengths[word] * weight + (weight == 2 ? nearness(word, m) : 0)
                if value > found {
                    found = value
                    isFar = weight == 1
                    if k == 0 { isBare = compiled.vocabulary.classes[word].contains(.bareSubject) }
                }
            }
            guard found > 0 else { return nil }
            total += isFar ? found - 10 : found
        }
        for group in rule.within {
            guard group.words.contains(where: { weight(Int($0), m, s, .paragraph, isBare) > 0 }) else { return nil }
            total += 2
        }
        if area >= 0, compiled.indicatorArea[rule.indicator] == area { total += 6 }
        return total
    }

    /// 4 in the own words, 3 in the clause, 2 in the sentence or right behind, 1 earlier in the paragraph or in the heading.
    private func weight(_ word: Int, _ m: Mention, _ s: Page.Sentence, _ reach: Indicator.Rule.Group.Reach, _ isBare: Bool) -> Int {
        if ownStamp[word] == stamp { return 4 }
        if clauseStamp[word] == stamp { return 3 }
        guard reach != .clause else { return 0 }
        let at = Int(lastSeen[word]) - 1
        if at >= s.start || isBare && behindStamp[word] == stamp { return 2 }
        if isBare || reach == .sentence { return 0 }
        if at >= 0, at >= m.start - Self.reach, at >= page.parts[s.part].start { return 1 }
        if leadSeen[word] >= leadFloor, Int(leadSeen[word]) <= m.start { return 1 }
        return heading > 0 && headingOf[word] == heading ? 1 : 0
    }

    /// Of two topics in a sentence the nearer one holds: up to 8.
    private func nearness(_ word: Int, _ m: Mention) -> Int {
        let at = Int(lastSeen[word]) - 1
        return at >= 0 && at < m.start ? max(0, 8 - (m.start - at) / 6) : 0
    }

    /// Where the longest word of a rule's further groups stands, outside the mention's own words and in its sentence.
    private func topic(of rule: Compiled.Rule, _ s: Page.Sentence) -> Range<Int>? {
        var found: Range<Int>?
        for group in rule.groups.dropFirst() + rule.within {
            for w in group.words {
                let word = Int(w), at = Int(lastSeen[word]) - 1, length = compiled.vocabulary.lengths[word]
                guard length >= 2, at >= s.start, ownStamp[word] != stamp, length > found?.count ?? 0 else { continue }
                found = at..<at + length
            }
        }
        return found
    }
}
