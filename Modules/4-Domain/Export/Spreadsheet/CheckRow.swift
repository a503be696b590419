internal import Spreadsheet

/// One finding of the checks as a row of the workbook: texts as people read them.
public struct CheckRow: Sendable, Equatable {
    /// `错误`, `待核`, `推算`.
    public var severity: String
    /// Whether figures contradict each other for certain: such rows are marked.
    public var isError: Bool
    /// Whose figures; may be empty.
    public var city: String
    /// 0 where the source does not tell.
    public var year: Int
    /// Name of the indicator; may be empty.
    public var indicator: String
    /// One sentence.
    public var finding: String
    /// The calculation, with what rounding leaves open.
    public var arithmetic: String
    /// The figures as written, in the order of the calculation.
    public var quotes: [String]
    /// The sentences that tell them, each once.
    public var sentences: [String]
    /// The documents that tell them, each once.
    public var documents: [String]
    /// Name of the rule: `part.above-whole`.
    public var rule: String

    /// From its parts.
    public init(
        severity: String, isError: Bool, city: String, year: Int, indicator: String, finding: String, arithmetic: String, quotes: [String],
        sentences: [String], documents: [String], rule: String
    ) {
        self.severity = severity
        self.isError = isError
        self.city = city
        self.year = year
        self.indicator = indicator
        self.finding = finding
        self.arithmetic = arithmetic
        self.quotes = quotes
        self.sentences = sentences
        self.documents = documents
        self.rule = rule
    }

    static func columns(_ language: Language) -> [(title: String, width: Double)] {
        [
            (language.pick("级别", "Severity"), 8), (language.pick("城市", "City"), 12), (language.pick("年份", "Year"), 7),
            (language.pick("指标", "Indicator"), 28), (language.pick("发现", "Finding"), 60), (language.pick("计算", "Calculation"), 44),
            (language.pick("原文", "Quotes"), 24), (language.pick("句子", "Sentences"), 60), (language.pick("文件", "Documents"), 32),
            (language.pick("规则", "Rule"), 20),
        ]
    }

    var fields: [SheetField] {
        [
            .text(severity, isError ? SheetStyle(fill: SheetFormats.conflict) : .plain), .text(city),
            year == 0 ? .empty : .number(Double(year), SheetFormats.whole), .text(indicator), .text(finding, SheetFormats.wrapped),
            .text(arithmetic, SheetFormats.wrapped), .text(quotes.joined(separator: "；")), .text(sentences.joined(separator: "\n"), SheetFormats.wrapped),
            .text(documents.joined(separator: "；")), .text(rule),
        ]
    }
}
