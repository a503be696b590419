import Aggregation
import Testing
import Text

@testable import Export

@Suite struct SourceProofTests {
    static let text = Array("全市发展会员2750人，建会312家。".utf8)

    /// 2750人 of the text above.
    static let evidence = Evidence(
        document: "a.txt", report: 0, start: 6, end: 11, byteStart: 18, byteEnd: 25, quote: "2750人", value: 2750, subject: "会员",
        sentence: "", sentenceStart: 0, sentenceEnd: 0, because: ["number.digits", "role.fact"], sha256: "d")
    static let claim = Claim(
        city: "云泽市", year: 2031, indicator: "org.new_members", value: 2750, high: nil, unit: "人", approximation: .exact, confidence: 0.9,
        scope: "", periodStart: "", periodEnd: "", evidence: evidence, runnerUp: nil)

    private func verdict(
        _ claim: Claim = claim, _ change: (inout ExportedFigure, inout Evidence) -> Void = { _, _ in }
    ) -> Verdict {
        var figure = ExportedFigure(place: "第2行", city: "云泽市", year: 2031, indicator: "org.new_members", value: 2750)
        var evidence = Self.evidence
        change(&figure, &evidence)
        return SourceProof(text: Self.text, claims: [claim]).verdict(figure, evidence)
    }

    @Test func whatFollowsFromTheSourceHolds() {
        #expect(verdict().state == .ok && verdict().reason == nil)
        #expect(verdict { figure, evidence in evidence.quote = "2750\n人" }.state == .ok)
        #expect(verdict { figure, evidence in figure.shown = "2,750修" }.state == .ok)
    }

    @Test func everyChangeIsTold() {
        #expect(verdict { figure, _ in figure.value = 2760 }.reason == .exported(evidence: 2750))
        #expect(verdict { figure, evidence in (figure.value, evidence.value) = (2760, 2760) }.reason == .value(read: 2750))
        #expect(verdict { _, evidence in evidence.quote = "2760人" }.reason == .quote(found: "2750人"))
        #expect(verdict { _, evidence in (evidence.byteStart, evidence.byteEnd) = (18, 9000) }.reason == .outside(Self.text.count))
        #expect(verdict { _, evidence in (evidence.byteStart, evidence.byteEnd) = (-1, 3) }.reason == .outside(Self.text.count))
        #expect(verdict { _, evidence in evidence.start = 5 }.reason == .offsets)
        #expect(verdict { _, evidence in evidence.end = Int.max }.reason == .offsets)
        #expect(verdict { figure, _ in figure.city = "临湖市" }.reason == .notRead)
        #expect(verdict { figure, _ in figure.indicator = "org.new_unions" }.reason == .notRead)
        #expect(verdict { _, evidence in evidence.because = ["number.digits"] }.reason == .rules("number.digits role.fact"))
        #expect(verdict { figure, _ in figure.shown = "2,570" }.reason == .shown("2,570"))
        var other = Self.claim
        (other.value, other.evidence.value) = (27, 27)
        #expect(verdict(other).reason == .value(read: 27))
    }

    @Test func aDerivedFigureFollowsFromTheSourceOrNot() {
        var cell = Samples.derived
        (cell.city, cell.year, cell.indicator, cell.unit) = ("云泽市", 2031, DerivedCode.target(of: "org.new_members"), "人")
        (cell.value, cell.high, cell.evidence[0]) = (2700.4, 2790.2, Self.evidence)
        func verdict(_ change: (inout ExportedFigure, inout Evidence) -> Void = { _, _ in }) -> Verdict {
            var figure = ExportedFigure(place: "第2行", cell)
            var evidence = Self.evidence
            change(&figure, &evidence)
            return SourceProof(text: Self.text, claims: [Self.claim], derived: [cell]).verdict(figure, evidence)
        }
        #expect(verdict { figure, _ in figure.shown = "2,701–2,790推" }.state == .ok)
        #expect(verdict { figure, _ in figure.value = 2700 }.reason == .value(read: 2700.4))
        #expect(verdict { figure, _ in figure.high = nil }.reason == .value(read: 2700.4))
        #expect(verdict { figure, _ in figure.shown = "2,700推" }.reason == .shown("2,700推"))
        #expect(verdict { figure, _ in figure.indicator = DerivedCode.target(of: "org.rate") }.reason == .notRead)
    }

    @Test func everyReasonHasWords() {
        let figure = verdict().figure
        let reasons: [Verdict.Reason] = [
            .noEvidence, .noDocument, .unreadable("x"), .outside(3), .quote(found: "x"), .offsets, .notRead, .value(read: 1), .rules("x"),
            .exported(evidence: 1), .shown("x"), .table(now: 1), .table(now: nil), .correction(1), .correction(nil),
        ]
        for language in Language.allCases {
            let words = reasons.map { Verdict(figure, .changed, $0).words(language) }
            #expect(Set(words).count == reasons.count && words.allSatisfy { !$0.isEmpty })
        }
    }
}
