import Aggregation
import Testing
import Text

@Suite struct ConflictChoiceTests {
    private func told(_ value: Double, reporter: String = "", dated: String = "", sentence: String? = nil) -> Claim {
        var one = claim(value, document: "\(Int(value)).txt")
        one.evidence.quote = "\(Int(value))人"
        one.evidence.sentence = sentence ?? "发展新会员\(Int(value))人。"
        one.evidence.reporter = reporter
        one.evidence.dated = dated
        return one
    }

    private func choose(_ choice: ConflictChoice, _ claims: [Claim]) -> Double? {
        CellResolver.resolve(key, claims: claims).flatMap { choice.claim(of: $0)?.value }
    }

    @Test func eachRulePrefersItsClaim() {
        let claims = [
            told(5, reporter: "青岭市", dated: "2032-01-02"), told(7, reporter: "云泽市", dated: "2032-03-01"),
            told(3, reporter: "云泽市", dated: "2032-02-01"),
        ]
        #expect(choose(.taken, claims) == 5 && choose(.own, claims) == 5 && choose(.later, claims) == 7)
        #expect(choose(.highest, claims) == 7 && choose(.lowest, claims) == 3)
        #expect(choose(.total, [told(9, sentence: "会员20人，其中新会员9人。"), told(20)]) == 20)
    }

    @Test func aRuleThatLeavesSeveralNumbersPrefersNone() {
        let claims = [told(5), told(7)]
        #expect(choose(.own, claims) == nil && choose(.later, claims) == nil && choose(.total, claims) == nil)
        #expect(choose(.own, [told(5, reporter: "青岭市"), told(6, reporter: "青岭市")]) == nil)
    }

    @Test func aSetValueIsNoClaim() throws {
        let set = Correction(
            .set, city: key.city, year: key.year, indicator: key.indicator, value: 99, who: "周遥", why: "来函", number: 1)
        let cell = try #require(CellResolver.resolve(key, claims: [told(5), told(7)], corrections: [set]))
        #expect(ConflictChoice.highest.claim(of: cell)?.value == 7)
    }
}
