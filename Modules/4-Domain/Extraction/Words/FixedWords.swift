import Text

/// A short list of words, in the order of their precedence. Asked of places in a text; most fail at the first scalar.
struct FixedWords: Sendable {
    /// The scalars of all words in a row, and where each word ends in it.
    private let scalars: [UInt32]
    private let ends: [Int]
    private let firsts: ScalarSet
    private let lasts: ScalarSet

    init(_ words: [String]) {
        let words = words.map { folded($0) }
        scalars = Array(words.joined())
        var ends: [Int] = []
        for word in words { ends.append((ends.last ?? 0) + word.count) }
        self.ends = ends
        firsts = ScalarSet(words.compactMap(\.first))
        lasts = ScalarSet(words.compactMap(\.last))
    }

    /// Where the first word of the list that begins at a position ends, no further than `limit`.
    @inline(__always)
    func end(at p: Int, in t: FoldedText, upTo limit: Int = .max) -> Int? {
        firsts.contains(t.scalar(p)) ? wordEnd(p, t, limit) : nil
    }

    /// Where the first word of the list that ends at a position begins, no earlier than `floor`.
    @inline(__always)
    func start(endingAt p: Int, in t: FoldedText, from floor: Int = 0) -> Int? {
        lasts.contains(t.scalar(p - 1)) ? wordStart(p, t, floor) : nil
    }

    /// Whether a stretch is one of the words.
    @inline(__always)
    func contains(_ r: Range<Int>, in t: FoldedText) -> Bool {
        firsts.contains(t.scalar(r.lowerBound)) && isWord(r, t)
    }

    /// Whether a stretch is one of the words, blanks within it left out.
    func containsBlanksAside(_ r: Range<Int>, in t: FoldedText) -> Bool {
        func isBlank(_ p: Int) -> Bool { t.classes[p] == CharacterClass.space || t.classes[p] == CharacterClass.lineFeed }
        guard r.contains(where: isBlank) else { return contains(r, in: t) }
        let told = r.filter { !isBlank($0) }.map { t.scalars[$0] }
        var low = 0
        for high in ends {
            if scalars[low..<high].elementsEqual(told) { return true }
            low = high
        }
        return false
    }

    /// Whether a word of the list may begin in a range: false for most ranges in which none does, in far less time than it takes to ask each
    /// position. No word begins outside the text.
    func mayBegin(in r: Range<Int>, of t: FoldedText) -> Bool {
        let all = t.scalars
        let scalars = all.span
        for p in max(0, r.lowerBound)..<max(0, r.lowerBound, min(r.upperBound, scalars.count)) where firsts.contains(scalars[p]) { return true }
        return false
    }

    // MARK: Looking closer

    private func wordEnd(_ p: Int, _ t: FoldedText, _ limit: Int) -> Int? {
        var low = 0
        for high in ends {
            let end = p + high - low
            if end <= limit, stands(low, high, t, p) { return end }
            low = high
        }
        return nil
    }

    private func wordStart(_ p: Int, _ t: FoldedText, _ floor: Int) -> Int? {
        var low = 0
        for high in ends {
            let start = p - (high - low)
            if start >= floor, stands(low, high, t, start) { return start }
            low = high
        }
        return nil
    }

    private func isWord(_ r: Range<Int>, _ t: FoldedText) -> Bool {
        var low = 0
        for high in ends {
            if high - low == r.count, stands(low, high, t, r.lowerBound) { return true }
            low = high
        }
        return false
    }

    @inline(__always)
    private func stands(_ low: Int, _ high: Int, _ t: FoldedText, _ p: Int) -> Bool {
        guard p >= 0, p + high - low <= t.scalars.count else { return false }
        var k = low
        while k < high {
            guard scalars[k] == t.scalars[p + k - low] else { return false }
            k += 1
        }
        return true
    }
}
