public import Base
internal import Aggregation
internal import SQLite
internal import Spreadsheet

/// An export that cannot be read back.
public struct ExportError: ProductError, Equatable {
    /// The file's path.
    public var path: String
    /// What is wrong, and where.
    public var detail: String

    init(_ path: String, _ detail: String) {
        self.path = path
        self.detail = detail
    }

    /// Stable name for scripts.
    public var code: String { "export.unreadable" }
    /// What happened, where.
    public var message: String { "'\(path)' cannot be read back: \(detail)" }
    /// What to do about it.
    public var advice: String { "give a file that 'huibao table -o' wrote: xlsx, csv, json, jsonl, html or sqlite" }
}

/// Reads exports back, each format by one reader.
public enum ExportReader {
    /// The formats that can be read back.
    public enum Format: String, Sendable, CaseIterable { case xlsx, csv, json, jsonl, html, sqlite }

    /// The format of a file, by its first bytes and its name; nil for a file of something else.
    public static func format(of path: String, head: [UInt8]) -> Format? {
        if head.starts(with: [0x50, 0x4B, 3, 4]) { return .xlsx }
        if head.starts(with: Array("SQLite format 3\0".utf8)) { return .sqlite }
        let text = head.drop { [0xEF, 0xBB, 0xBF, 9, 10, 13, 32].contains($0) }
        switch text.first {
        case UInt8(ascii: "["): return .json
        case UInt8(ascii: "{"): return .jsonl
        case UInt8(ascii: "<"): return .html
        default: return path.hasSuffix(".csv") || head.starts(with: CSVField.byteOrderMark) ? .csv : nil
        }
    }

    /// The numbers of a text format. Throws `ExportError`.
    public static func figures(_ bytes: [UInt8], _ format: Format, path: String, labels: Labels) throws(ExportError) -> [ExportedFigure] {
        switch format {
        case .json: return try cells(bytes, path) { "第\($0 + 1)个" }
        case .jsonl:
            let rows = bytes.split(separator: 10)
            let array = [UInt8(ascii: "[")] + rows.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")]
            return try cells(array, path) { "第\($0 + 1)行" }
        case .csv: return try CSVTableReader.figures(bytes, path: path, labels: labels)
        case .html: return try HTMLTableReader.figures(bytes, path: path)
        case .xlsx, .sqlite: return try figures(path: path, format, labels: labels)
        }
    }

    /// The numbers of a workbook or a database, which are read where they stand. Throws `ExportError`.
    public static func figures(path: String, _ format: Format, labels: Labels) throws(ExportError) -> [ExportedFigure] {
        do {
            if format == .xlsx { return try XLSXTableReader(path: path, labels: labels).figures() }
            return try SQLiteTableReader.cells(path: path).enumerated().map { ExportedFigure(place: "cells 第\($0 + 1)行", $1) }
        } catch let error as ExportError {
            throw error
        } catch {
            throw ExportError(path, (error as? any ProductError)?.message ?? "\(error)")
        }
    }

    private static func cells(_ bytes: [UInt8], _ path: String, _ place: (Int) -> String) throws(ExportError) -> [ExportedFigure] {
        do throws(JSONReaderError) {
            return try CellReader.cells(bytes).enumerated().map { ExportedFigure(place: place($0), $1) }
        } catch {
            throw ExportError(path, "\(error)")
        }
    }
}

/// The columns of a table by their titles in either language.
struct Titles {
    private let places: [String: Int]

    init(_ titles: [String]) {
        var places: [String: Int] = [:]
        for (index, title) in titles.enumerated() where places[title] == nil { places[title] = index }
        self.places = places
    }

    /// The place of a column; `nil` where the table has none.
    func place(_ chinese: String, _ english: String) -> Int? { places[chinese] ?? places[english] }
}
