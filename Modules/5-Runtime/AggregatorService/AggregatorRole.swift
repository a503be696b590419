internal import Base
internal import Dialog
internal import Ledger
internal import Platform
internal import Protocol
internal import Runtime
internal import ZeroMQ

/// The aggregator on its role thread: owns all sockets, decides nothing slow, waits for nothing.
///
/// ```
///            work ─► messages ─► Dispatcher ─► actions ─┐                       ┌─► Tasks, Recorded
///         control ─► requests ──────────────► works ────┴─► ledger's thread ────┼─► replies
///                         └─────────────────► queries ────► reader's thread ────┘
///                                                              events ◄── ProgressThrottle ◄── jobs that changed
/// ```
/// What comes while the ledger's thread commits is gathered and becomes the next group: groups grow with the load by themselves.
/// A drain hands out nothing more and waits for the results that are out; nothing is lost where that takes too long: leases are in the ledger.
final class AggregatorRole: Role {
    private let settings: AggregatorSettings
    private let codebook: CodebookInForce
    private var bound: AggregatorSockets
    private let ledger: WorkThread<LedgerWork, LedgerOutcome>
    private let reader: WorkThread<Query, Answer>
    private let board: StatusBoard
    private let log: Log
    private var gatekeeper: Gatekeeper
    private var strangers: StrangerLog
    /// Messages a second of one client, of one worker.
    private var clientRates = PeerRates(perSecond: WireLimits.clientMessages, burst: 2 * WireLimits.clientMessages)
    private var workerRates = PeerRates(perSecond: WireLimits.workerMessages, burst: 2 * WireLimits.workerMessages)
    /// Keys of the workers that are here, where keys are set.
    private var workerKeys: [Route: String] = [:]
    private var eventsRetry: MonotonicTime?
    private var dispatcher: Dispatcher
    private var throttle = ProgressThrottle()
    private var pending: [LedgerWork] = []
    private var pendingBytes = 0
    private var stages: (ingest: StageCounts, extraction: StageCounts)
    private var pace: Pace
    /// Trace marks of the tasks that are out, for the log.
    private var traces: [Int64: String] = [:]
    private var ledgerRetry: MonotonicTime?
    private var isDraining = false
    private var isStopped = false
    private let startedAt = MonotonicTime.now()

    init(
        _ settings: AggregatorSettings, codebook: CodebookInForce, sockets: AggregatorSockets, dispatcher: Dispatcher, opening: LedgerOpening,
        ledger: WorkThread<LedgerWork, LedgerOutcome>, reader: WorkThread<Query, Answer>, board: StatusBoard, log: Log, gatekeeper: Gatekeeper
    ) {
        self.settings = settings
        self.codebook = codebook
        bound = sockets
        self.ledger = ledger
        self.reader = reader
        self.board = board
        self.log = log
        self.gatekeeper = gatekeeper
        strangers = StrangerLog(log)
        self.dispatcher = dispatcher
        stages = (opening.ingest, opening.extraction)
        pace = Pace(opening.totals)
    }

    // MARK: Role

    var sockets: [(socket: Socket, wantsRoom: Bool)] {
        let always = [bound.zap?.socket, bound.work].compactMap { $0 }
        return (takesRequests ? always + [bound.control] : always).map { ($0, false) }
    }

    var nextDeadline: MonotonicTime? {
        [dispatcher.nextDeadline, throttle.nextDeadline, ledgerRetry, eventsRetry, strangers.nextDeadline].compactMap { $0 }.min()
    }

    var isOver: Bool {
        isStopped || isDraining && dispatcher.leasedCount == 0 && pending.isEmpty && ledger.isIdle && reader.isIdle
    }

    func turn(at now: MonotonicTime) throws -> Bool {
        refreshList(at: now)
        if eventsRetry != nil { openEvents() }
        strangers.tellSuppressed(at: now)
        try welcomeStrangers()
        for outcome in ledger.take() { apply(outcome) }
        for answer in reader.take() { send(answer.frames, to: answer.address.route) }
        let moreWork = try takeWork()
        let moreControl = try takeControl()
        perform(dispatcher.tick(at: .now()))
        if !isDraining { perform(dispatcher.assign(at: .now())) }
        if board.takeWish() { reader.submit([.board(draftStatus(Address(route: [], id: "")))]) }
        for job in throttle.due(at: .now()) { publish(.progress(JobProgress(job: job))) }
        flush()
        return moreWork || moreControl
    }

    func drain(at now: MonotonicTime) {
        isDraining = true
        board.tell { $0.draining = true }
        log.info("aggregator.drain", "draining: \(dispatcher.leasedCount) tasks are out")
    }

    func stop(at now: MonotonicTime) { isStopped = true }

    func reload(at now: MonotonicTime) {
        let before = gatekeeper.list
        if gatekeeper.reload() { listChanged(from: before) }
    }

    // MARK: strangers

    /// Who may come in, where keys are set. Nobody that is not on the list gets as far as a message.
    private func welcomeStrangers() throws {
        guard let zap = bound.zap else { return }
        let answered = try zap.answer { request in
            refreshList(at: .now(), atOnce: true)
            return gatekeeper.admits(request)
        }
        for (request, isAllowed) in answered where !isAllowed {
            strangers.warning(
                "aggregator.stranger", at: .now(), "a key that is not on the list was turned away",
                ["socket": .text(request.domain), "address": .text(request.address)])
        }
    }

    private func refreshList(at now: MonotonicTime, atOnce: Bool = false) {
        let before = gatekeeper.list
        if gatekeeper.refresh(at: now, atOnce: atOnce) { listChanged(from: before) }
    }

    /// Workers and subscribers that the new list does not allow lose what they have; requests are looked at one by one anyway.
    private func listChanged(from before: AllowList?) {
        let gone = dispatcher.workerRoutes.filter { route in
            guard let key = workerKeys[route] else { return false }
            return (try? gatekeeper.checkWorker(key)) == nil
        }
        for route in gone {
            perform(dispatcher.dismiss(route, code: AccessError.revoked.code, message: AccessError.revoked.message, at: .now()))
        }
        guard gatekeeper.lost(since: before) else { return }
        bound.closeEvents()
        openEvents()
    }

    private func openEvents() {
        eventsRetry = bound.openEvents() ? nil : MonotonicTime.now().adding(milliseconds: 20)
    }

    /// A peer is known by its key where it has one: a thousand connections of one key are one peer.
    private func peer(_ route: [UInt8], _ key: String) -> Route { key.isEmpty ? Route(route) : Route([UInt8](key.utf8)) }

    // MARK: workers

    /// Whether it stopped before the socket was empty.
    private func takeWork() throws -> Bool {
        for _ in 0..<256 {
            switch try bound.work.receive() {
            case .wouldBlock: return false
            case .excess(let first, let frames, let bytes):
                strangers.warning("protocol.limit", at: .now(), "a worker's message beyond the limits was dropped", ["bytes": .number(bytes)])
                refuse(Route(first), ProtocolError(.limit, "\(frames) frames, \(bytes) bytes"))
            case .message(let message): fromWorker(message, bound.work.sender)
            }
        }
        return true
    }

    private func fromWorker(_ message: [[UInt8]], _ key: String) {
        guard message.count >= 2 else { return }
        let route = Route(message[0])
        do throws(AccessError) {
            switch workerRates.admit(peer(message[0], key), at: .now()) {
            case .pass: break
            case .tell: throw .rate
            case .drop: return
            }
            try gatekeeper.checkWorker(key)
        } catch {
            strangers.warning(error.code, at: .now(), "a worker's message was refused: \(error.message)")
            return send(MessageCodec.encode(Refused(code: error.code, message: error.message)), to: route)
        }
        let frames = Frames(header: message[1], payloads: Array(message[2...]))
        let decoded: FromWorker
        do throws(ProtocolError) {
            decoded = try MessageCodec.decode(frames, as: FromWorker.self)
        } catch {
            strangers.warning(error.code, at: .now(), "a worker's message was refused: \(error.message)")
            return refuse(route, error)
        }
        if !key.isEmpty, case .hello = decoded { remember(route, key) }
        let actions = dispatcher.receive(decoded, from: route, at: .now())
        if case .results(let results) = decoded {
            perform(actions, results: delivered(results, frames.payloads))
        } else {
            perform(actions)
        }
    }

    /// Connections that are gone are forgotten when there are many.
    private func remember(_ route: Route, _ key: String) {
        workerKeys[route] = key
        guard workerKeys.count > 2 * dispatcher.workerCount + 1024 else { return }
        let here = Set(dispatcher.workerRoutes)
        workerKeys = workerKeys.filter { here.contains($0.key) }
    }

    private func delivered(_ results: Results, _ payloads: [[UInt8]]) -> [DeliveredResult] {
        var next = 0
        return results.results.map { result in
            defer { next += result.payloads }
            return DeliveredResult(result: result, payloads: Array(payloads[next..<next + result.payloads]))
        }
    }

    private func refuse(_ route: Route, _ error: ProtocolError) {
        send(MessageCodec.encode(Refused(code: error.code, message: error.message)), to: route)
    }

    private func perform(_ actions: [DispatchAction], results: [DeliveredResult] = []) {
        for action in actions {
            switch action {
            case .send(let route, let message): send(message, to: route)
            case .grant(let grants): enqueue(.grant(grants))
            case .record(let worker, _, let indexes):
                enqueue(.record(worker: worker, indexes.compactMap { results.indices.contains($0) ? results[$0] : nil }))
            case .release(let task, _):
                log.debug("task.released", "task goes back", trace(of: task))
                enqueue(.release(task: task))
            case .blame(let task, let crashed, let code, let message):
                log.warning(code, "task failed, it is tried again", trace(of: task))
                enqueue(.blame(task: task, crashed: crashed, code: code, message: message))
            case .bury(let task, let code, let message):
                log.warning(code, "task given up", trace(of: task))
                enqueue(.bury(task: task, code: code, message: message))
            case .load(let lane, let after, let limit): enqueue(.load(lane, after: after, limit: limit))
            case .changed(let change):
                log.info("worker.\(change.change)", "worker \(change.change)", ["worker": .text(change.worker), "role": .text(change.role.rawValue)])
                publish(.worker(change))
            }
        }
    }

    /// A task in the log.
    private func trace(of task: Int64, attempt: Int? = nil) -> KeyValuePairs<StaticString, Log.Value> {
        let trace = Log.Value.text(traces[task] ?? "")
        if let attempt { return ["trace": trace, "task": .number(Int(task)), "attempt": .number(attempt)] }
        return ["trace": trace, "task": .number(Int(task))]
    }

    private func send(_ message: ToWorker, to route: Route) {
        func frames(_ body: some MessageBody) -> Frames {
            let payloads = (body as? Welcome)?.codebook.isEmpty == false ? [codebook.text] : []
            return MessageCodec.encode(body, payloads: payloads)
        }
        send(frames(message.body), to: route)
    }

    /// A worker whose queue is full has not read a thousand messages: it is as good as gone.
    private func send(_ frames: Frames, to route: Route) {
        let sent = try? bound.work.send([route.bytes, frames.header] + frames.payloads)
        if sent != .sent { perform(dispatcher.unreachable(route, at: .now())) }
    }

    // MARK: clients

    /// Bounded: whoever sends faster than the ledger writes is slowed by its own full queue.
    private var takesRequests: Bool { pendingBytes < settings.pendingBytes && reader.waiting < 1024 }

    /// Whether it stopped before the socket was empty.
    private func takeControl() throws -> Bool {
        for _ in 0..<128 {
            guard takesRequests else { return false }
            switch try bound.control.receive() {
            case .wouldBlock: return false
            case .excess(let first, let frames, let bytes):
                fail(Address(route: first, id: ""), ProtocolError(.limit, "\(frames) frames, \(bytes) bytes"))
            case .message(let message): fromClient(message, bound.control.sender)
            }
        }
        return true
    }

    private func fromClient(_ message: [[UInt8]], _ key: String) {
        guard message.count >= 2 else { return }
        var address = Address(route: message[0], id: "", key: key)
        switch clientRates.admit(peer(message[0], key), at: .now()) {
        case .pass: break
        case .tell: return turnAway(address, AccessError.rate)
        case .drop: return
        }
        let frames = Frames(header: message[1], payloads: Array(message[2...]))
        let request: FromClient
        do throws(ProtocolError) {
            request = try MessageCodec.decode(frames, as: FromClient.self)
        } catch {
            return turnAway(address, error)
        }
        address.id = request.request.id
        do throws(AccessError) {
            address.ownsOnly = try gatekeeper.check(request, key) != nil
        } catch {
            return turnAway(address, error)
        }
        take(request, frames.payloads, address)
    }

    /// A request that goes no further: told to its sender, and to the log without a word of the request.
    private func turnAway(_ address: Address, _ error: some ProductError) {
        strangers.warning(error.code, at: .now(), "a request was refused: \(error.message)")
        fail(address, error)
    }

    private func take(_ request: FromClient, _ payloads: [[UInt8]], _ address: Address) {
        switch request {
        case .openJob(let body): write(.openJob(address, token: body.token, label: body.label, body.priority ?? .normal), address)
        case .addDocuments(let body):
            let documents = zip(body.names, payloads).map { SubmittedDocument(name: $0, bytes: $1) }
            write(.addDocuments(address, job: body.job, first: body.first, documents), address)
        case .closeJob(let body): write(.closeJob(address, job: body.job), address)
        case .cancelJob(let body): write(.cancelJob(address, job: body.job), address)
        case .retryJob(let body): write(.retryJob(address, job: body.job), address)
        case .prioritizeJob(let body): write(.prioritize(address, job: body.job, body.priority), address)
        case .replayDeadLetter(let body): write(.replay(address, task: body.task), address)
        case .addCorrections(let body):
            write(.correct(address, token: body.token, payloads.first ?? []), address)
        case .getCorrections(let body): reader.submit([.corrections(address, body)])
        case .getDocument(let body): reader.submit([.document(address, body)])
        case .getStatus(let body): reader.submit([.status(address, job: body.job, draftStatus(address))])
        case .getTable(let body): reader.submit([.table(address, body)])
        case .getObservations(let body): reader.submit([.observations(address, body)])
        case .listDeadLetters(let body): reader.submit([.deadLetters(address, body)])
        case .listWorkers:
            reply(address, WorkersReply(id: address.id, workers: dispatcher.workerStatuses(at: .now())))
        case .drainWorker(let body):
            guard let actions = dispatcher.drain(body.worker) else { return fail(address, ServiceError.noWorker(body.worker)) }
            perform(actions)
            reply(address, Done(id: address.id))
        }
    }

    private func write(_ work: LedgerWork, _ address: Address) {
        guard !isDraining else { return fail(address, ServiceError.draining) }
        enqueue(work)
    }

    private func draftStatus(_ address: Address) -> StatusReply {
        let now = MonotonicTime.now()
        func stage(_ stage: Stage, _ counts: StageCounts) -> StageStatus {
            var status = dispatcher.stageStatus(
                stage, open: counts.ready + counts.leased, done: counts.done, dead: counts.dead, cancelled: counts.cancelled)
            status.retries = pace.totals[stage].retries
            status.late = pace.totals[stage].late
            status.rate = pace.perSecond(stage, at: now)
            return status
        }
        var reply = StatusReply(
            id: address.id, jobs: [], stages: [stage(.ingest, stages.ingest), stage(.extraction, stages.extraction)],
            workers: dispatcher.workerStatuses(at: now),
            ledger: LedgerStatus(path: settings.ledgerPath, bytes: 0, documents: 0, reports: 0, observations: 0, cells: 0),
            software: Version.product, engine: codebook.engine, codebook: codebook.digest,
            uptimeMilliseconds: now.milliseconds(since: startedAt))
        reply.documentsPerSecond = pace.documentsPerSecond(at: now)
        reply.totals = pace.totals
        return reply
    }

    private func reply(_ address: Address, _ body: some MessageBody) { send(MessageCodec.encode(body), to: address.route) }

    private func fail(_ address: Address, _ error: some ProductError) { reply(address, Failure(id: address.id, error)) }

    /// A client that is gone, or does not read, misses its reply and asks again.
    private func send(_ frames: Frames, to route: [UInt8]) {
        _ = try? bound.control.send([route, frames.header] + frames.payloads)
    }

    // MARK: the ledger

    private func enqueue(_ work: LedgerWork) {
        pending.append(work)
        pendingBytes += work.byteCount
    }

    private func flush() {
        guard !pending.isEmpty, ledger.isIdle else { return }
        if let ledgerRetry, ledgerRetry > .now() { return }
        ledgerRetry = nil
        ledger.submit(pending)
        pending.removeAll(keepingCapacity: true)
        pendingBytes = 0
    }

    private func apply(_ outcome: LedgerOutcome) {
        switch outcome {
        case .reply(let address, let message, let payloads):
            func frames(_ body: some MessageBody) -> Frames { MessageCodec.encode(body, payloads: payloads) }
            send(frames(message.body), to: address.route)
        case .granted(let grants, let orders, let payloads):
            guard let route = grants.first?.route else { return }
            for order in orders {
                traces[order.task] = order.trace
                log.debug("task.sent", "task handed out", trace(of: order.task, attempt: order.attempt))
            }
            send(MessageCodec.encode(Tasks(tasks: orders), payloads: payloads), to: route)
        case .notGranted(let grants): dispatcher.notGranted(grants, at: .now())
        case .ended(let tasks):
            for task in tasks { traces[task] = nil }
            dispatcher.ended(tasks, at: .now())
        case .settled(let settlements):
            for settlement in settlements {
                log.debug("task.\(settlement.outcome)", "task settled", trace(of: settlement.task))
                if settlement.outcome != .failed { traces[settlement.task] = nil }
            }
            perform(dispatcher.settled(settlements, at: .now()))
        case .becameReady(let stage, let tasks): dispatcher.becameReady(stage, tasks)
        case .ledgerHasMore(let stage, let anywhere): dispatcher.ledgerHasMore(stage, anywhere: anywhere)
        case .cancelled(let tasks):
            for task in tasks { traces[task] = nil }
            perform(dispatcher.cancelled(tasks, at: .now()))
        case .reordered: dispatcher.reordered()
        case .loaded(let lane, let tasks, let more): dispatcher.loaded(lane, tasks, more: more)
        case .jobs(let jobs): for job in jobs { throttle.changed(job) }
        case .stages(let ingest, let extraction, let totals):
            stages = (ingest, extraction)
            if board.condition.refusal != nil { board.tell { $0.refusal = nil } }
            pace.reach(totals, at: .now())
        case .again(let works, let error):
            log.error(error)
            board.tell { $0.refusal = error.message }
            pending.insert(contentsOf: works, at: 0)
            ledgerRetry = MonotonicTime.now().adding(milliseconds: 500)
        }
    }

    // MARK: events

    private func publish(_ event: Event) {
        func frames(_ body: some MessageBody) -> Frames { MessageCodec.encode(body) }
        _ = try? bound.events?.send([[UInt8](event.topic.utf8), frames(event.body).header])
    }
}
