import Base
import Protocol

@testable import Dialog

/// The aggregator's service as the simulation plays it: the real dispatcher, a queue of writes that are in the file later and on disk later
/// still, words that wait for that, and crashes between.
final class AggregatorNode {
    private enum Write {
        case grant([Grant]), record([TaskResult], connection: Int), release(Int64, Bool), blame(Int64, Bool), bury(Int64, String)
        case load(Lane, QueuePlace, Int), cancel(Int64), prioritize(Int64, JobPriority, Int64), retry(Int64)
        case request(FromClient, connection: Int)
    }

    private unowned let world: World
    private(set) var dispatcher: Dispatcher?
    private var life = 0
    private var writes: [Write] = []
    private var committing = false
    /// What is to be said or taken in after the next flush.
    private var promises: [() -> Void] = []
    private var flushing = false
    /// Tasks that were opened again since the last flush.
    private var reopening: Set<Int64> = []
    /// Tasks whose end a worker was told of.
    private var acknowledged: Set<Int64> = []
    private var tickAt: Int64?
    /// When it last came up; leases that it found are given grace.
    private(set) var startedAt: Int64 = 0

    init(_ world: World) { self.world = world }

    var isUp: Bool { dispatcher != nil }

    func start() {
        life += 1
        tickAt = nil
        startedAt = world.time
        // sometimes with another codebook: what was read with the one before is read anew
        if !world.isCalm, world.gremlin.chance(world.gremlin.newCodebook, of: 100) {
            for task in world.ledger.adopt(codebook: world.ledger.codebook + 1) { acknowledged.remove(task) }
        }
        for task in acknowledged.sorted() where world.ledger.tasks[task]?.state == .open { world.violated("task \(task) was acknowledged and is open after a restart") }
        var settings = DispatchSettings()
        settings.leaseMilliseconds = 10_000
        settings.queueLimit = 12
        settings.queueLow = 4
        settings.groupTasks = 5
        settings.codebook = "book \(world.ledger.codebook)"
        var fresh = Dispatcher(settings: settings, incarnation: "life\(life)")
        fresh.restore(world.ledger.leases, at: world.now)
        dispatcher = fresh
        endTurn()
    }

    /// No lease runs, and no room in any worker is taken.
    var isQuiet: Bool {
        guard var dispatcher, dispatcher.leasedCount == 0 else { return false }
        return dispatcher.workerStatuses(at: world.now).allSatisfy { $0.held == 0 }
    }

    /// What is not committed is gone; so is all that was in memory.
    func crash() {
        guard dispatcher != nil else { return }
        dispatcher = nil
        writes = []
        committing = false
        promises = []
        flushing = false
        reopening = []
        life += 1
        if world.gremlin.chance(world.gremlin.powerCut, of: 100) { world.ledger.powerCut() }
        world.after(world.gremlin.between(50, 6000)) { [self] in start() }
    }

    func receive(_ message: FromWorker, connection: Int) {
        guard dispatcher != nil else { return }
        let route = Route(Array("\(connection).\(life)".utf8))
        let actions = dispatcher?.receive(message, from: route, at: world.now) ?? []
        var results: [TaskResult] = []
        if case .results(let group) = message { results = group.results }
        perform(actions, results)
        endTurn()
    }

    func receive(_ message: FromClient, connection: Int) {
        guard dispatcher != nil else { return }
        writes.append(.request(message, connection: connection))
        endTurn()
    }

    func retry(_ task: Int64) {
        guard dispatcher != nil else { return }
        writes.append(.retry(task))
        endTurn()
    }

    func cancel(_ task: Int64) {
        guard dispatcher != nil else { return }
        writes.append(.cancel(task))
        endTurn()
    }

    func prioritize(_ task: Int64, _ priority: JobPriority, turn: Int64) {
        guard dispatcher != nil else { return }
        writes.append(.prioritize(task, priority, turn))
        endTurn()
    }

    private func connection(_ route: Route) -> Int? {
        let parts = String(decoding: route.bytes, as: UTF8.self).split(separator: ".")
        guard parts.count == 2, Int(parts[1]) == life else { return nil }
        return Int(parts[0])
    }

    private func perform(_ actions: [DispatchAction], _ results: [TaskResult] = []) {
        let foreign = Set(actions.compactMap { if case .foreign(let task) = $0 { task } else { nil } })
        for action in actions {
            switch action {
            case .send(let route, let message):
                if case .recorded(let recorded) = message { checkAcknowledged(recorded.tasks.filter { !foreign.contains($0) }, results) }
                send(message, route)
            case .grant(let grants): writes.append(.grant(grants))
            case .record(_, let route, let indexes): writes.append(.record(indexes.map { results[$0] }, connection: connection(route) ?? 0))
            case .release(let task, let suspect): writes.append(.release(task, suspect))
            case .blame(let task, let crashed, _, _): writes.append(.blame(task, crashed))
            case .bury(let task, let code, _): writes.append(.bury(task, code))
            case .load(let lane, let after, let limit): writes.append(.load(lane, after, limit))
            case .changed, .foreign: continue
            }
        }
    }

    /// A result that is acknowledged is on disk, unless it was a failure that asks for another attempt.
    private func checkAcknowledged(_ tasks: [Int64], _ results: [TaskResult]) {
        let failed = Set(results.filter { $0.failure != nil }.map(\.task))
        for task in tasks where !failed.contains(task) && !reopening.contains(task) {
            // a report's task may be gone with the reading that told of it: it will come again, and its result was not needed
            guard let state = world.ledger.flushed.tasks[task]?.state else { continue }
            if state == .open { world.violated("task \(task) acknowledged and still open on disk") }
            acknowledged.insert(task)
        }
    }

    private func send(_ message: ToWorker, _ route: Route) {
        guard let connection = connection(route) else { return }
        if !world.send(message, to: connection) { perform(dispatcher?.unreachable(route, at: world.now) ?? []) }
    }

    private func endTurn() {
        perform(dispatcher?.assign(at: world.now) ?? [])
        commitSoon()
        arm()
    }

    private func arm() {
        guard let next = dispatcher?.nextDeadline else { return }
        let time = max(world.time, (next.nanoseconds + 999_999) / 1_000_000)
        if let tickAt, tickAt <= time, tickAt >= world.time { return }
        tickAt = time
        let mine = life
        world.after(time - world.time) { [self] in
            guard mine == life, dispatcher != nil, tickAt == time else { return }
            tickAt = nil
            perform(dispatcher?.tick(at: world.now) ?? [])
            endTurn()
        }
    }

    // MARK: the ledger's thread

    private func commitSoon() {
        guard !committing, !writes.isEmpty else { return }
        committing = true
        let group = writes
        writes = []
        let mine = life
        world.after(world.gremlin.between(1, 15)) { [self] in
            guard mine == life else { return }
            committing = false
            let refused = !world.isCalm && world.gremlin.chance(world.gremlin.diskFull, of: 100)
            for write in group { apply(write, refused: refused) }
            flushSoon()
            endTurn()
        }
    }

    /// One flush at a time; it serves all that was written when it began.
    private func flushSoon() {
        guard !flushing, !promises.isEmpty else { return }
        flushing = true
        let words = promises
        promises = []
        let written = world.ledger.written
        let mine = life
        world.after(world.gremlin.between(1, 30)) { [self] in
            guard mine == life else { return }
            flushing = false
            world.ledger.flush(written)
            for word in words { word() }
            flushSoon()
            endTurn()
        }
    }

    /// To be done when what was written up to now is on disk.
    private func afterFlush(_ word: @escaping () -> Void) { promises.append(word) }

    private func settle(_ settlements: [Settlement]) {
        perform(dispatcher?.settled(settlements, at: world.now) ?? [])
    }

    private func apply(_ write: Write, refused: Bool) {
        let ledger = world.ledger
        switch write {
        case .grant(let grants) where refused: dispatcher?.notGranted(grants, at: world.now)
        case .grant(let grants):
            let standing = grants.filter { ledger.lease($0) }
            let gone = Set(grants.map(\.task)).subtracting(standing.map(\.task))
            if !gone.isEmpty { dispatcher?.ended(gone.sorted(), at: world.now) }
            let orders = standing.map { TaskOrder(task: $0.task, lease: $0.token, attempt: $0.attempt, document: "") }
            if let route = grants.first?.route, !orders.isEmpty { send(.tasks(Tasks(tasks: orders)), route) }
        case .record(let results, _) where refused:
            settle(results.map { Settlement(task: $0.task, outcome: .failed) })
        case .record(let results, _):
            var settlements: [Settlement] = []
            for result in results {
                let (outcome, fresh) = ledger.record(result.task, codebook: result.observations)
                settlements.append(Settlement(task: result.task, outcome: outcome))
                dispatcher?.becameReady(.extraction, fresh.map { ledger.ready($0) })
            }
            afterFlush { [self] in settle(settlements) }
        case .release(let task, let suspect): ledger.release(task, suspect: suspect)
        case .blame(let task, let crashed): ledger.blame(task, crashed: crashed)
        case .bury(let task, _) where refused: settle([Settlement(task: task, outcome: .failed)])
        case .bury(let task, let code):
            let settlement = Settlement(task: task, outcome: ledger.bury(task, code))
            afterFlush { [self] in settle([settlement]) }
            // somebody is quick to try it again: the flush is not even done
            if !world.isCalm, world.gremlin.chance(world.gremlin.retry, of: 100) { writes.append(.retry(task)) }
        case .request(let message, let connection): request(message, connection, refused: refused)
        case .retry(let task):
            guard let stage = ledger.retry(task) else { return }
            acknowledged.remove(task)
            reopening.insert(task)
            afterFlush { [self] in
                reopening.remove(task)
                dispatcher?.ledgerHasMore(stage, anywhere: true)
            }
        case .load(let lane, let after, let limit):
            let (tasks, more) = ledger.load(lane, after: after, limit: limit)
            dispatcher?.loaded(lane, tasks, more: more)
        case .prioritize(let task, let priority, let turn):
            ledger.prioritize(task, priority, turn: turn)
            dispatcher?.reordered()
        case .cancel(let task):
            ledger.cancel(task)
            perform(dispatcher?.cancelled([task], at: world.now) ?? [])
        }
    }

    // MARK: clients

    private func request(_ message: FromClient, _ connection: Int, refused: Bool) {
        let id = message.request.id
        let ledger = world.ledger
        guard !refused else {
            return world.send(.failure(Failure(id: id, code: "ledger.full", message: "", advice: "", exit: 1)), to: connection)
        }
        func reply(_ message: ToClient) { afterFlush { [self] in world.send(message, to: connection) } }
        func told(_ job: Int64) {
            guard let status = ledger.status(job) else { return world.violated("a client asks for job \(job), which is not there") }
            reply(.job(JobReply(id: id, job: status)))
        }
        switch message {
        case .openJob(let body): told(ledger.open(body.token))
        case .closeJob(let body):
            ledger.close(body.job)
            told(body.job)
        case .addDocuments(let body):
            let (priority, turn) = (world.gremlin.priority(), world.gremlin.between(0, 9))
            guard let fresh = ledger.add(body.job, first: body.first, body.names.map { Int($0) ?? 0 }, priority, turn: turn) else {
                return world.send(.failure(Failure(id: id, code: "job.closed", message: "", advice: "", exit: 1)), to: connection)
            }
            reply(.added(DocumentsAccepted(id: id, job: body.job, documents: body.names.map { AcceptedDocument(sha256: $0, fate: .new) })))
            dispatcher?.becameReady(.ingest, fresh.map { ledger.ready($0) })
        case .getStatus(let body):
            guard let job = body.job, let status = ledger.status(job) else { return world.violated("a client asks for a job that is not there") }
            reply(.status(StatusReply(
                id: id, jobs: [status], stages: [], workers: [],
                ledger: LedgerStatus(path: "", bytes: 0, documents: 0, reports: 0, observations: 0, cells: 0), software: "", engine: "",
                codebook: "", uptimeMilliseconds: 0)))
        default: world.violated("a client asks for something new")
        }
    }
}
