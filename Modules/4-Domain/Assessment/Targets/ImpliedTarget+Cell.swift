public import Aggregation
internal import Text

extension ImpliedTarget {
    /// The target as a derived cell beside the cell whose figure it follows from, as the range that rounding allows. Of several that
    /// reports imply, that of the figure which the cell shows, else of another among its evidence; nil where none rests on what the cell
    /// has. In conflict where another of them allows no common number.
    public static func cell(beside cell: Cell, of targets: [ImpliedTarget]) -> Cell? {
        let standing = cell.evidence.flatMap { told in targets.filter { $0.rests(on: told) }.map { ($0, told) } }
        guard let (target, told) = standing.first else { return nil }
        // observations name their document; its digest is that of the claim beside
        let evidence = target.evidence.map { entry in
            var entry = entry
            (entry.sha256, entry.reporter, entry.dated) = (told.sha256, told.reporter, told.dated)
            return entry
        }
        return Cell(
            city: cell.city, year: cell.year, indicator: DerivedCode.target(of: cell.indicator), area: cell.area,
            value: Self.shortened(target.low, .down), high: Self.shortened(target.high, .up), unit: target.unit,
            approximation: .about, scope: "", periodStart: "", periodEnd: "", confidence: cell.confidence,
            conflict: standing.contains { $0.0.high < target.low || target.high < $0.0.low }, unlikePeriods: false, chosenBy: .derived,
            evidence: evidence, runnerUp: nil)
    }

    /// An end of the range with no more digits than every format keeps, moved outwards.
    private static func shortened(_ value: Double, _ rule: FloatingPointRoundingRule) -> Double {
        let parts: Double = abs(value) < 1e8 ? 1e6 : 1
        return (value * parts).rounded(rule) / parts
    }

    /// Whether a claim's number is the one that the target follows from.
    private func rests(on told: Evidence) -> Bool {
        guard let first = evidence.first else { return false }
        return first.document == told.document && first.report == told.report && first.start == told.start && first.quote == told.quote
    }
}
