internal import Base
internal import Platform
internal import Runtime

/// A question to the running aggregator, or, with `--ledger`, to a private one on that file.
enum LedgerSession {
    static func with(_ invocation: Invocation, _ body: (AggregatorClient) throws -> ExitCode) throws -> ExitCode {
        guard let ledger = invocation.options.string("ledger") else { return try body(Session.open(invocation)) }
        guard case .file? = try? LocalFiles.kind(of: ledger) else {
            throw ToolError(.notFound, "there is no ledger '\(ledger)'", advice: "name the file that an aggregator or 'huibao run' wrote")
        }
        let interruption = try invocation.context.listen()
        let line = try PrivateLine(environment: invocation.context.environment)
        defer { line.stop(interruption: interruption) }
        try line.start(PrivateLine.Plan(ingest: 0, extractors: 0, ledger: ledger), interruption: interruption)
        return try body(Session.open(invocation, endpoint: line.control, interruption: interruption, connect: 5000))
    }
}
