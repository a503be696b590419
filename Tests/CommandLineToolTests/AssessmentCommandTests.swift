import Aggregation
import Base
import Protocol
import Spreadsheet
import TestSupport
import Testing
import Text

@testable import CommandLineTool

/// targets and scorecard against an aggregator that plays a small table, and their sheets.
@Suite struct AssessmentCommandTests {
    private let folder = TemporaryFolder()

    private static let sentence = "全市新增工会会员600人，完成年度目标的75%。"

    private static func observation(_ quote: String, _ value: Double, _ unit: String, _ role: Observation.Role, indicator: String?) -> Observation {
        let scalars = Array(sentence.unicodeScalars)
        let wanted = Array(quote.unicodeScalars)
        let start = scalars.indices.first { scalars[$0...].starts(with: wanted) } ?? 0
        return Observation(
            document: "松浦.txt", report: 0, city: "松浦市", year: 2021, start: start, end: start + wanted.count, byteStart: 3 * start,
            byteEnd: 3 * (start + wanted.count), quote: quote, value: value, high: nil, unit: unit, approximation: .exact, role: role,
            subject: "新增工会会员", area: "organising", indicator: indicator, confidence: 0.9, because: ["a"], sentenceStart: 0,
            sentenceEnd: scalars.count, sentence: sentence, scope: "new")
    }

    private func run(_ arguments: [String]) -> (exit: Int32, console: FakeConsole) {
        let console = FakeConsole()
        let aggregator = ScriptedAggregator { request, _ in
            switch request {
            case let request as GetTable:
                let fit = QuestionTests.cells.filter { request.years.isEmpty || request.years.contains($0.year) }
                var line = JSONLine()
                line.openArray()
                for cell in fit { cell.write(to: &line) }
                line.closeArray()
                return (Page(id: request.id, next: "", count: fit.count), [line.bytes])
            case let request as GetObservations:
                var line = JSONLine()
                Self.observation("600人", 600, "人", .fact, indicator: "org.new_members").write(to: &line)
                line.newline()
                Self.observation("75%", 75, "%", .share, indicator: nil).write(to: &line)
                line.newline()
                return (Page(id: request.id, next: "", count: 2), [line.bytes])
            default: return nil
            }
        }
        return (aggregator.run(arguments, console), console)
    }

    private func rows(_ console: FakeConsole) throws -> [JSONValue] {
        guard case .array(let rows) = try JSONValue(console.output) else { return [] }
        return rows
    }

    @Test func targetsTellWhoMustDoWhatByWhen() throws {
        let file = folder.write("t.csv", "城市,年份,指标,目标\n临湖,2021,新增工会会员数,1400\n东渡市,2021,新增工会会员数,5000\n白塔市,2021,新增工会会员数,9\n")
        let (exit, console) = run(["targets", "--targets", file, "--as-of", "9月20日"])
        #expect(exit == 0)
        #expect(console.text.contains("截至2021年9月20日"))
        #expect(console.text.contains("9月30日前 约谈：临湖市（新增工会会员数 71.4%）"))
        #expect(console.text.contains("9月10日前（已过期） 补报数据：白塔市（新增工会会员数 缺数）"))
        let json = try rows(run(["targets", "--targets", file, "--as-of", "2021-08-31", "-f", "json", "--only", "behind"]).console)
        #expect(json.count == 1 && json[0]["city"] == .string("临湖市") && json[0]["action"] == .string("书面说明"))
        #expect(json[0]["due"] == .string("2021-09-10") && json[0]["lacking"] == .number(120))
    }

    @Test func withoutAFileTheImpliedTargetsStand() throws {
        let (exit, console) = run(["targets", "--year", "2021", "--format", "jsonl"])
        #expect(exit == 0)
        let row = try JSONValue(console.output)
        #expect(row["city"] == .string("松浦市") && row["target"] == .number(800) && row["target_origin"] == .string("implied"))
        #expect(run(["targets", "--year", "2020"]).exit == 3)
    }

    @Test func aFileInGB18030IsRead() {
        // 城市,年份,指标,目标 and one row, as a spreadsheet in China saves them
        let header: [UInt8] = [0xB3, 0xC7, 0xCA, 0xD0, 0x2C, 0xC4, 0xEA, 0xB7, 0xDD, 0x2C, 0xD6, 0xB8, 0xB1, 0xEA, 0x2C, 0xC4, 0xBF, 0xB1, 0xEA, 0x0D, 0x0A]
        let city: [UInt8] = [0xB6, 0xAB, 0xB6, 0xC9, 0xCA, 0xD0]
        let path = folder.write("gb.csv", header + city + Array(",2021,org.new_members,10000\r\n".utf8))
        let (exit, console) = run(["targets", "--targets", path, "-f", "csv"])
        #expect(exit == 0 && console.text.contains("东渡市"))
        folder.write("gb.csv", [0xFF, 0xFF, 0xFF, 0x20, 0xFF])
        #expect(run(["targets", "--targets", path]).exit == 2)
        folder.write("gb.csv", [0x50, 0x4B, 3, 4])
        #expect(run(["targets", "--targets", path]).console.said.contains("cannot read the workbook"))
    }

    @Test func workbooksAreRead() throws {
        let path = folder.path + "/t.xlsx"
        let book = try Spreadsheet(path: path, title: "", author: "")
        _ = try book.addSheet("空")
        let sheet = try book.addSheet("目标")
        for (column, title) in ["城市", "年份", "指标", "目标"].enumerated() { try book.text(sheet, 0, column, title) }
        try book.text(sheet, 1, 0, "临湖")
        try book.number(sheet, 1, 1, 2021)
        try book.text(sheet, 1, 2, "新增工会会员数")
        try book.number(sheet, 1, 3, 1400.5)
        try book.close()
        let rules = folder.path + "/r.xlsx"
        let second = try Spreadsheet(path: rules, title: "", author: "")
        let page = try second.addSheet("规则")
        for (column, title) in ["检查日期", "完成率低于", "措施"].enumerated() { try second.text(page, 0, column, title) }
        try second.text(page, 1, 0, "8月31日")
        try second.number(page, 1, 1, 0.8, SheetStyle(numberFormat: "0%"))
        try second.text(page, 1, 2, "说明")
        try second.close()
        let json = try rows(run(["targets", "--targets", path, "--rules", rules, "--as-of", "2021-09-01", "-f", "json"]).console)
        #expect(json.map { $0["target"] } == [.number(1400.5)] && json.map { $0["below"] } == [.number(80)])
        #expect(run(["targets", "lint", path, rules]).exit == 0)
    }

    @Test func lintTellsEveryMistake() {
        let wrong = folder.write("wrong.csv", "城市,年份,指标,目标\n青岭市,21,天气,多\n")
        let (exit, console) = run(["targets", "lint", wrong])
        #expect(exit == 5)
        #expect(console.text.contains("wrong.csv:2:2（年份）") && console.text.contains("wrong.csv:2:3（指标）"))
        #expect(run(["targets", "lint", wrong, "--lang", "en"]).console.text.contains("wrong.csv:2:3 (指标): no indicator"))
        for arguments in [["targets", "template"], ["targets", "template", "--rules"], ["scorecard", "template"]] {
            let (exit, console) = run(arguments)
            let path = folder.write("template.csv", console.text)
            #expect(exit == 0 && run(["scorecard", "lint", path]).exit == 0)
        }
    }

    @Test func scorecardRanksAndExplains() throws {
        let card = folder.write("卡.csv", "类别,项目,分值,指标,计分方式,参数\n基础,会员,10,新增工会会员数,比例,\n基础,组织,5,新增工会组织数,达标,≥10\n")
        let (exit, console) = run(["scorecard", card, "--year", "2021"])
        #expect(exit == 0)
        #expect(console.text.contains("2021年计分排名：卡") && console.text.contains("口径不同（总数）"))
        let json = try rows(run(["scorecard", card, "-f", "json"]).console)
        #expect(json.first?["city"] == .string("青岭市") && json.first?["place"] == .number(1))
        let explained = run(["scorecard", card, "--explain", "临湖"])
        #expect(explained.console.text.contains("1,000 ÷ 30,000（最高）× 10"))
        #expect(explained.console.text.contains("待定：缺数（0–5 分）"))
        #expect(run(["scorecard", card, "--explain", "石屏岭"]).exit == 3)
        #expect(run(["scorecard", card, "--year", "1999"]).exit == 3)
    }

    @Test(arguments: ["xlsx", "html"]) func answersGoIntoWorkbooksAndPages(_ format: String) throws {
        let path = folder.path + "/rank." + format
        #expect(run(["rank", "org.new_members", "--year", "2021", "-o", path]).exit == 0)
        let bytes = try #require(Repository.fileBytes(path))
        if format == "xlsx" {
            #expect(bytes.starts(with: [0x50, 0x4B]))
        } else {
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text.contains("<mark>30000人</mark>") && text.contains("未排名：口径不同"))
            #expect(text.ranges(of: "<script").count == 1 && !text.contains("http:"))
        }
    }
}
