public import Base

/// A workbook that cannot be read.
public struct WorkbookError: ProductError, Equatable {
    /// The workbook's path.
    public var path: String
    /// What is wrong with it.
    public var detail: String

    init(_ path: String, _ detail: String) {
        self.path = path
        self.detail = detail
    }

    /// Stable name for scripts.
    public var code: String { "spreadsheet.read" }
    /// What happened, where.
    public var message: String { "cannot read the workbook '\(path)': \(detail)" }
    /// What to do about it.
    public var advice: String { "open it in Excel, WPS or LibreOffice and save it as .xlsx (without a password)" }
}
