public import Aggregation
internal import Text

/// Numbers side by side as one HTML page: a row an indicator, a column a city and year; a click on a number opens its sentence below the
/// row. Keeps the texts of all cells until the end.
public struct HTMLWideTable: TableWriter {
    private struct Entry {
        var text: String
        var value: Double
        var kind: String
        var evidence: String
    }

    private let labels: Labels
    private let language: Language
    private let sink: ByteSink
    private var charts = HTMLCharts()
    private var marks: Set<Character> = []
    private var entries: [String: [WideTable.Place: Entry]] = [:]
    private var areas: [String: String] = [:]
    private var places: Set<WideTable.Place> = []

    /// A writer into `sink`.
    public init(labels: Labels, language: Language, sink: @escaping ByteSink) {
        self.labels = labels
        self.language = language
        self.sink = sink
    }

    /// Nothing stands before the first cell: the columns are not known yet.
    public mutating func begin() throws {}

    /// Keeps one cell.
    public mutating func add(_ cell: Cell) throws {
        charts.add(cell, labels, language)
        let usual = labels.indicator(cell.indicator)?.unit ?? cell.unit
        let unit = UnitKind.areAlike(cell.unit, usual) ? "" : CellText.unit(cell.unit, language)
        let text = CellText.number(cell, language) + unit + CellText.marks(cell)
        marks.formUnion(text)
        let place = WideTable.Place(city: cell.city, year: cell.year)
        places.insert(place)
        areas[cell.indicator] = labels.area(of: cell.indicator, cell: cell.area)
        entries[cell.indicator, default: [:]][place] = Entry(
            text: text, value: cell.value, kind: HTMLFrame.kind(cell), evidence: HTMLFrame.evidence(cell, language))
    }

    /// Writes the page.
    public mutating func end() throws {
        let columns = places.sorted()
        let frame = HTMLFrame(
            title: word("工会工作总结数据表", "Figures of trade-union reports"),
            lead: [],
            links: [("charts", word("图", "Charts")), ("marks", word("标记说明", "Marks"))], language: language,
            columns: [.init(word("领域", "Area"), kind: "o", isFilter: true), .init(word("指标", "Indicator"))]
                + columns.map { .init($0.city + ($0.year == 0 ? "" : " \($0.year)"), kind: "n") },
            layout: "w", isClicked: true)
        try write(frame.head(count: word("个指标", "indicators")))
        var number = 0
        for code in entries.keys.sorted(by: { (labels.order($0), $0) < (labels.order($1), $1) }) {
            try write(row(code, columns, &number))
        }
        try write("</table></div>\n" + HTMLFrame.sections(charts, marks, labels, language) + HTMLFrame.tail)
    }

    private func row(_ code: String, _ columns: [WideTable.Place], _ number: inout Int) -> String {
        let area = labels.areaName(areas[code] ?? "", language)
        var out = "<tbody><tr><td class=\"o c\">\(text(area))</td><td title=\"\(text(code))\">\(text(labels.title(code, language)))</td>"
        var below = ""
        for place in columns {
            guard let entry = entries[code]?[place] else {
                // behind all numbers, whichever way they are sorted up
                out += "<td class=\"n\" data-v=\"-1e300\"></td>"
                continue
            }
            number += 1
            out += "<td class=\"n\" data-v=\"\(NumberText.plain(entry.value))\"><button type=\"button\" aria-expanded=\"false\" aria-controls=\"e\(number)\""
            out += "\(entry.kind)>\(text(entry.text))</button></td>"
            let name = place.city + (place.year == 0 ? "" : " \(place.year)")
            below += "<tr class=\"e\" id=\"e\(number)\" hidden><td colspan=\"\(columns.count + 2)\"><b>\(text(name))</b> \(entry.evidence)</td></tr>"
        }
        return out + "</tr>\(below)</tbody>\n"
    }

    private func text(_ text: String) -> String { HTMLText.escape(text) }
    private func word(_ chinese: String, _ english: String) -> String { language.pick(chinese, english) }
    private func write(_ text: String) throws { try sink([UInt8](text.utf8)) }
}
