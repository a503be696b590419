import Text

/// Which area of the framework a passage belongs to: the section's heading, the paragraph's first sentence, or an action of another
/// area that the passage names itself.
struct Areas {
    let compiled: Compiled
    let page: Page
    private var section = -1
    private var paragraph = -1

    init(compiled: Compiled, page: Page) {
        self.compiled = compiled
        self.page = page
    }

    /// A heading or title opens a section.
    mutating func read(heading part: Page.Part) {
        let found = announced(in: part.start..<part.end)
        if found >= 0 || part.level <= 1 { section = found >= 0 ? found : section }
        paragraph = section
    }

    /// The first sentence of a paragraph may announce an area of its own: a short one, closed by a full stop.
    mutating func read(lead s: Page.Sentence) {
        paragraph = section
        let r = s.start..<s.end
        if r.count <= 34 {
            let found = announced(in: r)
            if found >= 0 { paragraph = found }
        } else {
            let name = named(in: r)
            if name >= 0 { paragraph = name }
        }
    }

    /// The area of a mention, with the name of the rule.
    func area(of m: Mention, in s: Page.Sentence) -> (area: Int, rule: String) {
        if let a = action(in: m.before) ?? action(in: m.behind) ?? action(in: m.clause) { return (a, "area.action") }
        if let a = action(in: max(s.start, m.start - 160)..<m.start) { return (a, "area.action_in_sentence") }
        if paragraph >= 0 { return (paragraph, paragraph == section ? "area.section" : "area.paragraph") }
        return (-1, "area.none")
    }

    /// The area with the longest words of headings in a stretch; the first of equals.
    private func announced(in r: Range<Int>) -> Int {
        var best = -1
        var length = 0
        for h in page.hits(in: r) where compiled.headingArea[Int(h.word)] >= 0 {
            let l = Int(h.end - h.start)
            if l > length { length = l; best = Int(compiled.headingArea[Int(h.word)]) }
        }
        return best
    }

    /// An area whose full name of a year stands in a stretch.
    private func named(in r: Range<Int>) -> Int {
        for h in page.hits(in: r) where h.end - h.start >= 6 && compiled.headingArea[Int(h.word)] >= 0 {
            return Int(compiled.headingArea[Int(h.word)])
        }
        return -1
    }

    /// The area of the last, longest action word of a stretch.
    private func action(in r: Range<Int>) -> Int? {
        var best: Int?
        var length = 0
        for h in page.hits(in: r) where compiled.actionArea[Int(h.word)] >= 0 && Int(h.end) <= r.upperBound {
            let l = Int(h.end - h.start)
            if l >= length { length = l; best = Int(compiled.actionArea[Int(h.word)]) }
        }
        return best
    }
}
