import Aggregation
import Text
import TestSupport
import Testing

@testable import Export

@Suite struct PageTests {
    private func page(_ cells: [Cell], _ language: Language = .zh) throws -> String {
        var bytes: [UInt8] = []
        var writer = HTMLTable(labels: Samples.labels, language: language) { bytes += $0 }
        try writer.begin()
        for cell in cells { try writer.add(cell) }
        try writer.end()
        return String(decoding: bytes, as: UTF8.self)
    }

    private func count(_ part: String, in text: String) -> Int { text.ranges(of: part).count }

    @Test func everyNumberHasItsSentenceWithTheNumberMarked() throws {
        let text = try page(Samples.cells)
        #expect(count("<tbody ", in: text) == Samples.cells.count)
        #expect(count("<mark>", in: text) == Samples.cells.count)
        #expect(text.contains("<mark>9000名</mark>"))
        #expect(text.contains("class=\"x\">≥9,000※</button>"))
        #expect(text.contains("<dt>※</dt><dd>各报告说法不一</dd>"))
        #expect(try page(Samples.cells, .en).contains("<dt>※</dt><dd>reports disagree</dd>"))
    }

    @Test func hostileTextStaysText() throws {
        let hostile = "</td><script>alert(1)</script>\"' onload='x\u{202E}\u{0}"
        let cell = Samples.cell(hostile, 2021, hostile, 1, hostile, quote: hostile, document: hostile)
        let text = try page([cell, cell])
        #expect(count("<script", in: text) == 1)
        #expect(!text.contains("onload='") && !text.contains("\u{202E}") && !text.contains("\u{0}"))
        #expect(text.contains("&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39; onload=&#39;x\u{FFFD}\u{FFFD}"))
    }

    @Test func nothingIsLoadedAndOnlyThePagesOwnScriptMayRun() throws {
        let text = try page(Samples.cells)
        #expect(!text.contains("http:") && !text.contains("https:") && !text.contains("src=") && !text.contains("url("))
        #expect(text.contains("default-src 'none'") && text.contains("script-src 'sha256-"))
        #expect(!HTMLPage.script.contains("innerHTML") && !HTMLPage.script.contains("</"))
    }

    @Test func sideBySideEveryNumberOpensItsOwnSentence() throws {
        var bytes: [UInt8] = []
        var writer = HTMLWideTable(labels: Samples.labels, language: .zh) { bytes += $0 }
        try writer.begin()
        for cell in Samples.cells { try writer.add(cell) }
        try writer.end()
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(count("<tbody>", in: text) == 4 && count("<mark>", in: text) == Samples.cells.count)
        for number in 1...Samples.cells.count {
            #expect(count("aria-controls=\"e\(number)\"", in: text) == 1 && count("id=\"e\(number)\"", in: text) == 1)
        }
        #expect(text.contains("≥9,000※</button>") && count("<script", in: text) == 1)
    }

    @Test func chartsNeedTwoNumbersOfLikeUnits() throws {
        #expect(count("<figure>", in: try page(Samples.cells)) == 1)
        #expect(count("<figure>", in: try page(Array(Samples.cells.suffix(2)))) == 0)
        let unlike = [Samples.cells[0], Samples.cell("青岭市", 2021, "org.new_members", 5, "户", quote: "5户")]
        #expect(count("<figure>", in: try page(unlike)) == 0)
    }

    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
    func base64IsThatOfRFC4648(_ text: String, _ wanted: String) { #expect(HTMLText.base64(Array(text.utf8)) == wanted) }
}

@Suite struct WorkbookTests {
    private let folder = TemporaryFolder()

    private func write(_ name: String, _ layout: XLSXTable.Layout, rowLimit: Int = 1000) throws -> [UInt8] {
        let path = folder.path + "/" + name
        let writer = try XLSXTable(path: path, layout: layout, labels: Samples.labels, language: .zh, rowLimit: rowLimit)
        try writer.begin()
        for cell in Samples.cells { try writer.add(cell) }
        try writer.end()
        return try #require(Repository.fileBytes(path))
    }

    @Test func equalTablesAreEqualFiles() throws {
        #expect(try write("a.xlsx", .long) == write("b.xlsx", .long))
        #expect(try write("c.xlsx", .wide) != write("d.xlsx", .long))
    }

    @Test func aFullSheetGoesOnInTheNext() throws {
        let one = try write("one.xlsx", .long)
        let several = try write("several.xlsx", .long, rowLimit: 3)
        let name = Array("xl/worksheets/sheet11.xml".utf8)
        #expect(String(decoding: one, as: UTF8.self).ranges(of: "sheet11.xml").isEmpty)
        #expect(String(decoding: several, as: UTF8.self).contains(String(decoding: name, as: UTF8.self)) == false)
        #expect(String(decoding: several, as: UTF8.self).contains("sheet10.xml"))
    }

    @Test func marksArePartOfTheNumberFormat() {
        let formats = Samples.cells.map { SheetFormats.format($0, .zh) }
        #expect(formats == ["#,##0", "\"约\"#,##0", "\"≥\"#,##0\"※\"", "#,##0.0\"†\"", "\"≤\"#,##0\"–15\""])
    }

    @Test func theSentenceIsCutAroundItsNumber() {
        let marked = MarkedSentence(Samples.cells[0].evidence[0])
        #expect(marked.text == "全市共有【14863 人】。")
        var lost = Samples.cells[0].evidence[0]
        lost.quote = "不在句中"
        #expect(MarkedSentence(lost).text == "全市共有14863 人。")
    }
}
