public import Protocol

/// The client's side of a submission: a job is opened, documents go in groups of which a few are under way at a time, the job is closed.
///
/// A pure state machine above `ClientSession`, which sees to it that each request is answered once. Each method returns the request to
/// send; `take` gets the replies.
///
/// ```
///   open ── job ──► adding ── group, group, group … (at most `underWay` without their reply) ── close ── job ──► closed
///                     └── refused: `abandon` ── closed with what was taken, cancelled where nothing was
/// ```
public struct SubmissionSession: Sendable {
    /// Where in its life it is.
    public enum Phase: Sendable, Equatable {
        case opening, adding, closing, closed
        /// A request was refused; nothing more is sent but what `abandon` says.
        case refused(Failure)
    }

    /// What a reply meant.
    public enum Step: Sendable, Equatable {
        /// The job as it stands.
        case job(JobStatus)
        /// These documents were taken over: they are on disk.
        case accepted([AcceptedDocument])
        case refused(Failure)
        /// It answers nothing that this session asked.
        case unexpected
    }

    private let token: String
    private let label: String
    private let priority: JobPriority?
    /// Groups that may be under way.
    private let window: Int
    /// Where in its life it is.
    public private(set) var phase = Phase.opening
    /// The job's number, once it is open.
    public private(set) var job: Int64?
    /// Documents that were sent; the next one's index.
    public private(set) var sent = 0
    /// Documents that are on disk.
    public private(set) var accepted = 0
    private var underWay = 0

    /// `token`: random, so that the same submission finds its job again. `window`: groups that may be under way.
    public init(token: String, label: String, priority: JobPriority? = nil, window: Int) {
        self.token = token
        self.label = label
        self.priority = priority
        self.window = max(1, window)
    }

    /// The first request.
    public func open(id: String) -> OpenJob { OpenJob(id: id, token: token, label: label, priority: priority) }

    /// Whether a group may be sent now; else replies are to be waited for.
    public var hasRoom: Bool { phase == .adding && underWay < window }

    /// Whether nothing is under way any more.
    public var isQuiet: Bool { underWay == 0 }

    /// The next group of documents; nil where there is no room.
    public mutating func add(id: String, names: [String]) -> AddDocuments? {
        guard hasRoom, let job else { return nil }
        defer {
            sent += names.count
            underWay += 1
        }
        return AddDocuments(id: id, job: job, first: sent, names: names)
    }

    /// The last request; nil while something is under way.
    public mutating func close(id: String) -> CloseJob? {
        guard phase == .adding, underWay == 0, let job else { return nil }
        phase = .closing
        return CloseJob(id: id, job: job)
    }

    /// A job that was refused halfway (a full disk) ends: with what was taken, or as cancelled where nothing was. Nil where nothing can or
    /// need be done.
    public func abandon(id: String) -> FromClient? {
        guard case .refused(let failure) = phase, failure.code != "access.revoked", let job else { return nil }
        return accepted > 0 ? .closeJob(CloseJob(id: id, job: job)) : .cancelJob(CancelJob(id: id, job: job))
    }

    /// A reply to one of its requests.
    public mutating func take(_ reply: ToClient) -> Step {
        switch (reply, phase) {
        case (.failure(let failure), _):
            phase = .refused(failure)
            return .refused(failure)
        case (.job(let answer), .opening):
            job = answer.job.job
            phase = .adding
            return .job(answer.job)
        case (.job(let answer), .closing):
            phase = .closed
            return .job(answer.job)
        case (.added(let added), .adding):
            underWay = max(0, underWay - 1)
            accepted += added.documents.count
            return .accepted(added.documents)
        default: return .unexpected
        }
    }
}
