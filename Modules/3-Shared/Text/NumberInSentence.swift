/// A sentence cut in three around one of its numbers.
///
/// The quote may hold breaks of the source that the sentence lacks; where its characters stand several times, the place that fits the
/// offsets best is the number's.
public struct NumberInSentence: Sendable, Equatable {
    /// What stands before the number; the whole sentence where the number cannot be found.
    public var before: String
    /// The number as the sentence has it; empty where it cannot be found.
    public var number = ""
    /// What stands behind the number.
    public var after = ""

    /// Cuts the sentence of an evidence.
    public init(_ evidence: Evidence) { self.init(evidence, in: evidence.sentence) }

    /// Cuts `text`, which is the sentence of the evidence in another dress.
    public init(_ evidence: Evidence, in text: String) {
        before = text
        let sentence = Array(text.unicodeScalars)
        let quote = Array(evidence.quote.unicodeScalars).filter { !$0.properties.isWhitespace }
        let bare = sentence.indices.filter { !sentence[$0].properties.isWhitespace }
        guard !quote.isEmpty, bare.count >= quote.count else { return }
        let (start, from, to) = (Double(evidence.start), Double(evidence.sentenceStart), Double(evidence.sentenceEnd))
        let wanted = (start - from) / max(1, to - from) * Double(bare.count)
        var best: (at: Int, distance: Double)?
        for at in 0...(bare.count - quote.count) where quote.indices.allSatisfy({ sentence[bare[at + $0]] == quote[$0] }) {
            let distance = abs(Double(at) - wanted)
            if distance < best?.distance ?? .infinity { best = (at, distance) }
        }
        guard let best else { return }
        let first = bare[best.at]
        let last = bare[best.at + quote.count - 1]
        before = Self.text(sentence[..<first])
        number = Self.text(sentence[first...last])
        after = Self.text(sentence[(last + 1)...])
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String { String(String.UnicodeScalarView(scalars)) }
}
