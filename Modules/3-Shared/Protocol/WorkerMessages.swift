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
    /// Its name in the header.
    public static let kind = "hello"
    /// What it can do.
    public var role: Stage
    /// Its name for as long as its process lives: letters, digits, `.`, `-`; unique among the workers.
    public var worker: String
    /// Name of the worker's machine.
    public var host: String
    /// Number of the worker's process.
    public var pid: Int
    /// Version of the product.
    public var software: String
    /// Version of the engine; empty for an ingest worker.
    public var engine: String
    /// How many tasks it is ready to hold at a time, finished but unrecorded ones included.
    public var capacity: Int
    /// Tasks that it holds from an earlier connection: in work, or finished and not yet recorded.
    public var holding: [HeldTask]

    /// From its fields.
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

    /// Holds the fields against the protocol's limits.
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
    /// The task's number.
    public var task: Int64
    /// The lease's token.
    public var lease: String

    /// From its fields.
    public init(task: Int64, lease: String) {
        self.task = task
        self.lease = lease
    }
}

/// Finished tasks, in a group. Payload frames follow in the order of the results, `payloads` of each.
public struct Results: MessageBody {
    /// Its name in the header.
    public static let kind = "results"
    /// In the order of their payload frames.
    public var results: [TaskResult]
    /// Digest of the codebook that all of them were made with; absent for an ingest worker.
    public var codebook: String?

    /// From its fields.
    public init(results: [TaskResult], codebook: String? = nil) {
        self.results = results
        self.codebook = codebook
    }

    /// The results' own frames together.
    public var payloadCount: Int { results.reduce(0) { $0 + max(0, $1.payloads) } }
    /// Holds the fields against the protocol's limits.
    public func check() throws(ProtocolError) {
        try ProtocolError.limit(items: results.count, "results")
        if let codebook { try ProtocolError.limit(name: codebook, "codebook") }
        for result in results { try result.check() }
    }
}

/// How one task ended.
public struct TaskResult: Codable, Sendable, Equatable {
    /// The task's number.
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
    /// Numerals of the report that are no statistic (extraction).
    public var rejections: Int
    /// Microseconds of work.
    public var micros: Int
    /// As it came with the task; absent where none came.
    public var trace: String?

    /// From its fields.
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
        if let trace { try ProtocolError.limit(name: trace, "trace") }
        // a line and a numeral take a byte at least
        try ProtocolError.limit(counts: [observations, rejections], "a result", most: WireLimits.payloadBytes)
        try ProtocolError.limit(counts: [micros], "a result")
        for report in reports {
            try ProtocolError.limit(name: report.city, "city")
            guard report.number >= 0, (0...9999).contains(report.year ?? 0) else {
                throw ProtocolError(.malformed, "a report's number or year")
            }
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

    /// From its fields.
    public init(code: String, message: String, retry: Bool) {
        self.code = code
        self.message = message
        self.retry = retry
    }
}

/// What the aggregator needs to know of a report without opening it.
public struct ReportHeader: Codable, Sendable, Equatable {
    /// Number of the report within its document, from 0.
    public var number: Int
    /// Whose report it is; empty when the document does not tell.
    public var city: String
    /// The year that it tells about, or nil.
    public var year: Int?

    /// From its fields.
    public init(number: Int, city: String, year: Int?) {
        self.number = number
        self.city = city
        self.year = year
    }
}

/// The worker is alive.
public struct WorkerHeartbeat: MessageBody {
    /// Its name in the header.
    public static let kind = "heartbeat"
    /// Tasks in hand, finished but unrecorded ones included.
    public var held: Int
    /// True when the worker wants no more tasks, finishes what it holds and leaves; otherwise absent.
    public var draining: Bool?

    /// From its fields.
    public init(held: Int, draining: Bool? = nil) {
        self.held = held
        self.draining = draining
    }

    /// Holds the fields against the protocol's limits.
    public func check() throws(ProtocolError) { try ProtocolError.limit(counts: [held], "a heartbeat") }
}

/// The worker leaves; what it still holds goes back at once, nobody is to blame.
public struct Goodbye: MessageBody {
    /// Its name in the header.
    public static let kind = "goodbye"
    /// Why it leaves, for the log.
    public var reason: String

    /// From its fields.
    public init(reason: String) { self.reason = reason }

    /// Holds the fields against the protocol's limits.
    public func check() throws(ProtocolError) { try ProtocolError.limit(message: reason, "reason") }
}

/// All that a worker may say.
public enum FromWorker: MessageSet {
    case hello(Hello), results(Results), heartbeat(WorkerHeartbeat), goodbye(Goodbye)

    /// The bodies that may come in this direction.
    public static let bodies: [any MessageBody.Type] = [Hello.self, Results.self, WorkerHeartbeat.self, Goodbye.self]

    /// The message of a body; nil for one of another direction.
    public init?(body: any MessageBody) {
        switch body {
        case let body as Hello: self = .hello(body)
        case let body as Results: self = .results(body)
        case let body as WorkerHeartbeat: self = .heartbeat(body)
        case let body as Goodbye: self = .goodbye(body)
        default: return nil
        }
    }

    /// The fields.
    public var body: any MessageBody {
        switch self {
        case .hello(let body): body
        case .results(let body): body
        case .heartbeat(let body): body
        case .goodbye(let body): body
        }
    }
}
