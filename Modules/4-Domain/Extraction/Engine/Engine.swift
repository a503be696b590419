public import Text

/// What was read from one report.
public struct Reading: Sendable, Equatable {
    /// In document order.
    public let observations: [Observation]
    /// Numerals that are no statistic, in document order. Together with the observations they cover every numeral of the source.
    public let rejections: [Rejection]
    /// Which observations the claims are made of.
    let choices: [Choice]

    /// An observation that is the report's best for its city, year and indicator, by its place among the observations, and that of the
    /// runner-up.
    struct Choice: Equatable {
        var best: Int
        var runnerUp: Int?
    }

    /// At most one for a city, year and indicator. Made of the observations whenever asked for.
    public var claims: [Claim] {
        choices.map { choice in Claim(observations[choice.best], runnerUp: choice.runnerUp.map { Evidence(observations[$0]) }) }
    }
}

extension Claim {
    /// What an observation that bears an indicator tells for its cell.
    fileprivate init(_ o: Observation, runnerUp: Evidence?) {
        self.init(
            city: o.city, year: o.year, indicator: o.indicator ?? "", value: o.value, high: o.high, unit: o.unit, approximation: o.approximation,
            confidence: o.confidence, scope: o.scope, periodStart: o.periodStart, periodEnd: o.periodEnd, evidence: Evidence(o), runnerUp: runnerUp)
    }
}

/// Reads reports into observations, rejections and claims. Without state of its own beyond the codebook: any thread may use it.
///
/// ```
/// Report → Page (folded scalars, words, sentences) → numerals → sieve → zones → approximation, role, period → subject
///        → area → indicator → best mention of each indicator → observations, rejections, claims
/// ```
/// A **numeral** is a maximal run of digits (ASCII or full-width), or of the characters 零〇一二两三四五六七八九廿卅十百千万亿.
/// Each numeral of the source ends up in an observation's quote or in a rejection. Time is linear in the report's length.
public struct Engine: Sendable {
    /// Changes whenever equal reports may be read differently.
    public static let version = "6"

    let compiled: Compiled

    /// An engine for a codebook; preparing it takes some milliseconds, so keep it.
    public init(codebook: Codebook) { compiled = Compiled(codebook) }

    /// The codebook it reads with.
    public var codebook: Codebook { compiled.codebook }

    /// Reads one report. Reports from outside are to be asked `isSound` first.
    public func read(_ report: Report) -> Reading {
        var reader = ReportReader(report: report, compiled: compiled)
        reader.read()
        return reader.reading()
    }
}
