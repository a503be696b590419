/// Opens a job, or finds it again: the same `token` gives the same job, so a request repeated after a broken connection is harmless.
public struct OpenJob: RequestBody {
    /// Its name in the header.
    public static let kind = "job.open"
    /// The request's identifier, which the reply repeats.
    public var id: String
    /// Chosen by the client, random, unique: makes repeats harmless.
    public var token: String
    /// For people: `年报 2021`. May be empty.
    public var label: String
    /// How urgent it is; absent: normal.
    public var priority: JobPriority?

    /// From its fields.
    public init(id: String, token: String, label: String, priority: JobPriority? = nil) {
        self.id = id
        self.token = token
        self.label = label
        self.priority = priority
    }

    /// Holds the fields against the protocol's limits.
    public func check() throws(ProtocolError) {
        try ProtocolError.limit(name: token, "token")
        try ProtocolError.limit(name: label, "label")
        guard !token.isEmpty else { throw ProtocolError(.malformed, "empty token") }
    }
}

/// Documents of a job, in a group: one payload frame each. An index that the job has already is taken as a repeat.
public struct AddDocuments: RequestBody {
    /// Its name in the header.
    public static let kind = "job.add"
    /// The request's identifier, which the reply repeats.
    public var id: String
    /// The job's number.
    public var job: Int64
    /// Index of the first document within the job, from 0; the others follow.
    public var first: Int
    /// File names without folders, one a document.
    public var names: [String]

    /// From its fields.
    public init(id: String, job: Int64, first: Int, names: [String]) {
        self.id = id
        self.job = job
        self.first = first
        self.names = names
    }

    /// One frame a document.
    public var payloadCount: Int { names.count }
    /// Holds the fields against the protocol's limits.
    public func check() throws(ProtocolError) {
        try ProtocolError.limit(items: names.count, "documents")
        guard first >= 0 else { throw ProtocolError(.malformed, "negative index") }
        for name in names { try ProtocolError.limit(name: name, "name") }
    }
}

/// No more documents will come.
public struct CloseJob: RequestBody {
    /// Its name in the header.
    public static let kind = "job.close"
    /// The request's identifier, which the reply repeats.
    public var id: String
    /// The job's number.
    public var job: Int64

    /// From its fields.
    public init(id: String, job: Int64) {
        self.id = id
        self.job = job
    }
}

/// Documents of the job that nobody works on are given up, at once.
public struct CancelJob: RequestBody {
    /// Its name in the header.
    public static let kind = "job.cancel"
    /// The request's identifier, which the reply repeats.
    public var id: String
    /// The job's number.
    public var job: Int64

    /// From its fields.
    public init(id: String, job: Int64) {
        self.id = id
        self.job = job
    }
}

/// The job's dead letters and cancelled documents are tried anew.
public struct RetryJob: RequestBody {
    /// Its name in the header.
    public static let kind = "job.retry"
    /// The request's identifier, which the reply repeats.
    public var id: String
    /// The job's number.
    public var job: Int64

    /// From its fields.
    public init(id: String, job: Int64) {
        self.id = id
        self.job = job
    }
}

/// What the job still has to do becomes more or less urgent.
public struct PrioritizeJob: RequestBody {
    /// Its name in the header.
    public static let kind = "job.prioritize"
    /// The request's identifier, which the reply repeats.
    public var id: String
    /// The job's number.
    public var job: Int64
    /// From now on.
    public var priority: JobPriority

    /// From its fields.
    public init(id: String, job: Int64, priority: JobPriority) {
        self.id = id
        self.job = job
        self.priority = priority
    }
}
