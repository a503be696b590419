internal import Spreadsheet

/// One field of a sheet's row.
enum SheetField {
    case text(String, SheetStyle = .plain)
    case number(Double, SheetStyle = .plain)
    case empty
}

/// Rows below a header. When a sheet is full, the next one goes on: `证据`, `证据 2`, …
struct GrowingSheet {
    private let book: Spreadsheet
    private let name: String
    private let titles: [String]
    private let widths: [Double]
    private let frozen: Int
    /// Rows of one sheet, header included; less than what the format holds only in tests.
    private let limit: Int
    private(set) var sheet: Spreadsheet.Sheet
    private var sheets = 1
    /// The row that the next `add` writes.
    private(set) var row = 0

    init(
        _ book: Spreadsheet, _ name: String, _ columns: [(title: String, width: Double)], frozen: Int, limit: Int = Spreadsheet.rowLimit
    ) throws {
        self.book = book
        self.name = name
        titles = columns.map(\.title)
        widths = columns.map(\.width)
        self.frozen = frozen
        self.limit = max(2, limit)
        sheet = try book.addSheet(name)
        try open()
    }

    private mutating func open() throws {
        try book.columns(sheet, widths)
        for (column, title) in titles.enumerated() { try book.text(sheet, 0, column, title, SheetFormats.header) }
        try book.header(sheet, frozenColumns: frozen)
        row = 1
    }

    /// Writes a row and returns where it stands.
    @discardableResult mutating func add(_ fields: [SheetField]) throws -> Int {
        if row >= limit {
            try close()
            sheets += 1
            sheet = try book.addSheet("\(name) \(sheets)")
            try open()
        }
        for (column, field) in fields.enumerated() {
            switch field {
            case .text(let text, let style): try book.text(sheet, row, column, text, style)
            case .number(let value, let style): try book.number(sheet, row, column, value, style)
            case .empty: break
            }
        }
        row += 1
        return row - 1
    }

    /// Sets the filter over what was written; `printed`: the columns that are for paper.
    func close(printed: Int? = nil) throws {
        try book.filter(sheet, rows: row, columns: titles.count)
        if let printed { try book.printArea(sheet, rows: row, columns: printed) }
    }
}
