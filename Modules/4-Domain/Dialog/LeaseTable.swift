public import Base

/// A task in one worker's hands until a deadline.
public struct Lease: Sendable, Equatable {
    /// Which task.
    public var task: Int64
    /// Unlike any other lease's, also after a restart.
    public var token: String
    /// Name of the worker.
    public var worker: String
    /// When the task goes back.
    public var deadline: MonotonicTime

    /// A lease as it is granted.
    public init(task: Int64, token: String, worker: String, deadline: MonotonicTime) {
        self.task = task
        self.token = token
        self.worker = worker
        self.deadline = deadline
    }
}

/// The leases that run, at most one a task.
///
/// Deadlines are kept in a heap whose entries outlive their leases and are skipped when they come up, so granting and releasing
/// cost next to nothing; where the dead outnumber the living by far the heap is built anew.
public struct LeaseTable: Sendable {
    private struct Due: Sendable, Comparable {
        var at: MonotonicTime
        var task: Int64
        var token: String

        static func < (a: Due, b: Due) -> Bool { (a.at, a.task) < (b.at, b.task) }
    }

    private var leases: [Int64: Lease] = [:]
    private var due = Heap<Due>()

    /// No leases.
    public init() {}

    /// How many leases run.
    public var count: Int { leases.count }

    /// The lease of a task, if one runs.
    public subscript(task: Int64) -> Lease? { leases[task] }

    /// Begins a lease; one that ran for the task before is over.
    public mutating func grant(_ lease: Lease) {
        leases[lease.task] = lease
        due.insert(Due(at: lease.deadline, task: lease.task, token: lease.token))
        guard due.count > 4 * leases.count + 1024 else { return }
        due.removeAll()
        for lease in leases.values { due.insert(Due(at: lease.deadline, task: lease.task, token: lease.token)) }
    }

    /// Deadlines that are kept, those of ended leases included.
    var dueCount: Int { due.count }

    /// Ends the task's lease, if one runs.
    @discardableResult public mutating func release(_ task: Int64) -> Lease? {
        let lease = leases.removeValue(forKey: task)
        if leases.isEmpty { due.removeAll() }
        return lease
    }

    /// Ends and returns all leases whose deadline has come, earliest first.
    public mutating func expired(at now: MonotonicTime) -> [Lease] {
        var over: [Lease] = []
        while let first = due.first, first.at <= now {
            _ = due.popFirst()
            guard let lease = leases[first.task], lease.token == first.token, lease.deadline <= now else { continue }
            leases[first.task] = nil
            over.append(lease)
        }
        return over
    }

    /// The earliest deadline; may be that of a lease that has ended already.
    public var nextDeadline: MonotonicTime? { due.first?.at }
}
