import Base
import Platform
import Protocol
import TestSupport
import Testing
import ZeroMQ

@testable import AggregatorService
@testable import Ledger

/// What is told at once, and what waits for the disk.
@Suite struct PromisesTests {
    private let folder = TemporaryFolder()
    private let client = Address(route: [1], id: "7")

    /// A ledger with a job of one document that is done, and one that is not.
    private func ledger() throws -> Ledger {
        let ledger = try Ledger(path: folder.path + "/l.sqlite")
        _ = try ledger.group(at: 0) { group throws(LedgerError) in
            for (job, token) in ["a", "b"].enumerated() {
                _ = try group.openJob(token: token, label: token)
                _ = try group.addDocuments(job: Int64(job + 1), first: 0, [SubmittedDocument(name: token, bytes: Array(token.utf8))])
                _ = try group.closeJob(Int64(job + 1))
            }
        }
        let first = try #require(try ledger.ready(.ingest, limit: 1).first)
        _ = try ledger.group(at: 0) { group throws(LedgerError) in try group.recordIngest(first.task, []) }
        return ledger
    }

    private var draft: StatusReply {
        StatusReply(
            id: "7", jobs: [], stages: [], workers: [],
            ledger: LedgerStatus(path: "", bytes: 0, documents: 0, reports: 0, observations: 0, cells: 0), software: "", engine: "",
            codebook: "", uptimeMilliseconds: 0)
    }

    @Test func howThingsStandIsToldAtOnceAndWhatLeavesTheHouseWaits() throws {
        let ledger = try ledger()
        let ring = try Wakeup()
        let promises = try Promises(ledger: ledger.path, ring: ring)
        defer { promises.stop() }
        let librarian = Librarian(areaOfIndicator: [:], board: StatusBoard(ring: ring))
        let reader = try LedgerReader(path: ledger.path)
        func atOnce(_ query: Query) -> Bool { promises.keep(librarian.answer([query], from: reader)).count == 1 }
        #expect(atOnce(.status(client, job: nil, draft)), "the flush of others' work is nothing to wait for")
        #expect(atOnce(.status(client, job: 2, draft)), "it is under way")
        #expect(!atOnce(.status(client, job: 1, draft)), "who waited for it leaves")
        #expect(atOnce(.status(client, job: 9, draft)), "there is none")
        #expect(!atOnce(.observations(client, GetObservations(id: "7", after: "", limit: 9))))
        #expect(!atOnce(.deadLetters(client, ListDeadLetters(id: "7", job: nil, limit: 9))))
        var told = 0
        let flushed = Waiting.until(seconds: 10) {
            for word in promises.take() { if case .answer = word { told += 1 } }
            return told == 3
        }
        #expect(flushed, "they come behind a flush")
    }
}
