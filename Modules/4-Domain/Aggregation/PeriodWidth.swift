internal import Text

/// How much of its year a claim's period covers, in days: 366 for the whole year, less for a part, -1 where it begins before the year.
struct PeriodWidth: Comparable {
    let days: Int

    init(_ claim: Claim) { self.init(start: claim.periodStart, end: claim.periodEnd, year: claim.year) }

    init(start: String, end: String, year: Int) {
        let start = Self.day(start)
        let end = Self.day(end)
        if let start, start.year < year {
            days = -1
            return
        }
        let first = start.map { $0.ordinal } ?? 0
        let last = end.map { $0.year > year ? 366 : $0.ordinal + 1 } ?? 372
        let width = max(0, last - first)
        days = min(width, Self.wholeYear)
    }

    /// Whether the figure is one of the whole year.
    var isWholeYear: Bool { days == Self.wholeYear }

    static func < (a: PeriodWidth, b: PeriodWidth) -> Bool { a.days < b.days }

    /// Twelve months of 31 days are 372, so even a year told to its 25 December or so counts as whole.
    private static let wholeYear = 366

    /// Year, and place within a year of twelve months of 31 days: enough to compare widths. Nil for anything that is no ISO day.
    private static func day(_ text: String) -> (year: Int, ordinal: Int)? {
        let parts = text.split(separator: "-")
        guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]) else { return nil }
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        return (year, (month - 1) * 31 + day - 1)
    }
}
