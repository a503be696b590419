public import Text

/// Names a cell of the table. Ordered by city, year, indicator; text by Unicode scalars.
public struct CellKey: Hashable, Sendable, Comparable {
    /// Whose figure it is.
    public var city: String
    /// The period's year.
    public var year: Int
    /// Code of the codebook: `org.new_members`.
    public var indicator: String

    /// From its parts.
    public init(city: String, year: Int, indicator: String) {
        self.city = city
        self.year = year
        self.indicator = indicator
    }

    /// The cell that a claim speaks about.
    public init(_ claim: Claim) { self.init(city: claim.city, year: claim.year, indicator: claim.indicator) }

    /// By city, then year, then indicator.
    public static func < (a: CellKey, b: CellKey) -> Bool {
        if let before = ScalarOrder.before(a.city, b.city) { return before }
        if a.year != b.year { return a.year < b.year }
        return ScalarOrder.before(a.indicator, b.indicator) ?? false
    }
}

/// One cell of the table: the number that stands there, and all that was said for it.
public struct Cell: Sendable, Equatable {
    /// Whose figure it is.
    public var city: String
    /// The period's year.
    public var year: Int
    /// Code of the indicator.
    public var indicator: String
    /// Code of the framework's area, where the codebook tells.
    public var area: String?
    /// Of the chosen claim: magnitudes expanded, money in 元, 92 for 92 %; the low end of a range.
    public var value: Double
    /// The high end of a range.
    public var high: Double?
    /// Classifier or unit as written.
    public var unit: String
    /// Of the chosen claim.
    public var approximation: Observation.Approximation
    /// `new`, `total`, `cumulative` or empty.
    public var scope: String
    /// First and last day of the chosen figure's period as ISO days, where told; else empty.
    public var periodStart: String
    /// Last day of the period; see `periodStart`.
    public var periodEnd: String
    /// 0…1, of the chosen claim.
    public var confidence: Double
    /// Whether another claim for the same period gives an unlike number.
    public var conflict: Bool
    /// Whether claims for another period (half a year beside a year) stand among the evidence.
    public var unlikePeriods: Bool
    /// The rule that chose among the claims: see `CellResolver.Rule`.
    public var chosenBy: CellResolver.Rule
    /// The proof of every claim, each with its own value; the chosen one first.
    public var evidence: [Evidence]
    /// The mention that came second within the chosen report.
    public var runnerUp: Evidence?
    /// Whether reports disagree and a person decided between them; then `conflict` is false.
    public var settled = false
    /// The entries of the journal that hold for the cell, by number.
    public var corrections: [AppliedCorrection] = []

    /// From its parts.
    public init(
        city: String, year: Int, indicator: String, area: String?, value: Double, high: Double?, unit: String,
        approximation: Observation.Approximation, scope: String, periodStart: String, periodEnd: String, confidence: Double,
        conflict: Bool, unlikePeriods: Bool, chosenBy: CellResolver.Rule, evidence: [Evidence], runnerUp: Evidence?
    ) {
        self.city = city
        self.year = year
        self.indicator = indicator
        self.area = area
        self.value = value
        self.high = high
        self.unit = unit
        self.approximation = approximation
        self.scope = scope
        self.periodStart = periodStart
        self.periodEnd = periodEnd
        self.confidence = confidence
        self.conflict = conflict
        self.unlikePeriods = unlikePeriods
        self.chosenBy = chosenBy
        self.evidence = evidence
        self.runnerUp = runnerUp
    }

    /// Whether a correction takes effect on it: its value was set, or a claim was accepted or rejected.
    public var isCorrected: Bool { corrections.contains { $0.entry.kind == .set || $0.evidence != nil } }

    /// The cell's name.
    public var key: CellKey { CellKey(city: city, year: year, indicator: indicator) }
}
