public import Base
public import Dialog
public import Platform
internal import Protocol
public import Runtime
public import ZeroMQ

/// A worker's thread with its socket: performs what `WorkerSession` decides, and hands tasks to the compute pool.
///
/// ```
///   aggregator ◄── DEALER ──► WorkerRole ── jobs ──► ComputePool threads
///                                 ▲                       │ results, wakeup
///                                 └───────────────────────┘
/// ```
public final class WorkerRole: Role {
    struct Job: Sendable {
        var order: TaskOrder
        var payload: [UInt8]
        var reader: any TaskReader
    }

    struct Product: Sendable {
        var result: TaskResult
        var payloads: [[UInt8]]
    }

    /// What the role needs from outside.
    public struct Setup {
        /// Where the aggregator listens for workers.
        public var endpoint: String
        /// How the socket proves itself.
        public var security: SocketSecurity
        /// Who the worker is.
        public var identity: WorkerSession.Identity
        /// Spreads the waiting times of many workers.
        public var seed: UInt64
        /// Threads that compute.
        public var threads: Int
        /// Makes the reader; an extraction worker's needs the codebook's bytes, an ingest worker's gets nil.
        public var makeReader: ([UInt8]?) throws -> any TaskReader

        /// All of it.
        public init(
            endpoint: String, security: SocketSecurity, identity: WorkerSession.Identity, seed: UInt64, threads: Int,
            makeReader: @escaping ([UInt8]?) throws -> any TaskReader
        ) {
            self.endpoint = endpoint
            self.security = security
            self.identity = identity
            self.seed = seed
            self.threads = threads
            self.makeReader = makeReader
        }
    }

    private let setup: Setup
    private let context: Context
    private let log: Log
    private let pool: ComputePool<Job, Product>
    private var session: WorkerSession
    private var reader: (any TaskReader)?
    private var socket: Socket?
    private var outbox: [[[UInt8]]] = []
    private var outboxHead = 0
    private var wasWorking = false
    /// The loop ends when this is true.
    public private(set) var isOver = false

    /// A worker that connects at its first turn. Throws where threads cannot be had, or the reader cannot be made.
    public init(_ setup: Setup, context: Context, wakeup: Wakeup, log: Log) throws {
        self.setup = setup
        self.context = context
        self.log = log
        pool = try ComputePool(name: setup.identity.role.rawValue, threads: setup.threads, wakeup: wakeup) { WorkerRole.work }
        session = WorkerSession(identity: setup.identity, seed: setup.seed, now: .now())
        if setup.identity.role == .ingest { reader = try setup.makeReader(nil) }
    }

    /// On a compute thread.
    private static func work(_ job: Job) -> Product {
        let start = MonotonicTime.now()
        let outcome = job.reader.read(job.payload, document: job.order.document)
        let micros = Int((MonotonicTime.now().nanoseconds - start.nanoseconds) / 1000)
        return Product(result: outcome.result(of: job.order, micros: micros), payloads: outcome.payloads)
    }

    /// The one connection, once there is one.
    public var sockets: [(socket: Socket, wantsRoom: Bool)] { socket.map { [($0, outboxHead < outbox.count)] } ?? [] }
    /// When the session must act at the latest.
    public var nextDeadline: MonotonicTime? { session.nextDeadline }

    /// Takes messages and finished tasks, does what is due, sends.
    public func turn(at now: MonotonicTime) throws -> Bool {
        let more = try receive(now)
        for product in pool.takeFinished() {
            tell(product.result)
            session.finished(product.result, payloads: product.payloads)
        }
        try perform(session.tick(at: now))
        try perform(session.flush(at: now))
        try send()
        try watch(now)
        tellPhase()
        return more
    }

    /// Finishes what is held, then leaves.
    public func drain(at now: MonotonicTime) {
        log.info("worker.draining", "finishing what is held", ["held": .number(session.held)])
        leave { try perform(session.drain(at: now)) }
    }

    /// Says goodbye and leaves at once.
    public func stop(at now: MonotonicTime) {
        log.info("worker.stopping", "leaving at once", ["held": .number(session.held)])
        leave { try perform(session.abandon(reason: "stopped")) }
        isOver = true
    }

    /// Nothing to read again: the aggregator dictates the settings.
    public func reload(at now: MonotonicTime) {}

    /// What fails on the way out is no reason to stay.
    private func leave(_ body: () throws -> Void) {
        do {
            try body()
            try send()
        } catch {
            isOver = true
        }
    }

    // MARK: in and out

    private func receive(_ now: MonotonicTime) throws -> Bool {
        for _ in 0..<64 {
            guard let socket else { return false }
            switch try socket.receive(maximumFrames: WireLimits.items + 1, maximumBytes: 256 << 20) {
            case .wouldBlock: return false
            case .excess(_, let frames, let bytes):
                log.warning(
                    "protocol.limit", "a message beyond the limits was dropped", ["frames": .number(frames), "bytes": .number(bytes)])
            case .message(let frames):
                let message: ToWorker
                let received = Frames(header: frames.first ?? [], payloads: Array(frames.dropFirst()))
                do throws(ProtocolError) {
                    message = try MessageCodec.decode(received, as: ToWorker.self)
                } catch {
                    // it speaks another language, and will not learn mine while I wait
                    if error.kind == .version { throw WorkersError(.refused, "the aggregator at \(setup.endpoint): \(error.message)", advice: error.advice) }
                    log.warning("protocol.message", error.description)
                    continue
                }
                try perform(session.receive(message, payloads: received.payloads, at: now))
            }
        }
        return true
    }

    private func send() throws {
        guard let socket else { return }
        while outboxHead < outbox.count, try socket.send(outbox[outboxHead]) == .sent {
            outbox[outboxHead] = []
            outboxHead += 1
        }
        if outboxHead == outbox.count {
            outbox.removeAll(keepingCapacity: true)
            outboxHead = 0
        }
    }

    private func perform(_ actions: [WorkerSession.Action]) throws {
        for action in actions {
            switch action {
            case .connect: try connect()
            case .send(let message, let payloads):
                let frames = Self.encode(message, payloads)
                outbox.append([frames.header] + frames.payloads)
            case .prepare(let digest, let bytes):
                reader = try setup.makeReader(bytes)
                log.info("worker.codebook", "codebook taken over", ["digest": .text(digest), "bytes": .number(bytes.count)])
            case .forget(let tasks):
                let stopped = Set(tasks)
                pool.forget { stopped.contains($0.order.task) }
            case .start(let order, let payload): start(order, payload)
            case .close(let ending): try close(ending)
            }
        }
    }

    private static func encode(_ message: FromWorker, _ payloads: [[UInt8]]) -> Frames {
        switch message {
        case .hello(let body): MessageCodec.encode(body)
        case .results(let body): MessageCodec.encode(body, payloads: payloads)
        case .heartbeat(let body): MessageCodec.encode(body)
        case .goodbye(let body): MessageCodec.encode(body)
        }
    }

    private func start(_ order: TaskOrder, _ payload: [UInt8]) {
        if let reader {
            pool.submit(Job(order: order, payload: payload, reader: reader))
        } else {
            let failure = TaskFailure(code: "worker.codebook", message: "this worker has no codebook yet", retry: true)
            session.finished(TaskResult(task: order.task, lease: order.lease, failure: failure), payloads: [])
        }
    }

    private func connect() throws {
        socket?.close()
        outbox = []
        outboxHead = 0
        var options = SocketOptions()
        options.security = setup.security
        let fresh = try Socket(context, .dealer, options: options)
        try fresh.connect(setup.endpoint)
        socket = fresh
        log.debug("worker.connecting", "connecting", ["endpoint": .text(setup.endpoint)])
    }

    private func close(_ ending: WorkerSession.Ending) throws {
        isOver = true
        pool.abandon()
        if case .refused(let code, let message) = ending {
            throw WorkersError(.refused, "the aggregator at \(setup.endpoint) refuses this worker: \(message) [\(code)]", advice: "")
        }
        try send()
        // the goodbye leaves with the socket's last breath
        socket?.close(lingering: 500)
        socket = nil
    }

    /// A task that ended, in the log; never a word of the document.
    private func tell(_ result: TaskResult) {
        let level: Log.Level = result.failure == nil ? .debug : .warning
        guard log.writes(level) else { return }
        log.write(
            level, result.failure?.code ?? "task.done", result.failure == nil ? "task done" : "task failed",
            ["trace": .text(result.trace ?? ""), "task": .number(Int(result.task)), "micros": .number(result.micros)])
    }

    private func tellPhase() {
        let working = session.phase == .working
        guard working != wasWorking else { return }
        wasWorking = working
        if working {
            log.info("worker.joined", "joined the aggregator", ["endpoint": .text(setup.endpoint), "worker": .text(setup.identity.worker)])
        } else if !isOver {
            log.warning("worker.alone", "the aggregator is silent; connecting again", ["endpoint": .text(setup.endpoint)])
        }
    }

    /// A thread that computes for ever cannot be stopped; the process can.
    private func watch(_ now: MonotonicTime) throws {
        guard let start = pool.oldestStart, let lease = session.leaseMilliseconds, now.milliseconds(since: start) > 2 * lease else {
            return
        }
        leave { try perform(session.abandon(reason: "stuck")) }
        throw WorkersError(
            .stuck, "a task has been running for \(now.milliseconds(since: start) / 1000) s, twice its lease",
            advice: "start the worker again")
    }
}
