internal import Base
internal import Dialog
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

    init(client: AggregatorClient) { self.client = client }

    /// Opens a job, adds all documents that can be read, closes the job. Those that cannot are told in the outcome.
    mutating func submit(_ documents: some Sequence<DocumentSource>, label: String, token: String) throws -> Outcome {
        var session = SubmissionSession(token: token, label: label, priority: priority, window: limits.underWay)
        try client.begin(session.open(id: client.nextIdentifier()))
        var outcome = Outcome(job: try job(&session))
        do {
            try sendAll(documents, &session, &outcome)
        } catch let error as ToolError {
            try? end(session)
            throw error
        }
        guard let close = session.close(id: client.nextIdentifier()) else { return outcome }
        try client.begin(close)
        outcome.job = try job(&session)
        return outcome
    }

    /// The job as the next reply tells it.
    private func job(_ session: inout SubmissionSession) throws -> JobStatus {
        let reply = try client.next()
        switch session.take(reply.message) {
        case .job(let job): return job
        case .refused(let failure): throw ToolError(failure)
        case .accepted, .unexpected: throw client.unexpected(reply)
        }
    }

    /// A job that was refused halfway ends.
    private func end(_ session: SubmissionSession) throws {
        client.forgetOutstanding()
        switch session.abandon(id: client.nextIdentifier()) {
        case .closeJob(let request): _ = try client.jobRequest(request)
        case .cancelJob(let request): _ = try client.jobRequest(request)
        default: return
        }
    }

    private mutating func sendAll(
        _ documents: some Sequence<DocumentSource>, _ session: inout SubmissionSession, _ outcome: inout Outcome
    ) throws {
        for document in documents {
            switch document.load(limit: limits.documentBytes) {
            case .success(let bytes):
                if group.count >= limits.documents || groupBytes + bytes.count > limits.bytes { try send(&session, &outcome) }
                group.append((document.name, bytes))
                groupBytes += bytes.count
            case .failure(let refused): outcome.refused.append(refused)
            }
        }
        try send(&session, &outcome)
        while !session.isQuiet { try take(&session, &outcome) }
    }

    private mutating func send(_ session: inout SubmissionSession, _ outcome: inout Outcome) throws {
        guard !group.isEmpty else { return }
        while !session.hasRoom { try take(&session, &outcome) }
        guard let request = session.add(id: client.nextIdentifier(), names: group.map(\.name)) else { return }
        try client.begin(request, payloads: group.map(\.bytes))
        outcome.sent = session.sent
        outcome.bytes += groupBytes
        group.removeAll(keepingCapacity: true)
        groupBytes = 0
    }

    private func take(_ session: inout SubmissionSession, _ outcome: inout Outcome) throws {
        let reply = try client.next()
        switch session.take(reply.message) {
        case .accepted(let documents):
            outcome.known += documents.count { $0.fate == .known }
            onAccepted(session.accepted)
        case .refused(let failure): throw ToolError(failure)
        case .job, .unexpected: throw client.unexpected(reply)
        }
    }

    /// A token that no other client chooses.
    static func randomToken() -> String { RandomToken.make() }
}
