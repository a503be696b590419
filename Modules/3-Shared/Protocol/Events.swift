/// What is published to whoever listens. Subscribers that are slow or late miss events and ask for the status.
///
/// Frames: a topic (`job.7`, `worker`), then the header.
public enum Event: MessageSet {
    case progress(JobProgress), worker(WorkerChange)

    /// The bodies that may come in this direction.
    public static let bodies: [any MessageBody.Type] = [JobProgress.self, WorkerChange.self]

    /// The event of a body; nil for one that is none.
    public init?(body: any MessageBody) {
        switch body {
        case let body as JobProgress: self = .progress(body)
        case let body as WorkerChange: self = .worker(body)
        default: return nil
        }
    }

    /// The fields.
    public var body: any MessageBody {
        switch self {
        case .progress(let body): body
        case .worker(let body): body
        }
    }

    /// The frame that subscribers filter by.
    public var topic: String {
        switch self {
        case .progress(let body): "job.\(body.job.job)."
        case .worker: "worker."
        }
    }
}

/// A job moved on. Several steps may be told as one, ten times a second at most.
public struct JobProgress: MessageBody {
    /// Its name in the header.
    public static let kind = "job.progress"
    /// The job as it stands.
    public var job: JobStatus

    /// From its fields.
    public init(job: JobStatus) { self.job = job }

    /// Holds the fields against the protocol's limits.
    public func check() throws(ProtocolError) { try job.check() }
}

/// A worker came or went.
public struct WorkerChange: MessageBody {
    /// Its name in the header.
    public static let kind = "worker.change"
    /// Name of the worker.
    public var worker: String
    /// What the worker does.
    public var role: Stage
    /// `joined`, `left`, `lost`, `draining`.
    public var change: String

    /// From its fields.
    public init(worker: String, role: Stage, change: String) {
        self.worker = worker
        self.role = role
        self.change = change
    }
}
