internal import Aggregation
internal import Digest

/// Where a page ended: opaque to clients, made of content alone, and checked when it comes back.
enum Cursor {
    /// A report among all, in the order of the export.
    struct ReportPlace {
        var name: String
        var sha256: [UInt8]
        var report: Int
    }

    static func text(_ key: CellKey) -> String {
        var record = RecordWriter()
        record.text(key.city)
        record.int(key.year)
        record.text(key.indicator)
        return "c" + Hex.encode(record.bytes)
    }

    static func text(_ place: ReportPlace) -> String {
        var record = RecordWriter()
        record.text(place.name)
        record.text(Hex.encode(place.sha256))
        record.int(place.report)
        return "r" + Hex.encode(record.bytes)
    }

    static func text(correction number: Int64) -> String { "k\(number)" }

    static func correction(_ text: String) throws(LedgerError) -> Int64 {
        guard text.first == "k", let number = Int64(text.dropFirst()), number >= 0 else { throw invalid(text) }
        return number
    }

    static func cell(_ text: String) throws(LedgerError) -> CellKey {
        var record = try reader(text, "c")
        let key = CellKey(city: record.text(), year: record.int(), indicator: record.text())
        guard record.isSound else { throw invalid(text) }
        return key
    }

    static func report(_ text: String) throws(LedgerError) -> ReportPlace {
        var record = try reader(text, "r")
        let name = record.text()
        let digest = Hex.decode(record.text())
        let report = record.int()
        guard record.isSound, let digest, digest.count == SHA256Digest.byteCount, (0..<Int(TaskID.slots)).contains(report) else {
            throw invalid(text)
        }
        return ReportPlace(name: name, sha256: digest, report: report)
    }

    private static func reader(_ text: String, _ kind: Character) throws(LedgerError) -> RecordReader {
        guard text.utf8.count <= 16 << 10, text.first == kind, let bytes = Hex.decode(text.dropFirst()) else { throw invalid(text) }
        return RecordReader(bytes)
    }

    private static func invalid(_ text: String) -> LedgerError { LedgerError(.cursor, String(text.prefix(80))) }
}
