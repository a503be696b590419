internal import Protocol

/// The waiting tasks of one stage, by priority, and whose turn it is among the priorities.
///
/// Stride scheduling: a task taken from a lane moves the lane's pass on by its stride, and the lane with the lowest pass is next. With
/// strides of 1, 8 and 64, of 73 tasks 64 are high, 8 normal and 1 low while all wait; a lane that was empty has saved nothing up.
struct StageQueue: Sendable {
    private var lanes = InlineArray<3, ReadyQueue>(repeating: ReadyQueue())
    private var passes = InlineArray<3, Int>(repeating: 0)
    private var clock = 0
    private static let strides: InlineArray<3, Int> = [1, 8, 64]

    private static func index(_ priority: JobPriority) -> Int {
        switch priority {
        case .high: 0
        case .normal: 1
        case .low: 2
        }
    }

    /// One lane.
    subscript(priority: JobPriority) -> ReadyQueue {
        get { lanes[Self.index(priority)] }
        _modify { yield &lanes[Self.index(priority)] }
    }

    /// Tasks that are truly ready, of all lanes.
    var count: Int { lanes[0].count + lanes[1].count + lanes[2].count }

    /// Numbers of suspects, of all lanes.
    var suspectCount: Int { lanes[0].suspects.count + lanes[1].suspects.count + lanes[2].suspects.count }

    /// The suspect that waits longest in the most urgent lane.
    var firstSuspect: Int64? { lanes[0].suspects.first ?? lanes[1].suspects.first ?? lanes[2].suspects.first }

    /// The next fresh number, and its lane.
    mutating func popFresh() -> Int64? {
        var best: Int?
        for index in lanes.indices {
            if lanes[index].freshCount == 0 {
                passes[index] = max(passes[index], clock)
            } else if best.map({ passes[index] < passes[$0] }) ?? true {
                best = index
            }
        }
        guard let best else { return nil }
        clock = max(clock, passes[best])
        passes[best] += Self.strides[best]
        return lanes[best].popFresh()
    }

    /// Takes out those returned tasks that `body` accepts, the most urgent lane first; `stop` ends a lane and all behind it.
    mutating func takeReturned(_ body: (Int64) -> ReadyQueue.Verdict) {
        var stopped = false
        for index in lanes.indices where !stopped {
            lanes[index].takeReturned { task in
                let verdict = body(task)
                stopped = verdict == .stop
                return verdict
            }
        }
    }

    /// The same among the suspects.
    mutating func takeSuspects(_ body: (Int64) -> ReadyQueue.Verdict) {
        var stopped = false
        for index in lanes.indices where !stopped {
            lanes[index].takeSuspects { task in
                let verdict = body(task)
                stopped = verdict == .stop
                return verdict
            }
        }
    }
}
