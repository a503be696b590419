import Base
import Encoding
import Testing
import Text

@testable import Ingest

@Suite struct DecodingTests {
    static let text = "青岭市总工会2021年工作总结\n\n全年新增会员14863人，发放资金405.3万元。\n"

    private func error(_ bytes: [UInt8]) -> IngestError? {
        do throws(IngestError) {
            _ = try Ingest().read(bytes, name: "file")
            return nil
        } catch {
            return error
        }
    }

    private func utf16(_ text: String, little: Bool, mark: Bool) -> [UInt8] {
        let units = (mark ? [0xFEFF] : []) + Array(text.utf16)
        return units.flatMap { little ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    }

    @Test(arguments: [true, false], [true, false]) func `UTF-16 in both orders, with and without a mark`(little: Bool, mark: Bool) throws {
        let reports = try Ingest().read(utf16(Self.text, little: little, mark: mark), name: "utf16.txt")
        #expect(reports.flatMap { $0.source } == Array(Self.text.utf8))
        #expect(reports.first?.city == "青岭市")
    }

    @Test func `GB18030`() throws {
        let reports = try Ingest().read(try Documents.fixture("report-gb18030.txt"), name: "gb.txt")
        let report = try #require(reports.first)
        #expect(report.city == "青岭市" && report.year == 2021)
        #expect(outline(report).first == "title: 青岭市总工会： 困难职工帮扶工作情况")
        #expect(Laws.breaches(reports, decoded: report.source) == [])
    }

    @Test func `a short text of four characters in GB18030`() throws {
        // 职工之家
        #expect(try Ingest().read([0xD6, 0xB0, 0xB9, 0xA4, 0xD6, 0xAE, 0xBC, 0xD2], name: "gb.txt").first?.source == Array("职工之家".utf8))
    }

    @Test func `a page's own word for its encoding counts`() throws {
        let head = Array("<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\"></head><body><p>".utf8)
        let reports = try Ingest().read(head + [0xD6, 0xB0, 0xB9, 0xA4] + Array("</p></body></html>".utf8), name: "gb.html")
        #expect(reports.first.map { outline($0) } == ["paragraph: 职工"])
        #expect(HTMLReader.declaredEncoding(Array("<meta charset=\"GBK\">".utf8).span) == "GBK")
        #expect(HTMLReader.declaredEncoding(Array("<meta charset=".utf8).span) == "")
    }

    @Test func `UTF-8 that is cut short is told with its byte`() throws {
        let bytes = Array(Self.text.utf8)
        let cut = Array(bytes.prefix(40))
        let found = try #require(error(cut))
        #expect(found.reason == .encoding)
        #expect(found.byte == 39)
        #expect(found.description.contains("file has a broken encoding at byte 39"))
        var broken = bytes
        broken[60] = 0xFF
        #expect(error(broken)?.byte == 60 || error(broken)?.byte == 59)
    }

    @Test func `GB18030 and UTF-16 that are cut short are told with their byte`() throws {
        let gb = try Documents.fixture("report-gb18030.txt")
        #expect(error(Array(gb.prefix(3)))?.byte == 2)
        let wide = utf16(Self.text, little: true, mark: true)
        #expect(error(Array(wide.prefix(31)))?.byte == 30)
        #expect(error([0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00])?.byte == 2)
    }

    @Test(arguments: [
        ("%PDF-1.7\n", "PDF"), ("PK\u{3}\u{4}....word/document.xml", "Word"), ("PK\u{3}\u{4}....xl/workbook.xml", "Excel"),
        ("PK\u{3}\u{4}.......", "ZIP"),
        ("SQLite format 3\u{0}", "SQLite"), ("{\\rtf1 x}", "RTF"), ("GIF89a", "GIF"),
    ]) func `other types are named`(head: String, name: String) throws {
        let found = try #require(error(Array(head.utf8)))
        #expect(found.reason == .binary)
        #expect(found.message.contains(name))
    }

    @Test func `binary junk is refused`() throws {
        #expect(error([0x89, 0x50, 0x4E, 0x47, 0x0D])?.reason == .binary)
        var random = SplitMix64(seed: 7)
        let junk = (0..<4096).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(error(junk)?.reason == .binary)
        #expect(error([UInt8](repeating: 0, count: 100))?.reason == .binary)
    }

    @Test func `empty, blank and too large`() throws {
        #expect(error([])?.reason == .empty)
        #expect(error(Array(" \n\n\u{3000}\u{FEFF}\n".utf8))?.reason == .noText)
        #expect(error(Array("<html><body><script>var x=1;</script></body></html>".utf8))?.reason == .noText)
        #expect(throws: IngestError(.tooLarge, document: "x", detail: "11 bytes, allowed are 10")) {
            try Ingest(limits: IngestLimits(documentBytes: 10)).read(Array("12345678901".utf8), name: "x")
        }
        #expect(throws: IngestError.self) { try Ingest(limits: IngestLimits(lines: 2)).read(Array("1\n2\n3".utf8), name: "x") }
    }

    @Test func `every error says what, where and what to do`() {
        for reason in IngestError.Reason.allCases {
            let error = IngestError(reason, document: "a.txt", detail: "because", byte: 5)
            #expect(error.message.contains("a.txt") && error.message.contains("because"))
            #expect(!error.advice.isEmpty)
            #expect(error.description.hasSuffix("[\(reason.rawValue)]"))
            #expect(error.exitCode == .failure)
        }
        for reason in EncodingError.Reason.allCases { #expect(reason.rawValue.hasPrefix("encoding.")) }
    }
}

@Suite struct TranscoderTests {
    private func decoded(_ encoding: String, _ bytes: [UInt8]) -> Result<[UInt8], EncodingError> {
        do throws(EncodingError) {
            return .success(try Transcoder(from: encoding).decode(bytes))
        } catch {
            return .failure(error)
        }
    }

    @Test func `strict, with the place of the first bad byte`() throws {
        #expect(try decoded("GB18030", [0x41, 0xD6, 0xB0]).get() == Array("A职".utf8))
        #expect(try decoded("GB18030", []).get() == [])
        #expect(throws: EncodingError.self) { try decoded("no-such-encoding", [0x41]).get() }
        guard case .failure(let cut) = decoded("GB18030", [0x41, 0xD6, 0xB0, 0xD6]) else { Issue.record("not refused"); return }
        #expect(cut.reason == .truncated && cut.offset == 3)
        guard case .failure(let bad) = decoded("GB18030", [0x41, 0xFF, 0x41]) else { Issue.record("not refused"); return }
        #expect(bad.reason == .invalid && bad.offset == 1)
    }

    @Test func `texts longer than the buffer`() throws {
        let pair: [UInt8] = [0xD6, 0xB0]
        let bytes = Array(repeatElement(pair, count: 100_001).joined())
        let text = try decoded("GB18030", bytes).get()
        #expect(text.count == 300_003)
        #expect(text.suffix(3) == Array("职".utf8)[...])
    }

    @Test func `guesses`() {
        #expect(EncodingGuess.name(of: []) == nil)
        #expect(EncodingGuess.name(of: (try? Documents.fixture("report-gb18030.txt")) ?? []) == "GB18030")
        #expect(EncodingGuess.name(of: Array("新增会员三千人，新建工会二十家。".utf8)) == "UTF-8")
    }
}
