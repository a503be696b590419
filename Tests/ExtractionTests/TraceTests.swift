import Text
import Testing

@testable import Extraction

/// What a report says in the place of a number.
@Suite struct TraceTests {
    private static let codebook = Result { try Codebook.builtIn() }

    private func traces(_ text: String, _ codes: [String]) throws -> [Trace] {
        let codebook = try Self.codebook.get()
        let source = Array(text.utf8)
        let report = Report(
            document: "a.txt", number: 0, city: "青岭市", year: 2021, published: nil, byteOffset: 7, scalarOffset: 3, source: source,
            pieces: [Piece(source: 0..<source.count)], blocks: [Block(kind: .paragraph, range: 0..<source.count)])
        return TraceFinder(codebook: codebook).traces(of: codes, in: report, reading: Engine(codebook: codebook).read(report))
    }

    @Test(arguments: [
        "持续抓好新发展会员工作，覆盖面不断扩大。", "一年来，大力发展会员，服务职工。", "新增工会会员再创新高。", "2021年，发展工会会员势头良好。",
    ]) func wordsWithoutANumber(_ text: String) throws {
        let found = try traces(text, ["org.new_members"])
        #expect(found.map(\.kind) == [.wordsOnly] && found.first?.quote == "")
        #expect(found.first.map { text.hasPrefix($0.sentence) } == true)
    }

    @Test(arguments: [
        ("明年计划新发展会员8000人。", "8000人", "role.plan"), ("快递、外卖行业建会14家，货车司机中发展会员637人。", "", ""),
        ("会员发展目标任务艰巨，力争新发展会员6000名。", "6000名", "role.plan"),
    ]) func aNumeralThatWasNotTaken(_ text: String, _ quote: String, _ detail: String) throws {
        let found = try traces(text, ["org.new_members"])
        guard !quote.isEmpty else { return #expect(found.isEmpty, "words that exclude say nothing of it") }
        #expect(found.map(\.kind) == [.rejected] && found.first?.quote == quote && found.first?.detail == detail)
    }

    @Test(arguments: ["全市职工队伍健康发展。", "职工书屋建设扎实推进。", "会员之家活动丰富，各项事业蓬勃发展。", ""])
    func otherWordsAreNoTrace(_ text: String) throws { #expect(try traces(text, ["org.new_members"]).isEmpty) }

    @Test func aNumeralGoesBeforeWords() throws {
        let found = try traces("大力发展会员。明年计划新发展会员8000人。", ["org.new_members", "org.new_unions", "no.such"])
        #expect(found.map(\.quote) == ["8000人"])
    }

    @Test func whiteSpaceWithinWordsDoesNotMatter() throws {
        #expect(try traces("新发展\n会员 工作有序推进。", ["org.new_members"]).map(\.kind) == [.wordsOnly])
    }
}
