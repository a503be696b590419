/// One number of a report with all that a table and a sceptic need: whose, when, what, how sure, and where it stands.
///
/// `start`, `end` count Unicode scalars of the decoded source document, `byteStart`, `byteEnd` the bytes of its UTF-8 text;
/// `source[start..<end] == quote` always.
public struct Observation: Sendable, Equatable {
    /// How exactly the text tells the number: 近 and 余 are `about`, 超过 `atLeast`, 不超过 `atMost`.
    public enum Approximation: String, Sendable, CaseIterable {
        case exact, about
        case atLeast = "at_least"
        case atMost = "at_most"
    }

    /// What the number says of its subject: something that happened or stands, a difference, a rate, a place in an order, a bound, a target.
    public enum Role: String, Sendable, CaseIterable {
        case fact, change, share, rank, threshold, plan
    }

    /// The file name as submitted, without its folders.
    public var document: String
    /// Number of the report within its document, from 0.
    public var report: Int
    /// Whose figure it is.
    public var city: String
    /// The period's year; 0 when the source does not tell.
    public var year: Int
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
    /// Magnitudes expanded, money in 元, 92 for 92 %; the low end of a range.
    public var value: Double
    /// The high end of a range.
    public var high: Double?
    /// Classifier or unit as written, magnitude removed.
    public var unit: String
    /// How exactly the text tells the number.
    public var approximation: Approximation
    /// What the number says of its subject.
    public var role: Role
    /// What is counted, in the source's words, short and self-standing.
    public var subject: String
    /// Code of the framework's area: `organising`, `hardship`, …
    public var area: String
    /// Code of the indicator, or nil.
    public var indicator: String?
    /// 0…1.
    public var confidence: Double
    /// Names of the rules that led here, in their order.
    public var because: [String]
    /// The sentence's clean characters.
    public var sentence: String
    /// The sentence around the number: Unicode scalars of the decoded source document, half open.
    public var sentenceStart: Int
    /// Where the sentence ends, half open.
    public var sentenceEnd: Int
    /// `new`, `total`, `cumulative` or empty where the text does not tell.
    public var scope: String
    /// First and last day of the period as ISO days, where the text tells more than the year; else empty.
    public var periodStart: String
    /// Last day of the period; see `periodStart`.
    public var periodEnd: String
}

/// The initializer stands outside the type, its arguments in an order of their own, and hands over to the compiler's own one: an initializer
/// that sets each of so many fields builds the value twice.
extension Observation {
    /// From its fields.
    public init(
        document: String, report: Int, city: String, year: Int, start: Int, end: Int, byteStart: Int, byteEnd: Int, quote: String,
        value: Double, high: Double?, unit: String, approximation: Approximation, role: Role, subject: String, area: String,
        indicator: String?, confidence: Double, because: [String], sentenceStart: Int, sentenceEnd: Int, sentence: String,
        scope: String = "", periodStart: String = "", periodEnd: String = ""
    ) {
        self.init(
            document: document, report: report, city: city, year: year, start: start, end: end, byteStart: byteStart, byteEnd: byteEnd,
            quote: quote, value: value, high: high, unit: unit, approximation: approximation, role: role, subject: subject, area: area,
            indicator: indicator, confidence: confidence, because: because, sentence: sentence, sentenceStart: sentenceStart,
            sentenceEnd: sentenceEnd, scope: scope, periodStart: periodStart, periodEnd: periodEnd)
    }
}

/// A numeral of the source that is no statistic, with the name of the reason. Offsets as in `Observation`.
public struct Rejection: Sendable, Equatable {
    /// The file name as submitted, without its folders.
    public var document: String
    /// Number of the report within its document, from 0.
    public var report: Int
    /// Where it begins in the decoded source: Unicode scalars.
    public var start: Int
    /// Where it ends, half open: Unicode scalars.
    public var end: Int
    /// Where it begins: bytes of the decoded source as UTF-8.
    public var byteStart: Int
    /// Where it ends, half open: bytes.
    public var byteEnd: Int
    /// The characters of the source, breaks and spaces inside included.
    public var quote: String
    /// Name of the rule that rejected it: `date.year`, `name.campaign`, `furniture.masthead`.
    public var reason: String

    /// From its fields.
    public init(document: String, report: Int, start: Int, end: Int, byteStart: Int, byteEnd: Int, quote: String, reason: String) {
        self.document = document
        self.report = report
        self.start = start
        self.end = end
        self.byteStart = byteStart
        self.byteEnd = byteEnd
        self.quote = quote
        self.reason = reason
    }
}
