public import Base
internal import Protocol

// Ready tasks go to workers.
extension Dispatcher {
    /// Hands out what is ready to whoever has room, in groups, the emptiest worker first; asks for more where the queue runs low.
    ///
    /// Call it once after each turn of the loop, when all messages of the turn are taken.
    public mutating func assign(at time: MonotonicTime) -> [DispatchAction] {
        let now = turn(time)
        guard pausedUntil == nil else { return [] }
        var actions: [DispatchAction] = []
        for stage in Stage.allCases {
            if let queue = queues[stage], queue.count > 0 {
                if queue.suspectCount > 0 { assignSuspects(stage, now, &actions) }
                assignReady(stage, now, &actions)
            }
            for lane in Lane.all(of: stage) {
                guard let after = queues[stage]?[lane.priority].wantsLoad(below: settings.queueLow) else { continue }
                actions.append(.load(lane, after: after, limit: settings.queueLimit - settings.queueLow))
            }
        }
        return actions
    }

    /// A suspect goes to a worker that holds nothing, and that gets nothing else. At most half of the workers are kept for them.
    private mutating func assignSuspects(_ stage: Stage, _ now: MonotonicTime, _ actions: inout [DispatchAction]) {
        let all = workers.values.filter { $0.hello.role == stage && !$0.draining }.sorted {
            ($0.holdings.count, $0.name) < ($1.holdings.count, $1.name)
        }
        let limit = max(1, all.count / 2)
        var busy = all.count { $0.quarantined }
        var idle = all.filter { $0.holdings.isEmpty && !$0.quarantined }
        var chosen: [(String, Int64)] = []
        guard var queue = queues.removeValue(forKey: stage) else { return }
        queue.takeSuspects { task in
            guard let entry = waiting(task, stage, suspect: true), !chosen.contains(where: { $0.1 == task }) else { return .take }
            guard busy < limit else { return .stop }
            let other = idle.firstIndex { $0.name != entry.avoid }
            guard let index = other ?? (all.count == 1 ? idle.indices.first : nil) else { return idle.isEmpty ? .stop : .keep }
            chosen.append((idle.remove(at: index).name, task))
            busy += 1
            return .take
        }
        queues[stage] = queue
        for (name, task) in chosen {
            workers[name]?.quarantined = true
            grant([task], to: name, stage, now, &actions)
        }
        for record in all { workers[record.name]?.reserved = false }
        // somebody must be emptied for those that still wait
        guard let first = queue.firstSuspect, busy < limit else { return }
        let avoid = tasks[first]?.avoid ?? ""
        let candidates = all.filter { workers[$0.name]?.quarantined == false }
        if let next = candidates.first(where: { $0.name != avoid }) ?? candidates.first { workers[next.name]?.reserved = true }
    }

    private mutating func assignReady(_ stage: Stage, _ now: MonotonicTime, _ actions: inout [DispatchAction]) {
        let peers = workers.values.count { $0.hello.role == stage && !$0.draining }
        var able = workers.values.filter { $0.hello.role == stage && $0.takesTasks }.map { (name: $0.name, credit: $0.credit) }
        let share = max(1, ((queues[stage]?.count ?? 0) + able.count - 1) / max(1, able.count))
        while let queue = queues[stage], queue.count > queue.suspectCount, !able.isEmpty {
            guard let best = able.indices.max(by: { (able[$0].credit, able[$1].name) < (able[$1].credit, able[$0].name) }) else { return }
            let limit = min(able[best].credit, settings.groupTasks, share)
            let group = pop(stage, limit: limit, for: able[best].name, alone: peers == 1)
            if group.isEmpty {
                able.remove(at: best)
                continue
            }
            grant(group, to: able[best].name, stage, now, &actions)
            able[best].credit -= group.count
            if able[best].credit == 0 { able.remove(at: best) }
        }
    }

    /// Up to `limit` tasks and about as many bytes as a message should have.
    private mutating func pop(_ stage: Stage, limit: Int, for name: String, alone: Bool) -> [Int64] {
        var group: [Int64] = []
        var bytes = 0
        guard var queue = queues.removeValue(forKey: stage) else { return [] }
        queue.takeReturned { task in
            guard let entry = waiting(task, stage, suspect: false), !group.contains(task) else { return .take }
            guard group.count < limit, group.isEmpty || bytes + entry.ready.byteCount <= settings.groupBytes else { return .stop }
            if entry.avoid == name, !alone { return .keep }
            group.append(task)
            bytes += entry.ready.byteCount
            return .take
        }
        while group.count < limit, bytes < settings.groupBytes, let task = queue.popFresh() {
            guard let entry = waiting(task, stage, suspect: false), !group.contains(task) else { continue }
            group.append(task)
            bytes += entry.ready.byteCount
        }
        queues[stage] = queue
        return group
    }

    /// The task, if it truly waits: a number may stand in a queue after its task has gone.
    private func waiting(_ task: Int64, _ stage: Stage, suspect: Bool) -> Entry? {
        guard let entry = tasks[task], entry.state == .ready, entry.stage == stage, entry.ready.suspect == suspect else { return nil }
        return entry
    }

    private mutating func grant(_ group: [Int64], to name: String, _ stage: Stage, _ now: MonotonicTime, _ actions: inout [DispatchAction])
    {
        guard let route = workers[name]?.route else { return }
        let deadline = now.adding(milliseconds: settings.leaseMilliseconds)
        var made: [Grant] = []
        made.reserveCapacity(group.count)
        for task in group {
            guard var entry = tasks[task] else { continue }
            grants += 1
            let token = incarnation + "-" + String(grants, radix: 36)
            entry.state = .leased
            entry.ready.handouts += 1
            tasks[task] = entry
            leases.grant(Lease(task: task, token: token, worker: name, deadline: deadline))
            workers[name]?.holdings[task] = WorkerRecord.Holding(token: token)
            made.append(Grant(task: task, stage: stage, token: token, worker: name, route: route, attempt: entry.ready.handouts))
        }
        workers[name]?.lastGrant = now
        for grant in made { queues[stage]?[tasks[grant.task]?.ready.priority ?? .normal].count -= 1 }
        counters[stage]?.leased += made.count
        actions.append(.grant(made))
    }
}
