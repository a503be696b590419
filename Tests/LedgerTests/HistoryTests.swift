import Base
import Ledger
import Protocol
import Testing

/// Totals and minutes outlive whoever wrote them.
@Suite struct HistoryTests {
    private static let minute: Int64 = 60_000
    private static let begin: Int64 = 30_000_000 * minute

    /// Submits one document at a time and ends it.
    private static func work(_ ledger: Ledger, _ name: String, at: Int64, retries: Int = 0, buried: Bool = false) throws {
        _ = try ledger.group(at: at) { group throws(LedgerError) in
            let job = try group.openJob(token: name, label: "")
            _ = try group.addDocuments(job: job.job, first: 0, [SubmittedDocument(name: name, bytes: Array(name.utf8))])
            let task = group.takeCreated()[0].task
            for n in 0..<retries {
                _ = try group.lease(task, token: "\(n)", worker: "w")
                try group.release(task)
            }
            _ = try group.lease(task, token: "last", worker: "w")
            if buried {
                try group.bury(task, code: "x", message: "y")
            } else {
                _ = try group.recordIngest(task, [])
                _ = try group.recordIngest(task, [])
            }
        }
    }

    @Test func totalsAndMinutesGoOnAfterAReopening() throws {
        let fixture = LedgerFixture()
        do {
            let ledger = try fixture.open()
            try Self.work(ledger, "a", at: Self.begin, retries: 2)
            try Self.work(ledger, "b", at: Self.begin + 1000)
            try Self.work(ledger, "c", at: Self.begin + 3 * Self.minute, buried: true)
        }
        let again = try fixture.open()
        #expect(again.totals.documents == 3 && again.totals.failedDocuments == 1)
        #expect(again.totals.ingest == StageTotals(finished: 2, failed: 1, retries: 2, late: 2))
        try Self.work(again, "d", at: Self.begin + 3 * Self.minute + 2000)
        try Self.work(again, "e", at: Self.begin + 9 * Self.minute)
        let reader = try fixture.reader()
        let first = Self.begin / Self.minute
        let expected = [
            HistoryMinute(minute: first, documents: 2, failed: 0, ingested: 2, extracted: 0, retries: 2),
            HistoryMinute(minute: first + 3, documents: 2, failed: 1, ingested: 1, extracted: 0, retries: 0),
            HistoryMinute(minute: first + 9, documents: 1, failed: 0, ingested: 1, extracted: 0, retries: 0),
        ]
        #expect(try reader.history(since: first) == expected)
        #expect(try reader.history(since: first + 1) == Array(expected.dropFirst()), "what was before is no work of the window")
        #expect(try reader.totals() == again.totals)
    }

    @Test func idleGroupsWriteNoHistoryAndManyGroupsFewRows() throws {
        let fixture = LedgerFixture()
        let ledger = try fixture.open()
        for n in 0..<50 { try Self.work(ledger, "\(n)", at: Self.begin + Int64(n) * 100) }
        for n in 1..<20 { _ = try ledger.group(at: Self.begin + Int64(n) * Self.minute) { _ throws(LedgerError) in } }
        let reader = try fixture.reader()
        let minutes = try reader.history(since: 0)
        #expect(minutes.map(\.documents) == [50])
    }

    @Test func theHistoryIsBounded() throws {
        let fixture = LedgerFixture()
        let ledger = try fixture.open()
        let week: Int64 = 7 * 24 * 60
        for n in 0..<20 { try Self.work(ledger, "\(n)", at: Self.begin + Int64(n) * Self.minute * (week / 10)) }
        let reader = try fixture.reader()
        let minutes = try reader.history(since: 0)
        #expect(minutes.count <= 12 && minutes.count >= 9, "\(minutes.count)")
        #expect(ledger.totals.documents == 20)
    }

    @Test func aClockThatIsSetBackLosesNoTotals() throws {
        let fixture = LedgerFixture()
        let ledger = try fixture.open()
        try Self.work(ledger, "a", at: Self.begin + 5 * Self.minute)
        try Self.work(ledger, "b", at: Self.begin)
        try Self.work(ledger, "c", at: Self.begin + 1000)
        let reader = try fixture.reader()
        #expect(try reader.history(since: 0).reduce(0) { $0 + $1.documents } <= 3)
        #expect(try reader.totals().documents == 3)
    }
}
