internal import Aggregation
internal import Base
internal import Digest
internal import SQLite
internal import Text

/// What is needed to resolve a cell, for the writer and for readers.
final class CellStatements {
    private let claims, corrections: SQLiteStatement
    private let bodies: Bodies
    private var opened = OpenedPacks()

    /// The row of a cell by city, year and indicator.
    static let find = """
        SELECT id FROM cells WHERE city = (SELECT id FROM words WHERE text = ?1) AND year = ?2
            AND indicator = (SELECT id FROM words WHERE text = ?3)
        """

    init(_ db: SQLiteConnection, path: String) throws(SQLiteError) {
        bodies = try Bodies(db, path: path)
        claims = try db.prepare(
            "claims.ofCell",
            """
            SELECT c.body, c.task, d.sha256, r.city, r.year FROM claims c
            LEFT JOIN documents d ON d.id = c.task / \(TaskID.slots) LEFT JOIN reports r ON r.task = c.task WHERE c.cell = ?
            """)
        corrections = try db.prepare(
            "corrections.ofCell", "SELECT id, body FROM corrections WHERE city = ? AND year = ? AND indicator = ? ORDER BY id")
    }

    /// All claims of a cell's row, with what the ledger knows of their documents, and all entries of its journal. Throws `corrupt`.
    func told(_ row: Int64?, _ key: CellKey, path: String) throws -> (claims: [Claim], corrections: [Correction]) {
        var told: [(claim: Claim, task: Int64)] = []
        if let row {
            let rows = try claims.all(.int(row)) { row in
                (row.blob(0), row.int64(1), Hex.encode(row.blob(2)), row.text(3), row.isNull(4) ? "" : "\(row.int(4))")
            }
            for (body, task, sha256, reporter, dated) in rows {
                guard let (record, lines) = try record(body, of: task, path: path),
                    var claim = ClaimRecord.decode(record, among: lines, city: key.city, year: key.year, indicator: key.indicator)
                else { throw LedgerError(.corrupt, path: path, "a claim that cannot be read") }
                claim.evidence.sha256 = sha256
                claim.evidence.reporter = reporter
                claim.evidence.dated = dated
                claim.runnerUp?.sha256 = sha256
                claim.runnerUp?.reporter = reporter
                told.append((claim: claim, task: task))
            }
        }
        // the day of publication stands in the report's body, and only matters where one report must be told from another
        if told.count > 1 {
            for index in told.indices {
                guard let report = try bodies.report(told[index].task) else { continue }
                if let day = Self.day(Array(report.prefix(Self.headBytes))) { told[index].claim.evidence.dated = day }
            }
        }
        return (told.map(\.claim), try journal(key, path: path))
    }

    /// Packs that were opened before may have been replaced since.
    func forgetOpened() { opened.removeAll() }

    /// The record of a claim's row: itself, or out of its task's pack; nil where there is none.
    private func record(_ row: [UInt8], of task: Int64, path: String) throws -> (record: [UInt8], lines: ToldLines?)? {
        guard let place = ClaimPack.place(row) else { return (row, nil) }
        if opened[task] == nil, let pack = try bodies.claims(task) {
            opened.put(task, ClaimPack.decode(pack) ?? [], ToldLines(try bodies.lines(task) ?? []))
        }
        guard let (records, lines) = opened[task], records.indices.contains(place) else { return nil }
        return (records[place], lines)
    }

    /// All entries of a cell.
    func journal(_ key: CellKey, path: String) throws -> [Correction] {
        try corrections.all(.text(key.city), .int(key.year), .text(key.indicator)) { CorrectionRow.read($0) }.map { entry in
            guard let entry else { throw LedgerError(.corrupt, path: path, "a correction that cannot be read") }
            return entry
        }
    }

    /// Bytes of a report's body that hold its head up to the day of publication.
    private static let headBytes = 2048

    /// The day in a report body's header line, which may be cut off behind it.
    private static func day(_ head: [UInt8]) -> String? {
        var reader = JSONReader(head)
        var found: [Int] = []
        try? reader.object { reader, key throws(JSONReaderError) in
            guard key == "published" else {
                _ = try reader.skip()
                return
            }
            if reader.null() { return }
            try reader.array { reader throws(JSONReaderError) in found.append(try reader.int()) }
        }
        guard found.count == 3, (1...9999).contains(found[0]), (1...12).contains(found[1]), (1...31).contains(found[2]) else { return nil }
        return CalendarDay(year: found[0], month: found[1], day: found[2]).iso
    }
}

/// A row of `corrections`: id and body.
enum CorrectionRow {
    /// The entry, or nil for bytes that are none. The row's id is its number.
    static func read(_ row: SQLiteStatement) -> Correction? {
        var reader = JSONReader(row.blob(1))
        guard var entry = try? Correction(reading: &reader) else { return nil }
        entry.number = row.int64(0)
        entry.standing = nil
        return entry
    }

    static func body(_ entry: Correction) -> [UInt8] {
        var kept = entry
        kept.standing = nil
        var line = JSONLine()
        kept.write(to: &line)
        return line.bytes
    }
}
