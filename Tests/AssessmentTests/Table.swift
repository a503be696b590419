import Aggregation
import Assessment
import Text

/// An invented table and the names of its indicators.
enum Table {
    static let codes = [
        "新增工会会员数": "org.new_members", "新增工会组织数": "org.new_unions", "建会率": "org.rate", "困难职工帮扶发放资金": "aid.funds",
        "新增农民工会员数": "org.new_migrant_members",
    ]
    static let units = [
        "org.new_members": "人", "org.new_unions": "个", "org.rate": "%", "aid.funds": "元", "org.new_migrant_members": "人",
    ]

    static let names = IndicatorNames(
        code: { codes[$0] ?? (units[$0] == nil ? nil : $0) }, near: { $0.hasPrefix("新增工会会员") ? "新增工会会员数" : nil },
        unit: { units[$0] ?? "" })

    static func cell(
        _ city: String, _ value: Double, _ indicator: String = "org.new_members", _ approximation: Observation.Approximation = .exact,
        unit: String? = nil, scope: String = "new", until: String = "", year: Int = 2021
    ) -> Cell {
        let evidence = Evidence(
            document: "\(city).txt", report: 0, start: 4, end: 8, byteStart: 12, byteEnd: 16, quote: "\(value)", value: value, subject: "",
            sentence: "", sentenceStart: 0, sentenceEnd: 9, because: [])
        return Cell(
            city: city, year: year, indicator: indicator, area: nil, value: value, high: nil, unit: unit ?? units[indicator] ?? "",
            approximation: approximation, scope: scope, periodStart: until.isEmpty ? "" : "\(year)-01-01", periodEnd: until, confidence: 0.9,
            conflict: false, unlikePeriods: false, chosenBy: .only, evidence: [evidence], runnerUp: nil)
    }

    static func claim(_ city: String, _ value: Double, until: String) -> Claim {
        let cell = cell(city, value, until: until)
        return Claim(
            city: city, year: 2021, indicator: cell.indicator, value: value, high: nil, unit: "人", approximation: .exact, confidence: 0.9,
            scope: "new", periodStart: "2021-01-01", periodEnd: until, evidence: cell.evidence[0], runnerUp: nil)
    }
}
