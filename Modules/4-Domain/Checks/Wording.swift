internal import Text

/// Figures in sentences and calculations.
enum Wording {
    /// The quote without breaks and spaces, `405.3万元`.
    static func quote(_ figure: Figure) -> String { String(String.UnicodeScalarView(Passage.folded(figure.observation.quote))) }

    /// Subject and quote: `农民工会员9735人`.
    static func told(_ figure: Figure) -> String { "“\(figure.observation.subject)”\(quote(figure))" }

    /// A number with its unit, sums from 10 000 on in 万: `345.23万元`.
    static func number(_ value: Double, _ unit: String) -> String {
        unit == "元" && abs(value) >= 10_000 ? short(value / 10_000) + "万元" : short(value) + unit
    }

    /// `75.92…76.08%`; one number where both ends are the same.
    static func interval(_ i: Interval, _ unit: String) -> String {
        if i.low == i.high { return number(i.low, unit) }
        if unit == "元", abs(i.high) >= 10_000 { return "\(short(i.low / 10_000))…\(short(i.high / 10_000))万元" }
        return "\(short(i.low))…\(short(i.high))\(unit)"
    }

    /// `76% = 75.5…76.5%`; the quote alone where nothing is open.
    static func opened(_ figure: Figure) -> String {
        let i = figure.observation.approximation == .exact ? figure.rounded : figure.generous
        return i.low == i.high ? quote(figure) : "\(quote(figure)) = \(interval(i, figure.observation.unit))"
    }

    /// Two decimals at most, more for small numbers.
    private static func short(_ value: Double) -> String {
        guard value.isFinite else { return "?" }
        let factor: Double = abs(value) >= 1 ? 100 : 10_000
        let rounded = (value * factor).rounded() / factor
        guard abs(rounded) < 1e15 else { return rounded.description }
        return rounded == rounded.rounded() ? String(Int64(rounded)) : rounded.description
    }
}
