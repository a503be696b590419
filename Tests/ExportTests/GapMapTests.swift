import Aggregation
import Testing

@testable import Export

/// The map in a terminal: upright names, equal blocks, nothing beyond the width.
@Suite struct GapMapTests {
    /// One indicator, told by all of the cities but the last.
    private func map(_ cities: [String]) -> GapMap {
        func key(_ city: String, _ indicator: String = "") -> CellKey { CellKey(city: city, year: 2021, indicator: indicator) }
        let gaps = Gaps(
            told: Set(cities.dropLast().map { key($0, "a.b") }), cities: cities, years: [2021], indicators: ["a.b"], failed: [],
            heard: Set(cities.map { key($0) }))
        return GapMap(places: gaps.places, rows: [("a.b", "新增会员")], title: "指标")
    }

    @Test func namesStandUpright() {
        let expected = """
                      石 青
                      屏 岭
                      岭
            指标      21 21
            --------  -- --
            新增会员  ✓  —

            """
        #expect(map(["石屏岭市", "青岭市"]).text(width: nil) == expected)
    }

    @Test func whatDoesNotFitStandsBelowInEqualBlocks() {
        let cities = ["东渡市", "临湖市", "云泽市", "安澜市", "松浦市", "白塔市", "石屏岭市", "青岭市"]
        let lines = map(cities).text(width: 30).split(separator: "\n")
        #expect(lines.allSatisfy { DisplayWidth.columns(String($0)) <= 30 })
        #expect(lines.filter { $0.hasPrefix("新增会员") }.map { $0.split(separator: " ").count } == [5, 5])
        // narrower than one column: one place a block
        #expect(map(cities).text(width: 1).split(separator: "\n").count { $0.hasPrefix("新增会员") } == 8)
    }

    @Test func longAndLatinNamesGiveTwoColumns() {
        let lines = map(["Abcdefghijklmnop", "很长很长很长的名字市"]).text(width: nil).split(separator: "\n")
        #expect(lines[0] == "          Ab 很" && lines[1] == "          cd 长" && lines[5] == "          …  …" && lines[6].hasPrefix("指标"))
    }
}
