import Base
import Testing
import TestSupport

@testable import Spreadsheet

@Suite struct WorkbookReaderTests {
    private let folder = TemporaryFolder()

    private func write(_ body: (Spreadsheet, Spreadsheet.Sheet) throws -> Void) throws -> String {
        let path = folder.path + "/t.xlsx"
        let book = try Spreadsheet(path: path, title: "表", author: "汇报")
        let first = try book.addSheet("核查单")
        _ = try book.addSheet("空")
        try body(book, first)
        try book.close()
        return path
    }

    private func rows(_ path: String, _ sheet: String = "核查单") throws -> [Int: [ReadField]] {
        var rows: [Int: [ReadField]] = [:]
        try WorkbookReader(path: path).rows(sheet) { rows[$0] = $1 }
        return rows
    }

    @Test func whatWasWrittenIsRead() throws {
        let path = try write { book, sheet in
            try book.text(sheet, 0, 0, "城市")
            try book.text(sheet, 0, 2, " =1+1<&>\"'\n第二行 ")
            try book.number(sheet, 2, 1, 14863.25)
            try book.number(sheet, 2, 27, -14863)
            try book.number(sheet, 4, 0, 44_621, SheetStyle(numberFormat: "yyyy-mm-dd"))
            try book.number(sheet, 4, 1, 44_621, SheetStyle(numberFormat: "\"第\"#,##0\"d\""))
        }
        #expect(try WorkbookReader(path: path).sheets == ["核查单", "空"])
        let rows = try rows(path)
        #expect(rows[1] == [.text("城市"), .empty, .text(" =1+1<&>\"'\n第二行 ")])
        #expect(rows[2] == nil && rows[3]?.count == 28 && rows[3]?[1] == .number(14863.25) && rows[3]?[27] == .number(-14863))
        #expect(rows[5] == [.day("2022-03-01"), .number(44_621)])
        #expect(try self.rows(path, "空").isEmpty)
        #expect(throws: WorkbookError.self) { try self.rows(path, "没有") }
    }

    @Test func aThousandRowsComeOneByOne() throws {
        let path = try write { book, sheet in for row in 0..<1000 { try book.number(sheet, row, 0, Double(row)) } }
        var seen = 0
        try WorkbookReader(path: path).rows("核查单") { row, fields in
            #expect(fields == [.number(Double(row - 1))])
            seen += 1
        }
        #expect(seen == 1000)
        struct Enough: Error {}
        #expect(throws: Enough.self) { try WorkbookReader(path: path).rows("核查单") { row, _ in if row == 3 { throw Enough() } } }
    }

    @Test func daysOfSerialNumbers() {
        for (serial, day) in [(1.0, "1900-01-01"), (59, "1900-02-28"), (61, "1900-03-01"), (44_621.75, "2022-03-01"), (45_351, "2024-02-29")] {
            #expect(SheetEvents.day(serial, is1904: false) == day)
        }
        #expect(SheetEvents.day(43_159, is1904: true) == "2022-03-01")
        #expect(SheetEvents.day(0, is1904: false) == nil && SheetEvents.day(1e300, is1904: false) == nil)
        #expect(StyleEvents.isDate("yyyy\"年\"m\"月\"d\"日\"") && !StyleEvents.isDate("[Red]#,##0\"dy\"") && !StyleEvents.isDate("0.00"))
    }

    @Test func columnsOfReferences() {
        #expect(SheetEvents.column("A1") == 0 && SheetEvents.column("AB12") == 27 && SheetEvents.column("XFD1") == 16_383)
        #expect(SheetEvents.column("12") == nil && SheetEvents.column("ABCD1") == nil)
    }

    @Test func whatIsNoWorkbookIsTold() throws {
        let sound = try #require(Repository.fileBytes(try write { try $0.text($1, 0, 0, "城市") }))
        var candidates: [[UInt8]] = [[], Array("城市,年份".utf8), Array(sound.prefix(sound.count / 2)), Array("PK\u{3}\u{4}".utf8)]
        for index in stride(from: 30, to: sound.count, by: 97) {
            var broken = sound
            broken[index] ^= 0xFF
            candidates.append(broken)
        }
        var refused = 0
        for (index, bytes) in candidates.enumerated() {
            let path = folder.write("b\(index).xlsx", bytes)
            do {
                _ = try rows(path)
            } catch let error as WorkbookError {
                #expect(error.description.contains(path))
                refused += 1
            }
        }
        #expect(refused >= 4)
        #expect(throws: WorkbookError.self) { try WorkbookReader(path: folder.path + "/none.xlsx") }
    }
}
