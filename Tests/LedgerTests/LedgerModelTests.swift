import Base
import Protocol
import Testing
import Text

@testable import Ledger

/// Long random histories, compared after every step with a model that counts everything anew. A failing seed replays.
@Suite struct LedgerModelTests {
    @Test(arguments: 1...16) func anyHistoryIsKeptExactly(seed: UInt64) throws {
        let fixture = LedgerFixture()
        var history = History(ledger: try fixture.open(), random: SplitMix64(seed: seed))
        for step in 0..<150 {
            if step % 40 == 39 {
                history.ledger = nil
                history.ledger = try fixture.open()
            }
            let before = history.model
            if Int.random(in: 0..<12, using: &history.random) == 0 {
                // a group that fails after its work must leave nothing behind
                #expect(throws: LedgerError.self) { try history.step(failing: true) }
                history.model = before
            } else {
                try history.step(failing: false)
            }
            try history.compare()
        }
    }
}

struct History {
    var ledger: Ledger?
    var random: SplitMix64
    var model = LedgerModel()

    mutating func step(failing: Bool) throws {
        guard let ledger else { return }
        // the random choices are made by value, so that the group's closure only borrows
        var local = (model: model, random: random)
        defer { (model, random) = (local.model, local.random) }
        _ = try ledger.group(at: 7) { (group) throws(LedgerError) in
            for _ in 0..<Int.random(in: 1...4, using: &local.random) {
                try Self.operation(group, &local.model, &local.random)
            }
            if failing { throw LedgerError(.storage, "made to fail") }
        }
    }

    private static func operation(_ group: LedgerGroup, _ model: inout LedgerModel, _ random: inout SplitMix64) throws(LedgerError) {
        let job = model.jobs.keys.sorted().randomElement(using: &random)
        let task = model.allTasks().randomElement(using: &random)
        switch (Int.random(in: 0..<17, using: &random), job, task) {
        case (0, _, _):
            let status = try group.openJob(token: "t\(model.jobs.count)", label: "")
            model.jobs[status.job] = LedgerModel.Job()
        case (1...4, let job?, _): try add(group, job, &model, &random)
        case (5, let job?, _):
            _ = try group.closeJob(job)
            if model.jobs[job]?.isCancelled == false { model.jobs[job]?.isClosed = true }
        case (6, let job?, _):
            let stopped = try group.cancelJob(job)
            #expect(stopped.sorted() == model.cancel(job))
        case (7, let job?, _):
            let count = try group.retryJob(job)
            #expect(count == model.retry(job))
        case (8, _, let task?):
            let attempt = try group.lease(task, token: "k", worker: "w")
            let open = model.task(task)?.ending == .open
            #expect(attempt == (open ? (model.task(task)?.attempts ?? 0) + 1 : nil))
            if open { model.change(task) { $0.isLeased = true } }
        case (9, _, let task?):
            let attempts = try group.blame(task, crashed: true, code: "c", message: "m")
            guard model.task(task)?.ending == .open else { #expect(attempts == nil); return }
            model.change(task) {
                $0.isLeased = false; $0.attempts += 1; $0.crashes += 1
            }
            #expect(attempts == model.task(task)?.attempts)
        case (10, _, let task?):
            let buried = try group.bury(task, code: "c", message: "m")
            #expect(buried == (model.task(task)?.ending == .open))
            if buried {
                model.change(task) {
                    $0.isLeased = false; $0.ending = .dead
                }
            }
        case (11, _, let task?) where model.task(task)?.ending == .dead:
            let ready = try group.replay(task)
            #expect(ready.task == task && ready.attempts == 0)
            model.change(task) { $0 = $0.anew }
        case (12...15, _, let task?): try record(group, task, &model, &random)
        case (16, _, _) where Bool.random(using: &random):
            let engine = Bool.random(using: &random) ? "e1" : "e2"
            let reopened = try group.adopt(engine: engine, codebook: "c")
            #expect(reopened == model.adopt(engine))
        default: break
        }
    }

    private static func add(
        _ group: LedgerGroup, _ job: Int64, _ model: inout LedgerModel, _ random: inout SplitMix64
    ) throws(LedgerError) {
        guard let known = model.jobs[job], let status = model.status(job) else { return }
        let text = "text \(Int.random(in: 0..<12, using: &random))"
        do throws(LedgerError) {
            _ = try group.addDocuments(job: job, first: known.entries.count, [submitted(text, text)])
        } catch {
            #expect(error.kind == .jobClosed && status.state != .open)
            return
        }
        #expect(status.state == .open)
        model.add(text, to: job, document: group.ledger.lastDocument)
    }

    private static func record(
        _ group: LedgerGroup, _ task: Int64, _ model: inout LedgerModel, _ random: inout SplitMix64
    ) throws(LedgerError) {
        let open = model.task(task)?.ending == .open
        let number = Int.random(in: 0...2, using: &random)
        let outcome: RecordOutcome
        if task % (1 << 20) == 0 {
            let cities = ["青岭市", "云泽市"].prefix(number)
            outcome = try group.recordIngest(
                task, cities.enumerated().map { (ReportHeader(number: $0, city: $1, year: nil), Array($1.utf8)) })
            if open, let document = model.document(of: task) {
                model.documents[document]?.reports = cities.count
                for place in cities.indices { model.documents[document]?.tasks[task + Int64(place) + 1] = LedgerModel.Task() }
            }
        } else {
            outcome = try group.recordExtraction(
                task, engine: model.engine, codebook: "c", lines: [], observations: number, rejections: 0,
                claims: number == 0 ? [] : [claim(document: "\(task)")])
            let engine = model.engine
            if open {
                model.change(task) {
                    $0.observations = number; $0.engine = engine
                }
            }
        }
        #expect((outcome == .late) == !open)
        if open {
            model.change(task) {
                $0.ending = .done; $0.isLeased = false
            }
        }
    }

    func compare() throws {
        guard let ledger else { return }
        let reader = try LedgerReader(path: ledger.path)
        let told = try reader.jobs(limit: 1000)
        #expect(told.count == model.jobs.count)
        for var status in told {
            #expect((status.finishedAt != nil) == (status.state == .done || status.state == .cancelled))
            status.createdAt = 0
            status.finishedAt = nil
            #expect(status == model.status(status.job))
        }
        for stage in Stage.allCases {
            #expect(ledger.stageCounts(stage) == model.counts(stage))
            #expect(try reader.stageCounts(stage) == model.counts(stage))
            #expect(try ledger.openTasks(stage).sorted() == model.openTasks(stage == .ingest ? 0 : 1))
        }
        #expect(try ledger.leases().count == model.counts(.ingest).leased + model.counts(.extraction).leased)
        #expect(try reader.deadLetters(limit: 1000).count == model.counts(.ingest).dead + model.counts(.extraction).dead)
        let whole = try reader.status()
        #expect(whole.cells == (model.documents.values.flatMap(\.tasks.values).contains { $0.observations > 0 } ? 1 : 0))
        #expect(whole.documents == model.documents.count)
        #expect(whole.observations == model.documents.values.reduce(0) { $0 + $1.observations })
        #expect(whole.reports == model.documents.values.reduce(0) { $0 + $1.reports })
    }
}
