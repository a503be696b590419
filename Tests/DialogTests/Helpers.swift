import Base
import Dialog
import Protocol

/// A point of the tests' own time, in milliseconds.
func at(_ milliseconds: Int64) -> MonotonicTime { MonotonicTime(nanoseconds: milliseconds * 1_000_000) }

func hello(
    _ name: String, _ role: Stage = .ingest, capacity: Int = 4, pid: Int = 1, engine: String = "", holding: [HeldTask] = []
) -> FromWorker {
    .hello(Hello(role: role, worker: name, host: "h", pid: pid, software: "1", engine: engine, capacity: capacity, holding: holding))
}

func results(_ grants: [Grant], failure: TaskFailure? = nil) -> FromWorker {
    .results(Results(results: grants.map { TaskResult(task: $0.task, lease: $0.token, failure: failure) }))
}

extension [DispatchAction] {
    var grants: [Grant] { flatMap { action -> [Grant] in if case .grant(let grants) = action { grants } else { [] } } }
    var groups: [[Grant]] { compactMap { if case .grant(let grants) = $0 { grants } else { nil } } }
    var recordedTasks: [Int64] {
        flatMap { action -> [Int64] in if case .send(_, .recorded(let recorded)) = action { recorded.tasks } else { [] } }
    }
    var refusals: [String] { compactMap { if case .send(_, .refused(let refused)) = $0 { refused.code } else { nil } } }
    var changes: [String] { compactMap { if case .changed(let change) = $0 { "\(change.worker) \(change.change)" } else { nil } } }
    /// Releases, blames and burials as short words: `release 7 suspect`, `blame 7 task.crash`, `bury 7 task.timeout`.
    var ends: [String] {
        compactMap { action in
            switch action {
            case .release(let task, let suspect): "release \(task)\(suspect ? " suspect" : "")"
            case .blame(let task, let crashed, let code, _): "blame \(task) \(code)\(crashed ? " crashed" : "")"
            case .bury(let task, let code, _): "bury \(task) \(code)"
            default: nil
            }
        }
    }
}

extension Dispatcher {
    /// A stage whose tasks are all of normal priority.
    mutating func loaded(_ stage: Stage, _ tasks: [ReadyTask], more: Bool) {
        loaded(Lane(stage, .normal), tasks, more: more)
        for priority in [JobPriority.high, .low] { loaded(Lane(stage, priority), [], more: false) }
    }
}

/// A dispatcher with its ingest tasks in memory, and the time at hand.
struct Desk {
    var dispatcher: Dispatcher
    var now: Int64 = 0

    init(tasks: Range<Int64> = 1..<1, settings: DispatchSettings = DispatchSettings()) {
        dispatcher = Dispatcher(settings: settings, incarnation: "a")
        dispatcher.loaded(.ingest, tasks.map { ReadyTask(task: $0, byteCount: 1000) }, more: false)
        dispatcher.loaded(.extraction, [], more: false)
        _ = dispatcher.assign(at: at(0))
    }

    mutating func receive(_ message: FromWorker, from route: UInt8) -> [DispatchAction] {
        dispatcher.receive(message, from: Route([route]), at: at(now))
    }

    mutating func assign() -> [DispatchAction] { dispatcher.assign(at: at(now)) }

    mutating func settle(_ tasks: [Int64], _ outcome: Settlement.Outcome = .recorded) -> [DispatchAction] {
        dispatcher.settled(tasks.map { Settlement(task: $0, outcome: outcome) }, at: at(now))
    }

    /// Moves the clock in steps of a tenth of a second; these routes go on beating.
    mutating func wait(_ milliseconds: Int64, beating routes: [UInt8] = []) -> [DispatchAction] {
        var actions: [DispatchAction] = []
        for _ in 0..<(milliseconds / 100) {
            now += 100
            for route in routes { actions += receive(.heartbeat(WorkerHeartbeat(held: 1)), from: route) }
            actions += dispatcher.tick(at: at(now))
        }
        return actions
    }
}
