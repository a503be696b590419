public import Base

/// Ties a correction to words of a document, not to offsets, rows or rules: it holds for whatever a later engine or codebook reads at the
/// same words, and for nothing once no claim rests on them any more.
///
/// White space and the width of ASCII characters do not count: a line that is wrapped in another place is the same line.
public struct Anchor: Sendable, Hashable {
    /// SHA-256 of the document, 64 hexadecimal digits; empty where it is not known.
    public var sha256: String
    /// Its name, for people.
    public var document: String
    /// The characters of the number: `18426人`.
    public var quote: String
    /// So many characters of its sentence before the number as `contextLength` allows.
    public var before: String
    /// The same behind the number.
    public var after: String

    /// Characters of the sentence that are kept on either side.
    public static let contextLength = 24

    /// From its parts.
    public init(sha256: String, document: String, quote: String, before: String, after: String) {
        self.sha256 = sha256
        self.document = document
        self.quote = quote
        self.before = before
        self.after = after
    }

    /// The words that prove a number.
    public init(_ evidence: Evidence) {
        let cut = NumberInSentence(evidence)
        sha256 = evidence.sha256
        document = evidence.document
        quote = Self.folded(evidence.quote)
        // a number that its sentence does not show stands by the whole sentence
        before = String(String.UnicodeScalarView(Self.folded(cut.before).unicodeScalars.suffix(Self.contextLength)))
        after = String(String.UnicodeScalarView(Self.folded(cut.after).unicodeScalars.prefix(Self.contextLength)))
    }

    /// Whether the evidence stands at these words, in whichever document: the quote is the same, and as far as both sentences go, what
    /// stands around it. An engine that cuts sentences elsewhere leaves less of it.
    public func hasWords(of evidence: Evidence) -> Bool {
        let other = Anchor(evidence)
        guard quote == other.quote else { return false }
        if before == other.before, after == other.after { return true }
        let left = Self.shared(before.unicodeScalars.reversed(), other.before.unicodeScalars.reversed())
        let right = Self.shared(after.unicodeScalars, other.after.unicodeScalars)
        return left.agree && right.agree && left.count + right.count >= Self.enough
    }

    /// Whether the evidence stands at these words in this document.
    public func matches(_ evidence: Evidence) -> Bool { sha256 == evidence.sha256 && hasWords(of: evidence) }

    /// Characters around the quote that must agree where the sentences were cut in different places.
    private static let enough = 4

    private static func shared(
        _ a: some Sequence<Unicode.Scalar>, _ b: some Sequence<Unicode.Scalar>
    ) -> (agree: Bool, count: Int) {
        var count = 0
        for (x, y) in zip(a, b) {
            if x != y { return (false, count) }
            count += 1
        }
        return (true, count)
    }

    /// Without white space, and ASCII in its narrow form.
    public static func folded(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
            if (0xFF01...0xFF5E).contains(scalar.value), let narrow = Unicode.Scalar(scalar.value - 0xFEE0) {
                out.append(narrow)
            } else {
                out.append(scalar)
            }
        }
        return String(out)
    }

    /// Appends the anchor as one JSON object.
    public func write(to line: inout JSONLine) {
        line.openObject()
        line.key("sha256"); line.string(sha256)
        line.key("document"); line.string(document)
        line.key("quote"); line.string(quote)
        line.key("before"); line.string(before)
        line.key("after"); line.string(after)
        line.closeObject()
    }

    /// Reads one anchor; unknown keys are passed over.
    public init(reading reader: inout JSONReader) throws(JSONReaderError) {
        var anchor = Anchor(sha256: "", document: "", quote: "", before: "", after: "")
        try reader.object { reader, key throws(JSONReaderError) in
            switch key {
            case "sha256": anchor.sha256 = try reader.string()
            case "document": anchor.document = try reader.string()
            case "quote": anchor.quote = try reader.string()
            case "before": anchor.before = try reader.string()
            case "after": anchor.after = try reader.string()
            default: try reader.skip()
            }
        }
        self = anchor
    }
}
