internal import CSQLite
public import Base

/// What SQLite answered instead of doing the work. Names the operation and the statement, never a value.
public struct SQLiteError: ProductError, Equatable {
    /// The kinds that callers tell apart.
    public enum Kind: String, Sendable, CaseIterable {
        /// Another connection holds the lock for longer than the busy timeout.
        case busy = "sqlite.busy"
        /// The file or its folder is full.
        case full = "sqlite.full"
        /// The file is damaged.
        case corrupt = "sqlite.corrupt"
        /// The file is no SQLite database.
        case notADatabase = "sqlite.not-a-database"
        /// The file or its folder cannot be written to.
        case readOnly = "sqlite.read-only"
        /// The file cannot be opened.
        case cannotOpen = "sqlite.cannot-open"
        /// Reading or writing failed.
        case io = "sqlite.io"
        /// A constraint of the schema was broken.
        case constraint = "sqlite.constraint"
        /// Everything else: a wrong statement, a lack of memory.
        case other = "sqlite.other"
    }

    /// The cause.
    public var kind: Kind
    /// SQLite's extended result code.
    public var result: Int32
    /// The system's error number behind it, or 0.
    public var systemError: Int32
    /// What was under way: `open`, `commit`, `run tasks.insert`.
    public var operation: String
    /// SQLite's own words for the code.
    public var detail: String

    /// An error from SQLite's extended result code, the system's error number and what was under way.
    public init(result: Int32, systemError: Int32 = 0, operation: String) {
        self.result = result
        self.systemError = systemError
        self.operation = operation
        kind = Self.kind(result, systemError)
        detail = unsafe sqlite3_errstr(result).map { unsafe String(cString: $0) } ?? "result \(result)"
    }

    private static func kind(_ result: Int32, _ systemError: Int32) -> Kind {
        if systemError == noSpace || systemError == quotaExceeded, result & 0xff == SQLITE_IOERR { return .full }
        return switch result & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED: .busy
        case SQLITE_FULL: .full
        case SQLITE_CORRUPT: .corrupt
        case SQLITE_NOTADB: .notADatabase
        case SQLITE_READONLY, SQLITE_PERM: .readOnly
        case SQLITE_CANTOPEN: .cannotOpen
        case SQLITE_IOERR: .io
        case SQLITE_CONSTRAINT: .constraint
        default: .other
        }
    }

    /// `ENOSPC`, `EDQUOT`.
    private static let noSpace: Int32 = 28
    private static let quotaExceeded: Int32 = 122

    /// Stable name for scripts.
    public var code: String { kind.rawValue }
    /// What happened, where.
    public var message: String { "\(operation): \(detail) (SQLite \(result)\(systemError == 0 ? "" : ", errno \(systemError)"))" }
    /// What to do about it; empty where there is nothing.
    public var advice: String {
        switch kind {
        case .busy: "try again when the other process is done"
        case .full: "make room on the disk"
        case .corrupt, .notADatabase: "restore the file from a copy"
        case .readOnly, .cannotOpen: "check the path and its permissions"
        case .io: "check the disk"
        case .constraint, .other: ""
        }
    }
}
