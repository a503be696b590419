import Aggregation
import Ledger
import Protocol
import Testing

@Suite struct DurabilityTests {
    let fixture = LedgerFixture()

    /// Every step is done by a ledger that was just opened again.
    @Test func workGoesOnAfterARestartAtEveryStep() throws {
        let job = try fixture.open().submit("t", [submitted("a"), submitted("b")])
        var tasks = try fixture.open().openTasks(.ingest)
        #expect(tasks.count == 2)
        #expect(try fixture.open().now { (g) throws(LedgerError) in try g.lease(tasks[0], token: "k", worker: "w") } == 1)
        let lease = StandingLease(task: tasks[0], stage: .ingest, token: "k", worker: "w", attempt: 1, grantedAt: 1000)
        #expect(try fixture.open().leases() == [lease])
        #expect(fixture.countsAfterRestart(.ingest) == StageCounts(ready: 1, leased: 1, done: 0, dead: 0, cancelled: 0))
        #expect(try fixture.open().ingest(tasks[0], ["青岭市", "云泽市"]) != .late)
        #expect(try fixture.open().ingest(tasks[0]) == .late)
        try fixture.open().now { (g) throws(LedgerError) in try g.bury(tasks[1], code: "x", message: "y") }
        tasks = try fixture.open().openTasks(.extraction)
        #expect(tasks.count == 2)
        for task in tasks { _ = try fixture.open().extract(task, claims: [claim(report: Int(task % 2))]) }
        let status = try fixture.open().status(job)
        #expect(status.state == .done && status.done == 1 && status.failed == 1 && status.observations == 2)
        #expect(try fixture.reader().status().cells == 1)
    }

    @Test func aGroupThatThrowsLeavesNoTrace() throws {
        let ledger = try fixture.open()
        let job = try ledger.submit("t", [submitted("a")])
        let task = try ledger.openTasks(.ingest)[0]
        #expect(throws: LedgerError.self) {
            try ledger.now { (g) throws(LedgerError) in
                _ = try g.recordIngest(task, reports("青岭市"))
                _ = try g.openJob(token: "u", label: "")
                throw LedgerError(.unsound, "thrown by the caller")
            }
        }
        #expect(try ledger.openTasks(.ingest) == [task])
        #expect(try ledger.status(job).reports == 0)
        #expect(try fixture.reader().jobs(limit: 10).count == 1)
        #expect(ledger.stageCounts(.extraction) == StageCounts(ready: 0, leased: 0, done: 0, dead: 0, cancelled: 0))
    }

    @Test func aFullDiskUndoesTheGroupAndTheLedgerGoesOn() throws {
        var options = Ledger.Options()
        options.maximumPages = 60
        let ledger = try fixture.open(options)
        let job = try ledger.submit("t", [submitted("a")])
        let error = #expect(throws: LedgerError.self) {
            try ledger.now { (g) throws(LedgerError) in
                let job = try g.openJob(token: "large", label: "").job
                do throws(LedgerError) {
                    _ = try g.addDocuments(
                        job: job, first: 0, [SubmittedDocument(name: "large", bytes: noise(1 << 20))])
                } catch {
                    // swallowing it does not save the group
                }
            }
        }
        #expect(error?.kind == .full)
        #expect(try fixture.reader().jobs(limit: 10).map(\.job) == [job])
        try ledger.finishAll()
        #expect(try ledger.status(job).state == .done)
    }

    @Test func anotherCodebookReadsEverythingAnew() throws {
        let ledger = try fixture.open()
        let job = try ledger.submit("t", [submitted("a"), submitted("b")])
        #expect(try ledger.now { (g) throws(LedgerError) in try g.adopt(engine: "1", codebook: "c") } == 0)
        for task in try ledger.openTasks(.ingest) { _ = try ledger.ingest(task) }
        let tasks = try ledger.openTasks(.extraction)
        _ = try ledger.extract(tasks[0], observations: 4, claims: [claim(value: 1), claim("云泽市", value: 2)])
        _ = try ledger.extract(tasks[1], observations: 4, claims: [claim(value: 1, document: "b.txt")])
        #expect(try ledger.now { (g) throws(LedgerError) in try g.adopt(engine: "1", codebook: "c") } == 0)
        #expect(try ledger.now { (g) throws(LedgerError) in try g.adopt(engine: "2", codebook: "c") } == 2)
        #expect(try ledger.openTasks(.extraction) == tasks)
        let waiting = try ledger.status(job)
        #expect(waiting.state == .running && waiting.waiting == 2 && waiting.observations == 0)
        #expect(try fixture.reader().status().cells == 2)
        #expect(try fixture.reader().status().observations == 8)
        for task in tasks { _ = try ledger.extract(task, engine: "2", observations: 3, claims: [claim(value: 5, document: "\(task)")]) }
        let status = try fixture.reader().status()
        #expect(status.cells == 1 && status.observations == 6)
        #expect(try ledger.status(job).state == .done)
        #expect(try ledger.status(job).observations == 6)
        let cell = try #require(try fixture.reader().cell(claim().key))
        #expect(cell.value == 5 && cell.evidence.count == 2 && !cell.conflict)
    }
}

extension LedgerFixture {
    func countsAfterRestart(_ stage: Stage) -> StageCounts? { try? open().stageCounts(stage) }
}
