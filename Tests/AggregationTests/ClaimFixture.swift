import Aggregation
import Base
import Text

/// A claim for one cell of 青岭市, 2031.
func claim(
    _ value: Double, high: Double? = nil, _ approximation: Observation.Approximation = .exact, confidence: Double = 0.8,
    document: String = "a.txt", report: Int = 0, start: Int = 10, from: String = "", to: String = "", unit: String = "人"
) -> Claim {
    let evidence = Evidence(
        document: document, report: report, start: start, end: start + 4, byteStart: start * 3, byteEnd: start * 3 + 12, quote: "一些",
        value: value, subject: "新会员", sentence: "新会员一些人。", sentenceStart: start - 3, sentenceEnd: start + 4, because: ["a", "b"])
    return Claim(
        city: "青岭市", year: 2031, indicator: "org.new_members", value: value, high: high, unit: unit, approximation: approximation,
        confidence: confidence, scope: "new", periodStart: from, periodEnd: to, evidence: evidence, runnerUp: nil)
}

let key = CellKey(city: "青岭市", year: 2031, indicator: "org.new_members")

func json(_ cell: Cell?) -> String {
    var line = JSONLine()
    cell?.write(to: &line)
    return String(decoding: line.bytes, as: UTF8.self)
}
