internal import CSQLite
internal import Glibc

/// An open database. Belongs to the thread that first uses it: not `Sendable`, and in debug builds every use elsewhere stops at once.
///
/// No pointer leaves this class and `SQLiteStatement`. Statements keep their connection open for as long as they live.
@safe
public final class SQLiteConnection {
    /// The library in use: `SQLite 3.40.1`.
    public static var libraryVersion: String { "SQLite " + (unsafe sqlite3_libversion().map { unsafe String(cString: $0) } ?? "") }

    /// How to open the file.
    public enum Mode: Sendable {
        /// For reading and writing; made when it does not exist.
        case create
        /// For reading and writing; must exist.
        case readWrite
        /// For reading; must exist.
        case readOnly
    }

    let handle: OpaquePointer
    /// As it was opened.
    public let path: String
    private let busyMilliseconds: Int32
    /// As `setFlushing` left it; a connection begins with FULL.
    private var isFlushing = true
    #if DEBUG
        private var owner: pthread_t?
    #endif

    /// Opens the file (`:memory:` for none). `busyMilliseconds`: how long a lock of another connection is waited for.
    public init(path: String, mode: Mode, busyMilliseconds: Int32 = 5000) throws(SQLiteError) {
        let access =
            switch mode {
            case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            case .readWrite: SQLITE_OPEN_READWRITE
            case .readOnly: SQLITE_OPEN_READONLY
            }
        var opened: OpaquePointer?
        let result = unsafe sqlite3_open_v2(path, &opened, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard result == SQLITE_OK, let handle = unsafe opened else {
            let system = unsafe opened.map { unsafe sqlite3_system_errno($0) } ?? 0
            unsafe sqlite3_close_v2(opened)
            throw SQLiteError(result: result, systemError: system, operation: "open")
        }
        unsafe self.handle = handle
        self.path = path
        self.busyMilliseconds = busyMilliseconds
        unsafe sqlite3_busy_timeout(handle, busyMilliseconds)
    }

    deinit { unsafe sqlite3_close_v2(handle) }

    /// Runs one or more statements without values and without rows. `name` stands in the error.
    public func execute(_ name: String, _ sql: String) throws(SQLiteError) {
        assertOwner()
        let result = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
        guard result == SQLITE_OK else { throw error(result, name) }
    }

    /// A prepared statement, to be kept and used again. `name` stands in its errors.
    public func prepare(_ name: String, _ sql: String) throws(SQLiteError) -> SQLiteStatement {
        assertOwner()
        return try SQLiteStatement(self, name, sql)
    }

    /// The first column of the first row as an integer, or nil when there is no row or it is null: for pragmas and single counts.
    public func integer(_ name: String, _ sql: String) throws(SQLiteError) -> Int64? {
        let statement = try prepare(name, sql)
        return try statement.step() && !statement.isNull(0) ? statement.int64(0) : nil
    }

    /// The first column of the first row as text, or nil when there is no row or it is null.
    public func text(_ name: String, _ sql: String) throws(SQLiteError) -> String? {
        let statement = try prepare(name, sql)
        return try statement.step() && !statement.isNull(0) ? statement.text(0) : nil
    }

    /// Begins a transaction that may write; waits for another writer up to the busy timeout.
    public func begin() throws(SQLiteError) { try execute("begin", "BEGIN IMMEDIATE") }

    /// Whether commits from now on wait until the write-ahead log is on the disk (`synchronous` FULL or NORMAL). Those that do not wait
    /// survive the death of the process, and a power cut from the next commit on that waits. Outside of transactions; as it was, it costs nothing.
    public func setFlushing(_ flushing: Bool) throws(SQLiteError) {
        guard flushing != isFlushing else { return }
        try execute("synchronous", flushing ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL")
        isFlushing = flushing
    }

    /// Begins a transaction that reads one state of the database.
    public func beginReading() throws(SQLiteError) { try execute("begin", "BEGIN") }

    /// Ends a transaction and keeps what it did: on disk when this returns, with `synchronous = FULL`.
    public func commit() throws(SQLiteError) { try execute("commit", "COMMIT") }

    /// Ends a transaction without a trace. Does nothing where SQLite rolled back by itself.
    public func rollback() throws(SQLiteError) {
        guard inTransaction else { return }
        try execute("rollback", "ROLLBACK")
    }

    /// Whether a transaction is open.
    public var inTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

    /// Rows that the last insert, update or delete changed.
    public var changes: Int { Int(unsafe sqlite3_changes64(handle)) }

    /// Row id of the last insert.
    public var lastInsertedRow: Int64 { unsafe sqlite3_last_insert_rowid(handle) }

    /// Whether the file could only be opened for reading.
    public var isReadOnly: Bool { unsafe sqlite3_db_readonly(handle, "main") == 1 }

    /// How much of the write-ahead log a checkpoint could move: frames in the log, frames moved.
    ///
    /// `truncate`: waits for readers (up to the busy timeout, or not at all unless `patient`) and empties the log; otherwise moves what can
    /// be moved without waiting.
    public func checkpoint(truncate: Bool, patient: Bool = true) throws(SQLiteError) -> (log: Int, moved: Int) {
        assertOwner()
        if !patient { unsafe sqlite3_busy_timeout(handle, 0) }
        defer { if !patient { unsafe sqlite3_busy_timeout(handle, busyMilliseconds) } }
        var log: Int32 = 0
        var moved: Int32 = 0
        let mode = truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE
        let result = unsafe sqlite3_wal_checkpoint_v2(handle, "main", mode, &log, &moved)
        guard result == SQLITE_OK else { throw error(result, "checkpoint") }
        return (Int(log), Int(moved))
    }

    func error(_ result: Int32, _ operation: String) -> SQLiteError {
        let extended = unsafe sqlite3_extended_errcode(handle)
        let code = extended & 0xff == result & 0xff ? extended : result
        return SQLiteError(result: code, systemError: unsafe sqlite3_system_errno(handle), operation: operation)
    }

    /// Gives the connection to another thread: the next use decides whose it is. Nothing may be under way.
    public func handOver() {
        #if DEBUG
            owner = nil
        #endif
    }

    /// Stops where a second thread uses the connection: a programmer's error.
    func assertOwner() {
        #if DEBUG
            if let owner {
                precondition(pthread_equal(owner, pthread_self()) != 0, "a database connection used by a second thread")
            } else {
                owner = pthread_self()
            }
        #endif
    }
}
