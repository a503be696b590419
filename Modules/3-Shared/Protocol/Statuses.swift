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

    /// The job's number.
    public var job: Int64
    /// The name that its submitter gave it; may be empty.
    public var label: String
    /// Where it stands in its life.
    public var state: State
    /// All that it holds.
    public var documents: Int
    /// Of `documents`: those whose bytes were known when they came.
    public var known: Int
    /// Of `documents`: read to the end.
    public var done: Int
    /// Of `documents`: given up, see the dead letters.
    public var failed: Int
    /// Of `documents`: given up because the job was cancelled.
    public var cancelled: Int
    /// Reports and observations of the job's finished documents.
    public var reports: Int
    /// Observations of the job's finished documents.
    public var observations: Int
    /// Milliseconds since 1970 UTC.
    public var createdAt: Int64
    /// When the last document ended, milliseconds since 1970 UTC; nil while some are not finished.
    public var finishedAt: Int64?
    /// How urgent it is; absent from an aggregator that knows no priorities.
    public var priority: JobPriority?
    /// What stands first in the trace marks of its documents, in every log; absent in news and from an older aggregator.
    public var trace: String?
    /// Why it is not done: `submitting` (more documents may come), `in-work`, or a stage's reason; absent in news and when it is done.
    public var waits: String?
    /// Milliseconds that the rest will take at the pace of the last ten seconds; absent where that cannot be told.
    public var leftMilliseconds: Int64?

    /// From its fields.
    public init(
        job: Int64, label: String, state: State, documents: Int, known: Int, done: Int, failed: Int, cancelled: Int, reports: Int,
        observations: Int, createdAt: Int64, finishedAt: Int64?, priority: JobPriority? = nil
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
        self.priority = priority
    }

    /// Documents that are neither done, failed nor cancelled.
    public var waiting: Int { documents - done - failed - cancelled }

    func check() throws(ProtocolError) {
        try ProtocolError.limit(counts: [documents, known, done, failed, cancelled, reports, observations], "a job")
        try ProtocolError.limit(counts: [Int(createdAt), Int(finishedAt ?? 0), Int(leftMilliseconds ?? 0)], "a job's times", most: WireLimits.time)
    }
}

/// The queue of one stage. Counts are of tasks.
public struct StageStatus: Codable, Sendable, Equatable {
    /// Which stage.
    public var stage: Stage
    /// Waiting for a worker.
    public var ready: Int
    /// In a worker's hands.
    public var leased: Int
    /// Ended with a result.
    public var done: Int
    /// Given up: the dead letters.
    public var dead: Int
    /// Ended by a cancelled job.
    public var cancelled: Int
    /// Tasks handed out again, since the ledger began.
    public var retries: Int
    /// Results that came too late or twice, since the ledger began.
    public var late: Int
    /// Why tasks wait: `no-worker`, `workers-busy`, `draining` (all workers are), `ledger` (the disk refuses), or empty when none waits.
    public var waiting: String
    /// Tasks a second over the last ten seconds, of all workers; absent from an older aggregator.
    public var rate: Double?

    /// From its fields.
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

    func check() throws(ProtocolError) {
        try ProtocolError.limit(counts: [ready, leased, done, dead, cancelled, retries, late], "a stage")
    }
}

/// One worker that is here.
public struct WorkerStatus: Codable, Sendable, Equatable {
    /// Name of the worker.
    public var worker: String
    /// What the worker does.
    public var role: Stage
    /// Name of the worker's machine.
    public var host: String
    /// Number of the worker's process.
    public var pid: Int
    /// Version of the worker's program.
    public var software: String
    /// Tasks that it takes at a time.
    public var capacity: Int
    /// Tasks that it holds.
    public var held: Int
    /// Tasks finished since it came.
    public var finished: Int
    /// Tasks a second over the last ten seconds.
    public var rate: Double
    /// Milliseconds since it was last heard of.
    public var silentMilliseconds: Int64
    /// `working`, `idle`, `draining`.
    public var state: String
    /// Why it holds nothing: `no-tasks`, `ingest-first` (documents must be read before there are reports), `reserved` (kept free for a
    /// task that is handed out alone), `ledger` (the disk refuses), `draining`; absent while it works.
    public var idle: String?

    /// From its fields.
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
    /// The ledger's file.
    public var path: String
    /// Bytes on disk, write-ahead log included.
    public var bytes: Int64
    /// Different documents.
    public var documents: Int
    /// Reports of all documents.
    public var reports: Int
    /// Observations of all reports.
    public var observations: Int
    /// Cells of the table.
    public var cells: Int

    /// From its fields.
    public init(path: String, bytes: Int64, documents: Int, reports: Int, observations: Int, cells: Int) {
        self.path = path
        self.bytes = bytes
        self.documents = documents
        self.reports = reports
        self.observations = observations
        self.cells = cells
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
    /// Whether the bytes were known.
    public var fate: Fate

    /// From its fields.
    public init(sha256: String, fate: Fate) {
        self.sha256 = sha256
        self.fate = fate
    }
}

/// A document (or one report of it) that was given up, and why.
public struct DeadLetter: Codable, Sendable, Equatable {
    /// The task's number.
    public var task: Int64
    /// The stage at which it was given up.
    public var stage: Stage
    /// The file name as submitted, without its folders.
    public var document: String
    /// Of the document's bytes, 64 hexadecimal digits.
    public var sha256: String
    /// Number of the report for the extraction stage.
    public var report: Int?
    /// How often it was tried.
    public var attempts: Int
    /// Why: a stable code.
    public var code: String
    /// Why, for people.
    public var message: String
    /// Milliseconds since 1970 UTC.
    public var diedAt: Int64

    /// From its fields.
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
