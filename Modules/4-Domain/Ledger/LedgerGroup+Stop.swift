internal import Protocol
internal import SQLite

/// Jobs are given up and taken up again.
///
/// ```
///            cancel: no other live job wants it
/// waiting ─────────────────────────────────────► cancelled ─┐
///    ▲ └── a task died, none open ──► failed ───────────────┤ retry, replay, or submitted again (cancelled only)
///    └──────────────────────────────────────────────────────┘
/// ```
/// A job that is cancelled gives its unfinished documents up, and counts them as cancelled from then on, even where another job still
/// wants them and they go on. That is done in slices, so that other work goes on beside it; the job is cancelled from the first one on,
/// and takes no more documents.
extension LedgerGroup {
    /// Gives up the job's unfinished documents. Returns the tasks that were stopped, leased ones too: their results will be late.
    /// A job that is done or cancelled stays as it is.
    public func cancelJob(_ job: Int64) throws(LedgerError) -> [Int64] {
        var stopped: [Int64] = []
        guard try markCancelled(job) else { return stopped }
        var next: Int64? = 0
        while let from = next {
            let slice = try giveUp(job, from: from, limit: Self.cancelSlice)
            stopped += slice.stopped
            next = slice.next
        }
        return stopped
    }

    /// Documents that one slice of a cancellation gives up.
    public static let cancelSlice = 1000

    /// The job is cancelled; its documents are given up by `giveUp`, slice by slice. False where it is done or cancelled already.
    public func markCancelled(_ job: Int64) throws(LedgerError) -> Bool {
        try operation {
            let status = try currentStatus(job)
            guard status.state == .open || status.state == .running else { return false }
            try statements.setJobState.run(.int(job), .int(JobState.cancelled.rawValue), .int(at))
            touch(job)
            return true
        }
    }

    /// Gives up `limit` of a cancelled job's unfinished documents, from a position within the job on. Returns the tasks that were stopped,
    /// and where the next slice begins; nil when this was the last. Nothing for a job that is not cancelled (any more).
    public func giveUp(_ job: Int64, from: Int64, limit: Int) throws(LedgerError) -> (stopped: [Int64], next: Int64?) {
        try operation {
            guard try currentStatus(job).state == .cancelled else { return ([], nil) }
            let rows = try statements.unfinishedOfJobFrom.all(.int(job), .int(from), .int(limit)) { ($0.int64(0), $0.int64(1)) }
            var stopped: [Int64] = []
            for (_, id) in rows {
                try statements.setGivenUp.run(.int(job), .int(id), .int(1))
                // the same document again, at a later position of the slice
                guard connection.changes > 0 else { continue }
                let count = connection.changes
                add(to: job) { $0.cancelled += count }
                let wanted = try statements.isWanted.first(.int(id)) { _ in true } ?? false
                if !wanted { stopped += try stopOpen(id) }
            }
            return (stopped, rows.count == limit ? rows.last.map { $0.0 + 1 } : nil)
        }
    }

    private func stopOpen(_ id: Int64) throws -> [Int64] {
        let ids = TaskID.all(of: id)
        let open = try statements.openTasksOf.all(.int(ids.lowerBound), .int(ids.upperBound)) { (TaskID(raw: $0.int64(0)), $0.int(1) != 0) }
        for (task, leased) in open {
            if leased { try dropLease(task) }
            try statements.endTask.run(.int(task.raw), .int(TaskState.cancelled.rawValue))
            count(task, from: .open, to: .cancelled)
        }
        let before = try document(id)
        var after = before
        after.open -= open.count
        after.cancelled += open.count
        try update(before, to: after)
        return open.map(\.0.raw)
    }

    /// Tries the job's dead and cancelled tasks anew, without a stain; how many. They stand anywhere in the order of `Ledger.ready`:
    /// whoever reads that by cursor begins anew. A cancelled job runs again.
    public func retryJob(_ job: Int64) throws(LedgerError) -> Int {
        try operation {
            let status = try currentStatus(job)
            if status.state == .cancelled { try statements.setJobState.run(.int(job), .int(JobState.closed.rawValue), .null) }
            touch(job)
            var turns = try turns(of: job)
            var tasks = 0
            for (id, givenUp) in try statements.retriableOfJob.all(.int(job), read: { ($0.int64(0), $0.int(1)) }) {
                let row = try document(id)
                if givenUp > 0 {
                    try statements.setGivenUp.run(.int(job), .int(id), .int(0))
                    add(to: job) { delta in
                        delta.cancelled -= givenUp
                        delta.add(givenUp, row.state)
                        if row.isFinished {
                            delta.reports += row.reports
                            delta.observations += row.observations
                        }
                    }
                }
                if row.state == .failed || row.state == .cancelled {
                    tasks += try reopenStopped(row, turns.priority, turn: turns.next()).tasks
                }
            }
            try save(turns)
            return tasks
        }
    }

    /// Opens a document's dead and cancelled tasks again, at a new place in the queue.
    func reopenStopped(_ before: DocumentRow, _ priority: JobPriority, turn: Int64) throws -> (document: DocumentRow, tasks: Int) {
        let ids = TaskID.all(of: before.id)
        let stopped = try statements.stoppedTasksOf.all(.int(ids.lowerBound), .int(ids.upperBound)) {
            (TaskID(raw: $0.int64(0)), TaskState(rawValue: $0.int(1)) ?? .dead)
        }
        for (task, state) in stopped {
            try statements.reopenTask.run(.int(task.raw), .int(priority.number), .int(turn))
            count(task, from: state, to: .open)
        }
        var after = before
        after.open += stopped.count
        after.dead = 0
        after.cancelled = 0
        try update(before, to: after)
        after.state = after.resultingState
        return (after, stopped.count)
    }

    /// Tries one dead letter anew, without a stain. Throws `noTask` where there is none of that number.
    public func replay(_ task: Int64) throws(LedgerError) -> WaitingTask {
        try operation {
            guard let row = try self.task(task), row.state == .dead else { throw LedgerError(.noTask, "\(task)") }
            let turn = try openTurns(row.priority)?.lowerBound ?? 0
            try statements.reopenTask.run(.int(task), .int(row.priority.number), .int(turn))
            count(row.id, from: .dead, to: .open)
            let before = try document(row.id.document)
            var after = before
            after.open += 1
            after.dead -= 1
            try update(before, to: after)
            guard let ready = try statements.readyTask.first(.int(task), read: { ReadyRow.task($0) }) else {
                throw LedgerError(.corrupt, path: ledger.path, "a task that cannot be opened again")
            }
            return ready
        }
    }
}
