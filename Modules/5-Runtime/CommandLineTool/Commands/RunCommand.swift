internal import Base
internal import Platform
internal import Protocol
internal import Runtime

/// `huibao run`: everything in one command, with daemons of its own.
enum RunCommand {
    static let processOptions: [OptionSpec] = [
        OptionSpec("ingest", .integer(1...64), placeholder: "N", help: "Ingest workers to start.", fallback: "1"),
        OptionSpec("extractors", .integer(1...256), placeholder: "N", help: "Extractor workers to start (default: processors less one)."),
        OptionSpec("timeout", .duration, placeholder: "TIME", help: "Give up when a daemon gave no reply for so long.", fallback: "2m"),
    ]

    static let command = Command(
        ["run"], .daily, "read reports with private daemons and print the table", operands: "PATH…", count: 1...100_000,
        options: TablePrinter.options + [
            OptionSpec("ledger", .text, placeholder: "FILE", help: "Keep the ledger here (default: a temporary one, gone at the end)."),
            OptionSpec("codebook", .text, placeholder: "FILE", help: "Lay this codebook over the built-in one."),
            CommonOptions.inputName, CommonOptions.label,
        ] + processOptions,
        examples: [
            ("huibao run reports/*.txt", "the table on the terminal"),
            ("huibao run --wide --lang en reports/", "cities side by side, with English labels"),
            ("huibao run -o table.xlsx reports/", "a workbook for Excel and WPS, with the sentence behind every number"),
            ("huibao run --format csv --ledger ledger.db reports/ > table.csv", "a table for Excel and WPS, and a ledger to ask later"),
        ],
        details: """
            Starts an aggregator, ingest and extractor workers over sockets in a private folder, submits, waits, prints the table on
            standard output and ends them all, also on Ctrl-C. Documents that fail are named on standard error, the others count.
            """,
        exits: [.notFound, .someDocumentsFailed, .timedOut], run: run)

    static func run(_ invocation: Invocation) throws -> ExitCode {
        try TablePrinter.check(invocation)
        let finder = try SubmitCommand.find(invocation)
        let codebook = invocation.options.string("codebook")
        let labels = CodebookLabels(try CodebookFiles.load(codebook.map { [$0] } ?? [])).labels
        let start = invocation.context.now()
        return try withDaemons(invocation, ledger: invocation.options.string("ledger"), codebook: codebook) { client, line in
            let outcome = try SubmitCommand.send(finder, invocation, client)
            var wait = JobWait(client: client, console: invocation.console, now: invocation.context.now)
            wait.supervise = line.supervise
            let status = try wait.untilFinished(outcome.job.job, total: outcome.sent, since: start)
            let spent = invocation.context.now().milliseconds(since: start)
            let exit = try JobReport.tell(
                status, refused: outcome.refused, milliseconds: spent, client: client, console: invocation.console)
            let count = try TablePrinter.print(GetTable(id: ""), client, invocation, labels: labels)
            if count == 0 { invocation.console.say("no number was found") }
            if count > 0, invocation.options.string("ledger") == nil, invocation.console.outputColumns != nil {
                invocation.console.say("to ask for more of it later, keep it: --ledger FILE, then 'huibao table --ledger FILE'")
            }
            return exit
        }
    }

    /// Starts private daemons, lends a client, and ends the daemons however the body ends.
    static func withDaemons<Result>(
        _ invocation: Invocation, ledger: String?, codebook: String? = nil, _ body: (AggregatorClient, PrivateLine) throws -> Result
    ) throws -> Result {
        let interruption = try invocation.context.listen()
        let line = try PrivateLine(environment: invocation.context.environment)
        defer {
            invocation.console.progress("")
            line.stop(interruption: interruption)
        }
        let extractors = invocation.options.integer("extractors") ?? max(1, Machine.processorCount - 1)
        let plan = PrivateLine.Plan(
            ingest: invocation.options.integer("ingest") ?? 1, extractors: extractors, ledger: ledger, codebook: codebook)
        try line.start(plan, interruption: interruption)
        let client = try Session.open(invocation, endpoint: line.control, interruption: interruption, connect: 10_000)
        return try body(client, line)
    }
}
