import Base
import Testing
import Text

@Suite struct ObservationTests {
    private static let observation = Observation(
        document: "青岭.txt", report: 1, city: "青岭市", year: 2021, start: 10, end: 16, byteStart: 20, byteEnd: 28, quote: "14863\n人",
        value: 14863, high: nil,
        unit: "人", approximation: .atLeast, role: .fact, subject: "发展工会会员", area: "organising", indicator: "members.new", confidence: 0.75,
        because: ["number.plain", "unit.classifier"], sentenceStart: 5, sentenceEnd: 30, sentence: "发展工会会员14863人。")

    private func line(_ observation: Observation) -> String {
        var line = JSONLine()
        observation.write(to: &line)
        return String(decoding: line.bytes, as: UTF8.self)
    }

    @Test func `an observation as JSON, keys in their order`() {
        #expect(
            line(Self.observation)
                == #"{"document":"青岭.txt","report":1,"city":"青岭市","year":2021,"start":10,"end":16,"byteStart":20,"byteEnd":28,"quote":"14863\n人","value":14863,"high":null,"unit":"人","approximation":"at_least","role":"fact","subject":"发展工会会员","area":"organising","indicator":"members.new","confidence":0.75,"because":["number.plain","unit.classifier"],"sentenceStart":5,"sentenceEnd":30,"sentence":"发展工会会员14863人。","scope":"","periodStart":null,"periodEnd":null}"#
        )
    }

    @Test func `an observation comes back as it was written`() throws {
        var second = Self.observation
        (second.year, second.indicator, second.high) = (0, nil, 15.5)
        (second.role, second.scope, second.periodEnd) = (.plan, "new", "2021-07-30")
        for observation in [Self.observation, second] {
            var reader = JSONReader([UInt8](line(observation).utf8))
            #expect(try Observation(reading: &reader) == observation)
        }
        for wrong in [#"{"role":"guess"}"#, #"{"approximation":1}"#, #"{"value":"x"}"#, #"{"because":7}"#, "[]"] {
            #expect(throws: JSONReaderError.self) {
                var reader = JSONReader([UInt8](wrong.utf8))
                _ = try Observation(reading: &reader)
            }
        }
    }

    @Test func `what is not known is null`() {
        var observation = Self.observation
        observation.year = 0
        observation.indicator = nil
        observation.high = 15
        observation.periodStart = "2021-01-01"
        let text = line(observation)
        for part in [#""year":null"#, #""indicator":null"#, #""high":15"#, #""periodStart":"2021-01-01""#] { #expect(text.contains(part)) }
    }

    @Test func `a rejection as JSON`() {
        var line = JSONLine()
        Rejection(document: "a.txt", report: 0, start: 3, end: 8, byteStart: 9, byteEnd: 16, quote: "2021年", reason: "date.year").write(to: &line)
        #expect(
            String(decoding: line.bytes, as: UTF8.self)
                == #"{"document":"a.txt","report":0,"start":3,"end":8,"byteStart":9,"byteEnd":16,"quote":"2021年","reason":"date.year"}"#)
    }

    @Test func `evidence carries what proves the number`() {
        let evidence = Evidence(Self.observation)
        #expect(evidence.quote == "14863\n人" && evidence.start == 10 && evidence.byteEnd == 28 && evidence.value == 14863)
        #expect(evidence.sentence == "发展工会会员14863人。" && evidence.because == Self.observation.because)
    }
}
