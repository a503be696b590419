public import Base

/// When a peer was last heard of and last spoken to, and what follows from it. Both sides of a connection keep one.
///
/// ```
///   heard ──────────┬── heartbeat ──┬── … ──┬── lost
///                   0               1       `limit` intervals of silence
/// ```
public struct Liveness: Sendable, Equatable {
    /// Milliseconds between heartbeats; anything that is sent counts as one.
    public var interval: Int64
    /// Intervals of silence after which the peer is given up.
    public var limit: Int64
    /// When the peer was last heard of.
    public private(set) var heardAt: MonotonicTime
    /// When it was last sent something.
    public private(set) var sentAt: MonotonicTime

    /// A peer that was heard of and spoken to just now.
    public init(interval: Int64, limit: Int64, now: MonotonicTime) {
        self.interval = interval
        self.limit = limit
        heardAt = now
        sentAt = now
    }

    /// The peer said something.
    public mutating func heard(at now: MonotonicTime) { heardAt = max(heardAt, now) }

    /// The peer was sent something.
    public mutating func sent(at now: MonotonicTime) { sentAt = max(sentAt, now) }

    /// When the silence becomes too long.
    public var lostAt: MonotonicTime { heardAt.adding(milliseconds: interval * limit) }

    /// When a heartbeat is due.
    public var beatAt: MonotonicTime { sentAt.adding(milliseconds: interval) }

    /// The earlier of both.
    public var nextDeadline: MonotonicTime { min(lostAt, beatAt) }
}
