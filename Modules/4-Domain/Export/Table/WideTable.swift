public import Aggregation

/// Numbers side by side. Terminal and Markdown: one row an indicator, one column a city and year. CSV: one row a city and year,
/// one column an indicator, as statistics programs want it. Keeps one short text a cell.
public struct WideTable: TableWriter {
    /// The formats of this layout.
    public enum Format: Sendable, Equatable {
        /// Columns that do not fit into the width continue below.
        case terminal(width: Int?)
        case csv, markdown
    }

    /// A column (or row) of the table: whose numbers stand there.
    struct Place: Hashable, Comparable {
        var city: String
        var year: Int

        static func < (a: Place, b: Place) -> Bool { ScalarOrder.before(a.city, b.city) ?? (a.year < b.year) }
    }

    private let format: Format
    private let labels: Labels
    private let language: Language
    private let sink: ByteSink
    private var texts: [String: [Place: String]] = [:]
    private var places: Set<Place> = []

    /// A writer into `sink`.
    public init(_ format: Format, labels: Labels, language: Language, sink: @escaping ByteSink) {
        self.format = format
        self.labels = labels
        self.language = language
        self.sink = sink
    }

    /// Writes what stands before the first cell.
    public mutating func begin() throws {}

    /// Writes or keeps one cell.
    public mutating func add(_ cell: Cell) throws {
        let place = Place(city: cell.city, year: cell.year)
        places.insert(place)
        texts[cell.indicator, default: [:]][place] = text(cell)
    }

    /// A number in another unit than its column's shows that unit.
    private func text(_ cell: Cell) -> String {
        if format == .csv { return CSVField.number(cell.value) }
        let usual = labels.indicator(cell.indicator)?.unit ?? cell.unit
        let same = UnitKind.areAlike(cell.unit, usual)
        return CellText.number(cell, language) + (same ? "" : CellText.unit(cell.unit, language)) + CellText.marks(cell)
    }

    /// Writes what was kept, and what stands behind the last cell.
    public mutating func end() throws {
        let codes = texts.keys.sorted { (labels.order($0), $0) < (labels.order($1), $1) }
        let columns = places.sorted()
        guard !codes.isEmpty else { return }
        switch format {
        case .csv: try csv(codes, columns)
        case .markdown: try markdown(codes, columns)
        case .terminal(let width): try terminal(codes, columns, width)
        }
        guard format != .csv else { return }
        let legend = CellText.legend(Set(texts.values.flatMap { $0.values.joined() }), language)
        let separator = format == .markdown ? "  \n" : "\n"
        if !legend.isEmpty { try sink([UInt8](("\n" + legend.joined(separator: separator) + "\n").utf8)) }
    }

    private func csv(_ codes: [String], _ rows: [Place]) throws {
        try sink(
            CSVField.byteOrderMark
                + CSVField.line([language.pick("城市", "city"), language.pick("年份", "year")] + codes.map { CSVField.text(labels.title($0, language)) }))
        for row in rows {
            let year = row.year == 0 ? "" : "\(row.year)"
            try sink(CSVField.line([CSVField.text(row.city), year] + codes.map { texts[$0]?[row] ?? "" }))
        }
    }

    private func markdown(_ codes: [String], _ columns: [Place]) throws {
        try write(MarkdownField.row(([language.pick("指标", "Indicator")] + columns.map(heading)).map(MarkdownField.text)))
        try write(MarkdownField.rule([false] + columns.map { _ in true }))
        for code in codes { try write(MarkdownField.row(([labels.title(code, language)] + columns.map { texts[code]?[$0] ?? "" }).map(MarkdownField.text))) }
    }

    private func terminal(_ codes: [String], _ columns: [Place], _ width: Int?) throws {
        let name = (codes.map { DisplayWidth.columns(labels.title($0, language)) }.max() ?? 0)
        var rest = columns[...]
        var isFirst = true
        while !rest.isEmpty {
            var block: [Place] = []
            var used = name
            while let next = rest.first {
                let need =
                    2 + max(DisplayWidth.columns(heading(next)), codes.map { DisplayWidth.columns(texts[$0]?[next] ?? "") }.max() ?? 0)
                if let width, !block.isEmpty, used + need > width { break }
                used += need
                block.append(next)
                rest.removeFirst()
            }
            var table = TextTable(
                [TextTable.Column(language.pick("指标", "Indicator"), yields: 1)] + block.map { TextTable.Column(heading($0), right: true) })
            for code in codes {
                let row = block.map { texts[code]?[$0] ?? "" }
                if row.contains(where: { !$0.isEmpty }) { table.add([labels.title(code, language)] + row) }
            }
            try write((isFirst ? "" : "\n") + table.text(width: width))
            isFirst = false
        }
    }

    private func heading(_ place: Place) -> String { place.city + (place.year == 0 ? "" : " \(place.year)") }

    private func write(_ text: String) throws { try sink([UInt8](text.utf8)) }
}
