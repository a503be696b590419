public import Text

/// The evidence of a value that a person set: no place in a source, but the entry of the journal in words.
public enum SetEvidence {
    /// Stands where the document's name does.
    public static let document = "修正"
    /// Stands where the rules do.
    public static let rule = "correction.set"

    /// The evidence of a `set`.
    public static func of(_ entry: Correction, unit: String) -> Evidence {
        let quote = "\(prefix(entry.approximation))\(plain(entry.value ?? 0))\(entry.high.map { "–" + plain($0) } ?? "")\(unit)"
        let signed = [entry.who, entry.day].filter { !$0.isEmpty }.joined(separator: "，")
        return Evidence(
            document: document, report: 0, start: 0, end: 0, byteStart: 0, byteEnd: 0, quote: quote, value: entry.value ?? 0,
            subject: "", sentence: "修正第\(entry.number)号：\(quote)。\(entry.why)（\(signed)）", sentenceStart: 0, sentenceEnd: 0,
            because: [rule])
    }

    /// Whether the evidence is that of a set value.
    public static func isSet(_ evidence: Evidence) -> Bool { evidence.because == [rule] && evidence.document == document }

    private static func prefix(_ approximation: Observation.Approximation) -> String {
        switch approximation {
        case .exact: ""
        case .about: "约"
        case .atLeast: "不少于"
        case .atMost: "不多于"
        }
    }

    private static func plain(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 9_007_199_254_740_992 ? String(Int64(value)) : value.description
    }
}
