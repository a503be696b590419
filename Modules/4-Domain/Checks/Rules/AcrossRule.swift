internal import Text

/// One cell and period told differently by two reports. Keeps one observation a cell, period and report.
struct AcrossRule: Sendable {
    private struct Key: Hashable {
        let city: String
        let year: Int
        let indicator: String
        let period: String
    }

    private var told: [Key: [(report: Int, observation: Observation)]] = [:]

    /// `report`: a number of the report among all; the surest of its observations is kept.
    mutating func add(_ o: Observation, of report: Int) {
        guard let indicator = o.indicator, !o.city.isEmpty, o.year != 0 else { return }
        let key = Key(city: o.city, year: o.year, indicator: indicator, period: o.periodStart + "/" + o.periodEnd)
        var list = told[key] ?? []
        if let at = list.firstIndex(where: { $0.report == report }) {
            let held = list[at].observation
            if (-o.confidence, o.start) < (-held.confidence, held.start) { list[at].observation = o }
        } else {
            list.append((report, o))
        }
        told[key] = list
    }

    /// In the order of city, year, indicator and period.
    func findings() -> [Finding] {
        told.sorted { a, b in
            (a.key.city, a.key.year, a.key.indicator, a.key.period) < (b.key.city, b.key.year, b.key.indicator, b.key.period)
        }.compactMap { finding($0.value.map(\.observation)) }
    }

    private func finding(_ list: [Observation]) -> Finding? {
        let figures = list.sorted { ($0.document, $0.report, $0.value) < ($1.document, $1.report, $1.value) }.map { Figure($0, quote: Passage.folded($0.quote)) }
        var differing: [Figure] = []
        for figure in figures where differing.allSatisfy({ !$0.generous.meets(figure.generous) }) { differing.append(figure) }
        guard differing.count > 1 else { return nil }
        let values = differing.prefix(4).map { "\(Wording.quote($0))（\($0.observation.document)）" }.joined(separator: "、")
        return Finding(
            "reports.disagree", .question, differing,
            chinese: "不同报告对同一指标所报不一：“\(differing[0].observation.subject)”为\(values)",
            english: "Reports tell one cell differently: “\(differing[0].observation.subject)” is \(values)",
            arithmetic: differing.prefix(4).map(Wording.opened).joined(separator: " ≠ "))
    }
}
