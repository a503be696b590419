public import Protocol
internal import SQLite

// What was done in which minute, so that rates and counts go on after a restart.
//
//   counters (one row)     running totals; written with every group that changes them, in the write that was due anyway
//   history (a row a minute)   the same totals as they stood at the end of a minute in which something happened
//
//   group at 10:00:01 ─► row 10:00      group at 10:00:03 ─► nothing, the counters know       group at 10:01:07 ─► 10:00 again, then 10:01
//
// A row is written when its minute begins to see work, at most every five seconds while it goes on, and once more by the first group of
// a later minute. What the last row does not know the counters do: nothing is lost by kill -9, and an idle ledger writes nothing.

/// Tables and columns of the history.
enum LedgerHistory {
    /// Minutes that are kept.
    static let minutes: Int64 = 7 * 24 * 60
    /// Milliseconds between two writes of one minute's row.
    static let interval: Int64 = 5000

    private static let names = [
        "documents_ended", "documents_failed", "ingest_finished", "ingest_failed", "ingest_retries", "ingest_late",
        "extraction_finished", "extraction_failed", "extraction_retries", "extraction_late",
    ]
    static let width = names.count
    static let columns = names.joined(separator: ", ")
    static let marks = names.map { _ in "?" }.joined(separator: ",")

    /// An older ledger's totals begin with what it holds. The first row is what differences are taken from.
    static let tables =
        names.map { "ALTER TABLE counters ADD COLUMN \($0) INTEGER NOT NULL DEFAULT 0;\n" }.joined() + """
            UPDATE counters SET ingest_finished = ingest_done, extraction_finished = extraction_done,
                ingest_failed = ingest_dead, extraction_failed = extraction_dead,
                documents_ended = (SELECT count(*) FROM documents WHERE state IN (1, 2)),
                documents_failed = (SELECT count(*) FROM documents WHERE state = 2);
            CREATE TABLE history(minute INTEGER PRIMARY KEY, \(names.map { $0 + " INTEGER NOT NULL" }.joined(separator: ", ")));
            INSERT INTO history SELECT strftime('%s', 'now') / 60 - 1, \(columns) FROM counters;
            """

    /// From `columns` of a row, the first of which stands at `from`.
    static func totals(_ row: SQLiteStatement, from: Int32) -> WorkTotals {
        var totals = WorkTotals()
        totals.documents = row.int(from)
        totals.failedDocuments = row.int(from + 1)
        totals.ingest = StageTotals(
            finished: row.int(from + 2), failed: row.int(from + 3), retries: row.int(from + 4), late: row.int(from + 5))
        totals.extraction = StageTotals(
            finished: row.int(from + 6), failed: row.int(from + 7), retries: row.int(from + 8), late: row.int(from + 9))
        return totals
    }

    /// As `columns`.
    static func values(_ totals: WorkTotals) -> [SQLiteValue] {
        [totals.documents, totals.failedDocuments].map { SQLiteValue.int($0) } + [totals.ingest, totals.extraction].flatMap { stage -> [SQLiteValue] in
            [.int(stage.finished), .int(stage.failed), .int(stage.retries), .int(stage.late)]
        }
    }
}

/// Which minute's row is due.
struct HistoryClock {
    /// The last minute in which something happened; nil before the first.
    var minute: Int64?
    /// When its row was written, milliseconds since 1970.
    var writtenAt: Int64 = 0
    /// Whether something happened since.
    var behind = false
}

extension LedgerGroup {
    /// Writes what is due; part of the group's end.
    func keepHistory() throws {
        let minute = at / 60_000
        if history.behind, let last = history.minute, last != minute {
            try put(last, ledger.counters.totals)
            history.behind = false
        }
        guard counters.totals != ledger.counters.totals else { return }
        // a wall clock that was set back starts its minute anew
        let due = history.minute != minute || at - history.writtenAt >= LedgerHistory.interval || at < history.writtenAt
        if due {
            if history.minute != minute {
                try statements.trimHistory.run(.int(minute - LedgerHistory.minutes), .int(minute))
                // what the difference is taken from, however long ago the last work was
                try put(minute - 1, ledger.counters.totals)
            }
            try put(minute, counters.totals)
            history.writtenAt = at
        }
        history.behind = !due
        history.minute = minute
    }

    private func put(_ minute: Int64, _ totals: WorkTotals) throws {
        try statements.putHistory.run(values: [.int(minute)] + LedgerHistory.values(totals))
    }
}

extension LedgerReader {
    /// What was ever done.
    public func totals() throws(LedgerError) -> WorkTotals { try counters().totals }

    /// What was done in each of the minutes from `since` on (minutes since 1970) in which anything was, in order.
    public func history(since: Int64) throws(LedgerError) -> [HistoryMinute] {
        try reading {
            let before = try statements.historyBefore.first(.int(since)) { LedgerHistory.totals($0, from: 1) }
            var rows = try statements.historySince.all(.int(since)) { (minute: $0.int64(0), totals: LedgerHistory.totals($0, from: 1)) }
            if let last = rows.indices.last { rows[last].totals = try currentCounters().totals }
            var past = before ?? rows.first?.totals ?? WorkTotals()
            return rows.compactMap { row in
                defer { past = row.totals }
                let minute = HistoryMinute(minute: row.minute, from: past, to: row.totals)
                return minute.isEmpty ? nil : minute
            }
        }
    }
}
