internal import SQLite

/// Rows of which there are dozens a report, kept small: names of cities and indicators are written once, and a claim's row is its key.
///
/// ```
/// words    id, text
/// cells    id, city → words, year, indicator → words       found by all three
/// claims   cell, task, [2, place]                           the key is (cell, task); no row id, no second index
/// samples  kind, body                                       what bodies are packed over: see `Bodies`
/// ```
/// Which cells a task speaks of stands in its pack; for tasks of before, in `old_claims`.
enum SmallRows {
    static let tables = """
        CREATE TABLE samples(id INTEGER PRIMARY KEY, body BLOB NOT NULL);
        CREATE TABLE words(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
        INSERT INTO words(text) SELECT city FROM cells UNION SELECT indicator FROM cells;
        ALTER TABLE cells RENAME TO named_cells;
        CREATE TABLE cells(id INTEGER PRIMARY KEY, city INTEGER NOT NULL, year INTEGER NOT NULL, indicator INTEGER NOT NULL,
            UNIQUE(city, year, indicator));
        INSERT INTO cells SELECT n.id, c.id, n.year, i.id FROM named_cells n
            JOIN words c ON c.text = n.city JOIN words i ON i.text = n.indicator ORDER BY n.id;
        DROP TABLE named_cells;
        ALTER TABLE claims RENAME TO numbered_claims;
        DROP INDEX claims_by_cell;
        CREATE TABLE claims(cell INTEGER NOT NULL, task INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY(cell, task)) WITHOUT ROWID;
        INSERT INTO claims SELECT cell, task, body FROM numbered_claims ORDER BY cell, task;
        CREATE TABLE old_claims(task INTEGER NOT NULL, cell INTEGER NOT NULL, PRIMARY KEY(task, cell)) WITHOUT ROWID;
        INSERT INTO old_claims SELECT task, cell FROM numbered_claims ORDER BY task, cell;
        DROP TABLE numbered_claims;
        """
}

extension LedgerGroup {
    /// The number of a word, which gets one where it has none.
    func word(_ text: String) throws -> Int64 {
        if let row = ledger.wordRows[text] { return row }
        if ledger.wordRows.count > 50_000 { ledger.wordRows.removeAll() }
        let known = try statements.word.first(.text(text)) { $0.int64(0) }
        if known == nil { try statements.insertWord.run(.text(text)) }
        let row = known ?? connection.lastInsertedRow
        ledger.wordRows[text] = row
        return row
    }
}
