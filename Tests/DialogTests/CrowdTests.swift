import Base
import Testing

@testable import Dialog

@Suite struct CrowdTests {
    private func time(_ milliseconds: Int64) -> MonotonicTime { MonotonicTime(nanoseconds: milliseconds * 1_000_000) }

    @Test func soManyAsMayBeAndTheQuietGiveWay() {
        var crowd = Crowd(most: 3, quietMilliseconds: 10_000)
        func says(_ peer: UInt8, at milliseconds: Int64) -> Bool { crowd.admit(Route([peer]), at: time(milliseconds)) }
        for peer in 1...3 { #expect(says(UInt8(peer), at: 0)) }
        #expect(!says(4, at: 5000))
        #expect(says(1, at: 6000), "whoever is here goes on")
        #expect(says(4, at: 10_500), "two of them said nothing for ten seconds")
        #expect(crowd.count == 2)
        #expect(says(5, at: 10_600))
        #expect(!says(6, at: 10_700))
    }

    @Test func aFloodOfNewcomersTakesNoMoreMemory() {
        var crowd = Crowd(most: 100)
        var refused = 0
        for peer in 0..<10_000 where !crowd.admit(Route([UInt8(peer & 255), UInt8(peer >> 8)]), at: time(Int64(peer / 10))) { refused += 1 }
        #expect(crowd.count == 100 && refused == 9900)
    }
}
