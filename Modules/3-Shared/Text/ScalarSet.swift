/// A fixed set of Unicode scalars below U+10000. What is not in a small set nearly always fails at two bits; else one bit a scalar tells.
public struct ScalarSet: Sendable {
    /// Bits of the members' low six bits, and of the six above.
    @usableFromInline let low: UInt64
    @usableFromInline let high: UInt64
    @usableFromInline let bits: [UInt64]

    /// A set of these scalars' values.
    public init(_ members: [UInt32]) {
        var bits = [UInt64](repeating: 0, count: 1024)
        var low: UInt64 = 0
        var high: UInt64 = 0
        for s in members where s < 0x10000 {
            low |= 1 << UInt64(s & 63)
            high |= 1 << UInt64(s >> 6 & 63)
            bits[Int(s >> 6)] |= 1 << UInt64(s & 63)
        }
        self.low = low
        self.high = high
        self.bits = bits
    }

    /// The characters of a text, each of one scalar.
    public init(of text: String) { self.init(text.unicodeScalars.map(\.value)) }

    /// The members of both.
    public func union(_ other: ScalarSet) -> ScalarSet {
        ScalarSet(low: low | other.low, high: high | other.high, bits: zip(bits, other.bits).map { $0 | $1 })
    }

    private init(low: UInt64, high: UInt64, bits: [UInt64]) {
        self.low = low
        self.high = high
        self.bits = bits
    }

    /// Whether a scalar's value is among the members.
    @inlinable @inline(__always)
    public func contains(_ s: UInt32) -> Bool {
        low >> UInt64(s & 63) & high >> UInt64(s >> 6 & 63) & 1 == 1 && s < 0x10000 && bits[Int(s >> 6)] >> UInt64(s & 63) & 1 == 1
    }
}
