import Base
import Testing
import TestSupport

@testable import Spreadsheet

@Suite struct SpreadsheetTests {
    private let folder = TemporaryFolder()

    private func write(_ name: String, _ body: (Spreadsheet, Spreadsheet.Sheet) throws -> Void) throws -> [UInt8] {
        let path = folder.path + "/" + name
        let book = try Spreadsheet(path: path, title: "表", author: "汇报")
        let sheet = try book.addSheet("表")
        try body(book, sheet)
        try book.close()
        return try #require(Repository.fileBytes(path))
    }

    @Test func equalCallsGiveEqualBytes() throws {
        func fill(_ book: Spreadsheet, _ sheet: Spreadsheet.Sheet) throws {
            try book.columns(sheet, [12, 20])
            try book.header(sheet, frozenColumns: 1)
            try book.text(sheet, 0, 0, "城市", SheetStyle(bold: true))
            try book.number(sheet, 1, 0, 14863, SheetStyle(numberFormat: "#,##0"))
            try book.comment(sheet, 1, 0, "全市共有【14863】人。", author: "汇报")
            try book.filter(sheet, rows: 2, columns: 1)
        }
        let first = try write("a.xlsx", fill)
        #expect(first.starts(with: Array("PK".utf8)))
        #expect(try write("b.xlsx", fill) == first)
        #expect(try write("c.xlsx") { try fill($0, $1); try $0.number($1, 2, 0, 1) } != first)
    }

    @Test func nothingStandsAtThePathWithoutClose() throws {
        let path = folder.path + "/left.xlsx"
        do {
            let book = try Spreadsheet(path: path, title: "", author: "")
            try book.text(book.addSheet("a"), 0, 0, "b")
        }
        #expect(Repository.fileBytes(path) == nil)
    }

    @Test func aFolderThatIsNotThereIsTold() throws {
        let book = try Spreadsheet(path: folder.path + "/none/a.xlsx", title: "", author: "")
        _ = try book.addSheet("a")
        do {
            try book.close()
            Issue.record("written into a folder that is not there")
        } catch {
            #expect(error.code == "spreadsheet.write")
            #expect(error.description.contains("/none/a.xlsx") && error.description.contains("check that the folder"))
        }
    }

    @Test(arguments: ["a[1]", "a/b", String(repeating: "x", count: 32)]) func namesOfSheetsAreChecked(_ name: String) throws {
        let book = try Spreadsheet(path: folder.path + "/n.xlsx", title: "", author: "")
        #expect(throws: SpreadsheetError.self) { try book.addSheet(name) }
    }

    @Test func textIsWhatXMLCanHold() {
        #expect(Spreadsheet.clean("甲\u{0}\u{1B}乙\r\n丙\u{FFFF}") == "甲\u{FFFD}\u{FFFD}乙\n丙\u{FFFD}")
        let long = Spreadsheet.clean(String(repeating: "长", count: 40_000))
        #expect(long.unicodeScalars.count == Spreadsheet.textLimit + 1 && long.hasSuffix("…"))
    }
}
