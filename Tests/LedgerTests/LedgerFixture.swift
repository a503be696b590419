import Aggregation
import Base
import Glibc
import Protocol
import SQLite
import Text

@testable import Ledger

/// A ledger in a folder of its own, which goes when the test ends.
final class LedgerFixture {
    let folder: String
    var path: String { folder + "/ledger.db" }

    init() {
        var template = Array("/tmp/huibao-ledger-XXXXXX".utf8CString)
        _ = unsafe mkdtemp(&template)
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        for name in ["ledger.db", "ledger.db-wal", "ledger.db-shm", "ledger.db.lock"] { _ = unsafe unlink(folder + "/" + name) }
        _ = unsafe rmdir(folder)
    }

    func open(_ options: Ledger.Options = Ledger.Options()) throws -> Ledger { try Ledger(path: path, options: options) }
    func reader() throws -> LedgerReader { try LedgerReader(path: path) }

    /// Undoes every step after the first one in the closed ledger, its rows staying: each further step adds its undoing here.
    func backToTheFirstVersion() throws {
        let connection = try SQLiteConnection(path: path, mode: .readWrite)
        try unpack(connection)
        try connection.execute(
            "back",
            """
            ALTER TABLE cells RENAME TO small_cells;
            CREATE TABLE cells(id INTEGER PRIMARY KEY, city TEXT NOT NULL, year INTEGER NOT NULL, indicator TEXT NOT NULL,
                UNIQUE(city, year, indicator));
            INSERT INTO cells SELECT s.id, c.text, s.year, i.text FROM small_cells s JOIN words c ON c.id = s.city JOIN words i ON i.id = s.indicator;
            DROP TABLE small_cells; DROP TABLE words; DROP TABLE samples; DROP TABLE old_claims;
            DROP TABLE claim_packs;
            DROP TABLE corrections;
            DROP TABLE history;
            ALTER TABLE counters DROP COLUMN documents_ended;
            ALTER TABLE counters DROP COLUMN documents_failed;
            ALTER TABLE counters DROP COLUMN ingest_finished;
            ALTER TABLE counters DROP COLUMN ingest_failed;
            ALTER TABLE counters DROP COLUMN ingest_retries;
            ALTER TABLE counters DROP COLUMN ingest_late;
            ALTER TABLE counters DROP COLUMN extraction_finished;
            ALTER TABLE counters DROP COLUMN extraction_failed;
            ALTER TABLE counters DROP COLUMN extraction_retries;
            ALTER TABLE counters DROP COLUMN extraction_late;
            DROP INDEX tasks_open;
            ALTER TABLE jobs DROP COLUMN owner; ALTER TABLE jobs DROP COLUMN priority; ALTER TABLE jobs DROP COLUMN turn;
            ALTER TABLE tasks DROP COLUMN priority; ALTER TABLE tasks DROP COLUMN turn;
            CREATE INDEX tasks_open ON tasks(stage) WHERE state = 0;
            PRAGMA user_version = 1;
            """)
    }

    /// Undoes the seventh step in the closed ledger: reports and lines stand over what is before them alone.
    func backToTheSixthVersion() throws {
        let connection = try SQLiteConnection(path: path, mode: .readWrite)
        let (bodies, packer) = (try Bodies(connection, path: path), BodyPacker())
        // what stands over another is packed anew before it
        let tables: [(String, (Int64) throws -> [UInt8]?, (Int64) throws -> [UInt8]?)] = [
            ("observation_lines", bodies.lines, bodies.report), ("reports", bodies.report, { try bodies.document(TaskID(raw: $0).document) }),
        ]
        for (table, body, base) in tables {
            let write = try connection.prepare("write", "UPDATE \(table) SET packing = ?2, body = ?3 WHERE task = ?1")
            for task in try connection.prepare("read", "SELECT task FROM \(table)").all(read: { $0.int64(0) }) {
                let (packing, packed) = try packer.pack(try body(task) ?? []) { try base(task) ?? [] }
                try write.run(.int(task), .int(packing.rawValue), .blob(packed))
            }
        }
        try connection.execute(
            "back", "DELETE FROM samples WHERE kind > 1; ALTER TABLE samples RENAME COLUMN kind TO id; PRAGMA user_version = 6")
    }

    /// Every body as it came, every claim's record in its own row.
    private func unpack(_ connection: SQLiteConnection) throws {
        let bodies = try Bodies(connection, path: path)
        // what stands over another is unpacked before it
        let tables: [(String, String, (Int64) throws -> [UInt8]?)] = [
            ("claim_packs", "task", bodies.claims), ("observation_lines", "task", bodies.lines), ("reports", "task", bodies.report),
            ("document_bodies", "document", bodies.document),
        ]
        for (table, key, body) in tables {
            let write = try connection.prepare("write", "UPDATE \(table) SET packing = 0, body = ?2 WHERE \(key) = ?1")
            let rows = try connection.prepare("read", "SELECT \(key) FROM \(table)").all { $0.int64(0) }
            for row in rows { try write.run(.int(row), .blob(try body(row) ?? [])) }
        }
        // claims have numbers again, those of a task behind one another
        try connection.execute(
            "claims",
            """
            ALTER TABLE claims RENAME TO keyed_claims;
            CREATE TABLE claims(id INTEGER PRIMARY KEY, cell INTEGER NOT NULL, task INTEGER NOT NULL, body BLOB NOT NULL);
            INSERT INTO claims(cell, task, body) SELECT cell, task, body FROM keyed_claims ORDER BY task, body;
            DROP TABLE keyed_claims;
            CREATE UNIQUE INDEX claims_by_cell ON claims(cell, task);
            """)
        let write = try connection.prepare("claim", "UPDATE claims SET body = ?2 WHERE id = ?1")
        let claims = try connection.prepare("claims", "SELECT c.id, c.body, p.body, task FROM claims c JOIN claim_packs p USING(task)")
        for (id, row, pack, task) in try claims.all(read: { ($0.int64(0), $0.blob(1), $0.blob(2), $0.int64(3)) }) {
            guard let place = ClaimPack.place(row), let records = ClaimPack.decode(pack) else { continue }
            let claim = ClaimRecord.decode(records[place], among: ToldLines(try bodies.lines(task) ?? []), city: "", year: 0, indicator: "")
            try write.run(.int(id), .blob(claim.map { ClaimRecord.encode($0) } ?? []))
        }
    }

    func write(_ bytes: [UInt8]) { writeFile(path, bytes) }
    func read() -> [UInt8] { readFile(path) }
}

/// A document whose bytes are its name's, unless told.
func submitted(_ name: String, _ text: String? = nil) -> SubmittedDocument {
    SubmittedDocument(name: name, bytes: Array((text ?? "正文 \(name)").utf8))
}

/// Bytes that packing makes no smaller.
func noise(_ count: Int) -> [UInt8] {
    var random = SplitMix64(seed: 1)
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
}

func reports(_ cities: String...) -> [(header: ReportHeader, body: [UInt8])] {
    cities.enumerated().map { (ReportHeader(number: $0, city: $1, year: 2031), Array("体 \($1)".utf8)) }
}

func claim(
    _ city: String = "青岭市", _ year: Int = 2031, _ indicator: String = "org.new_members", value: Double = 100, document: String = "a.txt",
    report: Int = 0, start: Int = 10, confidence: Double = 0.9, approximation: Observation.Approximation = .exact, period: String = ""
) -> Claim {
    let evidence = Evidence(
        document: document, report: report, start: start, end: start + 3, byteStart: 3 * start, byteEnd: 3 * start + 9,
        quote: "\(Int(value))",
        value: value, subject: "新会员", sentence: "新会员\(Int(value))人。", sentenceStart: start - 3, sentenceEnd: start + 5,
        because: ["number.arabic", "subject.before"])
    return Claim(
        city: city, year: year, indicator: indicator, value: value, high: nil, unit: "人", approximation: approximation,
        confidence: confidence, scope: "new", periodStart: period.isEmpty ? "" : "\(year)-01-01", periodEnd: period, evidence: evidence,
        runnerUp: nil)
}

extension Ledger {
    /// A group at a fixed time, its value alone.
    @discardableResult
    func now<T>(_ body: (LedgerGroup) throws(LedgerError) -> T) throws(LedgerError) -> T { try group(at: 1000, body).value }

    func openTasks(_ stage: Stage) throws -> [Int64] { try ready(stage, limit: 1_000_000).map(\.task) }

    /// A job with documents, closed.
    func submit(_ token: String, _ documents: [SubmittedDocument]) throws -> Int64 {
        try now { (group) throws(LedgerError) in
            let job = try group.openJob(token: token, label: token).job
            _ = try group.addDocuments(job: job, first: 0, documents)
            _ = try group.closeJob(job)
            return job
        }
    }

    func ingest(_ task: Int64, _ cities: [String] = ["青岭市"]) throws -> RecordOutcome {
        try now { (group) throws(LedgerError) in
            try group.recordIngest(
                task, cities.enumerated().map { (ReportHeader(number: $0, city: $1, year: 2031), Array("体 \($1)".utf8)) })
        }
    }

    func extract(_ task: Int64, engine: String = "1", lines: String = "{}\n", observations: Int = 1, claims: [Claim] = []) throws
        -> RecordOutcome
    {
        try now { (group) throws(LedgerError) in
            try group.recordExtraction(
                task, engine: engine, codebook: "c", lines: Array(lines.utf8), observations: observations, rejections: 0, claims: claims)
        }
    }

    func status(_ job: Int64) throws -> JobStatus { try now { (group) throws(LedgerError) in try group.closeJob(job) } }

    /// Does all that is open.
    func finishAll() throws {
        for task in try openTasks(.ingest) { _ = try ingest(task) }
        for task in try openTasks(.extraction) { _ = try extract(task) }
    }
}
