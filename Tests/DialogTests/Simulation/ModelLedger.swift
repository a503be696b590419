import Base
import Protocol

@testable import Dialog

/// The durable part of the aggregator as a model: what was flushed survives every crash, what was written only the death of the process.
/// It knows the laws and watches them.
final class ModelLedger {
    enum State: Equatable { case open, done, dead(String), cancelled }

    struct Task {
        let stage: Stage
        let poison: Gremlin.Poison?
        /// Ingest tasks: the document. Extraction tasks: that of their report.
        let document: Int
        var state = State.open
        /// With which codebook it was done (extraction).
        var codebook = 0
        var lease: (token: String, worker: String)?
        var handouts = 0
        var blames = 0
        var suspect = false
        var byteCount = 100
        var priority = JobPriority.normal
        var turn: Int64 = 0
    }

    struct Job {
        var token: String
        /// By their index, which come in any order.
        var documents: [Int: Int] = [:]
        var closed = false
    }

    struct Contents {
        var tasks: [Int64: Task] = [:]
        var jobs: [Int64: Job] = [:]
    }

    unowned var world: World!
    private var contents = Contents()
    /// Numbers are never given twice, whatever a power cut takes back. A document's tasks stand beside one another.
    private var lastDocument: Int64 = 0
    /// What a power cut leaves.
    private(set) var flushed = Contents()
    private(set) var late = 0
    /// The codebook in force, by its number.
    private(set) var codebook = 1
    var tasks: [Int64: Task] { contents.tasks }
    var isFinished: Bool { tasks.values.allSatisfy { $0.state != .open } }

    /// What is written now, to be flushed.
    var written: Contents { contents }

    /// Those contents are on disk.
    func flush(_ written: Contents) { flushed = written }

    /// The machine stops: what was not flushed is gone.
    func powerCut() { contents = flushed }

    // MARK: clients

    /// The job of that token, made where there is none.
    func open(_ token: String) -> Int64 {
        if let known = contents.jobs.first(where: { $0.value.token == token }) { return known.key }
        let number = Int64(contents.jobs.count + 1)
        contents.jobs[number] = Job(token: token)
        return number
    }

    /// Documents at the indices from `first` on; new ingest tasks of documents that nobody submitted before. Nil: the job takes no more.
    func add(_ job: Int64, first: Int, _ documents: [Int], _ priority: JobPriority, turn: Int64) -> [Int64]? {
        guard var entry = contents.jobs[job] else { return nil }
        var fresh: [Int64] = []
        for (offset, document) in documents.enumerated() {
            let index = first + offset
            if let known = entry.documents[index] {
                if known != document { world.violated("job \(job) has another document at \(index)") }
                continue
            }
            guard !entry.closed else { return nil }
            entry.documents[index] = document
            if !contents.tasks.values.contains(where: { $0.stage == .ingest && $0.document == document }) {
                lastDocument += 1
                let poison = world.gremlin.poison(ofDocument: document)
                fresh.append(add(.ingest, lastDocument * 4, document: document, poison: poison, priority, turn: turn))
            }
        }
        contents.jobs[job] = entry
        return fresh
    }

    func close(_ job: Int64) { contents.jobs[job]?.closed = true }

    /// The job as a client is told of it.
    func status(_ job: Int64) -> JobStatus? {
        guard let entry = contents.jobs[job] else { return nil }
        let wanted = Set(entry.documents.values)
        let open = contents.tasks.values.contains { wanted.contains($0.document) && $0.state == .open }
        return JobStatus(
            job: job, label: "", state: entry.closed ? open ? .running : .done : .open, documents: entry.documents.count, known: 0,
            done: open ? 0 : entry.documents.count, failed: 0, cancelled: 0, reports: 0, observations: 0, createdAt: 0, finishedAt: nil)
    }

    private func add(
        _ stage: Stage, _ number: Int64, document: Int, poison: Gremlin.Poison?, _ priority: JobPriority, turn: Int64
    ) -> Int64 {
        contents.tasks[number] = Task(stage: stage, poison: poison, document: document, priority: priority, turn: turn)
        return number
    }

    /// A waiting or leased task gets another place, as when its job's priority changes.
    func prioritize(_ number: Int64, _ priority: JobPriority, turn: Int64) {
        guard contents.tasks[number]?.state == .open else { return }
        contents.tasks[number]?.priority = priority
        contents.tasks[number]?.turn = turn
    }

    /// A task that was given up or cancelled is open again, without a stain.
    func retry(_ number: Int64) -> Stage? {
        guard var task = contents.tasks[number], task.state != .open, task.state != .done else { return nil }
        task.state = .open
        task.blames = 0
        task.suspect = false
        contents.tasks[number] = task
        return task.stage
    }

    func cancel(_ number: Int64) { _ = end(number, .cancelled) }

    // MARK: workers

    func ready(_ number: Int64) -> ReadyTask {
        let task = tasks[number]
        return ReadyTask(
            task: number, byteCount: task?.byteCount ?? 0, handouts: task?.handouts ?? 0, blames: task?.blames ?? 0,
            suspect: task?.suspect ?? false, priority: task?.priority ?? .normal, turn: task?.turn ?? 0)
    }

    func lease(_ grant: Grant) -> Bool {
        guard var task = tasks[grant.task], task.state == .open else { return false }
        if let lease = task.lease { world.violated("task \(grant.task) granted to \(grant.worker) while \(lease.worker) has it") }
        task.lease = (grant.token, grant.worker)
        task.handouts += 1
        contents.tasks[grant.task] = task
        return true
    }

    func release(_ number: Int64, suspect: Bool) {
        guard tasks[number]?.state == .open else { return }
        contents.tasks[number]?.lease = nil
        contents.tasks[number]?.suspect = suspect
    }

    func blame(_ number: Int64, crashed: Bool) {
        guard let task = tasks[number], task.state == .open else { return }
        if crashed, world.gremlin.isGentle, task.poison != .crash, task.poison != .hang {
            world.violated("task \(number) is blamed for a death that it did not bring about")
        }
        contents.tasks[number]?.lease = nil
        contents.tasks[number]?.blames += 1
        if crashed { contents.tasks[number]?.suspect = true }
    }

    func bury(_ number: Int64, _ code: String) -> Settlement.Outcome { end(number, .dead(code)) }

    /// Another codebook is in force, on disk at once: what others read is open again, told back.
    func adopt(codebook next: Int) -> [Int64] {
        codebook = next
        let stale = tasks.filter { $0.value.stage == .extraction && $0.value.state == .done && $0.value.codebook != next }.keys.sorted()
        for number in stale {
            contents.tasks[number]?.state = .open
            contents.tasks[number]?.blames = 0
            contents.tasks[number]?.suspect = false
        }
        flushed = contents
        return stale
    }

    /// Records a success; an ingest's brings new tasks, told back. `codebook`: what the worker truly worked with.
    func record(_ number: Int64, codebook made: Int) -> (Settlement.Outcome, [Int64]) {
        if tasks[number]?.stage == .extraction, tasks[number]?.state == .open, made != codebook {
            world.violated("task \(number) was read with codebook \(made) and is counted for \(codebook)")
        }
        guard end(number, .done) == .recorded else { return (.late, []) }
        contents.tasks[number]?.codebook = made
        guard let task = tasks[number], task.stage == .ingest else { return (.recorded, []) }
        return (
            .recorded,
            (0..<task.document % 3).map { report in
                let poison = world.gremlin.poison(ofDocument: 1000 + 3 * task.document + report)
                return add(.extraction, number + Int64(report) + 1, document: task.document, poison: poison, task.priority, turn: task.turn)
            }
        )
    }

    private func end(_ number: Int64, _ state: State) -> Settlement.Outcome {
        guard tasks[number]?.state == .open else {
            late += 1
            return .late
        }
        contents.tasks[number]?.state = state
        contents.tasks[number]?.lease = nil
        return .recorded
    }

    func load(_ lane: Lane, after: QueuePlace, limit: Int) -> ([ReadyTask], more: Bool) {
        let all = tasks.keys.map { ready($0) }.filter { ready in
            guard let task = tasks[ready.task] else { return false }
            return task.stage == lane.stage && task.priority == lane.priority && ready.place > after && task.state == .open && task.lease == nil
        }.sorted { $0.place < $1.place }
        return (Array(all.prefix(limit)), all.count > limit)
    }

    var leases: [RestoredLease] {
        tasks.keys.sorted().compactMap { number in
            guard let task = tasks[number], let lease = task.lease else { return nil }
            return RestoredLease(ready: ready(number), stage: task.stage, token: lease.token, worker: lease.worker)
        }
    }
}
