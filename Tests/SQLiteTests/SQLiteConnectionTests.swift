import Base
import Glibc
import SQLite
import Testing

@Suite final class SQLiteConnectionTests {
    let folder: String
    var path: String { folder + "/test.db" }

    init() {
        folder = "/tmp/huibao-sqlite-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        _ = unsafe mkdir(folder, 0o755)
    }

    deinit {
        for name in ["test.db", "test.db-wal", "test.db-shm", "test.lock"] { _ = unsafe unlink(folder + "/" + name) }
        _ = unsafe rmdir(folder)
    }

    @Test func transactionsAreWhole() throws {
        let db = try SQLiteConnection(path: path, mode: .create)
        try db.execute("make", "PRAGMA journal_mode = WAL; CREATE TABLE t(a)")
        let other = try SQLiteConnection(path: path, mode: .readOnly)
        try db.begin()
        #expect(db.inTransaction)
        try db.execute("insert", "INSERT INTO t VALUES(1)")
        #expect(try other.integer("count", "SELECT count(*) FROM t") == 0)
        try db.rollback()
        #expect(!db.inTransaction)
        try db.rollback()
        try db.begin()
        try db.execute("insert", "INSERT INTO t VALUES(1)")
        try db.commit()
        #expect(try other.integer("count", "SELECT count(*) FROM t") == 1)
        try other.beginReading()
        #expect(try other.integer("count", "SELECT count(*) FROM t") == 1)
        try db.execute("insert", "INSERT INTO t VALUES(2)")
        #expect(try other.integer("count", "SELECT count(*) FROM t") == 1)
        try other.commit()
        let moved = try db.checkpoint(truncate: true)
        #expect(moved.log == moved.moved)
        #expect(DatabaseFile.kind(path + "-wal") == .file(bytes: 0))
    }

    @Test func aReaderDoesNotWriteAndTwoWritersDoNotMeet() throws {
        let db = try SQLiteConnection(path: path, mode: .create)
        try db.execute("make", "CREATE TABLE t(a)")
        let reader = try SQLiteConnection(path: path, mode: .readOnly)
        #expect(reader.isReadOnly && !db.isReadOnly)
        let refused = #expect(throws: SQLiteError.self) { try reader.execute("insert", "INSERT INTO t VALUES(1)") }
        #expect(refused?.kind == .readOnly)
        try db.begin()
        let second = try SQLiteConnection(path: path, mode: .readWrite, busyMilliseconds: 1)
        let busy = #expect(throws: SQLiteError.self) { try second.begin() }
        #expect(busy?.kind == .busy)
    }

    @Test func whatIsNoDatabaseIsTold() throws {
        let missing = #expect(throws: SQLiteError.self) { try SQLiteConnection(path: path, mode: .readWrite) }
        #expect(missing?.kind == .cannotOpen)
        let file = unsafe fopen(path, "w")
        _ = unsafe fputs(String(repeating: "no database ", count: 200), file)
        _ = unsafe fclose(file)
        let db = try SQLiteConnection(path: path, mode: .readWrite)
        let error = #expect(throws: SQLiteError.self) { try db.integer("version", "PRAGMA user_version") }
        #expect(error?.kind == .notADatabase)
    }

    @Test func aFullDatabaseIsTold() throws {
        let db = try SQLiteConnection(path: path, mode: .create)
        try db.execute("make", "CREATE TABLE t(a); PRAGMA max_page_count = 10")
        let insert = try db.prepare("insert", "INSERT INTO t VALUES(?)")
        let error = #expect(throws: SQLiteError.self) { try insert.run(.blob([UInt8](repeating: 1, count: 1 << 20))) }
        #expect(error?.kind == .full && error?.advice == "make room on the disk")
        #expect(SQLiteError(result: 778, systemError: 28, operation: "x").kind == .full)
        #expect(SQLiteError(result: 778, systemError: 5, operation: "x").kind == .io)
    }

    @Test func pathsAreTold() {
        #expect(DatabaseFile.kind(folder) == .folder)
        #expect(DatabaseFile.kind(path) == .missing)
        #expect(DatabaseFile.kind("/dev/null") == .other)
        #expect(
            DatabaseFile.folder(of: "/a/b.db") == "/a" && DatabaseFile.folder(of: "b.db") == "." && DatabaseFile.folder(of: "/b") == "/")
        #expect(DatabaseFile.bytes(path) == 0)
    }
}
