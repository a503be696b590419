internal import Digest
public import Protocol

/// A document on its way into the ledger. Making it computes the digest, so that costs the thread that makes it.
public struct SubmittedDocument: Sendable {
    /// The file name, without folders.
    public let name: String
    /// The bytes as they were submitted.
    public let bytes: [UInt8]
    /// 32 bytes.
    public let sha256: [UInt8]

    /// Takes the digest of the bytes.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
        sha256 = SHA256Digest.hash(bytes)
    }
}

/// A task that waits for a worker.
public struct WaitingTask: Sendable, Equatable {
    /// Its number, in the order of the documents.
    public var task: Int64
    /// What is to be done.
    public var stage: Stage
    /// Row of its document.
    public var document: Int64
    /// File name as first submitted, without folders.
    public var documentName: String
    /// Failed attempts so far; `crashes` of them took the worker along.
    public var attempts: Int
    /// Of `attempts`: those that took the worker along.
    public var crashes: Int
    /// Bytes of its payload.
    public var byteCount: Int
    /// How urgent it is.
    public var priority: JobPriority
    /// Its turn among those.
    public var turn: Int64

    /// From its parts.
    public init(
        task: Int64, stage: Stage, document: Int64, documentName: String, attempts: Int, crashes: Int, byteCount: Int,
        priority: JobPriority = .normal, turn: Int64 = 0
    ) {
        self.task = task
        self.stage = stage
        self.document = document
        self.documentName = documentName
        self.attempts = attempts
        self.crashes = crashes
        self.byteCount = byteCount
        self.priority = priority
        self.turn = turn
    }
}

/// A lease that stands in the ledger: for the aggregator that starts again.
public struct StandingLease: Sendable, Equatable {
    /// Its number, in the order of the documents.
    public var task: Int64
    /// What is to be done.
    public var stage: Stage
    /// Names this lease; a result that brings another is of an earlier one.
    public var token: String
    /// Name of the worker that holds it.
    public var worker: String
    /// 1 for the first time the task was handed out.
    public var attempt: Int
    /// Milliseconds since 1970 UTC.
    public var grantedAt: Int64

    /// From its parts.
    public init(task: Int64, stage: Stage, token: String, worker: String, attempt: Int, grantedAt: Int64) {
        self.task = task
        self.stage = stage
        self.token = token
        self.worker = worker
        self.attempt = attempt
        self.grantedAt = grantedAt
    }
}

/// What became of a result.
public enum RecordOutcome: Sendable, Equatable {
    /// It is in the ledger once the group is committed. `newTasks`: what it brought about, ready to be handed out.
    case recorded(newTasks: [WaitingTask])
    /// The task had ended before: nothing changed.
    case late
}

/// Tasks of one stage. `ready` and `leased` together are open.
public struct StageCounts: Sendable, Equatable {
    /// Waiting for a worker.
    public var ready: Int
    /// In the hands of a worker.
    public var leased: Int
    /// Ended with a result.
    public var done: Int
    /// Given up with a reason.
    public var dead: Int
    /// Given up with their job.
    public var cancelled: Int

    /// From its parts.
    public init(ready: Int, leased: Int, done: Int, dead: Int, cancelled: Int) {
        self.ready = ready
        self.leased = leased
        self.done = done
        self.dead = dead
        self.cancelled = cancelled
    }
}

/// How a task stands.
enum TaskState: Int {
    case open = 0
    case done = 1
    case dead = 2
    case cancelled = 3
}

/// How a document stands: `waiting` while a task of it is open; then `failed` with a dead task, else `cancelled` with a cancelled one,
/// else `done`.
enum DocumentState: Int {
    case waiting = 0
    case done = 1
    case failed = 2
    case cancelled = 3
}

/// How a job stands by itself; `done` follows from `closed` and its counts.
enum JobState: Int {
    case open = 0
    case closed = 1
    case cancelled = 2
}

/// A task's id: its document, and its place within the document.
struct TaskID: Equatable {
    static let slots: Int64 = 1 << 20
    let raw: Int64

    init(raw: Int64) { self.raw = raw }
    /// The ingest task of a document.
    init(ingesting document: Int64) { raw = Self.bounded(document) * Self.slots }
    /// The extraction task of a report; nil for a number that has no room.
    init?(extracting document: Int64, report: Int) {
        guard report >= 0, Int64(report) < Self.slots - 1 else { return nil }
        raw = Self.bounded(document) * Self.slots + Int64(report) + 1
    }

    var document: Int64 { raw / Self.slots }
    var stage: Stage { raw % Self.slots == 0 ? .ingest : .extraction }
    /// The report's number, for an extraction.
    var report: Int? { raw % Self.slots == 0 ? nil : Int(raw % Self.slots) - 1 }
    /// All ids of a document.
    static func all(of document: Int64) -> ClosedRange<Int64> {
        let first = bounded(document) * slots
        return first...first + slots - 1
    }

    /// Rows of a sound ledger are far below; those of another do not overflow.
    private static func bounded(_ document: Int64) -> Int64 { min(max(0, document), 1 << 42) }
}

extension Stage {
    /// As it stands in the ledger.
    var number: Int { self == .ingest ? 0 : 1 }
}

extension JobPriority {
    /// As it stands in the ledger.
    var number: Int {
        switch self {
        case .high: 0
        case .normal: 1
        case .low: 2
        }
    }

    /// From the ledger; what is unknown there is normal.
    init(number: Int) { self = number == 0 ? .high : number == 2 ? .low : .normal }
}
