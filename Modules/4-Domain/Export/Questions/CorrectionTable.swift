internal import Aggregation
public import Text

/// Entries of the journal of corrections in rows: for lists, and with `audit` for the trail of who changed what from what to what.
public enum CorrectionTable {
    /// `entries` in the order of the journal.
    public static func table(_ entries: [Correction], audit: Bool, labels: Labels, language: Language) -> ResultTable {
        func word(_ chinese: String, _ english: String) -> String { language.pick(chinese, english) }
        var columns: [ResultTable.Column] = [
            .init("number", word("编号", "No."), right: true), .init("kind", word("处理", "Kind")), .init("standing", word("状态", "Standing"), yields: 2),
            .init("city", word("城市", "City")), .init("year", word("年份", "Year")), .init("indicator", word("指标代码", "Code"), isDetail: true),
            .init("name", word("指标", "Indicator"), yields: 1), .init("value", word("修正为", "Value"), right: true),
            .init("quote", word("原文", "Quote"), yields: 5), .init("document", word("文件", "Document"), yields: 6),
            .init("who", word("签名", "Who")), .init("day", word("日期", "Day"), yields: 4), .init("why", word("理由", "Why"), yields: 3),
            .init("source", word("来源", "Source"), yields: 7, isDetail: !audit), .init("undoes", word("撤销编号", "Undoes"), isDetail: true),
            .init("sha256", "SHA-256", isDetail: true),
        ]
        if audit {
            columns += [
                .init("at", word("登记时间（UTC）", "Recorded (UTC)")), .init("before", word("改前", "Before"), right: true),
                .init("after", word("改后", "After"), right: true),
            ]
        }
        var table = ResultTable(columns)
        for entry in entries { table.rows.append(row(entry, audit, labels, language)) }
        return table
    }

    /// The audit trail for reading in a terminal: an entry in a few lines.
    ///
    /// ```
    /// 1  修正（有效）  青岭市 2021  新增工会会员数：18,426人 → 18,300人
    ///    周遥，2026-11-21 01:20 UTC：来函更正
    ///    “18426人”，01-qingling-2021.txt；来源：filled.xlsx 第5行
    /// ```
    public static func trail(_ entries: [Correction], labels: Labels, language: Language, width: Int?) -> String {
        let most = entries.map { "\($0.number)".count }.max() ?? 0
        return entries.map { entry in
            let margin = String(repeating: " ", count: most + 2)
            let lines = story(entry, labels, language).flatMap { line in
                let safe = TerminalText.safe(line)
                return width.map { DisplayWidth.wrap(safe, to: $0 - margin.count) } ?? [safe]
            }
            let number = DisplayWidth.pad("\(entry.number)", to: most, right: true) + "  "
            return lines.enumerated().map { ($0 == 0 ? number : margin) + $1 + "\n" }.joined()
        }.joined(separator: "\n")
    }

    private static func story(_ entry: Correction, _ labels: Labels, _ language: Language) -> [String] {
        func word(_ chinese: String, _ english: String) -> String { language.pick(chinese, english) }
        var kind = Words.correction(entry.kind, language) + (entry.undoes.map { word("第\($0)号", " no. \($0)") } ?? "")
        if let standing = entry.standing { kind += word("（\(Words.standing(standing, .zh))）", " (\(Words.standing(standing, .en)))") }
        let cell = entry.city + (entry.year == 0 ? "" : " \(entry.year)") + "  " + labels.name(entry.indicator, language)
        let (before, after) = (shown(entry.before, language), shown(entry.after, language))
        let signed = [entry.who, String(time(entry.at).prefix(16).map { $0 == "T" ? " " : $0 }) + " UTC"].joined(separator: word("，", ", "))
        var place = entry.anchor.map { word("“\(CellText.tidy($0.quote))”，\($0.document)", "“\(CellText.tidy($0.quote))”, \($0.document)") } ?? ""
        if !entry.source.isEmpty { place += (place.isEmpty ? "" : word("；", "; ")) + word("来源：", "from ") + entry.source }
        return ["\(kind)  \(cell)\(word("：", ": "))\(before) → \(after)", signed + word("：", ": ") + entry.why] + (place.isEmpty ? [] : [place])
    }

    private static func shown(_ figure: Correction.Figure?, _ language: Language) -> String {
        guard let figure else { return language.pick("无", "none") }
        return NumberText.grouped(figure.value) + (figure.high.map { "–" + NumberText.grouped($0) } ?? "") + CellText.unit(figure.unit, language)
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
        if audit { row += [.word(time(entry.at), shown: String(time(entry.at).prefix(16).map { $0 == "T" ? " " : $0 })), figure(entry.before, language), figure(entry.after, language)] }
        return row
    }

    private static func figure(_ figure: Correction.Figure?, _ language: Language) -> ResultTable.Field {
        let text = shown(figure, language)
        return figure.map { .number($0.value, shown: text) } ?? .word("", shown: text)
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
