/// What one report tells for one cell (city × year × indicator): the best mention of the report, with its evidence.
///
/// A report gives at most one claim a cell. Claims travel from the extractor to the aggregator, which makes cells of them.
public struct Claim: Sendable, Equatable {
    public var city: String
    public var year: Int
    public var indicator: String
    public var value: Double
    public var high: Double?
    public var unit: String
    public var approximation: Observation.Approximation
    public var confidence: Double
    public var scope: String
    public var periodStart: String
    public var periodEnd: String
    public var evidence: Evidence
    /// The mention of the same report that came second for this cell with another value.
    public var runnerUp: Evidence?

    public init(
        city: String, year: Int, indicator: String, value: Double, high: Double?, unit: String,
        approximation: Observation.Approximation, confidence: Double, scope: String, periodStart: String, periodEnd: String,
        evidence: Evidence, runnerUp: Evidence?
    ) {
        self.city = city
        self.year = year
        self.indicator = indicator
        self.value = value
        self.high = high
        self.unit = unit
        self.approximation = approximation
        self.confidence = confidence
        self.scope = scope
        self.periodStart = periodStart
        self.periodEnd = periodEnd
        self.evidence = evidence
        self.runnerUp = runnerUp
    }
}

/// The place in a source that proves a number. Offsets as in `Observation`.
public struct Evidence: Sendable, Equatable {
    public var document: String
    public var report: Int
    public var start: Int
    public var end: Int
    public var byteStart: Int
    public var byteEnd: Int
    public var quote: String
    public var value: Double
    public var subject: String
    /// The sentence's clean characters, and where it stands in the source.
    public var sentence: String
    public var sentenceStart: Int
    public var sentenceEnd: Int
    public var because: [String]

    /// Evidence from its fields, as it comes back from where it was kept.
    public init(
        document: String, report: Int, start: Int, end: Int, byteStart: Int, byteEnd: Int, quote: String, value: Double, subject: String,
        sentence: String, sentenceStart: Int, sentenceEnd: Int, because: [String]
    ) {
        self.document = document
        self.report = report
        self.start = start
        self.end = end
        self.byteStart = byteStart
        self.byteEnd = byteEnd
        self.quote = quote
        self.value = value
        self.subject = subject
        self.sentence = sentence
        self.sentenceStart = sentenceStart
        self.sentenceEnd = sentenceEnd
        self.because = because
    }

    /// The evidence of an observation.
    public init(_ o: Observation) {
        document = o.document
        report = o.report
        start = o.start
        end = o.end
        byteStart = o.byteStart
        byteEnd = o.byteEnd
        quote = o.quote
        value = o.value
        subject = o.subject
        sentence = o.sentence
        sentenceStart = o.sentenceStart
        sentenceEnd = o.sentenceEnd
        because = o.because
    }
}
