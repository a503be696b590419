internal import Platform
internal import SQLite

/// What is looked at before a ledger is used: place, lock, contents.
extension Ledger {
    /// The folder must stand, and the path must not be one.
    static func checkPlace(_ path: String) throws(LedgerError) {
        switch DatabaseFile.kind(path) {
        case .folder: throw LedgerError(.path, path: path, "it is a folder")
        case .other: throw LedgerError(.path, path: path, "it is no file")
        case .file: return
        case .missing:
            let folder = DatabaseFile.folder(of: path)
            guard DatabaseFile.kind(folder) == .folder else { throw LedgerError(.path, path: path, "there is no folder \(folder)") }
        }
    }

    /// One writer at a time, by a lock that its process cannot leave behind.
    static func lock(_ path: String) throws(LedgerError) -> FileLock {
        do throws(FileLock.Failure) {
            return try FileLock(path: path + ".lock")
        } catch {
            switch error {
            case .held(let process):
                throw LedgerError(.locked, path: path, process == 0 ? "another aggregator holds it" : "process \(process) holds it")
            case .unavailable(errno: 28): throw LedgerError(.full, path: path, "lock file")
            case .unavailable(let number): throw LedgerError(.readOnly, path: path, "lock file, errno \(number)")
            }
        }
    }

    /// The connection; nothing of the file is changed yet.
    static func connect(_ path: String, _ options: Options) throws(SQLiteError) -> SQLiteConnection {
        let connection = try SQLiteConnection(path: path, mode: .create, busyMilliseconds: options.busyMilliseconds)
        if connection.isReadOnly { throw SQLiteError(result: 8, operation: "open") }
        return connection
    }

    /// Sets the connection for durability: the log is flushed at every commit.
    static func configure(_ connection: SQLiteConnection, _ options: Options) throws(SQLiteError) {
        if try connection.integer("version", "PRAGMA user_version") == 0 { try connection.execute("page size", "PRAGMA page_size = 4096") }
        try connection.execute(
            "settings",
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA wal_autocheckpoint = \(options.checkpointPages);
            PRAGMA journal_size_limit = 67108864;
            PRAGMA cache_size = -\(options.cacheKibibytes);
            PRAGMA temp_store = MEMORY;
            PRAGMA foreign_keys = OFF;
            """)
        if options.maximumPages > 0 { try connection.execute("limit", "PRAGMA max_page_count = \(options.maximumPages)") }
    }

    /// A ledger of Huibao, of a version that is understood, and sound.
    ///
    /// A ledger of moderate size is checked from end to end; of a larger one only that its pages are all there: SQLite's log is safe
    /// by design after a crash, and damage that shows up later ends as `ledger.corrupt` too.
    static func checkContents(_ connection: SQLiteConnection, _ path: String, _ options: Options) throws(LedgerError) {
        try wrapping(path) {
            let application = try connection.integer("application", "PRAGMA application_id") ?? 0
            let version = try connection.integer("version", "PRAGMA user_version") ?? 0
            if application != Schema.applicationID {
                let tables = try connection.integer("tables", "SELECT count(*) FROM sqlite_schema") ?? 0
                guard application == 0, version == 0, tables == 0 else { throw LedgerError(.notALedger, path: path) }
                return
            }
            guard version > 0 else { throw LedgerError(.corrupt, path: path, "its version is \(version)") }
            let newest = Int64(Schema.migrations.count + options.furtherMigrations.count)
            guard version <= newest else { throw LedgerError(.newer, path: path, "its version is \(version), this one knows \(newest)") }
            guard DatabaseFile.bytes(path) <= options.checkedBytes else { return }
            let verdict = try connection.text("check", "PRAGMA quick_check(1)") ?? "no verdict"
            guard verdict == "ok" else { throw LedgerError(.corrupt, path: path, verdict) }
        }
    }

    /// A maker for each kind of body that has no sample.
    static func sampling(_ connection: SQLiteConnection) throws(SQLiteError) -> [SampleMaker] {
        let known = try connection.prepare("samples.kinds", "SELECT kind FROM samples").all { $0.int64(0) }
        return BodyKind.allCases.filter { !known.contains($0.rawValue) }.map { SampleMaker($0) }
    }

    /// Numbers that are passed over after a power cut, or what may have been one: more documents than can have been written unflushed. A
    /// worker may still hold a task of one that is gone, and its result must never count for another document.
    static let passedOver: Int64 = 1 << 17

    /// Whether the last writer left its log behind: it did not close.
    static func logIsLeft(_ path: String) -> Bool {
        if case .file(let bytes) = DatabaseFile.kind(path + "-wal") { bytes > 0 } else { false }
    }

    /// The last number that any document may have had, in this file or in groups that a power cut took back.
    static func lastDocument(_ connection: SQLiteConnection, isUnclean: Bool) throws(SQLiteError) -> Int64 {
        let known = try connection.integer("documents.last", "SELECT max(id) FROM documents") ?? 0
        let floor = try connection.integer("documents.floor", "SELECT value FROM settings WHERE name = 'documents.floor'") ?? 0
        let last = max(known, floor)
        guard isUnclean, last > 0 else { return last }
        try connection.execute("documents.floor", "INSERT OR REPLACE INTO settings(name, value) VALUES('documents.floor', \(last + passedOver))")
        return last + passedOver
    }
}
