internal import Base
internal import Platform
internal import Runtime

/// A question to the running aggregator, or, with `--ledger`, to a private one on that file, which it leaves as it is.
enum LedgerSession {
    static func with(_ invocation: Invocation, _ body: (AggregatorClient) throws -> ExitCode) throws -> ExitCode {
        guard let ledger = invocation.options.string("ledger") else { return try body(Session.open(invocation)) }
        guard case .file? = try? LocalFiles.kind(of: ledger) else {
            throw ToolError(.notFound, "there is no ledger '\(ledger)'", advice: "name the file that an aggregator or 'huibao run' wrote")
        }
        let interruption = try invocation.context.listen()
        let line = try PrivateLine(environment: invocation.context.environment)
        defer { line.stop(interruption: interruption) }
        let codebook = try CodebookLabels.path(invocation)
        let plan = PrivateLine.Plan(ingest: 0, extractors: 0, ledger: ledger, codebook: codebook, keepsExtractions: true)
        try line.start(plan, interruption: interruption)
        return try body(Session.open(invocation, endpoint: line.control, interruption: interruption, connect: 5000))
    }
}
