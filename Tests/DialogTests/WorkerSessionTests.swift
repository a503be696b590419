import Base
import Dialog
import Protocol
import Testing

@Suite struct WorkerSessionTests {
    let identity = WorkerSession.Identity(role: .extraction, worker: "w", host: "h", pid: 1, engine: "7", capacity: 2)
    let welcome = ToWorker.welcome(Welcome(heartbeatMilliseconds: 1000, leaseMilliseconds: 60_000, codebook: "d"))

    func order(_ task: Int64, _ lease: String = "l") -> TaskOrder { TaskOrder(task: task, lease: lease, attempt: 1, document: "a") }
    func tasks(_ orders: TaskOrder...) -> ToWorker { .tasks(Tasks(tasks: orders)) }

    func working() -> WorkerSession {
        var session = WorkerSession(identity: identity, seed: 1, now: at(0))
        _ = session.tick(at: at(0))
        _ = session.receive(welcome, payloads: [[1]], at: at(0))
        return session
    }

    func hellos(_ actions: [WorkerSession.Action]) -> [Hello] {
        actions.compactMap { if case .send(.hello(let hello), _) = $0 { hello } else { nil } }
    }

    @Test func itPresentsItselfAndTakesTheRhythm() {
        var session = WorkerSession(identity: identity, seed: 1, now: at(0))
        let first = session.tick(at: at(0))
        #expect(first.first == .connect)
        #expect(hellos(first).map(\.engine) == ["7"])
        #expect(session.receive(tasks(order(1)), payloads: [[1]], at: at(0)).isEmpty, "not before the welcome")
        #expect(session.receive(welcome, payloads: [[9]], at: at(5)) == [.prepare(codebook: "d", bytes: [9])])
        #expect(session.tick(at: at(1005)) == [.send(.heartbeat(WorkerHeartbeat(held: 0)), payloads: [])])
        #expect(session.nextDeadline == at(2005))
    }

    @Test func aResultIsKeptUntilItIsRecorded() {
        var session = working()
        #expect(
            session.receive(tasks(order(1), order(2)), payloads: [[1], [2]], at: at(10)) == [
                .start(order(1), payload: [1]), .start(order(2), payload: [2]),
            ])
        #expect(session.receive(tasks(order(1)), payloads: [[1]], at: at(10)).isEmpty, "a doubled message starts nothing")
        session.finished(TaskResult(task: 1, lease: "l", payloads: 1), payloads: [[7]])
        let sent = WorkerSession.Action.send(
            .results(Results(results: [TaskResult(task: 1, lease: "l", payloads: 1)], codebook: "d")), payloads: [[7]])
        #expect(session.flush(at: at(20)) == [sent])
        #expect(session.flush(at: at(20)).isEmpty)
        // the aggregator falls silent; a new connection, a hello that names both, the result again
        #expect(session.tick(at: at(4010)).isEmpty)
        guard case .connecting(let until) = session.phase else { Issue.record("\(session.phase)"); return }
        let again = session.tick(at: until)
        #expect(hellos(again).first?.holding == [HeldTask(task: 1, lease: "l"), HeldTask(task: 2, lease: "l")])
        #expect(session.receive(welcome, payloads: [[9]], at: until).isEmpty, "the same codebook is not prepared twice")
        #expect(session.flush(at: until) == [sent])
        _ = session.receive(.recorded(Recorded(tasks: [1])), payloads: [], at: until)
        #expect(session.held == 1)
    }

    @Test func anUnansweredResultIsSentAgain() {
        var session = working()
        _ = session.receive(tasks(order(1)), payloads: [[1]], at: at(0))
        session.finished(TaskResult(task: 1, lease: "l"), payloads: [])
        #expect(session.flush(at: at(0)).count == 1)
        var times: [Int64] = []
        for second in 1...12 {
            let now = at(Int64(second) * 1000)
            _ = session.receive(.heartbeat(AggregatorHeartbeat()), payloads: [], at: now)
            _ = session.tick(at: now)
            if !session.flush(at: now).isEmpty { times.append(Int64(second)) }
        }
        #expect(times == [5, 10])
    }

    @Test func aNewLeaseForTheSameTaskIsTakenOver() {
        var session = working()
        _ = session.receive(tasks(order(1, "a")), payloads: [[1]], at: at(0))
        #expect(session.receive(tasks(order(1, "b")), payloads: [[1]], at: at(0)).isEmpty)
        session.finished(TaskResult(task: 1, lease: "a"), payloads: [])
        #expect(session.flush(at: at(0)) == [.send(.results(Results(results: [TaskResult(task: 1, lease: "b")], codebook: "d")), payloads: [])])
    }

    /// The aggregator started again with another codebook: what was done and begun before goes under the name of the old one.
    @Test func resultsNameTheCodebookTheyWereMadeWith() {
        func sent(_ actions: [WorkerSession.Action]) -> [String] {
            actions.compactMap { action in
                guard case .send(.results(let results), _) = action else { return nil }
                return "\(results.codebook ?? "none"): " + results.results.map { "\($0.task) \($0.lease)" }.joined(separator: ", ")
            }
        }
        var session = working()
        _ = session.receive(tasks(order(1), order(2), order(3)), payloads: [[1], [2], [3]], at: at(0))
        session.finished(TaskResult(task: 1, lease: "l"), payloads: [])
        let other = ToWorker.welcome(Welcome(heartbeatMilliseconds: 1000, leaseMilliseconds: 60_000, codebook: "e"))
        #expect(session.receive(other, payloads: [[9]], at: at(5)) == [.prepare(codebook: "e", bytes: [9])])
        _ = session.receive(tasks(order(4)), payloads: [[4]], at: at(6))
        session.finished(TaskResult(task: 2, lease: "l"), payloads: [])
        session.finished(TaskResult(task: 4, lease: "l"), payloads: [])
        #expect(sent(session.flush(at: at(7))) == ["d: 1 l, 2 l", "e: 4 l"])
        // handed out again while it is in work, and when it is done: begun anew
        let again = session.receive(tasks(order(3, "m"), order(2, "m")), payloads: [[3], [2]], at: at(8))
        #expect(again == [
            .forget([3]), .start(order(3, "m"), payload: [3]), .forget([2]), .start(order(2, "m"), payload: [2]),
        ])
        session.finished(TaskResult(task: 3, lease: "l"), payloads: [])
        #expect(session.flush(at: at(9)).isEmpty, "a thread that was at work on it under the old codebook is not heard")
        session.finished(TaskResult(task: 3, lease: "m"), payloads: [])
        #expect(sent(session.flush(at: at(9))) == ["e: 3 m"])
    }

    @Test func aRefusalIsFinalUnlessItAsksForHello() {
        var session = working()
        let unknown = ToWorker.refused(Refused(code: "worker.unknown", message: ""))
        #expect(hellos(session.receive(unknown, payloads: [], at: at(2000))).count == 1)
        #expect(session.receive(unknown, payloads: [], at: at(2010)).isEmpty, "no ping-pong")
        #expect(
            session.receive(.refused(Refused(code: "worker.engine", message: "m")), payloads: [], at: at(2020)) == [
                .close(.refused(code: "worker.engine", message: "m"))
            ])
        #expect(session.nextDeadline == nil)
    }

    @Test func drainFinishesDeliversAndLeaves() {
        var session = working()
        _ = session.receive(tasks(order(1)), payloads: [[1]], at: at(0))
        #expect(
            session.receive(.drain(Drain()), payloads: [], at: at(1)) == [
                .send(.heartbeat(WorkerHeartbeat(held: 1, draining: true)), payloads: [])
            ])
        session.finished(TaskResult(task: 1, lease: "l"), payloads: [])
        #expect(session.flush(at: at(2)).count == 1)
        let end = session.receive(.recorded(Recorded(tasks: [1])), payloads: [], at: at(3))
        #expect(end == [.send(.goodbye(Goodbye(reason: "drained")), payloads: []), .close(.drained)])
        var idle = WorkerSession(identity: identity, seed: 1, now: at(0))
        #expect(idle.drain(at: at(0)) == [.close(.drained)])
    }

    @Test func resultsTravelInGroups() {
        var session = working()
        for task in 1...600 as ClosedRange<Int64> {
            _ = session.receive(tasks(order(task)), payloads: [[]], at: at(0))
            session.finished(TaskResult(task: task, lease: "l", payloads: 1), payloads: [[1]])
        }
        let sizes = session.flush(at: at(0)).map { if case .send(.results(let results), _) = $0 { results.results.count } else { 0 } }
        #expect(sizes == [256, 256, 88])
    }

    @Test func theWaitsGrowAndSpread() {
        var a = Backoff(first: 100, most: 3000, seed: 1)
        var b = Backoff(first: 100, most: 3000, seed: 2)
        let first = (0..<10).map { _ in a.next() }
        let second = (0..<10).map { _ in b.next() }
        #expect(first != second)
        #expect(
            first.enumerated().allSatisfy {
                (min(3000, 100 << Int64($0.offset)) / 2...min(3000, 100 << Int64($0.offset))).contains($0.element)
            })
        a.reset()
        #expect(a.next() <= 100)
    }
}
