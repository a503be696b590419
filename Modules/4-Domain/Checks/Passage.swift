internal import Text

/// A sentence with its figures, in the order of its words.
///
/// ```
/// text     全年发展会员 18426人 ， 其中农民工会员 9735人 。      white space gone, full-width characters folded
/// figures              [------]                 [----]
/// before(1)                     ， 其中农民工会员               from the figure before it
/// own(1)                        ， 其中农民工会员 + what follows the unit up to the next mark
/// ```
struct Passage {
    private(set) var figures: [Figure] = []
    private(set) var places: [Range<Int>] = []
    let text: [Unicode.Scalar]
    let document: String
    let report: Int
    /// Scalars of the document.
    let start: Int
    let end: Int

    /// `observations`: all of one sentence.
    init?(_ observations: [Observation]) {
        guard let first = observations.first else { return nil }
        text = Passage.folded(first.sentence)
        document = first.document
        report = first.report
        start = first.sentenceStart
        end = first.sentenceEnd
        var found: [(place: Range<Int>, figure: Figure)] = []
        var at = 0
        for o in observations.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
            let quote = Passage.folded(o.quote)
            guard let place = find(quote, from: at) ?? find(quote, from: 0) else { continue }
            guard !found.contains(where: { $0.place.overlaps(place) }) else { continue }
            at = place.upperBound
            found.append((place, Figure(o, quote: quote)))
        }
        guard !found.isEmpty else { return nil }
        found.sort { $0.place.lowerBound < $1.place.lowerBound }
        figures = found.map(\.figure)
        places = found.map(\.place)
    }

    /// The words between the figure before and this one.
    func before(_ i: Int) -> ArraySlice<Unicode.Scalar> { text[(i > 0 ? places[i - 1].upperBound : 0)..<places[i].lowerBound] }

    /// Those of them that stand in the figure's own clause.
    func clause(before i: Int) -> ArraySlice<Unicode.Scalar> {
        let words = before(i)
        return words[(words.lastIndex { Passage.marks.contains($0) } ?? words.startIndex)...]
    }

    /// The words between two figures.
    func between(_ i: Int, _ j: Int) -> ArraySlice<Unicode.Scalar> {
        let low = places[i].upperBound
        return text[low..<max(low, places[j].lowerBound)]
    }

    /// The words behind the unit up to the next mark or figure.
    func behind(_ i: Int) -> ArraySlice<Unicode.Scalar> {
        let limit = i + 1 < places.count ? places[i + 1].lowerBound : text.count
        return text[places[i].upperBound..<max(limit, places[i].upperBound)].prefix { !Passage.marks.contains($0) }
    }

    /// The figure's own words on both sides.
    func own(_ i: Int) -> [Unicode.Scalar] { Array(before(i)) + Array(behind(i)) }

    /// Where a word begins, from a place on.
    func places(of word: [Unicode.Scalar]) -> [Int] {
        guard text.count >= word.count else { return [] }
        return (0...(text.count - word.count)).filter { text[$0..<$0 + word.count].elementsEqual(word) }
    }

    /// Whether this sentence follows the other directly.
    func follows(_ other: Passage) -> Bool {
        document == other.document && report == other.report && start >= other.end && start - other.end <= 4
    }

    /// Whether two figures belong to one city and period.
    static func isComparable(_ a: Observation, _ b: Observation) -> Bool {
        a.city == b.city && a.year == b.year && a.periodStart == b.periodStart && a.periodEnd == b.periodEnd
    }

    static let marks = Set("，,。；;：:、（）()！？!?".unicodeScalars)

    /// Without white space; full-width forms as ASCII.
    static func folded(_ text: String) -> [Unicode.Scalar] {
        var out: [Unicode.Scalar] = []
        out.reserveCapacity(text.unicodeScalars.count)
        for s in text.unicodeScalars where !s.properties.isWhitespace {
            out.append(s.value >= 0xFF10 && s.value <= 0xFF5A || s.value == 0xFF05 || s.value == 0xFF0E ? Unicode.Scalar(s.value - 0xFEE0) ?? s : s)
        }
        return out
    }

    /// Where the quote stands as a number of its own, not within a longer one.
    private func find(_ quote: [Unicode.Scalar], from: Int) -> Range<Int>? {
        guard !quote.isEmpty, text.count >= quote.count, from <= text.count - quote.count else { return nil }
        for p in from...(text.count - quote.count) where text[p] == quote[0] && text[p..<p + quote.count].elementsEqual(quote) {
            if p > 0, isDigit(text[p - 1]), isDigit(quote[0]) { continue }
            return p..<p + quote.count
        }
        return nil
    }

    private func isDigit(_ s: Unicode.Scalar) -> Bool { s.value >= 48 && s.value <= 57 || s == "." }
}
