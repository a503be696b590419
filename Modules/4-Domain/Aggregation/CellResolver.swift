public import Text

/// Makes one cell of all claims for it. Pure, and blind to the order in which the claims came.
///
/// ```
/// claims ── those of the widest period ── the surest first ── agrees an exact one with it? ── chosen
///                  │ others: unlikePeriods        │ others that do not agree: conflict
///                  └──────────────── all stay as evidence ────────────────┘
/// ```
public enum CellResolver {
    /// How the chosen claim was chosen; the first rule that told it from all others.
    public enum Rule: String, Sendable, CaseIterable {
        /// There is one claim.
        case only
        /// All claims give the same number.
        case agreement
        /// A figure for the whole year (or the longer period) goes before one for a part of it.
        case period
        /// The surest claim.
        case confidence
        /// An exact figure goes before an approximate one that it agrees with, or that is as sure.
        case exact
        /// Nothing tells them apart but their place: document name, report, position.
        case order
    }

    /// The cell. `claims` must all be for `key`; with none there is no cell, so nil. `area`: of the indicator, from the codebook.
    public static func resolve(_ key: CellKey, claims: [Claim], area: String? = nil) -> Cell? {
        let sorted = claims.sorted(by: ClaimOrder.before)
        guard let widest = sorted.min(by: wider) else { return nil }
        let rivals = sorted.filter { samePeriod($0, widest) }
        guard let surest = rivals.first else { return nil }
        let chosen = exactTwin(of: surest, among: rivals) ?? surest
        let interval = ClaimInterval(chosen)
        let conflict = rivals.contains { !ClaimInterval($0).agrees(with: interval) }
        var evidence = [chosen.evidence]
        var passed = false
        for claim in sorted {
            if !passed, claim == chosen { passed = true } else { evidence.append(claim.evidence) }
        }
        return Cell(
            city: key.city, year: key.year, indicator: key.indicator, area: area, value: chosen.value, high: chosen.high, unit: chosen.unit,
            approximation: chosen.approximation, scope: chosen.scope, periodStart: chosen.periodStart, periodEnd: chosen.periodEnd,
            confidence: chosen.confidence, conflict: conflict, unlikePeriods: rivals.count < sorted.count,
            chosenBy: rule(chosen, surest, rivals, sorted), evidence: evidence, runnerUp: chosen.runnerUp)
    }

    /// The best exact claim that agrees with an approximate one: 29876 beside `近3万`.
    private static func exactTwin(of claim: Claim, among rivals: [Claim]) -> Claim? {
        guard claim.approximation != .exact else { return nil }
        let interval = ClaimInterval(claim)
        return rivals.first { $0.approximation == .exact && ClaimInterval($0).agrees(with: interval) }
    }

    private static func rule(_ chosen: Claim, _ surest: Claim, _ rivals: [Claim], _ sorted: [Claim]) -> Rule {
        if sorted.count == 1 { return .only }
        if rivals.count == 1 { return .period }
        if chosen != surest { return .exact }
        let same = rivals.allSatisfy { $0.value == chosen.value && $0.high == chosen.high && $0.approximation == chosen.approximation }
        if same { return .agreement }
        guard let second = rivals.first(where: { $0 != chosen }) else { return .agreement }
        if second.confidence < chosen.confidence { return .confidence }
        return second.approximation == chosen.approximation ? .order : .exact
    }

    private static func samePeriod(_ a: Claim, _ b: Claim) -> Bool {
        if a.periodStart == b.periodStart, a.periodEnd == b.periodEnd { return true }
        return PeriodWidth(a).isWholeYear && PeriodWidth(b).isWholeYear
    }

    /// Whether `a` covers more of the year than `b`. No days told means the whole year, as does its first to its last day; a period with
    /// one end missing is taken to begin or end with the year. Periods that begin before the year (`自2018年以来`) are no figure of the
    /// year and come last.
    private static func wider(_ a: Claim, _ b: Claim) -> Bool {
        let (x, y) = (PeriodWidth(a), PeriodWidth(b))
        if x != y { return x > y }
        return ClaimOrder.before(a, b)
    }
}
