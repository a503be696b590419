import Glibc

/// A point on the machine's monotonic clock, in nanoseconds since an arbitrary start. State machines take it as an argument.
public struct MonotonicTime: Comparable, Hashable, Sendable {
    /// Nanoseconds since the arbitrary start.
    public var nanoseconds: Int64

    /// A point, for tests and state machines.
    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// The clock now. Wall-clock jumps do not change it.
    public static func now() -> MonotonicTime {
        var t = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &t)
        return MonotonicTime(nanoseconds: Int64(t.tv_sec) * 1_000_000_000 + Int64(t.tv_nsec))
    }

    /// Whether `a` comes before `b`.
    public static func < (a: MonotonicTime, b: MonotonicTime) -> Bool { a.nanoseconds < b.nanoseconds }

    /// This point, later by a number of milliseconds (saturating).
    public func adding(milliseconds: Int64) -> MonotonicTime {
        let (delta, over) = milliseconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, over2) = nanoseconds.addingReportingOverflow(delta)
        return MonotonicTime(nanoseconds: over || over2 ? .max : sum)
    }

    /// Milliseconds from `earlier` to this point; negative when `earlier` is later.
    public func milliseconds(since earlier: MonotonicTime) -> Int64 { (nanoseconds - earlier.nanoseconds) / 1_000_000 }
}

/// The wall clock, for people and records only: never for deadlines.
public enum WallClock {
    /// Milliseconds since 1970-01-01 UTC.
    public static func milliseconds() -> Int64 {
        var t = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &t)
        return Int64(t.tv_sec) * 1000 + Int64(t.tv_nsec) / 1_000_000
    }
}
