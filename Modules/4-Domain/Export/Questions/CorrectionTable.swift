internal import Aggregation
public import Text

/// Entries of the journal of corrections in rows: for lists, and with `audit` for the trail of who changed what from what to what.
public enum CorrectionTable {
    /// `entries` in the order of the journal.
    public static func table(_ entries: [Correction], audit: Bool, labels: Labels, language: Language) -> ResultTable {
        func word(_ chinese: String, _ english: String) -> String { language.pick(chinese, english) }
        var columns: [ResultTable.Column] = [
            .init("number", word("编号", "No."), right: true), .init("kind", word("处理", "Kind")), .init("standing", word("状态", "Standing")),
            .init("city", word("城市", "City")), .init("year", word("年份", "Year")), .init("indicator", word("指标代码", "Code"), isDetail: true),
            .init("name", word("指标", "Indicator"), yields: 1), .init("value", word("修正为", "Value"), right: true),
            .init("quote", word("原文", "Quote"), yields: 2), .init("document", word("文件", "Document"), yields: 3),
            .init("who", word("签名", "Who")), .init("day", word("日期", "Day")), .init("why", word("理由", "Why"), yields: 4),
            .init("source", word("来源", "Source"), yields: 3, isDetail: !audit), .init("undoes", word("撤销编号", "Undoes"), isDetail: true),
            .init("sha256", "SHA-256", isDetail: true),
        ]
        if audit {
            columns += [
                .init("at", word("登记时间", "Recorded")), .init("before", word("改前", "Before"), right: true),
                .init("after", word("改后", "After"), right: true),
            ]
        }
        var table = ResultTable(columns)
        for entry in entries { table.rows.append(row(entry, audit, labels, language)) }
        return table
    }

    private static func row(_ entry: Correction, _ audit: Bool, _ labels: Labels, _ language: Language) -> [ResultTable.Field] {
        let unit = entry.unit.isEmpty ? entry.after?.unit ?? "" : entry.unit
        var shown = entry.value.map { NumberText.grouped($0) + (entry.high.map { "–" + NumberText.grouped($0) } ?? "") + unit } ?? ""
        if entry.kind == .undo, let target = entry.undoes { shown = language.pick("撤销第\(target)号", "undoes \(target)") }
        var row: [ResultTable.Field] = [
            .count(Int(clamping: entry.number)), .word(entry.kind.rawValue, shown: Words.correction(entry.kind, language)),
            entry.standing.map { .word($0.rawValue, shown: Words.standing($0, language)) } ?? .nothing, .text(entry.city),
            entry.year == 0 ? .nothing : .count(entry.year), .text(entry.indicator), .text(labels.name(entry.indicator, language)),
            entry.value.map { .number($0, shown: shown) } ?? (shown.isEmpty ? .nothing : .word("", shown: shown)),
            .quote(entry.anchor?.quote ?? ""), .text(entry.anchor?.document ?? ""), .text(entry.who), .text(entry.day), .text(entry.why),
            .text(entry.source), entry.undoes.map { .count(Int(clamping: $0)) } ?? .nothing, .text(entry.anchor?.sha256 ?? ""),
        ]
        if audit { row += [.text(time(entry.at)), figure(entry.before, language), figure(entry.after, language)] }
        return row
    }

    private static func figure(_ figure: Correction.Figure?, _ language: Language) -> ResultTable.Field {
        guard let figure else { return .word("", shown: language.pick("无", "none")) }
        return .number(figure.value, shown: NumberText.grouped(figure.value) + (figure.high.map { "–" + NumberText.grouped($0) } ?? "") + figure.unit)
    }

    /// `2022-03-01T08:05:09Z`, from milliseconds since 1970 UTC.
    static func time(_ milliseconds: Int64) -> String {
        let seconds = max(0, min(milliseconds / 1000, 253_402_300_799))
        let days = seconds / 86_400
        let rest = seconds % 86_400
        // civil date of a day number, by the era of 400 years that it stands in
        let shifted = days + 719_468
        let era = shifted / 146_097
        let inEra = shifted - era * 146_097
        let yearOfEra = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365
        let dayOfYear = inEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let number = month < 10 ? month + 3 : month - 9
        let year = yearOfEra + era * 400 + (number <= 2 ? 1 : 0)
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(year)-\(two(number))-\(two(day))T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
    }
}
