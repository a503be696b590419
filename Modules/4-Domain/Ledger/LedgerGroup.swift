internal import Protocol
internal import SQLite

/// The operations of one transaction. Lives within `Ledger.group` and traps when kept for longer.
///
/// An operation that throws a request's error (`concernsRequestOnly`) has changed nothing.
public final class LedgerGroup {
    let ledger: Ledger
    /// Milliseconds since 1970 UTC, for records.
    let at: Int64
    var counters: LedgerCounters
    var history: HistoryClock
    private var deltas: [Int64: JobDelta] = [:]
    private var touched: Set<Int64> = []
    /// Ingest tasks of documents that are new with this group, since `takeCreated` was last called.
    var created: [WaitingTask] = []
    /// Waiting tasks changed their places, since `takeReordered` was last called.
    var reordered = false
    private var broken: LedgerError?
    private var ended = false

    var statements: Statements { ledger.statements }
    var connection: SQLiteConnection { ledger.connection }

    init(_ ledger: Ledger, at: Int64) {
        self.ledger = ledger
        self.at = at
        counters = ledger.counters
        history = ledger.history
    }

    /// Runs one operation; after a failure of the storage every further one fails alike.
    func operation<T>(_ body: () throws -> T) throws(LedgerError) -> T {
        precondition(!ended, "a group used after its end")
        if let broken { throw broken }
        do throws(LedgerError) {
            return try ledger.wrapping(body)
        } catch {
            if !error.concernsRequestOnly { broken = error }
            throw error
        }
    }

    /// Writes what was gathered; the jobs that changed, by number.
    func finish() throws(LedgerError) -> [JobStatus] {
        let jobs = try operation {
            try flushJobs()
            if counters != ledger.counters { try counters.save(statements.setCounters) }
            try keepHistory()
            return try touched.sorted().compactMap { try status($0) }
        }
        ended = true
        return jobs
    }

    func end() { ended = true }

    /// The ingest tasks of documents that were new in this group; each is told once. Ready once the group is committed.
    public func takeCreated() -> [WaitingTask] {
        defer { created = [] }
        return created
    }

    // MARK: jobs

    /// A job as it stands, with what this group added.
    func currentStatus(_ job: Int64) throws -> JobStatus {
        try flushJobs()
        guard let status = try status(job) else { throw LedgerError(.noJob, "\(job)") }
        return status
    }

    private func status(_ job: Int64) throws -> JobStatus? { try statements.job.first(.int(job)) { JobRow.status($0) } }

    /// Gathers a change of a job's counts.
    func add(to job: Int64, _ change: (inout JobDelta) -> Void) {
        change(&deltas[job, default: JobDelta()])
        touched.insert(job)
    }

    /// The job's state changes, or whether it is finished must be looked at.
    func touch(_ job: Int64) { deltas[job, default: JobDelta()].documents += 0; touched.insert(job) }

    private func flushJobs() throws {
        for (job, delta) in deltas.sorted(by: { $0.key < $1.key }) {
            try statements.addToJob.run(
                .int(job), .int(delta.documents), .int(delta.known), .int(delta.done), .int(delta.failed), .int(delta.cancelled),
                .int(delta.reports), .int(delta.observations))
            try statements.finishJob.run(.int(job), .int(at))
            try statements.unfinishJob.run(.int(job))
        }
        deltas.removeAll(keepingCapacity: true)
    }

    // MARK: documents

    func document(_ id: Int64) throws -> DocumentRow {
        guard let row = try statements.document.first(.int(id), read: { DocumentRow($0) }) else {
            throw LedgerError(.corrupt, path: ledger.path, "a task without its document")
        }
        return row
    }

    /// Writes a changed document, in the state that its counts make, and tells its jobs.
    func update(_ before: DocumentRow, to changed: DocumentRow) throws {
        var after = changed
        after.state = after.resultingState
        try statements.updateDocument.run(
            .int(after.id), .int(after.state.rawValue), .int(after.open), .int(after.dead), .int(after.cancelled), .int(after.reports),
            .int(after.observations))
        let change = (
            reports: (after.isFinished ? after.reports : 0) - (before.isFinished ? before.reports : 0),
            observations: (after.isFinished ? after.observations : 0) - (before.isFinished ? before.observations : 0)
        )
        if before.state != after.state, after.isFinished {
            counters.totals.documents += 1
            if after.state == .failed { counters.totals.failedDocuments += 1 }
        }
        guard before.state != after.state || change != (0, 0) else { return }
        for (job, count) in try statements.jobsOfDocument.all(.int(after.id), read: { ($0.int64(0), $0.int(1)) }) {
            add(to: job) { delta in
                delta.add(-count, before.state)
                delta.add(count, after.state)
                delta.reports += change.reports
                delta.observations += change.observations
            }
        }
    }

    // MARK: tasks

    /// A task as it stands.
    struct TaskRow {
        var id: TaskID
        var state: TaskState
        var attempts: Int
        var crashes: Int
        var isLeased: Bool
        var priority: JobPriority
        var turn: Int64
    }

    /// The task, or nil where there is none.
    func task(_ raw: Int64) throws -> TaskRow? {
        try statements.task.first(.int(raw)) { row in
            TaskRow(
                id: TaskID(raw: raw), state: TaskState(rawValue: row.int(0)) ?? .done, attempts: row.count(1), crashes: row.count(2),
                isLeased: row.int(3) != 0, priority: JobPriority(number: row.int(4)), turn: row.int64(5))
        }
    }

    /// The task when it is open, with its lease taken off; nil when it has ended or does not exist.
    func takeOpen(_ raw: Int64) throws -> TaskRow? {
        guard let row = try task(raw), row.state == .open else { return nil }
        if row.isLeased { try dropLease(row.id) }
        return row
    }

    func dropLease(_ id: TaskID) throws {
        try statements.deleteLease.run(.int(id.raw))
        counters[id.stage].leased -= 1
    }

    /// A new task, ready.
    func insertTask(_ id: TaskID, _ priority: JobPriority, turn: Int64) throws {
        try statements.insertTask.run(.int(id.raw), .int(id.stage.number), .int(priority.number), .int(turn))
        counters[id.stage].open += 1
    }

    /// Counts a task from one state to another.
    func count(_ id: TaskID, from: TaskState, to: TaskState) {
        counters[id.stage][from] -= 1
        counters[id.stage][to] += 1
    }
}
