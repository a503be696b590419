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
                subject: "新会员", sentence: "新增会员\(Int(value))人。", sentenceStart: 0, sentenceEnd: 9, because: ["a"], sha256: String(repeating: "\(index)", count: 64))
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

    private static let report = "青岭市总工会2021年工作总结\n\n全市新建基层工会12个，持续做好困难职工帮扶资金发放工作。明年计划新建工会服务驿站9个。\n"

    private func run(_ arguments: [String], dead: [String] = [], rejected: [Correction] = []) -> (exit: Int32, console: FakeConsole) {
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
            case let request as GetDocument: return (Page(id: request.id, next: "", count: 1), [Array(Self.report.utf8)])
            case let request as GetObservations:
                var line = JSONLine()
                var heard = Self.observation
                heard.city = "石屏岭市"
                if request.after == "" { heard.write(to: &line) }
                return (Page(id: request.id, next: "", count: 1), [line.bytes])
            case let request as GetCorrections:
                var line = JSONLine()
                for entry in rejected {
                    entry.write(to: &line, journal: true)
                    line.newline()
                }
                return (Page(id: request.id, next: "", count: rejected.count), [line.bytes])
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
        #expect(run(["rank", "新增会员"]).exit == 3)
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
        #expect(console.said == "共 1 处说法不一")
        #expect(run(["conflicts", "--year", "2020"]).console.said == "各报告没有不一致之处")
        #expect(run(["conflicts"]).console.text.hasPrefix("临湖市 2021  新增工会会员数（人）\n  1  1,000※  采用："))
    }

    @Test func missingTellsWhatAndWhy() throws {
        let (exit, console) = run(["missing", "--year", "2021"])
        #expect(exit == 0)
        #expect(console.text.contains("未提及") && console.text.contains("—") && console.text.contains("✓"))
        #expect(console.said.contains("10 个数中缺 4 个"))
        let file = folder.write("cities.txt", "\u{FEFF}# 应报\n云泽市 \r\n白塔市\n")
        let json = try rows(run(["missing", "--year", "2021", "--cities", file, "-f", "json"], dead: ["云泽2021.txt"]).console)
        #expect(json.map { $0["reason"] } == [.string("failed"), .string("not_received"), .string("not_received")])
        #expect(json[0]["documents"] == .array([.string("云泽2021.txt")]))
        #expect(run(["missing", "--indicator", "org.new_members", "--city", "云泽"]).console.said == "什么也不缺")
    }

    @Test func missingTellsWordsAndNumeralsInThePlaceOfNumbers() throws {
        let wanted = ["org.new_unions", "aid.funds", "stations.new", "culture.bookhouses"].flatMap { ["--indicator", $0] }
        let (exit, console) = run(["missing", "--year", "2021", "--city", "青岭", "-f", "json"] + wanted)
        #expect(exit == 0)
        let json = try rows(console)
        func told(_ code: String, _ key: String) -> JSONValue? { json.first { $0["indicator"] == .string(code) }?[key] }
        #expect(json.count == 3)
        #expect(told("aid.funds", "reason") == .string("words_only"))
        #expect(told("stations.new", "reason") == .string("rejected"))
        #expect(told("stations.new", "quote") == .string("9个") && told("stations.new", "why") == .string("role.plan"))
        #expect(told("culture.bookhouses", "reason") == .string("not_mentioned"))
        let map = run(["missing", "--year", "2021", "--city", "青岭"] + wanted).console.text
        #expect(map.contains("△ 有话无数") && map.contains("○ 有数未采") && !map.contains("✗"))
        let quick = try rows(run(["missing", "--year", "2021", "--city", "青岭", "-f", "json", "--quick"] + wanted).console)
        #expect(quick.allSatisfy { $0["reason"] == .string("not_mentioned") })
    }

    @Test func missingTellsWhatAPersonRejected() throws {
        var entry = Correction(
            .reject, city: "青岭市", year: 2021, indicator: "stations.new", anchor: Anchor(Self.cells[0].evidence[0]), who: "周遥", why: "误植",
            number: 3)
        entry.standing = .inForce
        let wanted = ["missing", "--year", "2021", "--city", "青岭", "--indicator", "stations.new", "--indicator", "org.new_unions"]
        let json = try rows(run(wanted + ["-f", "json"], rejected: [entry]).console)
        #expect(json.count == 1 && json[0]["reason"] == .string("rejected") && json[0]["why"] == .string("correction"))
        #expect(json[0]["quote"] == .string("5000人"), "not the plan of the report")
        let map = run(wanted, rejected: [entry]).console.text
        #expect(map.contains("新建工会服务驿站数  剔") && map.contains("剔 人工剔除") && map.contains("另有 1 个指标"))
    }

    @Test func aCityWhoseReportGaveNothingIsNotUnreceived() throws {
        let file = folder.write("cities.txt", "石屏岭市\n安澜市\n")
        let json = try rows(run(["missing", "--year", "2021", "--cities", file, "-f", "json", "--indicator", "org.new_members"]).console)
        #expect(json.map { $0["reason"] } == [.string("not_received"), .string("not_mentioned")])
    }

    @Test func rankByCompletionNeedsTargets() throws {
        let file = folder.write("t.csv", "城市,年份,指标,目标\n云泽,2021,新增工会会员数,30000\n东渡市,2021,新增工会会员数,4000\n")
        let json = try rows(run(["rank", "新增工会会员数", "--year", "2021", "--targets", file, "-f", "json"]).console)
        #expect(json.map { $0["city"] }.prefix(2) == [.string("东渡市"), .string("云泽市")])
        #expect(json[0]["completion"] == .number(125) && json[0]["target"] == .number(4000))
        #expect(json.dropFirst(2).map { $0["reason"] } == [.string("no_target"), .string("scope"), .string("no_target")])
        #expect(run(["rank", "org.new_members", "--growth", "--completion"]).exit == 2)
        #expect(run(["rank", "org.new_members", "--completion"]).exit == 3, "nothing is implied here")
    }

    private static let observation = Observation(
        document: "白塔.txt", report: 0, city: "白塔市", year: 2021, start: 0, end: 2, byteStart: 0, byteEnd: 4, quote: "3次", value: 3, high: nil,
        unit: "次", approximation: .exact, role: .fact, subject: "会议", area: "other", indicator: nil, confidence: 0.5, because: ["a"], sentenceStart: 0,
        sentenceEnd: 5, sentence: "会议3次。")

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
