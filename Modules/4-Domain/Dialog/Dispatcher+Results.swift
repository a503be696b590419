public import Base
internal import Protocol

// Results come in, leases end, and the ledger's word on both.
extension Dispatcher {
    mutating func take(_ results: Results, _ name: String, _ route: Route, _ now: MonotonicTime) -> [DispatchAction] {
        workers[name]?.emptyBeats = 0
        var indexes: [Int] = []
        var forget: [Int64] = []
        var actions: [DispatchAction] = []
        for (index, result) in results.results.enumerated() {
            let task = result.task
            if tasks[task]?.state == .settling {
                // sent again while the first is on its way to the disk: that one's word will do for both
                if tasks[task]?.waiting.contains(name) == false { tasks[task]?.waiting.append(name) }
                workers[name]?.holdings[task]?.settling = true
            } else if isForeign(result, results.codebook, name) {
                counters[.extraction]?.late += 1
                actions.append(.foreign(task: task))
                actions += foreign(result, name)
                if tasks[task]?.state != .settling { forget.append(task) }
            } else if let failure = result.failure {
                let own = leases[task].map { $0.token == result.lease && $0.worker == name } ?? false
                guard tasks[task] != nil, own || !failure.retry else {
                    counters[workers[name]?.hello.role ?? .ingest]?.late += 1
                    // an old failure again: a newer lease of the same worker did not reach it, and would stand with nobody at work
                    if let lease = leases[task], lease.worker == name { actions += giveBack(task) }
                    forget.append(task)
                    continue
                }
                if !own { revoke(task) }
                actions += blame(task, name, crashed: false, failure)
                if tasks[task]?.state != .settling { forget.append(task) }
            } else {
                settle(task, name)
                indexes.append(index)
            }
        }
        if !indexes.isEmpty { actions.append(.record(worker: name, route: route, indexes: indexes)) }
        if !forget.isEmpty {
            for task in forget { drop(task, from: name, finished: false, now) }
            actions.append(.send(route, .recorded(Recorded(tasks: forget))))
        }
        return actions
    }

    /// Whether a result, good or bad, was made with another codebook than the one in force: before a restart with another one. A worker of
    /// an older version does not tell; then only what was handed out in this life is known to be made with this one.
    private func isForeign(_ result: TaskResult, _ codebook: String?, _ name: String) -> Bool {
        guard !settings.codebook.isEmpty, workers[name]?.hello.role == .extraction else { return false }
        guard let codebook else { return !result.lease.hasPrefix(incarnation + "-") }
        return codebook != settings.codebook
    }

    /// Whoever began the task under this codebook goes on; this worker does not, or a newer lease of it did not reach it. Under a lease of
    /// this life it was told the codebook and took another: that is a failure, else it could go on for ever.
    private mutating func foreign(_ result: TaskResult, _ name: String) -> [DispatchAction] {
        guard let lease = leases[result.task], lease.worker == name else { return [] }
        guard lease.token == result.lease, lease.token.hasPrefix(incarnation + "-") else { return giveBack(result.task) }
        let text = "the worker took another codebook than the one that it was given"
        return blame(result.task, name, crashed: false, TaskFailure(code: "worker.codebook", message: text, retry: true))
    }

    /// The task's result is on its way to the disk, whoever else may hold the task. A task unknown here may still be open in the
    /// ledger, which decides.
    private mutating func settle(_ task: Int64, _ name: String) {
        let stage = tasks[task]?.stage ?? workers[name]?.hello.role ?? .ingest
        if leases[task]?.worker != name { revoke(task) }
        switch tasks[task]?.state {
        case .ready: queues[stage]?[tasks[task]?.ready.priority ?? .normal].count -= 1
        case .leased: endLease(task)
        case .settling: return
        case nil: tasks[task] = Entry(ready: ReadyTask(task: task, byteCount: 0), stage: stage, state: .settling)
        }
        tasks[task]?.state = .settling
        tasks[task]?.waiting.append(name)
        workers[name]?.holdings[task]?.settling = true
    }

    /// The ledger's word on what it was told to record or bury, after the commit. Returns the `Recorded` messages.
    public mutating func settled(_ settlements: [Settlement], at time: MonotonicTime) -> [DispatchAction] {
        let now = turn(time)
        var recorded: [String: [Int64]] = [:]
        var actions: [DispatchAction] = []
        for settlement in settlements {
            let task = settlement.task
            guard let entry = tasks[task], entry.state == .settling else { continue }
            if settlement.outcome == .failed {
                actions += unsettle(task, entry, now)
                continue
            }
            tasks[task] = nil
            if settlement.outcome == .late { counters[entry.stage]?.late += 1 }
            for (index, name) in entry.waiting.enumerated() {
                drop(task, from: name, finished: index == 0 && settlement.outcome == .recorded, now)
                recorded[name, default: []].append(task)
            }
        }
        return actions
            + recorded.sorted { $0.key < $1.key }.flatMap { name, tasks -> [DispatchAction] in
                guard let route = workers[name]?.route else { return [] }
                workers[name]?.liveness.sent(at: now)
                return stride(from: 0, to: tasks.count, by: WireLimits.items).map { start in
                    .send(route, .recorded(Recorded(tasks: Array(tasks[start..<min(tasks.count, start + WireLimits.items)]))))
                }
            }
    }

    /// The ledger could not write the leases of these grants (a full disk): the tasks wait, and nothing is granted for a second.
    /// A grant that a later one has replaced is passed over.
    public mutating func notGranted(_ grants: [Grant], at time: MonotonicTime) {
        let now = turn(time)
        pausedUntil = now.adding(milliseconds: 1000)
        for grant in grants where leases[grant.task]?.token == grant.token {
            neverSent(grant.task, now)
            requeue(grant.task)
        }
    }

    /// The ledger says that these granted tasks had ended already: they were not sent and are not tried again.
    public mutating func ended(_ tasks: [Int64], at time: MonotonicTime) {
        let now = turn(time)
        for task in tasks {
            neverSent(task, now)
            if let entry = self.tasks[task], entry.state == .ready { queues[entry.stage]?[entry.ready.priority].count -= 1 }
            if self.tasks[task]?.state != .settling { self.tasks[task] = nil }
        }
    }

    /// A grant comes to nothing: nobody has the task.
    private mutating func neverSent(_ task: Int64, _ now: MonotonicTime) {
        for name in workers.keys where workers[name]?.holdings[task]?.settling == false { drop(task, from: name, finished: false, now) }
        if leases[task] != nil { endLease(task) }
    }

    /// The disk did not take the result: the worker still has it and sends it again. A burial without a worker goes back to the queue.
    private mutating func unsettle(_ task: Int64, _ entry: Entry, _ now: MonotonicTime) -> [DispatchAction] {
        tasks[task]?.waiting = []
        let holder = entry.waiting.first { workers[$0]?.holdings[task]?.settling == true }
        for name in entry.waiting {
            workers[name]?.holdings[task]?.settling = false
            workers[name]?.holdings[task]?.revoked = name != holder
        }
        guard let holder, let token = workers[holder]?.holdings[task]?.token else {
            requeue(task)
            return [.release(task: task, suspect: entry.ready.suspect)]
        }
        tasks[task]?.state = .leased
        counters[entry.stage]?.leased += 1
        leases.grant(Lease(task: task, token: token, worker: holder, deadline: now.adding(milliseconds: settings.leaseMilliseconds)))
        return []
    }

    // MARK: leases end

    /// A lease ran out. With other tasks in the same worker nobody can tell which one hangs: the task becomes suspect and is handed
    /// out alone; a task that was alone is blamed.
    mutating func timeOut(_ lease: Lease) -> [DispatchAction] {
        let alone = workers[lease.worker].map { $0.holdings.count <= 1 } ?? false
        workers[lease.worker]?.holdings[lease.task]?.revoked = true
        guard let entry = tasks[lease.task], entry.state == .leased else { return [] }
        counters[entry.stage]?.leased -= 1
        guard alone else {
            tasks[lease.task]?.ready.suspect = true
            tasks[lease.task]?.avoid = lease.worker
            requeue(lease.task)
            return [.release(task: lease.task, suspect: true)]
        }
        let text = "no result within \(settings.leaseMilliseconds) ms"
        return blame(lease.task, lease.worker, crashed: false, TaskFailure(code: "task.timeout", message: text, retry: true))
    }

    /// Ends a running lease of the task; the worker's room stays taken until it speaks of the task.
    mutating func revoke(_ task: Int64) {
        guard let lease = leases[task] else { return }
        workers[lease.worker]?.holdings[task]?.revoked = true
        endLease(task)
    }

    mutating func endLease(_ task: Int64) {
        guard leases.release(task) != nil, let stage = tasks[task]?.stage else { return }
        counters[stage]?.leased -= 1
    }

    /// Back to the queue, nobody to blame.
    mutating func giveBack(_ task: Int64) -> [DispatchAction] {
        guard let entry = tasks[task], entry.state == .leased else { return [] }
        endLease(task)
        requeue(task)
        return [.release(task: task, suspect: entry.ready.suspect)]
    }

    /// One more blame: tried again, or buried at the last.
    mutating func blame(_ task: Int64, _ worker: String, crashed: Bool, _ failure: TaskFailure) -> [DispatchAction] {
        guard var entry = tasks[task] else { return [] }
        endLease(task)
        if entry.state == .ready { queues[entry.stage]?[entry.ready.priority].count -= 1 }
        entry.ready.blames += 1
        entry.avoid = worker
        if crashed { entry.ready.suspect = true }
        if !failure.retry || entry.ready.blames >= settings.attempts {
            entry.state = .settling
            entry.waiting = workers[worker]?.holdings[task] == nil ? [] : [worker]
            tasks[task] = entry
            workers[worker]?.holdings[task]?.settling = true
            return [.bury(task: task, code: failure.code, message: failure.message)]
        }
        tasks[task] = entry
        requeue(task)
        return [.blame(task: task, crashed: crashed, code: failure.code, message: failure.message)]
    }

    mutating func requeue(_ task: Int64) {
        guard let entry = tasks[task] else { return }
        tasks[task]?.state = .ready
        counters[entry.stage]?.retries += 1
        enqueue(entry.ready, entry.stage, fresh: false)
    }

    mutating func enqueue(_ ready: ReadyTask, _ stage: Stage, fresh: Bool) {
        queues[stage]?[ready.priority].count += 1
        if ready.suspect {
            queues[stage]?[ready.priority].appendSuspect(ready.task)
        } else if fresh {
            queues[stage]?[ready.priority].insert(ready.place)
        } else {
            queues[stage]?[ready.priority].appendReturned(ready.task)
        }
    }

    /// The worker has room again where the task was.
    mutating func drop(_ task: Int64, from name: String, finished: Bool, _ now: MonotonicTime) {
        workers[name]?.drop(task, finished: finished, now)
    }
}
