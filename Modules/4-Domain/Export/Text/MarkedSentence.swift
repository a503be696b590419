public import Text

/// The sentence of an evidence, cut in three around its number, with control characters made harmless.
public struct MarkedSentence: Sendable, Equatable {
    private let cut: NumberInSentence
    /// What stands before the number; the whole sentence where the number cannot be found.
    public var before: String { cut.before }
    /// The number as the sentence has it.
    public var number: String { cut.number }
    /// What stands behind the number.
    public var after: String { cut.after }

    /// Cuts the sentence.
    public init(_ evidence: Evidence) { cut = NumberInSentence(evidence, in: TerminalText.safe(evidence.sentence)) }

    /// The sentence with the number in 【】.
    public var text: String { number.isEmpty ? before : "\(before)【\(number)】\(after)" }
}
