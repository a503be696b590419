public import Protocol

/// A connection of a worker, as the ROUTER socket names it. Opaque; a new connection has a new one.
public struct Route: Sendable, Hashable {
    /// The routing id frame.
    public var bytes: [UInt8]

    /// The frame that came first with a message.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// A task that waits to be handed out, as the ledger knows it.
public struct ReadyTask: Sendable, Equatable {
    /// The task's number.
    public var task: Int64
    /// Bytes of the payload that goes with it.
    public var byteCount: Int
    /// How often it was handed out so far.
    public var handouts: Int
    /// How many of these it is to blame for: failed, timed out, or killed its worker.
    public var blames: Int
    /// It was among the tasks of a worker that died: to be handed out alone.
    public var suspect: Bool
    /// How urgent it is.
    public var priority: JobPriority
    /// Its turn among those.
    public var turn: Int64

    /// A task from the ledger; a new one has no history.
    public init(
        task: Int64, byteCount: Int, handouts: Int = 0, blames: Int = 0, suspect: Bool = false, priority: JobPriority = .normal,
        turn: Int64 = 0
    ) {
        self.task = task
        self.byteCount = byteCount
        self.handouts = handouts
        self.blames = blames
        self.suspect = suspect
        self.priority = priority
        self.turn = turn
    }

    /// Where it stands among the waiting ones of its lane.
    public var place: QueuePlace { QueuePlace(turn: turn, task: task) }
}

/// A lease that the ledger holds when the aggregator starts.
public struct RestoredLease: Sendable, Equatable {
    /// The task, with its history.
    public var ready: ReadyTask
    /// Of which stage.
    public var stage: Stage
    /// The lease's token.
    public var token: String
    /// Name of the worker that held it.
    public var worker: String

    /// A lease from the ledger.
    public init(ready: ReadyTask, stage: Stage, token: String, worker: String) {
        self.ready = ready
        self.stage = stage
        self.token = token
        self.worker = worker
    }
}

/// One task for one worker.
public struct Grant: Sendable, Equatable {
    /// The task's number.
    public var task: Int64
    /// Of which stage.
    public var stage: Stage
    /// The lease's token.
    public var token: String
    /// Name of the worker.
    public var worker: String
    /// The worker's connection.
    public var route: Route
    /// 1 for the first time the task is handed out.
    public var attempt: Int

    /// A grant as the dispatcher makes it.
    public init(task: Int64, stage: Stage, token: String, worker: String, route: Route, attempt: Int) {
        self.task = task
        self.stage = stage
        self.token = token
        self.worker = worker
        self.route = route
        self.attempt = attempt
    }
}

/// What became of a result or a burial that the service was told to write.
public struct Settlement: Sendable, Equatable {
    /// How the ledger took it.
    public enum Outcome: Sendable, Equatable {
        /// It is on disk and counts.
        case recorded
        /// The task had ended already; nothing was written.
        case late
        /// The ledger could not write (a full disk); the worker keeps the result and sends it again.
        case failed
    }

    /// The task's number.
    public var task: Int64
    /// How the ledger took it.
    public var outcome: Outcome

    /// One task's outcome.
    public init(task: Int64, outcome: Outcome) {
        self.task = task
        self.outcome = outcome
    }
}

/// What the dispatcher wants done. The service performs the actions in their order; all that concerns the ledger goes through one
/// queue, first in, first out, so that a release never overtakes the grant before it.
public enum DispatchAction: Sendable, Equatable {
    /// Sends a message without payloads; only a `Welcome` with a codebook takes that codebook's bytes along.
    case send(Route, ToWorker)
    /// All for the same worker: write the leases, read the payloads, commit, then send one `Tasks` message.
    /// Where the ledger cannot write: `notGranted`; where a task has ended meanwhile: `ended`.
    case grant([Grant])
    /// Write the results at these indexes of the message just received, those of tasks that are open by the ledger's own word;
    /// commit, then call `settled` with one outcome each.
    case record(worker: String, route: Route, indexes: [Int])
    /// The task's lease is over and nobody is to blame: it is ready again, alone next time if `suspect`.
    case release(task: Int64, suspect: Bool)
    /// The task's lease is over by its own fault: one more blame, ready again, and suspect if it `crashed` its worker.
    case blame(task: Int64, crashed: Bool, code: String, message: String)
    /// The task is given up: a dead letter with this reason. Commit, then call `settled`.
    case bury(task: Int64, code: String, message: String)
    /// Read ready tasks of the lane from the ledger in the order of their places, beyond `after`, `limit` at most; then `loaded`.
    case load(Lane, after: QueuePlace, limit: Int)
    /// A result for the task was made with another codebook than the one in force. It does not count; nothing is to be done about it.
    case foreign(task: Int64)
    /// Tell whoever listens.
    case changed(WorkerChange)
}

/// The dispatcher's measures.
public struct DispatchSettings: Sendable {
    /// Milliseconds between heartbeats, dictated to the workers.
    public var heartbeatMilliseconds: Int64 = 1000
    /// Heartbeats of silence after which a worker is lost; also the grace after a restart.
    public var lostAfter: Int64 = 3
    /// How long a task may be held.
    public var leaseMilliseconds: Int64 = 60_000
    /// Blames after which a task is buried.
    public var attempts = 3
    /// Tasks, and bytes of payload, in one message; one task may exceed the bytes.
    public var groupTasks = 64
    /// Bytes of payload in one message; one task may exceed them.
    public var groupBytes = 1 << 20
    /// Tasks of a lane kept in memory, and the mark below which more are loaded.
    public var queueLimit = 4096
    /// The mark below which more tasks are loaded.
    public var queueLow = 1024
    /// Workers that may be here at a time.
    public var workers = 4096
    /// Version that an extraction worker's engine must have; empty allows any.
    public var engine = ""
    /// Digest of the codebook that extraction workers are given.
    public var codebook = ""

    /// The values above.
    public init() {}
}
