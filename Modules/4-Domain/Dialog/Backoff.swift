internal import Base

/// Waiting times that double from `first` to `most`, each between half and the whole of its step, so that a crowd spreads out.
public struct Backoff: Sendable {
    /// Milliseconds of the first step and of the longest.
    public let first: Int64
    /// Milliseconds of the longest step.
    public let most: Int64
    private var step = 0
    private var generator: SplitMix64

    /// `seed` differs from worker to worker.
    public init(first: Int64, most: Int64, seed: UInt64) {
        self.first = max(1, first)
        self.most = max(self.first, most)
        generator = SplitMix64(seed: seed)
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
