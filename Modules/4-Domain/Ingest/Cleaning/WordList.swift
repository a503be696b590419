import Text

/// A short list of words, in the order of their precedence. Asked of places in UTF-8 text; most fail at one character.
struct WordList: Sendable {
    /// The bytes of all words in a row, and where each word ends in it.
    private let bytes: [UInt8]
    private let ends: [Int]
    /// The first character of each word.
    private let heads: [Scalar]
    /// The first and the last characters of the words.
    let firsts: ScalarSet
    private let lasts: ScalarSet

    init(_ words: [String]) {
        bytes = Array(words.joined().utf8)
        var ends: [Int] = []
        for word in words { ends.append((ends.last ?? 0) + word.utf8.count) }
        self.ends = ends
        heads = words.map { $0.unicodeScalars.first?.value ?? 0 }
        firsts = ScalarSet(words.compactMap { $0.unicodeScalars.first?.value })
        lasts = ScalarSet(words.compactMap { $0.unicodeScalars.last?.value })
    }

    /// Number of the first word of the list that begins at an offset and ends by `end`; nil where none does.
    @inline(__always)
    func word(at start: Int, in s: Span<UInt8>, end: Int) -> Int? {
        guard start >= 0, start < end else { return nil }
        let head = s.scalar(at: start).value
        return firsts.contains(head) ? wordBeginning(head, start, s, end) : nil
    }

    /// Number of the first word of the list that ends at an offset and begins at or behind `start`; nil where none does.
    @inline(__always)
    func word(endingAt end: Int, in s: Span<UInt8>, from start: Int) -> Int? {
        end > start && start >= 0 && lasts.contains(s.scalar(before: end, notBefore: start).value) ? wordEnding(end, s, start) : nil
    }

    /// Whether a word of the list begins at an offset and ends by `end`.
    @inline(__always)
    func stands(at start: Int, in s: Span<UInt8>, end: Int) -> Bool { word(at: start, in: s, end: end) != nil }

    /// Bytes of a word.
    func length(of word: Int) -> Int { ends[word] - (word > 0 ? ends[word - 1] : 0) }

    // MARK: Looking closer

    private func wordBeginning(_ head: Scalar, _ start: Int, _ s: Span<UInt8>, _ end: Int) -> Int? {
        let heads = heads.span
        for word in heads.indices where heads[word] == head {
            let high = ends[word]
            let low = high - length(of: word)
            if start + high - low <= end, equals(low, high, s, start) { return word }
        }
        return nil
    }

    private func wordEnding(_ end: Int, _ s: Span<UInt8>, _ start: Int) -> Int? {
        var low = 0
        for (word, high) in ends.enumerated() {
            if end - (high - low) >= start, equals(low, high, s, end - (high - low)) { return word }
            low = high
        }
        return nil
    }

    @inline(__always)
    private func equals(_ low: Int, _ high: Int, _ s: Span<UInt8>, _ at: Int) -> Bool {
        let bytes = bytes.span
        var k = high - 1
        // the last byte tells most ideographs apart, the first ones are much the same
        while k >= low {
            guard bytes[k] == s[at + k - low] else { return false }
            k -= 1
        }
        return true
    }
}
