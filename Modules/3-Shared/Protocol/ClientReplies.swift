// MARK: aggregator → client

/// The job that was opened, closed, cancelled or retried, as it stands on disk.
public struct JobReply: RequestBody {
    /// Its name in the header.
    public static let kind = "job"
    /// The request's identifier, which the reply repeats.
    public var id: String
    /// The job as it stands.
    public var job: JobStatus

    /// From its fields.
    public init(id: String, job: JobStatus) {
        self.id = id
        self.job = job
    }

    /// Holds the fields against the protocol's limits.
    public func check() throws(ProtocolError) { try job.check() }
}

/// The documents are on disk.
public struct DocumentsAccepted: RequestBody {
    /// Its name in the header.
    public static let kind = "job.added"
    /// The request's identifier, which the reply repeats.
    public var id: String
    /// The job's number.
    public var job: Int64
    /// One entry a document, in the order of the request.
    public var documents: [AcceptedDocument]

    /// From its fields.
    public init(id: String, job: Int64, documents: [AcceptedDocument]) {
        self.id = id
        self.job = job
        self.documents = documents
    }
}

/// How things stand.
public struct StatusReply: RequestBody {
    /// Its name in the header.
    public static let kind = "status.is"
    /// The request's identifier, which the reply repeats.
    public var id: String
    /// The newest first, 100 at most; or the one that was asked for.
    public var jobs: [JobStatus]
    /// One entry a stage.
    public var stages: [StageStatus]
    /// The workers that are here.
    public var workers: [WorkerStatus]
    /// What the ledger holds.
    public var ledger: LedgerStatus
    /// Version of the product, of the engine, and digest of the codebook in force.
    public var software: String
    /// Version of the extraction engine in force.
    public var engine: String
    /// Digest of the codebook in force.
    public var codebook: String
    /// Since the aggregator started.
    public var uptimeMilliseconds: Int64
    /// Documents that ended, a second, over the last ten seconds. This and what follows is absent from an older aggregator.
    public var documentsPerSecond: Double?
    /// Since the ledger began.
    public var totals: WorkTotals?
    /// The last hour, minutes without work left out; absent where one job was asked for.
    public var history: [HistoryMinute]?
    /// Connections at the three sockets, those of strangers included, and how many there may be.
    public var connections: Int?
    /// How many connections there may be.
    public var connectionsMost: Int?

    /// From its fields.
    public init(
        id: String, jobs: [JobStatus], stages: [StageStatus], workers: [WorkerStatus], ledger: LedgerStatus, software: String,
        engine: String, codebook: String, uptimeMilliseconds: Int64
    ) {
        self.id = id
        self.jobs = jobs
        self.stages = stages
        self.workers = workers
        self.ledger = ledger
        self.software = software
        self.engine = engine
        self.codebook = codebook
        self.uptimeMilliseconds = uptimeMilliseconds
    }

    /// Holds the fields against the protocol's limits.
    public func check() throws(ProtocolError) {
        for job in jobs { try job.check() }
        for stage in stages { try stage.check() }
        for worker in workers { try worker.check() }
        try ProtocolError.limit(counts: [ledger.documents, ledger.reports, ledger.observations, ledger.cells], "the ledger")
        try ProtocolError.limit(counts: [Int(ledger.bytes), Int(uptimeMilliseconds)], "the status")
        try ProtocolError.limit(counts: [connections ?? 0, connectionsMost ?? 0], "the connections")
        try totals?.check()
        for minute in history ?? [] { try minute.check() }
    }
}

/// One page of cells or observations; the payload frame holds it.
public struct Page: RequestBody {
    /// Its name in the header.
    public static let kind = "page"
    /// The request's identifier, which the reply repeats.
    public var id: String
    /// To be sent as `after` for the next page; empty when this was the last.
    public var next: String
    /// Cells, or observation lines, in the payload.
    public var count: Int
    /// With a document: `TRACE.JOB.DOCUMENT`, see `TraceMark`; absent otherwise, and from an older aggregator.
    public var trace: String?

    /// From its fields.
    public init(id: String, next: String, count: Int, trace: String? = nil) {
        self.id = id
        self.next = next
        self.count = count
        self.trace = trace
    }

    /// One frame.
    public var payloadCount: Int { 1 }

    /// Holds the fields against the protocol's limits.
    public func check() throws(ProtocolError) { if let trace { try ProtocolError.limit(name: trace, "trace") } }
}

/// The workers that are here, by role and name.
public struct WorkersReply: RequestBody {
    /// Its name in the header.
    public static let kind = "workers"
    /// The request's identifier, which the reply repeats.
    public var id: String
    /// By role and name.
    public var workers: [WorkerStatus]

    /// From its fields.
    public init(id: String, workers: [WorkerStatus]) {
        self.id = id
        self.workers = workers
    }

    /// Holds the fields against the protocol's limits.
    public func check() throws(ProtocolError) { for worker in workers { try worker.check() } }
}

/// Documents that were given up.
public struct DeadLettersReply: RequestBody {
    /// Its name in the header.
    public static let kind = "dead"
    /// The request's identifier, which the reply repeats.
    public var id: String
    /// In the order of their tasks.
    public var letters: [DeadLetter]

    /// From its fields.
    public init(id: String, letters: [DeadLetter]) {
        self.id = id
        self.letters = letters
    }

    /// Holds the fields against the protocol's limits.
    public func check() throws(ProtocolError) {
        for letter in letters {
            try ProtocolError.limit(counts: [letter.attempts, letter.report ?? 0], "a dead letter")
            try ProtocolError.limit(counts: [Int(letter.diedAt)], "a dead letter's time", most: WireLimits.time)
        }
    }
}

/// What was asked is done and there is nothing more to say.
public struct Done: RequestBody {
    /// Its name in the header.
    public static let kind = "done"
    /// The request's identifier, which the reply repeats.
    public var id: String

    /// From its fields.
    public init(id: String) { self.id = id }
}

/// The request failed. `id` is empty where the request could not be read.
public struct Failure: RequestBody {
    /// Its name in the header.
    public static let kind = "error"
    /// The request's identifier, which the reply repeats.
    public var id: String
    /// Stable code; `PROTOCOL.md` lists them.
    public var code: String
    /// What happened, for people.
    public var message: String
    /// What to do about it; may be empty.
    public var advice: String
    /// The exit code that a command should end with.
    public var exit: Int

    /// From its fields.
    public init(id: String, code: String, message: String, advice: String, exit: Int) {
        self.id = id
        self.code = code
        self.message = message
        self.advice = advice
        self.exit = exit
    }
}

/// All that the aggregator may say to a client.
public enum ToClient: MessageSet {
    case job(JobReply), added(DocumentsAccepted), status(StatusReply), page(Page), workers(WorkersReply), dead(DeadLettersReply)
    case done(Done), failure(Failure)

    /// The bodies that may come in this direction.
    public static let bodies: [any MessageBody.Type] = [
        JobReply.self, DocumentsAccepted.self, StatusReply.self, Page.self, WorkersReply.self, DeadLettersReply.self, Done.self,
        Failure.self,
    ]

    /// The message of a body; nil for one of another direction.
    public init?(body: any MessageBody) {
        switch body {
        case let body as JobReply: self = .job(body)
        case let body as DocumentsAccepted: self = .added(body)
        case let body as StatusReply: self = .status(body)
        case let body as Page: self = .page(body)
        case let body as WorkersReply: self = .workers(body)
        case let body as DeadLettersReply: self = .dead(body)
        case let body as Done: self = .done(body)
        case let body as Failure: self = .failure(body)
        default: return nil
        }
    }

    /// The fields, with the identifier of the request.
    public var reply: any RequestBody {
        switch self {
        case .job(let body): body
        case .added(let body): body
        case .status(let body): body
        case .page(let body): body
        case .workers(let body): body
        case .dead(let body): body
        case .done(let body): body
        case .failure(let body): body
        }
    }

    /// The fields.
    public var body: any MessageBody { reply }
}
