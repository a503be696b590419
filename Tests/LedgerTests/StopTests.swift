import Ledger
import Protocol
import Testing

@Suite struct StopTests {
    let fixture = LedgerFixture()

    @Test func cancelStopsWhatNobodyElseWants() throws {
        let ledger = try fixture.open()
        let one = try ledger.submit("one", [submitted("a"), submitted("b"), submitted("c")])
        let two = try ledger.submit("two", [submitted("b")])
        let tasks = try ledger.openTasks(.ingest)
        _ = try ledger.now { (g) throws(LedgerError) in try g.lease(tasks[0], token: "k", worker: "w") }
        let stopped = try ledger.now { (g) throws(LedgerError) in try g.cancelJob(one) }
        #expect(stopped == [tasks[0], tasks[2]])
        #expect(try ledger.ingest(tasks[0]) == .late)
        #expect(try ledger.openTasks(.ingest) == [tasks[1]])
        #expect(try ledger.leases().isEmpty)
        try ledger.finishAll()
        let first = try ledger.status(one)
        #expect(first.state == .cancelled && first.cancelled == 3 && first.waiting == 0 && first.done == 0)
        #expect(try ledger.status(two).state == .done)
    }

    @Test func aDoneJobStaysDone() throws {
        let ledger = try fixture.open()
        let job = try ledger.submit("t", [submitted("a")])
        try ledger.finishAll()
        #expect(try ledger.now { (g) throws(LedgerError) in try g.cancelJob(job) } == [])
        #expect(try ledger.status(job).state == .done)
    }

    @Test func retryTakesUpWhatFailedAndWhatWasCancelled() throws {
        let ledger = try fixture.open()
        let job = try ledger.submit("t", [submitted("a"), submitted("b"), submitted("c")])
        let tasks = try ledger.openTasks(.ingest)
        _ = try ledger.ingest(tasks[0], [])
        try ledger.now { (g) throws(LedgerError) in
            try g.bury(tasks[1], code: "x", message: "y")
            _ = try g.cancelJob(job)
        }
        let before = try ledger.status(job)
        #expect(before.done == 1 && before.failed == 1 && before.cancelled == 1)
        #expect(try ledger.now { (g) throws(LedgerError) in try g.retryJob(job) } == 2)
        let after = try ledger.status(job)
        #expect(after.state == .running && after.waiting == 2 && after.done == 1 && after.failed == 0 && after.cancelled == 0)
        #expect(try ledger.openTasks(.ingest) == [tasks[1], tasks[2]])
        try ledger.finishAll()
        #expect(try ledger.status(job).state == .done)
        #expect(try ledger.now { (g) throws(LedgerError) in try g.retryJob(job) } == 0)
    }

    @Test func aCancelledDocumentIsTakenUpWhenSubmittedAgain() throws {
        let ledger = try fixture.open()
        let one = try ledger.submit("one", [submitted("a")])
        _ = try ledger.now { (g) throws(LedgerError) in try g.cancelJob(one) }
        #expect(try ledger.openTasks(.ingest).isEmpty)
        let two = try ledger.submit("two", [submitted("a")])
        #expect(try ledger.status(two).known == 1)
        #expect(try ledger.openTasks(.ingest).count == 1)
        try ledger.finishAll()
        #expect(try ledger.status(two).state == .done)
        #expect(try ledger.status(one).cancelled == 1)
        #expect(try ledger.now { (g) throws(LedgerError) in try g.retryJob(one) } == 0)
        let retried = try ledger.status(one)
        #expect(retried.state == .done && retried.done == 1 && retried.reports == 1)
    }

    @Test func cancelHalfWayKeepsWhatWasRead() throws {
        let ledger = try fixture.open()
        let job = try ledger.submit("t", [submitted("a")])
        _ = try ledger.ingest(try ledger.openTasks(.ingest)[0], ["青岭市", "云泽市"])
        let extractions = try ledger.openTasks(.extraction)
        _ = try ledger.extract(extractions[0], claims: [claim()])
        #expect(try ledger.now { (g) throws(LedgerError) in try g.cancelJob(job) } == [extractions[1]])
        #expect(try fixture.reader().status().cells == 1)
        #expect(ledger.stageCounts(.extraction) == StageCounts(ready: 0, leased: 0, done: 1, dead: 0, cancelled: 1))
        #expect(try ledger.now { (g) throws(LedgerError) in try g.retryJob(job) } == 1)
        try ledger.finishAll()
        #expect(try ledger.status(job).state == .done)
    }
}
