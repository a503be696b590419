// A card's points for every city, and their order.
//
//   items × cities ──► points, or an interval where a figure is about, or open where it is not there ──► sums with intervals
//                                                                                                           │
//   vetoes ── hold ──► out of the ranking, or points off                        places: a range where intervals overlap
//          └─ open ──► told
public import Aggregation

/// The ranking of cities by a card. Pure, and blind to the order of the cells.
public struct Standings: Sendable, Equatable {
    /// What an item's points were found from.
    public enum Basis: Sendable, Equatable {
        /// Percent of the target.
        case completion(percent: Double, target: Double)
        /// Place among the cities whose figures compare.
        case place(best: Int, worst: Int, of: Int)
        /// The best city's figure.
        case best(Double)
        /// The band that was reached; nil for none.
        case band(Scorecard.Bound?)
        /// So many whole units.
        case units(Double)
        /// Held against the bound.
        case bound(Scorecard.Bound)
        /// Judged by people.
        case mark(reason: String)
    }

    /// Why an item is open.
    public enum Gap: String, Sendable, CaseIterable {
        /// The table has no figure.
        case noFigure = "no_figure"
        /// There is no target to hold it against.
        case noTarget = "no_target"
        /// The figure does not compare with most of the others: period, scope or unit.
        case unlike
        /// Nobody judged it.
        case notJudged = "not_judged"
    }

    /// One item of one city.
    public struct Score: Sendable, Equatable {
        /// The item.
        public var item: Scorecard.Item
        /// Points, as far as the figure's own number goes; of a veto 1 where it holds, else 0. Nil where the item is open.
        public var points: Double?
        /// What the points may be: 0 to full for an open item.
        public var low: Double
        /// See `low`.
        public var high: Double
        /// Why it is open.
        public var gap: Gap?
        /// Why the figure does not compare.
        public var unlike: Ranking.Reason?
        /// The figure.
        public var cell: Cell?
        /// What the points were found from.
        public var basis: Basis?
    }

    /// One city.
    public struct Entry: Sendable, Equatable {
        /// The city.
        public var city: String
        /// In the order of the card.
        public var scores: [Score]
        /// Sum of base and bonus points less what vetoes take, open items left out.
        public var points: Double
        /// What the sum may be.
        public var low: Double
        /// See `low`.
        public var high: Double
        /// Best and worst place that the city may have; nil where a veto takes it out.
        public var best: Int?
        /// See `best`.
        public var worst: Int?
        /// Cities with the same sum, where it is certain.
        public var ties: [String]

        /// Vetoes that hold.
        public var vetoes: [Score] { scores.filter { $0.item.kind == .veto && ($0.points ?? 0) > 0 } }
        /// Items that are open.
        public var open: [Score] { scores.filter { $0.gap != nil } }
        /// The sum of a kind, open items left out.
        public func sum(_ kind: Scorecard.Kind) -> Double { scores.filter { $0.item.kind == kind }.reduce(0) { $0 + ($1.points ?? 0) } }
    }

    /// By points; cities that a veto takes out last.
    public var entries: [Entry]

    /// `cells`: of the year. `targets`: in percent terms of the same year. `cities`: who takes part, beside those that the cells name.
    public init(_ card: Scorecard, cells: [Cell], targets: [CellKey: Double], marks: [Mark], cities: [String]) {
        let known = Set(cells.map(\.city))
        let all = (known.union(cities.map { ProgressInput.city($0, known) })).sorted { ScalarOrder.before($0, $1) ?? false }
        let marks = Dictionary(marks.map { ("\(ProgressInput.city($0.city, known))\u{0}\($0.item)", $0) }) { first, _ in first }
        let byIndicator = Dictionary(grouping: cells, by: \.indicator)
        var scores: [String: [Score]] = [:]
        for item in card.items {
            let scoring = Scoring(item: item, ranking: Ranking.byValue(byIndicator[item.indicator] ?? []), targets: targets)
            for city in all {
                scores[city, default: []].append(
                    item.method == .manual ? Scoring.judged(item, marks["\(city)\u{0}\(item.name)"]) : scoring.score(city))
            }
        }
        entries = Self.ranked(all.map { Self.entry($0, scores[$0] ?? []) })
    }

    private static func entry(_ city: String, _ scores: [Score]) -> Entry {
        var entry = Entry(city: city, scores: scores, points: 0, low: 0, high: 0, ties: [])
        for score in scores {
            guard score.item.kind == .veto else {
                entry.points += score.points ?? 0
                entry.low += score.low
                entry.high += score.high
                continue
            }
            let off = score.item.points ?? 0
            entry.points -= off * (score.points ?? 0)
            entry.low -= off * score.high
            entry.high -= off * score.low
        }
        return entry
    }

    private static func ranked(_ entries: [Entry]) -> [Entry] {
        var out: [Entry] = []
        let running = entries.filter { entry in !entry.vetoes.contains { $0.item.points == nil } }
        for var entry in entries {
            guard running.contains(where: { $0.city == entry.city }) else {
                out.append(entry)
                continue
            }
            let others = running.filter { $0.city != entry.city }
            let same = others.filter { isCertain($0) && isCertain(entry) && abs($0.points - entry.points) < 1e-9 }
            let ahead = others.count { $0.low > entry.high + 1e-9 }
            let behind = others.count { $0.high < entry.low - 1e-9 }
            entry.ties = same.map(\.city)
            entry.best = ahead + 1
            entry.worst = ahead + 1 + max(0, others.count - ahead - behind - same.count)
            out.append(entry)
        }
        return out.sorted { a, b in
            if (a.best == nil) != (b.best == nil) { return b.best == nil }
            if abs(a.points - b.points) >= 1e-9 { return a.points > b.points }
            return ScalarOrder.before(a.city, b.city) ?? false
        }
    }

    private static func isCertain(_ entry: Entry) -> Bool { entry.high - entry.low < 1e-9 }
}
