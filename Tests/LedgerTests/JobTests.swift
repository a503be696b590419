import Ledger
import Protocol
import Testing

@Suite struct JobTests {
    let fixture = LedgerFixture()

    @Test func aJobIsOpenedOncePerToken() throws {
        let ledger = try fixture.open()
        let first = try ledger.now { (g) throws(LedgerError) in try g.openJob(token: "t", label: "年报") }
        let again = try ledger.now { (g) throws(LedgerError) in try g.openJob(token: "t", label: "other") }
        #expect(first == again)
        #expect(first.label == "年报" && first.state == .open && first.createdAt == 1000)
        let other = try ledger.now { (g) throws(LedgerError) in try g.openJob(token: "u", label: "") }
        #expect(other.job != first.job)
    }

    @Test func aRepeatedIndexChangesNothing() throws {
        let ledger = try fixture.open()
        let job = try ledger.now { (g) throws(LedgerError) in try g.openJob(token: "t", label: "") }.job
        let once = try ledger.now { (g) throws(LedgerError) in try g.addDocuments(job: job, first: 0, [submitted("a"), submitted("b")]) }
        let twice = try ledger.now { (g) throws(LedgerError) in
            try g.addDocuments(job: job, first: 1, [submitted("b"), submitted("c")])
        }
        #expect(once.map(\.fate) == [.new, .new])
        #expect(twice.map(\.fate) == [.new, .new])
        #expect(twice[0] == once[1])
        #expect(try ledger.status(job).documents == 3)
        #expect(try ledger.openTasks(.ingest).count == 3)
    }

    @Test func knownBytesCostNothing() throws {
        let ledger = try fixture.open()
        let first = try ledger.submit("one", [submitted("a")])
        try ledger.finishAll()
        #expect(try ledger.status(first).state == .done)
        let second = try ledger.submit("two", [submitted("renamed", "正文 a"), submitted("b")])
        let status = try ledger.status(second)
        #expect(status.documents == 2 && status.known == 1 && status.done == 1 && status.waiting == 1 && status.state == .running)
        #expect(status.reports == 1 && status.observations == 1)
        #expect(try ledger.openTasks(.ingest).count == 1)
    }

    @Test func theSameBytesTwiceInAJobAreTwoDocuments() throws {
        let ledger = try fixture.open()
        let job = try ledger.submit("t", [submitted("a", "x"), submitted("b", "x")])
        try ledger.finishAll()
        let status = try ledger.status(job)
        #expect(status.documents == 2 && status.done == 2 && status.known == 1 && status.state == .done)
        #expect(status.reports == 1 && status.observations == 1)
    }

    @Test func aClosedJobTakesNoMore() throws {
        let ledger = try fixture.open()
        let job = try ledger.submit("t", [submitted("a")])
        let error = #expect(throws: LedgerError.self) {
            try ledger.now { (g) throws(LedgerError) in try g.addDocuments(job: job, first: 1, [submitted("b")]) }
        }
        #expect(error?.kind == .jobClosed && error?.concernsRequestOnly == true)
        let again = try ledger.now { (g) throws(LedgerError) in try g.addDocuments(job: job, first: 0, [submitted("a")]) }
        #expect(again.map(\.fate) == [.new])
    }

    @Test func anUnknownJobIsARequestInVain() throws {
        let ledger = try fixture.open()
        let kept = try ledger.group(at: 1) { (g) throws(LedgerError) in
            let job = try g.openJob(token: "t", label: "").job
            do throws(LedgerError) {
                _ = try g.cancelJob(99)
            } catch {
                guard error.kind == .noJob else { throw error }
            }
            return job
        }
        #expect(kept.jobs.map(\.job) == [kept.value])
    }

    @Test func anEmptyJobIsDoneWhenItIsClosed() throws {
        let ledger = try fixture.open()
        let job = try ledger.submit("t", [])
        let status = try ledger.status(job)
        #expect(status.state == .done && status.finishedAt == 1000)
    }

    @Test func aGroupTellsWhichJobsChanged() throws {
        let ledger = try fixture.open()
        let one = try ledger.submit("one", [submitted("a")])
        let two = try ledger.submit("two", [submitted("a"), submitted("b")])
        _ = try ledger.submit("three", [submitted("c")])
        let task = try ledger.openTasks(.ingest)[0]
        let group = try ledger.group(at: 2000) { (g) throws(LedgerError) in try g.recordIngest(task, []) }
        #expect(group.jobs.map(\.job) == [one, two])
        #expect(group.jobs.map(\.state) == [.done, .running])
        #expect(group.jobs[0].finishedAt == 2000 && group.jobs[1].finishedAt == nil)
    }

    @Test func anIndexBeyondAllReasonIsRefused() throws {
        let ledger = try fixture.open()
        let job = try ledger.now { (g) throws(LedgerError) in try g.openJob(token: "t", label: "") }.job
        for first in [-1, Int.max] {
            let error = #expect(throws: LedgerError.self) {
                try ledger.now { (g) throws(LedgerError) in try g.addDocuments(job: job, first: first, [submitted("a")]) }
            }
            #expect(error?.kind == .unsound)
        }
    }
}
