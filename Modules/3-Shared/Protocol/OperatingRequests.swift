/// The workers that are here. Replied with `WorkersReply`.
public struct ListWorkers: RequestBody {
    /// Its name in the header.
    public static let kind = "worker.list"
    /// The request's identifier, which the reply repeats.
    public var id: String

    /// From its fields.
    public init(id: String) { self.id = id }
}

/// Asks one worker to finish what it holds and leave.
public struct DrainWorker: RequestBody {
    /// Its name in the header.
    public static let kind = "worker.drain"
    /// The request's identifier, which the reply repeats.
    public var id: String
    /// Name of the worker.
    public var worker: String

    /// From its fields.
    public init(id: String, worker: String) {
        self.id = id
        self.worker = worker
    }
}

/// Documents that were given up, with their reasons. Replied with `DeadLettersReply`.
public struct ListDeadLetters: RequestBody {
    /// Its name in the header.
    public static let kind = "dead.list"
    /// The request's identifier, which the reply repeats.
    public var id: String
    /// Of this job only; nil for all.
    public var job: Int64?
    /// So many at most.
    public var limit: Int

    /// From its fields.
    public init(id: String, job: Int64? = nil, limit: Int = 1000) {
        self.id = id
        self.job = job
        self.limit = limit
    }

    /// Holds the fields against the protocol's limits.
    public func check() throws(ProtocolError) {
        guard (1...10_000).contains(limit) else { throw ProtocolError(.limit, "page of \(limit)") }
    }
}

/// One dead letter is tried anew.
public struct ReplayDeadLetter: RequestBody {
    /// Its name in the header.
    public static let kind = "dead.replay"
    /// The request's identifier, which the reply repeats.
    public var id: String
    /// The dead letter's number.
    public var task: Int64

    /// From its fields.
    public init(id: String, task: Int64) {
        self.id = id
        self.task = task
    }
}
