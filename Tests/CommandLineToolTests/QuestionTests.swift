import Aggregation
import Base
import Protocol
import TestSupport
import Testing
import Text

@testable import CommandLineTool

/// rank, series, conflicts and missing against an aggregator that plays a small table.
@Suite struct QuestionTests {
    private let folder = TemporaryFolder()

    private static func cell(
        _ city: String, _ year: Int, _ value: Double, _ approximation: Observation.Approximation = .exact, scope: String = "new",
        indicator: String = "org.new_members", others: [Double] = []
    ) -> Cell {
        let evidence = ([value] + others).enumerated().map { index, value in
            Evidence(
                document: "\(city)\(index).txt", report: 0, start: 4, end: 8, byteStart: 12, byteEnd: 16, quote: "\(Int(value))人", value: value,
                subject: "新会员", sentence: "新增会员\(Int(value))人。", sentenceStart: 0, sentenceEnd: 9, because: ["a"])
        }
        return Cell(
            city: city, year: year, indicator: indicator, area: "organising", value: value, high: nil, unit: "人",
            approximation: approximation, scope: scope, periodStart: "", periodEnd: "", confidence: 0.9, conflict: !others.isEmpty,
            unlikePeriods: false, chosenBy: others.isEmpty ? .only : .confidence, evidence: evidence, runnerUp: nil)
    }

    static let cells = [
        cell("东渡市", 2021, 5000), cell("临湖市", 2020, 800), cell("临湖市", 2021, 1000, others: [1100]), cell("云泽市", 2020, 28_000),
        cell("云泽市", 2021, 29_876), cell("松浦市", 2021, 900_000, scope: "total"), cell("青岭市", 2021, 30_000, .about),
        cell("青岭市", 2021, 12, indicator: "org.new_unions"),
    ]

    private func run(_ arguments: [String], dead: [String] = []) -> (exit: Int32, console: FakeConsole) {
        let console = FakeConsole()
        let aggregator = ScriptedAggregator { request, _ in
            switch request {
            case let request as GetTable:
                let fit = Self.cells.filter {
                    (request.cities.isEmpty || request.cities.contains($0.city)) && (request.years.isEmpty || request.years.contains($0.year))
                        && (request.indicators.isEmpty || request.indicators.contains($0.indicator))
                }
                var line = JSONLine()
                line.openArray()
                for cell in fit { cell.write(to: &line) }
                line.closeArray()
                return (Page(id: request.id, next: "", count: fit.count), [line.bytes])
            case let request as ListDeadLetters:
                let letters = dead.map {
                    DeadLetter(
                        task: 1, stage: .ingest, document: $0, sha256: "", report: nil, attempts: 3, code: "a", message: "b", diedAt: 0)
                }
                return (DeadLettersReply(id: request.id, letters: letters), [])
            default: return nil
            }
        }
        return (aggregator.run(arguments, console), console)
    }

    private func rows(_ console: FakeConsole) throws -> [JSONValue] {
        guard case .array(let rows) = try JSONValue(console.output) else { return [] }
        return rows
    }

    @Test func rankTellsPlacesOverlapsAndWhatIsNotRanked() throws {
        let (exit, console) = run(["rank", "新增工会会员数", "--year", "2021"])
        #expect(exit == 0)
        #expect(console.text.contains(" 1–2  青岭市"))
        #expect(console.text.contains("与青岭市难分高低"))
        #expect(console.text.contains("未排名：口径不同（总数）"))
        let json = try rows(run(["rank", "org.new_members", "-f", "json"]).console)
        #expect(json.map { $0["place"] } == [.number(1), .number(1), .number(3), .number(4), .null])
        #expect(json[0]["worst"] == .number(2) && json[4]["reason"] == .string("scope"))
        #expect(run(["rank", "org.new_members", "--lang", "en", "-f", "md"]).console.text.contains("another scope"))
    }

    @Test func rankByGrowthComparesWithTheYearBefore() throws {
        let (exit, console) = run(["rank", "org.new_members", "--growth", "--format", "json"])
        #expect(exit == 0)
        let json = try rows(console)
        #expect(json[0]["city"] == .string("临湖市") && json[0]["growth"] == .number(25) && json[0]["previous"] == .number(800))
        #expect(json.compactMap { $0["reason"] }.filter { $0 == .string("no_previous") }.count == 2)
    }

    @Test func anIndicatorOrYearThatIsNotThereEndsWithThree() {
        let (exit, console) = run(["rank", "org.new_members", "--year", "1999"])
        #expect(exit == 3)
        #expect(console.said.contains("there are numbers for 2020, 2021"))
        #expect(run(["rank", "新增工会会员"]).exit == 3)
        #expect(run(["rank", "org.new_members", "--year", "2020", "--growth"]).exit == 3)
        #expect(run(["series", "白塔", "org.new_members"]).exit == 3)
        #expect(run(["rank", "org.new_members", "-o", "a.sqlite"]).exit == 2)
    }

    @Test func seriesTellsGrowthAndTheNameOfTheYear() throws {
        let (exit, console) = run(["series", "云泽", "新增工会会员数"])
        #expect(exit == 0)
        #expect(console.text.contains("+6.7%"))
        #expect(console.text.contains("基层工会组织建设巩固拓展年") && console.text.contains("基层工会组织建设提升年"))
        #expect(try rows(run(["series", "云泽", "org.new_members", "-f", "json"]).console).map { $0["growth"] }.first == .null)
    }

    @Test(arguments: [("白塔州", ["白塔州", "白塔州市"]), ("云泽市", ["云泽市"]), ("青岭", ["青岭", "青岭市"])])
    func theEndingOfACityMayBeLeftOut(_ given: String, _ asked: [String]) { #expect(CodebookLabels.cities(given) == asked) }

    @Test func conflictsTellBothSides() throws {
        let (exit, console) = run(["conflicts", "--format", "json"])
        #expect(exit == 0)
        #expect(try rows(console).map { $0["value"] } == [.number(1000), .number(1100)])
        #expect(try rows(console).map { $0["rule"] } == [.string("confidence"), .null])
        #expect(console.said == "1 conflict")
        #expect(run(["conflicts", "--year", "2020"]).console.said == "no reports disagree")
    }

    @Test func missingTellsWhatAndWhy() throws {
        let (exit, console) = run(["missing", "--year", "2021"])
        #expect(exit == 0)
        #expect(console.text.contains("未提及") && console.text.contains("—") && console.text.contains("✓"))
        #expect(console.said == "4 numbers missing of 10")
        let file = folder.write("cities.txt", "\u{FEFF}# 应报\n云泽市 \r\n白塔市\n")
        let json = try rows(run(["missing", "--year", "2021", "--cities", file, "-f", "json"], dead: ["云泽2021.txt"]).console)
        #expect(json.map { $0["reason"] } == [.string("failed"), .string("not_received"), .string("not_received")])
        #expect(json[0]["documents"] == .array([.string("云泽2021.txt")]))
        #expect(run(["missing", "--indicator", "org.new_members", "--city", "云泽"]).console.said == "nothing is missing")
    }

    @Test func anAnswerGoesIntoAFile() throws {
        let path = folder.path + "/rank.csv"
        let (exit, console) = run(["rank", "org.new_members", "-o", path])
        #expect(exit == 0 && console.output.isEmpty && console.said == "wrote \(path)")
        let bytes = try #require(Repository.fileBytes(path))
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(String(decoding: bytes.dropFirst(3), as: UTF8.self).hasPrefix("名次,最低名次,城市,年份,指标代码,2021,单位"))
    }

    @Test func aLedgerIsNotReplaced() {
        let ledger = folder.write("l.db", "ledger")
        #expect(run(["table", "--ledger", ledger, "-o", ledger]).exit == 2)
        folder.write("l.db.lock", "1\n")
        let (exit, console) = run(["table", "-o", ledger])
        #expect(exit == 2 && console.said.contains("is a ledger"))
        #expect(Repository.fileBytes(ledger) == Array("ledger".utf8))
    }

    @Test(arguments: ["xlsx", "sqlite"]) func bytesThatAreNoTextDoNotGoToATerminal(_ format: String) {
        let console = FakeConsole()
        console.outputColumns = 80
        #expect(ScriptedAggregator().run(["table", "-f", format], console) == 2)
        #expect(console.said.contains("nothing for a terminal"))
        #expect(console.output.isEmpty)
    }
}
