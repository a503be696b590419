public import Protocol
internal import SQLite

/// Who owns a job, how urgent it is, and when its documents have their turns.
///
/// ```
/// turns of one priority:   A0 A1 A2 A3 B3 A4 B4 A5 B5 B6      B came when A2 was the first that still waited
/// ```
/// Where nothing waits any more, counting begins anew (a new lap). A job's next document has the job's next turn; never before the first that waits (a job that paused has saved nothing up), never
/// more than one behind the last (nobody there to wait for).
extension LedgerGroup {
    /// A job's turns, as they are given out.
    struct JobTurns {
        let job: Int64
        let priority: JobPriority
        private(set) var upcoming: Int64

        init(job: Int64, priority: JobPriority, upcoming: Int64) {
            self.job = job
            self.priority = priority
            self.upcoming = upcoming
        }

        /// The next turn.
        mutating func next() -> Int64 {
            defer { upcoming += 1 }
            return upcoming
        }
    }

    /// The job's turns from now on.
    func turns(of job: Int64) throws -> JobTurns {
        let row = try statements.jobOrder.first(.int(job)) { (JobPriority(number: $0.int(0)), Int64($0.count(1))) }
        guard let (priority, own) = row else { throw LedgerError(.noJob, "\(job)") }
        guard let open = try openTurns(priority) else {
            ledger.laps.emptied(priority)
            _ = ledger.laps.enter(job, priority)
            return JobTurns(job: job, priority: priority, upcoming: 0)
        }
        guard ledger.laps.enter(job, priority) else { return JobTurns(job: job, priority: priority, upcoming: open.lowerBound) }
        return JobTurns(job: job, priority: priority, upcoming: max(open.lowerBound, min(own, open.upperBound + 1)))
    }

    /// Writes down where the job's turns go on.
    func save(_ turns: JobTurns) throws { try statements.setJobTurn.run(.int(turns.job), .int(turns.upcoming)) }

    /// The first and the last turn that waits or is in work at a priority; nil when none is.
    func openTurns(_ priority: JobPriority) throws -> ClosedRange<Int64>? {
        var range: ClosedRange<Int64>?
        for stage in Stage.allCases {
            let key: (SQLiteValue, SQLiteValue) = (.int(stage.number), .int(priority.number))
            guard let low = try statements.firstTurn.first(key.0, key.1, read: { $0.optionalInt64(0) }) ?? nil,
                let high = try statements.lastTurn.first(key.0, key.1, read: { $0.optionalInt64(0) }) ?? nil
            else { continue }
            let bounds = min(max(0, low), Int64(WireLimits.count))...min(max(0, low, high), Int64(WireLimits.count))
            range = range.map { min($0.lowerBound, bounds.lowerBound)...max($0.upperBound, bounds.upperBound) } ?? bounds
        }
        return range
    }

    /// A document that waits already is wanted by a more urgent job, too.
    func raise(_ document: Int64, to priority: JobPriority, turn: Int64) throws {
        let ids = TaskID.all(of: document)
        try statements.raiseTasksOf.run(.int(ids.lowerBound), .int(ids.upperBound), .int(priority.number), .int(turn))
        if connection.changes > 0 { reordered = true }
    }

    /// Changes the priority of all that the job still has to do. A document that another job wants more urgently keeps that job's.
    public func prioritize(_ job: Int64, _ priority: JobPriority) throws(LedgerError) {
        try operation {
            _ = try currentStatus(job)
            try statements.setJobPriority.run(.int(job), .int(priority.number))
            touch(job)
            var turns = try turns(of: job)
            for id in try statements.unfinishedOfJob.all(.int(job), read: { $0.int64(0) }) {
                let wanted = try statements.wantedPriority.first(.int(id)) { JobPriority(number: $0.int(0)) } ?? priority
                let ids = TaskID.all(of: id)
                try statements.orderTasksOf.run(.int(ids.lowerBound), .int(ids.upperBound), .int(wanted.number), .int(turns.next()))
                if connection.changes > 0 { reordered = true }
            }
            try save(turns)
        }
    }

    /// Whether waiting tasks changed their places in this group; told once.
    public func takeReordered() -> Bool {
        defer { reordered = false }
        return reordered
    }

    /// Throws `notOwner` where another key opened the job, `noJob` where there is none.
    public func checkOwner(of job: Int64, _ owner: String) throws(LedgerError) {
        try operation {
            guard let found = try statements.jobOrder.first(.int(job), read: { $0.text(2) }) else { throw LedgerError(.noJob, "\(job)") }
            guard found == owner else { throw LedgerError(.notOwner, "\(job)") }
        }
    }
}

/// How often the queue of each priority ran empty, and when each job last had a turn: turns of an earlier lap mean nothing. In memory
/// only; after a restart jobs go on with the turns on disk.
struct TurnLaps {
    private var laps: [JobPriority: Int] = [:]
    private var jobs: [Int64: Int] = [:]

    /// Nothing waits at the priority.
    mutating func emptied(_ priority: JobPriority) { laps[priority, default: 0] += 1 }

    /// The job takes turns; false when those that it had are of an earlier lap.
    mutating func enter(_ job: Int64, _ priority: JobPriority) -> Bool {
        let lap = laps[priority] ?? 0
        if jobs.count > 10_000 { jobs.removeAll() }
        let known = jobs.updateValue(lap, forKey: job)
        return known == nil || known == lap
    }
}
