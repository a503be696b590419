import Base
import Protocol

@testable import Dialog

/// The durable part of the aggregator as a model: what is applied here survives every crash. It knows the laws and watches them.
final class ModelLedger {
    enum State: Equatable { case open, done, dead(String), cancelled }

    struct Task {
        let stage: Stage
        let poison: Gremlin.Poison?
        var state = State.open
        var lease: (token: String, worker: String)?
        var handouts = 0
        var blames = 0
        var suspect = false
        var byteCount = 100
        var priority = JobPriority.normal
        var turn: Int64 = 0
    }

    unowned var world: World!
    private(set) var tasks: [Int64: Task] = [:]
    private(set) var late = 0
    var isFinished: Bool { tasks.values.allSatisfy { $0.state != .open } }

    func add(_ stage: Stage, poison: Gremlin.Poison?, priority: JobPriority, turn: Int64) -> Int64 {
        let number = Int64(tasks.count + 1)
        tasks[number] = Task(stage: stage, poison: poison, priority: priority, turn: turn)
        return number
    }

    /// A waiting or leased task gets another place, as when its job's priority changes.
    func prioritize(_ number: Int64, _ priority: JobPriority, turn: Int64) {
        guard tasks[number]?.state == .open else { return }
        tasks[number]?.priority = priority
        tasks[number]?.turn = turn
    }

    func ready(_ number: Int64) -> ReadyTask {
        let task = tasks[number]
        return ReadyTask(
            task: number, byteCount: task?.byteCount ?? 0, handouts: task?.handouts ?? 0, blames: task?.blames ?? 0,
            suspect: task?.suspect ?? false, priority: task?.priority ?? .normal, turn: task?.turn ?? 0)
    }

    func lease(_ grant: Grant) -> Bool {
        guard var task = tasks[grant.task], task.state == .open else { return false }
        if let lease = task.lease { world.violated("task \(grant.task) granted to \(grant.worker) while \(lease.worker) has it") }
        task.lease = (grant.token, grant.worker)
        task.handouts += 1
        tasks[grant.task] = task
        return true
    }

    func release(_ number: Int64, suspect: Bool) {
        guard tasks[number]?.state == .open else { return }
        tasks[number]?.lease = nil
        tasks[number]?.suspect = suspect
    }

    func blame(_ number: Int64, crashed: Bool) {
        guard let task = tasks[number], task.state == .open else { return }
        if crashed, world.gremlin.isGentle, task.poison != .crash, task.poison != .hang {
            world.violated("task \(number) is blamed for a death that it did not bring about")
        }
        tasks[number]?.lease = nil
        tasks[number]?.blames += 1
        if crashed { tasks[number]?.suspect = true }
    }

    func bury(_ number: Int64, _ code: String) -> Settlement.Outcome { end(number, .dead(code)) }

    /// Records a success; an ingest's brings new tasks, told back.
    func record(_ number: Int64) -> (Settlement.Outcome, [Int64]) {
        guard end(number, .done) == .recorded else { return (.late, []) }
        guard let task = tasks[number], task.stage == .ingest else { return (.recorded, []) }
        return (
            .recorded,
            (0..<Int(number % 3)).map { _ in
                add(.extraction, poison: world.gremlin.poisonOfDocument(), priority: task.priority, turn: task.turn)
            }
        )
    }

    func cancel(_ number: Int64) { _ = end(number, .cancelled) }

    private func end(_ number: Int64, _ state: State) -> Settlement.Outcome {
        guard tasks[number]?.state == .open else {
            late += 1
            return .late
        }
        tasks[number]?.state = state
        tasks[number]?.lease = nil
        return .recorded
    }

    func load(_ lane: Lane, after: QueuePlace, limit: Int) -> ([ReadyTask], more: Bool) {
        let all = tasks.keys.map { ready($0) }.filter { ready in
            guard let task = tasks[ready.task] else { return false }
            return task.stage == lane.stage && task.priority == lane.priority && ready.place > after && task.state == .open && task.lease == nil
        }.sorted { $0.place < $1.place }
        return (Array(all.prefix(limit)), all.count > limit)
    }

    var leases: [RestoredLease] {
        tasks.keys.sorted().compactMap { number in
            guard let task = tasks[number], let lease = task.lease else { return nil }
            return RestoredLease(ready: ready(number), stage: task.stage, token: lease.token, worker: lease.worker)
        }
    }
}
