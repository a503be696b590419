// MARK: aggregator → worker

/// The aggregator takes the worker in and dictates the rhythm.
public struct Welcome: MessageBody {
    /// Its name in the header.
    public static let kind = "welcome"
    /// The worker sends a heartbeat (or anything else) at least this often, the aggregator too.
    public var heartbeatMilliseconds: Int
    /// How long a task may be held.
    public var leaseMilliseconds: Int
    /// Digest of the codebook in the payload frame; empty, and no frame, for an ingest worker.
    public var codebook: String

    /// From its fields.
    public init(heartbeatMilliseconds: Int, leaseMilliseconds: Int, codebook: String) {
        self.heartbeatMilliseconds = heartbeatMilliseconds
        self.leaseMilliseconds = leaseMilliseconds
        self.codebook = codebook
    }

    /// The codebook, where one is named.
    public var payloadCount: Int { codebook.isEmpty ? 0 : 1 }
    /// Holds the fields against the protocol's limits.
    public func check() throws(ProtocolError) {
        guard (10...3_600_000).contains(heartbeatMilliseconds), (10...86_400_000).contains(leaseMilliseconds) else {
            throw ProtocolError(.limit, "heartbeat of \(heartbeatMilliseconds) ms, lease of \(leaseMilliseconds) ms")
        }
    }
}

/// Tasks for the worker, in a group: one payload frame each, in the same order.
public struct Tasks: MessageBody {
    /// Its name in the header.
    public static let kind = "tasks"
    /// In the order of their payload frames.
    public var tasks: [TaskOrder]

    /// From its fields.
    public init(tasks: [TaskOrder]) { self.tasks = tasks }

    /// One frame a task.
    public var payloadCount: Int { tasks.count }
    /// Holds the fields against the protocol's limits.
    public func check() throws(ProtocolError) { try ProtocolError.limit(items: tasks.count, "tasks") }
}

/// One task. Its payload is the document's bytes (ingest) or a report body (extraction).
public struct TaskOrder: Codable, Sendable, Equatable {
    /// The task's number.
    public var task: Int64
    /// To be sent back with the result.
    public var lease: String
    /// 1 for the first time it is handed out.
    public var attempt: Int
    /// The document's file name, without folders.
    public var document: String
    /// For the logs, see `TraceMark`; to be sent back with the result. Absent from an older aggregator.
    public var trace: String?

    /// From its fields.
    public init(task: Int64, lease: String, attempt: Int, document: String, trace: String? = nil) {
        self.trace = trace
        self.task = task
        self.lease = lease
        self.attempt = attempt
        self.document = document
    }
}

/// These results are on disk, or were not needed any more: the worker may forget them.
public struct Recorded: MessageBody {
    /// Its name in the header.
    public static let kind = "recorded"
    /// Numbers of the tasks.
    public var tasks: [Int64]

    /// From its fields.
    public init(tasks: [Int64]) { self.tasks = tasks }

    /// Holds the fields against the protocol's limits.
    public func check() throws(ProtocolError) { try ProtocolError.limit(items: tasks.count, "tasks") }
}

/// The aggregator is alive.
public struct AggregatorHeartbeat: MessageBody {
    /// Its name in the header.
    public static let kind = "heartbeat"

    /// From its fields.
    public init() {}
}

/// Take nothing more, finish what you hold, say goodbye.
public struct Drain: MessageBody {
    /// Its name in the header.
    public static let kind = "drain"

    /// From its fields.
    public init() {}
}

/// These tasks were cancelled: what is not begun is forgotten, what comes of the others is dropped.
public struct Stop: MessageBody {
    /// Its name in the header.
    public static let kind = "stop"
    /// Numbers of the tasks.
    public var tasks: [Int64]

    /// From its fields.
    public init(tasks: [Int64]) { self.tasks = tasks }

    /// Holds the fields against the protocol's limits.
    public func check() throws(ProtocolError) { try ProtocolError.limit(items: tasks.count, "tasks") }
}

/// The worker is not taken in, or must present itself again (`worker.unknown`, after the aggregator started anew).
public struct Refused: MessageBody {
    /// Its name in the header.
    public static let kind = "refused"
    /// Why: a stable code.
    public var code: String
    /// Why, for people.
    public var message: String

    /// From its fields.
    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}

/// All that the aggregator may say to a worker.
public enum ToWorker: MessageSet {
    case welcome(Welcome), tasks(Tasks), recorded(Recorded), heartbeat(AggregatorHeartbeat), drain(Drain), stop(Stop), refused(Refused)

    /// The bodies that may come in this direction.
    public static let bodies: [any MessageBody.Type] = [
        Welcome.self, Tasks.self, Recorded.self, AggregatorHeartbeat.self, Drain.self, Stop.self, Refused.self,
    ]

    /// The message of a body; nil for one of another direction.
    public init?(body: any MessageBody) {
        switch body {
        case let body as Welcome: self = .welcome(body)
        case let body as Tasks: self = .tasks(body)
        case let body as Recorded: self = .recorded(body)
        case let body as AggregatorHeartbeat: self = .heartbeat(body)
        case let body as Drain: self = .drain(body)
        case let body as Stop: self = .stop(body)
        case let body as Refused: self = .refused(body)
        default: return nil
        }
    }

    /// The fields.
    public var body: any MessageBody {
        switch self {
        case .welcome(let body): body
        case .tasks(let body): body
        case .recorded(let body): body
        case .heartbeat(let body): body
        case .drain(let body): body
        case .stop(let body): body
        case .refused(let body): body
        }
    }
}
