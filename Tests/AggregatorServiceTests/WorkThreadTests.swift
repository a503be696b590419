import Platform
import TestSupport
import Testing

@testable import AggregatorService

@Suite struct WorkThreadTests {
    struct Refused: Error {}

    @Test func worksInOrderAndEndsWithEverythingDone() throws {
        let ring = try Wakeup()
        let thread = try WorkThread<Int, Int>(name: "test", ring: ring, make: { 10 }) { base, inputs in inputs.map { $0 + base } }
        for n in 0..<100 { thread.submit([n]) }
        thread.stop()
        #expect(thread.take() == (10..<110).map { $0 })
        #expect(thread.isIdle)
        let rang = ring.drain()
        #expect(rang)
    }

    @Test func whatCannotBeMadeIsThrownToTheMaker() throws {
        let ring = try Wakeup()
        #expect(throws: Refused.self) {
            _ = try WorkThread<Int, Int>(name: "test", ring: ring, make: { () throws -> Int in throw Refused() }) { _, inputs in inputs }
        }
    }
}
