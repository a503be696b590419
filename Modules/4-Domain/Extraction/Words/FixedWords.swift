import Text

/// A short list of words, in the order of their precedence. Asked of places in a text; most fail at the first scalar.
struct FixedWords: Sendable {
    private let words: [[UInt32]]
    private let firsts: ScalarSet
    private let lasts: ScalarSet

    init(_ words: [String]) {
        self.words = words.map { folded($0) }
        firsts = ScalarSet(self.words.compactMap(\.first))
        lasts = ScalarSet(self.words.compactMap(\.last))
    }

    /// Where the first word of the list that begins at a position ends, no further than `limit`.
    @inline(__always)
    func end(at p: Int, in t: FoldedText, upTo limit: Int = .max) -> Int? {
        firsts.contains(t.scalar(p)) ? words.first { t.has($0, at: p) && p + $0.count <= limit }.map { p + $0.count } : nil
    }

    /// Where the first word of the list that ends at a position begins, no earlier than `floor`.
    @inline(__always)
    func start(endingAt p: Int, in t: FoldedText, from floor: Int = 0) -> Int? {
        lasts.contains(t.scalar(p - 1)) ? words.first { t.has($0, at: p - $0.count) && p - $0.count >= floor }.map { p - $0.count } : nil
    }

    /// Whether a stretch is one of the words.
    @inline(__always)
    func contains(_ r: Range<Int>, in t: FoldedText) -> Bool {
        firsts.contains(t.scalar(r.lowerBound)) && words.contains { $0.count == r.count && t.has($0, at: r.lowerBound) }
    }

    /// Whether a stretch is one of the words, blanks within it left out.
    func containsBlanksAside(_ r: Range<Int>, in t: FoldedText) -> Bool {
        func isBlank(_ p: Int) -> Bool { t.classes[p] == CharacterClass.space || t.classes[p] == CharacterClass.lineFeed }
        guard r.contains(where: isBlank) else { return contains(r, in: t) }
        return words.contains { $0.elementsEqual(r.lazy.filter { !isBlank($0) }.map { t.scalars[$0] }) }
    }
}
