// A workbook (XLSX) written row by row.
//
//   init ──► addSheet … ──► text, number, comment: rows of one sheet from top to bottom ──► columns, header … ──► close
//                                                                                              │
//                                            without close (an error, a signal): no file ◄─────┘
internal import CXLSXWriter
internal import Glibc

/// An XLSX file in the making, in libxlsxwriter's constant-memory mode: a finished row goes to a temporary file (TMPDIR), so memory
/// does not grow with the rows. What stays in memory: comments and styles.
///
/// Not thread-safe. Rows of one sheet must come from top to bottom; sheets may take turns. Text is always text, whatever it begins with:
/// no formula is ever written. The same calls give the same bytes. No pointer leaves this class.
@safe
public final class Spreadsheet {
    /// Names a sheet of its workbook.
    public struct Sheet: Hashable, Sendable { fileprivate let index: Int }

    /// The most rows that a sheet of this format holds.
    public static let rowLimit = 1_048_576
    /// The most characters of one cell.
    public static let textLimit = 32_000

    private let path: String
    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private var sheets: [UnsafeMutablePointer<lxw_worksheet>] = unsafe []
    private var formats: [SheetStyle: UnsafeMutablePointer<lxw_format>] = unsafe [:]

    /// Begins a workbook that `close` will put at `path`. `author` stands in its properties and comments.
    public init(path: String, title: String, author: String) throws(SpreadsheetError) {
        self.path = path
        var options = unsafe lxw_workbook_options()
        unsafe options.constant_memory = 1
        unsafe options.use_zip64 = 0
        guard let made = unsafe workbook_new_opt(path, &options) else {
            throw SpreadsheetError("begin the workbook", path, LXW_ERROR_MEMORY_MALLOC_FAILED)
        }
        unsafe workbook = made
        unsafe Self.withCopies([title, author]) { copies in
            var properties = unsafe lxw_doc_properties()
            unsafe properties.title = copies[0]
            unsafe properties.author = copies[1]
            // a fixed day, so that equal tables are equal files
            unsafe properties.created = 1_577_836_800
            unsafe workbook_set_properties(made, &properties)
        }
    }

    deinit {
        guard let left = unsafe workbook else { return }
        unsafe lxw_workbook_free(left)
    }

    /// Adds a sheet behind the others. Names are 31 characters at most, without `[]:*?/\`, each once.
    public func addSheet(_ name: String) throws(SpreadsheetError) -> Sheet {
        guard let book = unsafe workbook else { throw SpreadsheetError("add a sheet", path, LXW_ERROR_NULL_PARAMETER_IGNORED) }
        let valid = unsafe workbook_validate_sheet_name(book, name)
        guard valid == LXW_NO_ERROR else { throw SpreadsheetError("add the sheet '\(name)'", path, valid) }
        guard let sheet = unsafe workbook_add_worksheet(book, name) else {
            throw SpreadsheetError("add the sheet '\(name)'", path, LXW_ERROR_CREATING_TMPFILE)
        }
        unsafe sheets.append(sheet)
        return unsafe Sheet(index: sheets.count - 1)
    }

    /// Writes text, cut with `…` beyond `textLimit`; characters that XML cannot hold become `�`.
    public func text(_ sheet: Sheet, _ row: Int, _ column: Int, _ text: String, _ style: SheetStyle = .plain) throws(SpreadsheetError) {
        guard !text.isEmpty || style != .plain else { return }
        let clean = Self.clean(text)
        let format = unsafe try format(style)
        let result =
            clean.isEmpty
            ? unsafe worksheet_write_blank(sheets[sheet.index], UInt32(clamping: row), UInt16(clamping: column), format)
            : unsafe worksheet_write_string(sheets[sheet.index], UInt32(clamping: row), UInt16(clamping: column), clean, format)
        guard result == LXW_NO_ERROR else { throw SpreadsheetError("write a cell", path, result) }
    }

    /// Writes a number; one that is not finite leaves the cell empty.
    public func number(_ sheet: Sheet, _ row: Int, _ column: Int, _ value: Double, _ style: SheetStyle = .plain) throws(SpreadsheetError) {
        guard value.isFinite else { return }
        let format = unsafe try format(style)
        let result = unsafe worksheet_write_number(
            sheets[sheet.index], UInt32(clamping: row), UInt16(clamping: column), value, format)
        guard result == LXW_NO_ERROR else { throw SpreadsheetError("write a cell", path, result) }
    }

    /// Puts a comment on a cell, in a box that its text fits into.
    public func comment(_ sheet: Sheet, _ row: Int, _ column: Int, _ text: String, author: String) throws(SpreadsheetError) {
        guard !text.isEmpty else { return }
        let clean = Self.clean(text)
        let lines = clean.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { $0 + 1 + $1.unicodeScalars.count / 26 }
        let result = unsafe Self.withCopies([author]) { copies in
            var options = unsafe lxw_comment_options()
            unsafe options.author = copies[0]
            unsafe options.width = 360
            unsafe options.height = UInt16(clamping: min(480, 24 + 18 * lines))
            return unsafe worksheet_write_comment_opt(
                sheets[sheet.index], UInt32(clamping: row), UInt16(clamping: column), clean, &options)
        }
        guard result == LXW_NO_ERROR else { throw SpreadsheetError("write a comment", path, result) }
    }

    /// Widths of the columns from the left, in characters of the standard type (a Chinese one takes two).
    public func columns(_ sheet: Sheet, _ widths: [Double]) throws(SpreadsheetError) {
        for (column, width) in widths.enumerated() {
            let at = UInt16(clamping: column)
            let result = unsafe worksheet_set_column(sheets[sheet.index], at, at, width, nil)
            guard result == LXW_NO_ERROR else { throw SpreadsheetError("set columns", path, result) }
        }
    }

    /// Keeps the first `rows` rows (and so many columns) in sight, repeats the last of them and the columns on every printed page, and prints in landscape on A4; where
    /// `fitsWidth`, on pages that are as wide as the sheet.
    public func header(_ sheet: Sheet, frozenColumns: Int = 0, fitsWidth: Bool = true, rows: Int = 1) throws(SpreadsheetError) {
        let at = unsafe sheets[sheet.index]
        unsafe worksheet_freeze_panes(at, UInt32(clamping: rows), UInt16(clamping: frozenColumns))
        unsafe worksheet_set_landscape(at)
        unsafe worksheet_set_paper(at, 9)
        if fitsWidth { unsafe worksheet_fit_to_pages(at, 1, 0) }
        if frozenColumns > 0 { _ = unsafe worksheet_repeat_columns(at, 0, UInt16(clamping: frozenColumns - 1)) }
        let result = unsafe worksheet_repeat_rows(at, UInt32(clamping: max(0, rows - 1)), UInt32(clamping: max(0, rows - 1)))
        guard result == LXW_NO_ERROR else { throw SpreadsheetError("set the header", path, result) }
    }

    /// The height of a row in points; to be told before the row below is written. One line of the standard type takes 15.
    public func height(_ sheet: Sheet, row: Int, _ points: Double) throws(SpreadsheetError) {
        let result = unsafe worksheet_set_row(sheets[sheet.index], UInt32(clamping: row), points, nil)
        guard result == LXW_NO_ERROR else { throw SpreadsheetError("set a row's height", path, result) }
    }

    /// Hides a column.
    public func hide(_ sheet: Sheet, column: Int) throws(SpreadsheetError) {
        let at = UInt16(clamping: column)
        var options = lxw_row_col_options()
        options.hidden = 1
        let result = unsafe worksheet_set_column_opt(sheets[sheet.index], at, at, 8, nil, &options)
        guard result == LXW_NO_ERROR else { throw SpreadsheetError("hide a column", path, result) }
    }

    /// Offers these words, and no others, in a column's rows `rows`.
    public func choices(_ sheet: Sheet, rows: Range<Int>, column: Int, _ words: [String], hint: String) throws(SpreadsheetError) {
        guard let first = rows.first, let last = rows.last else { return }
        let result = unsafe Self.withCopies(words + [hint]) { copies in
            var list = unsafe Array(copies.dropLast()) + [nil]
            return unsafe list.withUnsafeMutableBufferPointer { list in
                var rule = unsafe lxw_data_validation()
                unsafe rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
                unsafe rule.value_list = list.baseAddress
                unsafe rule.error_message = unsafe copies[words.count]
                return unsafe worksheet_data_validation_range(
                    sheets[sheet.index], UInt32(clamping: first), UInt16(clamping: column), UInt32(clamping: last), UInt16(clamping: column), &rule)
            }
        }
        guard result == LXW_NO_ERROR else { throw SpreadsheetError("offer words in a column", path, result) }
    }

    /// Locks all fields but the open ones, without a password: against slips, not against intent.
    public func protect(_ sheet: Sheet) {
        var options = lxw_protection()
        options.format_columns = 1
        options.format_rows = 1
        options.format_cells = 1
        unsafe worksheet_protect(sheets[sheet.index], nil, &options)
    }

    /// Filters on the first row for `rows` rows (header included) and `columns` columns.
    public func filter(_ sheet: Sheet, rows: Int, columns: Int) throws(SpreadsheetError) {
        guard rows > 0, columns > 0 else { return }
        let result = unsafe worksheet_autofilter(
            sheets[sheet.index], 0, 0, UInt32(clamping: rows - 1), UInt16(clamping: columns - 1))
        guard result == LXW_NO_ERROR else { throw SpreadsheetError("set the filter", path, result) }
    }

    /// Prints the first `columns` columns of the first `rows` rows alone.
    public func printArea(_ sheet: Sheet, rows: Int, columns: Int) throws(SpreadsheetError) {
        guard rows > 0, columns > 0 else { return }
        let result = unsafe worksheet_print_area(
            sheets[sheet.index], 0, 0, UInt32(clamping: rows - 1), UInt16(clamping: columns - 1))
        guard result == LXW_NO_ERROR else { throw SpreadsheetError("set the print area", path, result) }
    }

    /// Writes the file. Nothing may be called after it.
    public func close() throws(SpreadsheetError) {
        guard let book = unsafe workbook else { return }
        unsafe workbook = nil
        unsafe sheets = []
        unsafe formats = [:]
        let result = unsafe workbook_close(book)
        guard result == LXW_NO_ERROR else { throw SpreadsheetError("write the file", path, result) }
    }

    /// The library's own format for a style, made once; nil for the plain one.
    private func format(_ style: SheetStyle) throws(SpreadsheetError) -> UnsafeMutablePointer<lxw_format>? {
        guard style != .plain else { return nil }
        if let known = unsafe formats[style] { return unsafe known }
        guard let book = unsafe workbook, let made = unsafe workbook_add_format(book) else {
            throw SpreadsheetError("add a format", path, LXW_ERROR_MEMORY_MALLOC_FAILED)
        }
        if !style.numberFormat.isEmpty { unsafe format_set_num_format(made, style.numberFormat) }
        if style.bold { unsafe format_set_bold(made) }
        if style.wraps { unsafe format_set_text_wrap(made) }
        if let fill = style.fill {
            unsafe format_set_pattern(made, UInt8(LXW_PATTERN_SOLID.rawValue))
            unsafe format_set_bg_color(made, fill)
            unsafe format_set_fg_color(made, fill)
        }
        if style.isOpen { unsafe format_set_unlocked(made) }
        if style.line { unsafe format_set_bottom(made, UInt8(LXW_BORDER_THIN.rawValue)) }
        unsafe format_set_align(made, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        unsafe formats[style] = made
        return unsafe made
    }

    /// What XML 1.0 can hold, and no more than a cell takes.
    static func clean(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        var units = 0
        for scalar in text.unicodeScalars {
            units += scalar.value > 0xFFFF ? 2 : 1
            if units > textLimit {
                out.append("…")
                break
            }
            switch scalar.value {
            case 13: continue
            case 9, 10: out.append(scalar)
            case 0..<32, 0x7F..<0xA0, 0xFFFE, 0xFFFF: out.append("\u{FFFD}")
            default: out.append(scalar)
            }
        }
        return String(out)
    }

    /// Lends C copies of texts that may be written to.
    private static func withCopies<Result>(_ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result) -> Result {
        let copies = unsafe texts.map { unsafe strdup(clean($0)) }
        defer { for unsafe copy in unsafe copies { unsafe free(copy) } }
        return unsafe body(copies)
    }
}
