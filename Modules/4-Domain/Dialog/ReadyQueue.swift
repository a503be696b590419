/// Tasks of one stage that wait in memory: a window on the ledger's ready tasks, which may be many more.
///
/// ```
///   ledger:  … ready tasks in the order of their numbers …………………………………………
///            │◄─ loaded: returned + suspects + fresh ─►│ cursor │◄─ `more` beyond? ─►
/// ```
/// A number may stand in a queue after its task has gone elsewhere; whoever takes it asks whether the task is still ready.
struct ReadyQueue: Sendable {
    /// In the order of the ledger.
    private var fresh: [Int64] = []
    private var head = 0
    /// Came back from a lease: before all others.
    private(set) var returned: [Int64] = []
    /// To be handed out alone.
    private(set) var suspects: [Int64] = []
    /// Tasks in the queues that are truly ready.
    var count = 0
    /// Number of the last task that was loaded.
    private(set) var cursor: Int64 = 0
    /// The ledger may hold more beyond the cursor.
    private(set) var more = true
    private(set) var loading = false
    /// Tasks were left to the ledger while a load was under way, which may not have seen them.
    private var leftMeanwhile = false
    private var lowered = false

    /// A task that was loaded.
    mutating func appendFresh(_ task: Int64) { fresh.append(task) }

    /// A new task while the window reaches to the end of the ledger.
    mutating func appendNewest(_ task: Int64) {
        fresh.append(task)
        cursor = max(cursor, task)
    }

    mutating func appendReturned(_ task: Int64) { returned.append(task) }
    mutating func appendSuspect(_ task: Int64) { suspects.append(task) }

    /// Leaves the task to the ledger: it will be loaded when its turn comes.
    mutating func leave(_ task: Int64) {
        more = true
        if loading { leftMeanwhile = true }
        if task <= cursor {
            cursor = task == .min ? .min : task - 1
            if loading { lowered = true }
        }
    }

    /// Tasks became ready that nobody named: behind all others, or anywhere.
    mutating func ledgerHasMore(anywhere: Bool) { leave(anywhere ? 0 : Int64.max) }

    /// The next fresh number.
    mutating func popFresh() -> Int64? {
        guard head < fresh.count else { return nil }
        let task = fresh[head]
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
    mutating func wantsLoad(below low: Int) -> Int64? {
        guard more, !loading, count < low else { return nil }
        loading = true
        return cursor
    }

    /// A load has come. `last` is the highest number it held.
    mutating func endLoad(last: Int64?, more: Bool) {
        loading = false
        self.more = more || leftMeanwhile
        if let last, !lowered { cursor = max(cursor, last) }
        leftMeanwhile = false
        lowered = false
    }
}
