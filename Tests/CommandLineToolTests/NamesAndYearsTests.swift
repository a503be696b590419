import Base
import Testing

@testable import CommandLineTool

/// Years and names as people type them.
struct NamesAndYearsTests {
    @Test(arguments: [
        ("2021", [2021]), ("2021年", [2021]), ("2019,2021", [2019, 2021]), ("2019，2021", [2019, 2021]), ("2019-2021", [2019, 2020, 2021]),
        ("2019至2020,2023", [2019, 2020, 2023]), ("0", [0]),
    ])
    func yearsAreRead(_ given: String, _ years: [Int]) throws {
        #expect(try YearList.years(given) == years)
    }

    @Test(arguments: ["", "x", "2021-", "-2021", "2021-2019", "20211", "0-9999", "2019-2020-2021", "2021,,2022", "一九"])
    func whatIsNoYearIsRefused(_ given: String) {
        let error = #expect(throws: ToolError.self) { try YearList.years(given) }
        #expect(error?.exitCode == .usage)
    }

    @Test func aNameThatOneIndicatorHoldsIsEnough() throws {
        let labels = try CodebookLabels()
        #expect(try labels.indicatorCode("新增工会会员数") == "org.new_members")
        #expect(try labels.indicatorCode("货车司机会员") == "org.new_truck_driver_members")
        #expect(try labels.indicatorCode("elsewhere.code") == "elsewhere.code")
        let error = #expect(throws: ToolError.self) { try labels.indicatorCode("新增会员") }
        #expect(error?.exitCode == .notFound)
        #expect(error?.advice.contains("'新增工会会员数'") == true)
    }

    @Test func anAreaIsFoundByAPartOfItsName() throws {
        let labels = try CodebookLabels()
        #expect(try labels.areaCode("组织") == "organising")
        let error = #expect(throws: ToolError.self) { try labels.areaCode("天文") }
        #expect(error?.advice.contains("organising 组织建设") == true)
    }
}
