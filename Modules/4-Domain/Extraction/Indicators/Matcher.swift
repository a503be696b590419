import Text

/// Finds the indicator that a mention reports. Words seen so far are stamped with where they stood, so that each question is one
/// look-up.
struct Matcher {
    let compiled: Compiled
    let page: Page
    /// Position (+1) at which each word was last seen.
    private var lastSeen: [Int32]
    /// Position (+1) at which each word was last seen in the paragraph's first sentence or heading.
    private var leadSeen: [Int32]
    private var ownStamp: [Int32]
    private var clauseStamp: [Int32]
    /// Its own words and those of its clause before it.
    private var notStamp: [Int32]
    private var stamp: Int32 = 0
    private var readTo = 0
    private var leadFloor: Int32 = 0

    /// How far back a topic may stand, in scalars.
    static let reach = 90

    init(compiled: Compiled, page: Page) {
        self.compiled = compiled
        self.page = page
        let zero = [Int32](repeating: 0, count: compiled.vocabulary.count)
        lastSeen = zero
        leadSeen = zero
        ownStamp = zero
        clauseStamp = zero
        notStamp = zero
    }

    /// A heading or the first sentence of a paragraph: its words hold for the paragraph. `floor` forgets earlier ones.
    mutating func readLead(_ r: Range<Int>, floor: Int) {
        leadFloor = Int32(truncatingIfNeeded: floor + 1)
        for h in page.hits(in: r) where leadSeen[Int(h.word)] < leadFloor { leadSeen[Int(h.word)] = h.start + 1 }
    }

    /// Stamps the words up to a position; positions must not go back.
    mutating func read(upTo p: Int) {
        guard p > readTo else { return }
        for h in page.hits(in: readTo..<p) { lastSeen[Int(h.word)] = h.start + 1 }
        readTo = p
    }

    /// The best indicator of a mention and its score; nil where none fits.
    mutating func match(_ m: Mention, in s: Page.Sentence, area: Int) -> (indicator: Int, score: Int, topic: Range<Int>?)? {
        guard m.role == .fact || m.role == .share else { return nil }
        stamp += 1
        read(upTo: m.start)
        let unit = unitScalars(m)
        let zones = [m.words ?? m.before, m.behind]
        for zone in zones {
            for h in page.hits(in: zone) where Int(h.end) <= zone.upperBound {
                ownStamp[Int(h.word)] = stamp
                clauseStamp[Int(h.word)] = stamp
                notStamp[Int(h.word)] = stamp
            }
        }
        for h in page.hits(in: m.clause) where Int(h.end) <= m.clause.upperBound {
            clauseStamp[Int(h.word)] = stamp
            if Int(h.end) <= m.start { notStamp[Int(h.word)] = stamp }
        }
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

    private func unitScalars(_ m: Mention) -> [UInt32] {
        if m.numeral.traits.contains(.percentWords) { return [0x25] }
        var out: [UInt32] = []
        for p in m.numeral.unitStart..<m.numeral.end where page.text.classes[p] != CharacterClass.space { out.append(page.text.scalars[p]) }
        return out
    }

    private func score(_ rule: Compiled.Rule, _ m: Mention, _ s: Page.Sentence, _ area: Int) -> Int? {
        for w in rule.not where notStamp[Int(w)] == stamp { return nil }
        var total = 0
        for (k, group) in rule.groups.enumerated() {
            var found = 0
            for w in group.words {
                let word = Int(w)
                let length = compiled.vocabulary.lengths[word]
                guard length > found else { continue }
                if ownStamp[word] == stamp { found = max(found, length * 4) }
                else if k == 0 { continue }
                else if clauseStamp[word] == stamp { found = max(found, length * 3) }
                else if group.isTopic, isTopic(word, m, s) { found = max(found, length * 2) }
            }
            guard found > 0 else { return nil }
            total += found
        }
        for group in rule.within {
            guard group.words.contains(where: { clauseStamp[Int($0)] == stamp || isTopic(Int($0), m, s) }) else { return nil }
            total += 2
        }
        if area >= 0, compiled.indicatorArea[rule.indicator] == area { total += 6 }
        return total
    }

    private func isTopic(_ word: Int, _ m: Mention, _ s: Page.Sentence) -> Bool {
        let at = Int(lastSeen[word]) - 1
        if at >= 0, at >= s.start - Self.reach, at >= page.parts[s.part].start { return true }
        return leadSeen[word] >= leadFloor && leadSeen[word] > 0 && Int(leadSeen[word]) <= m.start
    }
}
