/// What every request of a client carries: an identifier that its reply repeats.
public protocol RequestBody: MessageBody {
    /// Chosen by the client, unique among its requests under way.
    var id: String { get }
}

// MARK: client → aggregator

/// All that a client may say.
public enum FromClient: MessageSet {
    case openJob(OpenJob), addDocuments(AddDocuments), closeJob(CloseJob), cancelJob(CancelJob), retryJob(RetryJob)
    case prioritizeJob(PrioritizeJob)
    case getStatus(GetStatus), getTable(GetTable), getObservations(GetObservations)
    case listWorkers(ListWorkers), drainWorker(DrainWorker), listDeadLetters(ListDeadLetters), replayDeadLetter(ReplayDeadLetter)
    case addCorrections(AddCorrections), getCorrections(GetCorrections), getDocument(GetDocument)

    /// The bodies that may come in this direction.
    public static let bodies: [any MessageBody.Type] = [
        OpenJob.self, AddDocuments.self, CloseJob.self, CancelJob.self, RetryJob.self, PrioritizeJob.self,
        GetStatus.self, GetTable.self, GetObservations.self, ListWorkers.self, DrainWorker.self, ListDeadLetters.self, ReplayDeadLetter.self,
        AddCorrections.self, GetCorrections.self, GetDocument.self,
    ]

    /// The message of a body; nil for one of another direction.
    public init?(body: any MessageBody) {
        switch body {
        case let body as OpenJob: self = .openJob(body)
        case let body as AddDocuments: self = .addDocuments(body)
        case let body as CloseJob: self = .closeJob(body)
        case let body as CancelJob: self = .cancelJob(body)
        case let body as RetryJob: self = .retryJob(body)
        case let body as PrioritizeJob: self = .prioritizeJob(body)
        case let body as GetStatus: self = .getStatus(body)
        case let body as GetTable: self = .getTable(body)
        case let body as GetObservations: self = .getObservations(body)
        case let body as ListWorkers: self = .listWorkers(body)
        case let body as DrainWorker: self = .drainWorker(body)
        case let body as ListDeadLetters: self = .listDeadLetters(body)
        case let body as ReplayDeadLetter: self = .replayDeadLetter(body)
        case let body as AddCorrections: self = .addCorrections(body)
        case let body as GetCorrections: self = .getCorrections(body)
        case let body as GetDocument: self = .getDocument(body)
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
        case .prioritizeJob(let body): body
        case .getStatus(let body): body
        case .getTable(let body): body
        case .getObservations(let body): body
        case .listWorkers(let body): body
        case .drainWorker(let body): body
        case .listDeadLetters(let body): body
        case .replayDeadLetter(let body): body
        case .addCorrections(let body): body
        case .getCorrections(let body): body
        case .getDocument(let body): body
        }
    }

    /// The fields.
    public var body: any MessageBody { request }
}
