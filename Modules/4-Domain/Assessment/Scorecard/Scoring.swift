internal import Aggregation
internal import Text

/// One item's points for the cities. `ranking`: the item's figures of the year that compare with each other, and those that do not.
struct Scoring {
    let item: Scorecard.Item
    let ranking: Ranking
    let targets: [CellKey: Double]
    private let bestLow: Double
    private let bestHigh: Double
    private let bestValue: Double

    init(item: Scorecard.Item, ranking: Ranking, targets: [CellKey: Double]) {
        self.item = item
        self.ranking = ranking
        self.targets = targets
        let spans = ranking.entries.map { Self.span($0.cell) }
        bestLow = spans.map(\.low).max() ?? 0
        bestHigh = spans.map(\.high).max() ?? 0
        bestValue = ranking.entries.map(\.value).max() ?? 0
    }

    /// What people judged; open where nobody did.
    static func judged(_ item: Scorecard.Item, _ mark: Mark?) -> Standings.Score {
        guard let mark else { return open(item, .notJudged) }
        return Standings.Score(item: item, points: mark.points, low: mark.points, high: mark.points, basis: .mark(reason: mark.reason))
    }

    /// Points are not known: anything from none to all.
    private static func open(_ item: Scorecard.Item, _ gap: Standings.Gap, _ unlike: Ranking.Reason? = nil, _ cell: Cell? = nil) -> Standings.Score {
        let full = item.kind == .veto ? 1 : item.points ?? 0
        return Standings.Score(item: item, points: nil, low: 0, high: full, gap: gap, unlike: unlike, cell: cell)
    }

    /// One city's points.
    func score(_ city: String) -> Standings.Score {
        if let aside = ranking.asides.first(where: { $0.cell.city == city }) { return Self.open(item, .unlike, aside.reason, aside.cell) }
        guard let entry = ranking.entries.first(where: { $0.cell.city == city }) else { return Self.open(item, .noFigure) }
        let span = Self.span(entry.cell)
        var target = 0.0
        if item.method.needsTarget {
            guard let found = targets[entry.cell.key], found > 0 else { return Self.open(item, .noTarget, nil, entry.cell) }
            target = found
        }
        let (first, last) = range(entry, span, target)
        return Standings.Score(
            item: item, points: points(entry.cell.value, target, place: entry.best), low: min(first, last), high: max(first, last),
            cell: entry.cell, basis: basis(entry, target))
    }

    private func range(_ entry: Ranking.Entry, _ span: (low: Double, high: Double), _ target: Double) -> (Double, Double) {
        switch item.method {
        case .rank: (points(0, 0, place: entry.worst), points(0, 0, place: entry.best))
        case .ratio:
            (full * (bestHigh > 0 ? min(1, span.low / bestHigh) : 0), full * (bestLow > 0 ? min(1, span.high / bestLow) : 0))
        default: (points(span.low, target, place: entry.worst), points(span.high, target, place: entry.best))
        }
    }

    private var full: Double { item.points ?? 0 }

    /// The points of a number; of a veto 1 where it holds. What binary fractions lose is forgiven at bounds.
    private func points(_ value: Double, _ target: Double, place: Int) -> Double {
        func reaches(_ bound: Double) -> Bool { value >= bound - 1e-9 * max(1, abs(bound)) }
        switch item.method {
        case .completion(let from):
            let percent = value / target * 100
            return percent < from - 1e-9 ? 0 : full * min(1, percent / 100)
        case .rank:
            let count = Double(ranking.entries.count)
            return count == 0 ? 0 : full * max(0, count - Double(place) + 1) / count
        case .ratio: return bestValue > 0 ? full * max(0, value / bestValue) : 0
        case .bands(let bands): return bands.first { reaches($0.0.value) }.map { min(full, $0.points) } ?? 0
        case .per(let each, let points): return min(full, max(0, (value / each + 1e-9).rounded(.down)) * points)
        case .reach(let bound): return reaches(bound.value) ? full : 0
        case .below(let bound): return reaches(bound.value) ? 0 : 1
        case .above(let bound): return value > bound.value + 1e-9 * max(1, abs(bound.value)) ? 1 : 0
        case .completionBelow(let percent): return value / target * 100 < percent - 1e-9 ? 1 : 0
        case .manual: return 0
        }
    }

    private func basis(_ entry: Ranking.Entry, _ target: Double) -> Standings.Basis? {
        switch item.method {
        case .completion, .completionBelow: .completion(percent: entry.cell.value / target * 100, target: target)
        case .rank: .place(best: entry.best, worst: entry.worst, of: ranking.entries.count)
        case .ratio: .best(bestValue)
        case .bands(let bands): .band(bands.first { entry.cell.value >= $0.0.value - 1e-9 * max(1, abs($0.0.value)) }?.0)
        case .per(let each, _): .units((entry.cell.value / each + 1e-9).rounded(.down))
        case .reach(let bound), .below(let bound), .above(let bound): .bound(bound)
        case .manual: nil
        }
    }

    /// What the figure may be: itself where it is told exactly.
    private static func span(_ cell: Cell) -> (low: Double, high: Double) {
        guard cell.approximation != .exact else { return (min(cell.value, cell.high ?? cell.value), max(cell.value, cell.high ?? cell.value)) }
        let interval = ClaimInterval(cell)
        return (interval.low, interval.high)
    }
}
