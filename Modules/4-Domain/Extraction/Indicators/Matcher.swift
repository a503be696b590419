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
///
/// Questions about the page alone are `static`, and those that look into the memory are `mutating` though they change nothing: the
/// compiler copies the whole matcher for each call of a plain method in the midst of a mutating one.
struct Matcher {
    let compiled: Compiled
    let page: Page
    /// The page's words: asked so often that the way over the page would cost as much as the asking.
    private let told: WordHits
    /// `Compiled.words`, and how long each word of the vocabulary is.
    private let alternatives: [Int32]
    private let lengths: [UInt16]
    /// What is known of each word so far.
    private var seen: [MatcherMemory.Seen]
    /// The mention for which each rule was asked last.
    private var asked: [Int32]
    private var present: [UInt64]
    /// What positions are counted from in `seen`: everything below was seen in an earlier report.
    private let base: Int32
    private var leadFloor: Int32
    /// Number of the heading that holds, 0 before the first one; numbers of headings given out so far.
    private var heading: Int32 = 0
    private var headings: Int32
    private var stamp: Int32
    private var readTo = 0
    /// Bits of the indicators that the mention's own words exclude.
    private var excluded: [UInt64]
    /// Behind the last semicolon before the mention, in its sentence.
    private var groupStart = 0
    /// The brackets of a sentence that tell parts (其中…, 含…), and the sentence's start.
    private var brackets: (sentence: Int, ranges: [Range<Int>]) = (-1, [])
    /// The last semicolon that was read; found on the way, so that a long sentence is not searched for each of its numbers.
    private var lastSemicolon = -1
    /// A list that 等 closes before the mention (生活救助、医疗救助等|资金300万元): its items exclude nothing.
    private var listed = 0..<0
    /// The rules whose first group is met by the mention's own words.
    private var candidates: [Candidate] = []

    /// A word of the clause is nearer than most before it.
    @inline(__always)
    private static func nearness(_ weight: Int) -> Int { weight == 3 ? 4 : weight == 4 ? 2 : 0 }

    /// How far back a topic may stand, in scalars.
    static let reach = 90

    init(compiled: Compiled, page: Page) {
        self.compiled = compiled
        self.page = page
        told = page.words
        alternatives = compiled.words
        lengths = compiled.vocabulary.lengths
        let memory = compiled.takeMemory()
        seen = memory.seen
        asked = memory.asked
        present = memory.present
        base = memory.base
        leadFloor = memory.base + 1
        headings = memory.headings
        stamp = memory.stamp
        excluded = [UInt64](repeating: 0, count: compiled.excludedStride)
        candidates.reserveCapacity(64)
        var bits = present.mutableSpan
        for k in bits.indices { bits[k] = 0 }
        let all = page.words.hits
        let hits = all.span
        for i in hits.indices where hits[i].classes.contains(.codebook) {
            let word = Int(hits[i].word)
            bits[word >> 6] |= 1 &<< UInt64(truncatingIfNeeded: word & 63)
        }
    }

    /// Whether a word stands anywhere in the report.
    @inline(__always)
    private func stands(_ word: Int) -> Bool { present[word >> 6] &>> UInt64(truncatingIfNeeded: word & 63) & 1 == 1 }

    /// Leaves the memory to the next report.
    consuming func end() {
        let next = Int(base) + page.text.count + 2
        guard next < MatcherMemory.limit, stamp < MatcherMemory.limit else { return }
        compiled.leave(MatcherMemory(seen: seen, asked: asked, present: present, base: Int32(next), headings: headings, stamp: stamp))
    }

    private typealias Hits = Swift.Span<Page.Hit>

    // MARK: Reading on

    /// A heading: its words hold until the next one.
    mutating func read(heading r: Range<Int>) {
        headings += 1
        heading = headings
        for i in told.indices(in: r) { seen[Int(told.hits[i].word)].heading = heading }
    }

    /// The first sentence of a paragraph: its words hold for the paragraph, behind them.
    mutating func read(lead r: Range<Int>) {
        leadFloor = base + Int32(truncatingIfNeeded: r.lowerBound + 1)
        let (leadFloor, base, range) = (leadFloor, base, told.indices(in: r))
        let all = told.hits
        let hits = all.span
        var known = seen.mutableSpan
        for i in range where known[Int(hits[i].word)].lead < leadFloor { known[Int(hits[i].word)].lead = base &+ hits[i].start &+ 1 }
    }

    /// Stamps the words up to a position; positions must not go back.
    private mutating func read(upTo p: Int, _ hits: Hits) {
        guard p > readTo else { return }
        let news = readTo..<p
        readTo = p
        let (base, range) = (base, told.indices(in: news))
        var known = seen.mutableSpan
        for i in range where hits[i].classes.contains(.codebook) { known[Int(hits[i].word)].last = base &+ hits[i].start &+ 1 }
    }

    // MARK: Matching

    /// The best indicator of a mention, its score and where its topic stands; nil where none fits. `next` is where the next mention of
    /// the sentence begins: the clause behind the mention's own belongs to it up to there.
    mutating func match(_ m: Mention, in s: Page.Sentence, area: Int, next: Int) -> (indicator: Int, score: Int, topic: Range<Int>?)? {
        guard m.role == .fact || m.role == .share, !Self.isPerHead(m, s, page) else { return nil }
        stamp += 1
        let all = told.hits
        let hits = all.span
        if s.holds(CharacterClass.semicolon) { for p in max(readTo, s.start)..<max(readTo, s.start, m.start) where page.text.classes[p] == CharacterClass.semicolon { lastSemicolon = p } }
        groupStart = max(s.start, lastSemicolon)
        read(upTo: m.start, hits)
        let own = m.words ?? m.before
        let unit = m.numeral.traits.contains(.percentWords) ? compiled.percent : compiled.unit(in: page.text, m.numeral.unitStart..<m.numeral.unitEnd)
        guard unit >= 0 else { return nil }
        if brackets.sentence != s.start { brackets = (s.start, Self.partBrackets(in: s, page)) }
        candidates.removeLast(candidates.count)
        find(own, unit, hits)
        find(m.behind, unit, hits)
        guard !candidates.isEmpty else { return nil }
        listed = Self.list(before: m, s, page)
        mark(own, m, s, next, hits)
        let reach = Reach(m, Self.opening(m, s, page), page.parts[s.part].start, stamp, base, leadFloor, heading, brackets.ranges)
        var best = (rule: -1, score: 0)
        for c in candidates {
            guard let score = score(compiled.rules[c.rule], c, reach, area) else { continue }
            if best.rule < 0 || score > best.score { best = (c.rule, score) }
        }
        guard best.rule >= 0 else { return nil }
        return (compiled.rules[best.rule].indicator, best.score, topic(of: compiled.rules[best.rule], s))
    }

    private static let heads = FixedWords(["每人", "每名", "每户", "每家", "每位", "每个", "每张", "每场", "每次", "每期", "每批", "每天", "每日", "每件", "每份", "每单", "每对", "每套", "每组", "每所", "人均", "户均", "日均", "平均每"])

    /// 每名发放3000元, 人均补助280元: what each gets is not what all got.
    private static func isPerHead(_ m: Mention, _ s: Page.Sentence, _ page: Page) -> Bool {
        m.numeral.unit != .ratio && s.classes.contains(.each) && page.contains(.each, in: m.before) && m.before.contains { heads.end(at: $0, in: page.text, upTo: m.start) != nil }
    }

    /// Adds the rules that begin with a word of a stretch to the candidates, each with the longest such word; of equals the one that its
    /// group names first.
    private mutating func find(_ zone: Range<Int>, _ unit: Int, _ hits: Hits) {
        for i in told.indices(in: zone) where hits[i].classes.contains(.ruleFirst) {
            let h = hits[i]
            guard Int(h.end) <= zone.upperBound, !isFederation(h) else { continue }
            let first = Candidate(rule: 0, length: Int(h.end - h.start), place: 0, isBare: h.classes.contains(.bareSubject))
            for k in compiled.postings(of: Int(h.word), counting: unit) {
                let posting = compiled.postings[k]
                let rule = Int(posting.rule)
                if asked[rule] != stamp {
                    asked[rule] = stamp
                    candidates.append(first.of(rule, posting.place))
                } else if let c = candidates.firstIndex(where: { $0.rule == rule }), first.length > candidates[c].length || first.length == candidates[c].length && posting.place < candidates[c].place {
                    candidates[c] = first.of(rule, posting.place)
                }
            }
        }
    }

    /// 市总|工会: the federation's name names no union of the many.
    private func isFederation(_ h: Page.Hit) -> Bool {
        page.text.scalars[Int(h.start)] == 0x5DE5 && page.text.scalar(Int(h.start) - 1) == 0x603B && page.text.scalar(Int(h.start) + 1) == 0x4F1A
    }

    private static let givings = ScalarSet(folded("为给让请"))
    private static let joints = ScalarSet(folded("和与及、"))

    /// Stamps the words of a mention's own, of its clause and of what stands right behind that.
    private mutating func mark(_ own: Range<Int>, _ m: Mention, _ s: Page.Sentence, _ next: Int, _ hits: Hits) {
        for k in excluded.indices { excluded[k] = 0 }
        markOwn(own, hits)
        markOwn(m.behind, hits)
        // 为3600名一线职工和980名环卫工人免费体检: what is done for both
        if next < m.clause.upperBound, m.before.count <= 2, let whom = m.before.first, Self.givings.contains(page.text.scalars[whom]), Self.joints.contains(page.text.scalar(next - 1)) { exclude(max(next, m.clause.upperBound - 4)..<m.clause.upperBound, mayCover: false) }
        // words within brackets that tell parts lend themselves to nothing outside
        let open = brackets.ranges.first { $0.lowerBound >= m.end && $0.lowerBound < m.clause.upperBound }
        let clause = m.clause.lowerBound..<(open?.lowerBound ?? Self.itemEnd(m, next, page) ?? m.clause.upperBound)
        let (inClause, behind) = (told.indices(in: clause), told.indices(in: Self.behindClause(of: m, s, next, page)))
        let (inner, stamp) = (brackets.ranges, stamp)
        var known = seen.mutableSpan
        for i in inClause where hits[i].classes.contains(.codebook) && Int(hits[i].end) <= clause.upperBound {
            if inner.isEmpty || !inner.contains(where: { [at = Int(hits[i].start)] in $0.contains(at) && $0.upperBound <= m.start }) { known[Int(hits[i].word)].clause = stamp }
        }
        for i in behind where hits[i].classes.contains(.codebook) { known[Int(hits[i].word)].behind = stamp }
    }

    /// What stands right behind the clause of a mention and is not the next number's.
    private static func behindClause(of m: Mention, _ s: Page.Sentence, _ next: Int, _ page: Page) -> Range<Int> {
        let low = m.clause.upperBound
        var end = min(s.end, low + 40)
        // the clause of the next number is that number's
        if next < end { end = (low..<max(next, low)).last { page.text.classes[$0] == CharacterClass.comma } ?? low }
        if end > low { end = (low..<end).first { page.text.classes[$0] == CharacterClass.semicolon } ?? end }
        let opening = low..<min(page.text.count, low + 4)
        return end > low && !(s.may(.part, in: opening) && page.contains(.part, in: opening)) ? low..<end : low..<low
    }

    /// 组织3万名职工参加培训、|补助5000名职工疗休养: an item that has a predicate of its own ends before the next one.
    private static func itemEnd(_ m: Mention, _ next: Int, _ page: Page) -> Int? {
        guard next < m.clause.upperBound, !m.behind.isEmpty else { return nil }
        let t = page.text
        guard let pause = (m.end..<next).first(where: { t.classes[$0] == CharacterClass.pause }), t.classes[pause + 1] == CharacterClass.ideograph else { return nil }
        return page.contains(.lightVerb, in: m.behind.lowerBound..<min(m.behind.upperBound, pause)) ? pause : nil
    }

    /// The last list before a mention in its sentence that 等 closes, from the start of its clause.
    private static func list(before m: Mention, _ s: Page.Sentence, _ page: Page) -> Range<Int> {
        let t = page.text
        guard s.holds(CharacterClass.pause), let end = (max(s.start, m.start - 60)..<max(m.start, s.start)).last(where: { t.scalars[$0] == 0x7B49 }) else { return 0..<0 }
        var low = end
        var isList = false
        while low > s.start, end - low < 60 {
            let k = t.classes[low - 1]
            if k == CharacterClass.comma || k == CharacterClass.semicolon || k == CharacterClass.colon || k == CharacterClass.digit { break }
            if k == CharacterClass.pause { isList = true }
            low -= 1
        }
        return isList ? low..<end : 0..<0
    }

    private mutating func markOwn(_ zone: Range<Int>, _ hits: Hits) {
        let range = told.indices(in: zone), stamp = stamp
        var known = seen.mutableSpan
        var all: WordClass = []
        for i in range where hits[i].classes.contains(.codebook) && Int(hits[i].end) <= zone.upperBound {
            let word = Int(hits[i].word)
            known[word].own = stamp
            known[word].clause = stamp
            all.formUnion(hits[i].classes)
        }
        if all.contains(.excluding) { exclude(zone, mayCover: all.contains(.covering)) }
    }

    /// Notes which indicators the words of a zone exclude.
    private mutating func exclude(_ zone: Range<Int>, mayCover: Bool) {
        for i in told.indices(in: zone) where told.hits[i].classes.contains(.excluding) {
            let h = told.hits[i]
            guard Int(h.end) <= zone.upperBound, !listed.contains(Int(seen[Int(h.word)].last - base) - 1) else { continue }
            let row = Int(h.word) * compiled.excludedStride
            for k in excluded.indices {
                let bits = compiled.excluded[row + k]
                if bits != 0 { excluded[k] |= mayCover ? bits & ~covered(h, zone, k) : bits }
            }
        }
    }

    /// The indicators that begin with a longer word around a hit, among those of one word of bits: 职工|创新工作室 is no 职工.
    private mutating func covered(_ h: Page.Hit, _ zone: Range<Int>, _ k: Int) -> UInt64 {
        var bits: UInt64 = 0
        for i in told.indices(in: max(zone.lowerBound, Int(h.start) - 8)..<min(zone.upperBound, Int(h.start) + 1)) {
            let longer = told.hits[i]
            guard longer.classes.contains(.covering), longer.end >= h.end, longer.end - longer.start > h.end - h.start, Int(longer.end) <= zone.upperBound else { continue }
            bits |= compiled.covering[Int(longer.word) * compiled.excludedStride + k]
        }
        return bits
    }

    /// The brackets of a sentence that open with 其中 or 含: 新建工会130个（含新就业形态工会14个）; and what 其中 tells up to a semicolon:
    /// 会员31万人，其中八大群体会员1.7万人；新发展会员9000人.
    private static func partBrackets(in s: Page.Sentence, _ page: Page) -> [Range<Int>] {
        guard s.classes.contains(.part), s.holds(CharacterClass.openParenthesis) || s.holds(CharacterClass.semicolon) || page.text.kind(s.start - 1) == CharacterClass.openParenthesis else { return [] }
        var found: [Range<Int>] = []
        for i in page.words.indices(in: s.start..<s.end) {
            let h = page.words.hits[i]
            guard h.classes.contains(.part) else { continue }
            var end = Int(h.end)
            if page.text.kind(Int(h.start) - 1) == CharacterClass.comma, Int(h.start) > s.start, h.end - h.start == 2, page.text.scalars[Int(h.start)] == 0x5176 {
                while end < s.end, page.text.classes[end] != CharacterClass.semicolon { end += 1 }
                if end < s.end, !page.text.classes[Int(h.end)..<end].contains(CharacterClass.closeParenthesis) { found.append(Int(h.start)..<end) }
                continue
            }
            guard page.text.kind(Int(h.start) - 1) == CharacterClass.openParenthesis else { continue }
            while end < s.end, page.text.classes[end] != CharacterClass.closeParenthesis { end += 1 }
            found.append(Int(h.start) - 1..<end)
        }
        return found
    }

    /// Sum over the groups of the length of the longest word found, weighed by how near it stands; nil where a group is not met.
    private mutating func score(_ rule: Compiled.Rule, _ first: Candidate, _ reach: Reach, _ area: Int) -> Int? {
        guard excluded[rule.indicator >> 6] >> UInt64(rule.indicator & 63) & 1 == 0, !isExcludedBySentence(rule) else { return nil }
        var total = first.length * 4
        for g in rule.groups + 1..<rule.within {
            let found = weight(ofGroup: g, reach, first.isBare)
            guard found.value > 0 else { return nil }
            total += found.isFar ? found.value - 10 : found.value
        }
        for g in rule.within..<rule.end {
            guard holds(group: g, reach, first.isBare) else { return nil }
            total += 2
        }
        if area >= 0, compiled.indicatorArea[rule.indicator] == area { total += 6 }
        return total
    }

    /// Whether a word that must not stand before the number in its sentence stands there.
    private mutating func isExcludedBySentence(_ rule: Compiled.Rule) -> Bool {
        for k in rule.far..<rule.farEnd where stands(Int(alternatives[k])) {
            let at = Int(seen[Int(alternatives[k])].last - base)
            if at > groupStart, !listed.contains(at - 1) { return true }
        }
        return false
    }

    /// The weight of the best word of a group, 0 where none is near enough, and whether it stands far away.
    private mutating func weight(ofGroup g: Int, _ reach: Reach, _ isBare: Bool) -> (value: Int, isFar: Bool) {
        var best = (value: 0, isFar: false)
        let group = compiled.groups[g]
        let (words, bits) = (alternatives.span, present.span)
        for k in Int(group.first)..<Int(group.end) {
            let word = Int(words[k])
            guard bits[word >> 6] &>> UInt64(truncatingIfNeeded: word & 63) & 1 == 1 else { continue }
            let weight = reach.weight(seen[word], group.reach, isBare)
            guard weight > 0 else { continue }
            let value = Int(lengths[word]) * weight + (weight == 2 ? reach.nearness(seen[word]) : Self.nearness(weight))
            if value > best.value { best = (value, weight == 1) }
        }
        return best
    }

    /// Whether a word of a group stands near enough at all.
    private mutating func holds(group g: Int, _ reach: Reach, _ isBare: Bool) -> Bool {
        let group = compiled.groups[g]
        for k in Int(group.first)..<Int(group.end) where stands(Int(alternatives[k])) && reach.weight(seen[Int(alternatives[k])], .paragraph, isBare) > 0 { return true }
        return false
    }

    private static let all = FixedWords(["全市新", "全市发展", "全市吸收", "全市吸纳"])

    /// Where a mention's sentence begins; one that opens with 其中 goes on with the one before.
    ///
    /// 把新业态建会列为书记项目，截至9月，|全市新组建基层工会418家，吸收会员…: a clause of the whole city's news leans on nothing before it.
    private static func opening(_ m: Mention, _ s: Page.Sentence, _ page: Page) -> Int {
        let t = page.text
        if let anew = stride(from: m.start - 4, to: s.start, by: -1).first(where: { t.classes[$0 - 1] == CharacterClass.comma && all.end(at: $0, in: t) != nil }) { return anew }
        guard m.sentence > 0, s.classes.contains(.part), page.beginning(at: s.start, .part) != nil, page.sentences[m.sentence - 1].part == s.part else { return s.start }
        return page.sentences[m.sentence - 1].start
    }

    /// Where the longest word of a rule's further groups stands, outside the mention's own words and in its sentence.
    private mutating func topic(of rule: Compiled.Rule, _ s: Page.Sentence) -> Range<Int>? {
        var found: Range<Int>?
        for g in min(rule.groups + 1, rule.end)..<rule.end {
            let group = compiled.groups[g]
            for k in Int(group.first)..<Int(group.end) where stands(Int(alternatives[k])) {
                let word = Int(alternatives[k])
                let at = Int(seen[word].last - base) - 1, length = Int(lengths[word])
                guard length >= 2, at >= s.start, seen[word].own != stamp, length > found?.count ?? 0 else { continue }
                found = at..<at + length
            }
        }
        return found
    }
}

/// A rule that a mention may meet, with the word of its first group that was found among the mention's own.
private struct Candidate {
    @Packed var rule: Int
    /// The word's length in scalars, its place in `Compiled.words`, and whether it is too bare to lean on what stands far away.
    @Packed var length: Int
    var place: Int32
    var isBare: Bool

    /// The same word as another rule's.
    func of(_ rule: Int, _ place: Int32) -> Candidate { Candidate(rule: rule, length: length, place: place, isBare: isBare) }
}

/// How near a word stands to one mention.
private struct Reach {
    private let start: Int
    private let sentence: Int
    private let part: Int
    private let stamp: Int32
    private let base: Int32
    private let leadFloor: Int32
    private let heading: Int32
    private let brackets: [Range<Int>]

    init(_ m: Mention, _ sentence: Int, _ part: Int, _ stamp: Int32, _ base: Int32, _ leadFloor: Int32, _ heading: Int32, _ brackets: [Range<Int>]) {
        self.brackets = brackets
        start = m.start
        self.sentence = sentence
        self.part = max(part, m.start - Matcher.reach)
        self.stamp = stamp
        self.base = base
        self.leadFloor = leadFloor
        self.heading = heading
    }

    /// 4 in the own words, 3 in the clause, 2 in the sentence or right behind, 1 earlier in the paragraph or in the heading.
    @inline(__always)
    func weight(_ known: MatcherMemory.Seen, _ reach: Indicator.Rule.Group.Reach, _ isBare: Bool) -> Int {
        if known.own == stamp { return 4 }
        if known.clause == stamp { return 3 }
        guard reach != .clause else { return 0 }
        var at = Int(known.last - base) - 1
        if !brackets.isEmpty, brackets.contains(where: { $0.contains(at) && $0.upperBound <= start }) { at = -1 }
        if at >= sentence || isBare && known.behind == stamp { return 2 }
        if isBare || reach == .sentence { return 0 }
        if at >= 0, at >= part { return 1 }
        if known.lead >= leadFloor, Int(known.lead - base) <= start { return 1 }
        return heading > 0 && known.heading == heading ? 1 : 0
    }

    /// Of two topics in a sentence the nearer one holds: up to 8.
    @inline(__always)
    func nearness(_ known: MatcherMemory.Seen) -> Int {
        let at = Int(known.last - base) - 1
        return at >= 0 && at < start ? max(0, 8 - (start - at) / 6) : 0
    }
}
