public import Base
public import Protocol

/// The aggregator's side of the work socket: which task goes to which worker, what a result counts for, and what a silence means.
///
/// A pure state machine: no socket, no clock, no ledger. Each input returns the actions it calls for; tasks are handed out by
/// `assign` alone, called once after each turn of the loop, so that grants leave in groups.
///
/// A task, as the dispatcher sees it (what is on disk the ledger knows):
/// ```
///                    loaded / becameReady
///                            │                 release · blame (lease over, worker lost, failure)
///                            ▼        ┌──────────────────────────────────────────┐
///                         ready ──────┴─ grant ─► leased ─ result ─► settling ─ settled ─► forgotten
///                            │   ▲                   │                  ▲  │ failed
///                  suspect: alone └── third blame ───┴───── bury ───────┘  └──────► leased or ready
/// ```
/// A worker:
/// ```
///   hello ─► here ─ drain ─► draining ─ goodbye ─► gone (all goes back, nobody blamed)
///              │                 │
///              └── silence of 3 heartbeats ──► lost (what it held becomes suspect; a suspect that was alone is blamed)
/// ```
/// Who is to blame when a worker dies with many tasks? Nobody knows. So all of them become suspect and are handed out alone: the
/// poisonous one kills again, now without company, and is blamed; the others finish and are forgotten.
///
/// What stops the whole process (a suspended machine) must not look like everybody's silence: a gap of two heartbeats between
/// calls, while workers are here, is taken out of all deadlines.
public struct Dispatcher: Sendable {
    struct Entry: Sendable {
        enum State: Sendable { case ready, leased, settling }

        var ready: ReadyTask
        var stage: Stage
        var state: State
        /// The worker that the last blame fell on; another one is preferred.
        var avoid = ""
        /// While settling: who waits for `Recorded`.
        var waiting: [String] = []
    }

    /// The measures in force.
    public let settings: DispatchSettings
    let incarnation: String
    var grants: UInt64 = 0
    var tasks: [Int64: Entry] = [:]
    var queues: [Stage: StageQueue] = [.ingest: StageQueue(), .extraction: StageQueue()]
    var leases = LeaseTable()
    var workers: [String: WorkerRecord] = [:]
    var routes: [Route: String] = [:]
    /// Leases of an earlier life, by worker, until that worker says hello or the grace is over.
    var orphans: [String: [Int64]] = [:]
    var orphanDeadline: MonotonicTime?
    var counters: [Stage: Counters] = [.ingest: Counters(), .extraction: Counters()]
    var pausedUntil: MonotonicTime?
    private var lastTurn: MonotonicTime?
    private var slept: Int64 = 0

    struct Counters: Sendable {
        var leased = 0
        var retries = 0
        var late = 0
    }

    /// `incarnation` differs from start to start, so that no two leases ever have the same token.
    public init(settings: DispatchSettings = DispatchSettings(), incarnation: String) {
        self.settings = settings
        self.incarnation = incarnation
    }

    // MARK: inputs

    /// A message of a worker, checked by the codec. Payload frames stay with the service; see `DispatchAction.record`.
    public mutating func receive(_ message: FromWorker, from route: Route, at time: MonotonicTime) -> [DispatchAction] {
        let now = turn(time)
        if case .hello(let hello) = message { return welcome(hello, route, now) }
        guard let name = routes[route] else {
            let text = "this connection has not said hello; say it and send again"
            return [.send(route, .refused(Refused(code: "worker.unknown", message: text)))]
        }
        workers[name]?.liveness.heard(at: now)
        switch message {
        case .hello: return []
        case .heartbeat(let beat): return heard(beat, name, now)
        case .results(let results): return take(results, name, route, now)
        case .goodbye: return leave(name, "left")
        }
    }

    /// The service could not send to this route: the connection is gone, and most likely the worker with it. What it held is treated as
    /// after a silence: handed out alone next, so that a poisonous document cannot take one worker after another along with it.
    public mutating func unreachable(_ route: Route, at time: MonotonicTime) -> [DispatchAction] {
        _ = turn(time)
        guard let name = routes[route] else { return [] }
        return lose(name)
    }

    /// Ready tasks from the ledger, in answer to `.load`. `more`: there are others beyond the last of these.
    public mutating func loaded(_ lane: Lane, _ loaded: [ReadyTask], more: Bool) {
        for var ready in loaded where tasks[ready.task] == nil {
            ready.priority = lane.priority
            tasks[ready.task] = Entry(ready: ready, stage: lane.stage, state: .ready)
            enqueue(ready, lane.stage, fresh: true)
        }
        queues[lane.stage]?[lane.priority].endLoad(last: loaded.last?.place, more: more)
    }

    /// Tasks that were just committed as ready (new documents, new reports, retried ones). Those behind the window stay with the ledger.
    public mutating func becameReady(_ stage: Stage, _ fresh: [ReadyTask]) {
        for ready in fresh where tasks[ready.task] == nil {
            if ready.suspect {
                tasks[ready.task] = Entry(ready: ready, stage: stage, state: .ready)
                enqueue(ready, stage, fresh: false)
            } else if queues[stage]?[ready.priority].admit(ready.place) == true {
                tasks[ready.task] = Entry(ready: ready, stage: stage, state: .ready)
                queues[stage]?[ready.priority].count += 1
            }
        }
        for priority in JobPriority.allCases where (queues[stage]?[priority].freshCount ?? 0) > settings.queueLimit {
            let back = queues[stage]?[priority].giveWay(beyond: settings.queueLimit) ?? []
            forgetWaiting(back)
        }
    }

    /// The ledger holds ready tasks that were not named here: new ones beyond all others, or (`anywhere`) ones that were passed over.
    public mutating func ledgerHasMore(_ stage: Stage, anywhere: Bool) {
        for priority in JobPriority.allCases { queues[stage]?[priority].ledgerHasMore(anywhere: anywhere) }
    }

    /// Waiting tasks changed their priority or their turn in the ledger: they are loaded anew, in the order that holds there.
    public mutating func reordered() {
        for stage in Stage.allCases {
            for priority in JobPriority.allCases {
                let back = queues[stage]?[priority].reset() ?? []
                forgetWaiting(back)
            }
        }
    }

    /// These stay with the ledger.
    private mutating func forgetWaiting(_ back: [Int64]) {
        for task in back {
            guard let entry = tasks[task], entry.state == .ready, !entry.ready.suspect else { continue }
            queues[entry.stage]?[entry.ready.priority].count -= 1
            tasks[task] = nil
        }
    }

    /// These tasks are cancelled, by a commit that is done. Workers are told to stop; what they still deliver for them will be late.
    public mutating func cancelled(_ cancelled: [Int64], at time: MonotonicTime) -> [DispatchAction] {
        let now = turn(time)
        var stopped: [String: [Int64]] = [:]
        for task in cancelled {
            guard let entry = tasks[task], entry.state != .settling else { continue }
            if entry.state == .ready { queues[entry.stage]?[entry.ready.priority].count -= 1 }
            if entry.state == .leased, let worker = leases[task]?.worker {
                endLease(task)
                if workers[worker] != nil {
                    drop(task, from: worker, finished: false, now)
                    stopped[worker, default: []].append(task)
                }
            }
            tasks[task] = nil
        }
        return stopped.sorted { $0.key < $1.key }.flatMap { name, tasks -> [DispatchAction] in
            guard let route = workers[name]?.route else { return [] }
            return stride(from: 0, to: tasks.count, by: WireLimits.items).map { start in
                .send(route, .stop(Stop(tasks: Array(tasks[start..<min(tasks.count, start + WireLimits.items)]))))
            }
        }
    }

    /// Sends a worker away: its key may no longer be used. What it held goes back, nobody is blamed.
    public mutating func dismiss(_ route: Route, code: String, message: String, at time: MonotonicTime) -> [DispatchAction] {
        _ = turn(time)
        guard let name = routes[route] else { return [] }
        return [.send(route, .refused(Refused(code: code, message: message)))] + leave(name, "left")
    }

    /// Connections of the workers that are here.
    public var workerRoutes: [Route] { Array(routes.keys) }

    /// Asks a worker to finish and leave; nil when there is none of that name.
    public mutating func drain(_ worker: String) -> [DispatchAction]? {
        guard let record = workers[worker] else { return nil }
        guard !record.draining else { return [] }
        workers[worker]?.draining = true
        return [
            .send(record.route, .drain(Drain())),
            .changed(WorkerChange(worker: worker, role: record.hello.role, change: "draining")),
        ]
    }

    /// Leases that stood in the ledger when the aggregator started; call before anything else. Each worker has three heartbeats to
    /// say hello and name what it holds.
    public mutating func restore(_ restored: [RestoredLease], at time: MonotonicTime) {
        let deadline = turn(time).adding(milliseconds: settings.heartbeatMilliseconds * settings.lostAfter)
        orphanDeadline = restored.isEmpty ? nil : deadline
        for lease in restored where tasks[lease.ready.task] == nil {
            tasks[lease.ready.task] = Entry(ready: lease.ready, stage: lease.stage, state: .leased)
            counters[lease.stage]?.leased += 1
            orphans[lease.worker, default: []].append(lease.ready.task)
            // the grace ends them, so the deadline must lie beyond it
            let end = deadline.adding(milliseconds: settings.leaseMilliseconds)
            leases.grant(Lease(task: lease.ready.task, token: lease.token, worker: lease.worker, deadline: end))
        }
    }

    /// The clock moves on: heartbeats, lost workers, leases that ran out.
    public mutating func tick(at time: MonotonicTime) -> [DispatchAction] {
        let now = turn(time)
        var actions: [DispatchAction] = []
        let due = workers.values.filter { $0.liveness.nextDeadline <= now }.map(\.name).sorted()
        for name in due {
            guard let record = workers[name] else { continue }
            if record.liveness.lostAt <= now {
                actions += lose(name)
            } else if record.liveness.beatAt <= now {
                workers[name]?.liveness.sent(at: now)
                actions.append(.send(record.route, .heartbeat(AggregatorHeartbeat())))
            }
        }
        for lease in leases.expired(at: now) { actions += timeOut(lease) }
        if let deadline = orphanDeadline, deadline <= now {
            orphanDeadline = nil
            for task in orphans.values.joined().sorted() { actions += giveBack(task) }
            orphans = [:]
        }
        if let until = pausedUntil, until <= now { pausedUntil = nil }
        return actions
    }

    /// When `tick` (and then `assign`) must be called at the latest; nil when only messages can change anything.
    public var nextDeadline: MonotonicTime? {
        var next = orphanDeadline
        func consider(_ time: MonotonicTime?) {
            if let time { next = min(next ?? time, time) }
        }
        for record in workers.values { consider(record.liveness.nextDeadline) }
        consider(leases.nextDeadline)
        consider(pausedUntil)
        return next?.adding(milliseconds: slept)
    }

    /// Deadlines are kept in the time during which this process ran.
    mutating func turn(_ time: MonotonicTime) -> MonotonicTime {
        if let last = lastTurn, !workers.isEmpty {
            let gap = time.milliseconds(since: last)
            if gap > 2 * settings.heartbeatMilliseconds { slept += gap }
        }
        lastTurn = max(time, lastTurn ?? time)
        return time.adding(milliseconds: -slept)
    }
}
