import Aggregation
import Testing
import Text

@Suite struct RankingTests {
    private func cell(
        _ city: String, _ value: Double, _ approximation: Observation.Approximation = .exact, year: Int = 2021, unit: String = "人",
        scope: String = "new", to end: String = "", high: Double? = nil
    ) -> Cell {
        let evidence = Evidence(
            document: "\(city).txt", report: 0, start: 0, end: 1, byteStart: 0, byteEnd: 1, quote: "1", value: value, subject: "", sentence: "",
            sentenceStart: 0, sentenceEnd: 1, because: [])
        return Cell(
            city: city, year: year, indicator: "a.b", area: nil, value: value, high: high, unit: unit, approximation: approximation,
            scope: scope, periodStart: end.isEmpty ? "" : "\(year)-01-01", periodEnd: end, confidence: 1, conflict: false,
            unlikePeriods: false, chosenBy: .only, evidence: [evidence], runnerUp: nil)
    }

    /// `云泽市 1`, `青岭市 1–2`, …
    private func places(_ ranking: Ranking) -> [String] {
        ranking.entries.map { "\($0.cell.city) \($0.best == $0.worst ? "\($0.best)" : "\($0.best)–\($0.worst)")" }
    }

    private func asides(_ ranking: Ranking) -> [String] { ranking.asides.map { "\($0.cell.city) \($0.reason.rawValue)" } }

    @Test func theHighestComesFirst() {
        let cells = [cell("云泽市", 5), cell("青岭市", 9), cell("临湖市", 7)]
        #expect(places(Ranking.byValue(cells)) == ["青岭市 1", "临湖市 2", "云泽市 3"])
        #expect(places(Ranking.byValue(cells, ascending: true)) == ["云泽市 1", "临湖市 2", "青岭市 3"])
        #expect(Ranking.byValue(cells) == Ranking.byValue(cells.reversed()))
        #expect(places(Ranking.byValue([])) == [])
    }

    @Test func equalFiguresShareAPlaceAndTheNextOneIsLeftOut() {
        let ranking = Ranking.byValue([cell("云泽市", 5), cell("青岭市", 9), cell("临湖市", 9), cell("安澜市", 1)])
        #expect(places(ranking) == ["临湖市 1", "青岭市 1", "云泽市 3", "安澜市 4"])
        #expect(ranking.entries[0].ties == ["青岭市"])
        #expect(ranking.entries[2].ties.isEmpty)
    }

    @Test func figuresThatMayBeTheSameNumberHaveARangeOfPlaces() {
        let ranking = Ranking.byValue([cell("云泽市", 29_876), cell("青岭市", 30_000, .about), cell("临湖市", 50_000), cell("安澜市", 100)])
        #expect(places(ranking) == ["临湖市 1", "青岭市 2–3", "云泽市 2–3", "安澜市 4"])
        #expect(ranking.entries[1].overlaps == ["云泽市"])
        let range = Ranking.byValue([cell("云泽市", 10, high: 15), cell("青岭市", 12), cell("临湖市", 16)])
        #expect(places(range) == ["临湖市 1", "青岭市 2–3", "云泽市 2–3"])
    }

    @Test func twiceTheSameAboutIsATie() {
        let ranking = Ranking.byValue([cell("云泽市", 30_000, .about), cell("青岭市", 30_000, .about)])
        #expect(places(ranking) == ["云泽市 1", "青岭市 1"])
        #expect(ranking.entries[0].overlaps.isEmpty)
    }

    @Test func whatDoesNotCompareIsNotRanked() {
        let ranking = Ranking.byValue([
            cell("云泽市", 5), cell("青岭市", 9), cell("临湖市", 4, to: "2021-06-30"), cell("安澜市", 900, scope: "total"), cell("白塔市", 3, unit: "户"),
            cell("东渡市", 2, unit: "名", scope: ""), cell("松浦市", 1, to: "2021-12-31"),
        ])
        #expect(places(ranking) == ["青岭市 1", "云泽市 2", "东渡市 3", "松浦市 4"])
        #expect(asides(ranking) == ["临湖市 period", "安澜市 scope", "白塔市 unit"])
    }

    @Test func whereMostTellTheHalfYearTheHalfYearIsRanked() {
        let ranking = Ranking.byValue([cell("云泽市", 5, to: "2021-06-30"), cell("青岭市", 9, to: "2021-06-30"), cell("临湖市", 20)])
        #expect(places(ranking) == ["青岭市 1", "云泽市 2"])
        #expect(asides(ranking) == ["临湖市 period"])
    }

    @Test func growthIsRankedAgainstTheYearBefore() throws {
        let now = [cell("云泽市", 150), cell("青岭市", 110), cell("临湖市", 5), cell("安澜市", 7), cell("白塔市", 8), cell("东渡市", 90)]
        let before = [
            cell("云泽市", 100, year: 2020), cell("青岭市", 100, year: 2020), cell("安澜市", 0, year: 2020), cell("白塔市", 4, year: 2020, scope: "total"),
            cell("东渡市", 100, .about, year: 2020),
        ]
        let ranking = Ranking.byGrowth(now, previous: before)
        #expect(places(ranking) == ["云泽市 1", "青岭市 2", "东渡市 3"])
        #expect(ranking.entries.map { ($0.value * 10).rounded() / 10 } == [50, 10, -10])
        #expect(asides(ranking) == ["临湖市 no_previous", "安澜市 previous_zero", "白塔市 unlike_previous"])
        let growth = try #require(Growth(from: before[4], to: now[5]))
        #expect(!growth.isExact && growth.interval.low < -14 && growth.interval.high > -6)
    }

    @Test func halvesOfTwoYearsCompareAndAHalfWithAYearDoesNot() {
        let half = cell("云泽市", 120, to: "2021-06-30")
        #expect(Growth(from: cell("云泽市", 100, year: 2020, to: "2020-06-30"), to: half)?.percent == 20)
        #expect(Growth(from: cell("云泽市", 100, year: 2020), to: half) == nil)
    }
}

@Suite struct GapsTests {
    private let told: Set<CellKey> = [
        .init(city: "云泽市", year: 2021, indicator: "a.b"), .init(city: "云泽市", year: 2021, indicator: "a.c"),
        .init(city: "青岭市", year: 2021, indicator: "a.b"),
    ]

    private func gaps(_ failed: [String] = []) -> [String] {
        Gaps(told: told, cities: ["青岭市", "云泽市", "临湖市"], years: [2021, 2022], indicators: ["a.b", "a.c"], failed: failed).places.map {
            "\($0.city) \($0.year) \($0.told) \($0.missing.map(\.indicator).joined(separator: "+")) \($0.missing.first?.reason.rawValue ?? "none")"
        }
    }

    @Test func everyPlaceIsToldWithItsReason() {
        #expect(
            gaps() == [
                "临湖市 2021 0 a.b+a.c not_received", "临湖市 2022 0 a.b+a.c not_received", "云泽市 2021 2  none",
                "云泽市 2022 0 a.b+a.c not_received", "青岭市 2021 1 a.c not_mentioned", "青岭市 2022 0 a.b+a.c not_received",
            ])
    }

    @Test func aFailedDocumentThatNamesTheCityIsTheReason() {
        let all = gaps(["01-临湖2022年总结.txt", "青岭市年报.txt"])
        #expect(all[0].hasSuffix("not_received"))
        #expect(all[1] == "临湖市 2022 0 a.b+a.c failed")
        #expect(all[2].hasSuffix("none"))
        #expect(all[4].hasSuffix("failed") && all[5].hasSuffix("failed"))
    }
}
