import Base
import Dialog
import Protocol
import Testing

@Suite struct DispatcherTests {
    @Test func tasksGoToWhoeverHasRoom() {
        var desk = Desk(tasks: 1..<11)
        let joined = desk.receive(hello("w1", capacity: 4), from: 1)
        #expect(joined.changes == ["w1 joined"])
        #expect(joined.first == .send(Route([1]), .welcome(Welcome(heartbeatMilliseconds: 1000, leaseMilliseconds: 60_000, codebook: ""))))
        _ = desk.receive(hello("w2", capacity: 8), from: 2)
        let groups = desk.assign().groups
        #expect(groups.flatMap { $0 }.map(\.task) == Array(1...10))
        #expect(groups.map { [$0[0].worker: $0.count] } == [["w2": 5], ["w1": 4], ["w2": 1]])
        #expect(Set(groups.flatMap { $0 }.map(\.token)).count == 10)
        #expect(desk.assign().grants.isEmpty)
    }

    @Test func aMessageIsBoundedInTasksAndBytes() {
        var settings = DispatchSettings()
        settings.groupTasks = 8
        settings.groupBytes = 3000
        var desk = Desk(tasks: 1..<20, settings: settings)
        _ = desk.receive(hello("w1", capacity: 20), from: 1)
        #expect(desk.assign().groups.map(\.count) == [3, 3, 3, 3, 3, 3, 1])
    }

    @Test func aResultIsRecordedOnceAndFreesItsRoom() {
        var desk = Desk(tasks: 1..<4)
        _ = desk.receive(hello("w1", capacity: 2), from: 1)
        let grants = desk.assign().grants
        #expect(desk.receive(results(grants), from: 1) == [.record(worker: "w1", route: Route([1]), indexes: [0, 1])])
        #expect(desk.receive(results(grants), from: 1).isEmpty, "on its way to the disk already")
        #expect(desk.assign().grants.isEmpty, "no room before the commit")
        #expect(desk.settle([1, 2]).recordedTasks == [1, 2])
        #expect(desk.assign().grants.map(\.task) == [3])
        // once more, after it was forgotten: the ledger is asked and says no
        #expect(desk.receive(results(grants), from: 1) == [.record(worker: "w1", route: Route([1]), indexes: [0, 1])])
        #expect(desk.settle([1, 2], .late).recordedTasks == [1, 2])
        #expect(desk.dispatcher.stageStatus(.ingest, open: 1, done: 2, dead: 0, cancelled: 0).late == 2)
    }

    @Test func strangersMustSayHello() {
        var desk = Desk()
        #expect(desk.receive(.heartbeat(WorkerHeartbeat(held: 0)), from: 9).refusals == ["worker.unknown"])
        var settings = DispatchSettings()
        settings.engine = "7"
        desk = Desk(settings: settings)
        #expect(desk.receive(hello("x", .extraction, engine: "6"), from: 1).refusals == ["worker.engine"])
        #expect(desk.receive(hello("x", .extraction, engine: "7"), from: 1).refusals.isEmpty)
        #expect(desk.receive(hello("i", .ingest), from: 2).refusals.isEmpty)
    }

    @Test func aSilentWorkersTasksGoBackAtOnceAndAlone() {
        var desk = Desk(tasks: 1..<4)
        _ = desk.receive(hello("w1"), from: 1)
        #expect(desk.assign().grants.count == 3)
        _ = desk.receive(hello("w2"), from: 2)
        let actions = desk.wait(3000, beating: [2])
        #expect(actions.ends == ["release 1 suspect", "release 2 suspect", "release 3 suspect"])
        #expect(actions.changes == ["w1 lost"])
        var order: [Int64] = []
        for _ in 0..<3 {
            let alone = desk.assign().grants
            #expect(alone.count == 1 && alone[0].attempt == 2)
            #expect(desk.assign().grants.isEmpty)
            _ = desk.receive(results(alone), from: 2)
            _ = desk.settle(alone.map(\.task))
            order += alone.map(\.task)
        }
        #expect(order == [1, 2, 3])
    }

    @Test func poisonIsFoundAndItsNeighboursAreNot() {
        var desk = Desk(tasks: 1..<5)
        var ends: [String] = []
        var done: Set<Int64> = []
        for life in 1...20 {
            let route = UInt8(life)
            _ = desk.receive(hello("w\(life)"), from: route)
            var alive = true
            while alive {
                let grants = desk.assign().grants
                if grants.isEmpty { break }
                if grants.contains(where: { $0.task == 2 }) {
                    alive = false
                    let lost = desk.wait(3000)
                    ends += lost.ends
                    ends += desk.settle([2]).ends
                } else {
                    _ = desk.receive(results(grants), from: route)
                    _ = desk.settle(grants.map(\.task))
                    done.formUnion(grants.map(\.task))
                }
            }
        }
        #expect(done == [1, 3, 4])
        #expect(
            ends.filter { !$0.hasPrefix("release") } == ["blame 2 task.crash crashed", "blame 2 task.crash crashed", "bury 2 task.crash"])
    }

    @Test func aFailureIsTriedElsewhereAndBuriedAtTheThird() {
        var desk = Desk(tasks: 1..<2)
        let failure = TaskFailure(code: "x.y", message: "m", retry: true)
        _ = desk.receive(hello("w1"), from: 1)
        _ = desk.receive(hello("w2", capacity: 2), from: 2)
        var workers: [String] = []
        var ends: [String] = []
        for _ in 0..<3 {
            let grants = desk.assign().grants
            workers += grants.map(\.worker)
            let route: UInt8 = grants.first?.worker == "w1" ? 1 : 2
            ends += desk.receive(results(grants, failure: failure), from: route).ends
        }
        #expect(workers == ["w1", "w2", "w1"])
        #expect(ends == ["blame 1 x.y", "blame 1 x.y", "bury 1 x.y"])
        #expect(desk.settle([1]).recordedTasks == [1])
        #expect(desk.assign().grants.isEmpty)
    }

    /// The answer to a failure and the next grant were lost on the way; the worker says the old failure again, and then dies.
    @Test func anOldFailureAgainGivesTheNewLeaseBack() {
        var desk = Desk(tasks: 1..<2)
        let first = desk.receive(hello("w"), from: 1).grants + desk.assign().grants
        let failure = TaskFailure(code: "test.fail", message: "", retry: true)
        var again = desk.receive(results(first, failure: failure), from: 1).grants
        again += desk.assign().grants
        #expect(again.map(\.task) == [1] && again[0].token != first[0].token)
        let late = desk.receive(results(first, failure: failure), from: 1)
        #expect(late.ends == ["release 1"] && late.recordedTasks == [1])
        #expect(desk.dispatcher.leasedCount == 0)
        #expect(desk.assign().grants.map(\.task) == [1], "and it is handed out anew at once, without blame")
    }

    @Test func aBadDocumentIsBuriedAtOnce() {
        var desk = Desk(tasks: 1..<2)
        _ = desk.receive(hello("w1"), from: 1)
        let actions = desk.receive(
            results(desk.assign().grants, failure: TaskFailure(code: "document.empty", message: "m", retry: false)), from: 1)
        #expect(actions.ends == ["bury 1 document.empty"])
        #expect(actions.recordedTasks.isEmpty, "not before the commit")
        #expect(desk.settle([1]).recordedTasks == [1])
    }

    @Test func aSleeperIsOvertakenAndCountsWhenItIsFirst() {
        var settings = DispatchSettings()
        settings.leaseMilliseconds = 5000
        var desk = Desk(tasks: 1..<2, settings: settings)
        _ = desk.receive(hello("w1"), from: 1)
        let slow = desk.assign().grants
        _ = desk.receive(hello("w2"), from: 2)
        #expect(desk.wait(5000, beating: [1, 2]).ends == ["blame 1 task.timeout"])
        let second = desk.assign().grants
        #expect(second.map(\.worker) == ["w2"])
        // the sleeper delivers first after all
        #expect(desk.receive(results(slow), from: 1) == [.record(worker: "w1", route: Route([1]), indexes: [0])])
        #expect(desk.receive(results(second), from: 2).isEmpty)
        let recorded = desk.settle([1])
        #expect(recorded.recordedTasks == [1, 1], "both may forget")
        #expect(desk.wait(60_000, beating: [1, 2]).ends.isEmpty)
    }

    @Test func aReconnectedWorkerKeepsWhatItHolds() {
        var desk = Desk(tasks: 1..<4)
        _ = desk.receive(hello("w1"), from: 1)
        let grants = desk.assign().grants
        let held = grants.dropLast().map { HeldTask(task: $0.task, lease: $0.token) }
        let actions = desk.receive(hello("w1", holding: held), from: 2)
        #expect(actions.ends == ["release 3"], "lost on the way, nobody to blame")
        #expect(desk.receive(.heartbeat(WorkerHeartbeat(held: 2)), from: 1).refusals == ["worker.unknown"])
        #expect(desk.receive(results(Array(grants.dropLast())), from: 2) == [.record(worker: "w1", route: Route([2]), indexes: [0, 1])])
        // another process of the same name: the one before has died
        #expect(desk.assign().grants.map(\.task) == [3])
        #expect(desk.receive(hello("w1", pid: 2), from: 3).ends == ["release 3 suspect"])
    }

    @Test func leasesOutliveARestart() {
        var desk = Desk()
        let lease = { (task: Int64, worker: String) in
            RestoredLease(ready: ReadyTask(task: task, byteCount: 1, handouts: 1), stage: .ingest, token: "old-\(task)", worker: worker)
        }
        desk.dispatcher.restore([lease(1, "w1"), lease(2, "w1"), lease(3, "w2")], at: at(0))
        let actions = desk.receive(hello("w1", holding: [HeldTask(task: 1, lease: "old-1")]), from: 1)
        #expect(actions.ends == ["release 2"])
        #expect(desk.wait(3000, beating: [1]).ends == ["release 3"])
        #expect(desk.receive(.results(Results(results: [TaskResult(task: 1, lease: "old-1")])), from: 1).count == 1)
    }

    @Test func goodbyeAndDrain() {
        var desk = Desk(tasks: 1..<4)
        _ = desk.receive(hello("w1"), from: 1)
        _ = desk.assign()
        #expect(desk.dispatcher.drain("nobody") == nil)
        #expect(desk.dispatcher.drain("w1")?.first == .send(Route([1]), .drain(Drain())))
        #expect(desk.dispatcher.workerStatuses(at: at(0)).map(\.state) == ["draining"])
        let actions = desk.receive(.goodbye(Goodbye(reason: "")), from: 1)
        #expect(actions.ends == ["release 1", "release 2", "release 3"])
        #expect(actions.changes == ["w1 left"])
        _ = desk.receive(hello("w2"), from: 2)
        _ = desk.receive(.heartbeat(WorkerHeartbeat(held: 0, draining: true)), from: 2)
        #expect(desk.assign().grants.isEmpty)
    }

    @Test func cancelledTasksAreNotHandedOut() {
        var desk = Desk(tasks: 1..<6)
        _ = desk.receive(hello("w1", capacity: 2), from: 1)
        let grants = desk.assign().grants
        let told = desk.dispatcher.cancelled([1, 3, 4], at: at(desk.now))
        #expect(told == [.send(Route([1]), .stop(Stop(tasks: [1])))])
        _ = desk.receive(results(grants), from: 1)
        #expect(desk.settle([1], .late).recordedTasks == [1])
        #expect(desk.settle([2]).recordedTasks == [2])
        #expect(desk.assign().grants.map(\.task) == [5])
    }

    @Test func aFullDiskLosesNothing() {
        var desk = Desk(tasks: 1..<2)
        _ = desk.receive(hello("w1"), from: 1)
        let grants = desk.assign().grants
        desk.dispatcher.notGranted(grants, at: at(desk.now))
        #expect(desk.assign().grants.isEmpty)
        _ = desk.wait(1000, beating: [1])
        let again = desk.assign().grants
        #expect(again.map(\.task) == [1] && again[0].token != grants[0].token)
        _ = desk.receive(results(again), from: 1)
        #expect(desk.settle([1], .failed).recordedTasks.isEmpty)
        #expect(desk.receive(results(again), from: 1) == [.record(worker: "w1", route: Route([1]), indexes: [0])])
        #expect(desk.settle([1]).recordedTasks == [1])
    }

    @Test func theWindowMovesOverTheLedger() {
        var settings = DispatchSettings()
        settings.queueLimit = 8
        settings.queueLow = 4
        var dispatcher = Dispatcher(settings: settings, incarnation: "a")
        #expect(dispatcher.assign(at: at(0)).contains(.load(Lane(.ingest, .normal), after: .first, limit: 4)))
        #expect(!dispatcher.assign(at: at(0)).contains(.load(Lane(.ingest, .normal), after: .first, limit: 4)), "one load at a time")
        // committed while the load is under way, which does not see it
        dispatcher.becameReady(.ingest, [ReadyTask(task: 9, byteCount: 1)])
        dispatcher.loaded(.ingest, (1...4).map { ReadyTask(task: $0, byteCount: 1) }, more: false)
        _ = dispatcher.receive(hello("w1", capacity: 100), from: Route([1]), at: at(0))
        let actions = dispatcher.assign(at: at(0))
        #expect(actions.grants.map(\.task) == [1, 2, 3, 4])
        #expect(actions.contains(.load(Lane(.ingest, .normal), after: QueuePlace(turn: 0, task: 4), limit: 4)))
        // a task from before the cursor becomes ready again
        dispatcher.becameReady(.ingest, [ReadyTask(task: 3, byteCount: 1)])
        dispatcher.loaded(.ingest, [ReadyTask(task: 9, byteCount: 1)], more: false)
        let last = dispatcher.assign(at: at(0))
        #expect(last.grants.map(\.task) == [9])
        dispatcher.becameReady(.ingest, [ReadyTask(task: 10, byteCount: 1)])
        #expect(dispatcher.assign(at: at(0)).grants.map(\.task) == [10])
    }

    @Test func aSuspendedProcessBlamesNobody() {
        var desk = Desk(tasks: 1..<4)
        _ = desk.receive(hello("w1"), from: 1)
        _ = desk.assign()
        _ = desk.wait(500)
        desk.now += 3_600_000
        #expect(desk.dispatcher.tick(at: at(desk.now)).ends.isEmpty)
        #expect((desk.dispatcher.nextDeadline ?? at(0)) > at(desk.now))
        #expect(desk.wait(3000).ends.count == 3)
    }

    @Test func tasksThatNeverArrivedGoBackUnblamed() {
        var desk = Desk(tasks: 1..<3)
        _ = desk.receive(hello("w1"), from: 1)
        _ = desk.assign()
        var ends: [String] = []
        for _ in 0..<4 {
            desk.now += 1000
            ends += desk.receive(.heartbeat(WorkerHeartbeat(held: 0)), from: 1).ends
        }
        #expect(ends == ["release 1", "release 2"])
        #expect(desk.assign().grants.map(\.task) == [1, 2])
    }
}

/// A result belongs to the codebook and the engine that it was made with.
@Suite struct ForeignResultTests {
    /// An aggregator that has just started again, with codebook `e`, and finds a lease of the life before.
    private func desk() -> Desk {
        var settings = DispatchSettings()
        settings.codebook = "e"
        settings.engine = "7"
        var desk = Desk(settings: settings)
        desk.dispatcher.restore(
            [RestoredLease(ready: ReadyTask(task: 3, byteCount: 1), stage: .extraction, token: "z-1", worker: "w")], at: at(0))
        return desk
    }

    private func result(_ task: Int64, _ lease: String, _ codebook: String?, _ failure: TaskFailure? = nil) -> FromWorker {
        .results(Results(results: [TaskResult(task: task, lease: lease, failure: failure, payloads: 0)], codebook: codebook))
    }

    private func records(_ actions: [DispatchAction]) -> Bool { actions.contains { if case .record = $0 { true } else { false } } }

    /// Under the lease that it had, under one of this life, good or bad: not counted, not blamed, handed out again.
    @Test(arguments: [nil, TaskFailure(code: "x", message: "", retry: true), TaskFailure(code: "x", message: "", retry: false)])
    func anotherCodebookDoesNotCount(_ failure: TaskFailure?) throws {
        var desk = desk()
        _ = desk.receive(hello("w", .extraction, engine: "7", holding: [HeldTask(task: 3, lease: "z-1")]), from: 1)
        let told = desk.receive(result(3, "z-1", "d", failure), from: 1)
        #expect(!records(told) && told.contains(.foreign(task: 3)))
        #expect(told.recordedTasks == [3], "the worker may forget it")
        #expect(told.ends == ["release 3"])
        let grant = desk.assign().grants
        #expect(grant.map(\.task) == [3])
        let late = desk.receive(result(3, try #require(grant.first).token, "d", failure), from: 1)
        #expect(!records(late) && late.contains(.foreign(task: 3)), "whatever lease it comes under")
        #expect(late.ends == ["blame 3 worker.codebook"], "it knew the codebook by then")
        let second = try #require(desk.assign().grants.first)
        #expect(records(desk.receive(result(3, second.token, "e"), from: 1)))
    }

    @Test func itDoesNotEndSomebodyElsesLease() {
        var desk = desk()
        _ = desk.receive(hello("w", .extraction, engine: "7"), from: 1)
        #expect(desk.assign().grants.map(\.worker) == ["w"], "it does not know of its lease any more")
        _ = desk.receive(hello("v", .extraction, engine: "7", holding: [HeldTask(task: 3, lease: "z-1")]), from: 2)
        let told = desk.receive(result(3, "z-1", "d"), from: 2)
        #expect(told.ends.isEmpty && told.recordedTasks == [3])
        #expect(desk.dispatcher.leasedCount == 1)
    }

    /// Workers of the version before do not tell: what this life handed out was made with its codebook.
    @Test func aResultWithoutACodebookCountsUnderALeaseOfThisLife() throws {
        var desk = desk()
        _ = desk.receive(hello("w", .extraction, engine: "7", holding: [HeldTask(task: 3, lease: "z-1")]), from: 1)
        #expect(!records(desk.receive(result(3, "z-1", nil), from: 1)))
        let grant = try #require(desk.assign().grants.first)
        #expect(records(desk.receive(result(3, grant.token, nil), from: 1)))
    }

    @Test func anotherEngineIsTurnedAwayAndItsTaskHandedOutAgain() {
        var desk = desk()
        let away = desk.receive(hello("w", .extraction, engine: "6", holding: [HeldTask(task: 3, lease: "z-1")]), from: 1)
        #expect(away.refusals == ["worker.engine"])
        #expect(desk.receive(result(3, "z-1", "e"), from: 1).refusals == ["worker.unknown"], "and its result with it")
        _ = desk.receive(hello("v", .extraction, engine: "7"), from: 2)
        #expect(desk.wait(3500, beating: [2]).ends == ["release 3"])
        #expect(desk.assign().grants.map(\.worker) == ["v"])
    }

    @Test func ingestKnowsNoCodebook() {
        var settings = DispatchSettings()
        settings.codebook = "e"
        var desk = Desk(tasks: 1..<2, settings: settings)
        _ = desk.receive(hello("w"), from: 1)
        let grant = desk.assign().grants
        #expect(records(desk.receive(results(grant), from: 1)))
    }
}
