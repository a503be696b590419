internal import Base
internal import Dialog
internal import Ledger
internal import Protocol

/// Whom a reply goes to: the client's connection, and the identifier of its request.
struct Address: Sendable, Equatable {
    var route: [UInt8]
    var id: String
    /// Public key of the client; empty where there are no keys.
    var key = ""
    /// Jobs of that key only.
    var ownsOnly = false
}

/// A result as it came, with its own payload frames.
struct DeliveredResult: Sendable {
    var result: TaskResult
    var payloads: [[UInt8]]
}

/// One thing for the ledger to write. Everything that changes the ledger is one of these, and goes through one queue in order.
enum LedgerWork: Sendable {
    case openJob(Address, token: String, label: String, JobPriority)
    case addDocuments(Address, job: Int64, first: Int, [SubmittedDocument])
    case closeJob(Address, job: Int64)
    case cancelJob(Address, job: Int64)
    /// The next slice of a cancellation; the last one is told to whoever asked, if anybody did.
    case giveUp(Address?, job: Int64, from: Int64)
    case retryJob(Address, job: Int64)
    case prioritize(Address, job: Int64, JobPriority)
    case replay(Address, task: Int64)
    /// Entries for the journal of corrections, as JSON lines.
    case correct(Address, token: String, [UInt8])
    /// Tasks for one worker: write the leases, read the payloads.
    case grant([Grant])
    case record(worker: String, [DeliveredResult])
    case release(task: Int64)
    case blame(task: Int64, crashed: Bool, code: String, message: String)
    case bury(task: Int64, code: String, message: String)
    case load(Lane, after: QueuePlace, limit: Int)
    /// Nothing was to be done for a while; alone in its list.
    case rest

    /// Bytes that it keeps in memory until it is written, roughly. What a document costs beside its bytes also bounds how many of them are
    /// written between two flushes: see `Ledger.passedOver`.
    var byteCount: Int {
        switch self {
        case .addDocuments(_, _, _, let documents): documents.reduce(0) { $0 + $1.bytes.count + 512 }
        case .record(_, let results): results.reduce(0) { $0 + $1.payloads.reduce(0) { $0 + $1.count } }
        case .correct(_, _, let lines): lines.count
        default: 0
        }
    }
}

/// What came of it, told after the group is written (or failed); what others rely on, after it is flushed: see `isPromise`.
enum LedgerOutcome: Sendable {
    case reply(Address, ToClient, payloads: [[UInt8]] = [])
    /// The leases are in the ledger: send the tasks with these payloads.
    case granted([Grant], orders: [TaskOrder], payloads: [[UInt8]])
    /// The ledger could not write these leases.
    case notGranted([Grant])
    /// These were to be granted and have ended meanwhile.
    case ended([Int64])
    case settled([Settlement])
    case becameReady(Stage, [ReadyTask])
    /// Tasks became ready that are not told one by one; `anywhere`: also among those that were passed over already.
    case ledgerHasMore(Stage, anywhere: Bool)
    case cancelled([Int64])
    /// This is to be done next, beside what has come meanwhile.
    case more(LedgerWork)
    /// Waiting tasks have other places now.
    case reordered
    case loaded(Lane, [ReadyTask], more: Bool)
    /// The jobs whose status changed, as they stand now.
    case jobs([JobStatus])
    case stages(ingest: StageCounts, extraction: StageCounts, WorkTotals)
    /// The disk is full or failing: what no reply can carry is to be tried again later.
    case again([LedgerWork], LedgerError)
}

extension ReadyTask {
    /// The ledger's word on a task, for the dispatcher. A task that took a worker along goes out alone.
    init(_ task: WaitingTask) {
        self.init(task: task.task, byteCount: task.byteCount, handouts: task.attempts, blames: task.attempts, suspect: task.crashes > 0,
            priority: task.priority, turn: task.turn)
    }
}
