import Base
import Protocol
import SQLite
import Testing

@testable import Ledger

/// Jobs take turns, the urgent ones first, and belong to who opened them.
@Suite struct PriorityTests {
    let fixture = LedgerFixture()

    private func open(_ ledger: Ledger, _ token: String, _ priority: JobPriority = .normal, owner: String = "") throws -> Int64 {
        try ledger.now { (g) throws(LedgerError) in try g.openJob(token: token, label: token, priority: priority, owner: owner).job }
    }

    private func add(_ ledger: Ledger, _ job: Int64, _ names: [String], first: Int = 0) throws {
        try ledger.now { (g) throws(LedgerError) in
            _ = try g.addDocuments(job: job, first: first, names.map { submitted($0) })
        }
    }

    private func names(_ ledger: Ledger, _ priority: JobPriority, stage: Stage = .ingest) throws -> [String] {
        try ledger.ready(Lane(stage, priority), limit: 100).map(\.documentName)
    }

    @Test func aJobThatComesLaterTakesTurnsWithTheOneBefore() throws {
        let ledger = try fixture.open()
        let long = try open(ledger, "long")
        try add(ledger, long, (0..<6).map { "a\($0)" })
        // two of its turns are over when the other comes
        for task in try ledger.ready(.ingest, limit: 2) { _ = try ledger.ingest(task.task, []) }
        let short = try open(ledger, "short")
        try add(ledger, short, ["b0", "b1"])
        try add(ledger, short, ["b2"], first: 2)
        #expect(try names(ledger, .normal) == ["a2", "b0", "a3", "b1", "a4", "b2", "a5"])
        // a job that goes on after a pause has saved nothing up, and is not put behind those that used it
        try ledger.finishAll()
        try add(ledger, long, ["a6", "a7"], first: 6)
        try add(ledger, short, ["b3", "b4"], first: 3)
        #expect(try names(ledger, .normal) == ["a6", "b3", "a7", "b4"])
    }

    @Test func reportsHaveTheirDocumentsTurn() throws {
        let ledger = try fixture.open()
        try add(ledger, try open(ledger, "t", .low), ["a", "b"])
        for task in try ledger.openTasks(.ingest).reversed() { _ = try ledger.ingest(task, ["青岭市", "云泽市"]) }
        #expect(try names(ledger, .low, stage: .extraction) == ["a", "a", "b", "b"])
        #expect(try names(ledger, .normal, stage: .extraction).isEmpty)
    }

    @Test func aPriorityIsChangedForAllThatWaits() throws {
        let ledger = try fixture.open()
        let job = try open(ledger, "t")
        try add(ledger, job, ["a", "b", "c"])
        let done = try #require(try ledger.openTasks(.ingest).first)
        _ = try ledger.ingest(done)
        let changed = try ledger.now { (g) throws(LedgerError) in
            try g.prioritize(job, .high)
            return (try g.job(job), g.takeReordered())
        }
        #expect(changed.0.priority == .high && changed.1)
        #expect(try names(ledger, .high) == ["b", "c"])
        #expect(try names(ledger, .high, stage: .extraction) == ["a"])
        #expect(try names(ledger, .normal).isEmpty)
        try add(ledger, job, ["d"], first: 3)
        #expect(try names(ledger, .high) == ["b", "c", "d"])
        #expect(throws: LedgerError(.noJob, "99")) { try ledger.now { (g) throws(LedgerError) in try g.prioritize(99, .low) } }
    }

    @Test func aDocumentOfTwoJobsHasTheHigherPriority() throws {
        let ledger = try fixture.open()
        let slow = try open(ledger, "slow", .low)
        try add(ledger, slow, ["a", "b"])
        try add(ledger, try open(ledger, "fast", .high), ["b"])
        #expect(try names(ledger, .high) == ["b"] && names(ledger, .low) == ["a"])
        try ledger.now { (g) throws(LedgerError) in try g.prioritize(slow, .normal) }
        #expect(try names(ledger, .high) == ["b"] && names(ledger, .normal) == ["a"])
    }

    @Test func aJobBelongsToWhoOpenedIt() throws {
        let ledger = try fixture.open()
        let job = try open(ledger, "t", owner: "key")
        try ledger.now { (g) throws(LedgerError) in try g.checkOwner(of: job, "key") }
        let error = #expect(throws: LedgerError.self) { try ledger.now { (g) throws(LedgerError) in try g.checkOwner(of: job, "other") } }
        #expect(error?.kind == .notOwner && error?.exitCode == .denied && error?.concernsRequestOnly == true)
    }

    @Test func aLedgerOfTheFirstVersionIsMigratedWithItsWork() throws {
        // the tables as the first step made them, with a job of two documents
        do {
            let connection = try SQLiteConnection(path: fixture.path, mode: .create)
            try connection.execute("application", "PRAGMA application_id = \(Schema.applicationID)")
            try connection.execute("tables", Schema.migrations[0].sql)
            try connection.execute(
                "rows",
                """
                INSERT INTO jobs(id, token, label, state, documents, created_at) VALUES(1, 't', 't', 1, 2, 5);
                INSERT INTO documents(id, sha256, name, bytes, state, open) VALUES(1, x'01', 'a', 1, 0, 1), (2, x'02', 'b', 1, 0, 1);
                INSERT INTO document_bodies VALUES(1, 0, x'61'), (2, 0, x'62');
                INSERT INTO job_documents(job, position, document, known) VALUES(1, 0, 1, 0), (1, 1, 2, 0);
                INSERT INTO tasks(id, stage, state) VALUES(1 << 20, 0, 0), (2 << 20, 0, 0);
                UPDATE counters SET documents = 2, ingest_open = 2;
                PRAGMA user_version = 1;
                """)
        }
        let ledger = try fixture.open()
        #expect(try names(ledger, .normal) == ["a", "b"])
        try add(ledger, try open(ledger, "u", .high), ["c"])
        #expect(try names(ledger, .high) == ["c"])
        try ledger.finishAll()
        #expect(try fixture.reader().jobs(limit: 9).filter { $0.state == .done }.count == 1)
    }

    /// Numbers that no aggregator wrote: told as they may be, and summed without a trap.
    @Test func countsOfATamperedLedgerAreKeptWithinBounds() throws {
        do { _ = try fixture.open().submit("t", [submitted("a")]) }
        do {
            let connection = try SQLiteConnection(path: fixture.path, mode: .readWrite)
            try connection.execute(
                "tamper",
                """
                UPDATE jobs SET documents = \(Int64.max), done = \(Int64.min), failed = \(Int64.max), created_at = \(Int64.min), turn = \(Int64.max);
                UPDATE tasks SET attempts = \(Int64.max), turn = \(Int64.max), priority = 77;
                UPDATE documents SET open = \(Int64.max), dead = \(Int64.min);
                UPDATE counters SET documents = \(Int64.max), ingest_open = \(Int64.min), ingest_leased = \(Int64.max);
                """)
        }
        let job = try #require(try fixture.reader().jobs(limit: 1).first)
        #expect(job.documents == WireLimits.count && job.done == 0 && job.createdAt == 0)
        _ = try fixture.reader().stageCounts(.ingest)
        let ledger = try fixture.open()
        _ = try? add(ledger, job.job, ["b"], first: 1)
        _ = try? ledger.submit("u", [submitted("a"), submitted("c")])
        _ = try? ledger.finishAll()
        _ = try? ledger.now { (g) throws(LedgerError) in try g.prioritize(job.job, .high) }
    }
}
