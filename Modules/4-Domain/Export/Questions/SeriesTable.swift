public import Aggregation
public import Text

/// One indicator of one city over the years, as rows.
public enum SeriesTable {
    /// `cells`: of one city and indicator. `areaNames`: what the framework calls the area in a year, where it does.
    public static func table(_ cells: [Cell], areaNames: [Int: String], labels: Labels, language: Language) -> ResultTable {
        func word(_ chinese: String, _ english: String) -> String { language.pick(chinese, english) }
        var table = ResultTable([
            .init("city", word("城市", "City")), .init("indicator", word("指标代码", "Code"), isDetail: true),
            .init("year", word("年份", "Year")), .init("value", word("数值", "Value"), right: true, isProven: true), .init("high", word("上限", "High"), isDetail: true),
            .init("unit", word("单位", "Unit")), .init("growth", word("比上年", "Growth"), right: true),
            .init("approximation", word("近似", "Approximation"), isDetail: true), .init("period", word("期间", "Period"), yields: 2),
            .init("scope", word("口径", "Scope")), .init("area", word("领域（当年名称）", "Area"), yields: 1),
            .init("quote", word("原文", "Quote"), yields: 3), .init("document", word("文件", "Document"), yields: 4),
        ])
        table.language = language
        let sorted = cells.sorted { $0.key < $1.key }
        for cell in sorted {
            let before = sorted.first { $0.city == cell.city && $0.year == cell.year - 1 && cell.year != 0 }
            let growth = before.flatMap { Growth(from: $0, to: cell) }
            let area = areaNames[cell.year] ?? labels.areaName(labels.area(of: cell.indicator, cell: cell.area), language)
            var grown = ResultTable.Field.nothing
            if let growth {
                grown = .number(growth.percent, shown: RankTable.percent(growth.percent, exact: growth.isExact))
            } else if before != nil {
                grown = .word("", shown: word("不可比", "unlike"))
            }
            table.add([
                .text(cell.city), .text(cell.indicator), cell.year == 0 ? .nothing : .count(cell.year),
                .number(cell.value, shown: CellText.number(cell, language) + CellText.marks(cell)),
                cell.high.map { .number($0, shown: NumberText.grouped($0)) } ?? .nothing, .text(CellText.unit(cell.unit, language)), grown,
                .word(cell.approximation.rawValue, shown: Words.approximation(cell.approximation, language)), .text(CellText.period(cell)),
                .word(cell.scope, shown: Words.scope(cell.scope, language)), .text(area), .quote(cell.evidence.first?.quote ?? ""),
                .text(cell.evidence.first?.document ?? ""),
            ], proof: cell)
        }
        if let first = sorted.first { table.title = labels.title(first.indicator, language) }
        return table
    }
}

/// Cells where reports disagree, as rows: one for each report that speaks for the cell, the one that was taken first.
public enum ConflictTable {
    /// `cells`: those in conflict, or settled, in the table's order. The numbers of the claims are those that `--resolve` takes.
    public static func table(_ cells: [Cell], labels: Labels, language: Language) -> ResultTable {
        func word(_ chinese: String, _ english: String) -> String { language.pick(chinese, english) }
        var table = ResultTable([
            .init("city", word("城市", "City")), .init("year", word("年份", "Year")), .init("indicator", word("指标代码", "Code"), isDetail: true),
            .init("name", word("指标", "Indicator"), yields: 1), .init("number", word("序号", "No."), right: true),
            .init("taken", word("采用", "Taken")), .init("value", word("数值", "Value"), right: true), .init("unit", word("单位", "Unit")),
            .init("rule", word("理由", "Because")),
            .init("quote", word("原文", "Quote"), yields: 2), .init("sentence", word("句子", "Sentence"), yields: 4),
            .init("document", word("文件", "Document"), yields: 3), .init("reporter", word("报告方", "Reporter"), isDetail: true),
            .init("dated", word("报告日期", "Dated"), isDetail: true), .init("sha256", "SHA-256", isDetail: true),
        ])
        for cell in cells {
            for (index, entry) in cell.evidence.enumerated() {
                let taken = index == 0
                let isSet = SetEvidence.isSet(entry)
                table.rows.append([
                    .text(cell.city), cell.year == 0 ? .nothing : .count(cell.year), .text(cell.indicator),
                    .text(labels.name(cell.indicator, language)), isSet ? .nothing : .count(Claims.number(index, of: cell)), taken ? .word("yes", shown: word("采用", "yes")) : .word("no", shown: ""),
                    .number(entry.value, shown: taken ? CellText.number(cell, language) : NumberText.grouped(entry.value)),
                    .text(CellText.unit(cell.unit, language)),
                    taken ? .word(cell.chosenBy.rawValue, shown: Words.rule(cell.chosenBy, language)) : .nothing, .quote(entry.quote),
                    .text(MarkedSentence(entry).text), .text(entry.document), .text(entry.reporter), .text(entry.dated), .text(entry.sha256),
                ])
            }
        }
        return table
    }
}

/// The claims of a cell as people count them: from 1, in the order of the evidence, a set value not counted.
public enum Claims {
    /// The evidence of all claims.
    public static func list(of cell: Cell) -> [Evidence] { cell.evidence.filter { !SetEvidence.isSet($0) } }

    /// The number of the claim whose evidence stands at `index`.
    static func number(_ index: Int, of cell: Cell) -> Int { index + (cell.evidence.first.map(SetEvidence.isSet) == true ? 0 : 1) }
}
