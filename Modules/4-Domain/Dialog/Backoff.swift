/// A small seeded generator (SplitMix64): the same seed gives the same numbers, so that a run can be replayed.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Any seed will do.
    public init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

/// Waiting times that double from `first` to `most`, each between half and the whole of its step, so that a crowd spreads out.
public struct Backoff: Sendable {
    /// Milliseconds of the first step and of the longest.
    public let first: Int64
    public let most: Int64
    private var step = 0
    private var generator: SeededGenerator

    /// `seed` differs from worker to worker.
    public init(first: Int64, most: Int64, seed: UInt64) {
        self.first = max(1, first)
        self.most = max(self.first, most)
        generator = SeededGenerator(seed: seed)
    }

    /// The next wait in milliseconds.
    public mutating func next() -> Int64 {
        let whole = min(most, first << Int64(min(step, 20)))
        step += 1
        return whole - Int64.random(in: 0...(whole / 2), using: &generator)
    }

    /// Begins anew after a success.
    public mutating func reset() { step = 0 }
}
