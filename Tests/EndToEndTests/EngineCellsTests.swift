import Encoding
import Extraction
import Ingest
import ReportGenerator
import Testing
import TestSupport
import Text

/// From bytes to cells in one process, over documents whose true cells are known. The floors are what the engine reached; they only rise.
@Suite struct EngineCellsTests {
    let ingest = Ingest()
    let engine: Engine

    init() throws { engine = Engine(codebook: try Codebook.builtIn()) }

    private func claims(_ bytes: [UInt8], _ name: String) throws -> [Claim] {
        try ingest.read(bytes, name: name).flatMap { engine.read($0).claims }
    }

    private func cell(_ claim: Claim) -> AnswerKey.Cell { AnswerKey.Cell(city: claim.city, year: claim.year, indicator: claim.indicator) }

    @Test func samplesGiveTheirCells() throws {
        var found: [AnswerKey.Cell: Double] = [:]
        for name in Repository.list("Deploy/samples").sorted() where name.hasSuffix(".txt") || name.hasSuffix(".html") {
            let bytes = try #require(Repository.bytes("Deploy/samples/" + name))
            for claim in try claims(bytes, name) where found[cell(claim)] == nil { found[cell(claim)] = claim.value }
        }
        let score = try AnswerKey.samples().score(found)
        #expect(score.precision >= 0.99, "precision \(score.precision)\n\(score.complaints)")
        #expect(score.recall >= 0.98, "recall \(score.recall)\n\(score.complaints)")
    }

    @Test func theFileThatIsNoReportGivesNothing() throws {
        let bytes = try #require(Repository.bytes("Deploy/samples/17-canteen-menu-no-report.txt"))
        #expect(try claims(bytes, "menu.txt").isEmpty)
    }

    @Test func generatedReportsGiveTheirCells() throws {
        let transcoder = Transcoder(from: "GB18030")
        let table = try #require(GB18030Table { try? transcoder.decode($0) }, "the decoder does not know the common characters")
        let generator = ReportGenerator(seed: 20_211_231, options: .init(gb18030: { table.encode($0) }))
        var encodings = Set<GeneratedDocument.Encoding>()
        var key = AnswerKey()
        var found: [AnswerKey.Cell: Double] = [:]
        for index in 0..<200 {
            let document = generator.document(index)
            encodings.insert(document.encoding)
            for cell in document.truth { key.add(.init(city: cell.city, year: cell.year, indicator: cell.indicator), cell.value) }
            for claim in try claims(document.bytes, document.name) { found[cell(claim)] = claim.value }
        }
        #expect(encodings == Set(GeneratedDocument.Encoding.allCases))
        let score = key.score(found)
        #expect(score.precision >= 0.94, "precision \(score.precision)\n\(score.complaints)")
        #expect(score.recall >= 0.83, "recall \(score.recall)\n\(score.complaints)")
    }

    @Test func gb18030IsTheDecodersInverse() throws {
        let transcoder = Transcoder(from: "GB18030")
        let table = try #require(GB18030Table { try? transcoder.decode($0) })
        #expect(table.encode("汇报“1”") == [0xBB, 0xE3, 0xB1, 0xA8, 0xA1, 0xB0, 0x31, 0xA1, 0xB1])
        #expect(table.encode("\u{1F600}") == nil)
        #expect(GB18030Table { _ in nil } == nil)
    }
}
