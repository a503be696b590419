internal import Assessment
internal import Base
internal import Encoding
internal import Export
internal import Extraction
internal import Platform
internal import Runtime
internal import Spreadsheet

/// Sheets that people keep: workbooks (XLSX), and CSV as Excel, WPS and text editors save it (UTF-8, UTF-16 or GB18030).
enum SheetFiles {
    private static let limit = 32 << 20

    /// The rows of a file; of a workbook, those of the sheet of that name, else of its first that holds any.
    static func read(_ path: String, sheet: String? = nil) throws -> SheetText {
        guard case .file? = try? LocalFiles.kind(of: path) else {
            throw ToolError(.notFound, "there is no file '\(path)'", advice: "name a workbook (.xlsx) or a CSV file")
        }
        let bytes = try SmallFile.read(path, limit: limit)
        if bytes.starts(with: [0x50, 0x4B, 3, 4]) { return try workbook(path, sheet) }
        return SheetText(csv: try text(bytes, path))
    }

    private static func workbook(_ path: String, _ wanted: String?) throws -> SheetText {
        let book = try WorkbookReader(path: path)
        let named = wanted.flatMap { book.sheets.contains($0) ? [$0] : nil }
        var sheet = SheetText(rows: [], isWorkbook: true)
        // of several sheets the first that holds anything
        for name in named ?? book.sheets where sheet.rows.isEmpty {
            var rows: [SheetText.Row] = []
            try book.rows(name) { line, fields in rows.append(SheetText.Row(line: line, fields: fields.map(\.typed))) }
            sheet = SheetText(rows: rows, isWorkbook: true)
        }
        return sheet
    }

    /// UTF-8 where it is, else what spreadsheets in China save: UTF-16 with its mark, or GB18030.
    private static func text(_ bytes: [UInt8], _ path: String) throws -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        do throws(EncodingError) {
            return String(decoding: try Transcoder(from: isWide ? "UTF-16" : "GB18030").decode(bytes), as: UTF8.self)
        } catch {
            throw ToolError(
                .usage, "'\(path)' is neither UTF-8 nor GB18030 (byte \(error.offset ?? 0))", advice: "save it as CSV UTF-8 and try again")
        }
    }

    /// How the names in a sheet lead to codes.
    static func names(_ labels: CodebookLabels) -> IndicatorNames {
        let codebook = labels.codebook
        let known = codebook.indicators.flatMap { [$0.code, $0.nameZh] }
        return IndicatorNames(
            code: { given in
                codebook.indicators.first { $0.code == given || $0.nameZh == given || $0.nameEn.lowercased() == given.lowercased() }?.code
            },
            near: { Spelling.nearest(to: $0, among: known) },
            unit: { codebook.indicator($0)?.unit ?? "" })
    }

    /// What a file is, by its header.
    enum Kind: String { case targets, rules, scorecard, marks }

    static func kind(_ sheet: SheetText) -> Kind {
        let header = Set(sheet.rows.first?.fields ?? [])
        if !header.isDisjoint(with: ["检查日期", "检查日", "check"]) { return .rules }
        if !header.isDisjoint(with: ["计分方式", "method"]) { return .scorecard }
        return header.isDisjoint(with: ["得分", "评定", "points"]) ? .targets : .marks
    }

    /// Tells all problems of a file, one a line.
    static func tell(_ error: AssessmentError, _ invocation: Invocation) throws {
        let isChinese = TableOutput.language(invocation) == .zh
        for problem in error.problems { try invocation.console.write(problem.text(file: error.file, chinese: isChinese) + "\n") }
    }
}
