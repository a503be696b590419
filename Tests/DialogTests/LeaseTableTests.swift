import Base
import Testing

@testable import Dialog

@Suite struct LeaseTableTests {
    func lease(_ task: Int64, _ token: String, _ deadline: Int64) -> Lease {
        Lease(task: task, token: token, worker: "w", deadline: at(deadline))
    }

    @Test func deadlinesComeInTheirOrder() {
        var table = LeaseTable()
        for (task, deadline) in [(1, 50), (2, 20), (3, 90), (4, 20)] as [(Int64, Int64)] { table.grant(lease(task, "a", deadline)) }
        #expect(table.nextDeadline == at(20))
        #expect(table.expired(at: at(50)).map(\.task) == [2, 4, 1])
        #expect(table.count == 1)
        #expect(table.expired(at: at(89)).isEmpty)
    }

    @Test func aRenewedLeaseKeepsItsNewDeadline() {
        var table = LeaseTable()
        table.grant(lease(1, "a", 10))
        table.grant(lease(1, "a", 30))
        #expect(table.expired(at: at(20)).isEmpty)
        #expect(table.expired(at: at(30)).map(\.task) == [1])
        table.grant(lease(1, "b", 40))
        #expect(table.release(1)?.token == "b")
        #expect(table.release(1) == nil)
        #expect(table.expired(at: at(100)).isEmpty)
    }

    @Test func endedLeasesDoNotPileUp() {
        var table = LeaseTable()
        table.grant(lease(0, "kept", 1))
        for task in 1...100_000 as ClosedRange<Int64> {
            table.grant(lease(task, "a", task))
            table.release(task)
        }
        #expect(table.count == 1)
        #expect(table.dueCount < 2048)
        #expect(table.expired(at: at(1)).map(\.token) == ["kept"])
    }

    @Test func theHeapSorts() {
        var random = SplitMix64(seed: 5)
        var heap = Heap<Int>()
        let numbers = (0..<500).map { _ in Int.random(in: 0..<100, using: &random) }
        for number in numbers { heap.insert(number) }
        #expect((0..<500).compactMap { _ in heap.popFirst() } == numbers.sorted())
        #expect(heap.popFirst() == nil)
    }
}
