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
}
