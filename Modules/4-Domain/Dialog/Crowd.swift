public import Base

/// Who is here, among so many as may be: connections are counted while they say something.
///
/// ```
/// first word ── room? ──► here ── a minute without a word ──► its place may be taken
///                 └─ no ─► refused, and may ask again
/// ```
/// Without it a thousand connections a second, each with a question, would each be answered, and remembered.
public struct Crowd: Sendable {
    private let most: Int
    private let quiet: Int64
    private var heard: [Route: MonotonicTime] = [:]
    private var lookedAt: MonotonicTime?

    /// `most` connections at a time; one that was silent for `quietMilliseconds` gives way.
    public init(most: Int, quietMilliseconds: Int64 = 60_000) {
        self.most = max(1, most)
        quiet = max(1, quietMilliseconds)
    }

    /// A word of a connection; whether it is to be listened to.
    public mutating func admit(_ route: Route, at now: MonotonicTime) -> Bool {
        if heard[route] == nil, heard.count >= most { forgetQuiet(at: now) }
        guard heard[route] != nil || heard.count < most else { return false }
        heard[route] = now
        return true
    }

    /// Once a second at most: whoever is refused asks often.
    private mutating func forgetQuiet(at now: MonotonicTime) {
        if let lookedAt, now.milliseconds(since: lookedAt) < min(1000, quiet) { return }
        lookedAt = now
        heard = heard.filter { now.milliseconds(since: $0.value) < quiet }
    }

    /// Connections that are counted.
    public var count: Int { heard.count }
}
