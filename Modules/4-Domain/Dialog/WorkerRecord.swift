package import Base
internal import Protocol

/// What the dispatcher knows of one worker that is here.
struct WorkerRecord: Sendable {
    /// A task that takes up room in the worker.
    struct Holding: Sendable {
        var token: String
        /// Its lease is over, though the worker may still be at it: room taken, nothing at stake.
        var revoked = false
        /// Its result is on its way to the disk.
        var settling = false
    }

    var hello: Hello
    var route: Route
    var liveness: Liveness
    var holdings: [Int64: Holding] = [:]
    var draining = false
    /// Holds a suspect and gets nothing else.
    var quarantined = false
    /// Is being emptied for a suspect.
    var reserved = false
    var finished = 0
    var rate = Rate()
    /// Heartbeats in a row in which it said to hold nothing while it should.
    var emptyBeats = 0
    var lastGrant: MonotonicTime

    init(hello: Hello, route: Route, liveness: Liveness, now: MonotonicTime) {
        self.hello = hello
        self.route = route
        self.liveness = liveness
        lastGrant = now
    }

    /// There is room again where the task was.
    mutating func drop(_ task: Int64, finished: Bool, _ now: MonotonicTime) {
        holdings[task] = nil
        if holdings.isEmpty { quarantined = false }
        guard finished else { return }
        self.finished += 1
        rate.add(1, at: now)
    }

    var name: String { hello.worker }
    var credit: Int { max(0, hello.capacity - holdings.count) }
    var takesTasks: Bool { !draining && !quarantined && !reserved && credit > 0 }
    var state: String { draining ? "draining" : holdings.isEmpty ? "idle" : "working" }
}

/// How many a second, over the last ten whole seconds.
package struct Rate: Sendable {
    private var counts = InlineArray<11, Int>(repeating: 0)
    private var second: Int64 = 0

    /// Nothing yet.
    package init() {}

    /// So many more.
    package mutating func add(_ n: Int, at now: MonotonicTime) {
        advance(to: now)
        counts[Int(second % 11)] += n
    }

    /// The mean of the last ten whole seconds.
    package mutating func perSecond(at now: MonotonicTime) -> Double {
        advance(to: now)
        var sum = 0
        for index in counts.indices where index != Int(second % 11) { sum += counts[index] }
        return Double(sum) / 10
    }

    private mutating func advance(to now: MonotonicTime) {
        let target = max(0, now.nanoseconds / 1_000_000_000)
        guard target > second else { return }
        if target - second >= 11 {
            counts = InlineArray(repeating: 0)
        } else {
            for s in (second + 1)...target { counts[Int(s % 11)] = 0 }
        }
        second = target
    }
}
