/// The two stages of a document's way.
public enum Stage: String, Sendable, Codable, CaseIterable {
    /// A document's bytes become reports.
    case ingest
    /// A report becomes observations and claims.
    case extraction
}

// MARK: worker → aggregator

/// A worker presents itself, on every new connection, before anything else.
public struct Hello: MessageBody {
    public static let kind = "hello"
    /// What it can do.
    public var role: Stage
    /// Its name for as long as its process lives: letters, digits, `.`, `-`; unique among the workers.
    public var worker: String
    public var host: String
    public var pid: Int
    /// Version of the product.
    public var software: String
    /// Version of the engine; empty for an ingest worker.
    public var engine: String
    /// How many tasks it is ready to hold at a time, finished but unrecorded ones included.
    public var capacity: Int
    /// Tasks that it holds from an earlier connection: in work, or finished and not yet recorded.
    public var holding: [HeldTask]

    public init(
        role: Stage, worker: String, host: String, pid: Int, software: String, engine: String, capacity: Int, holding: [HeldTask]
    ) {
        self.role = role
        self.worker = worker
        self.host = host
        self.pid = pid
        self.software = software
        self.engine = engine
        self.capacity = capacity
        self.holding = holding
    }

    public func check() throws(ProtocolError) {
        try ProtocolError.limit(items: holding.count, "held tasks")
        for (name, value) in [("worker", worker), ("host", host), ("software", software), ("engine", engine)] {
            try ProtocolError.limit(name: value, name)
        }
        guard !worker.isEmpty else { throw ProtocolError(.malformed, "empty worker name") }
        guard (1...WireLimits.items).contains(capacity) else { throw ProtocolError(.limit, "capacity of \(capacity)") }
    }
}

/// A task under a lease.
public struct HeldTask: Codable, Sendable, Equatable, Hashable {
    public var task: Int64
    public var lease: String

    public init(task: Int64, lease: String) {
        self.task = task
        self.lease = lease
    }
}

/// Finished tasks, in a group. Payload frames follow in the order of the results, `payloads` of each.
public struct Results: MessageBody {
    public static let kind = "results"
    public var results: [TaskResult]

    public init(results: [TaskResult]) { self.results = results }

    public var payloadCount: Int { results.reduce(0) { $0 + max(0, $1.payloads) } }
    public func check() throws(ProtocolError) {
        try ProtocolError.limit(items: results.count, "results")
        for result in results { try result.check() }
    }
}

/// How one task ended.
public struct TaskResult: Codable, Sendable, Equatable {
    public var task: Int64
    /// The lease under which the task was handed out; tells a late result apart.
    public var lease: String
    /// Why the document could not be worked; nil when it was.
    public var failure: TaskFailure?
    /// How many payload frames are its own: one a report (ingest); observation lines, then claim lines (extraction); none on failure.
    public var payloads: Int
    /// One entry a report, in order (ingest).
    public var reports: [ReportHeader]
    /// Observations in the first payload, rejected numerals beside them (extraction).
    public var observations: Int
    public var rejections: Int
    /// Microseconds of work.
    public var micros: Int

    public init(
        task: Int64, lease: String, failure: TaskFailure? = nil, payloads: Int = 0, reports: [ReportHeader] = [],
        observations: Int = 0, rejections: Int = 0, micros: Int = 0
    ) {
        self.task = task
        self.lease = lease
        self.failure = failure
        self.payloads = payloads
        self.reports = reports
        self.observations = observations
        self.rejections = rejections
        self.micros = micros
    }

    func check() throws(ProtocolError) {
        guard (0...WireLimits.payloads).contains(payloads) else { throw ProtocolError(.limit, "\(payloads) payloads of a result") }
        guard reports.count <= payloads else { throw ProtocolError(.payloads, "\(reports.count) reports in \(payloads) payloads") }
        try ProtocolError.limit(name: lease, "lease")
        // a line and a numeral take a byte at least
        try ProtocolError.limit(counts: [observations, rejections], "a result", most: WireLimits.payloadBytes)
        try ProtocolError.limit(counts: [micros], "a result")
        for report in reports {
            try ProtocolError.limit(name: report.city, "city")
            guard report.number >= 0, (0...9999).contains(report.year ?? 0) else { throw ProtocolError(.malformed, "a report's number or year") }
        }
        if let failure {
            try ProtocolError.limit(name: failure.code, "code")
            try ProtocolError.limit(message: failure.message, "message")
        }
    }
}

/// Why a task failed.
public struct TaskFailure: Codable, Sendable, Equatable {
    /// Stable code: `document.encoding`, `report.unsound`.
    public var code: String
    /// What, where and what to do, without text of the document.
    public var message: String
    /// Whether another attempt may end otherwise; a document that is no text will not.
    public var retry: Bool

    public init(code: String, message: String, retry: Bool) {
        self.code = code
        self.message = message
        self.retry = retry
    }
}

/// What the aggregator needs to know of a report without opening it.
public struct ReportHeader: Codable, Sendable, Equatable {
    public var number: Int
    public var city: String
    public var year: Int?

    public init(number: Int, city: String, year: Int?) {
        self.number = number
        self.city = city
        self.year = year
    }
}

/// The worker is alive.
public struct WorkerHeartbeat: MessageBody {
    public static let kind = "heartbeat"
    /// Tasks in hand, finished but unrecorded ones included.
    public var held: Int
    /// True when the worker wants no more tasks, finishes what it holds and leaves; otherwise absent.
    public var draining: Bool?

    public init(held: Int, draining: Bool? = nil) {
        self.held = held
        self.draining = draining
    }

    public func check() throws(ProtocolError) { try ProtocolError.limit(counts: [held], "a heartbeat") }
}

/// The worker leaves; what it still holds goes back at once, nobody is to blame.
public struct Goodbye: MessageBody {
    public static let kind = "goodbye"
    public var reason: String

    public init(reason: String) { self.reason = reason }

    public func check() throws(ProtocolError) { try ProtocolError.limit(message: reason, "reason") }
}

/// All that a worker may say.
public enum FromWorker: MessageSet {
    case hello(Hello), results(Results), heartbeat(WorkerHeartbeat), goodbye(Goodbye)

    public static let bodies: [any MessageBody.Type] = [Hello.self, Results.self, WorkerHeartbeat.self, Goodbye.self]

    public init?(body: any MessageBody) {
        switch body {
        case let body as Hello: self = .hello(body)
        case let body as Results: self = .results(body)
        case let body as WorkerHeartbeat: self = .heartbeat(body)
        case let body as Goodbye: self = .goodbye(body)
        default: return nil
        }
    }

    public var body: any MessageBody {
        switch self {
        case .hello(let body): body
        case .results(let body): body
        case .heartbeat(let body): body
        case .goodbye(let body): body
        }
    }
}

// MARK: aggregator → worker

/// The aggregator takes the worker in and dictates the rhythm.
public struct Welcome: MessageBody {
    public static let kind = "welcome"
    /// The worker sends a heartbeat (or anything else) at least this often, the aggregator too.
    public var heartbeatMilliseconds: Int
    /// How long a task may be held.
    public var leaseMilliseconds: Int
    /// Digest of the codebook in the payload frame; empty, and no frame, for an ingest worker.
    public var codebook: String

    public init(heartbeatMilliseconds: Int, leaseMilliseconds: Int, codebook: String) {
        self.heartbeatMilliseconds = heartbeatMilliseconds
        self.leaseMilliseconds = leaseMilliseconds
        self.codebook = codebook
    }

    public var payloadCount: Int { codebook.isEmpty ? 0 : 1 }
    public func check() throws(ProtocolError) {
        guard (10...3_600_000).contains(heartbeatMilliseconds), (10...86_400_000).contains(leaseMilliseconds) else {
            throw ProtocolError(.limit, "heartbeat of \(heartbeatMilliseconds) ms, lease of \(leaseMilliseconds) ms")
        }
    }
}

/// Tasks for the worker, in a group: one payload frame each, in the same order.
public struct Tasks: MessageBody {
    public static let kind = "tasks"
    public var tasks: [TaskOrder]

    public init(tasks: [TaskOrder]) { self.tasks = tasks }

    public var payloadCount: Int { tasks.count }
    public func check() throws(ProtocolError) { try ProtocolError.limit(items: tasks.count, "tasks") }
}

/// One task. Its payload is the document's bytes (ingest) or a report body (extraction).
public struct TaskOrder: Codable, Sendable, Equatable {
    public var task: Int64
    public var lease: String
    /// 1 for the first time it is handed out.
    public var attempt: Int
    /// The document's file name, without folders.
    public var document: String

    public init(task: Int64, lease: String, attempt: Int, document: String) {
        self.task = task
        self.lease = lease
        self.attempt = attempt
        self.document = document
    }
}

/// These results are on disk, or were not needed any more: the worker may forget them.
public struct Recorded: MessageBody {
    public static let kind = "recorded"
    public var tasks: [Int64]

    public init(tasks: [Int64]) { self.tasks = tasks }

    public func check() throws(ProtocolError) { try ProtocolError.limit(items: tasks.count, "tasks") }
}

/// The aggregator is alive.
public struct AggregatorHeartbeat: MessageBody {
    public static let kind = "heartbeat"

    public init() {}
}

/// Take nothing more, finish what you hold, say goodbye.
public struct Drain: MessageBody {
    public static let kind = "drain"

    public init() {}
}

/// The worker is not taken in, or must present itself again (`worker.unknown`, after the aggregator started anew).
public struct Refused: MessageBody {
    public static let kind = "refused"
    public var code: String
    public var message: String

    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}

/// All that the aggregator may say to a worker.
public enum ToWorker: MessageSet {
    case welcome(Welcome), tasks(Tasks), recorded(Recorded), heartbeat(AggregatorHeartbeat), drain(Drain), refused(Refused)

    public static let bodies: [any MessageBody.Type] = [
        Welcome.self, Tasks.self, Recorded.self, AggregatorHeartbeat.self, Drain.self, Refused.self,
    ]

    public init?(body: any MessageBody) {
        switch body {
        case let body as Welcome: self = .welcome(body)
        case let body as Tasks: self = .tasks(body)
        case let body as Recorded: self = .recorded(body)
        case let body as AggregatorHeartbeat: self = .heartbeat(body)
        case let body as Drain: self = .drain(body)
        case let body as Refused: self = .refused(body)
        default: return nil
        }
    }

    public var body: any MessageBody {
        switch self {
        case .welcome(let body): body
        case .tasks(let body): body
        case .recorded(let body): body
        case .heartbeat(let body): body
        case .drain(let body): body
        case .refused(let body): body
        }
    }
}
