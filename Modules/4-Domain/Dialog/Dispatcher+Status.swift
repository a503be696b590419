public import Base
public import Protocol

// How things stand, for people.
extension Dispatcher {
    /// The workers that are here, by role and name.
    public mutating func workerStatuses(at time: MonotonicTime) -> [WorkerStatus] {
        let now = turn(time)
        return workers.keys.sorted().compactMap { name -> WorkerStatus? in
            guard var record = workers[name] else { return nil }
            let hello = record.hello
            var status = WorkerStatus(
                worker: name, role: hello.role, host: hello.host, pid: hello.pid, software: hello.software, capacity: hello.capacity,
                held: record.holdings.count, finished: record.finished, rate: record.rate.perSecond(at: now),
                silentMilliseconds: max(0, now.milliseconds(since: record.liveness.heardAt)), state: record.state)
            status.idle = idleReason(record)
            return status
        }.sorted { ($0.role.rawValue, $0.worker) < ($1.role.rawValue, $1.worker) }
    }

    /// Why a worker holds nothing; nil while it works.
    private func idleReason(_ record: WorkerRecord) -> String? {
        guard record.holdings.isEmpty else { return nil }
        if record.draining { return "draining" }
        if pausedUntil != nil { return "ledger" }
        if record.reserved { return "reserved" }
        let ingesting = record.hello.role == .extraction && (queues[.ingest]?.count ?? 0) + (counters[.ingest]?.leased ?? 0) > 0
        return ingesting ? "ingest-first" : "no-tasks"
    }

    /// The queue of a stage. `open`: its tasks in the ledger that are ready or leased; the other counts are the ledger's too.
    public func stageStatus(_ stage: Stage, open: Int, done: Int, dead: Int, cancelled: Int) -> StageStatus {
        let counters = counters[stage] ?? Counters()
        let ready = max(0, open - counters.leased)
        let here = workers.values.filter { $0.hello.role == stage }
        let why = here.isEmpty ? "no-worker" : here.allSatisfy(\.draining) ? "draining" : pausedUntil != nil ? "ledger" : "workers-busy"
        return StageStatus(
            stage: stage, ready: ready, leased: counters.leased, done: done, dead: dead, cancelled: cancelled, retries: counters.retries,
            late: counters.late, waiting: ready == 0 ? "" : why)
    }

    /// Tasks in workers' hands.
    public var leasedCount: Int { leases.count }
    /// Workers that are here.
    public var workerCount: Int { workers.count }

    /// What is held and waited for, as words for a failed test.
    var standing: String {
        let held = tasks.keys.sorted().map { task in
            "\(task) \(tasks[task].map { "\($0.state)\($0.ready.suspect ? " suspect" : "")" } ?? "") \(leases[task].map { "by \($0.worker) until \($0.deadline.nanoseconds / 1_000_000)" } ?? "")"
        }
        let here = workers.keys.sorted().map { name in "\(name): \(workers[name]?.holdings.keys.sorted() ?? [])" }
        return
            "tasks [\(held.joined(separator: ", "))], workers [\(here.joined(separator: ", "))], deadline \(String(describing: nextDeadline))"
    }
}
