import Base
import Glibc
import Ledger
import Protocol
import SQLite
import Testing

@Suite struct OpeningTests {
    let fixture = LedgerFixture()

    private func openingFails(_ kind: LedgerError.Kind, _ options: Ledger.Options = Ledger.Options()) {
        let error = #expect(throws: LedgerError.self) { try fixture.open(options) }
        #expect(error?.kind == kind)
        #expect(error?.message.contains(fixture.path) == true)
        #expect(error?.advice.isEmpty == false)
    }

    @Test func aSecondWriterIsRefusedUntilTheFirstIsGone() throws {
        do {
            let first = try fixture.open()
            openingFails(.locked)
            let error = #expect(throws: LedgerError.self) { try fixture.open() }
            #expect(error?.message.contains("process \(getpid())") == true)
            _ = try first.submit("t", [])
        }
        _ = try fixture.open()
    }

    @Test func whatStandsAtThePathIsTold() throws {
        fixture.write(Array(repeating: UInt8(ascii: "x"), count: 5000))
        openingFails(.notALedger)
        #expect(throws: LedgerError(.path, path: fixture.folder, "it is a folder")) { try Ledger(path: fixture.folder) }
        let error = #expect(throws: LedgerError.self) { try Ledger(path: fixture.folder + "/none/ledger.db") }
        #expect(error?.kind == .path)
        #expect(throws: LedgerError(.path, path: "/dev/null", "it is no file")) { try Ledger(path: "/dev/null") }
    }

    @Test func aDatabaseOfSomethingElseIsLeftAlone() throws {
        do {
            let other = try SQLiteConnection(path: fixture.path, mode: .create)
            try other.execute("make", "CREATE TABLE poems(line TEXT)")
        }
        let before = fixture.read()
        openingFails(.notALedger)
        #expect(fixture.read() == before)
        let error = #expect(throws: LedgerError.self) { try fixture.reader() }
        #expect(error?.kind == .notALedger)
    }

    @Test func aNewerLedgerIsRefused() throws {
        _ = try fixture.open()
        do {
            let connection = try SQLiteConnection(path: fixture.path, mode: .readWrite)
            try connection.execute("version", "PRAGMA user_version = 1000")
        }
        openingFails(.newer)
        let error = #expect(throws: LedgerError.self) { try fixture.reader() }
        #expect(error?.kind == .newer)
    }

    @Test func aVersionBelowAllIsDamage() throws {
        _ = try fixture.open()
        do {
            let connection = try SQLiteConnection(path: fixture.path, mode: .readWrite)
            try connection.execute("version", "PRAGMA user_version = -7")
        }
        openingFails(.corrupt)
    }

    @Test func aDamagedLedgerIsRefused() throws {
        do {
            let ledger = try fixture.open()
            for round in 0..<20 { _ = try ledger.submit("t\(round)", (0..<20).map { submitted("\(round)-\($0)") }) }
            try ledger.checkpoint(truncate: true)
        }
        let sound = fixture.read()
        var torn = sound
        for index in torn.indices.dropFirst(8192).dropLast(100) where index % 3 == 0 { torn[index] ^= 0x5a }
        fixture.write(torn)
        openingFails(.corrupt)
        fixture.write(Array(sound[..<(sound.count / 2 + 100)]))
        openingFails(.corrupt)
        fixture.write(sound)
        _ = try fixture.open()
    }

    @Test func anEmptyFileBecomesALedger() throws {
        fixture.write([])
        let ledger = try fixture.open()
        #expect(try ledger.status(try ledger.submit("t", [])).state == .done)
    }

    @Test func anOlderLedgerIsMigrated() throws {
        do {
            let ledger = try fixture.open()
            _ = try ledger.submit("t", [submitted("a")])
        }
        var options = Ledger.Options()
        options.furtherMigrations = [
            Migration(name: "shelf", sql: "ALTER TABLE jobs ADD COLUMN shelf INTEGER NOT NULL DEFAULT 5"),
            Migration(name: "note", sql: "CREATE TABLE notes(text TEXT); INSERT INTO notes VALUES('made')"),
        ]
        for _ in 0..<2 {
            let ledger = try fixture.open(options)
            #expect(try ledger.openTasks(.ingest).count == 1)
        }
        let connection = try SQLiteConnection(path: fixture.path, mode: .readOnly)
        #expect(try connection.integer("shelf", "SELECT shelf FROM jobs") == 5)
        #expect(try connection.integer("notes", "SELECT count(*) FROM notes") == 1)
        openingFails(.newer)
    }

    @Test func aFailedMigrationLeavesTheOldLedger() throws {
        do { _ = try fixture.open() }
        var options = Ledger.Options()
        options.furtherMigrations = [Migration(name: "broken", sql: "CREATE TABLE half(x); SELECT nothing FROM nowhere")]
        openingFails(.storage, options)
        _ = try fixture.open()
    }

    @Test func aReaderMakesNoLedger() throws {
        let error = #expect(throws: LedgerError.self) { try fixture.reader() }
        #expect(error?.kind == .notFound && error?.exitCode == .notFound)
        #expect(DatabaseFile.kind(fixture.path) == .missing)
    }

    @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
    func aReadOnlyFolderIsTold() throws {
        _ = unsafe chmod(fixture.folder, 0o555)
        defer { _ = unsafe chmod(fixture.folder, 0o755) }
        openingFails(.readOnly)
    }
}
