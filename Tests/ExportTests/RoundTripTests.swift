import Aggregation
import Base
import TestSupport
import Testing
import Text

@testable import Export

/// What was exported and read back is the same, for every format that holds all of a cell.
@Suite struct RoundTripTests {
    private let folder = TemporaryFolder()

    /// The samples, with everything in them that a format might lose.
    private var cells: [Cell] {
        var cells = Samples.cells
        cells[0].runnerUp = cells[1].evidence[0]
        cells[0].area = "organising"
        cells[1].evidence.append(cells[2].evidence[0])
        cells[1].value = 0.1 + 0.2
        cells[1].confidence = 1.0 / 3
        cells[2].chosenBy = .exact
        cells[2].unlikePeriods = true
        cells[3].evidence[0].because = []
        cells[3].evidence[0].sentence = "引号\"、单引号'、\\、\u{1F600}、\u{0}零\t与\n换行"
        cells[4].year = 0
        cells[4].scope = ""
        return cells + [Samples.derived]
    }

    @Test func json() throws {
        for asArray in [true, false] {
            var bytes: [UInt8] = []
            var writer = JSONTable(asArray: asArray) { bytes += $0 }
            try writer.begin()
            for cell in cells { try writer.add(cell) }
            try writer.end()
            if !asArray { bytes = [91] + bytes.split(separator: 10).joined(separator: [44]) + [93] }
            #expect(try CellReader.cells(bytes) == cells)
        }
    }

    private func database(_ name: String = "t.db") throws -> String {
        let path = folder.path + "/" + name
        let writer = try SQLiteTable(path: path, labels: Samples.labels)
        try writer.begin()
        for cell in cells { try writer.add(cell) }
        try writer.end()
        return path
    }

    @Test func sqlite() throws { #expect(try SQLiteTableReader.cells(path: database()) == cells) }

    @Test func equalTablesAreEqualDatabases() throws {
        #expect(try Repository.fileBytes(database("a.db")) == Repository.fileBytes(database("b.db")))
    }

    @Test func aDatabaseWithoutItsEndIsEmpty() throws {
        let path = folder.path + "/half.db"
        do {
            let writer = try SQLiteTable(path: path, labels: Samples.labels)
            try writer.begin()
            try writer.add(cells[0])
        }
        #expect(throws: (any Error).self) { try SQLiteTableReader.cells(path: path) }
    }

    /// CSV holds the chosen figure and its first evidence; what it holds is the same.
    @Test func csv() throws {
        var bytes: [UInt8] = []
        var writer = LongTable(.csv, labels: Samples.labels, language: .en) { bytes += $0 }
        try writer.begin()
        for cell in cells { try writer.add(cell) }
        try writer.end()
        let rows = CSVText.rows(String(decoding: bytes.dropFirst(3), as: UTF8.self))
        #expect(rows.count == cells.count + 1)
        for (row, cell) in zip(rows.dropFirst(), cells) {
            let named = Dictionary(uniqueKeysWithValues: zip(rows[0], row))
            #expect(named["city"] == cell.city && Int(named["year"] ?? "") ?? 0 == cell.year && named["code"] == cell.indicator)
            #expect(Double(named["value"] ?? "") == cell.value && Double(named["high"] ?? "") == cell.high && named["unit"] == cell.unit)
            #expect(named["approximation"] == cell.approximation.rawValue && named["scope"] == cell.scope)
            #expect(named["period_start"] == cell.periodStart && named["period_end"] == cell.periodEnd)
            #expect((named["conflict"] == "yes") == cell.conflict && named["document"] == cell.evidence[0].document)
            // an apostrophe keeps a spreadsheet from taking text for a formula
            let quote = named["quote"].map { $0.hasPrefix("'") ? String($0.dropFirst()) : $0 }
            #expect(quote == TerminalText.safe(cell.evidence[0].quote) && named["sentence"] == TerminalText.safe(cell.evidence[0].sentence))
        }
    }
}

/// Reads CSV as RFC 4180 says.
enum CSVText {
    static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = [], row: [String] = [], field = "", quoted = false
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\"" where quoted && scalars.first == "\"":
                field.append("\"")
                scalars = scalars.dropFirst()
            case "\"": quoted.toggle()
            case "," where !quoted:
                row.append(field)
                field = ""
            case "\n" where !quoted:
                rows.append(row + [field])
                (row, field) = ([], "")
            case "\r" where !quoted: continue
            default: field.unicodeScalars.append(scalar)
            }
        }
        return rows
    }
}
