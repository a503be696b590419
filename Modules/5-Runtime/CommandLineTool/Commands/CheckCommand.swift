internal import Base
internal import Checks
internal import Export
internal import Extraction
internal import Ingest
internal import Platform
internal import Protocol
internal import Runtime
internal import Text

/// `huibao check`: holds the figures of reports against each other.
enum CheckCommand {
    private static let severities = Finding.Severity.allCases.map(\.rawValue)

    static let command = Command(
        ["check"], .table, "figures that contradict each other, with their evidence", operands: "[PATH…]", count: 0...100_000,
        options: [
            CommonOptions.format(["table", "json", "jsonl", "csv", "md"], fallback: "table"),
            OptionSpec("only", .choice(severities), help: "Findings of this severity only; may be repeated.", repeats: true),
            CommonOptions.language, CommonOptions.inputName, ExtractCommand.codebook,
            OptionSpec("relations", .text, placeholder: "FILE", help: "Add the relations of this file to the built-in ones; may be repeated.", repeats: true),
            OptionSpec("show-relations", help: "Print the built-in relations as a file to copy from, and check nothing."),
            OptionSpec(
                "letters", .text, placeholder: "DIR", help: "Write a query sheet (核查单, XLSX) for each city into this folder, instead of printing."),
            OptionSpec("year", .integer(0...9999), placeholder: "YEAR", help: "Query sheets: of this year only; may be repeated.", repeats: true),
            CommonOptions.ledger,
        ] + CommonOptions.connection,
        examples: [
            ("huibao check report.txt", "one report, without daemons"),
            ("huibao check --only error --only question reports/", "what to ask back"),
            ("huibao check --ledger ledger.db --format csv > questions.csv", "all that a ledger holds, for Excel and WPS"),
            ("huibao check --letters 核查单/ --year 2021 --ledger ledger.db", "questions to each city; read back with 'huibao correct import'"),
            ("huibao check --format jsonl | jq -r .zh", "what the running aggregator holds"),
        ],
        details: """
            With PATHs, documents are read in this process; without, the observations of the aggregator or the ledger are checked.
            error: figures told exactly contradict each other in one sentence, whatever rounding has done. question: they do not fit,
            and an approximation, a distance or another reading may explain it. derived: nothing is wrong; a figure that follows
            from those told, such as the target behind a completion. Exit code 5 when there are errors, printed or not.
            """,
        exits: [.notFound, .someDocumentsFailed, .checksFoundErrors, .unreachable, .timedOut], run: run)

    private static func run(_ invocation: Invocation) throws -> ExitCode {
        if invocation.options.flag("show-relations") {
            try invocation.console.write(Relations.builtInFile)
            return .done
        }
        guard invocation.operands.isEmpty || invocation.options.string("ledger") == nil else {
            throw ToolError(.usage, "PATHs and --ledger do not go together", advice: "give one of them")
        }
        if let folder = invocation.options.string("letters") { return try LetterFiles.write(into: folder, invocation) }
        let checks = Checks(relations: try relations(invocation))
        let codebook = try CodebookFiles.load(invocation.options.strings("codebook"))
        var run = CheckRun(checks, FindingPrinter(invocation, CodebookLabels(codebook).labels))
        var failed = 0
        if invocation.operands.isEmpty {
            _ = try LedgerSession.with(invocation) { client in
                try ObservationLines.eachReport(client) { try run.report($0) }
                return .done
            }
        } else {
            failed = try read(invocation, Engine(codebook: codebook)) { try run.report($0) }
        }
        let counts = try run.end()
        invocation.console.say(summary(counts, reports: run.reports))
        if counts[.error, default: 0] > 0 { return .checksFoundErrors }
        return failed == 0 ? .done : .someDocumentsFailed
    }

    static func relations(_ invocation: Invocation) throws -> Relations {
        var relations = try Relations.builtIn()
        for path in invocation.options.strings("relations") {
            let text = String(decoding: try SmallFile.read(path, limit: 1 << 20), as: UTF8.self)
            relations = relations.joined(with: try Relations(text: text, name: path))
        }
        return relations
    }

    /// Reads the documents and hands over each report; returns how many documents failed, which are named.
    private static func read(_ invocation: Invocation, _ engine: Engine, _ body: ([Observation]) throws -> Void) throws -> Int {
        let ingest = Ingest()
        var undated = UndatedDocuments()
        var failed = 0
        for document in try SubmitCommand.find(invocation).documents {
            switch document.load(limit: ingest.limits.documentBytes) {
            case .failure(let refused):
                invocation.console.say("huibao: \(refused.name): \(refused.reason)")
                failed += 1
            case .success(let bytes):
                var reports: [Report] = []
                do throws(IngestError) {
                    reports = try ingest.read(bytes, name: document.name)
                } catch {
                    invocation.console.say(error)
                    failed += 1
                }
                for report in reports {
                    undated.add(report)
                    try body(engine.read(report).observations)
                }
            }
        }
        undated.tell(invocation.console)
        return failed
    }

    private static func summary(_ counts: [Finding.Severity: Int], reports: Int) -> String {
        let parts = [
            JobReport.count(counts[.error, default: 0], "error"), JobReport.count(counts[.question, default: 0], "question"),
            JobReport.count(counts[.derived, default: 0], "derived figure"),
        ]
        return "\(JobReport.count(reports, "report")) checked: \(parts.joined(separator: ", "))"
    }
}

/// Report by report through the checks and out.
private struct CheckRun {
    private var running: RunningChecks
    private var printer: FindingPrinter
    private var counts: [Finding.Severity: Int] = [:]
    private(set) var reports = 0

    init(_ checks: Checks, _ printer: FindingPrinter) {
        running = RunningChecks(checks)
        self.printer = printer
    }

    mutating func report(_ observations: [Observation]) throws {
        reports += 1
        try out(running.report(observations))
    }

    mutating func end() throws -> [Finding.Severity: Int] {
        try out(running.betweenReports())
        try printer.end()
        return counts
    }

    private mutating func out(_ findings: [Finding]) throws {
        for finding in findings {
            counts[finding.severity, default: 0] += 1
            try printer.add(finding)
        }
    }
}
