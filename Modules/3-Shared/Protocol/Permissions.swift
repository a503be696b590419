/// What a request asks for, and therefore who may send it.
///
/// | permission | client | operator | read-only |
/// | --- | --- | --- | --- |
/// | ask | yes | yes | yes |
/// | submit | its own jobs | yes | no |
/// | operate | no | yes | no |
public enum Permission: String, Sendable, CaseIterable {
    /// Asks and changes nothing.
    case ask
    /// Hands documents in; decides on jobs that the same key opened.
    case submit
    /// Changes what belongs to all.
    case operate
}

extension FromClient {
    /// Which permission each message needs: the one table. A message without its line here does not compile, and `PROTOCOL.md` is held
    /// against it by a test.
    public var permission: Permission {
        switch self {
        case .getStatus, .getTable, .getObservations, .listWorkers, .listDeadLetters, .getCorrections, .getDocument: .ask
        case .openJob, .addDocuments, .closeJob, .cancelJob, .prioritizeJob: .submit
        case .retryJob, .drainWorker, .replayDeadLetter, .addCorrections: .operate
        }
    }

    /// The job that it decides on, where it needs `submit`; nil for one that is only being opened.
    public var decidesOn: Int64? {
        switch self {
        case .addDocuments(let body): body.job
        case .closeJob(let body): body.job
        case .cancelJob(let body): body.job
        case .prioritizeJob(let body): body.job
        case .openJob, .retryJob, .getStatus, .getTable, .getObservations, .listWorkers, .drainWorker, .listDeadLetters,
            .replayDeadLetter, .addCorrections, .getCorrections, .getDocument:
            nil
        }
    }
}
