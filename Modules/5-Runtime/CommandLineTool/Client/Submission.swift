internal import Base
internal import Digest
internal import Protocol
internal import Text

/// Hands documents over to the aggregator: in groups, a few of them under way at a time, so that neither side holds much.
struct Submission {
    /// Documents and bytes of one message, and messages under way.
    struct Limits: Sendable {
        var documents = 64
        var bytes = 4 << 20
        var underWay = 3
        /// A document above this is not sent.
        var documentBytes = 32 << 20
    }

    /// A document that was not sent, and why.
    struct Refused: Sendable, Equatable {
        var name: String
        var reason: String
    }

    struct Outcome: Sendable {
        var job: JobStatus
        var sent = 0
        /// Of those sent: bytes that the aggregator knew from before.
        var known = 0
        var bytes = 0
        var refused: [Refused] = []
    }

    let client: AggregatorClient
    var limits = Limits()
    /// Absent: normal.
    var priority: JobPriority?
    /// Called after each accepted group with the number of documents accepted so far.
    var onAccepted: (Int) -> Void = { _ in }

    private var group: [(name: String, bytes: [UInt8])] = []
    private var groupBytes = 0
    private var accepted = 0

    init(client: AggregatorClient) { self.client = client }

    /// Opens a job, adds all documents that can be read, closes the job. Those that cannot are told in the outcome.
    mutating func submit(_ documents: some Sequence<DocumentSource>, label: String, token: String) throws -> Outcome {
        let job = try client.jobRequest(OpenJob(id: client.nextIdentifier(), token: token, label: label, priority: priority))
        var outcome = Outcome(job: job)
        do {
            try sendAll(documents, &outcome)
        } catch let error as ToolError {
            try? end(job.job, after: error)
            throw error
        }
        outcome.job = try client.jobRequest(CloseJob(id: client.nextIdentifier(), job: job.job))
        return outcome
    }

    /// A job that was refused halfway (a full disk) ends: with what was taken, or as cancelled where nothing was.
    private func end(_ job: Int64, after error: ToolError) throws {
        guard case .refused(let code, _) = error.kind, code != "access.revoked" else { return }
        client.forgetOutstanding()
        if accepted > 0 {
            _ = try client.jobRequest(CloseJob(id: client.nextIdentifier(), job: job))
        } else {
            _ = try client.jobRequest(CancelJob(id: client.nextIdentifier(), job: job))
        }
    }

    private mutating func sendAll(_ documents: some Sequence<DocumentSource>, _ outcome: inout Outcome) throws {
        for document in documents {
            switch document.load(limit: limits.documentBytes) {
            case .success(let bytes):
                if group.count >= limits.documents || groupBytes + bytes.count > limits.bytes { try send(&outcome) }
                group.append((document.name, bytes))
                groupBytes += bytes.count
            case .failure(let refused): outcome.refused.append(refused)
            }
        }
        try send(&outcome)
        while client.outstandingCount > 0 { try take(&outcome) }
    }

    private mutating func send(_ outcome: inout Outcome) throws {
        guard !group.isEmpty else { return }
        while client.outstandingCount >= limits.underWay { try take(&outcome) }
        let request = AddDocuments(id: client.nextIdentifier(), job: outcome.job.job, first: outcome.sent, names: group.map(\.name))
        try client.begin(request, payloads: group.map(\.bytes))
        outcome.sent += group.count
        outcome.bytes += groupBytes
        group.removeAll(keepingCapacity: true)
        groupBytes = 0
    }

    private mutating func take(_ outcome: inout Outcome) throws {
        let reply = try client.next()
        switch reply.message {
        case .added(let added):
            accepted += added.documents.count
            outcome.known += added.documents.count { $0.fate == .known }
            onAccepted(accepted)
        case .failure(let failure): throw ToolError(failure)
        default: throw client.unexpected(reply)
        }
    }

    /// A token that no other client chooses.
    static func randomToken() -> String { RandomToken.make() }
}
