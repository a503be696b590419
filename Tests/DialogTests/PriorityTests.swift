import Base
import Protocol
import Testing

@testable import Dialog

/// Who goes first, and that nobody waits for ever.
@Suite struct PriorityTests {
    private func ready(_ tasks: some Sequence<Int64>, _ priority: JobPriority, turn: (Int64) -> Int64 = { $0 }) -> [ReadyTask] {
        tasks.map { ReadyTask(task: $0, byteCount: 1, priority: priority, turn: turn($0)) }
    }

    private func dispatcher(limit: Int = 4096, _ lanes: [JobPriority: [ReadyTask]], more: Bool = false) -> Dispatcher {
        var settings = DispatchSettings()
        settings.queueLimit = limit
        settings.queueLow = max(1, limit / 4)
        var made = Dispatcher(settings: settings, incarnation: "a")
        for stage in Stage.allCases {
            for lane in Lane.all(of: stage) { made.loaded(lane, stage == .ingest ? lanes[lane.priority] ?? [] : [], more: more) }
        }
        return made
    }

    @Test func ofSeventyThreeTasksSixtyFourAreHighEightNormalOneLow() {
        var dispatcher = dispatcher([.high: ready(1...500, .high), .normal: ready(1001...1500, .normal), .low: ready(2001...2500, .low)])
        _ = dispatcher.receive(hello("w", capacity: 1000), from: Route([1]), at: at(0))
        let order = dispatcher.assign(at: at(0)).grants.map { $0.task / 1000 }
        #expect(order.count == 1000)
        for start in [0, 73, 146] {
            let part = order[start..<start + 73]
            #expect(part.count { $0 == 0 } == 64 && part.count { $0 == 1 } == 8 && part.count { $0 == 2 } == 1)
        }
    }

    @Test func aLaneThatWasEmptyHasSavedNothingUp() {
        var dispatcher = dispatcher([.low: ready(2001...2200, .low)])
        _ = dispatcher.receive(hello("w", capacity: 100), from: Route([1]), at: at(0))
        #expect(dispatcher.assign(at: at(0)).grants.count == 100)
        dispatcher.becameReady(.ingest, ready(1...100, .high))
        _ = dispatcher.receive(hello("v", capacity: 74), from: Route([2]), at: at(0))
        let order = dispatcher.assign(at: at(0)).grants.map { $0.task / 1000 }
        #expect(order.count { $0 == 2 } <= 3, "\(order)")
    }

    @Test func aJobThatComesLaterTakesTurnsWithALongOne() {
        // the long job has used a hundred turns of its four thousand; the short one begins where it stands
        var dispatcher = dispatcher(limit: 1000, [.normal: ready(100...1099, .normal)], more: true)
        dispatcher.becameReady(.ingest, ready(9001...9004, .normal) { $0 - 9001 + 100 })
        _ = dispatcher.receive(hello("w", capacity: 10), from: Route([1]), at: at(0))
        #expect(dispatcher.assign(at: at(0)).grants.map(\.task) == [100, 9001, 101, 9002, 102, 9003, 103, 9004, 104, 105])
    }

    @Test func theWindowGivesWayAndLosesNothing() {
        var dispatcher = dispatcher(limit: 8, [.normal: ready(10..<18, .normal)], more: true)
        dispatcher.becameReady(.ingest, ready(101...104, .normal) { $0 - 101 + 10 })
        // 10…17 were there; four earlier ones came in, the last four went back to the ledger and are asked for again
        _ = dispatcher.receive(hello("w", capacity: 8), from: Route([1]), at: at(0))
        let actions = dispatcher.assign(at: at(0))
        #expect(actions.grants.map(\.task) == [10, 101, 11, 102, 12, 103, 13, 104])
        #expect(actions.contains(.load(Lane(.ingest, .normal), after: QueuePlace(turn: 13, task: 104), limit: 6)))
    }

    @Test func changedPrioritiesAreLoadedAnew() {
        var dispatcher = dispatcher([.normal: ready(1...4, .normal)])
        dispatcher.reordered()
        _ = dispatcher.receive(hello("w", capacity: 8), from: Route([1]), at: at(0))
        let actions = dispatcher.assign(at: at(0))
        #expect(actions.grants.isEmpty)
        #expect(actions.contains(.load(Lane(.ingest, .high), after: .first, limit: 3072)))
        dispatcher.loaded(Lane(.ingest, .high), ready(3...4, .high), more: false)
        dispatcher.loaded(Lane(.ingest, .normal), ready(1...2, .normal), more: false)
        #expect(dispatcher.assign(at: at(0)).grants.map(\.task).sorted() == [1, 2, 3, 4])
    }

    @Test func cancelledTasksAreStoppedInTheirWorkersAtOnce() {
        var dispatcher = dispatcher([.normal: ready(1...6, .normal)])
        _ = dispatcher.receive(hello("w", capacity: 4), from: Route([1]), at: at(0))
        #expect(dispatcher.assign(at: at(0)).grants.count == 4)
        let told = dispatcher.cancelled([1, 2, 5], at: at(0))
        #expect(told == [.send(Route([1]), .stop(Stop(tasks: [1, 2])))])
        #expect(dispatcher.assign(at: at(0)).grants.map(\.task) == [6], "there is room again")
    }

    @Test func aSessionForgetsWhatIsStopped() {
        var session = WorkerSession(
            identity: WorkerSession.Identity(role: .ingest, worker: "w", host: "h", pid: 1, engine: "", capacity: 4), seed: 1, now: at(0))
        _ = session.tick(at: at(0))
        let welcome = Welcome(heartbeatMilliseconds: 1000, leaseMilliseconds: 1000, codebook: "")
        _ = session.receive(.welcome(welcome), payloads: [], at: at(0))
        let orders = [Int64(1), 2].map { TaskOrder(task: $0, lease: "l\($0)", attempt: 1, document: "") }
        _ = session.receive(.tasks(Tasks(tasks: orders)), payloads: [[], []], at: at(0))
        #expect(session.receive(.stop(Stop(tasks: [2, 9])), payloads: [], at: at(0)) == [.forget([2])])
        session.finished(TaskResult(task: 2, lease: "l2"), payloads: [])
        #expect(session.flush(at: at(0)).isEmpty && session.held == 1)
        session.finished(TaskResult(task: 1, lease: "l1"), payloads: [])
        #expect(session.flush(at: at(0)).count == 1)
        #expect(session.receive(.stop(Stop(tasks: [1])), payloads: [], at: at(0)).isEmpty, "its word is on the way")
    }

    @Test func moreWorkersThanAllowedAreRefused() {
        var settings = DispatchSettings()
        settings.workers = 1
        var dispatcher = Dispatcher(settings: settings, incarnation: "a")
        #expect(dispatcher.receive(hello("a"), from: Route([1]), at: at(0)).refusals.isEmpty)
        #expect(dispatcher.receive(hello("b"), from: Route([2]), at: at(0)).refusals == ["worker.limit"])
        #expect(dispatcher.receive(hello("a"), from: Route([3]), at: at(0)).refusals.isEmpty, "the same one may come again")
    }
}
