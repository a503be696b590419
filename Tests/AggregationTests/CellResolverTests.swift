import Aggregation
import Base
import Testing
import Text

@Suite struct CellResolverTests {
    @Test func withoutAClaimThereIsNoCell() {
        #expect(CellResolver.resolve(key, claims: []) == nil)
    }

    @Test func oneClaimIsTheCell() throws {
        let cell = try #require(CellResolver.resolve(key, claims: [claim(14863)], area: "organising"))
        #expect(cell.value == 14863 && cell.unit == "人" && cell.area == "organising" && cell.key == key)
        #expect(cell.chosenBy == .only && !cell.conflict && !cell.unlikePeriods)
        #expect(cell.evidence == [claim(14863).evidence])
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var claims: [Claim]
        var value: Double
        var conflict: Bool
        var unlike = false
        var rule: CellResolver.Rule

        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "the same figure twice", claims: [claim(5, document: "b"), claim(5)], value: 5, conflict: false, rule: .agreement),
        Case(
            name: "the surest", claims: [claim(5, confidence: 0.7), claim(6, confidence: 0.9)], value: 6, conflict: true, rule: .confidence),
        Case(name: "as sure: by document", claims: [claim(5, document: "b"), claim(6)], value: 6, conflict: true, rule: .order),
        Case(
            name: "近3万 and 29876", claims: [claim(30000, .about, confidence: 0.95), claim(29876, confidence: 0.6)], value: 29876,
            conflict: false, rule: .exact),
        Case(
            name: "近3万 and 25000", claims: [claim(30000, .about, confidence: 0.95), claim(25000, confidence: 0.6)], value: 30000,
            conflict: true, rule: .confidence),
        Case(name: "3万余 and 31200", claims: [claim(30000, .atLeast), claim(31200)], value: 31200, conflict: false, rule: .exact),
        Case(name: "3万余 and 29000", claims: [claim(30000, .atLeast), claim(29000)], value: 29000, conflict: true, rule: .exact),
        Case(name: "不足3万 and 29000", claims: [claim(30000, .atMost), claim(29000)], value: 29000, conflict: false, rule: .exact),
        Case(
            name: "a range and a figure in it", claims: [claim(10, high: 20), claim(15, document: "b")], value: 10, conflict: false,
            rule: .order),
        Case(
            name: "what binary fractions lose", claims: [claim(0.1 + 0.2), claim(0.3, document: "b")], value: 0.1 + 0.2, conflict: false,
            rule: .order),
        Case(
            name: "half a year beside a year", claims: [claim(50, confidence: 0.99, from: "2031-01-01", to: "2031-06-30"), claim(100)],
            value: 100, conflict: false, unlike: true, rule: .period),
        Case(
            name: "a year told to the day is a year",
            claims: [claim(90, confidence: 0.99, from: "2031-01-01", to: "2031-12-31"), claim(100)], value: 90, conflict: true,
            rule: .confidence),
        Case(
            name: "since years is no figure of the year",
            claims: [claim(9000, confidence: 0.99, from: "2028-01-01", to: "2031-12-31"), claim(70, from: "2031-01-01", to: "2031-07-30")],
            value: 70, conflict: false, unlike: true, rule: .period),
    ]

    @Test(arguments: cases) func aCellIsChosen(_ example: Case) throws {
        for claims in [example.claims, example.claims.reversed()] {
            let cell = try #require(CellResolver.resolve(key, claims: claims))
            #expect(cell.value == example.value)
            #expect(cell.conflict == example.conflict)
            #expect(cell.unlikePeriods == example.unlike)
            #expect(cell.chosenBy == example.rule)
            #expect(cell.evidence.count == claims.count)
            #expect(cell.evidence.first?.value == example.value)
        }
    }

    /// Claims drawn at random, some alike, give the same bytes in every order, and lose no evidence.
    @Test func theOrderOfArrivalDoesNotMatter() {
        var random = SplitMix64(seed: 7)
        for _ in 0..<400 {
            let claims = (0..<Int.random(in: 1...7, using: &random)).map { _ in drawn(&random) }
            let cell = CellResolver.resolve(key, claims: claims)
            for _ in 0..<6 {
                #expect(json(CellResolver.resolve(key, claims: claims.shuffled(using: &random))) == json(cell))
            }
            #expect(cell?.evidence.map { $0.value }.sorted() == claims.map { $0.evidence.value }.sorted())
        }
    }

    private func drawn(_ random: inout SplitMix64) -> Claim {
        let period = [("", ""), ("2031-01-01", "2031-06-30"), ("2031-01-01", "2031-12-31"), ("2020-01-01", "")].randomElement(
            using: &random)
        var drawn = claim(
            Double(Int.random(in: 1...3, using: &random)), high: Bool.random(using: &random) ? 4 : nil,
            Observation.Approximation.allCases.randomElement(using: &random) ?? .exact,
            confidence: Bool.random(using: &random) ? 0.5 : 0.75,
            document: Bool.random(using: &random) ? "a" : "b", report: Int.random(in: 0...1, using: &random),
            start: Int.random(in: 0...1, using: &random), from: period?.0 ?? "", to: period?.1 ?? "",
            unit: Bool.random(using: &random) ? "人" : "名")
        if Bool.random(using: &random) { drawn.evidence.because.append("c") }
        if Bool.random(using: &random) { drawn.runnerUp = claim(9, start: Int.random(in: 0...1, using: &random)).evidence }
        return drawn
    }

    @Test func theOrderOfClaimsIsTotal() {
        var random = SplitMix64(seed: 11)
        let claims = (0..<60).map { _ in drawn(&random) }
        for a in claims {
            #expect(!ClaimOrder.before(a, a))
            for b in claims {
                #expect(a == b || ClaimOrder.before(a, b) != ClaimOrder.before(b, a))
            }
        }
    }
}
