internal import Aggregation
internal import Spreadsheet
internal import Text

/// How numbers of cells look in a sheet: the number stays a number, its marks are part of the format.
enum SheetFormats {
    /// Behind cells where reports disagree: pale orange, told from white in grey print too.
    static let conflict: UInt32 = 0xFCE4D6
    /// Behind headers.
    static let head: UInt32 = 0xDDEBF7

    static let header = SheetStyle(bold: true, wraps: true, fill: head, line: true)
    static let wrapped = SheetStyle(wraps: true)
    static let whole = SheetStyle(numberFormat: "0")

    /// The style of a cell's number: `约14,863`, `≥300`, `10–15` (the low end is the number), `92.5※`.
    static func style(_ cell: Cell, _ language: Language) -> SheetStyle {
        SheetStyle(numberFormat: format(cell, language), fill: cell.conflict ? conflict : nil)
    }

    static func format(_ cell: Cell, _ language: Language) -> String {
        if cell.isDerived {
            let high = ((cell.high ?? cell.value) * 100).rounded() / 100
            return "#,##0.##" + literal("–" + NumberText.grouped(high) + CellText.marks(cell))
        }
        let prefix =
            switch cell.approximation {
            case .exact: ""
            case .about: language.pick("约", "~")
            case .atLeast: "≥"
            case .atMost: "≤"
            }
        var suffix = cell.high.map { "–" + NumberText.grouped($0) } ?? ""
        suffix += CellText.marks(cell)
        return literal(prefix) + plain(cell.value) + literal(suffix)
    }

    /// Groups of three digits, and as many decimals as the number has, six at most.
    static func plain(_ value: Double) -> String {
        guard value != value.rounded() else { return "#,##0" }
        let text = NumberText.plain(value)
        let decimals = text.contains("e") ? 6 : text.split(separator: ".").last.map { min(6, $0.count) } ?? 1
        return "#,##0." + String(repeating: "0", count: max(1, decimals))
    }

    private static func literal(_ text: String) -> String { text.isEmpty ? "" : "\"\(text)\"" }
}
