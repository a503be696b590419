import Text

/// Which area of the framework a passage belongs to: the section's heading, the paragraph's first sentence, or an action of another
/// area that the passage names itself; where nothing announces one, the indicator's own.
struct Areas {
    let compiled: Compiled
    let page: Page
    private var section = -1
    /// The area of the heading of the first level.
    private var chapter = -1
    /// Whether a short word alone announced the section (抓组建 强服务), so that what a number reports tells more.
    private var isWeak = false
    /// Whether the section bears the full name of an area in the framework; short words of headings below it change nothing then.
    private var isNamedSection = false
    private var paragraph = -1
    /// The area whose full name opened a paragraph of this section as a sentence of its own: it holds until another such sentence.
    private var label = -1
    /// The area of the last mention of the paragraph, for mentions that nothing announces.
    private var last = -1
    /// Where the sentence begins that announced the paragraph's area by a short word of its own; -1 for none.
    private var announcer = -1
    /// The sentence whose last number named an action itself: what follows there leans on it.
    private var carried = (sentence: -1, area: -1)

    init(compiled: Compiled, page: Page) {
        self.compiled = compiled
        self.page = page
    }

    /// The area of the passage that is being read; -1 for none.
    var announced: Int { paragraph }

    /// A heading or title opens a section.
    mutating func read(heading part: Page.Part) {
        let r = part.start..<part.end
        let name = named(in: r)
        let (found, length) = announcement(in: r)
        if part.level == 1 || part.kind == .title && name >= 0 {
            section = name >= 0 ? name : found
            chapter = section
            isNamedSection = name >= 0
        } else if part.level >= 2, found >= 0, !isNamedSection || length >= 3 {
            section = found
        } else if part.level >= 2, found < 0 {
            section = chapter
        }
        if found >= 0 { isWeak = name < 0 && length <= 2 }
        paragraph = section
        label = -1
        last = -1
    }

    /// The first sentence of a paragraph may announce an area of its own: a short one, or one that opens with a label 【…】.
    mutating func read(lead s: Page.Sentence) {
        paragraph = label >= 0 ? label : section
        last = -1
        announcer = -1
        guard s.classes.contains(.areaHeading) else {
            if s.end - s.start <= 34, label >= 0, isRunIn(s) { paragraph = section; label = -1 }
            return
        }
        if let label = labelled(s) {
            let found = announced(in: label)
            if found >= 0 { section = found; paragraph = found; return }
        }
        let r = s.start..<s.end
        if r.count <= 34 {
            let (found, length) = announcement(in: r)
            if found >= 0, !isNamedSection || length >= 4 {
                if found != paragraph { announcer = s.start }
                paragraph = found
                label = named(in: r)
                if label >= 0 { announcer = -1 }
            } else if label >= 0, isRunIn(s) { paragraph = section; label = -1 }
        } else {
            let opening = opening(s)
            let name = named(in: r)
            let (found, length) = opening.map(announcement(in:)) ?? (-1, 0)
            if name >= 0 { paragraph = name } else if found >= 0, length >= (isNamedSection ? 5 : 3) { paragraph = found }
        }
    }

    /// A sentence without a number that is as short as a heading.
    private func isRunIn(_ s: Page.Sentence) -> Bool {
        s.end - s.start <= 24 && !(s.start..<s.end).contains { page.text.classes[$0] == CharacterClass.digit }
    }

    /// A short sentence within a paragraph, without a comma or a number, announces the area of what follows: 四是暖心服务行动。推行普惠服务。
    mutating func read(item s: Page.Sentence) {
        guard s.classes.contains(.areaHeading) else { return }
        // “困难职工精准帮扶年”行动中，…: an area's full name opens the sentence
        if page.text.kind(s.start) == CharacterClass.openQuote, let opening = opening(s), case let name = named(in: opening), name >= 0 { paragraph = name; return }
        guard s.end - s.start <= 26 else { return }
        if isRunIn(s), case let name = named(in: s.start..<s.end), name >= 0 { paragraph = name; return }
        let isItem = page.text.kind(s.start) == CharacterClass.chineseDigit && page.text.scalar(s.start + 1) == 0x662F
        guard isItem || (s.start..<s.end).allSatisfy({ page.text.classes[$0] != CharacterClass.comma && page.text.classes[$0] != CharacterClass.digit }) else { return }
        let (found, length) = announcement(in: s.start..<s.end)
        if found >= 0, !isNamedSection || length >= 4 { paragraph = found }
    }

    /// The area of a mention, with the name of the rule.
    mutating func area(of m: Mention, in s: Page.Sentence) -> (area: Int, rule: Rule) {
        let found = decide(m, s)
        last = found.area
        if found.rule == .areaAction || carried.sentence != m.sentence { carried = found.rule == .areaAction ? (m.sentence, found.area) : (-1, -1) }
        return found
    }

    /// Gives mentions that nothing announces the area that most others of their paragraph bear, else of their section.
    static func spread(_ mentions: inout [Mention], _ page: Page, areas: Int) {
        guard mentions.contains(where: { $0.area < 0 }) else { return }
        var counts = [Int](repeating: 0, count: areas)
        spread(&mentions, &counts) { page.sentences[$0.sentence].part == page.sentences[$1.sentence].part }
        spread(&mentions, &counts) { !opensSection(page, from: page.sentences[$0.sentence].part, to: page.sentences[$1.sentence].part) }
    }

    /// The same within runs of mentions that belong together; `counts` is room for one number an area.
    private static func spread(_ mentions: inout [Mention], _ counts: inout [Int], _ belongs: (Mention, Mention) -> Bool) {
        var from = 0
        while from < mentions.count {
            for i in counts.indices { counts[i] = 0 }
            var to = from
            var total = 0
            while to < mentions.count, to == from || belongs(mentions[to - 1], mentions[to]) {
                let weight = mentions[to].indicator >= 0 ? 2 : 1
                if mentions[to].area >= 0 { counts[mentions[to].area] += weight; total += weight }
                to += 1
            }
            if let area = counts.firstIndex(where: { $0 * 2 > total }) {
                for i in from..<to where mentions[i].area < 0 { mentions[i].area = area }
            }
            from = to
        }
    }

    /// Whether a heading stands between two parts, behind a paragraph.
    private static func opensSection(_ page: Page, from: Int, to: Int) -> Bool {
        guard from < to else { return false }
        return (from + 1...to).contains { i in
            let kind = page.parts[i].kind
            return (kind == .title || kind == .heading) && page.parts[i - 1].kind == .paragraph
        }
    }

    private func decide(_ m: Mention, _ s: Page.Sentence) -> (area: Int, rule: Rule) {
        let own = own(m, s)
        if m.indicator >= 0 {
            let area = compiled.indicatorArea[m.indicator]
            if area == paragraph || area == own { return (area, area == paragraph ? .areaSection : .areaAction) }
            // a sentence that counts announces no more than what it counts
            if announcer == s.start, own == nil { return (area, .areaIndicator) }
            if paragraph < 0 || isWeak, own == nil { return (area, .areaIndicator) }
            if let own { return (own, .areaAction) }
            return before(m, s) == area ? (area, .areaActionInSentence) : (paragraph, .areaSection)
        }
        if let own { return (own, .areaAction) }
        if !isNamedSection || carried.sentence == m.sentence, let a = before(m, s) { return (a, .areaActionInSentence) }
        if paragraph >= 0 { return (paragraph, .areaSection) }
        return last >= 0 ? (last, .areaNeighbour) : (-1, .areaNone)
    }

    /// The action that a number's own words or its clause name.
    private func own(_ m: Mention, _ s: Page.Sentence) -> Int? {
        let words = m.words ?? m.before
        guard s.may(.areaAction, in: words) || s.may(.areaAction, in: m.clause) else { return nil }
        let isListed = !m.behind.isEmpty && page.text.scalar(words.upperBound - 1) == 0x7B49 && words.contains { page.text.classes[$0] == CharacterClass.pause }
        // 开辟普法、培训等|8个专栏: a list of what it counts names no action
        return isListed ? action(in: m.behind) : action(in: words) ?? action(in: m.behind) ?? action(in: m.clause)
    }

    /// The last action named before a number in its sentence, up to a semicolon.
    private func before(_ m: Mention, _ s: Page.Sentence) -> Int? {
        guard s.classes.contains(.areaAction) else { return nil }
        var low = m.start
        while low > s.start, m.start - low < 160, page.text.classes[low - 1] != CharacterClass.semicolon { low -= 1 }
        return action(in: low..<m.start)
    }

    /// 【基层组织】 or ——就业有门路 at the start of a paragraph.
    private func labelled(_ s: Page.Sentence) -> Range<Int>? {
        let t = page.text
        guard t.scalar(s.start) == 0x3010 else { return nil }
        var p = s.start + 1
        while p < s.end, p - s.start < 24, t.scalars[p] != 0x3011 { p += 1 }
        return t.scalar(p) == 0x3011 ? s.start..<p : nil
    }

    /// The words before the first comma, colon or number of a long first sentence: 实施“…工程”，…
    private func opening(_ s: Page.Sentence) -> Range<Int>? {
        var p = s.start
        while p < s.end, p - s.start < 24 {
            let k = page.text.classes[p]
            if k == CharacterClass.comma || k == CharacterClass.colon || k == CharacterClass.digit { break }
            p += 1
        }
        return p < s.end && p - s.start < 24 && page.text.classes[p] != CharacterClass.digit ? s.start..<p : nil
    }

    /// The area with the longest words of headings in a stretch; the first of equals.
    private func announced(in r: Range<Int>) -> Int { announcement(in: r).area }

    private func announcement(in r: Range<Int>) -> (area: Int, length: Int) {
        var best = -1
        var length = 0
        for i in page.words.indices(in: r) {
            let h = page.words.hits[i]
            guard h.classes.contains(.areaHeading), Int(h.end) <= r.upperBound else { continue }
            let l = Int(h.end - h.start)
            if l > length { length = l; best = Int(compiled.headingArea[Int(h.word)]) }
        }
        return (best, length)
    }

    /// An area whose full name of a year stands in a stretch.
    private func named(in r: Range<Int>) -> Int {
        for i in page.words.indices(in: r) {
            let h = page.words.hits[i]
            if h.end - h.start >= 6, h.classes.contains(.areaHeading) { return Int(compiled.headingArea[Int(h.word)]) }
        }
        return -1
    }

    /// 上线建会入会、困难申报、|法律援助|等功能模块16个: a list of what a platform offers names no action.
    private func isFunction(_ h: Page.Hit) -> Bool {
        let t = page.text
        var p = Int(h.end)
        var isListed = t.kind(Int(h.start) - 1) == CharacterClass.pause
        while p < t.count, p - Int(h.end) < 40, t.scalars[p] != 0x7B49 {
            guard t.classes[p] == CharacterClass.ideograph || t.classes[p] == CharacterClass.pause else { return false }
            if t.classes[p] == CharacterClass.pause { isListed = true }
            p += 1
        }
        guard isListed, t.scalar(p) == 0x7B49 else { return false }
        return (p + 1..<min(p + 6, t.count)).contains { Self.offered.end(at: $0, in: t) != nil }
    }

    private static let offered = FixedWords(["功能", "模块", "事项", "场景", "业务", "栏目", "专栏", "申请"])

    /// The area of the last, longest action word of a stretch.
    private func action(in r: Range<Int>) -> Int? {
        var best: Int?
        var length = 0
        for i in page.words.indices(in: r) {
            let h = page.words.hits[i]
            guard h.classes.contains(.areaAction), Int(h.end) <= r.upperBound, !isFunction(h) else { continue }
            let l = Int(h.end - h.start)
            if l >= length { length = l; best = Int(compiled.actionArea[Int(h.word)]) }
        }
        return best
    }
}
