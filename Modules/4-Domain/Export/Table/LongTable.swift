public import Aggregation
internal import Text

/// One row a cell, streamed: CSV with everything a spreadsheet may want, or Markdown for people.
public struct LongTable: TableWriter {
    /// The formats of this layout.
    public enum Format: Sendable { case csv, markdown }

    private let format: Format
    private let labels: Labels
    private let language: Language
    private let sink: ByteSink
    private var marks: Set<Character> = []

    /// A writer into `sink`.
    public init(_ format: Format, labels: Labels, language: Language, sink: @escaping ByteSink) {
        self.format = format
        self.labels = labels
        self.language = language
        self.sink = sink
    }

    /// Writes what stands before the first cell.
    public mutating func begin() throws {
        switch format {
        case .csv:
            let titles =
                language == .zh
                ? [
                    "城市", "年份", "领域", "指标代码", "指标", "数值", "上限", "单位", "近似", "口径", "期间起", "期间止", "说法不一", "依据数", "文件", "原文", "句子",
                    "采用理由", "修正", "报告序号", "字符起", "字符止", "字节起", "字节止", "规则", "文件SHA-256",
                ]
                : [
                    "city", "year", "area", "code", "indicator", "value", "high", "unit", "approximation", "scope", "period_start",
                    "period_end", "conflict", "evidence", "document", "quote", "sentence", "chosen_by", "corrections", "report", "start", "end", "byte_start",
                    "byte_end", "rules", "sha256",
                ]
            try sink(CSVField.byteOrderMark + CSVField.line(titles))
        case .markdown:
            let titles = language == .zh ? RowTitles.chinese : RowTitles.english
            try sink(
                [UInt8]((MarkdownField.row(titles) + MarkdownField.rule([false, true, false, false, true, false, false, false])).utf8))
        }
    }

    /// Writes or keeps one cell.
    public mutating func add(_ cell: Cell) throws {
        switch format {
        case .csv: try sink(CSVField.line(csv(cell)))
        case .markdown:
            let number = CellText.number(cell, language) + CellText.marks(cell)
            marks.formUnion(number)
            let row = RowTexts.of(cell, number: number, labels, language).map(MarkdownField.text)
            try sink([UInt8](MarkdownField.row(row).utf8))
        }
    }

    /// Writes what was kept, and what stands behind the last cell.
    public mutating func end() throws {
        guard format == .markdown else { return }
        let legend = CellText.legend(marks, language)
        if !legend.isEmpty { try sink([UInt8](("\n" + legend.joined(separator: "  \n") + "\n").utf8)) }
    }

    private func csv(_ cell: Cell) -> [String] {
        let first = cell.evidence.first
        return [
            CSVField.text(cell.city), cell.year == 0 ? "" : "\(cell.year)",
            CSVField.text(labels.areaName(labels.area(of: cell.indicator, cell: cell.area), language)), CSVField.text(cell.indicator),
            CSVField.text(labels.name(cell.indicator, language)), CSVField.number(cell.value), cell.high.map(CSVField.number) ?? "",
            CSVField.text(cell.unit), cell.approximation.rawValue, CSVField.text(cell.scope), CSVField.text(cell.periodStart),
            CSVField.text(cell.periodEnd), cell.conflict ? language.pick("是", "yes") : "", "\(cell.evidence.count)",
            CSVField.text(first?.document ?? ""), CSVField.text(first.map { flat($0.quote) } ?? ""),
            CSVField.text(first.map { flat($0.sentence) } ?? ""), CSVField.text(Words.rule(cell.chosenBy, language)),
            CSVField.text(flat(cell.corrections.map { Words.line($0.entry, unit: cell.unit, language) }.joined(separator: "；"))),
        ] + place(first)
    }

    /// Where the number stands, and what of; nothing for a value that a person set.
    private func place(_ evidence: Evidence?) -> [String] {
        guard let evidence, !SetEvidence.isSet(evidence) else { return ["", "", "", "", "", SetEvidence.rule, ""] }
        let numbers = [evidence.report, evidence.start, evidence.end, evidence.byteStart, evidence.byteEnd]
        return numbers.map { "\($0)" } + [CSVField.text(evidence.because.joined(separator: " ")), CSVField.text(evidence.sha256)]
    }

    /// Line breaks and tabs of the source as spaces: one cell, one line.
    private func flat(_ text: String) -> String { TerminalText.safe(text) }
}

/// The titles of a row for people.
enum RowTitles {
    static let chinese = ["城市", "年份", "领域", "指标", "数值", "单位", "原文", "文件"]
    static let english = ["City", "Year", "Area", "Indicator", "Value", "Unit", "Quote", "Document"]
}

/// The texts of a row for people.
enum RowTexts {
    static func of(_ cell: Cell, number: String, _ labels: Labels, _ language: Language) -> [String] {
        [
            cell.city, cell.year == 0 ? "" : "\(cell.year)", labels.areaName(labels.area(of: cell.indicator, cell: cell.area), language),
            labels.name(cell.indicator, language), number, CellText.unit(cell.unit, language), CellText.quote(cell),
            cell.evidence.first?.document ?? "",
        ]
    }
}
