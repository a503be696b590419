import Protocol
import Testing

@testable import Ledger

@Suite struct RecentBodiesTests {
    @Test func whatIsPutIsThereUntilTheSecondGenerationIsFull() {
        var bodies = RecentBodies(limit: 100)
        bodies.put(1, [1, 2])
        bodies.put(2, [UInt8](repeating: 7, count: 99))
        #expect(bodies[1] == [1, 2] && bodies[2]?.count == 99)
        bodies.put(3, [UInt8](repeating: 7, count: 99))
        #expect(bodies[1] == nil && bodies[2] != nil && bodies[3] != nil)
    }

    @Test func itNeverHoldsMoreThanTwiceItsLimit() {
        var bodies = RecentBodies(limit: 100)
        for task in 0..<1000 {
            bodies.put(Int64(task), [UInt8](repeating: 7, count: task % 120))
            #expect(bodies.byteCount <= 200)
        }
        #expect(bodies[999] != nil && bodies[0] == nil)
    }

    @Test func manySmallOnesGiveWayToo() {
        var bodies = RecentBodies()
        for task in 0..<(3 * RecentBodies.most) { bodies.put(Int64(task), [7]) }
        #expect(bodies[0] == nil && bodies[Int64(3 * RecentBodies.most - 1)] != nil)
        #expect(bodies.byteCount <= 2 * RecentBodies.most)
    }

    @Test func aGroupThatFailsLeavesNoBody() throws {
        let fixture = LedgerFixture()
        let ledger = try fixture.open()
        let job = try ledger.group(at: 0) { (g) throws(LedgerError) in try g.openJob(token: "t", label: "").job }.value
        #expect(throws: LedgerError.self) {
            try ledger.group(at: 0) { (g) throws(LedgerError) in
                _ = try g.addDocuments(job: job, first: 0, [SubmittedDocument(name: "a.txt", bytes: [1, 2, 3])])
                throw LedgerError(.full, path: "x", "the test")
            }
        }
        #expect(ledger.recent.byteCount == 0)
    }

    @Test func newDocumentsAreToldOnceAndTheirBodiesAreThoseSubmitted() throws {
        let fixture = LedgerFixture()
        let ledger = try fixture.open()
        let told = try ledger.group(at: 0) { (g) throws(LedgerError) -> [WaitingTask] in
            let job = try g.openJob(token: "t", label: "").job
            let documents = ["a", "b", "a"].map { SubmittedDocument(name: "\($0).txt", bytes: Array($0.utf8)) }
            _ = try g.addDocuments(job: job, first: 0, documents)
            let told = g.takeCreated()
            #expect(g.takeCreated().isEmpty)
            return told
        }.value
        #expect(try ledger.ready(.ingest, limit: 10) == told)
        for _ in 0..<2 { #expect(try told.map { try ledger.payload($0.task) } == [Array("a".utf8), Array("b".utf8)]) }
    }
}
