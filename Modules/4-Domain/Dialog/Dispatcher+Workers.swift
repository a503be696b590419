internal import Base
internal import Protocol

// Workers come, speak up and go.
extension Dispatcher {
    mutating func welcome(_ hello: Hello, _ route: Route, _ now: MonotonicTime) -> [DispatchAction] {
        if hello.role == .extraction, !settings.engine.isEmpty, hello.engine != settings.engine {
            let text = "the worker's engine is \(hello.engine), this aggregator's is \(settings.engine): start workers of the same version"
            return [.send(route, .refused(Refused(code: "worker.engine", message: text)))]
        }
        guard workers.count < settings.workers || workers[hello.worker] != nil else {
            let text = "\(workers.count) workers are here, as many as may be"
            return [.send(route, .refused(Refused(code: "worker.limit", message: text)))]
        }
        var actions: [DispatchAction] = []
        if let other = routes[route], other != hello.worker { actions += leave(other, "left") }
        let before = workers[hello.worker]
        // another process of the same name: the one before has died
        if let before, before.hello.pid != hello.pid || before.hello.host != hello.host || before.hello.role != hello.role {
            actions += lose(hello.worker)
        }
        var record = WorkerRecord(
            hello: hello, route: route,
            liveness: Liveness(interval: settings.heartbeatMilliseconds, limit: settings.lostAfter, now: now), now: now)
        record.hello.holding = []
        record.finished = workers[hello.worker]?.finished ?? 0
        record.rate = workers[hello.worker]?.rate ?? Rate()
        let known = workers[hello.worker]?.holdings ?? [:]
        let expected = Set(known.filter { !$0.value.revoked }.keys).union(orphans.removeValue(forKey: hello.worker) ?? [])
        actions += adopt(hello.holding, expected, known, &record, now)
        if let before { routes[before.route] = nil }
        workers[hello.worker] = record
        routes[route] = hello.worker
        let codebook = hello.role == .extraction ? settings.codebook : ""
        let welcome = Welcome(
            heartbeatMilliseconds: Int(settings.heartbeatMilliseconds), leaseMilliseconds: Int(settings.leaseMilliseconds),
            codebook: codebook)
        actions.append(.send(route, .welcome(welcome)))
        actions.append(.changed(WorkerChange(worker: hello.worker, role: hello.role, change: "joined")))
        return actions
    }

    /// Leases that the worker still knows of go on; those that it does not were lost on the way and go back without blame.
    private mutating func adopt(
        _ holding: [HeldTask], _ expected: Set<Int64>, _ known: [Int64: WorkerRecord.Holding], _ record: inout WorkerRecord,
        _ now: MonotonicTime
    ) -> [DispatchAction] {
        var actions: [DispatchAction] = []
        let held = Set(holding.map(\.task))
        for task in expected.subtracting(held).sorted() {
            if known[task]?.settling == true || tasks[task]?.state == .settling { continue }
            actions += giveBack(task)
        }
        for task in holding {
            var entry = WorkerRecord.Holding(token: task.lease)
            // it may hold the task under another lease than the one that stands: a newer one that a power cut took back, an older one
            // that it goes on with since the newer did not reach it. It is at work, so the lease is the one that it knows
            if let lease = leases[task.task], lease.worker == record.name {
                leases.grant(
                    Lease(
                        task: task.task, token: task.lease, worker: record.name,
                        deadline: now.adding(milliseconds: settings.leaseMilliseconds)))
                if tasks[task.task]?.ready.suspect == true { record.quarantined = true }
            } else {
                entry.settling = known[task.task]?.settling ?? false
                entry.revoked = !entry.settling
            }
            record.holdings[task.task] = entry
        }
        return actions
    }

    mutating func heard(_ beat: WorkerHeartbeat, _ name: String, _ now: MonotonicTime) -> [DispatchAction] {
        guard var record = workers[name] else { return [] }
        var actions: [DispatchAction] = []
        if beat.draining == true, !record.draining {
            record.draining = true
            actions.append(.changed(WorkerChange(worker: name, role: record.hello.role, change: "draining")))
        }
        let open = record.holdings.filter { !$0.value.settling }
        let quiet = record.lastGrant.adding(milliseconds: settings.heartbeatMilliseconds) <= now
        record.emptyBeats = beat.held == 0 && !open.isEmpty && quiet ? record.emptyBeats + 1 : 0
        let forgotten = record.emptyBeats >= 2
        if forgotten {
            record.emptyBeats = 0
            for task in open.keys { record.holdings[task] = nil }
            if record.holdings.isEmpty { record.quarantined = false }
        }
        workers[name] = record
        // its tasks were lost on the way
        if forgotten {
            for (task, holding) in open.sorted(by: { $0.key < $1.key }) where !holding.revoked {
                actions += giveBack(task)
            }
        }
        return actions
    }

    /// A silence, or another process under the same name: the worker died. What it held becomes suspect; what was suspect and alone is blamed.
    mutating func lose(_ name: String) -> [DispatchAction] {
        guard let record = workers[name] else { return [] }
        let atStake = record.holdings.filter { !$0.value.revoked && !$0.value.settling }
        var actions: [DispatchAction] = []
        if atStake.count == 1, let task = atStake.keys.first, tasks[task]?.ready.suspect == true {
            revoke(task)
            actions += blame(task, name, crashed: true, TaskFailure(code: "task.crash", message: "its worker died over it", retry: true))
        } else {
            for task in atStake.keys { tasks[task]?.ready.suspect = true }
        }
        return actions + leave(name, "lost")
    }

    /// The worker is gone: all that it held goes back, nobody is blamed.
    mutating func leave(_ name: String, _ change: String) -> [DispatchAction] {
        guard let record = workers.removeValue(forKey: name) else { return [] }
        routes[record.route] = nil
        var actions: [DispatchAction] = []
        for (task, holding) in record.holdings.sorted(by: { $0.key < $1.key }) where !holding.revoked && !holding.settling {
            actions += giveBack(task)
        }
        actions.append(.changed(WorkerChange(worker: name, role: record.hello.role, change: change)))
        return actions
    }
}
