internal import SQLite

extension LedgerGroup {
    /// Makes an engine and codebook the ones in force. Reports that others extracted are opened again; how many. What stands of them stays
    /// until it is replaced. Costs nothing when nothing changed since the last time.
    public func adopt(engine: String, codebook: String) throws(LedgerError) -> Int {
        try operation {
            let row = try engineRow(engine, codebook)
            try connection.execute("adopt clean", "DROP TABLE IF EXISTS temp.stale")
            try connection.execute(
                "adopt find",
                """
                CREATE TEMP TABLE stale AS SELECT e.task AS task, e.task / \(TaskID.slots) AS document FROM extractions e
                JOIN tasks t ON t.id = e.task WHERE e.engine <> \(row) AND t.state = \(TaskState.done.rawValue)
                """)
            let documents = try connection.prepare("adopt documents", "SELECT document, count(*) FROM temp.stale GROUP BY document")
            var reopened = 0
            for (id, tasks) in try documents.all(read: { ($0.int64(0), $0.int(1)) }) {
                let before = try document(id)
                var after = before
                after.open += tasks
                try update(before, to: after)
                reopened += tasks
            }
            try connection.execute(
                "adopt reopen",
                """
                UPDATE tasks SET state = 0, attempts = 0, crashes = 0, code = NULL, message = NULL
                WHERE id IN (SELECT task FROM temp.stale)
                """)
            try connection.execute("adopt clean", "DROP TABLE temp.stale")
            counters.extraction.done -= reopened
            counters.extraction.open += reopened
            return reopened
        }
    }
}
