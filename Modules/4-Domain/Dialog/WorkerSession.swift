public import Base
public import Protocol

/// The worker's side of the work socket: presents itself, takes tasks, keeps results until they are on disk, and finds back.
///
/// A pure state machine: no socket, no clock, no thread. The shell performs the actions in their order, calls `finished` for each
/// task that its pool completes, `flush` once after each turn of its loop, and `tick` at `nextDeadline`.
///
/// ```
///  start ─► connecting ── backoff over: new socket, Hello ──► greeting ── Welcome ──► working
///              ▲  ▲                                              │                      │
///              │  └───────── no Welcome in 4 heartbeats ─────────┘                      │
///              └──────────────────── silence of 4 heartbeats ───────────────────────────┤
///                                     Refused(worker.unknown): Hello again ─► greeting ◄┘
///
///  drain (asked here or by Drain): takes nothing more, finishes, delivers, Goodbye ─► closed
///  Refused for any other reason ─► closed
/// ```
/// A task that it holds is in work or finished; a finished one is forgotten at `Recorded`, and no sooner: after a new Welcome, and
/// after five heartbeats without an answer, its result is sent again. Each result goes under the codebook that it was made with, which an
/// aggregator that started again with another one does not count.
public struct WorkerSession: Sendable {
    /// Who the worker is.
    public struct Identity: Sendable {
        /// What it can do.
        public var role: Stage
        /// Unique among workers for as long as the process lives.
        public var worker: String
        /// Its machine's name.
        public var host: String
        /// Its process's number.
        public var pid: Int
        /// Version of the engine; empty for an ingest worker.
        public var engine: String
        /// Tasks it is ready to hold, 1…1024.
        public var capacity: Int

        /// As it will stand in `Hello`.
        public init(role: Stage, worker: String, host: String, pid: Int, engine: String, capacity: Int) {
            self.role = role
            self.worker = worker
            self.host = host
            self.pid = pid
            self.engine = engine
            self.capacity = min(max(1, capacity), WireLimits.items)
        }
    }

    /// What the shell shall do.
    public enum Action: Sendable, Equatable {
        /// Close the socket if there is one, open a new one and connect it.
        case connect
        /// Send a message; wait for room if there is none.
        case send(FromWorker, payloads: [[UInt8]])
        /// Use this codebook for all tasks that start from now on.
        case prepare(codebook: String, bytes: [UInt8])
        /// These tasks are not wanted any more: those that no thread has begun need not be.
        case forget([Int64])
        /// Work on this task.
        case start(TaskOrder, payload: [UInt8])
        /// The session is over.
        case close(Ending)
    }

    /// Why a session is over.
    public enum Ending: Sendable, Equatable {
        /// Nothing is held any more.
        case drained
        /// The aggregator does not want this worker.
        case refused(code: String, message: String)
    }

    /// Where in its life the session is.
    public enum Phase: Sendable, Equatable {
        case connecting(until: MonotonicTime)
        case greeting(until: MonotonicTime)
        case working
        case closed
    }

    private struct Holding: Sendable {
        var order: TaskOrder
        /// What it is worked with, and the lease that the work began under.
        let codebook: String
        let begun: String
        var result: TaskResult?
        var payloads: [[UInt8]] = []
        /// When the result was last sent; nil when it waits for `flush`.
        var sentAt: MonotonicTime?
    }

    /// Who the worker is.
    public let identity: Identity
    /// Where in its life it is.
    public private(set) var phase: Phase
    /// Takes nothing more.
    public private(set) var isDraining = false
    /// How long a task may be held, as the last Welcome told; nil before the first.
    public private(set) var leaseMilliseconds: Int64?
    private var holdings: [Int64: Holding] = [:]
    private var unsent: [Int64] = []
    private var backoff: Backoff
    private var liveness: Liveness
    private var codebook = ""
    private var scanAt: MonotonicTime
    private var helloAt: MonotonicTime?

    /// Begins at once: the first `tick` connects. `seed` spreads the waiting times of many workers.
    public init(identity: Identity, seed: UInt64, now: MonotonicTime) {
        self.identity = identity
        phase = .connecting(until: now)
        backoff = Backoff(first: 100, most: 3000, seed: seed)
        liveness = Liveness(interval: 1000, limit: 4, now: now)
        scanAt = now
    }

    /// Tasks in hand, finished but unrecorded ones included.
    public var held: Int { holdings.count }

    // MARK: inputs

    /// A message of the aggregator with its payloads, checked by the codec.
    public mutating func receive(_ message: ToWorker, payloads: [[UInt8]], at now: MonotonicTime) -> [Action] {
        guard phase == .working || isGreeting else { return [] }
        liveness.heard(at: now)
        switch message {
        case .welcome(let welcome): return take(welcome, payloads, now)
        case .tasks(let tasks): return take(tasks, payloads)
        case .recorded(let recorded):
            for task in recorded.tasks { holdings[task] = nil }
            return leaveIfDone(now)
        case .heartbeat: return []
        case .stop(let stop): return take(stop, now)
        case .drain: return drain(at: now)
        case .refused(let refused): return take(refused, now)
        }
    }

    /// A task is done, well or not. `result.lease` is that of the order that it was started with; what is sent is the one that stands.
    public mutating func finished(_ result: TaskResult, payloads: [[UInt8]]) {
        guard var holding = holdings[result.task], holding.result == nil, holding.begun == result.lease else { return }
        holding.result = result
        holding.payloads = payloads
        holdings[result.task] = holding
        unsent.append(result.task)
    }

    /// Finish what is held, deliver it, and leave.
    public mutating func drain(at now: MonotonicTime) -> [Action] {
        guard !isDraining, phase != .closed else { return [] }
        isDraining = true
        let leaving = leaveIfDone(now)
        guard leaving.isEmpty, phase == .working else { return leaving }
        liveness.sent(at: now)
        return [.send(.heartbeat(WorkerHeartbeat(held: held, draining: true)), payloads: [])]
    }

    /// Leave now; what is held goes back.
    public mutating func abandon(reason: String) -> [Action] {
        let spoken = phase == .working
        phase = .closed
        return (spoken ? [.send(.goodbye(Goodbye(reason: reason)), payloads: [])] : []) + [.close(.drained)]
    }

    /// Sends finished results, in groups of one codebook. Call it once after each turn of the loop.
    public mutating func flush(at now: MonotonicTime) -> [Action] {
        guard phase == .working, !unsent.isEmpty else { return [] }
        var actions: [Action] = []
        var results: [TaskResult] = []
        var payloads: [[UInt8]] = []
        var bytes = 0
        var made = ""
        func send(_ actions: inout [Action]) {
            guard !results.isEmpty else { return }
            actions.append(.send(.results(Results(results: results, codebook: made.isEmpty ? nil : made)), payloads: payloads))
            results = []
            payloads = []
            bytes = 0
        }
        for task in unsent {
            guard var holding = holdings[task], var result = holding.result, holding.sentAt == nil else { continue }
            let size = holding.payloads.reduce(0) { $0 + $1.count }
            let full = results.count >= 256 || bytes + size > 8 << 20 || payloads.count + holding.payloads.count > WireLimits.payloads
            if full || holding.codebook != made { send(&actions) }
            made = holding.codebook
            result.lease = holding.order.lease
            results.append(result)
            payloads += holding.payloads
            bytes += size
            holding.sentAt = now
            holdings[task] = holding
        }
        send(&actions)
        unsent = []
        liveness.sent(at: now)
        return actions
    }

    /// The clock moves on.
    public mutating func tick(at now: MonotonicTime) -> [Action] {
        switch phase {
        case .closed: return []
        case .connecting(let until):
            guard until <= now else { return [] }
            return [.connect] + greet(now)
        case .greeting(let until):
            if until <= now { reconnect(now) }
            return []
        case .working:
            if liveness.lostAt <= now {
                reconnect(now)
                return []
            }
            sendAgain(now)
            guard liveness.beatAt <= now else { return [] }
            liveness.sent(at: now)
            return [.send(.heartbeat(WorkerHeartbeat(held: held, draining: isDraining ? true : nil)), payloads: [])]
        }
    }

    /// When `tick` must be called at the latest; nil when the session is over.
    public var nextDeadline: MonotonicTime? {
        switch phase {
        case .closed: nil
        case .connecting(let until), .greeting(let until): until
        case .working: liveness.nextDeadline
        }
    }

    // MARK: what the aggregator says

    private var isGreeting: Bool { if case .greeting = phase { true } else { false } }

    private mutating func take(_ welcome: Welcome, _ payloads: [[UInt8]], _ now: MonotonicTime) -> [Action] {
        phase = .working
        backoff.reset()
        leaseMilliseconds = Int64(welcome.leaseMilliseconds)
        liveness = Liveness(interval: Int64(welcome.heartbeatMilliseconds), limit: 4, now: now)
        for (task, holding) in holdings.sorted(by: { $0.key < $1.key }) where holding.sentAt != nil { resend(task) }
        var actions: [Action] = []
        if !welcome.codebook.isEmpty, welcome.codebook != codebook, let bytes = payloads.first {
            codebook = welcome.codebook
            actions.append(.prepare(codebook: codebook, bytes: bytes))
        }
        if isDraining, held > 0 { actions.append(.send(.heartbeat(WorkerHeartbeat(held: held, draining: true)), payloads: [])) }
        return actions + leaveIfDone(now)
    }

    private mutating func take(_ tasks: Tasks, _ payloads: [[UInt8]]) -> [Action] {
        guard phase == .working else { return [] }
        var actions: [Action] = []
        for (order, payload) in zip(tasks.tasks, payloads) {
            if let holding = holdings[order.task] {
                guard holding.order.lease != order.lease else { continue }
                if holding.codebook == codebook {
                    // handed out again to the same worker: the work goes on under the new lease
                    holdings[order.task]?.order = order
                    if holding.sentAt != nil { resend(order.task) }
                    continue
                }
                // what another codebook gives is of no use: begun anew
                actions.append(.forget([order.task]))
                holdings[order.task] = nil
            }
            // more than was asked for; what is left out runs out of its lease and goes elsewhere
            guard held < WireLimits.items else { continue }
            holdings[order.task] = Holding(order: order, codebook: codebook, begun: order.lease)
            actions.append(.start(order, payload: payload))
        }
        return actions
    }

    /// What was sent already is left alone: its `Recorded` is on the way.
    private mutating func take(_ stop: Stop, _ now: MonotonicTime) -> [Action] {
        let known = stop.tasks.filter { holdings[$0] != nil && holdings[$0]?.sentAt == nil }
        for task in known { holdings[task] = nil }
        return known.isEmpty ? [] : [.forget(known)] + leaveIfDone(now)
    }

    private mutating func take(_ refused: Refused, _ now: MonotonicTime) -> [Action] {
        guard refused.code == "worker.unknown" || refused.code.hasPrefix("protocol.") && refused.code != "protocol.version" else {
            phase = .closed
            return [.close(.refused(code: refused.code, message: refused.message))]
        }
        // an answer to what was said before the last Hello
        if let helloAt, now < helloAt.adding(milliseconds: liveness.interval) { return [] }
        return greet(now)
    }

    // MARK: steps

    private mutating func greet(_ now: MonotonicTime) -> [Action] {
        phase = .greeting(until: now.adding(milliseconds: liveness.interval * 4))
        helloAt = now
        let holding = holdings.values.map { HeldTask(task: $0.order.task, lease: $0.order.lease) }.sorted { $0.task < $1.task }
        let hello = Hello(
            role: identity.role, worker: identity.worker, host: identity.host, pid: identity.pid, software: Version.product,
            engine: identity.engine, capacity: identity.capacity, holding: holding)
        return [.send(.hello(hello), payloads: [])]
    }

    private mutating func reconnect(_ now: MonotonicTime) {
        phase = .connecting(until: now.adding(milliseconds: backoff.next()))
    }

    private mutating func resend(_ task: Int64) {
        holdings[task]?.sentAt = nil
        unsent.append(task)
    }

    private mutating func sendAgain(_ now: MonotonicTime) {
        guard scanAt <= now else { return }
        scanAt = now.adding(milliseconds: liveness.interval)
        let late = now.adding(milliseconds: -5 * liveness.interval)
        for (task, holding) in holdings.sorted(by: { $0.key < $1.key }) where holding.sentAt.map({ $0 <= late }) ?? false { resend(task) }
    }

    private mutating func leaveIfDone(_ now: MonotonicTime) -> [Action] {
        guard isDraining, holdings.isEmpty, phase != .closed else { return [] }
        return abandon(reason: "drained")
    }
}
