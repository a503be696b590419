import Aggregation
import Ledger
import Protocol
import Testing

@Suite struct TaskTests {
    let fixture = LedgerFixture()

    @Test func aDocumentGoesItsWay() throws {
        let ledger = try fixture.open()
        let job = try ledger.submit("t", [submitted("a")])
        let ready = try ledger.ready(.ingest, limit: 10)
        #expect(ready.count == 1)
        let task = try #require(ready.first)
        #expect(task.documentName == "a" && task.attempts == 0 && task.byteCount == submitted("a").bytes.count)
        #expect(try ledger.payload(task.task) == submitted("a").bytes)
        let attempt = try ledger.now { (g) throws(LedgerError) in try g.lease(task.task, token: "k", worker: "w") }
        #expect(attempt == 1)
        #expect(try ledger.ready(.ingest, limit: 10).isEmpty)
        #expect(ledger.stageCounts(.ingest) == StageCounts(ready: 0, leased: 1, done: 0, dead: 0, cancelled: 0))
        guard case .recorded(let extractions) = try ledger.ingest(task.task, ["青岭市", "云泽市"]) else { Issue.record("late"); return }
        #expect(try ledger.ready(.extraction, limit: 10) == extractions)
        #expect(extractions.count == 2)
        #expect(try ledger.payload(extractions[1].task) == Array("体 云泽市".utf8))
        #expect(try ledger.status(job).state == .running)
        for extraction in extractions { _ = try ledger.extract(extraction.task, observations: 3, claims: [claim()]) }
        let status = try ledger.status(job)
        #expect(status.state == .done && status.reports == 2 && status.observations == 6)
        #expect(ledger.stageCounts(.ingest).done == 1)
        #expect(ledger.stageCounts(.extraction).done == 2)
    }

    @Test func aResultCountsOnce() throws {
        let ledger = try fixture.open()
        let job = try ledger.submit("t", [submitted("a")])
        let task = try ledger.openTasks(.ingest)[0]
        _ = try ledger.ingest(task)
        #expect(try ledger.ingest(task, ["云泽市", "临湖市"]) == .late)
        let extraction = try ledger.openTasks(.extraction)[0]
        #expect(try ledger.extract(extraction, observations: 5) == .recorded(newTasks: []))
        #expect(try ledger.extract(extraction, observations: 7) == .late)
        let status = try ledger.status(job)
        #expect(status.reports == 1 && status.observations == 5)
    }

    @Test func anExpiredLeaseDoesNotSpoilAResult() throws {
        let ledger = try fixture.open()
        _ = try ledger.submit("t", [submitted("a")])
        let task = try ledger.openTasks(.ingest)[0]
        try ledger.now { (g) throws(LedgerError) in
            _ = try g.lease(task, token: "k", worker: "w")
            try g.release(task)
            _ = try g.lease(task, token: "l", worker: "v")
        }
        #expect(try ledger.leases().map(\.token) == ["l"])
        #expect(try ledger.ingest(task) != .late)
        #expect(try ledger.leases().isEmpty)
    }

    @Test func blameCountsAndTheTaskIsReadyAgain() throws {
        let ledger = try fixture.open()
        _ = try ledger.submit("t", [submitted("a")])
        let task = try ledger.openTasks(.ingest)[0]
        for expected in 1...2 {
            let attempts = try ledger.now { (g) throws(LedgerError) in
                _ = try g.lease(task, token: "k", worker: "w")
                return try g.blame(task, crashed: expected == 2, code: "worker.lost", message: "gone")
            }
            #expect(attempts == expected)
        }
        let ready = try #require(try ledger.ready(.ingest, limit: 1).first)
        #expect(ready.attempts == 2 && ready.crashes == 1)
        #expect(try ledger.now { (g) throws(LedgerError) in try g.lease(task, token: "k", worker: "w") } == 3)
    }

    @Test func aDeadLetterFailsItsDocumentAlone() throws {
        let ledger = try fixture.open()
        let job = try ledger.submit("t", [submitted("a"), submitted("b")])
        let tasks = try ledger.openTasks(.ingest)
        #expect(try ledger.now { (g) throws(LedgerError) in try g.bury(tasks[0], code: "document.encoding", message: "no text") })
        #expect(try ledger.now { (g) throws(LedgerError) in try g.bury(tasks[0], code: "x", message: "") } == false)
        #expect(try ledger.ingest(tasks[0]) == .late)
        _ = try ledger.ingest(tasks[1])
        for task in try ledger.openTasks(.extraction) { _ = try ledger.extract(task) }
        let status = try ledger.status(job)
        #expect(status.state == .done && status.done == 1 && status.failed == 1)
        let letters = try fixture.reader().deadLetters(job: job, limit: 10)
        #expect(letters.count == 1)
        #expect(letters[0].document == "a" && letters[0].code == "document.encoding" && letters[0].diedAt == 1000)
        #expect(letters[0].sha256.count == 64 && letters[0].report == nil && letters[0].stage == .ingest)
    }

    @Test func aReplayedLetterRunsAgain() throws {
        let ledger = try fixture.open()
        let job = try ledger.submit("t", [submitted("a")])
        let task = try ledger.openTasks(.ingest)[0]
        try ledger.now { (g) throws(LedgerError) in
            _ = try g.blame(task, crashed: true, code: "x", message: "")
            try g.bury(task, code: "x", message: "")
        }
        #expect(try ledger.status(job).state == .done)
        let ready = try ledger.now { (g) throws(LedgerError) in try g.replay(task) }
        #expect(ready.task == task && ready.attempts == 0 && ready.crashes == 0)
        #expect(try ledger.status(job).state == .running)
        #expect(try ledger.status(job).finishedAt == nil)
        try ledger.finishAll()
        #expect(try ledger.status(job).done == 1)
        let error = #expect(throws: LedgerError.self) { try ledger.now { (g) throws(LedgerError) in try g.replay(task) } }
        #expect(error?.kind == .noTask)
    }

    @Test func unsoundResultsChangeNothing() throws {
        let ledger = try fixture.open()
        _ = try ledger.submit("t", [submitted("a")])
        let task = try ledger.openTasks(.ingest)[0]
        #expect(throws: LedgerError.self) {
            try ledger.now { (g) throws(LedgerError) in
                try g.recordIngest(task, [(ReportHeader(number: 1, city: "", year: nil), [])])
            }
        }
        #expect(throws: LedgerError.self) { try ledger.extract(task) }
        #expect(throws: LedgerError.self) { try ledger.ingest(task + 1) }
        #expect(throws: LedgerError.self) { try ledger.ingest(-5) }
        #expect(try ledger.extract(task + 1) == .late)
        #expect(try ledger.openTasks(.ingest) == [task])
        #expect(throws: LedgerError.self) { try ledger.payload(task + 1) }
    }

    @Test func readyGoesOnBehindItsCursor() throws {
        let ledger = try fixture.open()
        _ = try ledger.submit("t", (0..<10).map { submitted("d\($0)") })
        let first = try ledger.ready(.ingest, limit: 4)
        let second = try ledger.ready(
            Lane(.ingest, .normal), after: QueuePlace(turn: first.last?.turn ?? 0, task: first.last?.task ?? 0), limit: 100)
        #expect((first + second).map(\.documentName) == (0..<10).map { "d\($0)" })
    }
}
