import Base
import SQLite
import Testing

@Suite struct SQLiteStatementTests {
    let db: SQLiteConnection

    init() throws { db = try SQLiteConnection(path: ":memory:", mode: .create) }

    @Test func everyKindOfValueComesBack() throws {
        try db.execute("make", "CREATE TABLE t(a, b, c, d, e)")
        let insert = try db.prepare("insert", "INSERT INTO t VALUES(?, ?, ?, ?, ?)")
        try insert.run(.int(Int64.min), .double(-0.5), .text("汇报\u{0}\u{10FFFF}"), .blob([0, 255, 1]), .null)
        try insert.run(.int(Int64.max), .double(1e300), .text(""), .blob([]), .null)
        let query = try db.prepare("query", "SELECT * FROM t")
        try query.query()
        #expect(try query.step())
        #expect(query.int64(0) == .min && query.double(1) == -0.5 && query.text(2) == "汇报\u{0}\u{10FFFF}")
        #expect(query.blob(3) == [0, 255, 1] && query.isNull(4) && query.optionalInt64(4) == nil && query.text(4) == "")
        #expect(try query.step())
        #expect(query.optionalInt64(0) == .max && query.double(1) == 1e300 && query.text(2) == "" && query.blob(3) == [])
        #expect(!query.isNull(2) && !query.isNull(3))
        #expect(try !query.step())
    }

    @Test func textThatIsNoUTF8IsRepaired() throws {
        #expect(try db.text("odd", "SELECT CAST(x'61FF62' AS TEXT)") == "a\u{FFFD}b")
    }

    @Test func aStatementIsUsedAgainAndAgain() throws {
        try db.execute("make", "CREATE TABLE t(a)")
        let insert = try db.prepare("insert", "INSERT INTO t VALUES(?)")
        for number in 0..<100 { try insert.run(.int(number)) }
        #expect(db.changes == 1 && db.lastInsertedRow == 100)
        let query = try db.prepare("above", "SELECT a FROM t WHERE a > ? ORDER BY a")
        #expect(try query.first(.int(49)) { $0.int(0) } == 50)
        #expect(try query.all(.int(97)) { $0.int(0) } == [98, 99])
        #expect(try query.first(.int(99)) { $0.int(0) } == nil)
        #expect(try db.integer("sum", "SELECT sum(a) FROM t") == 4950)
        #expect(try db.integer("none", "SELECT a FROM t WHERE a < 0") == nil)
    }

    @Test func aQueryThatIsLeftHoldsNothing() throws {
        try db.execute("make", "CREATE TABLE t(a); INSERT INTO t VALUES(1), (2)")
        let query = try db.prepare("all", "SELECT a FROM t")
        #expect(try query.first { $0.int(0) } == 1)
        try db.execute("drop", "DROP TABLE t")
    }

    @Test func errorsNameTheStatementAndNoValue() throws {
        try db.execute("make", "CREATE TABLE t(a UNIQUE)")
        let insert = try db.prepare("people.insert", "INSERT INTO t VALUES(?)")
        try insert.run(.text("secret"))
        let error = #expect(throws: SQLiteError.self) { try insert.run(.text("secret")) }
        #expect(error?.kind == .constraint && error?.code == "sqlite.constraint")
        #expect(error?.description == "run people.insert: constraint failed (SQLite 2067) [sqlite.constraint]")
        try insert.run(.text("other"))
        let wrong = #expect(throws: SQLiteError.self) { try db.prepare("wrong", "SELEKT") }
        #expect(wrong?.kind == .other && wrong?.operation == "prepare wrong")
    }
}
