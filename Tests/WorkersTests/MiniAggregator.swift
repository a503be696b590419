import Base
import Dialog
import Platform
import Protocol

import ZeroMQ

@testable import Runtime
@testable import Workers

/// An aggregator without a disk: one ROUTER socket, the real dispatcher, tasks and results in memory.
final class MiniAggregator {
    let socket: Socket
    var dispatcher: Dispatcher
    var stage: Stage
    var tasks: [Int64: (name: String, bytes: [UInt8])] = [:]
    var results: [Int64: (result: TaskResult, payloads: [[UInt8]])] = [:]
    var buried: [Int64: String] = [:]
    var changes: [String] = []
    var handouts = 0
    /// As the last heartbeat told.
    var held = 0
    let codebook: [UInt8]

    init(_ context: Context, _ endpoint: String, _ stage: Stage, codebook: [UInt8] = [], heartbeat: Int64 = 1000, incarnation: String = "a")
        throws
    {
        var settings = DispatchSettings()
        settings.codebook = codebook.isEmpty ? "" : "digest"
        settings.heartbeatMilliseconds = heartbeat
        self.codebook = codebook
        self.stage = stage
        dispatcher = Dispatcher(settings: settings, incarnation: incarnation)
        for stage in Stage.allCases {
            for lane in Lane.all(of: stage) { dispatcher.loaded(lane, [], more: false) }
        }
        socket = try Socket(context, .router)
        try socket.bind(endpoint)
    }

    func add(_ name: String, _ bytes: [UInt8]) {
        let task = Int64(tasks.count + 1)
        tasks[task] = (name, bytes)
        dispatcher.becameReady(stage, [ReadyTask(task: task, byteCount: bytes.count)])
    }

    /// Runs until the condition holds, ten seconds at most.
    func run(until condition: () -> Bool) throws {
        let end = MonotonicTime.now().adding(milliseconds: 10_000)
        while !condition(), end > .now() {
            var poller = Poller()
            _ = try poller.add(socket)
            try poller.wait(milliseconds: 20)
            while case .message(let frames) = try socket.receive() { try take(frames) }
            try perform(dispatcher.tick(at: .now()), [], [])
            try perform(dispatcher.assign(at: .now()), [], [])
        }
    }

    func drainAll() {
        for name in dispatcher.workerStatuses(at: .now()).map(\.worker) { try? perform(dispatcher.drain(name) ?? [], [], []) }
    }

    private func take(_ frames: [[UInt8]]) throws {
        let body = Frames(header: frames[1], payloads: Array(frames.dropFirst(2)))
        let message = try MessageCodec.decode(body, as: FromWorker.self)
        var items: [TaskResult] = []
        if case .results(let results) = message { items = results.results }
        if case .heartbeat(let beat) = message { held = beat.held }
        try perform(dispatcher.receive(message, from: Route(frames[0]), at: .now()), items, body.payloads)
    }

    private func perform(_ actions: [DispatchAction], _ items: [TaskResult], _ payloads: [[UInt8]]) throws {
        for action in actions {
            switch action {
            case .send(let route, let message): try send(route, message)
            case .grant(let grants):
                handouts += grants.count
                let orders = grants.map {
                    TaskOrder(task: $0.task, lease: $0.token, attempt: $0.attempt, document: tasks[$0.task]?.name ?? "")
                }
                let frames = MessageCodec.encode(Tasks(tasks: orders), payloads: grants.map { tasks[$0.task]?.bytes ?? [] })
                _ = try socket.send([grants[0].route.bytes, frames.header] + frames.payloads)
            case .record(_, _, let indexes):
                var settlements: [Settlement] = []
                for index in indexes {
                    let start = items[..<index].reduce(0) { $0 + $1.payloads }
                    let item = items[index]
                    let late = results[item.task] != nil
                    if !late { results[item.task] = (item, Array(payloads[start..<(start + item.payloads)])) }
                    settlements.append(Settlement(task: item.task, outcome: late ? .late : .recorded))
                }
                try perform(dispatcher.settled(settlements, at: .now()), [], [])
            case .bury(let task, let code, _):
                buried[task] = code
                try perform(dispatcher.settled([Settlement(task: task, outcome: .recorded)], at: .now()), [], [])
            case .changed(let change): changes.append(change.change)
            case .release, .blame, .load, .foreign: continue
            }
        }
    }

    private func send(_ route: Route, _ message: ToWorker) throws {
        let frames =
            switch message {
            case .welcome(let body): MessageCodec.encode(body, payloads: body.codebook.isEmpty ? [] : [codebook])
            case .recorded(let body): MessageCodec.encode(body)
            case .heartbeat(let body): MessageCodec.encode(body)
            case .drain(let body): MessageCodec.encode(body)
            case .stop(let body): MessageCodec.encode(body)
            case .refused(let body): MessageCodec.encode(body)
            case .tasks: preconditionFailure("tasks go out by grants")
            }
        _ = try socket.send([route.bytes, frames.header] + frames.payloads)
    }
}

/// A worker on a thread of its own.
final class ThreadedWorker: Sendable {
    let failure = Locked<String?>(nil)
    private let thread = Locked<PlainThread?>(nil)

    init(_ role: Stage, _ endpoint: String, capacity: Int = 8, environment: [String: String] = [:]) throws {
        let identity = WorkerSession.Identity(role: role, worker: "w-\(role.rawValue)", host: "h", pid: 1, engine: "1", capacity: capacity)
        let made = try PlainThread(name: "worker") { [self] in
            do {
                let setup = WorkerRole.Setup(endpoint: endpoint, security: .open, identity: identity, seed: 1, threads: 2) { codebook in
                    let reader: any TaskReader = role == .ingest ? IngestReader() : try ExtractionReader(codebook: codebook ?? [])
                    return TestPoison.around(reader, environment: environment)
                }
                let wakeup = try Wakeup()
                let log = Log(program: "test", level: .error, forPeople: true) { _ in }
                try RoleLoop(wakeup: wakeup, signals: nil).run(WorkerRole(setup, context: Context(), wakeup: wakeup, log: log))
            } catch {
                failure.withLock { $0 = "\(error)" }
            }
        }
        thread.withLock { $0 = made }
    }

    /// Waits for its end; what it threw.
    func join() -> String? {
        thread.withLock { $0 }?.join()
        return failure.withLock { $0 }
    }
}
