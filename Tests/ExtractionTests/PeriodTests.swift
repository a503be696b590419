import Extraction
import Ingest
import Testing
import Text

/// Which days a figure covers.
@Suite struct PeriodTests {
    @Test(arguments: [
        ("上半年，全市新建工会96家。", "2021-01-01", "2021-06-30"), ("前10个月，新发展会员5120人。", "2021-01-01", "2021-10-31"),
        ("截至7月30日，全市新建工会233家。", "2021-01-01", "2021-07-30"), ("截至2021年9月底，发展会员8000人。", "2021-01-01", "2021-09-30"),
        ("1至6月，救助困难职工310户。", "2021-01-01", "2021-06-30"), ("1-3月,发放资料2100份.", "2021-01-01", "2021-03-31"),
        ("前三季度，办件1880件。", "2021-01-01", "2021-09-30"), ("全年培训工会干部630人次。", "", ""),
        ("6月，举办招聘会3场。", "", ""), ("自2018年6月以来，新建驿站31个。", "", ""),
    ])
    func spansAreRead(_ sentence: String, _ first: String, _ last: String) throws {
        let o = try #require(Engine(codebook: try Codebook.builtIn()).read(InvariantTests.report(sentence)).observations.first)
        #expect(o.periodStart == first)
        #expect(o.periodEnd == last)
    }

    /// 去年 on a page without a day of publication: the report's year where that is named only in passing, else the year before.
    @Test(arguments: [
        ("去年，全市新建工会96家，兑现2021年服务职工实事12件。", 2021), ("去年，全市新建工会96家，兑现2021年实事。今年，市总工会将再建工会50家。", 2021), ("去年，全市新建工会96家。", 2020),
        ("2021年，全市新建工会96家。去年，新建工会88家。", 2020), ("去年，全市新建工会88家。今年已建96家。", 2020), ("晋级460人，去年同期为395人。", 2020),
    ])
    func theYearBeforeIsSeenFromThePage(_ text: String, _ year: Int) throws {
        let read = Engine(codebook: try Codebook.builtIn()).read(InvariantTests.report(text)).observations
        #expect(read.contains { $0.year == year })
        #expect(year == 2020 || read.allSatisfy { $0.year >= 2021 })
    }

    /// What stands below a heading that looks back is told as done; one that looks ahead makes plans of it.
    @Test(arguments: [
        ("一、对标任务抓进度，重点任务总体平稳", Observation.Role.fact), ("一、圆满完成目标任务", .fact), ("一、重点任务推进情况", .fact), ("一、下半年重点任务", .plan), ("一、2022年工作目标", .plan),
        ("一、下一步工作打算", .plan), ("一、主要目标：", .plan),
    ])
    func headingsLookBackOrAhead(_ heading: String, _ role: Observation.Role) throws {
        let text = "青岭市总工会2021年上半年工作总结\n\n今年以来，全市各级工会围绕中心、服务大局，各项工作取得新的进展。\n\n\(heading)\n\n全市新登记基层工会152家，发动入会职工9800人。\n"
        let report = try #require(try Ingest().read(Array(text.utf8), name: "headings.txt").first)
        let read = Engine(codebook: try Codebook.builtIn()).read(report).observations
        #expect(read.map(\.role) == [role, role])
    }

    /// Below a heading of difficulties and plans the plans begin where a sentence looks ahead.
    @Test func plansBeginBehindDifficulties() throws {
        let text = "青岭市总工会2021年工作总结\n\n全市新建基层工会152家。\n\n二、存在的困难和下一步打算\n\n25人以上未建会企业还剩67家，力量偏弱。下一步，新建基层工会160家。\n"
        let report = try #require(try Ingest().read(Array(text.utf8), name: "headings.txt").first)
        let read = Engine(codebook: try Codebook.builtIn()).read(report).observations
        #expect(read.filter { $0.unit == "家" }.map(\.role) == [.fact, .fact, .plan])
    }

    /// 今年 at the head of a section looks ahead where the page tells of the year before.
    @Test func thisYearIsToComeOnAPageThatLooksBack() throws {
        let text = "青岭日报　2022年2月10日　星期四　第3版·要闻　　责编 林微\n\n青岭市总工会召开全委会\n总结2021年工作　部署2022年工作\n\n　　本报讯（记者 林微）2月8日上午，市总工会全委会举行。\n\n去年：件件见实效\n\n　　去年，全市新建基层工会152家。\n\n今年：认准目标加油干\n\n　　“要再建基层工会160家。”\n"
        let report = try #require(try Ingest().read(Array(text.utf8), name: "session.txt").first)
        let read = Engine(codebook: try Codebook.builtIn()).read(report).observations
        #expect(read.map(\.role) == [.fact, .plan])
        #expect(read.map(\.year) == [2021, 2022])
    }
}
