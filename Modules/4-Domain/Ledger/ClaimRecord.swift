internal import Text

/// A claim as it stands in the ledger: a version byte, then fields one after another. City, year and indicator stand in the cell's row.
///
/// Integers are variable-length (7 bits a byte, zigzag), doubles their 8 bytes, text a length and its UTF-8. A claim of a page of JSON is
/// read in a hundredth of the time.
enum ClaimRecord {
    private static let version: UInt8 = 1

    static func encode(_ claim: Claim) -> [UInt8] {
        var out = RecordWriter()
        out.bytes.append(version)
        out.double(claim.value)
        out.optional(claim.high) { $0.double($1) }
        out.text(claim.unit)
        out.text(claim.approximation.rawValue)
        out.double(claim.confidence)
        out.text(claim.scope)
        out.text(claim.periodStart)
        out.text(claim.periodEnd)
        write(claim.evidence, &out)
        out.optional(claim.runnerUp) { write($1, &$0) }
        return out.bytes
    }

    /// The claim, or nil for bytes that are none.
    static func decode(_ bytes: [UInt8], city: String, year: Int, indicator: String) -> Claim? {
        var record = RecordReader(bytes)
        guard record.byte() == version else { return nil }
        let value = record.double()
        let high = record.optional { $0.double() }
        let unit = record.text()
        let approximation = Observation.Approximation(rawValue: record.text())
        let confidence = record.double()
        let scope = record.text()
        let periodStart = record.text()
        let periodEnd = record.text()
        let evidence = read(&record)
        let runnerUp = record.optional { read(&$0) }
        guard record.isSound, let approximation else { return nil }
        return Claim(
            city: city, year: year, indicator: indicator, value: value, high: high, unit: unit, approximation: approximation,
            confidence: confidence, scope: scope, periodStart: periodStart, periodEnd: periodEnd, evidence: evidence, runnerUp: runnerUp)
    }

    private static func write(_ evidence: Evidence, _ out: inout RecordWriter) {
        out.text(evidence.document)
        for number in [evidence.report, evidence.start, evidence.end, evidence.byteStart, evidence.byteEnd] { out.int(number) }
        out.text(evidence.quote)
        out.double(evidence.value)
        out.text(evidence.subject)
        out.text(evidence.sentence)
        out.int(evidence.sentenceStart)
        out.int(evidence.sentenceEnd)
        out.int(evidence.because.count)
        for rule in evidence.because { out.text(rule) }
    }

    private static func read(_ record: inout RecordReader) -> Evidence {
        Evidence(
            document: record.text(), report: record.int(), start: record.int(), end: record.int(), byteStart: record.int(),
            byteEnd: record.int(), quote: record.text(), value: record.double(), subject: record.text(), sentence: record.text(),
            sentenceStart: record.int(), sentenceEnd: record.int(), because: record.list { $0.text() })
    }
}

/// Writes fields one after another.
struct RecordWriter {
    var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(1024) }

    mutating func int(_ value: Int) {
        var rest = UInt64(bitPattern: Int64(value) << 1 ^ Int64(value) >> 63)
        while rest > 127 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func double(_ value: Double) {
        let bits = value.bitPattern
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
    }

    mutating func text(_ value: String) {
        int(value.utf8.count)
        bytes.append(contentsOf: value.utf8)
    }

    mutating func optional<T>(_ value: T?, _ write: (inout RecordWriter, T) -> Void) {
        bytes.append(value == nil ? 0 : 1)
        if let value { write(&self, value) }
    }
}

/// Reads what `RecordWriter` wrote. Never traps: past a fault it gives zeros and empty text, and is not sound at the end.
struct RecordReader {
    private let bytes: [UInt8]
    private var at = 0
    private var failed = false

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether all was read, to the last byte, without a fault.
    var isSound: Bool { !failed && at == bytes.count }

    mutating func byte() -> UInt8 {
        guard at < bytes.count else { failed = true; return 0 }
        at += 1
        return bytes[at - 1]
    }

    mutating func int() -> Int {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            let next = byte()
            value |= UInt64(next & 127) << shift
            if next < 128 { return Int(Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)) }
        }
        failed = true
        return 0
    }

    mutating func double() -> Double {
        var bits: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bits |= UInt64(byte()) << shift }
        return Double(bitPattern: bits)
    }

    mutating func text() -> String {
        let count = int()
        guard count >= 0, count <= bytes.count - at else { failed = true; return "" }
        at += count
        return String(decoding: bytes[at - count..<at], as: UTF8.self)
    }

    /// A length and so many bytes.
    mutating func blob() -> [UInt8] {
        let count = int()
        guard count >= 0, count <= bytes.count - at else { failed = true; return [] }
        at += count
        return Array(bytes[at - count..<at])
    }

    mutating func optional<T>(_ read: (inout RecordReader) -> T) -> T? { byte() == 0 ? nil : read(&self) }

    mutating func list<T>(_ read: (inout RecordReader) -> T) -> [T] {
        let count = int()
        guard count >= 0, count <= bytes.count - at else { failed = true; return [] }
        var items: [T] = []
        for _ in 0..<count where !failed { items.append(read(&self)) }
        return items
    }
}
