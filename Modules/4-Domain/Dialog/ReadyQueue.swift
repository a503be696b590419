internal import Protocol

/// Tasks of one lane that wait in memory: a window on the ledger's ready tasks, which may be many more.
///
/// ```
///   ledger:  … ready tasks of the lane in the order of their places ……………………………
///            │◄─ loaded: returned + suspects + fresh ─►│ cursor │◄─ `more` beyond? ─►
/// ```
/// Every ready task up to the cursor is in the window: one that comes with an earlier place is let in, and the last ones give way.
/// A number may stand in a queue after its task has gone elsewhere; whoever takes it asks whether the task is still ready.
struct ReadyQueue: Sendable {
    /// By place.
    private var fresh: [QueuePlace] = []
    private var head = 0
    /// Came back from a lease: before all others.
    private(set) var returned: [Int64] = []
    /// To be handed out alone.
    private(set) var suspects: [Int64] = []
    /// Tasks in the queues that are truly ready.
    var count = 0
    /// The last place that was loaded.
    private(set) var cursor = QueuePlace.first
    /// The ledger may hold more beyond the cursor.
    private(set) var more = true
    private(set) var loading = false
    /// Tasks were left to the ledger while a load was under way, which may not have seen them.
    private var leftMeanwhile = false
    private var lowered = false

    /// How many stand in the window's order.
    var freshCount: Int { fresh.count - head }

    /// A task that was loaded.
    mutating func insert(_ place: QueuePlace) {
        var low = head
        var high = fresh.count
        if high == low || fresh[high - 1] <= place { return fresh.append(place) }
        while low < high {
            let middle = (low + high) / 2
            if fresh[middle] <= place { low = middle + 1 } else { high = middle }
        }
        fresh.insert(place, at: low)
    }

    /// A task that just became ready: true when it belongs into the window and was put there, false when it is left to the ledger.
    mutating func admit(_ place: QueuePlace) -> Bool {
        guard !more || place <= cursor else {
            leave(place)
            return false
        }
        insert(place)
        cursor = max(cursor, place)
        return true
    }

    /// Makes the window as short as `limit` again: its last tasks, which go back to the ledger.
    mutating func giveWay(beyond limit: Int) -> [Int64] {
        guard freshCount > limit, limit > 0 else { return [] }
        let last = fresh[(head + limit)...].map(\.task)
        fresh.removeLast(last.count)
        cursor = fresh[fresh.count - 1]
        more = true
        if loading { lowered = true }
        return last
    }

    /// Gives the whole window back to the ledger: places have changed.
    mutating func reset() -> [Int64] {
        defer {
            fresh = []
            head = 0
            leave(.first)
        }
        return fresh[head...].map(\.task)
    }

    mutating func appendReturned(_ task: Int64) { returned.append(task) }
    mutating func appendSuspect(_ task: Int64) { suspects.append(task) }

    /// Leaves the task to the ledger: it will be loaded when its turn comes.
    private mutating func leave(_ place: QueuePlace) {
        more = true
        if loading { leftMeanwhile = true }
        if place <= cursor {
            cursor = place == .first ? .first : QueuePlace(turn: place.turn, task: place.task &- 1)
            if loading { lowered = true }
        }
    }

    /// Tasks became ready that nobody named: behind all others, or anywhere.
    mutating func ledgerHasMore(anywhere: Bool) { leave(anywhere ? .first : .last) }

    /// The next fresh number.
    mutating func popFresh() -> Int64? {
        guard head < fresh.count else { return nil }
        let task = fresh[head].task
        head += 1
        if head == fresh.count || head > 4096 {
            fresh.removeFirst(head)
            head = 0
        }
        return task
    }

    /// Takes out those returned tasks that `body` accepts, in order, until it says stop.
    mutating func takeReturned(_ body: (Int64) -> Verdict) {
        guard !returned.isEmpty else { return }
        ReadyQueue.take(&returned, body)
    }

    /// The same among the suspects.
    mutating func takeSuspects(_ body: (Int64) -> Verdict) {
        guard !suspects.isEmpty else { return }
        ReadyQueue.take(&suspects, body)
    }

    enum Verdict { case take, keep, stop }

    private static func take(_ list: inout [Int64], _ body: (Int64) -> Verdict) {
        var kept: [Int64] = []
        for (index, task) in list.enumerated() {
            switch body(task) {
            case .take: continue
            case .keep: kept.append(task)
            case .stop:
                list = kept + list[index...]
                return
            }
        }
        list = kept
    }

    /// Where the next load begins, if one is called for.
    mutating func wantsLoad(below low: Int) -> QueuePlace? {
        guard more, !loading, count < low else { return nil }
        loading = true
        return cursor
    }

    /// A load has come. `last` is the last place that it held.
    mutating func endLoad(last: QueuePlace?, more: Bool) {
        loading = false
        self.more = more || leftMeanwhile
        if let last, !lowered { cursor = max(cursor, last) }
        leftMeanwhile = false
        lowered = false
    }
}
