/// The claims of one extraction in one body, which packs well: they speak of the same document, sentences and rules.
///
/// ```
/// claims          1 row a claim:      cell, task, [2, place]          place within the pack, from 0
/// claim_packs     1 row a task:       [1], count, then a length and a ClaimRecord each, then the numbers of their cells — packed
/// ```
/// A row of an older ledger holds its whole record; the first byte, the record's version, tells them apart. A pack of an older ledger has
/// no first byte (a count is even when it is written) and no cells.
enum ClaimPack {
    /// Stands in front of a place.
    private static let mark: UInt8 = 2

    /// Stands in front of a pack with cells.
    private static let withCells: UInt8 = 1

    /// `cells`: one a record.
    static func encode(_ records: [[UInt8]], cells: [Int64]) -> [UInt8] {
        var out = RecordWriter()
        out.bytes.append(withCells)
        out.int(records.count)
        for record in records {
            out.int(record.count)
            out.bytes += record
        }
        out.int(cells.count)
        for cell in cells { out.int(Int(cell)) }
        return out.bytes
    }

    /// The records, or nil for bytes that are no pack.
    static func decode(_ bytes: [UInt8]) -> [[UInt8]]? { read(bytes)?.records }

    /// The cells, or nil for bytes that are no pack; none for a pack of an older ledger.
    static func cells(_ bytes: [UInt8]) -> [Int64]? { read(bytes)?.cells }

    private static func read(_ bytes: [UInt8]) -> (records: [[UInt8]], cells: [Int64])? {
        let hasCells = bytes.first == withCells
        var reader = RecordReader(hasCells ? Array(bytes.dropFirst()) : bytes)
        let records = reader.list { $0.blob() }
        let cells = hasCells ? reader.list { Int64($0.int()) } : []
        return reader.isSound ? (records, cells) : nil
    }

    /// What stands in the row of the claim at a place of its pack.
    static func row(_ place: Int) -> [UInt8] {
        var out = RecordWriter()
        out.bytes.append(mark)
        out.int(place)
        return out.bytes
    }

    /// The place that a row names; nil for a row that holds its record, or anything else.
    static func place(_ row: [UInt8]) -> Int? {
        guard row.first == mark else { return nil }
        var reader = RecordReader(Array(row.dropFirst()))
        let place = reader.int()
        return reader.isSound && place >= 0 ? place : nil
    }
}

/// Packs that were just opened: the next cell of a page is mostly told by the same reports.
struct OpenedPacks {
    private static let limit = 8 << 20
    private var packs: [Int64: (records: [[UInt8]], lines: ToldLines)] = [:]
    private var bytes = 0

    subscript(task: Int64) -> (records: [[UInt8]], lines: ToldLines)? { packs[task] }

    mutating func put(_ task: Int64, _ records: [[UInt8]], _ lines: ToldLines) {
        if bytes > Self.limit { removeAll() }
        bytes += records.reduce(32 + lines.byteCount) { $0 + $1.count + 32 }
        packs[task] = (records, lines)
    }

    mutating func removeAll() {
        packs = [:]
        bytes = 0
    }
}
