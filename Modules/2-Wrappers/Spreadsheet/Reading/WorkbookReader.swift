// An XLSX file, read row by row:
//
//   workbook.xml, its relations ──► names and parts of the sheets
//   sharedStrings.xml, styles.xml ─► texts, and which styles are dates        kept in memory
//   sheetN.xml ────────────────────► rows, one at a time                      streamed
internal import Glibc

/// One field of a sheet that was read.
public enum ReadField: Sendable, Equatable {
    case empty
    case text(String)
    case number(Double)
    /// A cell whose format is a date, as ISO day: `2022-03-01`.
    case day(String)
    case bool(Bool)
    /// `#REF!` and its like.
    case fault(String)

    /// As a person would type it: numbers in their shortest form, `是` for true.
    public var typed: String {
        switch self {
        case .empty: ""
        case .text(let text), .day(let text), .fault(let text): text
        case .number(let value): value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : value.description
        case .bool(let value): value ? "是" : "否"
        }
    }
}

/// Reads workbooks that Excel, WPS, LibreOffice or `Spreadsheet` wrote. Used from one thread. Nothing in a file traps: typed errors.
public struct WorkbookReader {
    /// Where it stands.
    public let path: String
    /// Names of the sheets, in their order.
    public private(set) var sheets: [String] = []
    private let package: Package
    private var parts: [String] = []
    private var texts: [String] = []
    private var dateStyles: Set<Int> = []
    private var is1904 = false

    /// Columns of one row.
    public static let columnLimit = 16_384

    /// Opens a workbook. Throws `WorkbookError`.
    public init(path: String) throws(WorkbookError) {
        self.path = path
        package = Package(path: path)
        do {
            try readFrame()
        } catch {
            throw Self.told(error, path)
        }
    }

    /// Hands over the rows of a sheet from the top: the row's number as people count it (from 1), and its fields from the left. Rows that
    /// hold nothing are passed over. Throws `WorkbookError`, and what `body` throws.
    public func rows(_ sheet: String, _ body: @escaping (_ row: Int, _ fields: [ReadField]) throws -> Void) throws {
        guard let index = sheets.firstIndex(of: sheet), index < parts.count else { throw WorkbookError(path, "it has no sheet '\(sheet)'") }
        var reader = SheetEvents(texts: texts, dateStyles: dateStyles, is1904: is1904, body: body)
        do {
            guard try parse(parts[index], limit: Package.limit, { try reader.take($0) }) else {
                throw WorkbookError(path, "its sheet '\(sheet)' is missing")
            }
        } catch let error as XMLFault {
            throw Self.told(error, path)
        }
    }

    private mutating func readFrame() throws {
        var relations: [String: String] = [:]
        _ = try parse("xl/_rels/workbook.xml.rels") { event in
            guard case .begin("Relationship", let given) = event, let id = given["Id"], let target = given["Target"] else { return }
            relations[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
        }
        var found: [(name: String, id: String)] = []
        var is1904 = false
        let isWorkbook = try parse("xl/workbook.xml") { event in
            guard case .begin(let name, let given) = event else { return }
            if name == "workbookPr" { is1904 = given["date1904"] == "1" || given["date1904"] == "true" }
            if name == "sheet", let name = given["name"], let id = given["id"] { found.append((name, id)) }
        }
        guard isWorkbook, !found.isEmpty else { throw WorkbookError(path, "it is no XLSX workbook") }
        self.is1904 = is1904
        sheets = found.map(\.name)
        parts = found.map { relations[$0.id] ?? "" }
        var strings = StringEvents()
        _ = try parse("xl/sharedStrings.xml", limit: 1 << 30) { strings.take($0) }
        texts = strings.texts
        var styles = StyleEvents()
        _ = try parse("xl/styles.xml") { styles.take($0) }
        dateStyles = styles.dates
    }

    private func parse(_ part: String, limit: Int = 64 << 20, _ body: @escaping (XMLEvent) throws -> Void) throws -> Bool {
        try withoutActuallyEscaping(body) { body in
            let events = XMLEvents(body)
            let isThere = try unsafe package.read(part, limit: limit) { piece in try unsafe events.read(piece) }
            if isThere { try unsafe events.read(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true) }
            return isThere
        }
    }

    private static func told(_ error: any Error, _ path: String) -> WorkbookError {
        switch error {
        case let error as WorkbookError: error
        case let error as XMLFault: WorkbookError(path, error.words)
        default: WorkbookError(path, "\(error)")
        }
    }
}
