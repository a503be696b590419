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
        case .failed: word("失败", "failed")
        case .notReceived: word("未收到", "not received")
        case .notMentioned: word("未提及", "not mentioned")
        }
    }

    /// One row for each number that is not there.
    public var rows: ResultTable {
        var table = ResultTable([
            .init("city", word("城市", "City")), .init("year", word("年份", "Year")), .init("area", word("领域", "Area")),
            .init("indicator", word("指标代码", "Code")), .init("name", word("指标", "Indicator")), .init("reason", word("原因", "Reason")),
            .init("documents", word("失败的文件", "Failed documents")),
        ])
        for place in gaps.places {
            guard let reason = place.reason else { continue }
            for code in place.missing {
                table.rows.append([
                    .text(place.city), .count(place.year), .text(labels.areaName(labels.area(of: code, cell: nil), language)), .text(code),
                    .text(labels.name(code, language)), .word(reason.rawValue, shown: shown(reason)), .list(place.documents),
                ])
            }
        }
        return table
    }

    /// First how many numbers each city and year has, then the map, in blocks of as many columns as fit into `width`.
    public func map(markdown: Bool, width: Int?) -> [UInt8] {
        var text = String(decoding: summary.bytes(markdown ? "md" : "table", width: width), as: UTF8.self)
        let received = gaps.places.filter { $0.told > 0 || $0.reason != .notReceived }
        guard !received.isEmpty else { return [UInt8](text.utf8) }
        let name = indicators.map { DisplayWidth.columns(labels.name($0, language)) }.max() ?? 0
        var rest = received[...]
        while !rest.isEmpty {
            var block: [Gaps.Place] = []
            var used = name
            while let next = rest.first {
                let need = 2 + DisplayWidth.columns("\(next.city) \(next.year)")
                if let width, !block.isEmpty, used + need > width { break }
                used += need
                block.append(next)
                rest.removeFirst()
            }
            text += "\n" + String(decoding: part(block).bytes(markdown ? "md" : "table", width: width), as: UTF8.self)
        }
        text += "\n" + word("✓ 有数  — 未提及  ✗ 未提及，另有文件处理失败", "✓ told  — not mentioned  ✗ not mentioned, and a document failed") + "\n"
        return [UInt8](text.utf8)
    }

    private var summary: ResultTable {
        var table = ResultTable([
            .init("city", word("城市", "City")), .init("year", word("年份", "Year")), .init("told", word("有数", "Told"), right: true),
            .init("missing", word("缺数", "Missing"), right: true), .init("reason", word("原因", "Reason")),
            .init("documents", word("失败的文件", "Failed documents"), yields: 1),
        ])
        for place in gaps.places {
            table.rows.append([
                .text(place.city), .count(place.year), .count(place.told), .count(place.missing.count),
                place.reason.map { .word($0.rawValue, shown: shown($0)) } ?? .nothing, .list(place.documents),
            ])
        }
        return table
    }

    private func part(_ block: [Gaps.Place]) -> ResultTable {
        var table = ResultTable(
            [.init("indicator", word("指标", "Indicator"), yields: 1)] + block.map { .init("place", "\($0.city) \($0.year)", right: true) })
        let missing = block.map { Set($0.missing) }
        for code in indicators {
            let marks = block.indices.map { index -> ResultTable.Field in
                guard missing[index].contains(code) else { return .text("✓") }
                return .text(block[index].reason == .failed ? "✗" : "—")
            }
            table.rows.append([.text(labels.name(code, language))] + marks)
        }
        return table
    }
}
