import Base
import Protocol

@testable import Dialog

/// A worker process as the simulation plays it: the real session, two threads, poison, and death at any time.
final class WorkerNode {
    private unowned let world: World
    private let role: Stage
    private let index: Int
    private var life = 0
    private var name: String
    private var session: WorkerSession?
    private(set) var connection = 0
    /// With the codebook that they are to be read with.
    private var waiting: [(order: TaskOrder, codebook: Int)] = []
    /// Since when, by lease.
    private var running: [String: Int64] = [:]
    private var codebook = 0
    private var tickAt: Int64?

    init(_ world: World, _ index: Int, _ role: Stage) {
        self.world = world
        self.index = index
        self.role = role
        name = "w\(index)"
    }

    var isIdle: Bool { session.map { $0.held == 0 } ?? true }

    func start() {
        life += 1
        tickAt = nil
        if world.gremlin.chance(1, of: 2) { name = "w\(index)-\(life)" }
        world.deadSince[name] = nil
        let identity = WorkerSession.Identity(role: role, worker: name, host: "h", pid: life, engine: "", capacity: 6)
        session = WorkerSession(identity: identity, seed: world.gremlin.random.next(), now: world.now)
        endTurn()
    }

    func crash() {
        guard session != nil else { return }
        session = nil
        world.deadSince[name] = world.time
        life += 1
        world.connections[connection] = nil
        waiting = []
        running = [:]
        world.after(world.gremlin.between(50, 3000)) { [self] in start() }
    }

    func receive(_ message: ToWorker, connection: Int) {
        guard session != nil, connection == self.connection else { return }
        var payloads: [[UInt8]] = []
        if case .tasks(let tasks) = message { payloads = tasks.tasks.map { _ in [] } }
        if case .welcome(let welcome) = message, !welcome.codebook.isEmpty { payloads = [Array(welcome.codebook.utf8)] }
        perform(session?.receive(message, payloads: payloads, at: world.now) ?? [])
        endTurn()
    }

    private func perform(_ actions: [WorkerSession.Action]) {
        for action in actions {
            switch action {
            case .connect:
                world.connections[connection] = nil
                connection = world.connect(self)
            case .send(let message, _): world.send(message, from: self, connection: connection)
            case .prepare(let name, _): codebook = name.split(separator: " ").last.flatMap { Int($0) } ?? 0
            case .forget(let tasks): waiting.removeAll { tasks.contains($0.order.task) }
            case .start(let order, _):
                waiting.append((order, codebook))
                startJobs()
            case .close(let ending): world.violated("worker \(name) left: \(ending)")
            }
        }
    }

    private func startJobs() {
        while running.count < 2, !waiting.isEmpty, session != nil {
            let (order, codebook) = waiting.removeFirst()
            running[order.lease] = world.time
            let mine = life
            let span = world.gremlin.chance(1, of: 50) ? world.gremlin.between(500, 12_000) : world.gremlin.between(1, 100)
            let poison = world.ledger.tasks[order.task]?.poison
            world.after(span) { [self] in
                guard mine == life, session != nil, running[order.lease] != nil else { return }
                switch poison {
                case .crash: crash()
                case .hang: return
                case .fail: finish(order, codebook, TaskFailure(code: "test.fail", message: "", retry: true))
                case .bad: finish(order, codebook, TaskFailure(code: "test.bad", message: "", retry: false))
                case nil: finish(order, codebook, nil)
                }
            }
        }
    }

    /// The result tells the codebook where a real one tells how many observations there are.
    private func finish(_ order: TaskOrder, _ codebook: Int, _ failure: TaskFailure?) {
        running[order.lease] = nil
        session?.finished(TaskResult(task: order.task, lease: order.lease, failure: failure, observations: codebook), payloads: [])
        startJobs()
        endTurn()
    }

    private func endTurn() {
        guard session != nil else { return }
        perform(session?.tick(at: world.now) ?? [])
        perform(session?.flush(at: world.now) ?? [])
        // a hung thread cannot be stopped: the process leaves and is started again
        if let oldest = running.values.min(), world.time - oldest > 20_000 {
            perform((session?.abandon(reason: "stuck") ?? []).filter { $0 != .close(.drained) })
            return crash()
        }
        arm()
    }

    private func arm() {
        guard let next = session?.nextDeadline else { return }
        let time = max(world.time, (next.nanoseconds + 999_999) / 1_000_000)
        if let tickAt, tickAt <= time, tickAt >= world.time { return }
        tickAt = time
        let mine = life
        world.after(time - world.time) { [self] in
            guard mine == life, tickAt == time else { return }
            tickAt = nil
            endTurn()
        }
    }
}
