// claims ── not rejected ── those of the widest period ── the city's own ── no parts ── the latest ── the surest ── chosen
//              │                  │ others: unlikePeriods       └──────── others that do not agree: conflict ─┘
//              │                  └──────────────── all stay as evidence ────────────────┘
//              └ rejected ones stand among the cell's corrections
//
// A correction decides over all of it: the claim that was accepted is chosen, a value that was set stands before everything.
public import Text

/// Makes one cell of all claims for it. Pure, and blind to the order in which the claims came.
public enum CellResolver {
    /// How the chosen claim was chosen: the rule that told it from the others that disagree with it.
    public enum Rule: String, Sendable, CaseIterable {
        /// There is one claim.
        case only
        /// All claims give the same number.
        case agreement
        /// A figure for the whole year (or the longer period) goes before one for a part of it.
        case period
        /// The city's own report goes before another's.
        case own
        /// A total goes before a part (`其中`).
        case total
        /// The later report goes before the earlier.
        case later
        /// The surest claim.
        case confidence
        /// An exact figure goes before an approximate one that it agrees with, or that is as sure.
        case exact
        /// Nothing tells them apart but their place: document name, report, position.
        case order
        /// A person accepted it.
        case accepted
        /// A person set the value.
        case set
        /// No report tells it: it follows from figures that are told. Never the outcome of `resolve`; see `DerivedCode`.
        case derived
    }

    /// The cell. `claims` must all be for `key`; where none counts and no value is set there is no cell, so nil. `area`: of the indicator,
    /// from the codebook. `corrections`: all of the cell, in any order.
    public static func resolve(
        _ key: CellKey, claims: [Claim], area: String? = nil, corrections: [Correction] = []
    ) -> Cell? {
        guard !corrections.isEmpty else { return choose(key, claims, area, accepted: nil) }
        let fold = CorrectionFold(corrections)
        let rejected = fold.rejections.flatMap { entry in
            entry.anchor.map { CorrectionFold.claims(at: $0, among: claims) } ?? []
        }
        let counting = fold.rejectedCell == nil ? claims.filter { !rejected.contains($0) } : []
        let accepted = fold.decision?.kind == .accept ? at(fold.decision, claims) : nil
        var cell = choose(key, counting, area, accepted: accepted)
        if let decision = fold.decision, decision.kind == .set { cell = set(decision, key, area, over: cell) }
        cell?.corrections = fold.holding.map { entry in
            var told = entry
            told.standing = fold.standing(of: entry, claims: claims)
            return AppliedCorrection(entry: told, evidence: at(entry, claims)?.evidence)
        }
        return cell
    }

    /// The first claim that an entry speaks of.
    private static func at(_ entry: Correction?, _ claims: [Claim]) -> Claim? {
        guard let anchor = entry?.anchor else { return nil }
        return CorrectionFold.claims(at: anchor, among: claims).min(by: ClaimOrder.before)
    }

    /// The cell of what the reports say.
    private static func choose(_ key: CellKey, _ claims: [Claim], _ area: String?, accepted: Claim?) -> Cell? {
        let sorted = claims.sorted(by: ClaimOrder.before)
        guard let widest = accepted ?? sorted.min(by: wider) else { return nil }
        let rivals = sorted.filter { samePeriod($0, widest) }
        let (chosen, rule) = accepted.map { ($0, .accepted) } ?? choice(rivals, sorted)
        guard let chosen else { return nil }
        let interval = ClaimInterval(chosen)
        let disagree = rivals.contains { !ClaimInterval($0).agrees(with: interval) }
        var evidence = [chosen.evidence]
        var passed = false
        for claim in sorted {
            if !passed, claim == chosen { passed = true } else { evidence.append(claim.evidence) }
        }
        var cell = Cell(
            city: key.city, year: key.year, indicator: key.indicator, area: area, value: chosen.value, high: chosen.high, unit: chosen.unit,
            approximation: chosen.approximation, scope: chosen.scope, periodStart: chosen.periodStart, periodEnd: chosen.periodEnd,
            confidence: chosen.confidence, conflict: disagree && accepted == nil, unlikePeriods: rivals.count < sorted.count,
            chosenBy: rule, evidence: evidence, runnerUp: chosen.runnerUp)
        cell.settled = disagree && accepted != nil
        return cell
    }

    /// The value that a person set, before what the reports say.
    private static func set(_ entry: Correction, _ key: CellKey, _ area: String?, over cell: Cell?) -> Cell {
        var out =
            cell
            ?? Cell(
                city: key.city, year: key.year, indicator: key.indicator, area: area, value: 0, high: nil, unit: "", approximation: .exact,
                scope: "", periodStart: "", periodEnd: "", confidence: 1, conflict: false, unlikePeriods: false, chosenBy: .set,
                evidence: [], runnerUp: nil)
        out.value = entry.value ?? 0
        out.high = entry.high
        if !entry.unit.isEmpty { out.unit = entry.unit }
        out.approximation = entry.approximation
        out.confidence = 1
        out.settled = out.conflict
        out.conflict = false
        out.chosenBy = .set
        out.evidence.insert(SetEvidence.of(entry, unit: out.unit), at: 0)
        return out
    }

    /// The claim that stands among rivals for one period, and the rule that set the last one aside that disagrees with it.
    private static func choice(_ rivals: [Claim], _ sorted: [Claim]) -> (Claim?, Rule) {
        guard let first = rivals.first else { return (nil, .only) }
        if sorted.count == 1 { return (first, .only) }
        if rivals.count == 1 { return (first, .period) }
        var left = rivals.map { ($0, ClaimStanding($0)) }
        var steps: [(Rule, [Claim])] = []
        func keep(_ rule: Rule, _ isKept: ((Claim, ClaimStanding)) -> Bool) {
            let kept = left.filter(isKept)
            guard !kept.isEmpty, kept.count < left.count else { return }
            steps.append((rule, left.filter { !isKept($0) }.map(\.0)))
            left = kept
        }
        keep(.own) { $0.1.isOwn }
        keep(.total) { !$0.1.isPart }
        let all = left
        keep(.later) { one in !all.contains { ClaimStanding.isLater($0.1.dated, than: one.1.dated) } }
        let surest = left.first?.0 ?? first
        let chosen = exactTwin(of: surest, among: rivals) ?? surest
        return (chosen, rule(chosen, surest, left.map(\.0), rivals, steps))
    }

    /// The best exact claim that agrees with an approximate one: 29876 beside `近3万`.
    private static func exactTwin(of claim: Claim, among rivals: [Claim]) -> Claim? {
        guard claim.approximation != .exact else { return nil }
        let interval = ClaimInterval(claim)
        return rivals.first { $0.approximation == .exact && ClaimInterval($0).agrees(with: interval) }
    }

    private static func rule(
        _ chosen: Claim, _ surest: Claim, _ left: [Claim], _ rivals: [Claim], _ steps: [(Rule, [Claim])]
    ) -> Rule {
        if rivals.allSatisfy({ isSame($0, chosen) }) { return .agreement }
        let interval = ClaimInterval(chosen)
        func disagrees(_ claim: Claim) -> Bool { !ClaimInterval(claim).agrees(with: interval) }
        let rest = left.filter { $0 != chosen && !isSame($0, chosen) }
        if !rest.contains(where: disagrees), let last = steps.last(where: { $0.1.contains(where: disagrees) }) { return last.0 }
        if chosen != surest { return .exact }
        guard let second = rest.first else { return steps.last?.0 ?? .agreement }
        if second.confidence < chosen.confidence { return .confidence }
        return second.approximation == chosen.approximation ? .order : .exact
    }

    private static func isSame(_ a: Claim, _ b: Claim) -> Bool {
        a.value == b.value && a.high == b.high && a.approximation == b.approximation
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
