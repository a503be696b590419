import Aggregation
import Assessment
import Testing
import Text

@Suite struct ScorecardTests {
    private static let header = "类别,项目,分值,指标,计分方式,参数,权重\n"

    private func standings(
        _ rows: String, _ cells: [Cell], targets: [String: Double] = [:], marks: String = "", cities: [String] = []
    ) throws -> Standings {
        let card = try Scorecard(SheetText(csv: Self.header + rows), file: "c", names: Table.names)
        let marks = marks.isEmpty ? [] : try Mark.read(SheetText(csv: "城市,项目,得分,依据\n" + marks), file: "m", card: card)
        let keyed = Dictionary(uniqueKeysWithValues: targets.map { (CellKey(city: $0.key, year: 2021, indicator: "org.new_members"), $0.value) })
        return Standings(card, cells: cells, targets: keyed, marks: marks, cities: cities)
    }

    private static let three = [Table.cell("青岭市", 9000), Table.cell("云泽市", 6000), Table.cell("松浦市", 3000)]

    @Test(arguments: [
        ("基础,a,10,新增工会会员数,排名,,", [10, 20.0 / 3, 10.0 / 3]), ("基础,a,10,新增工会会员数,比例,,", [10, 20.0 / 3, 10.0 / 3]),
        ("基础,a,10,新增工会会员数,分档,≥5000:6；≥9000:10,", [10, 6, 0]), ("基础,a,10,新增工会会员数,每,每1000:0.5,", [4.5, 3, 1.5]),
        ("基础,a,4,新增工会会员数,每,每1000:0.5,", [4, 3, 1.5]), ("基础,a,10,新增工会会员数,达标,≥6000,", [10, 10, 0]),
        ("基础,a,10,新增工会会员数,排名,,150%", [15, 10, 5]), ("base,a,10,org.new_members,rank,,2", [20, 40.0 / 3, 20.0 / 3]),
    ] as [(String, [Double])])
    func pointsOfEachMethod(_ row: String, _ points: [Double]) throws {
        let result = try standings(row, Self.three)
        for (cell, wanted) in zip(Self.three, points) {
            let entry = try #require(result.entries.first { $0.city == cell.city })
            #expect(abs(entry.points - wanted) < 1e-9)
        }
    }

    @Test func completionCountsFromItsFloorToItsTarget() throws {
        let result = try standings(
            "基础,a,10,新增工会会员数,完成率,起评60%,", Self.three, targets: ["青岭市": 8000, "云泽市": 8000, "松浦市": 6000])
        #expect(result.entries.map(\.points) == [10, 7.5, 0])
        #expect(result.entries[1].scores[0].basis == .completion(percent: 75, target: 8000))
    }

    @Test func whatIsNotKnownIsNoZero() throws {
        let result = try standings(
            "基础,会员,10,新增工会会员数,比例,,\n基础,组织,5,新增工会组织数,达标,≥10,\n基础,日常,5,,人工,,", Self.three + [Table.cell("云泽市", 12, "org.new_unions")],
            marks: "青岭市,日常,5,\n云泽市,日常,4,按时\n松浦市,日常,5,", cities: ["白塔市"])
        let first = result.entries[0]
        // 10 + open + 5 against 6.67 + 5 + 4; and one of whom nothing is known
        #expect(first.city == "云泽市" && first.best == 1 && first.worst == 3)
        let second = result.entries[1]
        #expect(second.city == "青岭市" && second.points == 15 && second.low == 15 && second.high == 20 && second.best == 1 && second.worst == 3)
        #expect(second.open.map(\.gap) == [.noFigure] && second.open[0].points == nil)
        let last = try #require(result.entries.last)
        #expect(last.city == "白塔市" && last.open.count == 3 && last.low == 0 && last.high == 20 && last.worst == 4)
        #expect(last.open.map(\.gap) == [.noFigure, .noFigure, .notJudged])
    }

    @Test func tiesShareAPlaceAndAboutLeavesItOpen() throws {
        let cells = [Table.cell("青岭市", 5000), Table.cell("云泽市", 5000), Table.cell("松浦市", 1000)]
        let tied = try standings("基础,a,10,新增工会会员数,比例,,", cells)
        #expect(tied.entries.map(\.best) == [1, 1, 3] && tied.entries.map(\.worst) == [1, 1, 3])
        #expect(tied.entries[0].ties == ["青岭市"] && tied.entries[0].city == "云泽市")
        let about = try standings("基础,a,10,新增工会会员数,比例,,", [Table.cell("青岭市", 5000, "org.new_members", .about), Table.cell("云泽市", 4900)])
        #expect(about.entries.map(\.best) == [1, 1] && about.entries.map(\.worst) == [2, 2])
    }

    @Test func figuresThatDoNotCompareAreOpenWithTheReason() throws {
        let cells = Self.three + [Table.cell("白塔市", 99_999, scope: "total"), Table.cell("安澜市", 4000, until: "2021-06-30")]
        let result = try standings("基础,a,10,新增工会会员数,排名,,", cells)
        let open = result.entries.flatMap(\.open)
        #expect(Set(open.compactMap(\.unlike)) == [.scope, .period] && open.allSatisfy { $0.gap == .unlike })
        #expect(result.entries[0].points == 10, "a total does not lead the new ones")
    }

    @Test func vetoesTakeOutOrTakeOff() throws {
        let rows = "基础,a,10,新增工会会员数,比例,,\n否决,少,否决,新增工会会员数,低于,5000,\n否决,事故,-3,,人工,,"
        let result = try standings(rows, Self.three, marks: "青岭市,事故,是,演练中\n云泽市,事故,否,")
        #expect(result.entries.map(\.city) == ["青岭市", "云泽市", "松浦市"])
        #expect(result.entries[0].points == 7 && result.entries[0].vetoes.map(\.item.name) == ["事故"])
        #expect(result.entries[2].best == nil && result.entries[2].vetoes.map(\.item.name) == ["少"])
        #expect(result.entries[2].open.map(\.item.name) == ["事故"])
    }

    @Test func everyMistakeOfACardIsToldWithItsPlace() {
        let wrong =
            Self.header
            + "奖励,a,10,新增工会会员数,排名,,\n基础,a,十,新增工会会员数,排名,,\n基础,b,10,新增工会会员,排名,,\n基础,c,10,新增工会会员数,分档,很多,\n基础,d,10,新增工会会员数,低于,5,\n否决,e,否决,建会率,排名,,\n基础,f,10,,排名,,\n基础,g,10,建会率,排名,,x\n基础,g2,10,,人工,,\n基础,g2,10,,人工,,"
        do throws(AssessmentError) {
            _ = try Scorecard(SheetText(csv: wrong), file: "c.csv", names: Table.names)
            Issue.record("a wrong card was taken")
        } catch {
            #expect(error.problems.map { [$0.line, $0.column] } == [[2, 1], [3, 3], [4, 4], [5, 6], [6, 5], [7, 5], [8, 4], [9, 7], [11, 2]])
        }
    }

    @Test func marksAreHeldAgainstTheCard() throws {
        let card = try Scorecard(SheetText(csv: Self.header + "基础,a,10,新增工会会员数,排名,,\n基础,b,5,,人工,,\n否决,c,否决,,人工,,"), file: "c", names: Table.names)
        let wrong = "城市,项目,得分\n青岭市,x,1\n青岭市,a,1\n青岭市,b,6\n青岭市,c,2\n,b,1\n云泽市,b,1\n云泽市,b,2\n"
        do throws(AssessmentError) {
            _ = try Mark.read(SheetText(csv: wrong), file: "m.csv", card: card)
            Issue.record("wrong marks were taken")
        } catch {
            #expect(error.problems.map { [$0.line, $0.column] } == [[2, 2], [3, 2], [4, 3], [5, 3], [6, 1], [8, 2]])
        }
    }

    @Test func theOrderOfTheCellsDoesNotMatter() throws {
        let rows = "基础,a,10,新增工会会员数,排名,,\n加分,b,3,新增工会组织数,每,每10:1,"
        let cells = Self.three + Self.three.map { Table.cell($0.city, 25, "org.new_unions") }
        #expect(try standings(rows, cells) == standings(rows, cells.reversed()))
    }
}
