internal import Protocol
internal import SQLite

/// Tasks are handed out, come back, fail.
///
/// ```
///        lease             recordIngest, recordExtraction
/// open ───────► leased ───────────────────────────────────► done
///  ▲  ◄─release──┤ │  └──── bury ────► dead      (bury and record also from open: the result counts, whoever delivers it)
///  └────blame────┘ └───── cancel ────► cancelled
/// ```
extension LedgerGroup {
    /// Writes down that a worker holds the task under a token; which attempt it is, from 1. Nil when the task has ended. A lease that
    /// stands is replaced.
    public func lease(_ task: Int64, token: String, worker: String) throws(LedgerError) -> Int? {
        try operation {
            guard let row = try self.task(task), row.state == .open else { return nil }
            let attempt = row.attempts + 1
            try statements.insertLease.run(.int(task), .text(token), .text(worker), .int(attempt), .int(at))
            if !row.isLeased { counters[row.id.stage].leased += 1 }
            return attempt
        }
    }

    /// Takes the lease off; nobody is to blame. False when the task has ended.
    @discardableResult
    public func release(_ task: Int64) throws(LedgerError) -> Bool {
        try operation {
            guard let row = try takeOpen(task) else { return false }
            counters.totals[row.id.stage].retries += 1
            return true
        }
    }

    /// Takes the lease off and writes the failed attempt down; how many there are now. Nil when the task has ended.
    /// `crashed`: the worker was lost over it.
    public func blame(_ task: Int64, crashed: Bool, code: String, message: String) throws(LedgerError) -> Int? {
        try operation {
            guard let row = try takeOpen(task) else { return nil }
            try statements.blameTask.run(.int(task), .int(crashed ? 1 : 0), .text(code), .text(clipped(message)))
            counters.totals[row.id.stage].retries += 1
            return row.attempts + 1
        }
    }

    /// Gives the task up as a dead letter, with its reason; the attempt that led there is counted. False when it has ended before.
    @discardableResult
    public func bury(_ task: Int64, code: String, message: String) throws(LedgerError) -> Bool {
        try operation {
            guard let row = try takeOpen(task) else { return false }
            try statements.killTask.run(.int(task), .text(code), .text(clipped(message)), .int(at))
            count(row.id, from: .open, to: .dead)
            counters.totals[row.id.stage].failed += 1
            let before = try document(row.id.document)
            var after = before
            after.open -= 1
            after.dead += 1
            try update(before, to: after)
            return true
        }
    }

    /// A worker's words, kept to a length that a page can hold.
    private func clipped(_ text: String) -> String { text.utf8.count <= 2000 ? text : String(text.prefix(500)) + "…" }
}
