internal import Digest
internal import Protocol
internal import Text

extension AggregatorClient {
    /// How everything stands, or one job.
    func status(job: Int64? = nil) throws -> StatusReply {
        let reply = try ask(GetStatus(id: nextIdentifier(), job: job))
        guard case .status(let status) = reply.message else { throw unexpected(reply) }
        return status
    }

    /// One job; `client.not-found` when the aggregator does not know it.
    func job(_ job: Int64) throws -> JobStatus {
        guard let found = try status(job: job).jobs.first(where: { $0.job == job }) else {
            throw ToolError(.notFound, "no job \(job)", advice: "see 'huibao status' for the jobs")
        }
        return found
    }

    /// Sends a request that is answered with the job as it stands.
    func jobRequest(_ request: some RequestBody) throws -> JobStatus {
        let reply = try ask(request)
        guard case .job(let answer) = reply.message else { throw unexpected(reply) }
        return answer.job
    }

    /// Sends a request that is answered with nothing but that it is done.
    func command(_ request: some RequestBody) throws {
        let reply = try ask(request)
        guard case .done = reply.message else { throw unexpected(reply) }
    }

    /// The workers that are here.
    func workers() throws -> [WorkerStatus] {
        let reply = try ask(ListWorkers(id: nextIdentifier()))
        guard case .workers(let answer) = reply.message else { throw unexpected(reply) }
        return answer.workers
    }

    /// Documents that were given up, of one job or all, at most 10 000.
    func deadLetters(job: Int64? = nil) throws -> [DeadLetter] {
        let reply = try ask(ListDeadLetters(id: nextIdentifier(), job: job, limit: 10_000))
        guard case .dead(let answer) = reply.message else { throw unexpected(reply) }
        return answer.letters
    }

    /// Pages of observations, JSON lines each, in their order.
    func eachPageOfObservations(_ body: ([UInt8]) throws -> Void) throws {
        try eachPage({ GetObservations(id: nextIdentifier(), after: $0) }, body)
    }

    /// Pages of cells, a JSON array each, in the order of city, year and indicator.
    func eachPageOfCells(_ filter: GetTable, _ body: ([UInt8]) throws -> Void) throws {
        var request = filter
        try eachPage(
            { after in
                request.id = nextIdentifier()
                request.after = after
                return request
            }, body)
    }

    /// Records corrections, all or none, and returns them as they stand in the journal.
    func correct(_ entries: [Correction]) throws -> [Correction] {
        let reply = try ask(AddCorrections(id: nextIdentifier(), token: RandomToken.make()), payloads: [Correction.lines(entries)])
        guard case .page = reply.message, let payload = reply.payloads.first else { throw unexpected(reply) }
        return try Self.corrections(payload)
    }

    /// The whole journal of corrections, from the oldest entry on.
    func corrections() throws -> [Correction] {
        var entries: [Correction] = []
        try eachPage({ GetCorrections(id: nextIdentifier(), after: $0) }) { entries += try Self.corrections($0) }
        return entries
    }

    /// The bytes of a document, or nil where the aggregator has none of this SHA-256.
    func document(sha256: String) throws -> [UInt8]? { try source(sha256: sha256)?.bytes }

    /// The bytes of a document and its mark in the logs (`TRACE.JOB.DOCUMENT`; empty from an older aggregator); nil as above.
    func source(sha256: String) throws -> (bytes: [UInt8], trace: String)? {
        let reply = try ask(GetDocument(id: nextIdentifier(), sha256: sha256))
        guard case .page(let page) = reply.message, let payload = reply.payloads.first else { throw unexpected(reply) }
        return page.count == 0 ? nil : (payload, page.trace ?? "")
    }

    private static func corrections(_ lines: [UInt8]) throws -> [Correction] {
        do {
            return try Correction.corrections(fromLines: lines)
        } catch {
            throw ToolError(
                .unexpectedReply, "the aggregator sent corrections that cannot be read",
                advice: "run versions of Huibao that differ by one at most")
        }
    }

    /// Asks for the next page before the one at hand is worked on, so that both sides work at the same time.
    private func eachPage(_ request: (_ after: String) -> some RequestBody, _ body: ([UInt8]) throws -> Void) throws {
        try begin(request(""))
        while true {
            let reply = try next()
            if case .failure(let failure) = reply.message { throw ToolError(failure) }
            guard case .page(let page) = reply.message, let payload = reply.payloads.first else { throw unexpected(reply) }
            if !page.next.isEmpty { try begin(request(page.next)) }
            try body(payload)
            if page.next.isEmpty { return }
        }
    }

    func unexpected(_ reply: Reply) -> ToolError {
        ToolError(
            .unexpectedReply, "the aggregator answered with '\(type(of: reply.message.body).kind)', which does not fit the question",
            advice: "run versions of Huibao that differ by one at most")
    }
}
