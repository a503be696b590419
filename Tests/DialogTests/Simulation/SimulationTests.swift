import Protocol
import Testing

@testable import Dialog

#if canImport(Glibc)
    import Glibc
#endif

/// Thousands of lives of the whole dialog in virtual time. A failing seed is printed; `HUIBAO_SIM_SEED` replays it alone,
/// `HUIBAO_SIM_RUNS` asks for more than the short form.
@Suite struct SimulationTests {
    static func setting(_ name: String) -> UInt64? {
        guard let value = unsafe getenv(name) else { return nil }
        return UInt64(unsafe String(cString: value))
    }

    static func verdict(seed: UInt64) -> (problems: [String], steps: Int) {
        let world = World(seed: seed)
        world.run(limit: 3_600_000)
        var problems = world.violations
        if problems.isEmpty {
            let open = world.ledger.tasks.filter { $0.value.state == .open }.keys.sorted()
            if !open.isEmpty { problems.append("tasks \(open) never ended") }
            for client in world.people where !client.isOver { problems.append("a client waits for ever, told of \(client.promised.count) documents") }
            let known = Set(world.ledger.tasks.values.filter { $0.stage == .ingest }.map(\.document))
            for client in world.people {
                for document in client.promised where !known.contains(document) { problems.append("document \(document) was acknowledged and is lost") }
            }
            let documents = world.ledger.tasks.values.filter { $0.stage == .ingest }.map(\.document)
            if documents.count != known.count { problems.append("a document has two tasks") }
            if !world.aggregator.isQuiet {
                problems.append(
                    "something is held for ever: \(world.aggregator.dispatcher?.standing ?? "aggregator is down") at \(world.time) ms")
            }
            for (number, task) in world.ledger.tasks.sorted(by: { $0.key < $1.key }) {
                if task.poison != nil, task.state == .done { problems.append("poisonous task \(number) is done") }
                if case .dead(let code) = task.state, code != "test.bad", task.handouts < 3 {
                    problems.append("task \(number) was given up after \(task.handouts) tries: \(code)")
                }
                if world.gremlin.isGentle, task.poison == nil, case .dead(let code) = task.state {
                    problems.append("innocent task \(number) died: \(code)")
                }
            }
        }
        return (problems, world.steps)
    }

    @Test func everythingEndsOnceWhateverGoesWrong() {
        let first = Self.setting("HUIBAO_SIM_SEED") ?? 1
        let runs = Self.setting("HUIBAO_SIM_SEED") == nil ? Self.setting("HUIBAO_SIM_RUNS") ?? 4000 : 1
        var failed = 0
        var steps = 0
        for seed in first..<(first + runs) {
            let (problems, count) = Self.verdict(seed: seed)
            steps += count
            for problem in problems { Issue.record("seed \(seed): \(problem)") }
            failed += problems.isEmpty ? 0 : 1
            if failed >= 5 { break }
        }
        print("simulation: \(runs) runs from seed \(first), \(steps) steps")
    }

    @Test func aSeedReplaysToTheStep() {
        #expect(Self.verdict(seed: 77).steps == Self.verdict(seed: 77).steps)
    }
}
