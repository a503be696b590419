import Text

/// The years that a text looks back on: 五年来, 近三年间, 成立10年来. What it counts from there on is no figure of the report's year.
///
/// ```
/// 五年来，新发展会员16.6万人。开展竞赛600余场。   opens its paragraph: reaches to the paragraph's end
/// 今年新发展会员3.2万人。                       or to a sentence that names a time of its own
/// 一年来，…                                    the report's year itself
/// ```
struct Lookback {
    /// The part whose first sentences look back, or -1.
    private var part = -1

    /// How many years a rejected numeral looks back, and where its words end.
    static func years(_ n: Numeral, in t: FoldedText) -> (years: Int, end: Int)? {
        guard n.unit == .date, t.scalar(n.unitStart) == Self.year, n.digits < 3, n.value >= 2, n.value <= 80 else { return nil }
        if t.scalar(n.unitStart + 1) == Self.since { return (Int(n.value), n.end) }
        guard n.end == n.unitStart + 1 else { return nil }
        if let end = Self.odd.end(at: n.end, in: t) { return (Int(n.value), end) }
        return Self.whiles.end(at: n.end, in: t) != nil ? (Int(n.value), n.end + 1) : nil
    }

    /// Whether such words end at a position: 五年来 and no 2021年.
    static func ends(at p: Int, in t: FoldedText) -> Bool { t.scalar(p - 1) == since || t.scalar(p - 1) == whole }

    /// The words of time of a sentence, those of its paragraph's opening among them. `isTold`: it holds a number.
    mutating func signs(in s: Page.Sentence, of periods: Periods, years: [(at: Int, end: Int, year: Int)], isTold: Bool) -> [Periods.Sign] {
        let isOpen = part == s.part && !s.isLead
        guard isTold || isOpen || !years.isEmpty else { return [] }
        var signs = periods.signs(in: s, years: years)
        if let first = signs.first, first.at - s.start <= 2 {
            part = first.isSince && first.isLookback ? s.part : -1
        } else if isOpen {
            signs.insert(Periods.Sign(at: s.start - 1, year: periods.reportYear - 1, isSince: true, clauseEnd: s.end), at: 0)
        }
        return signs
    }

    private static let year: UInt32 = 0x5E74
    private static let since: UInt32 = 0x6765
    private static let whole: UInt32 = 0x95F4
    private static let odd = FixedWords(["多来"])
    private static let whiles = FixedWords(["间，", "间,", "间共", "间累", "间新"])
}
