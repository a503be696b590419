internal import SQLite

/// The ledger's tables.
///
/// ```
/// jobs 1 ──── n job_documents n ──── 1 documents 1 ──── 1 document_bodies     the bytes as submitted
///                                         │ 1
///                                         │ n    number = document × 2^20 + slot: slot 0 ingests, slot n + 1 extracts report n
///                                       tasks 1 ──── 0…1 leases               who works on it now
///                                         │ 1
///                                         ├──── 0…1 reports                   city, year and the report's body; never changed
///                                         └──── 0…1 extractions               engine, counts, where its claims stand
///                                                 ├──── 1 observation_lines   JSON lines as they are exported
///                                                 ├──── 1 claim_packs         the records of its claims
///                                                 └──── n claims n ──── 1 cells n ──── 2 words (city, indicator)
/// samples                                                                     a row a kind of body: what they are packed over
/// corrections                                                                 a journal; only ever added to
/// counters, settings, engines                                                 one row; a few rows; one a (engine, codebook)
/// history                                                                     running totals at the end of each minute, a week
/// ```
/// Why so:
/// - **Bodies stand in tables of their own** and are written once: a row that changes (task, document) stays small, so a job's life costs
///   a few small pages and not its body again at each step.
/// - **A task's id says what it is.** One task a (document, stage, report) is the primary key itself, not a second index, and all tasks
///   of a document are neighbours.
/// - **The queue is a partial index** over the open tasks, by stage, priority and turn: it shrinks as work is done.
/// - **Leases are apart**, in a table as small as the work in flight; a task's row changes only when the task ends or fails.
/// - **A cell is resolved when it is read**, from all its claims, so it is always current, costs the writer nothing, and cannot depend
///   on the order of arrival. With thousands of reports for one cell, keeping the resolved cell would mean writing it thousands of times.
/// - **A correction names its cell by words** (city, year, indicator) and its evidence by the words of the source, so that it outlives
///   rows that a new extraction replaces.
/// - **Counts are kept**, by the group that changes them; nothing is counted by scanning.
///
/// - **Bodies are packed** (`packing`, see `Bodies`): a report over its document, its lines over the report, all over samples of their kind; the claims of one extraction
///   stand together in `claim_packs`, where a claim's row names its place, and mostly only point at their observation lines. Nothing is
///   thrown away when work is done: a report's body is what a new codebook reads, and the documents and lines are what every number is
///   proved by.
/// - **Rows of which there are dozens a report are a few bytes**: see `SmallRows`.
enum Schema {
    /// `HuiB`: says that a database is a ledger of Huibao.
    static let applicationID: Int64 = 0x4875_6942

    /// The steps from an empty file to today's tables. Step n leads to version n + 1; steps are only ever added.
    static let migrations: [Migration] = [
        Migration(name: "tables", sql: first), Migration(name: "corrections", sql: corrections),
        Migration(name: "priorities", sql: priorities), Migration(name: "history", sql: LedgerHistory.tables),
        Migration(name: "claim packs", sql: claimPacks),
        Migration(name: "small rows", sql: SmallRows.tables),
        Migration(name: "samples of each kind", sql: "ALTER TABLE samples RENAME COLUMN id TO kind;"),
    ]

    /// Jobs have an owner and a priority; waiting tasks stand in the order of their turns.
    private static let priorities = """
        ALTER TABLE jobs ADD COLUMN owner TEXT NOT NULL DEFAULT '';       -- public key of whoever opened it; '' without keys
        ALTER TABLE jobs ADD COLUMN priority INTEGER NOT NULL DEFAULT 1;  -- 0 high, 1 normal, 2 low
        ALTER TABLE jobs ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;      -- of its next document
        ALTER TABLE tasks ADD COLUMN priority INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE tasks ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
        DROP INDEX tasks_open;
        CREATE INDEX tasks_open ON tasks(stage, priority, turn) WHERE state = 0;
        """

    private static let first = """
        CREATE TABLE jobs(
            id INTEGER PRIMARY KEY,
            token TEXT NOT NULL UNIQUE,
            label TEXT NOT NULL,
            state INTEGER NOT NULL,          -- JobState
            documents INTEGER NOT NULL DEFAULT 0,
            known INTEGER NOT NULL DEFAULT 0,
            done INTEGER NOT NULL DEFAULT 0,
            failed INTEGER NOT NULL DEFAULT 0,
            cancelled INTEGER NOT NULL DEFAULT 0,
            reports INTEGER NOT NULL DEFAULT 0,
            observations INTEGER NOT NULL DEFAULT 0,
            created_at INTEGER NOT NULL,
            finished_at INTEGER
        );
        CREATE TABLE documents(
            id INTEGER PRIMARY KEY,
            sha256 BLOB NOT NULL UNIQUE,
            name TEXT NOT NULL,              -- of its first submission
            bytes INTEGER NOT NULL,
            state INTEGER NOT NULL,          -- DocumentState
            open INTEGER NOT NULL,           -- tasks that are not ended
            dead INTEGER NOT NULL DEFAULT 0,
            cancelled INTEGER NOT NULL DEFAULT 0,
            reports INTEGER NOT NULL DEFAULT 0,
            observations INTEGER NOT NULL DEFAULT 0
        );
        CREATE UNIQUE INDEX documents_by_name ON documents(name, sha256);
        CREATE TABLE document_bodies(document INTEGER PRIMARY KEY, packing INTEGER NOT NULL, body BLOB NOT NULL);
        CREATE TABLE job_documents(
            job INTEGER NOT NULL,
            position INTEGER NOT NULL,
            document INTEGER NOT NULL,
            known INTEGER NOT NULL,
            given_up INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY(job, position)
        ) WITHOUT ROWID;
        CREATE INDEX job_documents_by_document ON job_documents(document, job, given_up);
        CREATE TABLE tasks(
            id INTEGER PRIMARY KEY,
            stage INTEGER NOT NULL,          -- 0 ingest, 1 extraction
            state INTEGER NOT NULL,          -- TaskState
            attempts INTEGER NOT NULL DEFAULT 0,
            crashes INTEGER NOT NULL DEFAULT 0,
            code TEXT,
            message TEXT,
            died_at INTEGER
        );
        CREATE INDEX tasks_open ON tasks(stage) WHERE state = 0;
        CREATE INDEX tasks_dead ON tasks(id) WHERE state = 2;
        CREATE TABLE leases(
            task INTEGER PRIMARY KEY,
            token TEXT NOT NULL,
            worker TEXT NOT NULL,
            attempt INTEGER NOT NULL,
            granted_at INTEGER NOT NULL
        );
        CREATE TABLE reports(
            task INTEGER PRIMARY KEY,
            city TEXT NOT NULL,
            year INTEGER,
            bytes INTEGER NOT NULL,
            packing INTEGER NOT NULL,
            body BLOB NOT NULL
        );
        CREATE TABLE engines(id INTEGER PRIMARY KEY, engine TEXT NOT NULL, codebook TEXT NOT NULL, UNIQUE(engine, codebook));
        CREATE TABLE extractions(
            task INTEGER PRIMARY KEY,
            engine INTEGER NOT NULL,
            observations INTEGER NOT NULL,
            rejections INTEGER NOT NULL,
            first_claim INTEGER NOT NULL,
            claims INTEGER NOT NULL
        );
        CREATE TABLE observation_lines(task INTEGER PRIMARY KEY, packing INTEGER NOT NULL, body BLOB NOT NULL);
        CREATE TABLE cells(id INTEGER PRIMARY KEY, city TEXT NOT NULL, year INTEGER NOT NULL, indicator TEXT NOT NULL,
            UNIQUE(city, year, indicator));
        CREATE TABLE claims(id INTEGER PRIMARY KEY, cell INTEGER NOT NULL, task INTEGER NOT NULL, body BLOB NOT NULL);
        CREATE UNIQUE INDEX claims_by_cell ON claims(cell, task);
        CREATE TABLE settings(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE counters(
            id INTEGER PRIMARY KEY CHECK(id = 1),
            documents INTEGER NOT NULL, reports INTEGER NOT NULL, observations INTEGER NOT NULL, cells INTEGER NOT NULL,
            ingest_open INTEGER NOT NULL, ingest_leased INTEGER NOT NULL, ingest_done INTEGER NOT NULL,
            ingest_dead INTEGER NOT NULL, ingest_cancelled INTEGER NOT NULL,
            extraction_open INTEGER NOT NULL, extraction_leased INTEGER NOT NULL, extraction_done INTEGER NOT NULL,
            extraction_dead INTEGER NOT NULL, extraction_cancelled INTEGER NOT NULL
        );
        INSERT INTO counters VALUES(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        """

    private static let corrections = """
        CREATE TABLE corrections(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            token TEXT NOT NULL UNIQUE,      -- of the request, and the entry's place in it
            city TEXT NOT NULL,
            year INTEGER NOT NULL,
            indicator TEXT NOT NULL,
            body BLOB NOT NULL               -- the entry as a JSON object
        );
        CREATE INDEX corrections_by_cell ON corrections(city, year, indicator);
        """

    private static let claimPacks = """
        CREATE TABLE claim_packs(task INTEGER PRIMARY KEY, packing INTEGER NOT NULL, body BLOB NOT NULL);
        """
}

/// One step from a ledger's version to the next.
package struct Migration: Sendable {
    /// What it brings, for errors.
    package var name: String
    package var sql: String

    package init(name: String, sql: String) {
        self.name = name
        self.sql = sql
    }

    /// Leads the open database from its version to the last one; each step is a transaction of its own that also writes the version.
    static func run(_ steps: [Migration], on connection: SQLiteConnection) throws(SQLiteError) {
        let version = try connection.integer("version", "PRAGMA user_version") ?? 0
        for (index, step) in steps.enumerated().dropFirst(Int(clamping: version)) {
            try connection.begin()
            do throws(SQLiteError) {
                if index == 0 { try connection.execute("application", "PRAGMA application_id = \(Schema.applicationID)") }
                try connection.execute("migrate \(step.name)", step.sql)
                try connection.execute("version", "PRAGMA user_version = \(index + 1)")
                try connection.commit()
            } catch {
                try? connection.rollback()
                throw error
            }
        }
    }
}
