import Extraction
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
}
