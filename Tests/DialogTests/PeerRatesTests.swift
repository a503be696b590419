import Base
import Testing

@testable import Dialog

@Suite struct PeerRatesTests {
    @Test func aBucketFillsAndOverflows() {
        var rates = PeerRates(perSecond: 10, burst: 5)
        let verdicts = (0..<8).map { _ in rates.admit(Route([1]), at: at(0)) }
        #expect(verdicts == [.pass, .pass, .pass, .pass, .pass, .tell, .drop, .drop])
        #expect(rates.admit(Route([2]), at: at(0)) == .pass, "another peer has its own")
        #expect(rates.admit(Route([1]), at: at(100)) == .pass && rates.admit(Route([1]), at: at(100)) == .drop)
        #expect(rates.admit(Route([1]), at: at(1000)) == .pass)
        for _ in 0..<4 { _ = rates.admit(Route([1]), at: at(1000)) }
        #expect(rates.admit(Route([1]), at: at(1050)) == .tell, "told once a second")
    }

    @Test func whoKeepsToTheRateIsNeverStopped() {
        var rates = PeerRates(perSecond: 1000, burst: 2)
        for millisecond in 0..<5000 { #expect(rates.admit(Route([1]), at: at(Int64(millisecond))) == .pass) }
    }

    @Test func aThousandNamesTakeNoMemory() {
        var rates = PeerRates(perSecond: 1, burst: 5, most: 100)
        for number in 0..<10_000 {
            _ = rates.admit(Route([UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]), at: at(Int64(number % 7)))
            #expect(rates.count <= 101)
        }
    }
}
