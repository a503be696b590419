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
    /// For terminals: the findings so far as text with their severity, in the order of the sources.
    private var held: [(severity: Finding.Severity, text: String)] = []

    init(_ invocation: Invocation, _ labels: Labels) {
        console = invocation.console
        format = invocation.options.string("format") ?? "table"
        only = Set(invocation.options.strings("only"))
        language = Language(rawValue: invocation.options.string("lang") ?? "zh") ?? .zh
        self.labels = labels
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
        default: held.append((finding.severity, text(finding)))
        }
    }

    mutating func end() throws {
        switch format {
        case "json": try console.write(count == 0 ? "[]\n" : "\n]\n")
        case "csv" where count == 0: try console.write(CSVField.byteOrderMark + CSVField.line(titles.map(CSVField.text)))
        case "md" where count == 0:
            try console.write(MarkdownField.row(titles.map(MarkdownField.text)) + MarkdownField.rule(titles.map { _ in false }))
        case "table" where count > 0:
            let ordered = Finding.Severity.allCases.flatMap { severity in held.filter { $0.severity == severity } }
            try console.write(ordered.map(\.text).joined(separator: "\n"))
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

    /// For reading: whose figure, what was found, the calculation, and where it stands.
    ///
    /// ```
    /// 待核  青岭市 2021  职工互助保障赔付率  (rate.quotient)
    ///   赔付率与保费、赔付金额不符：…
    ///   389.12万元 ÷ 512万元 = 75.92…76.08%
    ///   01-qingling-2021.txt，字符 2075–2080
    /// ```
    private func text(_ f: Finding) -> String {
        let fields = fields(f).map(TerminalText.safe)
        let head = [fields[0], [fields[2], fields[3]].filter { !$0.isEmpty }.joined(separator: " "), fields[4], "(\(f.rule))"].filter { !$0.isEmpty }.joined(separator: "  ")
        let place = fields[7] + language.pick("，字符 ", ", characters ") + fields[8]
        let body = [fields[5], fields[6], place].filter { !$0.isEmpty }
        let lines = body.flatMap { line in console.outputColumns.map { DisplayWidth.wrap(line, to: $0 - 2) } ?? [line] }
        return ([head] + lines.map { "  " + $0 }).map { $0 + "\n" }.joined()
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
