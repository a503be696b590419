/// The words found in a text, by where they begin and end.
///
/// ```
/// 新  增  会  员  31997  人
/// └新增┘             beginning[0] = what 新增 does;  ending[2] = the same
///         └会员┘      most questions for a class are answered by these two alone
/// ```
struct WordHits {
    /// A word where it stands.
    struct Hit {
        var start: Int32
        var end: Int32
        /// Number of the word in the vocabulary.
        var word: Int32
        /// What the word does.
        var classes: WordClass
    }

    /// By start, then by end.
    let hits: [Hit]
    /// The first hit that begins at or behind a position; one more entry than there are scalars, and three that tell nothing.
    private let firstHit: [Int32]
    /// What the words that begin at a position do, all together.
    private let beginning: [WordClass]
    /// What the words that end at a position do; one more entry than there are scalars.
    private let ending: [WordClass]
    private let count: Int

    /// Finds every word of a text.
    init(_ text: FoldedText, _ vocabulary: Vocabulary) {
        count = text.count
        var hits: [Hit] = []
        hits.reserveCapacity(count / 2 + 8)
        // four entries are written at once, so that there is room for three more at the end
        var firstHit = [Int32](repeating: 0, count: count + 4)
        var beginning = [WordClass](repeating: [], count: count)
        var ending = [WordClass](repeating: [], count: count + 1)
        do {
            let scalars = text.scalars.span
            let classes = vocabulary.classes.span
            var first = firstHit.mutableSpan
            var starts = beginning.mutableSpan
            var ends = ending.mutableSpan
            var known = 0
            for position in vocabulary.trie.beginnings(in: scalars) {
                let p = Int(position)
                known = Self.fill(&first, known...p, with: hits.count)
                vocabulary.trie.eachWord(at: p, in: scalars) { word, end in
                    let c = classes[Int(word)]
                    hits.append(Hit(start: position, end: Int32(truncatingIfNeeded: end), word: word, classes: c))
                    starts[p].formUnion(c)
                    ends[end].formUnion(c)
                }
            }
            _ = Self.fill(&first, known...count, with: hits.count)
        }
        self.hits = hits
        self.firstHit = firstHit
        self.beginning = beginning
        self.ending = ending
    }

    /// Writes a number to some entries, and to the next ones up to three; returns the entry behind them.
    @inline(__always)
    private static func fill(_ entries: inout MutableSpan<Int32>, _ range: ClosedRange<Int>, with number: Int) -> Int {
        var k = range.lowerBound
        while k <= range.upperBound {
            for i in k..<k &+ 4 { entries[i] = Int32(truncatingIfNeeded: number) }
            k &+= 4
        }
        return range.upperBound + 1
    }

    // MARK: Asking

    /// Indices of the hits that begin within a range.
    @inline(__always)
    func indices(in r: Range<Int>) -> Range<Int> {
        guard r.lowerBound < r.upperBound, r.lowerBound >= 0, r.upperBound <= count else { return 0..<0 }
        return Int(firstHit[r.lowerBound])..<Int(firstHit[r.upperBound])
    }

    /// What the words that begin within a range do, all together.
    func classes(in r: Range<Int>) -> WordClass {
        var all: WordClass = []
        for p in r { all.formUnion(beginning[p]) }
        return all
    }

    @inline(__always)
    private func isWithin(_ r: Range<Int>) -> Bool { r.lowerBound < r.upperBound && r.lowerBound >= 0 && r.upperBound <= count }

    /// The first hit of a class that lies within a range.
    func first(_ c: WordClass, in r: Range<Int>) -> Hit? {
        guard isWithin(r) else { return nil }
        let beginning = beginning.span
        var p = r.lowerBound
        // nine ranges of ten hold none: only where a word of the class begins is it worth a closer look
        while p < r.upperBound {
            if !beginning[p].isDisjoint(with: c) { return firstHit(of: c, in: p..<r.upperBound) }
            p &+= 1
        }
        return nil
    }

    @inline(never)
    private func firstHit(of c: WordClass, in r: Range<Int>) -> Hit? {
        for p in r where !beginning[p].isDisjoint(with: c) {
            for i in Int(firstHit[p])..<Int(firstHit[p + 1]) where !hits[i].classes.isDisjoint(with: c) && Int(hits[i].end) <= r.upperBound {
                return hits[i]
            }
        }
        return nil
    }

    /// The last hit of a class that lies within a range.
    func last(_ c: WordClass, in r: Range<Int>) -> Hit? {
        guard isWithin(r) else { return nil }
        let beginning = beginning.span
        var p = r.upperBound &- 1
        while p >= r.lowerBound {
            if !beginning[p].isDisjoint(with: c) { return lastHit(of: c, beginningIn: r.lowerBound..<p + 1, upTo: r.upperBound) }
            p &-= 1
        }
        return nil
    }

    @inline(never)
    private func lastHit(of c: WordClass, beginningIn r: Range<Int>, upTo limit: Int) -> Hit? {
        for p in r.reversed() where !beginning[p].isDisjoint(with: c) {
            if let h = longest(at: p, c, upTo: limit) { return h }
        }
        return nil
    }

    /// The longest hit of a class that ends at a position and begins at or behind `from`.
    func ending(at p: Int, _ c: WordClass, from: Int = 0) -> Hit? {
        guard p > 0, p <= count, !ending[p].isDisjoint(with: c) else { return nil }
        return firstEnding(at: p, c, from)
    }

    /// The longest word of any class that ends at a position and begins at or behind `from`.
    func longestEnding(at p: Int, from: Int) -> Hit? {
        guard p > 0, p <= count, !ending[p].isEmpty else { return nil }
        return firstEnding(at: p, [], from)
    }

    /// The longest hit that ends at a position, of a class or of any (an empty one).
    private func firstEnding(at p: Int, _ c: WordClass, _ from: Int) -> Hit? {
        let low = max(from, p - 8)
        guard low < p, low >= 0 else { return nil }
        for i in Int(firstHit[low])..<Int(firstHit[p]) where Int(hits[i].end) == p && (c.isEmpty || !hits[i].classes.isDisjoint(with: c)) {
            return hits[i]
        }
        return nil
    }

    /// The longest hit of a class that begins at a position.
    func beginning(at p: Int, _ c: WordClass) -> Hit? {
        guard p >= 0, p < count, !beginning[p].isDisjoint(with: c) else { return nil }
        return longest(at: p, c, upTo: Int.max)
    }

    private func longest(at p: Int, _ c: WordClass, upTo limit: Int) -> Hit? {
        var i = Int(firstHit[p + 1]) - 1
        let first = Int(firstHit[p])
        while i >= first {
            if !hits[i].classes.isDisjoint(with: c), Int(hits[i].end) <= limit { return hits[i] }
            i -= 1
        }
        return nil
    }
}
