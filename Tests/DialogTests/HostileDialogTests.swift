import Base
import Dialog
import Protocol
import Testing

/// Any message, in any order, at any time, from anybody: neither side ever traps, and what is held stays bounded.
@Suite struct HostileDialogTests {
    private static func string(_ random: inout SplitMix64) -> String {
        ["", "w1", "w2", "w3", "a-1", "a-2", "life", "\u{0}", "工会"].randomElement(using: &random) ?? ""
    }

    private static func number(_ random: inout SplitMix64) -> Int64 {
        [Int64.min, -1, 0, 1, 2, 3, 4, 5, .max].randomElement(using: &random) ?? 0
    }

    private static func failure(_ random: inout SplitMix64) -> TaskFailure? {
        Bool.random(using: &random) ? nil : TaskFailure(code: string(&random), message: "", retry: Bool.random(using: &random))
    }

    private static func fromWorker(_ random: inout SplitMix64) -> FromWorker {
        switch Int.random(in: 0..<6, using: &random) {
        case 0, 1:
            let held = (0..<Int.random(in: 0..<4, using: &random)).map { _ in HeldTask(task: number(&random), lease: string(&random)) }
            return .hello(
                Hello(
                    role: Bool.random(using: &random) ? .ingest : .extraction, worker: string(&random), host: string(&random),
                    pid: Int(number(&random)), software: "", engine: "", capacity: Int.random(in: 1...8, using: &random), holding: held))
        case 2: return .heartbeat(WorkerHeartbeat(held: Int(number(&random)), draining: Bool.random(using: &random)))
        case 3: return .goodbye(Goodbye(reason: ""))
        default:
            return .results(
                Results(
                    results: (0..<Int.random(in: 0..<5, using: &random)).map { _ in
                        TaskResult(task: number(&random), lease: string(&random), failure: failure(&random))
                    }, codebook: Bool.random(using: &random) ? nil : Bool.random(using: &random) ? "e" : string(&random)))
        }
    }

    private static func toWorker(_ random: inout SplitMix64) -> (ToWorker, [[UInt8]]) {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return (.welcome(Welcome(heartbeatMilliseconds: 10, leaseMilliseconds: 10, codebook: string(&random))), [])
        case 1: return (.recorded(Recorded(tasks: [number(&random), number(&random)])), [])
        case 2: return (.heartbeat(AggregatorHeartbeat()), [])
        case 3: return (.refused(Refused(code: Bool.random(using: &random) ? "worker.unknown" : "protocol.limit", message: "")), [])
        default:
            let orders = (0..<Int.random(in: 0..<4, using: &random)).map { _ in
                TaskOrder(task: number(&random), lease: string(&random), attempt: Int(number(&random)), document: string(&random))
            }
            return (.tasks(Tasks(tasks: orders)), orders.map { _ in [] })
        }
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>) func theDispatcherStands(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var settings = DispatchSettings()
        settings.queueLimit = 8
        settings.queueLow = 4
        settings.codebook = Bool.random(using: &random) ? "e" : ""
        var dispatcher = Dispatcher(settings: settings, incarnation: "a")
        var now: Int64 = 0
        for _ in 0..<300 {
            now += Int64.random(in: 0...1500, using: &random)
            let route = Route([UInt8.random(in: 0..<4, using: &random)])
            var actions = dispatcher.receive(Self.fromWorker(&random), from: route, at: at(now))
            switch Int.random(in: 0..<8, using: &random) {
            case 0:
                dispatcher.becameReady(.ingest, [ReadyTask(task: Self.number(&random), byteCount: 1, suspect: Bool.random(using: &random))])
            case 1: dispatcher.loaded(.extraction, [ReadyTask(task: Self.number(&random), byteCount: 1)], more: Bool.random(using: &random))
            case 2: _ = dispatcher.cancelled([Self.number(&random)], at: at(0))
            case 3: actions += dispatcher.unreachable(route, at: at(now))
            case 4: dispatcher.ended([Self.number(&random)], at: at(now))
            case 5: dispatcher.notGranted(actions.grants, at: at(now))
            case 6:
                let outcome: Settlement.Outcome = [.recorded, .late, .failed].randomElement(using: &random) ?? .late
                actions += dispatcher.settled([Settlement(task: Self.number(&random), outcome: outcome)], at: at(now))
            default: actions += dispatcher.drain(Self.string(&random)) ?? []
            }
            actions += dispatcher.tick(at: at(now))
            actions += dispatcher.assign(at: at(now))
            #expect(actions.count < 100)
            #expect(dispatcher.leasedCount <= 9)
            #expect(dispatcher.workerCount <= 4)
            for stage in Stage.allCases { #expect(dispatcher.stageStatus(stage, open: 0, done: 0, dead: 0, cancelled: 0).leased >= 0) }
        }
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>) func theSessionStands(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let identity = WorkerSession.Identity(role: .ingest, worker: "w", host: "h", pid: 1, engine: "", capacity: 4)
        var session = WorkerSession(identity: identity, seed: seed, now: at(0))
        var now: Int64 = 0
        for _ in 0..<300 {
            now += Int64.random(in: 0...30, using: &random)
            let (message, payloads) = Self.toWorker(&random)
            _ = session.receive(message, payloads: payloads, at: at(now))
            session.finished(TaskResult(task: Self.number(&random), lease: Self.string(&random)), payloads: [])
            let actions = session.flush(at: at(now)) + session.tick(at: at(now))
            #expect(actions.count < 20)
            #expect(session.held <= 9)
            #expect(session.nextDeadline != nil)
        }
    }
}
