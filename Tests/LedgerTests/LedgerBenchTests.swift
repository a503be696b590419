import Glibc
import Ledger
import Protocol
import Testing

@Suite struct LedgerBenchTests {
    @Test func theBenchDoesWhatItMeasures() throws {
        let fixture = LedgerFixture()
        var plan = LedgerBench.Plan()
        plan.documents = 100
        plan.group = 32
        plan.claims = 3
        let outcome = try LedgerBench.run(plan, path: fixture.path)
        let status = try fixture.reader().status()
        #expect(status.documents == 100 && status.reports == 100 && status.observations == 300 && status.cells == 24)
        #expect(outcome.documents == 100 && outcome.lines.count == 6 && outcome.seconds > 0)
    }

    /// HUIBAO_BENCH=1 swift test -c release --filter LedgerBenchTests
    @Test(.enabled(if: unsafe getenv("HUIBAO_BENCH") != nil, "HUIBAO_BENCH is not set"))
    func throughput() throws {
        for (group, claims) in [(64, 0), (64, 20), (1, 0)] {
            let fixture = LedgerFixture()
            var plan = LedgerBench.Plan()
            plan.group = group
            plan.claims = claims
            if group == 1 { plan.documents = 2000 }
            let outcome = try LedgerBench.run(plan, path: fixture.path)
            print("groups of \(group), \(claims) claims a report")
            for line in outcome.lines { print("  " + line) }
            #expect(outcome.documentsPerSecond > 0)
        }
    }
}
