import Text

/// A report's clean text, laid out for reading: folded scalars, the words found in it, blocks, sentences and quotation marks.
///
/// All positions count scalars of the folded text. Built in one pass over the text and one over its words.
final class Page {
    typealias Hit = WordHits.Hit

    struct Part {
        var kind: Block.Kind
        var level: Int
        var start: Int
        var end: Int
    }

    struct Sentence {
        var start: Int
        var end: Int
        /// Index of its part.
        var part: Int
        /// Whether it opens its part.
        var isLead: Bool
        /// What its words do, all together.
        var classes: WordClass = []
        /// One bit for each class of its characters but ideographs.
        var kinds: UInt32 = 0

        /// Whether a character of a class other than `ideograph` stands in it.
        func holds(_ kind: UInt8) -> Bool { kinds >> UInt32(kind) & 1 == 1 }

        /// Whether words of a class may stand in a range of positions: none does where the range lies in a sentence that has none.
        @inline(__always)
        func may(_ c: WordClass, in r: Range<Int>) -> Bool {
            !classes.isDisjoint(with: c) || r.lowerBound < start || r.upperBound > end
        }
    }

    let text: FoldedText
    private let bytes: [UInt8]
    let parts: [Part]
    let sentences: [Sentence]
    let words: WordHits
    let quotes: [Range<Int>]

    init(bytes: [UInt8], blocks: [Block], vocabulary: Vocabulary) {
        text = FoldedText(bytes)
        self.bytes = bytes
        parts = Self.findParts(blocks, text)
        words = WordHits(text, vocabulary)
        var (sentences, quotes) = Self.findSentences(parts, text)
        for i in sentences.indices { sentences[i].classes = words.classes(in: sentences[i].start..<sentences[i].end) }
        self.sentences = sentences
        self.quotes = quotes
    }

    // MARK: Building

    private static func findParts(_ blocks: [Block], _ text: FoldedText) -> [Part] {
        var p = 0
        let offsets = text.offsets
        var parts: [Part] = []
        parts.reserveCapacity(blocks.count)
        for block in blocks {
            p = Self.position(of: block.range.lowerBound, offsets, from: p, to: text.count)
            let start = p
            p = Self.position(of: block.range.upperBound, offsets, from: p, to: text.count)
            if p > start { parts.append(Part(kind: block.kind, level: block.level, start: start, end: p)) }
        }
        return parts
    }

    /// The first position, at or behind `from`, whose offset is not below a byte; `to` where there is none.
    private static func position(of byte: Int, _ offsets: [Int32], from: Int, to: Int) -> Int {
        // as a rule a part begins one line feed behind the last one
        if from < to, Int(offsets[from + 1]) >= byte { return Int(offsets[from]) < byte ? from + 1 : from }
        var low = from
        // a character has one byte at least
        var high = min(to, from + max(0, byte - Int(offsets[from])))
        while low < high {
            let middle = (low + high) / 2
            if Int(offsets[middle]) < byte { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func findSentences(_ parts: [Part], _ text: FoldedText) -> ([Sentence], [Range<Int>]) {
        var sentences: [Sentence] = []
        var quotes: [Range<Int>] = []
        sentences.reserveCapacity(parts.count + text.count / 40)
        quotes.reserveCapacity(text.count / 100 + 4)
        let (kindSpan, salient) = (text.classes.span, text.salient.span)
        var at = 0
        for (index, part) in parts.enumerated() {
            var start = part.start
            var isLead = true
            var open = -1
            var kinds: UInt32 = 0
            var next = part.start
            while true {
                // plain ideographs neither end a sentence nor quote, until it is too long
                while at < salient.count, Int(salient[at]) < next { at &+= 1 }
                let p = min(at < salient.count ? Int(salient[at]) : part.end, max(next, start + Self.longest))
                guard p < part.end else { break }
                next = p + 1
                let k = kindSpan[p]
                kinds |= 1 << UInt32(k)
                // digits, letters, blanks and what divides clauses neither end a sentence nor quote
                if k < CharacterClass.stop, p &- start < 400 { continue }
                if text.scalars[p] == 0x22 {
                    if open >= 0, text.scalars[open] == 0x22 {
                        if p - open <= 60 { quotes.append(open..<p) }
                        open = -1
                    } else {
                        open = p
                    }
                } else if k == CharacterClass.openQuote || k == CharacterClass.openTitle {
                    if open < 0 { open = p }
                } else if k == CharacterClass.closeQuote || k == CharacterClass.closeTitle {
                    if open >= 0, p - open <= 60 { quotes.append(open..<p) }
                    open = -1
                } else if k == CharacterClass.stop || isFullStop(p, text) || isTooLong(p, start, text) {
                    sentences.append(Sentence(start: start, end: p + 1, part: index, isLead: isLead, kinds: kinds))
                    kinds = 0
                    isLead = false
                    start = p + 1
                    open = -1
                }
            }
            if start < part.end { sentences.append(Sentence(start: start, end: part.end, part: index, isLead: isLead, kinds: kinds)) }
        }
        return (sentences, quotes)
    }

    /// Scalars from which on any character but those of a number ends a sentence.
    private static let longest = 600

    /// No sentence of a report is that long; cutting bounds the work a number may ask for.
    private static func isTooLong(_ p: Int, _ start: Int, _ text: FoldedText) -> Bool {
        guard p - start >= 400 else { return false }
        let k = text.classes[p]
        if k == CharacterClass.comma || k == CharacterClass.semicolon { return true }
        return p - start >= longest && k != CharacterClass.digit && k != CharacterClass.chineseDigit && k != CharacterClass.magnitude
            && k != CharacterClass.dot && k != CharacterClass.space
    }

    /// A half-width full stop: behind anything but a Latin letter, before anything but a letter or digit.
    private static func isFullStop(_ p: Int, _ text: FoldedText) -> Bool {
        guard text.classes[p] == CharacterClass.dot else { return false }
        let before = text.kind(p - 1), after = text.kind(p + 1)
        guard after != CharacterClass.digit || before == CharacterClass.ideograph, after != CharacterClass.latin, after != CharacterClass.dot,
            before != CharacterClass.latin, before != CharacterClass.dot
        else { return false }
        return before != CharacterClass.digit || p - 3 < 0 || text.kind(p - 3) == CharacterClass.digit
    }

    // MARK: Asking

    /// The classes of a hit's word.
    @inline(__always)
    func classes(_ h: Hit) -> WordClass { h.classes }

    /// Whether a hit is one of some words.
    @inline(__always)
    func isOne(of words: FixedWords, _ h: Hit) -> Bool { words.contains(Int(h.start)..<Int(h.end), in: text) }

    /// Hits that begin within a range.
    func hits(in r: Range<Int>) -> ArraySlice<Hit> { words.hits[words.indices(in: r)] }

    /// The first hit of a class that lies within a range.
    @inline(__always)
    func first(_ c: WordClass, in r: Range<Int>) -> Hit? { words.first(c, in: r) }

    /// The last hit of a class that lies within a range.
    @inline(__always)
    func last(_ c: WordClass, in r: Range<Int>) -> Hit? { words.last(c, in: r) }

    func contains(_ c: WordClass, in r: Range<Int>) -> Bool { words.first(c, in: r) != nil }

    /// The longest hit of a class that ends at a position and begins at or behind `from`.
    @inline(__always)
    func ending(at p: Int, _ c: WordClass, from: Int = 0) -> Hit? { words.ending(at: p, c, from: from) }

    /// The longest word of any class that ends at a position and begins at or behind `from`.
    @inline(__always)
    func longestEnding(at p: Int, from: Int) -> Hit? { words.longestEnding(at: p, from: from) }

    /// The longest hit of a class that begins at a position.
    @inline(__always)
    func beginning(at p: Int, _ c: WordClass) -> Hit? { words.beginning(at: p, c) }

    /// The quotation or title around a position, as the range between its marks; nil outside.
    func quote(around p: Int) -> Range<Int>? {
        var low = 0
        var high = quotes.count
        while low < high {
            let middle = (low + high) / 2
            if quotes[middle].lowerBound < p { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let q = quotes[low - 1]
        return p < q.upperBound ? q.lowerBound + 1..<q.upperBound : nil
    }

    /// The last quotation that lies within a range, with its marks.
    func lastQuote(in r: Range<Int>) -> Range<Int>? {
        var low = 0
        var high = quotes.count
        while low < high {
            let middle = (low + high) / 2
            if quotes[middle].upperBound < r.upperBound { low = middle + 1 } else { high = middle }
        }
        guard low > 0, quotes[low - 1].lowerBound >= r.lowerBound else { return nil }
        return quotes[low - 1].lowerBound..<quotes[low - 1].upperBound + 1
    }

    /// The characters of a range as they stand, spaces and line feeds left out.
    func source(_ r: Range<Int>) -> String {
        guard r.lowerBound < r.upperBound else { return "" }
        let low = Int(text.offsets[r.lowerBound]), high = Int(text.offsets[r.upperBound])
        if r.count == 1, high - low == 3, let one = character(low) { return String(one) }
        let hasBlank = r.contains { text.classes[$0] == CharacterClass.space || text.classes[$0] == CharacterClass.lineFeed }
        if !hasBlank { return decoded(low..<high) }
        var out: [UInt8] = []
        out.reserveCapacity(high - low)
        for p in r where text.classes[p] != CharacterClass.space && text.classes[p] != CharacterClass.lineFeed {
            out.append(contentsOf: bytes[Int(text.offsets[p])..<Int(text.offsets[p + 1])])
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The text of some bytes of the clean text that begin and end between scalars.
    func decoded(_ r: Range<Int>) -> String {
        guard !text.isBroken else { return String(decoding: bytes[r], as: UTF8.self) }
        let all = bytes
        return String(sound: all.span.extracting(r))
    }

    /// The ideograph of three bytes at an offset; nil for anything else.
    private func character(_ at: Int) -> Unicode.Scalar? {
        let scalar = (UInt32(bytes[at]) & 0x0F) << 12 | (UInt32(bytes[at + 1]) & 0x3F) << 6 | UInt32(bytes[at + 2]) & 0x3F
        return bytes[at] & 0xF0 == 0xE0 && scalar >= 0x4E00 && scalar <= 0x9FFF ? Unicode.Scalar(scalar) : nil
    }

    /// The folded characters of a range, spaces and line feeds left out.
    func string(_ r: Range<Int>) -> String {
        var s = String.UnicodeScalarView()
        for p in r where text.classes[p] != CharacterClass.space && text.classes[p] != CharacterClass.lineFeed {
            if let u = Unicode.Scalar(text.scalars[p]) { s.append(u) }
        }
        return String(s)
    }
}
