// One page, streamed:
//
//   head, style ── search and filters ── table: two rows a cell, the second (its evidence) hidden ── charts ── marks ── script
public import Aggregation
internal import Text

/// The table as one HTML page that needs nothing else: search, filters and sorting, the sentence behind each number, bar charts; fit for
/// print, for light and dark screens and for the keyboard. Without its script the page shows everything.
///
/// Text from documents is escaped, and the page's own policy lets no other script run and loads nothing.
public struct HTMLTable: TableWriter {
    private let labels: Labels
    private let language: Language
    private let sink: ByteSink
    private var charts = HTMLCharts()
    private var marks: Set<Character> = []
    private var count = 0

    /// A writer into `sink`.
    public init(labels: Labels, language: Language, sink: @escaping ByteSink) {
        self.labels = labels
        self.language = language
        self.sink = sink
    }

    /// Writes what stands before the first cell.
    public mutating func begin() throws {
        let title = word("工会工作总结数据表", "Figures of trade-union reports")
        let titles = [
            word("城市", "City"), word("年份", "Year"), word("领域", "Area"), word("指标", "Indicator"), word("数值", "Value"),
            word("单位", "Unit"), word("文件", "Document"),
        ]
        let frame = HTMLFrame(
            title: title, lead: [],
            links: [("charts", word("图", "Charts")), ("marks", word("标记说明", "Marks"))], language: language,
            columns: titles.enumerated().map { index, title in
                .init(title, kind: index == 4 ? "n" : index == 2 || index == 6 ? "o" : "", isFilter: index < 4)
            }, isClicked: true)
        try write(frame.head(count: word("个数", "numbers")))
    }

    /// Writes one cell.
    public mutating func add(_ cell: Cell) throws {
        count += 1
        charts.add(cell, labels, language)
        let number = CellText.number(cell, language) + CellText.marks(cell)
        marks.formUnion(number)
        let area = labels.areaName(labels.area(of: cell.indicator, cell: cell.area), language)
        var row = "<tbody\(proof(cell))><tr><td class=\"c\">\(text(cell.city))</td><td class=\"c\">\(cell.year == 0 ? "" : "\(cell.year)")</td>"
        row += "<td class=\"o\">\(text(area))</td><td title=\"\(text(cell.indicator))\">\(text(labels.name(cell.indicator, language)))</td>"
        row += "<td class=\"n\" data-v=\"\(NumberText.plain(cell.value))\"><button type=\"button\" aria-expanded=\"false\""
        row += "\(HTMLFrame.kind(cell))>\(text(number))</button></td><td class=\"c\">\(text(CellText.unit(cell.unit, language)))</td>"
        row += "<td class=\"d o\">\(text(cell.evidence.first?.document ?? ""))</td></tr>"
        row += "<tr class=\"e\" hidden><td colspan=\"7\">\(HTMLFrame.evidence(cell, language))</td></tr></tbody>\n"
        try write(row)
    }

    /// Writes charts, marks and the script.
    public mutating func end() throws {
        try write("</table></div>\n" + HTMLFrame.sections(charts, marks, labels, language) + HTMLFrame.tail)
    }

    /// What proves the number, for machines: indicator, range, place (SHA-256, report, characters, bytes, value), quote, document, rules.
    private func proof(_ cell: Cell) -> String {
        var out = " data-c=\"\(text(cell.indicator))\"" + (cell.high.map { " data-h=\"\(NumberText.plain($0))\"" } ?? "")
        guard let first = cell.evidence.first else { return out }
        if let set = cell.corrections.last(where: { $0.entry.kind == .set }), SetEvidence.isSet(first) {
            return out + " data-k=\"\(set.entry.number)\""
        }
        let place = [first.report, first.start, first.end, first.byteStart, first.byteEnd].map { "\($0)" }.joined(separator: " ")
        out += " data-p=\"\(text(first.sha256)) \(place) \(NumberText.plain(first.value))\" data-q=\"\(text(first.quote))\""
        return out + " data-d=\"\(text(first.document))\" data-r=\"\(text(first.because.joined(separator: " ")))\""
    }

    private func text(_ text: String) -> String { HTMLText.escape(text) }
    private func word(_ chinese: String, _ english: String) -> String { language.pick(chinese, english) }
    private func write(_ text: String) throws { try sink([UInt8](text.utf8)) }
}
