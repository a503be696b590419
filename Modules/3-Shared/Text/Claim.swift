/// What one report tells for one cell (city × year × indicator): the best mention of the report, with its evidence.
///
/// A report gives at most one claim a cell. Claims travel from the extractor to the aggregator, which makes cells of them.
public struct Claim: Sendable, Equatable {
    /// Whose figure it is.
    public var city: String
    /// The period's year.
    public var year: Int
    /// Code of the indicator.
    public var indicator: String
    /// Magnitudes expanded, money in 元, 92 for 92 %; the low end of a range.
    public var value: Double
    /// The high end of a range.
    public var high: Double?
    /// Classifier or unit as written, magnitude removed.
    public var unit: String
    /// How exactly the text tells the number.
    public var approximation: Observation.Approximation
    /// `new`, `total`, `cumulative` or empty.
    public var scope: String
    /// First day of the period as an ISO day, where the text tells more than the year; else empty.
    public var periodStart: String
    /// Last day of the period; see `periodStart`.
    public var periodEnd: String
    /// 0…1.
    public var confidence: Double
    /// The place that proves it.
    public var evidence: Evidence
    /// The mention of the same report that came second for this cell with another value.
    public var runnerUp: Evidence?
}

/// The initializer stands outside the type, its arguments in an order of their own, and hands over to the compiler's own one: an initializer
/// that sets each of so many fields builds the value twice.
extension Claim {
    /// From its fields.
    public init(
        city: String, year: Int, indicator: String, value: Double, high: Double?, unit: String,
        approximation: Observation.Approximation, confidence: Double, scope: String, periodStart: String, periodEnd: String,
        evidence: Evidence, runnerUp: Evidence?
    ) {
        self.init(
            city: city, year: year, indicator: indicator, value: value, high: high, unit: unit, approximation: approximation,
            scope: scope, periodStart: periodStart, periodEnd: periodEnd, confidence: confidence, evidence: evidence, runnerUp: runnerUp)
    }
}

/// The place in a source that proves a number. Offsets as in `Observation`.
public struct Evidence: Sendable, Equatable {
    /// The file name as submitted, without its folders.
    public var document: String
    /// Number of the report within its document, from 0.
    public var report: Int
    /// Where it begins in the decoded source: Unicode scalars.
    public var start: Int
    /// Where it ends, half open: Unicode scalars.
    public var end: Int
    /// Where it begins in the UTF-8 text of the decoded source: bytes.
    public var byteStart: Int
    /// Where it ends, half open: bytes.
    public var byteEnd: Int
    /// The characters of the source, breaks and spaces inside included.
    public var quote: String
    /// The number told there, as in `Observation`.
    public var value: Double
    /// What is counted, in the source's words.
    public var subject: String
    /// Names of the rules that led here, in their order.
    public var because: [String]
    /// The sentence's clean characters, and where it stands in the source.
    public var sentence: String
    /// Where the sentence begins in the source: Unicode scalars.
    public var sentenceStart: Int
    /// Where the sentence ends, half open: Unicode scalars.
    public var sentenceEnd: Int
    /// SHA-256 of the document, 64 hexadecimal digits. The ledger tells it; empty in what was only read.
    public var sha256 = ""
    /// The city whose report it is, which may tell another city's figure. The ledger tells it.
    public var reporter = ""
    /// ISO day of the report's publication where it tells one, else its year. The ledger tells it where several claims speak for a cell.
    public var dated = ""
}

/// The initializer stands outside the type, its arguments in an order of their own, and hands over to the compiler's own one: an initializer
/// that sets each of so many fields builds the value twice.
extension Evidence {
    /// Evidence from its fields, as it comes back from where it was kept.
    public init(
        document: String, report: Int, start: Int, end: Int, byteStart: Int, byteEnd: Int, quote: String, value: Double, subject: String,
        sentence: String, sentenceStart: Int, sentenceEnd: Int, because: [String], sha256: String = "", reporter: String = "",
        dated: String = ""
    ) {
        self.init(
            document: document, report: report, start: start, end: end, byteStart: byteStart, byteEnd: byteEnd, quote: quote,
            value: value, subject: subject, because: because, sentence: sentence, sentenceStart: sentenceStart, sentenceEnd: sentenceEnd,
            sha256: sha256, reporter: reporter, dated: dated)
    }

    /// The evidence of an observation.
    public init(_ o: Observation) {
        self.init(
            document: o.document, report: o.report, start: o.start, end: o.end, byteStart: o.byteStart, byteEnd: o.byteEnd, quote: o.quote,
            value: o.value, subject: o.subject, because: o.because, sentence: o.sentence, sentenceStart: o.sentenceStart,
            sentenceEnd: o.sentenceEnd)
    }
}
