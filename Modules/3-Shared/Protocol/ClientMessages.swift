/// What every request of a client carries: an identifier that its reply repeats.
public protocol RequestBody: MessageBody {
    /// Chosen by the client, unique among its requests under way.
    var id: String { get }
}

// MARK: client → aggregator

/// Opens a job, or finds it again: the same `token` gives the same job, so a request repeated after a broken connection is harmless.
public struct OpenJob: RequestBody {
    public static let kind = "job.open"
    public var id: String
    /// Chosen by the client, random, unique: makes repeats harmless.
    public var token: String
    /// For people: `年报 2021`. May be empty.
    public var label: String

    public init(id: String, token: String, label: String) {
        self.id = id
        self.token = token
        self.label = label
    }

    public func check() throws(ProtocolError) {
        try ProtocolError.limit(name: token, "token")
        try ProtocolError.limit(name: label, "label")
        guard !token.isEmpty else { throw ProtocolError(.malformed, "empty token") }
    }
}

/// Documents of a job, in a group: one payload frame each. An index that the job has already is taken as a repeat.
public struct AddDocuments: RequestBody {
    public static let kind = "job.add"
    public var id: String
    public var job: Int64
    /// Index of the first document within the job, from 0; the others follow.
    public var first: Int
    /// File names without folders, one a document.
    public var names: [String]

    public init(id: String, job: Int64, first: Int, names: [String]) {
        self.id = id
        self.job = job
        self.first = first
        self.names = names
    }

    public var payloadCount: Int { names.count }
    public func check() throws(ProtocolError) {
        try ProtocolError.limit(items: names.count, "documents")
        guard first >= 0 else { throw ProtocolError(.malformed, "negative index") }
        for name in names { try ProtocolError.limit(name: name, "name") }
    }
}

/// No more documents will come.
public struct CloseJob: RequestBody {
    public static let kind = "job.close"
    public var id: String
    public var job: Int64

    public init(id: String, job: Int64) {
        self.id = id
        self.job = job
    }
}

/// Documents of the job that nobody works on are given up, at once.
public struct CancelJob: RequestBody {
    public static let kind = "job.cancel"
    public var id: String
    public var job: Int64

    public init(id: String, job: Int64) {
        self.id = id
        self.job = job
    }
}

/// The job's dead letters and cancelled documents are tried anew.
public struct RetryJob: RequestBody {
    public static let kind = "job.retry"
    public var id: String
    public var job: Int64

    public init(id: String, job: Int64) {
        self.id = id
        self.job = job
    }
}

/// How things stand: of everything, or of one job. Replied with `StatusReply`.
public struct GetStatus: RequestBody {
    public static let kind = "status"
    public var id: String
    public var job: Int64?

    public init(id: String, job: Int64? = nil) {
        self.id = id
        self.job = job
    }
}

/// Cells, by page. Replied with `Page`: a JSON array of cells in the payload, in the order of (city, year, indicator) by Unicode scalars.
public struct GetTable: RequestBody {
    public static let kind = "table"
    public var id: String
    /// Empty lists do not filter.
    public var cities: [String]
    public var indicators: [String]
    public var areas: [String]
    public var years: [Int]
    /// Cursor of the page before; empty for the first page.
    public var after: String
    public var limit: Int

    public init(
        id: String, cities: [String] = [], indicators: [String] = [], areas: [String] = [], years: [Int] = [], after: String = "",
        limit: Int = 1000
    ) {
        self.id = id
        self.cities = cities
        self.indicators = indicators
        self.areas = areas
        self.years = years
        self.after = after
        self.limit = limit
    }

    public func check() throws(ProtocolError) {
        for list in [cities, indicators, areas] {
            try ProtocolError.limit(items: list.count, "filters")
            for value in list { try ProtocolError.limit(name: value, "filter") }
        }
        try ProtocolError.limit(items: years.count, "years")
        guard (1...10_000).contains(limit) else { throw ProtocolError(.limit, "page of \(limit)") }
    }
}

/// Observations, by page, in the order of (document name, SHA-256, report, position). Replied with `Page`: JSON lines in the payload.
public struct GetObservations: RequestBody {
    public static let kind = "observations"
    public var id: String
    public var after: String
    /// Reports (not lines) a page.
    public var limit: Int

    public init(id: String, after: String = "", limit: Int = 200) {
        self.id = id
        self.after = after
        self.limit = limit
    }

    public func check() throws(ProtocolError) {
        guard (1...10_000).contains(limit) else { throw ProtocolError(.limit, "page of \(limit)") }
    }
}

/// The workers that are here. Replied with `WorkersReply`.
public struct ListWorkers: RequestBody {
    public static let kind = "worker.list"
    public var id: String

    public init(id: String) { self.id = id }
}

/// Asks one worker to finish what it holds and leave.
public struct DrainWorker: RequestBody {
    public static let kind = "worker.drain"
    public var id: String
    public var worker: String

    public init(id: String, worker: String) {
        self.id = id
        self.worker = worker
    }
}

/// Documents that were given up, with their reasons. Replied with `DeadLettersReply`.
public struct ListDeadLetters: RequestBody {
    public static let kind = "dead.list"
    public var id: String
    public var job: Int64?
    public var limit: Int

    public init(id: String, job: Int64? = nil, limit: Int = 1000) {
        self.id = id
        self.job = job
        self.limit = limit
    }

    public func check() throws(ProtocolError) {
        guard (1...10_000).contains(limit) else { throw ProtocolError(.limit, "page of \(limit)") }
    }
}

/// One dead letter is tried anew.
public struct ReplayDeadLetter: RequestBody {
    public static let kind = "dead.replay"
    public var id: String
    public var task: Int64

    public init(id: String, task: Int64) {
        self.id = id
        self.task = task
    }
}

/// All that a client may say.
public enum FromClient: MessageSet {
    case openJob(OpenJob), addDocuments(AddDocuments), closeJob(CloseJob), cancelJob(CancelJob), retryJob(RetryJob)
    case getStatus(GetStatus), getTable(GetTable), getObservations(GetObservations)
    case listWorkers(ListWorkers), drainWorker(DrainWorker), listDeadLetters(ListDeadLetters), replayDeadLetter(ReplayDeadLetter)

    public static let bodies: [any MessageBody.Type] = [
        OpenJob.self, AddDocuments.self, CloseJob.self, CancelJob.self, RetryJob.self, GetStatus.self, GetTable.self,
        GetObservations.self, ListWorkers.self, DrainWorker.self, ListDeadLetters.self, ReplayDeadLetter.self,
    ]

    public init?(body: any MessageBody) {
        switch body {
        case let body as OpenJob: self = .openJob(body)
        case let body as AddDocuments: self = .addDocuments(body)
        case let body as CloseJob: self = .closeJob(body)
        case let body as CancelJob: self = .cancelJob(body)
        case let body as RetryJob: self = .retryJob(body)
        case let body as GetStatus: self = .getStatus(body)
        case let body as GetTable: self = .getTable(body)
        case let body as GetObservations: self = .getObservations(body)
        case let body as ListWorkers: self = .listWorkers(body)
        case let body as DrainWorker: self = .drainWorker(body)
        case let body as ListDeadLetters: self = .listDeadLetters(body)
        case let body as ReplayDeadLetter: self = .replayDeadLetter(body)
        default: return nil
        }
    }

    /// The fields, with the identifier that the reply repeats.
    public var request: any RequestBody {
        switch self {
        case .openJob(let body): body
        case .addDocuments(let body): body
        case .closeJob(let body): body
        case .cancelJob(let body): body
        case .retryJob(let body): body
        case .getStatus(let body): body
        case .getTable(let body): body
        case .getObservations(let body): body
        case .listWorkers(let body): body
        case .drainWorker(let body): body
        case .listDeadLetters(let body): body
        case .replayDeadLetter(let body): body
        }
    }

    public var body: any MessageBody { request }
}
