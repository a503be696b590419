internal import Base
internal import Export
internal import Extraction
internal import Ingest
internal import Runtime
internal import Text

/// `huibao extract`: reads documents in this process and prints every observation.
enum ExtractCommand {
    static let codebook = OptionSpec(
        "codebook", .text, placeholder: "FILE", help: "Lay this codebook over the built-in one; may be repeated.", repeats: true)

    static let command = Command(
        ["extract"], .local, "read documents in this process and print every observation", operands: "FILE…", count: 1...100_000,
        options: [
            CommonOptions.format(["jsonl", "table"], fallback: "jsonl"),
            OptionSpec("rejected", help: "Print the numerals that are no statistic instead, each with the reason."),
            codebook, CommonOptions.inputName, CommonOptions.language,
        ],
        examples: [
            ("huibao extract report.txt", "one JSON object a line, in document order"),
            ("huibao extract --format table report.txt", "for reading"),
            ("huibao extract --rejected report.txt | jq -r .reason | sort | uniq -c", "why numerals were left out"),
        ],
        details: """
            Without daemons. start and end count Unicode scalars of the decoded file, so that source[start:end] == quote in Python;
            byteStart and byteEnd count bytes of its UTF-8 text.
            """,
        exits: [.notFound, .someDocumentsFailed], run: run)

    static func run(_ invocation: Invocation) throws -> ExitCode {
        let finder = try SubmitCommand.find(invocation)
        let codebook = try CodebookFiles.load(invocation.options.strings("codebook"))
        let engine = Engine(codebook: codebook)
        var printer = Printer(invocation, CodebookLabels(codebook).labels)
        let ingest = Ingest()
        var undated = UndatedDocuments()
        var failed = 0
        for document in finder.documents {
            switch document.load(limit: ingest.limits.documentBytes) {
            case .failure(let refused):
                invocation.console.say("huibao: \(refused.name): \(refused.reason)")
                failed += 1
            case .success(let bytes):
                do throws(IngestError) {
                    let reports = try ingest.read(bytes, name: document.name)
                    for report in reports {
                        printer.add(engine.read(report))
                        undated.add(report)
                    }
                } catch {
                    invocation.console.say(error)
                    failed += 1
                }
                try printer.flush()
            }
        }
        try printer.end()
        undated.tell(invocation.console)
        return failed == 0 ? .done : .someDocumentsFailed
    }

    /// Observations or rejections, as lines or as a table.
    private struct Printer {
        private let console: any Console
        private let asTable: Bool
        private let rejected: Bool
        private let labels: Labels
        private let language: Language
        private var line = JSONLine(reserving: 1 << 16)
        private var table: TextTable

        init(_ invocation: Invocation, _ labels: Labels) {
            console = invocation.console
            asTable = invocation.options.string("format") == "table"
            rejected = invocation.options.flag("rejected")
            self.labels = labels
            let language = TableOutput.language(invocation)
            self.language = language
            func word(_ chinese: String, _ english: String) -> String { language.pick(chinese, english) }
            let titles: [TextTable.Column] =
                rejected
                ? [
                    .init(word("文件", "Document"), yields: 1), .init(word("字符起", "Start"), right: true), .init(word("字符止", "End"), right: true),
                    .init(word("原文", "Quote"), yields: 1), .init(word("原因", "Reason")),
                ]
                : [
                    .init(word("城市", "City")), .init(word("年份", "Year")), .init(word("字符起", "Start"), right: true),
                    .init(word("原文", "Quote"), yields: 1), .init(word("数值", "Value"), right: true), .init(word("单位", "Unit")),
                    .init(word("性质", "Role")), .init(word("计数对象", "Subject"), yields: 1), .init(word("指标", "Indicator"), yields: 1),
                    .init(word("可信度", "Sure"), right: true),
                ]
            table = TextTable(titles)
        }

        mutating func add(_ reading: Reading) {
            if rejected {
                for rejection in reading.rejections { add(rejection) }
            } else {
                for observation in reading.observations { add(observation) }
            }
        }

        private mutating func add(_ rejection: Rejection) {
            guard asTable else {
                rejection.write(to: &line)
                line.newline()
                return
            }
            table.add([rejection.document, "\(rejection.start)", "\(rejection.end)", rejection.quote, Words.rejection(rejection.reason, language)])
        }

        private mutating func add(_ o: Observation) {
            guard asTable else {
                o.write(to: &line)
                line.newline()
                return
            }
            let value = NumberText.grouped(o.value) + (o.high.map { "–" + NumberText.grouped($0) } ?? "")
            table.add([
                o.city, o.year == 0 ? "" : "\(o.year)", "\(o.start)", CellText.tidy(o.quote), value, o.unit, Words.role(o.role, language), o.subject,
                o.indicator.map { labels.name($0, language) } ?? "", NumberText.short(o.confidence),
            ])
        }

        mutating func flush() throws {
            guard !asTable, !line.bytes.isEmpty else { return }
            try console.write(line.bytes)
            line.reset()
        }

        mutating func end() throws {
            if asTable, !table.rows.isEmpty { try console.write(table.text(width: console.outputColumns)) }
        }
    }
}
