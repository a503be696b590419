public import Base
internal import CXLSXWriter

/// A workbook that cannot be written: what libxlsxwriter or the file system said.
public struct SpreadsheetError: ProductError, Equatable {
    /// What was under way: `add a sheet`, `write the file`.
    public var operation: String
    /// The workbook's path.
    public var path: String
    /// libxlsxwriter's number; 0 where it gave none.
    public var number: UInt32
    /// libxlsxwriter's own words.
    public var detail: String

    init(_ operation: String, _ path: String, _ result: lxw_error) {
        self.operation = operation
        self.path = path
        number = result.rawValue
        detail = unsafe lxw_strerror(result).map { unsafe String(cString: $0) } ?? "error \(result.rawValue)"
    }

    /// Stable name for scripts.
    public var code: String { "spreadsheet.write" }
    /// What happened, where.
    public var message: String { "cannot \(operation) of '\(path)': \(detail)" }
    /// What to do about it.
    public var advice: String { "check that the folder is there, may be written to, and has room; that of temporary files (TMPDIR) too" }
}
