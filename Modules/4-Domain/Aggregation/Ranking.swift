// Cities in the order of one figure.
//
//   cells ── same unit, period and scope as most ──► figures with their intervals ──► entries: places, ties, overlaps
//                 │ others                                                            best place … worst place
//                 └──► asides, each with its reason: nothing is ranked silently that does not compare
internal import Text

/// A ranking of one indicator in one year, of its growth against the year before, or of its completion of a target. Pure, and blind to the order of the cells.
public struct Ranking: Sendable, Equatable {
    /// One city in its place.
    public struct Entry: Sendable, Equatable {
        /// The figure of the year.
        public var cell: Cell
        /// The figure of the year before; for growth.
        public var previous: Cell?
        /// The target; for completion.
        public var target: Goal?
        /// What is ranked: the cell's value, or its growth or completion in percent.
        public var value: Double
        /// The best and the worst place that the city may have: the same, or a range where figures that are told as about overlap.
        public var best: Int
        /// See `best`.
        public var worst: Int
        /// Cities with the same figure.
        public var ties: [String]
        /// Cities with another figure that might stand for the same number: `近3万` beside 29876.
        public var overlaps: [String]
    }

    /// Why a figure is not ranked.
    public enum Reason: String, Sendable, CaseIterable {
        /// Told for another part of the year than most.
        case period
        /// New against total, or the like.
        case scope
        /// Counted in something else.
        case unit
        /// The year before has no figure.
        case noPrevious = "no_previous"
        /// The year before has a figure for another period, of another scope or in another unit.
        case unlikePrevious = "unlike_previous"
        /// The year before has nought.
        case previousZero = "previous_zero"
        /// There is no target.
        case noTarget = "no_target"
    }

    /// A figure that is there and is not ranked.
    public struct Aside: Sendable, Equatable {
        /// The figure.
        public var cell: Cell
        /// Why it has no place.
        public var reason: Reason
    }

    /// What a figure is to reach.
    public struct Goal: Sendable, Equatable {
        /// The target.
        public var value: Double
        /// What it may be, where it follows from a completion that was told; else the value.
        public var low: Double
        /// See `low`.
        public var high: Double
        /// Whether somebody set it; else a report's own completion implies it.
        public var isGiven: Bool

        /// From its parts; above zero.
        public init(value: Double, low: Double, high: Double, isGiven: Bool) {
            self.value = value
            self.low = low
            self.high = high
            self.isGiven = isGiven
        }
    }

    /// By place, then city.
    public var entries: [Entry]
    /// By city.
    public var asides: [Aside]

    /// Ranks cells of one indicator and one year by value, the highest first (`ascending`: the lowest).
    public static func byValue(_ cells: [Cell], ascending: Bool = false) -> Ranking {
        let (alike, asides) = comparable(cells)
        let figures = alike.map { Figure(cell: $0, previous: nil, value: $0.value, interval: ClaimInterval($0)) }
        return Ranking(entries: places(figures, ascending: ascending), asides: asides)
    }

    /// Ranks cities by the growth of their figure, in percent of the year before. `cells`: of the year; `previous`: of the year before.
    public static func byGrowth(_ cells: [Cell], previous: [Cell], ascending: Bool = false) -> Ranking {
        var (alike, asides) = comparable(cells)
        var figures: [Figure] = []
        for cell in alike {
            guard let before = previous.first(where: { $0.city == cell.city && $0.indicator == cell.indicator }) else {
                asides.append(Aside(cell: cell, reason: .noPrevious))
                continue
            }
            guard let growth = Growth(from: before, to: cell) else {
                asides.append(Aside(cell: cell, reason: before.value == 0 ? .previousZero : .unlikePrevious))
                continue
            }
            figures.append(Figure(cell: cell, previous: before, value: growth.percent, interval: growth.interval))
        }
        asides.sort { ScalarOrder.before($0.cell.city, $1.cell.city) ?? false }
        return Ranking(entries: places(figures, ascending: ascending), asides: asides)
    }

    /// Ranks cities by how much of their target they reached, in percent. Figures for unlike periods do not compare here either.
    public static func byCompletion(_ cells: [Cell], targets: [CellKey: Goal], ascending: Bool = false) -> Ranking {
        var (alike, asides) = comparable(cells)
        var figures: [Figure] = []
        for cell in alike {
            guard let target = targets[cell.key], target.low > 0 else {
                asides.append(Aside(cell: cell, reason: .noTarget))
                continue
            }
            let span = ClaimInterval(cell)
            let interval = ClaimInterval(low: span.low / target.high * 100, high: span.high / target.low * 100)
            figures.append(Figure(cell: cell, previous: nil, value: cell.value / target.value * 100, interval: interval, target: target))
        }
        asides.sort { ScalarOrder.before($0.cell.city, $1.cell.city) ?? false }
        return Ranking(entries: places(figures, ascending: ascending), asides: asides)
    }

    private struct Figure {
        var cell: Cell
        var previous: Cell?
        var value: Double
        var interval: ClaimInterval
        var target: Goal?
    }

    private static func places(_ figures: [Figure], ascending: Bool) -> [Entry] {
        func leads(_ a: ClaimInterval, _ b: ClaimInterval) -> Bool { ascending ? a.high < b.low : a.low > b.high }
        let entries = figures.map { own in
            let ahead = figures.count { leads($0.interval, own.interval) }
            let behind = figures.count { leads(own.interval, $0.interval) }
            let near = figures.filter { $0.cell.city != own.cell.city && $0.interval.agrees(with: own.interval) }
            let ties = near.filter { isSame($0, own) }
            // equal figures share one place; only others that overlap leave the place open
            let open = figures.count - behind - ahead - 1 - ties.count
            return Entry(
                cell: own.cell, previous: own.previous, target: own.target, value: own.value, best: ahead + 1, worst: ahead + 1 + max(0, open),
                ties: ties.map(\.cell.city).sorted(by: scalar), overlaps: near.filter { !isSame($0, own) }.map(\.cell.city).sorted(by: scalar))
        }
        return entries.sorted { a, b in
            if a.value != b.value { return ascending ? a.value < b.value : a.value > b.value }
            return scalar(a.cell.city, b.cell.city)
        }
    }

    private static func isSame(_ a: Figure, _ b: Figure) -> Bool {
        abs(a.value - b.value) <= 1e-9 * max(1, abs(a.value)) && a.cell.approximation == b.cell.approximation && a.cell.high == b.cell.high
    }

    private static func scalar(_ a: String, _ b: String) -> Bool { ScalarOrder.before(a, b) ?? false }

    /// The cells that compare with most of the others, and the rest with the reason.
    private static func comparable(_ cells: [Cell]) -> (alike: [Cell], asides: [Aside]) {
        let sorted = cells.sorted { $0.key < $1.key }
        let period = most(sorted.map { FigureKind($0).period }, first: FigureKind.wholeYear)
        let scope = most(sorted.map(\.scope).filter { !$0.isEmpty }, first: "new")
        let unit = sorted.map(\.unit).max { a, b in
            let (x, y) = (sorted.count { UnitKind.areAlike($0.unit, a) }, sorted.count { UnitKind.areAlike($0.unit, b) })
            return x != y ? x < y : scalar(b, a)
        }
        var alike: [Cell] = []
        var asides: [Aside] = []
        for cell in sorted {
            if let unit, !UnitKind.areAlike(cell.unit, unit) {
                asides.append(Aside(cell: cell, reason: .unit))
            } else if let scope, !cell.scope.isEmpty, cell.scope != scope {
                asides.append(Aside(cell: cell, reason: .scope))
            } else if FigureKind(cell).period != period {
                asides.append(Aside(cell: cell, reason: .period))
            } else {
                alike.append(cell)
            }
        }
        return (alike, asides)
    }

    /// The value that stands most often; among equals `first`, then the lowest.
    private static func most(_ values: [String], first: String) -> String? {
        var counts: [String: Int] = [:]
        for value in values { counts[value, default: 0] += 1 }
        return counts.max { a, b in
            if a.value != b.value { return a.value < b.value }
            if a.key == first || b.key == first { return b.key == first }
            return scalar(b.key, a.key)
        }?.key
    }
}

/// What a figure is a figure of: figures of unlike kinds do not compare.
struct FigureKind: Equatable {
    static let wholeYear = ""
    /// Empty for the whole year; else the days within the year, `01-01…06-30`, so that the same half of two years is alike.
    var period: String
    var scope: String
    var unit: String

    init(_ cell: Cell) {
        scope = cell.scope
        unit = cell.unit
        let width = PeriodWidth(start: cell.periodStart, end: cell.periodEnd, year: cell.year)
        let prefix = "\(cell.year)-"
        func day(_ text: String) -> String { text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text }
        period = width.isWholeYear ? Self.wholeYear : "\(day(cell.periodStart))…\(day(cell.periodEnd))"
    }

    /// Whether figures of both kinds may be compared: an untold scope goes with every other.
    func compares(with other: FigureKind) -> Bool {
        period == other.period && UnitKind.areAlike(unit, other.unit) && (scope == other.scope || scope.isEmpty || other.scope.isEmpty)
    }
}

/// How much a figure grew from one year to another, where the two compare.
public struct Growth: Sendable, Equatable {
    /// Of the earlier figure; 25 for a quarter more.
    public var percent: Double
    /// What the growth may be, given how exactly both figures are told.
    public var interval: ClaimInterval

    /// Nil where the earlier figure is nought or the two are of unlike kinds.
    public init?(from previous: Cell, to cell: Cell) {
        guard previous.value != 0, FigureKind(previous).compares(with: FigureKind(cell)) else { return nil }
        percent = (cell.value - previous.value) / abs(previous.value) * 100
        let (old, new) = (ClaimInterval(previous), ClaimInterval(cell))
        guard old.low > 0 else {
            interval = ClaimInterval(low: percent, high: percent)
            return
        }
        interval = ClaimInterval(low: (new.low - old.high) / old.high * 100, high: (new.high - old.low) / old.low * 100)
    }

    /// Whether both figures are told exactly.
    public var isExact: Bool { interval.high - interval.low < 0.001 }
}
