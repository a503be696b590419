// Copies stretches of source into a manuscript, cleaned. Within a line:
//
//   新建工会组织 481家         a space between Chinese and a digit or letter, or beside Chinese punctuation, is the layout's: dropped
//   争做 中国                  a space between ideographs divides: one is kept
//   地 址 ：白 塔 市           letter-spaced text: spaces between single ideographs are dropped
//   １４，８６３人，９２％      full-width digits, letters and percent signs are replaced by plain ones, character for character
//   個 萬 縣 ⼯                traditional forms and radicals of text layers are replaced by the plain ideograph

/// The state of cleaning across the stretches of one passage.
struct Cleaner {
    /// The last scalar that was kept, or 0 at the start of a passage.
    private(set) var last: Scalar = 0
    /// White space at the end of a stretch, whose meaning the next stretch decides.
    private var pending: Range<Int>?
    private let folding: Folding

    init(folding: Folding) { self.folding = folding }

    /// Forgets the passage before.
    mutating func reset() {
        last = 0
        pending = nil
    }

    /// Whether white space waits for what follows.
    var isPending: Bool { pending != nil }

    /// Adds a line that holds neither white space nor anything that is replaced; nothing may be pending.
    mutating func addPlain(_ line: Line, to manuscript: inout Manuscript) {
        manuscript.copy(line.start..<line.end)
        last = line.last
    }

    /// Adds other text for a range of the source: a character reference of a web page.
    mutating func add(_ range: Range<Int>, as text: String, to manuscript: inout Manuscript) {
        guard let first = text.unicodeScalars.first?.value else { return }
        if Glyph.isSpace(first) {
            if pending == nil, last != 0, last != 0x20 { pending = range }
            return
        }
        settle(first, &manuscript, spaced: false)
        let folded = folding.replacement(first, next: 0, previous: last) ?? text
        manuscript.replace(range, by: folded)
        last = folded.unicodeScalars.first?.value ?? first
    }

    /// Writes the space that the stretch before left open, if it divides.
    private mutating func settle(_ next: Scalar, _ manuscript: inout Manuscript, spaced: Bool) {
        guard let space = pending else { return }
        pending = nil
        if last != 0, last != 0x20, divides(last, next, spaced) { manuscript.replace(space, by: " "); last = 0x20 }
    }

    /// Adds `range` of the source to the manuscript.
    mutating func add(_ range: Range<Int>, to manuscript: inout Manuscript, spaced: Bool = false) {
        var at = range.lowerBound
        let end = range.upperBound
        var run = at
        if pending != nil, at < end {
            let next = manuscript.source.span.scalar(at: at).value
            if !Glyph.isSpace(next) { settle(next, &manuscript, spaced: spaced) }
        }
        while at < end {
            // The common case: one more scalar to copy as it stands.
            let next = plainEnd(manuscript.source.span, at, end)
            if next > at {
                at = next
                if at == end { break }
            }
            let (value, length) = manuscript.source.span.scalar(at: at)
            if Glyph.isSpace(value) {
                manuscript.copy(run..<at)
                at = space(at, end, spaced, &manuscript)
                run = at
                continue
            }
            if let other = folding.replacement(value, next: nextScalar(manuscript.source.span, at + length, end), previous: last) {
                manuscript.copy(run..<at)
                manuscript.replace(at..<at + length, by: other)
                run = at + length
                last = other.unicodeScalars.first?.value ?? value
                if isWideDigit(value), separatesThousands(manuscript.source.span, run, end) {
                    manuscript.replace(run..<run + 3, by: ",")
                    run += 3
                    at = run
                    continue
                }
            } else {
                last = value
            }
            at += length
        }
        manuscript.copy(run..<end)
    }

    /// Adds the break between two lines of one sentence: nothing between ideographs, a space between Latin words.
    mutating func join(_ gap: Range<Int>, next: Scalar, digitsTouch: Bool, to manuscript: inout Manuscript) {
        guard needsSpace(last, next, digitsTouch) else { return }
        manuscript.replace(gap, by: " ")
        last = 0x20
    }

    private func needsSpace(_ a: Scalar, _ b: Scalar, _ digitsTouch: Bool) -> Bool {
        guard a != 0, a != 0x20 else { return false }
        let aWord = Glyph.isLatin(a) || Glyph.isDigit(a)
        let bWord = Glyph.isLatin(b) || Glyph.isDigit(b)
        if aWord && bWord { return !(Glyph.isDigit(a) && Glyph.isDigit(b) && digitsTouch) }
        if Glyph.isLatin(b) { return a == 0x2C || a == 0x2E || a == 0x3A || a == 0x3B || a == 0x29 }
        return false
    }

    /// The end of the stretch from `at` that needs no decision; remembers its last scalar.
    @inline(__always)
    private mutating func plainEnd(_ s: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        let table = LineMarks.table
        let (kinds, decisive) = (table.kinds.span, table.decisive)
        var kept = last
        let stop = s.passing(in: start..<end) { value, _, _ in
            guard value < 65536, decisive &>> UInt64(kinds[Int(value)]) & 1 == 0 else { return false }
            kept = value
            return true
        }
        last = kept
        return stop
    }

    private func isWideDigit(_ s: Scalar) -> Bool { s &- 0xFF10 < 10 }

    /// Whether a full-width comma stands here between full-width digits as in `１２，３４５`: three digits behind it, no more.
    private func separatesThousands(_ s: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard start + 12 <= end, s.scalar(at: start).value == 0xFF0C else { return false }
        for i in [3, 6, 9] where !isWideDigit(nextScalar(s, start + i, end)) { return false }
        return !Glyph.isDigit(nextScalar(s, start + 12, end))
    }

    private func nextScalar(_ s: Span<UInt8>, _ at: Int, _ end: Int) -> Scalar { at < end ? s.scalar(at: at).value : 0 }

    /// Handles the white space at `at`: keeps one space or none; returns where it ends.
    private mutating func space(_ start: Int, _ end: Int, _ spaced: Bool, _ manuscript: inout Manuscript) -> Int {
        var at = start
        var visible = pending != nil
        var tab = false
        var broken = false
        var next: Scalar = 0
        do {
            let s = manuscript.source.span
            while at < end {
                let (value, length) = s.scalar(at: at)
                guard Glyph.isSpace(value) else { next = value; break }
                if value == 0x20 || value == 0x3000 || value == 0xA0 || value == 0x09 || (value >= 0x2000 && value <= 0x200A) {
                    visible = true
                }
                if value == 0x09 { tab = true }
                if value == 0x0A || value == 0x0D { broken = true }
                at += length
            }
        }
        guard visible || broken, last != 0, last != 0x20 else { return at }
        guard at < end else {
            pending = pending ?? start..<at
            return at
        }
        pending = nil
        guard tab && !broken || divides(last, next, spaced || broken) else { return at }
        let first = manuscript.source[start]
        if first == 0x20 { manuscript.copy(start..<start + 1) } else { manuscript.replace(start..<at, by: " ") }
        last = 0x20
        return at
    }

    /// Whether a space between these two means something.
    private func divides(_ a: Scalar, _ b: Scalar, _ spaced: Bool) -> Bool {
        if Glyph.isPunctuation(a) || Glyph.isPunctuation(b) { return false }
        let aWide = Glyph.isIdeograph(a)
        let bWide = Glyph.isIdeograph(b)
        if aWide && bWide { return !spaced }
        if aWide || bWide { return false }
        if b == 0x25 { return false }
        return true
    }

    /// Whether a line's ideographs stand apart from one another, as in `地 址 ：白 塔 市`: at least four, most of them single.
    static func isLetterSpaced(_ s: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var ideographs = 0
        var pairs = 0
        var apart = 0
        var previous: Scalar = 0
        var gap = false
        s.eachScalar(in: range) { value, _, _ in
            if Glyph.isSpace(value) { gap = true; return }
            if Glyph.isIdeograph(value) {
                ideographs += 1
                if Glyph.isIdeograph(previous) { if gap { apart += 1 } else { pairs += 1 } }
            }
            previous = value
            gap = false
        }
        return ideographs >= 4 && apart >= 3 && apart > pairs * 2
    }
}
