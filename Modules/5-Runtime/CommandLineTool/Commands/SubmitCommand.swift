internal import Base
internal import Protocol
internal import Runtime

/// `huibao submit`: hands documents to a running aggregator.
enum SubmitCommand {
    static let command = Command(
        ["submit"], .daily, "hand reports to a running aggregator", operands: "PATH…", count: 1...100_000,
        options: [
            OptionSpec("wait", short: "w", help: "Wait until all documents are done, with progress on a terminal."),
            CommonOptions.label, CommonOptions.inputName, CommonOptions.priority,
        ] + CommonOptions.connection,
        examples: [
            ("huibao submit reports/", "all text and web files below a folder, in the order of their paths"),
            ("huibao submit --wait --label '年报 2021' reports/*.txt", "wait for the end, under a name"),
            ("huibao submit --priority low archive/", "what may wait until nothing else does"),
            ("curl -s https://example.org/report.html | huibao submit - --name report.html", "a document from standard input"),
        ],
        details: """
            A document is known by its SHA-256: the same bytes submitted again cost nothing. Prints the job's number
            on standard output. Documents above 32 MiB and files that cannot be read are named and left out.
            Jobs of one priority take turns, a document each; of 73 documents handed out while all priorities wait,
            64 are high, 8 normal and 1 low.
            """,
        exits: [.notFound, .someDocumentsFailed, .denied, .unreachable, .timedOut], run: run)

    static func run(_ invocation: Invocation) throws -> ExitCode {
        let finder = try find(invocation)
        let client = try Session.open(invocation, interruption: invocation.context.listen())
        let start = invocation.context.now()
        let wait = JobWait(client: client, console: invocation.console, now: invocation.context.now)
        let outcome = try send(finder, invocation, client, priority: invocation.options.string("priority").flatMap(JobPriority.init))
        try invocation.console.write("\(outcome.job.job)\n")
        if invocation.options.flag("wait") {
            let status = try wait.untilFinished(outcome.job.job, total: outcome.sent, since: start)
            let spent = invocation.context.now().milliseconds(since: start)
            return try JobReport.tell(status, refused: outcome.refused, milliseconds: spent, client: client, console: invocation.console)
        }
        let known = outcome.known > 0 ? ", \(outcome.known) of them known from before, which cost nothing" : ""
        invocation.console.say("job \(outcome.job.job): \(JobReport.count(outcome.sent, "document")) handed over\(known)")
        JobReport.tellRefused(outcome.refused, invocation.console)
        return outcome.refused.isEmpty ? .done : .someDocumentsFailed
    }

    /// The documents that the operands name; what a folder holds of other kinds is mentioned.
    static func find(_ invocation: Invocation) throws -> DocumentFinder {
        let finder = try DocumentFinder(paths: invocation.operands, inputName: invocation.options.string("name") ?? "stdin.txt") {
            try invocation.console.readInput(limit: Submission.Limits().documentBytes)
        }
        if !finder.skipped.isEmpty { invocation.console.say("left out, being of other kinds: \(DocumentFinder.list(finder.skipped))") }
        return finder
    }

    /// Sends them as one job, showing how many were accepted.
    static func send(
        _ finder: DocumentFinder, _ invocation: Invocation, _ client: AggregatorClient, priority: JobPriority? = nil
    ) throws -> Submission.Outcome {
        var submission = Submission(client: client)
        submission.priority = priority
        let console = invocation.console
        let total = finder.documents.count
        submission.onAccepted = { accepted in
            if console.errorColumns != nil { console.progress("handed over \(accepted)/\(total) documents") }
        }
        let label = invocation.options.string("label") ?? ""
        let outcome = try submission.submit(finder.documents, label: label, token: Submission.randomToken())
        console.progress("")
        return outcome
    }
}
