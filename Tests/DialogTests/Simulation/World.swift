import Base
import Protocol

@testable import Dialog

/// Virtual time, and who meets whom in it. Everything happens in the order of time, then of being planned.
final class World {
    private struct Event: Comparable {
        var time: Int64
        var number: Int
        var action: () -> Void

        static func < (a: Event, b: Event) -> Bool { (a.time, a.number) < (b.time, b.number) }
        static func == (a: Event, b: Event) -> Bool { a.number == b.number }
    }

    private(set) var time: Int64 = 0
    private var events = Heap<Event>()
    private var planned = 0
    private(set) var steps = 0
    var gremlin: Gremlin
    let ledger: ModelLedger
    private(set) var aggregator: AggregatorNode!
    private(set) var workers: [WorkerNode] = []
    private(set) var people: [ClientNode] = []
    private(set) var violations: [String] = []
    /// Workers by the number of their connection, as long as it stands.
    var connections: [Int: WorkerNode] = [:]
    /// Clients likewise.
    var clients: [Int: ClientNode] = [:]
    /// Since when no process of this name lives.
    var deadSince: [String: Int64] = [:]
    private var lastConnection = 0
    /// Isolated until.
    private var isolated: [ObjectIdentifier: Int64] = [:]

    init(seed: UInt64) {
        gremlin = Gremlin(seed: seed)
        ledger = ModelLedger()
        ledger.world = self
        aggregator = AggregatorNode(self)
        // some documents are submitted by several
        for index in 0..<gremlin.clients {
            let count = gremlin.documents / gremlin.clients + 1
            let own = (0..<count).map { gremlin.chance(1, of: 4) ? Int(gremlin.between(0, 9)) : 10 + 100 * index + $0 }
            people.append(ClientNode(self, index, documents: own))
        }
        for index in 0..<gremlin.workers { workers.append(WorkerNode(self, index, index % 2 == 0 ? .ingest : .extraction)) }
        if gremlin.workers == 1 { workers.append(WorkerNode(self, 1, .extraction)) }
        aggregator.start()
        for worker in workers { worker.start() }
        for client in people { after(gremlin.between(0, 2000)) { client.start() } }
        planTrouble()
        // a message that is late by seconds is a sign of life, so only where none is
        if gremlin.slow == 0 { watchTheDead() }
    }

    /// A worker that died is missed after three heartbeats, and its tasks go back at once: not when their leases end.
    private func watchTheDead() {
        if aggregator.dispatcher != nil {
            for lease in ledger.leases {
                guard let dead = deadSince[lease.worker], time - max(dead, aggregator.startedAt) > 4000 else { continue }
                violated("task \(lease.ready.task) is still leased to \(lease.worker), which died at \(dead) ms")
            }
        }
        after(500) { [self] in watchTheDead() }
    }

    var now: MonotonicTime { MonotonicTime(nanoseconds: time * 1_000_000) }
    var isCalm: Bool { time >= gremlin.calmAt }

    func after(_ milliseconds: Int64, _ action: @escaping () -> Void) {
        planned += 1
        events.insert(Event(time: time + max(0, milliseconds), number: planned, action: action))
    }

    func violated(_ text: String) { violations.append("at \(time) ms: \(text)") }

    /// Runs until all tasks have ended and all is quiet, or `limit` milliseconds of virtual time have gone.
    func run(limit: Int64) {
        while let event = events.popFirst(), event.time <= limit, violations.isEmpty {
            time = event.time
            steps += 1
            event.action()
            let isOver = people.allSatisfy { $0.isOver } && ledger.isFinished && workers.allSatisfy { $0.isIdle }
            if isCalm, isOver, aggregator.isQuiet { return }
        }
    }

    // MARK: the network

    func connect(_ worker: WorkerNode) -> Int {
        lastConnection += 1
        connections[lastConnection] = worker
        return lastConnection
    }

    func connect(_ client: ClientNode) -> Int {
        lastConnection += 1
        clients[lastConnection] = client
        return lastConnection
    }

    func send(_ message: FromClient, from client: ClientNode, connection: Int) {
        transmit(client) { [self] in
            // a connection that was closed brings nothing more, once the other end is gone as well
            aggregator.receive(message, connection: connection)
        }
    }

    func send(_ message: ToClient, to connection: Int) {
        guard let client = clients[connection] else { return }
        transmit(client) { client.receive(message, connection: connection) }
    }

    /// A worker's message; the aggregator's restart gives every connection a new route.
    func send(_ message: FromWorker, from worker: WorkerNode, connection: Int) {
        transmit(worker) { [self] in
            aggregator.receive(message, connection: connection)
        }
    }

    /// False when the router knows that the peer is gone.
    func send(_ message: ToWorker, to connection: Int) -> Bool {
        guard let worker = connections[connection], worker.connection == connection else { return gremlin.chance(1, of: 2) }
        transmit(worker) { worker.receive(message, connection: connection) }
        return true
    }

    private func transmit(_ peer: AnyObject, _ deliver: @escaping () -> Void) {
        if let until = isolated[ObjectIdentifier(peer)], until > time { return }
        var copies = 1
        if !isCalm {
            if gremlin.chance(gremlin.drop, of: 1000) { return }
            if gremlin.chance(gremlin.double, of: 1000) { copies = 2 }
        }
        for _ in 0..<copies {
            let slow = !isCalm && gremlin.chance(gremlin.slow, of: 1000)
            after(slow ? gremlin.between(100, 8000) : gremlin.between(0, 5), deliver)
        }
    }

    // MARK: trouble

    private func planTrouble() {
        repeatTrouble(gremlin.workerCrash) { [self] in workers.randomElement(using: &gremlin.random)?.crash() }
        repeatTrouble(gremlin.aggregatorCrash) { [self] in aggregator.crash() }
        repeatTrouble(gremlin.clientCrash) { [self] in people.randomElement(using: &gremlin.random)?.crash() }
        repeatTrouble(gremlin.partition) { [self] in
            let peers: [AnyObject] = workers + people
            guard let peer = peers.randomElement(using: &gremlin.random) else { return }
            isolated[ObjectIdentifier(peer)] = time + gremlin.between(100, 9000)
        }
        // whatever task has the number by then
        for task in 4...Int64(4 * gremlin.documents + 8) {
            if gremlin.chance(gremlin.cancel, of: 100) { after(gremlin.between(0, 7000)) { [self] in aggregator.cancel(task) } }
            if gremlin.chance(gremlin.retry, of: 100) { after(gremlin.between(0, 20_000)) { [self] in aggregator.retry(task) } }
            if gremlin.chance(gremlin.prioritize, of: 100) {
                after(gremlin.between(0, 7000)) { [self] in aggregator.prioritize(task, gremlin.priority(), turn: gremlin.between(0, 9)) }
            }
        }
    }

    private func repeatTrouble(_ mean: Int64, _ action: @escaping () -> Void) {
        guard mean > 0 else { return }
        after(gremlin.around(mean)) { [self] in
            guard !isCalm else { return }
            action()
            repeatTrouble(mean, action)
        }
    }
}
