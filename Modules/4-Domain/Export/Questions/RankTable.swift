public import Aggregation
internal import Text

/// A ranking as rows.
public enum RankTable {
    /// By what cities are ranked.
    public enum Measure: Sendable { case value, growth, completion }

    /// Rows in the order of places; figures that are not ranked stand in the notes for people, and as rows without a place for machines.
    public static func table(
        _ ranking: Ranking, indicator: String, year: Int, measure: Measure, labels: Labels, language: Language
    ) -> ResultTable {
        func word(_ chinese: String, _ english: String) -> String { language.pick(chinese, english) }
        var columns: [ResultTable.Column] = [
            .init("place", word("名次", "Place"), right: true), .init("worst", word("最低名次", "Worst place"), isDetail: true),
            .init("city", word("城市", "City")), .init("year", word("年份", "Year"), isDetail: true),
            .init("indicator", word("指标代码", "Code"), isDetail: true),
        ]
        let growth = measure == .growth
        let told = year == 0 ? word("未注明年份", "No year told") : "\(year)"
        let count: ResultTable.Field = year == 0 ? .nothing : .count(year)
        if measure == .completion {
            columns += [
                .init("completion", word("完成率", "Completion"), right: true), .init("target", word("目标", "Target"), right: true),
                .init("target_origin", word("目标来源", "Target from"), isDetail: true),
            ]
        }
        if growth {
            columns += [.init("growth", word("增长", "Growth"), right: true), .init("previous", "\(year - 1)", right: true)]
        }
        columns += [
            .init("value", told, right: true, isProven: true), .init("unit", word("单位", "Unit")), .init("remark", word("备注", "Remark"), yields: 1),
            .init("reason", word("未排名原因", "Not ranked because"), isDetail: true),
            .init("quote", word("原文", "Quote"), yields: 2), .init("document", word("文件", "Document"), yields: 3),
        ]
        var table = ResultTable(columns)
        for entry in ranking.entries {
            let range = entry.best == entry.worst ? "\(entry.best)" : "\(entry.best)–\(entry.worst)"
            var row: [ResultTable.Field] = [
                .number(Double(entry.best), shown: range), .count(entry.worst), .text(entry.cell.city), count, .text(indicator),
            ]
            if growth { row += [.number(entry.value, shown: percent(entry.value, exact: isExact(entry)))] + [previous(entry.previous, language)] }
            if measure == .completion { row += completion(entry, language) }
            row += figure(entry.cell, language) + [.text(remark(entry, language)), .nothing] + source(entry.cell)
            table.add(row, proof: entry.cell)
        }
        for aside in ranking.asides {
            var row: [ResultTable.Field] = [.nothing, .nothing, .text(aside.cell.city), count, .text(indicator)]
            if growth { row += [.nothing, .nothing] }
            if measure == .completion { row += [.nothing, .nothing, .nothing] }
            let reason = reason(aside.reason, aside.cell, language)
            row += figure(aside.cell, language)
            row += [.text(word("未排名：", "not ranked: ") + reason), .word(aside.reason.rawValue, shown: reason)] + source(aside.cell)
            table.add(row, proof: aside.cell)
        }
        table.language = language
        table.title = labels.title(indicator, language) + " \(told)" + (growth ? word("，比上年增长", ", growth on the year before") : "")
            + (measure == .completion ? word("，目标完成率", ", completion of the target") : "")
        if ranking.entries.contains(where: { $0.best != $0.worst }) {
            table.notes.append(word("名次带“–”：约数可能相互高低，名次不能确定。", "A range of places: figures told as about may be above or below each other."))
        }
        return table
    }

    private static func completion(_ entry: Ranking.Entry, _ language: Language) -> [ResultTable.Field] {
        guard let target = entry.target else { return [.nothing, .nothing, .nothing] }
        let isExact = entry.cell.approximation == .exact && target.isGiven
        let amount = TargetTable.amount(target.value, entry.cell.unit, language)
        return [
            .number(entry.value, shown: TargetTable.percent(entry.value, about: !isExact, language)),
            .number(target.value, shown: (target.isGiven ? "" : language.pick("推算", "~")) + amount),
            .word(target.isGiven ? "given" : "implied", shown: target.isGiven ? language.pick("目标表", "sheet") : language.pick("由完成率推算", "implied")),
        ]
    }

    private static func figure(_ cell: Cell, _ language: Language) -> [ResultTable.Field] {
        [
            .number(cell.value, shown: CellText.number(cell, language) + CellText.marks(cell)), .text(CellText.unit(cell.unit, language)),
        ]
    }

    private static func source(_ cell: Cell) -> [ResultTable.Field] {
        [.quote(cell.evidence.first?.quote ?? ""), .text(cell.evidence.first?.document ?? "")]
    }

    private static func previous(_ cell: Cell?, _ language: Language) -> ResultTable.Field {
        guard let cell else { return .nothing }
        return .number(cell.value, shown: CellText.number(cell, language) + CellText.marks(cell))
    }

    private static func isExact(_ entry: Ranking.Entry) -> Bool {
        entry.previous.flatMap { Growth(from: $0, to: entry.cell) }?.isExact ?? true
    }

    /// `+12.4%`, `~-3.0%`.
    static func percent(_ value: Double, exact: Bool) -> String {
        let rounded = (value * 10).rounded() / 10
        let text = NumberText.grouped(rounded) + (rounded == rounded.rounded() ? ".0" : "")
        return (exact ? "" : "~") + (value > 0 ? "+" : "") + text + "%"
    }

    private static func remark(_ entry: Ranking.Entry, _ language: Language) -> String {
        var parts: [String] = []
        let comma = language.pick("、", ", ")
        if !entry.ties.isEmpty { parts.append(language.pick("与\(entry.ties.joined(separator: comma))并列", "ties with \(entry.ties.joined(separator: comma))")) }
        if !entry.overlaps.isEmpty {
            let cities = entry.overlaps.joined(separator: comma)
            parts.append(language.pick("与\(cities)难分高低", "not told apart from \(cities)"))
        }
        if entry.cell.conflict { parts.append(language.pick("各报告说法不一", "reports disagree")) }
        return parts.joined(separator: language.pick("；", "; "))
    }

    static func reason(_ reason: Ranking.Reason, _ cell: Cell, _ language: Language) -> String {
        switch reason {
        case .period:
            language.pick("期间不同", "another period") + (CellText.period(cell).isEmpty ? "" : " \(CellText.period(cell))")
        case .scope: language.pick("口径不同（\(Words.scope(cell.scope, language))）", "another scope (\(cell.scope))")
        case .unit: language.pick("单位不同（\(cell.unit)）", "another unit (\(cell.unit))")
        case .noPrevious: language.pick("没有上年数", "no figure for the year before")
        case .unlikePrevious: language.pick("与上年数不可比", "does not compare with the year before")
        case .noTarget: language.pick("没有目标", "no target")
        case .previousZero: language.pick("上年数为零", "nought in the year before")
        }
    }
}
