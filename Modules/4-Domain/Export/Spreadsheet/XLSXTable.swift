// A workbook of six sheets, written while the cells come:
//
//   表 (table)       one row a cell, or one row a city and year and one column an indicator
//   证据 (evidence)  one row for each place in a report that speaks for a cell
//   冲突 (conflicts) the cells where reports disagree, and which number was taken by which rule
//   核对 (checks)     what the figures of reports say against each other, and what follows from them
//   修正 (corrections) the entries of the journal that hold for them
//   指标 (indicators) names, units and definitions
public import Aggregation
internal import Spreadsheet
internal import Text

/// The table as a workbook for Excel, WPS and LibreOffice: numbers are numbers, with the quoted sentence as a comment on each.
///
/// Memory does not grow with the rows of the long layout, save for comments: the first `commentLimit` numbers get one. The wide layout
/// keeps its numbers until the end. The file stands at its path after `end`, or not at all.
public final class XLSXTable: TableWriter {
    /// One row a number, or numbers side by side.
    public enum Layout: Sendable { case long, wide }

    /// Numbers beyond this many go without a comment; their sentences stand in the sheets all the same.
    public static let commentLimit = 20_000

    private let book: Spreadsheet
    private let layout: Layout
    private let labels: Labels
    private let language: Language
    private let author: String
    private var table: GrowingSheet
    private var evidence: GrowingSheet
    private var conflicts: GrowingSheet
    private var checks: GrowingSheet
    private var corrections: GrowingSheet
    private var wide = WideSheet()
    private var told: [String: Int] = [:]
    private var comments = 0

    /// Begins a workbook at `path`. `rowLimit`: rows of one sheet, for tests.
    public convenience init(path: String, layout: Layout, labels: Labels, language: Language) throws {
        try self.init(path: path, layout: layout, labels: labels, language: language, rowLimit: Spreadsheet.rowLimit)
    }

    init(path: String, layout: Layout, labels: Labels, language: Language, rowLimit: Int) throws {
        self.layout = layout
        self.labels = labels
        self.language = language
        author = language.pick("汇报", "Huibao")
        book = try Spreadsheet(path: path, title: language.pick("工会工作总结数据表", "Figures of trade-union reports"), author: author)
        let columns = layout == .long ? SheetColumns.table(language) : []
        table = try GrowingSheet(book, language.pick("表", "Table"), columns, frozen: 2, limit: rowLimit)
        evidence = try GrowingSheet(book, language.pick("证据", "Evidence"), SheetColumns.evidence(language), frozen: 2, limit: rowLimit)
        conflicts = try GrowingSheet(book, language.pick("冲突", "Conflicts"), SheetColumns.conflicts(language), frozen: 2, limit: rowLimit)
        checks = try GrowingSheet(book, language.pick("核对", "Checks"), CheckRow.columns(language), frozen: 2, limit: rowLimit)
        corrections = try GrowingSheet(
            book, language.pick("修正", "Corrections"), SheetColumns.corrections(language), frozen: 1, limit: rowLimit)
    }

    /// Says on the header what the marks mean.
    public func begin() throws {
        let legend = CellText.legend(CellText.all, language).joined(separator: "\n")
        try book.comment(table.sheet, 0, layout == .long ? SheetColumns.value : 0, legend, author: author)
    }

    /// Writes one cell with its evidence.
    public func add(_ cell: Cell) throws {
        told[cell.indicator, default: 0] += 1
        switch layout {
        case .long:
            let row = try table.add(SheetRows.table(cell, labels, language))
            try comment(table.sheet, row, SheetColumns.value, SheetRows.comment(cell, language))
        case .wide: wide.add(cell, language)
        }
        for (index, entry) in cell.evidence.enumerated() {
            try evidence.add(SheetRows.evidence(cell, entry, index == 0 ? .chosen : cell.isDerived ? .basis : .other, labels, language))
        }
        if let runnerUp = cell.runnerUp { try evidence.add(SheetRows.evidence(cell, runnerUp, .runnerUp, labels, language)) }
        for applied in cell.corrections {
            try corrections.add(SheetRows.correction(applied, cell, labels, language))
            guard applied.entry.kind == .reject, let rejected = applied.evidence else { continue }
            try evidence.add(SheetRows.evidence(cell, rejected, .rejected, labels, language))
        }
        if cell.conflict || cell.settled {
            for (index, entry) in cell.evidence.enumerated() {
                try conflicts.add(SheetRows.conflict(cell, entry, chosen: index == 0, labels, language))
            }
        }
    }

    /// Writes one finding of the checks; any number of times before `end`.
    public func add(_ check: CheckRow) throws { try checks.add(check.fields) }

    /// Finishes the sheets and puts the file in its place.
    public func end() throws {
        if layout == .wide {
            try wide.write(book, table.sheet, labels, language) { try self.comment(self.table.sheet, $0, $1, $2) }
        } else {
            try table.close(printed: SheetColumns.printed)
        }
        try evidence.close()
        try conflicts.close()
        try checks.close()
        try corrections.close()
        var indicators = try GrowingSheet(book, language.pick("指标", "Indicators"), SheetColumns.indicators(language), frozen: 1)
        for indicator in labels.indicators {
            try indicators.add(SheetRows.indicator(indicator, told: told[indicator.code] ?? 0, labels, language))
        }
        try indicators.close()
        try book.close()
    }

    private func comment(_ sheet: Spreadsheet.Sheet, _ row: Int, _ column: Int, _ text: String) throws {
        guard comments < Self.commentLimit else { return }
        comments += 1
        try book.comment(sheet, row, column, text, author: author)
    }
}

/// Numbers side by side, kept until all are there.
struct WideSheet {
    private struct Entry {
        var value: Double
        var style: SheetStyle
        var comment: String
    }

    private var entries: [WideTable.Place: [String: Entry]] = [:]
    private var codes: Set<String> = []

    mutating func add(_ cell: Cell, _ language: Language) {
        let place = WideTable.Place(city: cell.city, year: cell.year)
        codes.insert(cell.indicator)
        entries[place, default: [:]][cell.indicator] = Entry(
            value: cell.value, style: SheetFormats.style(cell, language), comment: SheetRows.comment(cell, language))
    }

    func write(
        _ book: Spreadsheet, _ sheet: Spreadsheet.Sheet, _ labels: Labels, _ language: Language,
        comment: (_ row: Int, _ column: Int, _ text: String) throws -> Void
    ) throws {
        let columns = codes.sorted { (labels.order($0), $0) < (labels.order($1), $1) }
        let titles = [language.pick("城市", "City"), language.pick("年份", "Year")] + columns.map { labels.title($0, language) }
        try book.columns(sheet, [12, 7] + columns.map { _ in 14 })
        for (column, title) in titles.enumerated() { try book.text(sheet, 0, column, title, SheetFormats.header) }
        try book.header(sheet, frozenColumns: 2, fitsWidth: false)
        for (index, place) in entries.keys.sorted().enumerated() {
            let row = index + 1
            try book.text(sheet, row, 0, place.city)
            if place.year != 0 { try book.number(sheet, row, 1, Double(place.year), SheetFormats.whole) }
            for (index, code) in columns.enumerated() {
                guard let entry = entries[place]?[code] else { continue }
                try book.number(sheet, row, index + 2, entry.value, entry.style)
                try comment(row, index + 2, entry.comment)
            }
        }
        try book.filter(sheet, rows: entries.count + 1, columns: titles.count)
    }
}
