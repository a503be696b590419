internal import Base
internal import Checks
internal import Export
internal import Runtime
internal import Text

/// Findings in the format that was asked for, as they come; only a table for terminals waits for the end, and leads
/// with what is worst.
struct FindingPrinter {
    private let console: any Console
    private let format: String
    private let only: Set<String>
    private let language: Language
    private let labels: Labels
    private var count = 0
    private var table: TextTable
    /// For terminals: the rows so far with their severity, in the order of the sources.
    private var held: [(severity: Finding.Severity, fields: [String])] = []

    init(_ invocation: Invocation, _ labels: Labels) {
        console = invocation.console
        format = invocation.options.string("format") ?? "table"
        only = Set(invocation.options.strings("only"))
        language = Language(rawValue: invocation.options.string("lang") ?? "zh") ?? .zh
        self.labels = labels
        table = TextTable([])
        table.columns = titles.enumerated().map { TextTable.Column($1, yields: [5: 3, 6: 2, 7: 1][$0] ?? 0) }
    }

    private var titles: [String] {
        language == .zh
            ? ["级别", "规则", "城市", "年度", "指标", "发现", "计算", "文件", "位置"]
            : ["Severity", "Rule", "City", "Year", "Indicator", "Finding", "Calculation", "Document", "Places"]
    }

    mutating func add(_ finding: Finding) throws {
        guard only.isEmpty || only.contains(finding.severity.rawValue) else { return }
        count += 1
        switch format {
        case "json", "jsonl":
            var line = JSONLine()
            finding.write(to: &line)
            let before = format == "jsonl" ? "" : count == 1 ? "[\n" : ",\n"
            try console.write([UInt8](before.utf8) + line.bytes + (format == "jsonl" ? [10] : []))
        case "csv":
            if count == 1 { try console.write(CSVField.byteOrderMark + CSVField.line(titles.map(CSVField.text))) }
            try console.write(CSVField.line(fields(finding).map(CSVField.text)))
        case "md":
            if count == 1 {
                try console.write(MarkdownField.row(titles.map(MarkdownField.text)) + MarkdownField.rule(titles.map { _ in false }))
            }
            try console.write(MarkdownField.row(fields(finding).map(MarkdownField.text)))
        default: held.append((finding.severity, fields(finding)))
        }
    }

    mutating func end() throws {
        switch format {
        case "json": try console.write(count == 0 ? "[]\n" : "\n]\n")
        case "csv" where count == 0: try console.write(CSVField.byteOrderMark + CSVField.line(titles.map(CSVField.text)))
        case "md" where count == 0:
            try console.write(MarkdownField.row(titles.map(MarkdownField.text)) + MarkdownField.rule(titles.map { _ in false }))
        case "table" where count > 0:
            for severity in Finding.Severity.allCases {
                for row in held where row.severity == severity { table.add(row.fields) }
            }
            try console.write(table.text(width: console.outputColumns))
        default: break
        }
    }

    private func fields(_ f: Finding) -> [String] {
        [
            Self.word(f.severity, language), f.rule, f.city, f.year == 0 ? "" : "\(f.year)", f.indicator.map { labels.name($0, language) } ?? "",
            language == .zh ? f.chinese : f.english, f.arithmetic,
            // of several documents each is named once
            f.evidence.map(\.document).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }.joined(separator: "; "),
            f.evidence.map { "\($0.start)–\($0.end)" }.joined(separator: "; "),
        ]
    }

    /// A severity as people read it.
    static func word(_ severity: Finding.Severity, _ language: Language) -> String {
        guard language == .zh else { return severity.rawValue }
        return switch severity {
        case .error: "错误"
        case .question: "待核"
        case .derived: "推算"
        }
    }
}
