public import Base

/// A client's requests under way: identifiers, and which have waited too long. Pure; the client sends and receives.
public struct Requester: Sendable {
    private let prefix: String
    private var counter = 0
    private var deadlines: [String: MonotonicTime] = [:]

    /// `prefix` differs from client to client only for people who read logs; identifiers need be unique within one connection.
    public init(prefix: String = "r") { self.prefix = prefix }

    /// A new request's identifier; its reply is awaited for so many milliseconds.
    public mutating func begin(at now: MonotonicTime, timeout milliseconds: Int64) -> String {
        counter += 1
        let id = "\(prefix)\(counter)"
        deadlines[id] = now.adding(milliseconds: milliseconds)
        return id
    }

    /// Whether this reply was awaited; from now on it is not.
    public mutating func end(_ id: String) -> Bool { deadlines.removeValue(forKey: id) != nil }

    /// Requests whose time is over, in their order; they are awaited no longer.
    public mutating func expired(at now: MonotonicTime) -> [String] {
        let over = deadlines.filter { $0.value <= now }.keys.sorted { ($0.count, $0) < ($1.count, $1) }
        for id in over { deadlines[id] = nil }
        return over
    }

    /// When `expired` has something to tell at the earliest.
    public var nextDeadline: MonotonicTime? { deadlines.values.min() }
}
