// Where every city stands against its targets on a day.
//
//   target of the sheet ──┐                        ┌─ at or above every bound of the rules ── reached, on track
//   target implied by a   ├─ completion ± rounding ┤─ below the bound of a rule in force ──── behind: who, what, by when
//   completion that was ──┘         │              └─ the bound lies within what 近3万 may be ── unclear: to be asked
//   told                            │
//   figure: the table's, or the latest whose period ended by that day; no figure ── a rule may ask for it
public import Aggregation
public import Text

/// A target that follows from a completion that was told: 405.3万元, 117.4 % of the year's target.
public struct ImpliedTarget: Sendable, Equatable {
    /// The cell whose figure it follows from.
    public var key: CellKey
    /// The quotient of the figures as written.
    public var value: Double
    /// The smallest number that rounding allows.
    public var low: Double
    /// The largest number that rounding allows.
    public var high: Double
    /// What both count.
    public var unit: String
    /// The figure, and the completion that was told, in percent.
    public var evidence: [Evidence]

    /// From its parts.
    public init(key: CellKey, value: Double, low: Double, high: Double, unit: String, evidence: [Evidence]) {
        self.key = key
        self.value = value
        self.low = low
        self.high = high
        self.unit = unit
        self.evidence = evidence
    }

    /// The completion as the report tells it, in percent.
    public var toldPercent: Double? { evidence.count > 1 ? evidence.last?.value : nil }
}

/// How far a city is with one target.
public struct Progress: Sendable, Equatable {
    /// How it stands.
    public enum State: String, Sendable, CaseIterable {
        /// The whole target.
        case reached
        /// Not yet all, and no rule in force is missed.
        case onTrack = "on_track"
        /// A rule in force is missed.
        case behind
        /// Figures that are told as about leave open whether a rule is missed.
        case unclear
        /// Nothing was told by that day.
        case noFigure = "no_figure"
        /// The figure counts something else than the target.
        case unlikeUnit = "unlike_unit"
    }

    /// The cell.
    public var key: CellKey
    /// The target: of the sheet, else the implied one.
    public var target: Double
    /// What it counts.
    public var unit: String
    /// Whether the sheet gives the target.
    public var isGiven: Bool
    /// The target that the report's own completion implies.
    public var implied: ImpliedTarget?
    /// The figure, where one was told by that day.
    public var figure: Cell?
    /// Whether the table's figure is for a time that ends after that day; it does not count then.
    public var isLater: Bool
    /// In percent.
    public var completion: Double?
    /// What the completion may be, in percent: the figure may be about, an implied target is rounded.
    public var completionLow: Double?
    /// See `completionLow`.
    public var completionHigh: Double?
    /// How it stands.
    public var state: State
    /// The rule that is missed.
    public var rule: TargetRules.Rule?
    /// The next rule that would be missed as things stand.
    public var next: TargetRules.Rule?

    /// Whether the implied target fits the given one; nil where there are not both.
    public var agrees: Bool? {
        guard isGiven, let implied, UnitKind.areAlike(implied.unit, unit) else { return nil }
        let slack = 1e-9 * max(1, target)
        return implied.low - slack <= target && target <= implied.high + slack
    }

    /// How much is missing to a bound in percent of the target; 0 where it is met.
    public func lacking(to percent: Double) -> Double { max(0, target * percent / 100 - (figure?.value ?? 0)) }
}

/// What the standing is made of.
public struct ProgressInput: Sendable {
    /// Of the sheet; may be empty.
    public var targets: [Target]
    /// Implied by completions that reports tell.
    public var implied: [ImpliedTarget]
    /// The table.
    public var cells: [Cell]
    /// Figures of single reports, for a day before the period of the table's figure ended.
    public var claims: [Claim]
    /// In force.
    public var rules: TargetRules
    /// The day.
    public var day: CalendarDay

    /// From its parts.
    public init(targets: [Target], implied: [ImpliedTarget], cells: [Cell], claims: [Claim], rules: TargetRules, day: CalendarDay) {
        self.targets = targets
        self.implied = implied
        self.cells = cells
        self.claims = claims
        self.rules = rules
        self.day = day
    }

    /// The standing of every target, in the order of city, year, indicator. A target that is implied only, stands for itself.
    public func progress() -> [Progress] {
        let cells = Dictionary(self.cells.map { ($0.key, $0) }) { first, _ in first }
        let claims = Dictionary(grouping: self.claims) { CellKey($0) }
        // the later in the order of documents speaks last: the first one is kept, whatever came first
        let implied = Dictionary(grouping: self.implied, by: \.key).compactMapValues { $0.min(by: Self.before) }
        let known = Set(self.cells.map(\.city))
        var entries: [CellKey: Progress] = [:]
        for var target in targets {
            target.city = Self.city(target.city, known)
            let key = target.key
            entries[key] = standing(key, target.value, target.unit, true, implied[key], cells[key], claims[key] ?? [])
        }
        for (key, target) in implied where entries[key] == nil {
            entries[key] = standing(key, target.value, target.unit, false, target, cells[key], claims[key] ?? [])
        }
        return entries.keys.sorted().compactMap { entries[$0] }
    }

    /// A city may be typed without its 市: what the table knows wins.
    static func city(_ given: String, _ known: Set<String>) -> String {
        if known.contains(given) { return given }
        return known.contains(given + "市") ? given + "市" : given
    }

    private static func before(_ a: ImpliedTarget, _ b: ImpliedTarget) -> Bool {
        let (x, y) = (a.evidence.first, b.evidence.first)
        if let before = ScalarOrder.before(x?.document ?? "", y?.document ?? "") { return before }
        return (x?.report ?? 0, x?.start ?? 0) < (y?.report ?? 0, y?.start ?? 0)
    }

    private func standing(
        _ key: CellKey, _ target: Double, _ unit: String, _ isGiven: Bool, _ implied: ImpliedTarget?, _ cell: Cell?, _ claims: [Claim]
    ) -> Progress {
        let figure = cell.flatMap { self.figure($0, claims) }
        var progress = Progress(
            key: key, target: target, unit: unit, isGiven: isGiven, implied: implied, figure: figure, isLater: cell != nil && figure == nil,
            state: .noFigure)
        guard let figure else {
            progress.rule = rules.inForce(on: day, year: key.year, indicator: key.indicator, completion: nil)
            progress.next = rules.next(after: day, year: key.year, indicator: key.indicator, completion: nil)
            return progress
        }
        guard UnitKind.areAlike(figure.unit, unit) || unit.isEmpty else {
            progress.state = .unlikeUnit
            return progress
        }
        let interval = figure.approximation == .exact ? nil : ClaimInterval(figure)
        let (low, high) = (interval?.low ?? figure.value, interval?.high ?? figure.high ?? figure.value)
        let (least, most) = isGiven ? (target, target) : (implied?.low ?? target, implied?.high ?? target)
        progress.completion = figure.value / target * 100
        // a report's own completion is as exact as it was told, whatever its quotient is rounded to
        if !isGiven, let told = implied?.toldPercent, implied?.evidence.first?.value == figure.value { progress.completion = told }
        progress.completionLow = most > 0 ? min(low / most * 100, progress.completion ?? .infinity) : nil
        progress.completionHigh = least > 0 ? max(high / least * 100, progress.completion ?? 0) : nil
        judge(&progress)
        return progress
    }

    private func judge(_ progress: inout Progress) {
        guard let completion = progress.completion else { return }
        let (year, code) = (progress.key.year, progress.key.indicator)
        // 80 % told as 80% is not below 80 %: what binary fractions lose is forgiven
        func missed(_ value: Double) -> TargetRules.Rule? { rules.inForce(on: day, year: year, indicator: code, completion: value + 1e-9) }
        let surely = missed(progress.isGiven ? progress.completionHigh ?? completion : completion)
        let perhaps = missed(progress.isGiven ? progress.completionLow ?? completion : completion)
        progress.rule = surely ?? perhaps
        progress.next = rules.next(after: day, year: year, indicator: code, completion: completion + 1e-9)
        progress.state = surely != nil ? .behind : perhaps != nil ? .unclear : completion + 1e-9 >= 100 ? .reached : .onTrack
    }

    /// The table's figure, where its period ended by the day or is not told to the day; else what the reports told until then.
    private func figure(_ cell: Cell, _ claims: [Claim]) -> Cell? {
        func ended(_ end: String) -> Bool { DayText.iso(end).map { $0 <= day } ?? true }
        if ended(cell.periodEnd) { return cell }
        let earlier = claims.filter { ended($0.periodEnd) }
        return CellResolver.resolve(cell.key, claims: earlier, area: cell.area)
    }
}
