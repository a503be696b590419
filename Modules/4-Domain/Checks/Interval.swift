/// The numbers that a figure may stand for, both ends included.
struct Interval: Equatable {
    var low: Double
    var high: Double

    init(_ low: Double, _ high: Double) {
        self.low = min(low, high)
        self.high = max(low, high)
    }

    /// Whether one number may be meant by both; what binary fractions lose is forgiven.
    func meets(_ other: Interval) -> Bool {
        let slack = 1e-9 * max(1, abs(low), abs(high), abs(other.low), abs(other.high))
        return low <= other.high + slack && other.low <= high + slack
    }

    /// Whether every number of this one is above every number of the other.
    func isAbove(_ other: Interval) -> Bool { !meets(other) && low > other.high }

    static func + (a: Interval, b: Interval) -> Interval { Interval(a.low + b.low, a.high + b.high) }
    static func - (a: Interval, b: Interval) -> Interval { Interval(a.low - b.high, a.high - b.low) }
    static func * (a: Interval, factor: Double) -> Interval { Interval(a.low * factor, a.high * factor) }

    /// The quotient of positive numbers; nil where the divisor may be zero.
    func divided(by other: Interval) -> Interval? {
        guard other.low > 0, low >= 0 else { return nil }
        return Interval(low / other.high, high / other.low)
    }
}
