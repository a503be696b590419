// MARK: aggregator → client

/// The job that was opened, closed, cancelled or retried, as it stands on disk.
public struct JobReply: RequestBody {
    public static let kind = "job"
    public var id: String
    public var job: JobStatus

    public init(id: String, job: JobStatus) {
        self.id = id
        self.job = job
    }

    public func check() throws(ProtocolError) { try job.check() }
}

/// The documents are on disk.
public struct DocumentsAccepted: RequestBody {
    public static let kind = "job.added"
    public var id: String
    public var job: Int64
    /// One entry a document, in the order of the request.
    public var documents: [AcceptedDocument]

    public init(id: String, job: Int64, documents: [AcceptedDocument]) {
        self.id = id
        self.job = job
        self.documents = documents
    }
}

/// One document that is on disk.
public struct AcceptedDocument: Codable, Sendable, Equatable {
    /// Whether the bytes were known.
    public enum Fate: String, Codable, Sendable {
        /// Never seen before.
        case new
        /// The same bytes are known from before and cost nothing.
        case known
    }

    /// 64 hexadecimal digits.
    public var sha256: String
    public var fate: Fate

    public init(sha256: String, fate: Fate) {
        self.sha256 = sha256
        self.fate = fate
    }
}

/// How one job stands. Counts are of documents unless said otherwise.
public struct JobStatus: Codable, Sendable, Equatable {
    /// Where a job stands in its life.
    public enum State: String, Codable, Sendable {
        /// Documents may still come.
        case open
        /// All documents are here, some are not finished.
        case running
        /// Every document is done or failed.
        case done
        case cancelled
    }

    public var job: Int64
    public var label: String
    public var state: State
    public var documents: Int
    /// Of `documents`: those whose bytes were known when they came.
    public var known: Int
    public var done: Int
    public var failed: Int
    public var cancelled: Int
    /// Reports and observations of the job's finished documents.
    public var reports: Int
    public var observations: Int
    /// Milliseconds since 1970 UTC.
    public var createdAt: Int64
    public var finishedAt: Int64?

    public init(
        job: Int64, label: String, state: State, documents: Int, known: Int, done: Int, failed: Int, cancelled: Int, reports: Int,
        observations: Int, createdAt: Int64, finishedAt: Int64?
    ) {
        self.job = job
        self.label = label
        self.state = state
        self.documents = documents
        self.known = known
        self.done = done
        self.failed = failed
        self.cancelled = cancelled
        self.reports = reports
        self.observations = observations
        self.createdAt = createdAt
        self.finishedAt = finishedAt
    }

    /// Documents that are neither done, failed nor cancelled.
    public var waiting: Int { documents - done - failed - cancelled }

    func check() throws(ProtocolError) {
        try ProtocolError.limit(counts: [documents, known, done, failed, cancelled, reports, observations], "a job")
        try ProtocolError.limit(counts: [Int(createdAt), Int(finishedAt ?? 0)], "a job's times", most: WireLimits.time)
    }
}

/// How things stand.
public struct StatusReply: RequestBody {
    public static let kind = "status.is"
    public var id: String
    /// The newest first, 100 at most; or the one that was asked for.
    public var jobs: [JobStatus]
    public var stages: [StageStatus]
    public var workers: [WorkerStatus]
    public var ledger: LedgerStatus
    /// Version of the product, of the engine, and digest of the codebook in force.
    public var software: String
    public var engine: String
    public var codebook: String
    public var uptimeMilliseconds: Int64

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

    public func check() throws(ProtocolError) {
        for job in jobs { try job.check() }
        for stage in stages { try stage.check() }
        for worker in workers { try worker.check() }
        try ProtocolError.limit(counts: [ledger.documents, ledger.reports, ledger.observations, ledger.cells], "the ledger")
        try ProtocolError.limit(counts: [Int(ledger.bytes), Int(uptimeMilliseconds)], "the status")
    }
}

/// The queue of one stage. Counts are of tasks.
public struct StageStatus: Codable, Sendable, Equatable {
    public var stage: Stage
    public var ready: Int
    public var leased: Int
    public var done: Int
    public var dead: Int
    public var cancelled: Int
    /// Since the aggregator started: tasks handed out again, results that came too late or twice.
    public var retries: Int
    public var late: Int
    /// Why tasks wait: `no-worker`, `workers-busy`, or empty when none waits.
    public var waiting: String

    public init(stage: Stage, ready: Int, leased: Int, done: Int, dead: Int, cancelled: Int, retries: Int, late: Int, waiting: String) {
        self.stage = stage
        self.ready = ready
        self.leased = leased
        self.done = done
        self.dead = dead
        self.cancelled = cancelled
        self.retries = retries
        self.late = late
        self.waiting = waiting
    }

    func check() throws(ProtocolError) { try ProtocolError.limit(counts: [ready, leased, done, dead, cancelled, retries, late], "a stage") }
}

/// One worker that is here.
public struct WorkerStatus: Codable, Sendable, Equatable {
    public var worker: String
    public var role: Stage
    public var host: String
    public var pid: Int
    public var software: String
    public var capacity: Int
    public var held: Int
    /// Tasks finished since it came.
    public var finished: Int
    /// Tasks a second over the last ten seconds.
    public var rate: Double
    /// Milliseconds since it was last heard of.
    public var silentMilliseconds: Int64
    /// `working`, `idle`, `draining`.
    public var state: String

    public init(
        worker: String, role: Stage, host: String, pid: Int, software: String, capacity: Int, held: Int, finished: Int, rate: Double,
        silentMilliseconds: Int64, state: String
    ) {
        self.worker = worker
        self.role = role
        self.host = host
        self.pid = pid
        self.software = software
        self.capacity = capacity
        self.held = held
        self.finished = finished
        self.rate = rate
        self.silentMilliseconds = silentMilliseconds
        self.state = state
    }

    func check() throws(ProtocolError) {
        try ProtocolError.limit(counts: [capacity, held, finished, Int(silentMilliseconds)], "a worker")
    }
}

/// What the ledger holds.
public struct LedgerStatus: Codable, Sendable, Equatable {
    public var path: String
    /// Bytes on disk, write-ahead log included.
    public var bytes: Int64
    public var documents: Int
    public var reports: Int
    public var observations: Int
    public var cells: Int

    public init(path: String, bytes: Int64, documents: Int, reports: Int, observations: Int, cells: Int) {
        self.path = path
        self.bytes = bytes
        self.documents = documents
        self.reports = reports
        self.observations = observations
        self.cells = cells
    }
}

/// One page of cells or observations; the payload frame holds it.
public struct Page: RequestBody {
    public static let kind = "page"
    public var id: String
    /// To be sent as `after` for the next page; empty when this was the last.
    public var next: String
    public var count: Int

    public init(id: String, next: String, count: Int) {
        self.id = id
        self.next = next
        self.count = count
    }

    public var payloadCount: Int { 1 }
}

/// The workers that are here, by role and name.
public struct WorkersReply: RequestBody {
    public static let kind = "workers"
    public var id: String
    public var workers: [WorkerStatus]

    public init(id: String, workers: [WorkerStatus]) {
        self.id = id
        self.workers = workers
    }

    public func check() throws(ProtocolError) { for worker in workers { try worker.check() } }
}

/// Documents that were given up.
public struct DeadLettersReply: RequestBody {
    public static let kind = "dead"
    public var id: String
    public var letters: [DeadLetter]

    public init(id: String, letters: [DeadLetter]) {
        self.id = id
        self.letters = letters
    }

    public func check() throws(ProtocolError) {
        for letter in letters {
            try ProtocolError.limit(counts: [letter.attempts, letter.report ?? 0], "a dead letter")
            try ProtocolError.limit(counts: [Int(letter.diedAt)], "a dead letter's time", most: WireLimits.time)
        }
    }
}

/// A document (or one report of it) that was given up, and why.
public struct DeadLetter: Codable, Sendable, Equatable {
    public var task: Int64
    public var stage: Stage
    public var document: String
    public var sha256: String
    /// Number of the report for the extraction stage.
    public var report: Int?
    public var attempts: Int
    public var code: String
    public var message: String
    /// Milliseconds since 1970 UTC.
    public var diedAt: Int64

    public init(
        task: Int64, stage: Stage, document: String, sha256: String, report: Int?, attempts: Int, code: String, message: String,
        diedAt: Int64
    ) {
        self.task = task
        self.stage = stage
        self.document = document
        self.sha256 = sha256
        self.report = report
        self.attempts = attempts
        self.code = code
        self.message = message
        self.diedAt = diedAt
    }
}

/// What was asked is done and there is nothing more to say.
public struct Done: RequestBody {
    public static let kind = "done"
    public var id: String

    public init(id: String) { self.id = id }
}

/// The request failed. `id` is empty where the request could not be read.
public struct Failure: RequestBody {
    public static let kind = "error"
    public var id: String
    /// Stable code; `PROTOCOL.md` lists them.
    public var code: String
    public var message: String
    public var advice: String
    /// The exit code that a command should end with.
    public var exit: Int

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

    public static let bodies: [any MessageBody.Type] = [
        JobReply.self, DocumentsAccepted.self, StatusReply.self, Page.self, WorkersReply.self, DeadLettersReply.self, Done.self,
        Failure.self,
    ]

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

    public var body: any MessageBody { reply }
}
