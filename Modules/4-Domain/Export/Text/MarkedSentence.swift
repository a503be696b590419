public import Text

/// The sentence of an evidence, cut in three around its number.
///
/// The quote may hold breaks of the source that the sentence lacks; where its characters stand several times, the place that fits the
/// offsets best is the number's.
public struct MarkedSentence: Sendable, Equatable {
    /// What stands before the number; the whole sentence where the number cannot be found.
    public var before = ""
    /// The number as the sentence has it.
    public var number = ""
    /// What stands behind the number.
    public var after = ""

    /// Cuts the sentence; control characters are made harmless.
    public init(_ evidence: Evidence) {
        let sentence = Array(TerminalText.safe(evidence.sentence).unicodeScalars)
        let quote = Array(evidence.quote.unicodeScalars).filter { !$0.properties.isWhitespace }
        let bare = sentence.indices.filter { !sentence[$0].properties.isWhitespace }
        before = Self.text(sentence[...])
        guard !quote.isEmpty, bare.count >= quote.count else { return }
        let length = max(1, evidence.sentenceEnd - evidence.sentenceStart)
        let wanted = Double(evidence.start - evidence.sentenceStart) / Double(length) * Double(bare.count)
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

    /// The sentence with the number in 【】.
    public var text: String { number.isEmpty ? before : "\(before)【\(number)】\(after)" }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String { String(String.UnicodeScalarView(scalars)) }
}
