public import Aggregation
internal import Text

/// A cell's number as people read it, with its marks.
///
/// | mark | meaning |
/// | --- | --- |
/// | `约` (`~`) | about |
/// | `≥`, `≤` | at least, at most |
/// | `※` | reports disagree |
/// | `修` | a correction takes effect: set, accepted or rejected by a person |
/// | `†` | the period is not the whole year, or other periods stand among the evidence |
/// | `推` | no report tells it: the range that follows from what is told (see `DerivedCode`) |
public enum CellText {
    /// Number, range and approximation, large sums of money in 万: `14,863`, `约30,000`, `≥405.3万`, `10–15`.
    public static func number(_ cell: Cell, _ language: Language) -> String {
        if cell.isDerived { return derived(cell, language) }
        var text = amount(cell.value, unit: cell.unit, language)
        if let high = cell.high { text += "–" + amount(high, unit: cell.unit, language) }
        return switch cell.approximation {
        case .exact: text
        case .about: language.pick("约", "~") + text
        case .atLeast: "≥" + text
        case .atMost: "≤" + text
        }
    }

    /// The marks behind the number; empty for most cells.
    public static func marks(_ cell: Cell) -> String { (cell.isCorrected ? "修" : "") + (cell.conflict ? "※" : "") + (isOfUnlikePeriod(cell) ? "†" : "") + (cell.isDerived ? "推" : "") }

    /// Marks that stand behind a number.
    static let behind = "修※†推"
    /// All marks.
    static let all = Set("约~≥≤" + behind)

    /// A range that follows from told figures, to the hundredth of what it is shown in: more digits it is not worth. What is counted is
    /// whole.
    private static func derived(_ cell: Cell, _ language: Language) -> String {
        let (first, last) = (cell.value.rounded(.up), (cell.high ?? cell.value).rounded(.down))
        if !["元", "%"].contains(cell.unit), first <= last {
            return NumberText.grouped(first) + (first == last ? "" : "–" + NumberText.grouped(last))
        }
        let parts: Double = language == .zh && cell.unit == "元" && cell.value >= 10_000 ? 0.01 : 100
        func shown(_ value: Double) -> String { amount((value * parts).rounded() / parts, unit: cell.unit, language) }
        let (low, high) = (shown(cell.value), shown(cell.high ?? cell.value))
        return low == high ? low : low + "–" + high
    }

    /// The words of the source; for a derived figure the calculation: `405.3万元 ÷ 117.4%`.
    public static func quote(_ cell: Cell) -> String {
        cell.isDerived ? cell.evidence.map { tidy($0.quote) }.joined(separator: " ÷ ") : cell.evidence.first.map { tidy($0.quote) } ?? ""
    }

    /// A quote without the spaces and breaks that the source's layout put into it; between Latin letters and digits one space stays. For
    /// people: what machines read, and what proves a number, keeps every character.
    public static func tidy(_ quote: String) -> String {
        var out = ""
        var gap = false
        for character in quote {
            if character.isWhitespace {
                gap = true
                continue
            }
            if gap, let last = out.last, last.isASCII, character.isASCII { out.append(" ") }
            gap = false
            out.append(character)
        }
        return out
    }

    /// The unit as shown: 元 is `yuan` in English, the rest as written.
    public static func unit(_ unit: String, _ language: Language) -> String { language == .en && unit == "元" ? "yuan" : unit }

    /// Whether the figure is told for a part of its year, or figures for other periods stand beside it.
    static func isOfUnlikePeriod(_ cell: Cell) -> Bool {
        if cell.unlikePeriods { return true }
        let wholeStart = cell.periodStart.isEmpty || cell.periodStart == "\(cell.year)-01-01"
        let wholeEnd = cell.periodEnd.isEmpty || cell.periodEnd == "\(cell.year)-12-31"
        return !(wholeStart && wholeEnd)
    }

    /// `2021-01-01…2021-06-30`; empty where only the year is told.
    public static func period(_ cell: Cell) -> String {
        guard !cell.periodStart.isEmpty || !cell.periodEnd.isEmpty else { return "" }
        return "\(cell.periodStart)…\(cell.periodEnd)"
    }

    /// Money from 10 000 元 on is told in 万, where that is exact to the 元.
    private static func amount(_ value: Double, unit: String, _ language: Language) -> String {
        guard language == .zh, unit == "元", abs(value) >= 10_000, value == value.rounded(), abs(value) < 1e15 else {
            return NumberText.grouped(value)
        }
        let whole = Int64(value)
        var fraction = String(abs(whole % 10_000))
        fraction = String(repeating: "0", count: 4 - fraction.count) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return NumberText.grouped(Double(whole / 10_000)) + (fraction.isEmpty ? "" : ".\(fraction)") + "万"
    }

    /// What the marks that occur in a text mean, one line each.
    static func legend(_ used: Set<Character>, _ language: Language) -> [String] {
        let meanings: [(Character, String, String)] = [
            ("约", "约  报告说的是约数", ""), ("~", "", "~  told as about"),
            ("≥", "≥  不少于", "≥  at least"), ("≤", "≤  不多于", "≤  at most"),
            ("修", "修  经人工修正、采信或剔除", "修  corrected, accepted or rejected by a person"),
            ("※", "※  各报告说法不一", "※  reports disagree"),
            ("†", "†  期间不是全年", "†  not for the whole year"),
            ("推", "推  报告没有说，由所说的数推算", "推  not told: follows from what is told"),
        ]
        return meanings.filter { used.contains($0.0) }.map { language.pick($0.1, $0.2) }.filter { !$0.isEmpty }
    }
}
