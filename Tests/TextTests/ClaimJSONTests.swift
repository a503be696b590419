import Base
import Testing
import Text

@Suite struct ClaimJSONTests {
    static func claim(runnerUp: Bool) -> Claim {
        let observation = Observation(
            document: "云泽-2021.txt", report: 1, city: "云泽市", year: 2021, start: 10, end: 14, byteStart: 30, byteEnd: 38, quote: "12\n家", value: 12,
            high: 15, unit: "家", approximation: .atLeast, role: .fact, subject: "新建工会", area: "organising", indicator: "org.new_unions",
            confidence: 0.75, because: ["number.arabic", "unit.classifier"], sentenceStart: 4, sentenceEnd: 20, sentence: "全市新建工会12家。")
        return Claim(
            city: "云泽市", year: 2021, indicator: "org.new_unions", value: 12, high: 15, unit: "家", approximation: .atLeast, confidence: 0.75,
            scope: "new", periodStart: "2021-01-01", periodEnd: "2021-06-30", evidence: Evidence(observation),
            runnerUp: runnerUp ? Evidence(observation) : nil)
    }

    @Test func claimsSurviveTheirLines() throws {
        let claims = [Self.claim(runnerUp: false), Self.claim(runnerUp: true)]
        #expect(try Claim.claims(fromLines: Claim.lines(claims)) == claims)
        #expect(try Claim.claims(fromLines: []) == [])
    }

    @Test func whatIsNoClaimIsATypedError() {
        for text in ["{", "[]", "{\"approximation\":\"roughly\"}", "{\"value\":\"12\"}", "{\"year\":1.5}"] {
            #expect(throws: JSONReaderError.self, "\(text)") { try Claim.claims(fromLines: [UInt8](text.utf8)) }
        }
    }
}
