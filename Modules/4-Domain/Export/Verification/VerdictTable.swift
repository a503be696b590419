internal import Text

/// Verdicts in rows.
public enum VerdictTable {
    /// In the order of the file.
    public static func table(_ verdicts: [Verdict], labels: Labels, language: Language) -> ResultTable {
        func word(_ chinese: String, _ english: String) -> String { language.pick(chinese, english) }
        var table = ResultTable([
            .init("state", word("结果", "Result")), .init("place", word("位置", "Place")), .init("city", word("城市", "City")),
            .init("year", word("年份", "Year")), .init("indicator", word("指标代码", "Code"), isDetail: true),
            .init("name", word("指标", "Indicator"), yields: 1), .init("value", word("数值", "Value"), right: true),
            .init("reason", word("说明", "Reason"), yields: 2), .init("quote", word("原文", "Quote"), yields: 3),
            .init("document", word("文件", "Document"), yields: 4), .init("byteStart", word("字节起", "Byte start"), isDetail: true),
            .init("byteEnd", word("字节止", "Byte end"), isDetail: true), .init("sha256", "SHA-256", isDetail: true),
            .init("rules", word("规则", "Rules"), isDetail: true),
        ])
        for verdict in verdicts {
            let figure = verdict.figure
            let proof = figure.evidence
            table.rows.append([
                .word(verdict.state.rawValue, shown: state(verdict.state, language)), .text(figure.place), .text(figure.city),
                figure.year == 0 ? .nothing : .count(figure.year), .text(figure.indicator), .text(labels.name(figure.indicator, language)),
                .number(figure.value, shown: NumberText.grouped(figure.value)), .text(verdict.words(language)), .quote(proof?.quote ?? ""),
                .text(proof?.document ?? ""), proof.map { .count($0.byteStart) } ?? .nothing, proof.map { .count($0.byteEnd) } ?? .nothing,
                .text(proof?.sha256 ?? ""), .list(proof?.because ?? []),
            ])
        }
        return table
    }

    static func state(_ state: Verdict.State, _ language: Language) -> String {
        switch state {
        case .ok: language.pick("相符", "ok")
        case .changed: language.pick("不符", "changed")
        case .missing: language.pick("缺据", "missing")
        }
    }
}
