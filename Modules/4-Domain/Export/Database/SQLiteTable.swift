// The table as an SQLite database. Schema, version 2 (PRAGMA user_version; PRAGMA application_id is 0x4855_4942, `HUIB`):
//
//   areas      code · name_zh · name_en
//   indicators code · place (the codebook's order) · area ► areas · unit · name_zh · name_en · definition
//   cells      id · city · year (0: not told) · indicator · area · value · high (null: no range) · unit · approximation
//              (exact, about, at_least, at_most) · scope · period_start, period_end (ISO days or null) · confidence (0…1)
//              · conflict, unlike_periods (0, 1) · chosen_by · settled (1: reports disagree and a person decided)
//                                                                                 unique (city, year, indicator)
//   evidence   cell ► cells · rank (0: taken, 1, 2, …: others, -1: second in the same report) · document · report
//              · start, end (Unicode scalars of the decoded source, half open) · byte_start, byte_end · quote · value · subject
//              · sentence · sentence_start, sentence_end · because (names of rules, a JSON array)
//              · sha256 (of the document) · reporter (the city whose report it is) · dated (ISO day or year)      key (cell, rank)
//   corrections cell ► cells · number (in the ledger's journal) · kind (set, accept, reject) · standing (in_force, orphaned) · value
//              · who · why · day · entry, evidence (JSON objects; evidence: of the claim that it speaks of)      key (cell, number)
//   figures    a view for people: city, year, area, indicator by their Chinese names, value, unit, quote, sentence, document
public import Aggregation
internal import Base
internal import SQLite
internal import Text

/// Writes the table into a new SQLite database, in one transaction, so that the file has all of it or nothing. Memory does not grow.
public final class SQLiteTable: TableWriter {
    private let connection: SQLiteConnection
    private let insertCell: SQLiteStatement
    private let insertEvidence: SQLiteStatement
    private let insertCorrection: SQLiteStatement
    private let labels: Labels

    /// Begins a database at `path`, where no file may stand.
    public init(path: String, labels: Labels) throws {
        self.labels = labels
        connection = try SQLiteConnection(path: path, mode: .create)
        try connection.execute("prepare the file", "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA page_size = 4096")
        try connection.begin()
        try connection.execute("make the schema", TableSchema.sql)
        insertCell = try connection.prepare("insert a cell", TableSchema.insertCell)
        insertEvidence = try connection.prepare("insert evidence", TableSchema.insertEvidence)
        insertCorrection = try connection.prepare("insert a correction", TableSchema.insertCorrection)
    }

    /// Writes areas and indicators.
    public func begin() throws {
        let area = try connection.prepare("insert an area", "INSERT INTO areas VALUES (?, ?, ?)")
        for code in Set(labels.indicators.map(\.area)).sorted() {
            try area.run(.text(code), .text(labels.areaName(code, .zh)), .text(labels.areaName(code, .en)))
        }
        let indicator = try connection.prepare("insert an indicator", "INSERT OR IGNORE INTO indicators VALUES (?, ?, ?, ?, ?, ?, ?)")
        for (place, entry) in labels.indicators.enumerated() {
            try indicator.run(
                .text(entry.code), .int(Int64(place)), .text(entry.area), .text(entry.unit), .text(entry.nameZh), .text(entry.nameEn),
                .text(entry.definition))
        }
    }

    /// Writes one cell with its evidence.
    public func add(_ cell: Cell) throws {
        try insertCell.run(
            .text(cell.city), .int(Int64(cell.year)), .text(cell.indicator), .text(cell.area), .double(cell.value),
            cell.high.map { .double($0) } ?? .null, .text(cell.unit), .text(cell.approximation.rawValue), .text(cell.scope),
            .text(cell.periodStart.isEmpty ? nil : cell.periodStart), .text(cell.periodEnd.isEmpty ? nil : cell.periodEnd),
            .double(cell.confidence), .bool(cell.conflict), .bool(cell.unlikePeriods), .text(cell.chosenBy.rawValue), .bool(cell.settled))
        let id = connection.lastInsertedRow
        for (rank, entry) in cell.evidence.enumerated() { try add(entry, id, rank) }
        if let runnerUp = cell.runnerUp { try add(runnerUp, id, -1) }
        for applied in cell.corrections { try add(applied, id) }
    }

    private func add(_ applied: AppliedCorrection, _ cell: Int64) throws {
        let entry = applied.entry
        var kept = JSONLine()
        entry.write(to: &kept, journal: false)
        var proof = JSONLine()
        applied.evidence?.write(to: &proof)
        try insertCorrection.run(
            .int(cell), .int(entry.number), .text(entry.kind.rawValue), .text(entry.standing?.rawValue),
            entry.value.map { .double($0) } ?? .null, .text(entry.who), .text(entry.why), .text(entry.day),
            .text(String(decoding: kept.bytes, as: UTF8.self)), .text(applied.evidence == nil ? nil : String(decoding: proof.bytes, as: UTF8.self)))
    }

    private func add(_ entry: Evidence, _ cell: Int64, _ rank: Int) throws {
        var because = JSONLine()
        because.openArray()
        for rule in entry.because { because.string(rule) }
        because.closeArray()
        try insertEvidence.run(
            .int(cell), .int(Int64(rank)), .text(entry.document), .int(Int64(entry.report)), .int(Int64(entry.start)),
            .int(Int64(entry.end)), .int(Int64(entry.byteStart)), .int(Int64(entry.byteEnd)), .text(entry.quote), .double(entry.value),
            .text(entry.subject), .text(entry.sentence), .int(Int64(entry.sentenceStart)), .int(Int64(entry.sentenceEnd)),
            .text(String(decoding: because.bytes, as: UTF8.self)), .text(entry.sha256), .text(entry.reporter), .text(entry.dated))
    }

    /// Puts everything on the disk.
    public func end() throws {
        try connection.execute("analyse", "ANALYZE")
        try connection.commit()
    }
}

/// Reads a database that `SQLiteTable` wrote.
public enum SQLiteTableReader {
    /// All cells, in the order in which they were written. Throws for a database of another kind or version.
    public static func cells(path: String) throws -> [Cell] {
        let connection = try SQLiteConnection(path: path, mode: .readOnly)
        let applied = try connection.prepare("read corrections", "SELECT entry, evidence FROM corrections WHERE cell = ? ORDER BY number")
        let evidence = try connection.prepare("read evidence", "SELECT * FROM evidence WHERE cell = ? ORDER BY rank")
        let select = try connection.prepare("read cells", "SELECT * FROM cells ORDER BY id")
        let ids = try select.all { row in (row.int64(0), cell(row)) }
        return try ids.map { id, cell in
            var cell = cell
            for (rank, entry) in try evidence.all(.int(id), read: { ($0.int(1), entry($0)) }) {
                if rank < 0 { cell.runnerUp = entry } else { cell.evidence.append(entry) }
            }
            cell.corrections = try applied.all(.int(id), read: { correction($0) }).compactMap { $0 }
            return cell
        }
    }

    private static func correction(_ row: SQLiteStatement) -> AppliedCorrection? {
        var reader = JSONReader(Array(row.text(0).utf8))
        guard let entry = try? Correction(reading: &reader) else { return nil }
        var proof = JSONReader(Array(row.text(1).utf8))
        return AppliedCorrection(entry: entry, evidence: row.isNull(1) ? nil : try? Evidence(reading: &proof))
    }

    private static func cell(_ row: SQLiteStatement) -> Cell {
        var cell = Cell(
            city: row.text(1), year: row.int(2), indicator: row.text(3), area: row.isNull(4) ? nil : row.text(4), value: row.double(5),
            high: row.isNull(6) ? nil : row.double(6), unit: row.text(7), approximation: .init(rawValue: row.text(8)) ?? .exact,
            scope: row.text(9), periodStart: row.text(10), periodEnd: row.text(11), confidence: row.double(12), conflict: row.int(13) != 0,
            unlikePeriods: row.int(14) != 0, chosenBy: .init(rawValue: row.text(15)) ?? .only, evidence: [], runnerUp: nil)
        cell.settled = row.int(16) != 0
        return cell
    }

    private static func entry(_ row: SQLiteStatement) -> Evidence {
        var reader = JSONReader(Array(row.text(14).utf8))
        var because: [String] = []
        try? reader.array { reader throws(JSONReaderError) in because.append(try reader.string()) }
        return Evidence(
            document: row.text(2), report: row.int(3), start: row.int(4), end: row.int(5), byteStart: row.int(6), byteEnd: row.int(7),
            quote: row.text(8), value: row.double(9), subject: row.text(10), sentence: row.text(11), sentenceStart: row.int(12),
            sentenceEnd: row.int(13), because: because, sha256: row.text(15), reporter: row.text(16), dated: row.text(17))
    }
}

/// The statements of the schema that heads this file.
enum TableSchema {
    static let sql = """
        PRAGMA application_id = 1213548866;
        PRAGMA user_version = 2;
        CREATE TABLE areas (code TEXT PRIMARY KEY, name_zh TEXT NOT NULL, name_en TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE indicators (
            code TEXT PRIMARY KEY, place INTEGER NOT NULL, area TEXT NOT NULL REFERENCES areas (code), unit TEXT NOT NULL,
            name_zh TEXT NOT NULL, name_en TEXT NOT NULL, definition TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE cells (
            id INTEGER PRIMARY KEY, city TEXT NOT NULL, year INTEGER NOT NULL, indicator TEXT NOT NULL, area TEXT, value REAL NOT NULL,
            high REAL, unit TEXT NOT NULL, approximation TEXT NOT NULL CHECK (approximation IN ('exact', 'about', 'at_least', 'at_most')),
            scope TEXT NOT NULL, period_start TEXT, period_end TEXT, confidence REAL NOT NULL, conflict INTEGER NOT NULL,
            unlike_periods INTEGER NOT NULL, chosen_by TEXT NOT NULL, settled INTEGER NOT NULL, UNIQUE (city, year, indicator));
        CREATE TABLE evidence (
            cell INTEGER NOT NULL REFERENCES cells (id), rank INTEGER NOT NULL, document TEXT NOT NULL, report INTEGER NOT NULL,
            start INTEGER NOT NULL, "end" INTEGER NOT NULL, byte_start INTEGER NOT NULL, byte_end INTEGER NOT NULL, quote TEXT NOT NULL,
            value REAL NOT NULL, subject TEXT NOT NULL, sentence TEXT NOT NULL, sentence_start INTEGER NOT NULL,
            sentence_end INTEGER NOT NULL, because TEXT NOT NULL, sha256 TEXT NOT NULL, reporter TEXT NOT NULL, dated TEXT NOT NULL,
            PRIMARY KEY (cell, rank)) WITHOUT ROWID;
        CREATE TABLE corrections (
            cell INTEGER NOT NULL REFERENCES cells (id), number INTEGER NOT NULL, kind TEXT NOT NULL, standing TEXT, value REAL,
            who TEXT NOT NULL, why TEXT NOT NULL, day TEXT NOT NULL, entry TEXT NOT NULL, evidence TEXT,
            PRIMARY KEY (cell, number)) WITHOUT ROWID;
        CREATE INDEX cells_by_indicator ON cells (indicator, year);
        CREATE VIEW figures AS
            SELECT city AS 城市, cells.year AS 年份, areas.name_zh AS 领域, coalesce(indicators.name_zh, indicator) AS 指标,
                cells.value AS 数值, cells.unit AS 单位, quote AS 原文, sentence AS 句子, document AS 文件
            FROM cells JOIN evidence ON evidence.cell = cells.id AND evidence.rank = 0
            LEFT JOIN indicators ON indicators.code = cells.indicator LEFT JOIN areas ON areas.code = coalesce(indicators.area, cells.area)
            ORDER BY cells.id;
        """
    static let insertCell = "INSERT INTO cells VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    static let insertCorrection = "INSERT INTO corrections VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    static let insertEvidence = "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
}
