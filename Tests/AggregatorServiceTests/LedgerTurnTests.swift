import Base
import Dialog
import Protocol
import TestSupport
import Testing

@testable import AggregatorService
@testable import Ledger

@Suite struct LedgerTurnTests {
    static let turn = LedgerTurn(engine: "e", codebook: "c")
    static let client = Address(route: [1], id: "7")

    static func replies(_ outcomes: [LedgerOutcome]) -> [ToClient] {
        outcomes.compactMap { if case .reply(_, let message, _) = $0 { message } else { nil } }
    }

    @Test func aDocumentGoesFromSubmissionToDone() throws {
        let folder = TemporaryFolder()
        let ledger = try Ledger(path: folder.path + "/l.sqlite")
        let opened = Self.replies(Self.turn.perform([.openJob(Self.client, token: "t", label: "", .normal)], on: ledger))
        guard case .job(let reply)? = opened.first else { Issue.record("no job"); return }
        let added = Self.turn.perform(
            [.addDocuments(Self.client, job: reply.job.job, first: 0, [SubmittedDocument(name: "a.txt", bytes: [65])]), .load(Lane(.ingest, .normal), after: .first, limit: 9)],
            on: ledger)
        guard case .loaded(Lane(.ingest, .normal), let tasks, more: false)? = added.first(where: { if case .loaded = $0 { true } else { false } }), let task = tasks.first else {
            Issue.record("nothing was ready")
            return
        }
        let grant = Grant(task: task.task, stage: .ingest, token: "x", worker: "w", route: Route([2]), attempt: 1)
        let granted = Self.turn.perform([.grant([grant])], on: ledger)
        guard case .granted(_, let orders, let payloads)? = granted.first else { Issue.record("not granted"); return }
        #expect(orders.map(\.document) == ["a.txt"] && payloads == [[65]])
        let result = TaskResult(task: task.task, lease: "x")
        let work = LedgerWork.record(worker: "w", [DeliveredResult(result: result, payloads: [])])
        let recorded = Self.turn.perform([work, work], on: ledger)
        let settled = recorded.compactMap { if case .settled(let list) = $0 { list.map(\.outcome) } else { nil } }
        #expect(settled == [[.recorded], [.late]], "a result counts once")
        let jobs = recorded.compactMap { if case .jobs(let jobs) = $0 { jobs.map(\.done) } else { nil } }
        #expect(jobs == [[1]])
    }

    /// Other work comes in between the slices; the reply comes with the last, and a restart goes on where it was.
    @Test func aLargeCancellationGoesInSlices() throws {
        let folder = TemporaryFolder()
        let ledger = try Ledger(path: folder.path + "/l.sqlite")
        let count = LedgerGroup.cancelSlice + 500
        _ = Self.turn.perform([.openJob(Self.client, token: "t", label: "", .normal)], on: ledger)
        let documents = (0..<count).map { SubmittedDocument(name: "d", bytes: Array("\($0)".utf8)) }
        _ = Self.turn.perform([.addDocuments(Self.client, job: 1, first: 0, documents), .closeJob(Self.client, job: 1)], on: ledger)
        let first = Self.turn.perform([.cancelJob(Self.client, job: 1)], on: ledger)
        #expect(Self.replies(first).isEmpty)
        #expect(ledger.stageCounts(.ingest).cancelled == LedgerGroup.cancelSlice)
        #expect(try ledger.halfCancelledJobs() == [1])
        let next = first.compactMap { if case .more(let work) = $0 { work } else { nil } }
        let other = LedgerWork.openJob(Address(route: [2], id: "8"), token: "u", label: "", .normal)
        let last = Self.turn.perform(next + [other], on: ledger)
        #expect(last.contains { if case .more = $0 { true } else { false } } == false)
        guard case .job(let told)? = Self.replies(last).first(where: { $0.reply.id == "7" }) else { Issue.record("no reply"); return }
        #expect(told.job.state == .cancelled && told.job.cancelled == count)
        #expect(ledger.stageCounts(.ingest).cancelled == count)
        #expect(try ledger.halfCancelledJobs().isEmpty)
    }

    @Test func aRequestInVainFailsAlone() throws {
        let folder = TemporaryFolder()
        let ledger = try Ledger(path: folder.path + "/l.sqlite")
        let replies = Self.replies(
            Self.turn.perform([.closeJob(Self.client, job: 41), .openJob(Self.client, token: "t", label: "年报", .normal)], on: ledger))
        guard case .failure(let failure)? = replies.first, case .job(let reply)? = replies.last else { Issue.record("wrong replies"); return }
        #expect(failure.code == "job.not-found" && failure.exit == 3 && failure.id == "7")
        #expect(reply.job.label == "年报")
    }

    @Test func aResultThatMakesNoSenseBuriesItsTask() throws {
        let folder = TemporaryFolder()
        let ledger = try Ledger(path: folder.path + "/l.sqlite")
        _ = Self.turn.perform([.openJob(Self.client, token: "t", label: "", .normal)], on: ledger)
        _ = Self.turn.perform([.addDocuments(Self.client, job: 1, first: 0, [SubmittedDocument(name: "a", bytes: [65])])], on: ledger)
        let task = try #require(try ledger.ready(.ingest, limit: 1).first)
        let nonsense = DeliveredResult(
            result: TaskResult(task: task.task, lease: "x", payloads: 1, reports: [ReportHeader(number: 5, city: "", year: nil)]), payloads: [[1]])
        _ = Self.turn.perform([.record(worker: "w", [nonsense])], on: ledger)
        #expect(ledger.stageCounts(.ingest).dead == 1)
    }

    @Test func aFullDiskUndoesTheGroupAndTellsEverybody() throws {
        let folder = TemporaryFolder()
        var options = Ledger.Options()
        options.maximumPages = 64
        let ledger = try Ledger(path: folder.path + "/l.sqlite", options: options)
        _ = Self.turn.perform([.openJob(Self.client, token: "t", label: "", .normal)], on: ledger)
        // noise, which packing makes no smaller
        var random = SplitMix64(seed: 1)
        let large = SubmittedDocument(name: "a", bytes: (0..<4 << 20).map { _ in UInt8.random(in: 0...255, using: &random) })
        let outcomes = Self.turn.perform(
            [.addDocuments(Self.client, job: 1, first: 0, [large]), .release(task: 5), .load(Lane(.ingest, .normal), after: .first, limit: 5)], on: ledger)
        guard case .failure(let failure)? = Self.replies(outcomes).first else { Issue.record("no failure"); return }
        #expect(failure.code == "ledger.full")
        guard case .again(let works, let error)? = outcomes.last else { Issue.record("nothing to try again"); return }
        #expect(works.count == 2 && error.code == "ledger.full")
        let small = Self.turn.perform([.openJob(Self.client, token: "u", label: "", .normal)], on: ledger)
        guard case .job? = Self.replies(small).first else { Issue.record("the ledger is not usable again"); return }
    }
}
