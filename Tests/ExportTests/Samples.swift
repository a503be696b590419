import Aggregation
import Export
import Text

/// Invented cells with every kind of mark.
enum Samples {
    static let labels = Labels(indicators: [
        .init(code: "org.new_members", area: "organising", unit: "人", nameZh: "新增工会会员数", nameEn: "New members"),
        .init(code: "aid.funds", area: "hardship", unit: "元", nameZh: "困难职工帮扶发放资金", nameEn: "Aid funds"),
        .init(code: "org.rate", area: "organising", unit: "%", nameZh: "建会率", nameEn: "Coverage"),
        .init(code: "dig.posts", area: "digital", unit: "条", nameZh: "网站发布|信息条数", nameEn: ""),
    ])

    static let cells: [Cell] = [
        cell("云泽市", 2021, "org.new_members", 14863, "人", quote: "14863\n人"),
        cell("云泽市", 2021, "aid.funds", 4_053_000, "元", .about, quote: "405.3万元"),
        cell("云泽市", 2022, "org.new_members", 9000, "名", .atLeast, quote: "9000名", conflict: true),
        cell("青岭市", 2021, "org.rate", 98.5, "%", quote: "98.5%", periodEnd: "2021-06-30"),
        cell("青岭市", 2021, "dig.posts", 10, "条", high: 15, .atMost, quote: "=10-15条", document: "报告,\"二\".txt"),
    ]

    /// What follows from 405.3万元 that are 117.4 % of the target.
    static let derived: Cell = {
        var cell = Samples.cell("云泽市", 2021, DerivedCode.target(of: "aid.funds"), 3_450_404.427_415, "元", high: 3_454_196.847, .about, quote: "405.3万元")
        cell.chosenBy = .derived
        cell.evidence[0].value = 4_053_000
        cell.evidence[0].sentence = "发放405.3万元，为目标的117.4%。"
        var rate = cell.evidence[0]
        (rate.quote, rate.value, rate.start, rate.end) = ("117.4%", 117.4, 20, 26)
        cell.evidence.append(rate)
        return cell
    }()

    static func cell(
        _ city: String, _ year: Int, _ indicator: String, _ value: Double, _ unit: String, high: Double? = nil,
        _ approximation: Observation.Approximation = .exact, quote: String, conflict: Bool = false, periodEnd: String = "",
        document: String = "报告一.txt"
    ) -> Cell {
        let evidence = Evidence(
            document: document, report: 0, start: 10, end: 16, byteStart: 24, byteEnd: 34, quote: quote, value: value, subject: "甲",
            sentence: "全市共有\(quote)。", sentenceStart: 6, sentenceEnd: 17, because: ["number.digits"])
        return Cell(
            city: city, year: year, indicator: indicator, area: nil, value: value, high: high, unit: unit, approximation: approximation,
            scope: "new", periodStart: periodEnd.isEmpty ? "" : "\(year)-01-01", periodEnd: periodEnd, confidence: 0.9, conflict: conflict,
            unlikePeriods: false, chosenBy: .only, evidence: [evidence], runnerUp: nil)
    }
}
