public import Base
internal import SQLite

/// What went wrong with the ledger, or what was asked of it in vain.
public struct LedgerError: ProductError, Equatable {
    /// The causes; the raw value is the error's code.
    public enum Kind: String, Sendable, CaseIterable {
        /// Another aggregator holds it.
        case locked = "ledger.locked"
        /// The file is damaged.
        case corrupt = "ledger.corrupt"
        /// Written by a newer version of Huibao.
        case newer = "ledger.newer"
        /// No room on the disk. The group left no trace; the ledger stays usable.
        case full = "ledger.full"
        /// The file or its folder cannot be written to.
        case readOnly = "ledger.read-only"
        /// There is no such file (readers do not make one).
        case notFound = "ledger.not-found"
        /// The folder is missing, or the path is a folder.
        case path = "ledger.path"
        /// A database of something else, or no database.
        case notALedger = "ledger.not-a-ledger"
        /// The disk failed, or SQLite did.
        case storage = "ledger.storage"
        /// No such job.
        case noJob = "job.not-found"
        /// The job belongs to another key.
        case notOwner = "access.denied"
        /// The job takes no documents any more.
        case jobClosed = "job.closed"
        /// No such task, or it is no dead letter.
        case noTask = "task.not-found"
        /// No such correction, or one that cannot be undone.
        case noCorrection = "correction.not-found"
        /// A correction that lacks what its kind needs.
        case badCorrection = "correction.invalid"
        /// A worker's result that does not fit its task.
        case unsound = "result.unsound"
        /// A cursor that no page gave out.
        case cursor = "cursor.invalid"
    }

    /// The cause.
    public var kind: Kind
    /// The ledger's path; empty for requests in vain.
    public var path: String
    /// The operation, value or cause.
    public var detail: String

    /// An error of the kind; `path` only where it concerns the file.
    public init(_ kind: Kind, path: String = "", _ detail: String = "") {
        self.kind = kind
        self.path = path
        self.detail = detail
    }

    init(_ error: SQLiteError, path: String) {
        let kind: Kind =
            switch error.kind {
            case .busy: .locked
            case .full: .full
            case .corrupt: .corrupt
            case .notADatabase: .notALedger
            case .readOnly: .readOnly
            case .cannotOpen: .path
            case .io, .constraint, .other: .storage
            }
        self.init(kind, path: path, error.message)
    }

    /// Whether the request alone was in vain: the rest of the group goes on. Everything else undoes the group.
    public var concernsRequestOnly: Bool {
        switch kind {
        case .noJob, .notOwner, .jobClosed, .noTask, .noCorrection, .badCorrection, .unsound, .cursor: true
        case .locked, .corrupt, .newer, .full, .readOnly, .notFound, .path, .notALedger, .storage: false
        }
    }

    /// Stable name for scripts.
    public var code: String { kind.rawValue }

    /// What happened, where.
    public var message: String {
        let cause = detail.isEmpty ? "" : " (\(detail))"
        return switch kind {
        case .locked: "the ledger \(path) is in use\(cause)"
        case .corrupt: "the ledger \(path) is damaged\(cause)"
        case .newer: "the ledger \(path) was written by a newer version of Huibao\(cause)"
        case .full: "no room left for the ledger \(path)\(cause)"
        case .readOnly: "the ledger \(path) cannot be written to\(cause)"
        case .notFound: "there is no ledger at \(path)\(cause)"
        case .path: "no ledger can be opened at \(path)\(cause)"
        case .notALedger: "the file \(path) is not a ledger of Huibao\(cause)"
        case .storage: "the ledger \(path) could not be read or written\(cause)"
        case .noJob: "there is no job \(detail)"
        case .notOwner: "job \(detail) was opened with another key"
        case .jobClosed: "job \(detail) takes no more documents"
        case .noTask: "there is no dead letter \(detail)"
        case .noCorrection: "there is no correction \(detail)"
        case .badCorrection: "the correction cannot be recorded: \(detail)"
        case .unsound: "a result does not fit its task: \(detail)"
        case .cursor: "'\(detail)' is no cursor of a page"
        }
    }

    /// What to do about it; empty where there is nothing.
    public var advice: String {
        switch kind {
        case .locked: "stop the other aggregator or choose another ledger"
        case .corrupt: "restore it from a copy, or move it away and submit the documents again"
        case .newer: "use that version, or choose another ledger"
        case .full: "make room on its disk; nothing that was acknowledged is lost"
        case .readOnly: "check the permissions of the file and its folder"
        case .notFound: "check the path, or start an aggregator with it"
        case .path: "check that the folder exists and the path names a file"
        case .notALedger: "choose another path"
        case .storage: "check the disk"
        case .noJob: "list the jobs with 'huibao status'"
        case .notOwner: "ask its owner, or an operator"
        case .jobClosed: "submit them as a new job"
        case .noTask: "list them with 'huibao dead list'"
        case .noCorrection: "list them with 'huibao correct list'"
        case .badCorrection: "see 'huibao correct set --help'"
        case .unsound: "check the worker's version"
        case .cursor: "begin at the first page"
        }
    }

    /// With which a command ends.
    public var exitCode: ExitCode {
        switch kind {
        case .notFound, .noJob, .noTask, .noCorrection: .notFound
        case .cursor, .badCorrection: .usage
        case .notOwner: .denied
        case .locked, .corrupt, .newer, .full, .readOnly, .path, .notALedger, .storage, .jobClosed, .unsound: .failure
        }
    }
}
