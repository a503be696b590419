import Aggregation
import Assessment
import Base
import Testing
import Text

@Suite struct TargetTests {
    private func targets(_ csv: String, year: Int? = nil) throws(AssessmentError) -> [Target] {
        try TargetSheet(SheetText(csv: csv), file: "t.csv", year: year, names: Table.names).targets
    }

    private func problems(_ csv: String) -> [String] {
        do throws(AssessmentError) {
            _ = try targets(csv)
            return []
        } catch {
            return error.problems.map { $0.text(file: "t.csv", chinese: true) }
        }
    }

    @Test func bothLayoutsTellTheSame() throws {
        let long = try targets("城市,年份,指标,目标,单位\n青岭市,2021,新增工会会员数,1.6万,人\n青岭市,2021,aid.funds,405.3,万元\n")
        let wide = try targets("城市,年度,新增工会会员数,困难职工帮扶发放资金（万元）\n青岭市,2021年,16000,405.3\n云泽市,2021,,\n")
        #expect(long.map(\.value) == [16_000, 4_053_000] && long.map(\.unit) == ["人", "元"])
        #expect(wide.map(\.value) == long.map(\.value) && wide.map(\.key) == long.map(\.key) && wide.map(\.unit) == long.map(\.unit))
        #expect(try targets("city,indicator,target\n青岭市,org.rate,90%", year: 2022).first?.year == 2022)
    }

    @Test func everyMistakeIsToldWithItsPlace() {
        let wrong = """
            城市,年份,指标,目标,颜色
            青岭市,2021,新增工会会员,300,
            ,21,新增工会会员数,三百,
            青岭市,2021,新增工会会员数,300,
            青岭市,2021,新增工会会员数,400,
            """
        let told = problems(wrong)
        #expect(told.contains { $0.hasPrefix("t.csv:1:5（颜色）：不认识的列") })
        #expect(told.contains("t.csv:2:3（指标）：没有“新增工会会员”这个指标，是不是“新增工会会员数”？"))
        #expect(told.contains { $0.hasPrefix("t.csv:3:1（城市）") } && told.contains { $0.hasPrefix("t.csv:3:2（年份）") })
        #expect(told.contains { $0.hasPrefix("t.csv:3:4（目标）：“三百”") })
        #expect(told.contains("t.csv:5:4（目标）：同一城市、年份、指标在第 4 行已有目标"))
        #expect(problems("城市,指标\n青岭市,建会率").contains { $0.contains("表头缺少“目标”列") })
        #expect(problems("") == ["t.csv：文件是空的，应有表头和数据"])
        #expect(problems("城市,年份,天气\n青岭市,2021,晴").contains { $0.hasPrefix("t.csv:1:3（天气）：表头不是指标名") })
        #expect(problems("城市,年份,建会率\n青岭市,2021,晴").contains { $0.hasPrefix("t.csv:2:3（建会率）：“晴”") })
    }

    @Test func mistakesInRulesAreToldWithTheirPlace() {
        let wrong = "检查日期,完成率低于,措施,办结日期,指标\n8月32日,0.8,,9月10日,天气\n9月20日,80%,约谈,8月1日,\n8月底,很少,约谈,,\n"
        do throws(AssessmentError) {
            _ = try TargetRules(SheetText(csv: wrong), file: "r.csv", names: Table.names)
            Issue.record("wrong rules were taken")
        } catch {
            let places = error.problems.map { [$0.line, $0.column] }
            #expect(places == [[2, 1], [2, 2], [2, 3], [2, 5], [3, 4], [4, 2]])
            #expect(error.description.contains("r.csv:2:1（检查日期）") && error.description.contains("targets lint"))
        }
    }

    @Test func theTemplatesAreInOrder() throws {
        #expect(try TargetSheet(SheetText(csv: TargetTemplates.targets), file: "t", year: nil, names: Table.names).targets.count == 4)
        #expect(try TargetRules(SheetText(csv: TargetTemplates.rules), file: "r", names: Table.names).rules.count == 4)
        #expect(try Scorecard(SheetText(csv: ScorecardTemplates.card), file: "s", names: Table.names).items.count == 8)
    }
}

@Suite struct ProgressTests {
    private static let rules = """
        检查日期,完成率低于,措施,办结日期,指标
        8月31日,80%,书面说明,9月10日,
        8月31日,缺数,补报数据,9月10日,
        8月31日,50%,通报,9月5日,
        9月20日,80%,约谈,9月30日,新增工会会员数
        """

    private func progress(
        _ targets: String, _ cells: [Cell], on day: String, implied: [ImpliedTarget] = [], claims: [Claim] = []
    ) throws -> [Progress] {
        let targets = targets.isEmpty ? [] : try TargetSheet(SheetText(csv: "城市,年份,指标,目标\n" + targets), file: "t", year: 2021, names: Table.names).targets
        let rules = try TargetRules(SheetText(csv: Self.rules), file: "r", names: Table.names)
        let date = try #require(DayText.day(day, year: 2021))
        return ProgressInput(targets: targets, implied: implied, cells: cells, claims: claims, rules: rules, day: date).progress()
    }

    @Test func theLatestRuleHoldsAndTheGravestOfItsDay() throws {
        let cells = [Table.cell("青岭市", 700)]
        func standing(_ day: String) throws -> Progress { try #require(progress("青岭,2021,新增工会会员数,1000", cells, on: day).first) }
        let july = try standing("7月31日")
        #expect(july.state == .onTrack && july.rule == nil && july.key.city == "青岭市")
        #expect(july.next?.action == "书面说明" && july.lacking(to: 80) == 100)
        #expect(try standing("8月31日").rule?.action == "书面说明")
        let september = try standing("9月20日")
        #expect(september.state == .behind && september.rule?.action == "约谈" && september.rule?.due(in: 2021)?.iso == "2021-09-30")
        let low = try progress("青岭市,2021,新增工会会员数,2000", cells, on: "8-31")
        #expect(low.first?.rule?.action == "通报")
        let other = try progress("青岭市,2021,新增工会组织数,100", [Table.cell("青岭市", 70, "org.new_unions")], on: "10-1")
        #expect(other.first?.rule?.action == "书面说明", "the interview is for members only")
    }

    @Test func eightyPercentIsNotBelowEighty() throws {
        let entry = try progress("青岭市,2021,新增工会会员数,1000", [Table.cell("青岭市", 800)], on: "9-20").first
        #expect(entry?.state == .onTrack && entry?.completion == 80)
        #expect(try progress("青岭市,2021,新增工会会员数,3", [Table.cell("青岭市", 3)], on: "9-20").first?.state == .reached)
    }

    @Test func aboutIsNotDecidedWhereTheBoundLiesWithin() throws {
        let entry = try #require(try progress("青岭市,2021,新增工会会员数,1000", [Table.cell("青岭市", 810, "org.new_members", .about)], on: "9-20").first)
        #expect(entry.state == .unclear && entry.rule?.action == "约谈")
        #expect(try progress("青岭市,2021,新增工会会员数,1000", [Table.cell("青岭市", 700, "org.new_members", .about)], on: "9-20").first?.state == .behind)
        #expect(try progress("青岭市,2021,新增工会会员数,1000", [Table.cell("青岭市", 900, "org.new_members", .about)], on: "9-20").first?.state == .onTrack)
    }

    @Test func aFigureForALaterTimeDoesNotCount() throws {
        let cells = [Table.cell("青岭市", 990, until: "2021-11-30")]
        let none = try #require(try progress("青岭市,2021,新增工会会员数,1000", cells, on: "8-31").first)
        #expect(none.state == .noFigure && none.isLater && none.rule?.action == "补报数据")
        let claims = [Table.claim("青岭市", 300, until: "2021-03-31"), Table.claim("青岭市", 600, until: "2021-06-30"), Table.claim("青岭市", 990, until: "2021-11-30")]
        let half = try #require(try progress("青岭市,2021,新增工会会员数,1000", cells, on: "8-31", claims: claims).first)
        #expect(half.figure?.value == 600 && half.figure?.periodEnd == "2021-06-30" && half.state == .behind)
        #expect(try progress("青岭市,2021,新增工会会员数,1000", cells, on: "11-30", claims: claims).first?.figure?.value == 990)
    }

    @Test func noFigureAndAnotherUnitAreTold() throws {
        let none = try #require(try progress("白塔市,2021,新增工会会员数,1000", [], on: "8-31").first)
        #expect(none.state == .noFigure && none.rule?.action == "补报数据" && none.completion == nil)
        let unlike = try progress("青岭市,2021,新增工会会员数,1000", [Table.cell("青岭市", 990, unit: "户")], on: "8-31").first
        #expect(unlike?.state == .unlikeUnit && unlike?.completion == nil)
    }

    @Test func impliedTargetsStandBesideGivenOnes() throws {
        let key = CellKey(city: "青岭市", year: 2021, indicator: "aid.funds")
        var cell = Table.cell("青岭市", 4_053_000, "aid.funds")
        cell.evidence[0].value = 4_053_000
        var rate = cell.evidence[0]
        rate.value = 117.4
        let implied = ImpliedTarget(key: key, value: 3_452_299, low: 3_450_500, high: 3_454_200, unit: "元", evidence: [cell.evidence[0], rate])
        let fits = try progress("青岭市,2021,aid.funds,345.2万元", [cell], on: "12-31", implied: [implied])
        #expect(fits.count == 1 && fits[0].isGiven && fits[0].agrees == true)
        #expect(try progress("青岭市,2021,aid.funds,300万元", [cell], on: "12-31", implied: [implied]).first?.agrees == false)
        let alone = try #require(try progress("", [cell], on: "12-31", implied: [implied]).first)
        #expect(!alone.isGiven && alone.completion == 117.4 && alone.state == .reached && alone.agrees == nil)
    }

    @Test func anImpliedTargetStandsBesideTheCellThatItRestsOn() throws {
        func implied(_ cell: Cell, _ low: Double, _ high: Double) -> ImpliedTarget {
            var told = cell.evidence[0]
            (told.sha256, told.reporter) = ("", "")
            return ImpliedTarget(key: cell.key, value: (low + high) / 2, low: low, high: high, unit: "元", evidence: [told, told])
        }
        var cell = Table.cell("青岭市", 4_053_000, "aid.funds")
        cell.evidence[0].sha256 = "d"
        var other = Table.cell("青岭市", 4_000_000, "aid.funds")
        other.evidence[0].document = "b.txt"
        let own = implied(cell, 3_450_500, 3_454_200)
        let derived = try #require(ImpliedTarget.cell(beside: cell, of: [implied(other, 1, 2), own]))
        #expect(derived.isDerived && derived.indicator == "aid.funds:target" && derived.value == 3_450_500 && derived.high == 3_454_200)
        #expect(!derived.conflict && derived.evidence.allSatisfy { $0.sha256 == "d" })
        // what another report of the cell implies disagrees; what rests on no claim of the cell says nothing
        cell.evidence.append(other.evidence[0])
        #expect(ImpliedTarget.cell(beside: cell, of: [implied(other, 1, 2), own])?.conflict == true)
        #expect(ImpliedTarget.cell(beside: Table.cell("云泽市", 1, "aid.funds"), of: [own]) == nil)
    }
}
