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
///            work ─► messages ─► Dispatcher ─► actions ─┐                    ┌─────────────────► Tasks
///         control ─► requests ──────────────► works ────┴─► ledger's thread ─┴─┐
///                         └─────────────────► queries ────► reader's thread ───┴─► flush ──────► Recorded, replies
///                                                              events ◄── ProgressThrottle ◄── jobs that changed
/// ```
/// What comes while the ledger's thread writes is gathered and becomes the next group: groups grow with the load by themselves.
/// A drain hands out nothing more and waits for the results that are out; nothing is lost where that takes too long: leases are in the ledger.
final class AggregatorRole: Role {
    let settings: AggregatorSettings
    let codebook: CodebookInForce
    var bound: AggregatorSockets
    let ledger: WorkThread<LedgerWork, LedgerOutcome>
    let reader: WorkThread<Query, Answer>
    let promises: Promises
    let board: StatusBoard
    let connections: Connections
    /// Connections that were closed at the door, as far as the log knows.
    var refused = 0
    let log: Log
    var gatekeeper: Gatekeeper
    var strangers: StrangerLog
    /// Messages a second of one client, of one worker.
    var clientRates = PeerRates(perSecond: WireLimits.clientMessages, burst: 2 * WireLimits.clientMessages)
    var workerRates = PeerRates(perSecond: WireLimits.workerMessages, burst: 2 * WireLimits.workerMessages)
    /// Clients' connections.
    var crowd: Crowd
    /// Keys of the workers that are here, where keys are set.
    var workerKeys: [Route: String] = [:]
    var eventsRetry: MonotonicTime?
    var dispatcher: Dispatcher
    var throttle = ProgressThrottle()
    var pending: [LedgerWork] = []
    var pendingBytes = 0
    var stages: (ingest: StageCounts, extraction: StageCounts)
    var pace: Pace
    /// Trace marks of the tasks that are out, for the log.
    var traces: [Int64: String] = [:]
    var ledgerRetry: MonotonicTime?
    /// When nothing was written for a while.
    var restAt: MonotonicTime?
    var isDraining = false
    var isStopped = false
    let startedAt = MonotonicTime.now()

    init(
        _ settings: AggregatorSettings, codebook: CodebookInForce, sockets: AggregatorSockets, dispatcher: Dispatcher, opening: LedgerOpening,
        ledger: WorkThread<LedgerWork, LedgerOutcome>, reader: WorkThread<Query, Answer>, promises: Promises, board: StatusBoard,
        connections: Connections, log: Log, gatekeeper: Gatekeeper
    ) {
        self.settings = settings
        self.codebook = codebook
        bound = sockets
        self.ledger = ledger
        self.reader = reader
        self.promises = promises
        self.board = board
        self.connections = connections
        self.log = log
        self.gatekeeper = gatekeeper
        strangers = StrangerLog(log)
        self.dispatcher = dispatcher
        crowd = Crowd(most: settings.clients)
        stages = (opening.ingest, opening.extraction)
        pace = Pace(opening.totals)
        pending = opening.halfCancelled.map { .giveUp(nil, job: $0, from: 0) }
    }

    // MARK: Role

    var sockets: [(socket: Socket, wantsRoom: Bool)] {
        let always = [bound.zap?.socket, bound.work].compactMap { $0 }
        return (takesRequests ? always + [bound.control] : always).map { ($0, false) }
    }

    var nextDeadline: MonotonicTime? {
        [dispatcher.nextDeadline, throttle.nextDeadline, ledgerRetry, restAt, eventsRetry, strangers.nextDeadline].compactMap { $0 }.min()
    }

    var isOver: Bool {
        isStopped || isDraining && dispatcher.leasedCount == 0 && pending.isEmpty && ledger.isIdle && reader.isIdle && promises.isIdle
    }

    func turn(at now: MonotonicTime) throws -> Bool {
        refreshList(at: now)
        if eventsRetry != nil { openEvents() }
        strangers.tellSuppressed(at: now)
        watchDoor(at: now)
        try welcomeStrangers()
        for outcome in ledger.take() { apply(outcome) }
        for answer in reader.take() { send(answer.frames, to: answer.address.route) }
        for word in promises.take() { try tell(word) }
        let moreWork = try takeWork()
        let moreControl = try takeControl()
        perform(dispatcher.tick(at: .now()))
        if !isDraining { perform(dispatcher.assign(at: .now())) }
        if board.takeWish() { reader.submit([.board(draftStatus(Address(route: [], id: "")))]) }
        for job in throttle.due(at: .now()) { publish(.progress(JobProgress(job: job))) }
        flush()
        rest(at: .now())
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

    /// Tells whoever listens.
    func publish(_ event: Event) {
        func frames(_ body: some MessageBody) -> Frames { MessageCodec.encode(body) }
        _ = try? bound.events?.send([[UInt8](event.topic.utf8), frames(event.body).header])
    }
}
