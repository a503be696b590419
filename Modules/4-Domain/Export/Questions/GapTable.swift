public import Aggregation

/// What the table lacks: as a map for people, as rows for machines.
public struct GapTable {
    private let gaps: Gaps
    private let indicators: [String]
    private let labels: Labels
    private let language: Language

    /// `indicators`: all that were looked for, in their order.
    public init(gaps: Gaps, indicators: [String], labels: Labels, language: Language) {
        self.gaps = gaps
        self.indicators = indicators
        self.labels = labels
        self.language = language
    }

    private func word(_ chinese: String, _ english: String) -> String { language.pick(chinese, english) }

    private func shown(_ reason: Gaps.Reason) -> String {
        switch reason {
        case .wordsOnly: word("有话无数", "words only")
        case .rejected: word("有数未采", "a numeral not taken")
        case .failed: word("失败", "failed")
        case .notReceived: word("未收到", "not received")
        case .notMentioned: word("未提及", "not mentioned")
        }
    }

    static func mark(_ missing: Gaps.Missing) -> String {
        switch missing.reason {
        case .rejected where missing.word?.rejection != nil: "剔"
        case .wordsOnly: "△"
        case .rejected: "○"
        case .failed: "✗"
        case .notReceived: ""
        case .notMentioned: "—"
        }
    }

    /// Why a numeral was not taken, in words.
    private func why(_ missing: Gaps.Missing) -> String {
        if let rejection = missing.word?.rejection { return Words.line(rejection, unit: "", language) }
        guard let detail = missing.word?.detail, !detail.isEmpty else { return "" }
        switch detail {
        case "role.plan": return word("是计划数", "a plan")
        case "role.threshold": return word("是条件或标准", "a bound")
        case "role.change": return word("是增减数", "a change")
        case "role.rank": return word("是名次", "a rank")
        case "role.share": return word("是比率", "a share")
        case "indicator.none": return word("未能确定是这个指标", "not surely this indicator")
        case _ where detail.hasPrefix("indicator."):
            return word("作为“\(labels.name(String(detail.dropFirst(10)), language))”", "taken as \(labels.name(String(detail.dropFirst(10)), language))")
        default: return Words.rejection(detail, language)
        }
    }

    /// One row for each number that is not there.
    public var rows: ResultTable {
        var table = ResultTable([
            .init("city", word("城市", "City")), .init("year", word("年份", "Year")), .init("area", word("领域", "Area")),
            .init("indicator", word("指标代码", "Code"), isDetail: true), .init("name", word("指标", "Indicator")),
            .init("reason", word("原因", "Reason")), .init("quote", word("未采的数", "Numeral")), .init("why", word("为何未采", "Why not taken")),
            .init("sentence", word("报告原话", "Sentence"), yields: 2), .init("document", word("文件", "Document"), yields: 3),
            .init("documents", word("失败的文件", "Failed documents"), yields: 3),
        ])
        table.language = language
        table.title = word("缺数清单", "What the table lacks")
        for place in gaps.places {
            for missing in place.missing {
                let code = missing.indicator
                table.rows.append([
                    .text(place.city), .count(place.year), .text(labels.areaName(labels.area(of: code, cell: nil), language)), .text(code),
                    .text(labels.name(code, language)), .word(missing.reason.rawValue, shown: shown(missing.reason)),
                    .quote(missing.word?.quote ?? ""), .word(missing.word?.detail ?? "", shown: why(missing)), .text(missing.word?.sentence ?? ""),
                    .text(missing.word?.document ?? ""), .list(place.documents),
                ])
            }
        }
        return table
    }

    /// First how many numbers each city and year has, then the map: in a terminal of `width` columns the marks alone stand side by side,
    /// as Markdown one column a city and year.
    public func map(markdown: Bool, width: Int?) -> [UInt8] {
        var text = String(decoding: summary.bytes(markdown ? "md" : "table", width: width), as: UTF8.self)
        let received = gaps.places.filter { !$0.isNotReceived }
        let whole = indicators.filter { code in received.allSatisfy { place in !place.missing.contains { $0.indicator == code } } }
        let shown = indicators.filter { !whole.contains($0) }
        guard !received.isEmpty, !shown.isEmpty else { return [UInt8](text.utf8) }
        let map = GapMap(places: received, rows: shown.map { ($0, labels.name($0, language)) }, title: word("指标", "Indicator"))
        text += "\n" + (markdown ? map.markdown() : map.text(width: width))
        if !whole.isEmpty {
            text += "\n" + word("另有 \(whole.count) 个指标，各市各年都有数，未列出", "\(whole.count) more indicators are told everywhere and left out") + "\n"
        }
        let legend = [
            word("✓ 有数", "✓ told"), word("△ 有话无数", "△ words only"), word("○ 有数未采", "○ a numeral not taken"),
            word("剔 人工剔除", "剔 rejected by a person"), word("— 未提及", "— not mentioned"),
            word("✗ 未提及，另有文件处理失败", "✗ not mentioned, and a document failed"),
        ]
        text += "\n" + legend.filter { map.marks.contains(String($0.prefix(1))) }.joined(separator: "  ") + "\n"
        return [UInt8](text.utf8)
    }

    private var summary: ResultTable {
        let reasons = Gaps.Reason.allCases.filter { reason in gaps.places.contains { $0.count(reason) > 0 } }
        var table = ResultTable(
            [
                .init("city", word("城市", "City")), .init("year", word("年份", "Year")), .init("told", word("有数", "Told"), right: true),
                .init("missing", word("缺数", "Missing"), right: true),
            ] + reasons.map { .init("reason", shown($0), right: true) } + [.init("documents", word("失败的文件", "Failed documents"), yields: 1)])
        for place in gaps.places {
            var row: [ResultTable.Field] = [.text(place.city), .count(place.year), .count(place.told), .count(place.missing.count)]
            row += reasons.map { reason in place.count(reason) == 0 ? .nothing : .count(place.count(reason)) }
            table.rows.append(row + [.list(place.documents)])
        }
        return table
    }
}
