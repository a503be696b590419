internal import Digest
public import Protocol
internal import SQLite

/// Reads a ledger beside its writer, over a connection of its own; sees each group whole or not at all.
///
/// Belongs to the thread that uses it (not `Sendable`). Each call reads one state of the ledger; two pages may come from two states.
public final class LedgerReader {
    /// Where it stands.
    public let path: String
    let connection: SQLiteConnection
    let statements: ReadingStatements

    /// Opens a ledger that stands. Throws `notFound`, `notALedger`, `newer`, `corrupt`, `path`.
    public init(path: String, busyMilliseconds: Int32 = 5000) throws(LedgerError) {
        self.path = path
        switch DatabaseFile.kind(path) {
        case .missing: throw LedgerError(.notFound, path: path)
        case .folder: throw LedgerError(.path, path: path, "it is a folder")
        case .other: throw LedgerError(.path, path: path, "it is no file")
        case .file: break
        }
        (connection, statements) = try Ledger.wrapping(path) {
            let connection = try SQLiteConnection(path: path, mode: .readOnly, busyMilliseconds: busyMilliseconds)
            guard try connection.integer("application", "PRAGMA application_id") == Schema.applicationID else {
                throw LedgerError(.notALedger, path: path)
            }
            let version = try connection.integer("version", "PRAGMA user_version") ?? 0
            let known = Int64(Schema.migrations.count)
            if version > known { throw LedgerError(.newer, path: path, "its version is \(version), this one knows \(known)") }
            if version < known { throw LedgerError(.notALedger, path: path, "of version \(version); an aggregator brings it up to date") }
            return (connection, try ReadingStatements(connection, path: path))
        }
    }

    /// The newest jobs first.
    public func jobs(limit: Int) throws(LedgerError) -> [JobStatus] {
        try reading { try statements.jobs.all(.int(max(0, limit))) { JobRow.status($0) } }
    }

    /// One job. Throws `noJob`.
    public func job(_ id: Int64) throws(LedgerError) -> JobStatus {
        let status = try reading { try statements.job.first(.int(id)) { JobRow.status($0) } }
        guard let status else { throw LedgerError(.noJob, "\(id)") }
        return status
    }

    /// What stands first in the trace marks of a job's documents.
    public func trace(ofJob job: Int64) throws(LedgerError) -> String {
        JobTrace.make(try reading { try statements.tokenOfJob.first(.int(job)) { $0.text(0) } ?? "" })
    }

    /// The mark that a document's tasks have in the logs, without a report; nil where no job holds it. `sha256`: 64 hexadecimal digits.
    public func trace(ofDocument sha256: String) throws(LedgerError) -> String? {
        guard let digest = Hex.decode(sha256) else { return nil }
        let found = try reading { try statements.firstJobOf.first(.blob(digest)) { (job: $0.int64(0), token: $0.text(1)) } }
        return found.map { TraceMark.text(trace: JobTrace.make($0.token), job: $0.job, sha256: sha256, report: nil) }
    }

    /// What the ledger holds; nothing is counted for it.
    public func status() throws(LedgerError) -> LedgerStatus {
        let counters = try counters()
        return LedgerStatus(
            path: path, bytes: DatabaseFile.bytes(path), documents: counters.documents, reports: counters.reports,
            observations: counters.observations, cells: counters.cells)
    }

    /// Tasks of a stage as of the last committed group.
    public func stageCounts(_ stage: Stage) throws(LedgerError) -> StageCounts { try counters().counts(stage) }

    func counters() throws(LedgerError) -> LedgerCounters { try reading { try currentCounters() } }

    /// Within `reading`.
    func currentCounters() throws -> LedgerCounters { try statements.counters.first { LedgerCounters($0) } ?? LedgerCounters() }

    /// What was given up and why, by task; of one job or of all. Throws `noJob`.
    public func deadLetters(job: Int64? = nil, limit: Int) throws(LedgerError) -> [DeadLetter] {
        if let job { _ = try self.job(job) }
        return try reading {
            try statements.deadLetters.all(.int(job), .int(max(0, limit))) { row in
                let id = TaskID(raw: row.int64(0))
                return DeadLetter(
                    task: id.raw, stage: id.stage, document: row.text(1), sha256: Hex.encode(row.blob(2)), report: id.report,
                    attempts: row.int(3), code: row.text(4), message: row.text(5), diedAt: row.int64(6))
            }
        }
    }

    /// The bytes of a document as they were submitted, or nil. `sha256`: 64 hexadecimal digits.
    public func documentBody(sha256: String) throws(LedgerError) -> [UInt8]? {
        guard let digest = Hex.decode(sha256) else { return nil }
        return try reading { try statements.documentOfDigest.first(.blob(digest)) { $0.int64(0) }.flatMap { try statements.bodies.document($0) } }
    }

    /// The body of one report of a document, or nil.
    public func reportBody(sha256: String, report: Int) throws(LedgerError) -> [UInt8]? {
        guard let digest = Hex.decode(sha256), let place = TaskID(extracting: 0, report: report) else { return nil }
        return try reading {
            guard let document = try statements.documentOfDigest.first(.blob(digest), read: { $0.int64(0) }) else { return nil }
            return try statements.bodies.report(TaskID(ingesting: document).raw + place.raw)
        }
    }

    /// Gives the reader to another thread: it belongs to the one that uses it next.
    public func handOver() { connection.handOver() }

    /// Runs a piece of work over one state of the ledger.
    func reading<T>(_ body: () throws -> T) throws(LedgerError) -> T {
        try Ledger.wrapping(path) {
            statements.cells.forgetOpened()
            try connection.beginReading()
            defer { try? connection.rollback() }
            return try body()
        }
    }
}

/// Every statement of a reader.
final class ReadingStatements {
    let jobs, job, counters, deadLetters, documentOfDigest: SQLiteStatement
    let citiesFrom, cellsOfCityAfter, cell, corrections: SQLiteStatement
    let cells: CellStatements
    let bodies: Bodies
    let documentsFrom, linesOfDocument, historySince, historyBefore, tokenOfJob, firstJobOf: SQLiteStatement

    init(_ db: SQLiteConnection, path: String) throws(SQLiteError) {
        jobs = try db.prepare("jobs.newest", "SELECT \(JobRow.columns) FROM jobs ORDER BY id DESC LIMIT ?")
        job = try db.prepare("jobs.get", "SELECT \(JobRow.columns) FROM jobs WHERE id = ?")
        counters = try db.prepare("counters.get", "SELECT \(LedgerCounters.columns) FROM counters")
        deadLetters = try db.prepare(
            "tasks.dead",
            """
            SELECT t.id, d.name, d.sha256, t.attempts, t.code, t.message, t.died_at
            FROM tasks t INDEXED BY tasks_dead CROSS JOIN documents d ON d.id = t.id / \(TaskID.slots)
            WHERE t.state = 2 AND (?1 IS NULL OR EXISTS (SELECT 1 FROM job_documents j WHERE j.document = d.id AND j.job = ?1))
            ORDER BY t.id LIMIT ?2
            """)
        documentOfDigest = try db.prepare("documents.ofDigest", "SELECT id FROM documents WHERE sha256 = ?")
        citiesFrom = try db.prepare(
            "cities.from",
            """
            SELECT text FROM words w WHERE text >= ? AND EXISTS (SELECT 1 FROM cells c WHERE c.city = w.id) ORDER BY text
            """)
        cellsOfCityAfter = try db.prepare(
            "cells.ofCity",
            """
            SELECT c.id, c.year, i.text FROM cells c JOIN words i ON i.id = c.indicator
            WHERE c.city = (SELECT id FROM words WHERE text = ?1) AND c.year >= ?2 AND (c.year > ?2 OR i.text > ?3) ORDER BY c.year, i.text
            """)
        cell = try db.prepare("cells.get", CellStatements.find)
        corrections = try db.prepare("corrections.after", "SELECT id, body FROM corrections WHERE id > ? ORDER BY id LIMIT ?")
        cells = try CellStatements(db, path: path)
        bodies = try Bodies(db, path: path)
        documentsFrom = try db.prepare(
            "documents.from",
            """
            SELECT id, name, sha256 FROM documents INDEXED BY documents_by_name WHERE (name, sha256) >= (?, ?) ORDER BY name, sha256
            """)
        tokenOfJob = try db.prepare("jobs.token", "SELECT token FROM jobs WHERE id = ?")
        firstJobOf = try db.prepare(
            "jobs.ofDocument",
            """
            SELECT j.id, j.token FROM documents d JOIN job_documents jd ON jd.document = d.id JOIN jobs j ON j.id = jd.job
            WHERE d.sha256 = ? ORDER BY jd.job LIMIT 1
            """)
        historySince = try db.prepare(
            "history.since", "SELECT minute, \(LedgerHistory.columns) FROM history WHERE minute >= ? ORDER BY minute")
        historyBefore = try db.prepare(
            "history.before", "SELECT minute, \(LedgerHistory.columns) FROM history WHERE minute < ? ORDER BY minute DESC LIMIT 1")
        linesOfDocument = try db.prepare(
            "lines.ofDocument",
            """
            SELECT e.task, e.observations FROM extractions e
            WHERE e.task > ? AND e.task <= ? ORDER BY e.task
            """)
    }
}
