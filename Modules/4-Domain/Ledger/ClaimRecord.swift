internal import Text

/// A claim as it stands in the ledger: a version byte, then fields one after another. City, year and indicator stand in the cell's row.
///
/// Version 2 says where among the observation lines the claim's evidence stands, and only what the observation there does not say.
///
/// Integers are variable-length (7 bits a byte, zigzag), doubles their 8 bytes, text a length and its UTF-8. A claim of a page of JSON is
/// read in a hundredth of the time.
enum ClaimRecord {
    private static let version: UInt8 = 1
    private static let pointing: UInt8 = 2

    /// What of a claim is as its observation says.
    private struct Same: OptionSet {
        let rawValue: UInt8
        static let number = Same(rawValue: 1)
        static let confidence = Same(rawValue: 2)
        static let period = Same(rawValue: 4)
    }

    /// The record beside its lines: a few bytes where the claim repeats an observation.
    static func encode(_ claim: Claim, among lines: inout ToldLines) -> [UInt8] {
        guard let (place, observation) = lines.find(claim.evidence) else { return encode(claim) }
        var same: Same = []
        let isNumber = claim.value.bitPattern == observation.value.bitPattern && claim.high?.bitPattern == observation.high?.bitPattern
        if isNumber, claim.unit == observation.unit, claim.approximation == observation.approximation { same.insert(.number) }
        if claim.confidence.bitPattern == observation.confidence.bitPattern { same.insert(.confidence) }
        let isPeriod = claim.periodStart == observation.periodStart && claim.periodEnd == observation.periodEnd
        if isPeriod, claim.scope == observation.scope { same.insert(.period) }
        var out = RecordWriter()
        out.bytes += [pointing, same.rawValue]
        out.int(place)
        if !same.contains(.number) { writeNumber(claim, &out) }
        if !same.contains(.confidence) { out.double(claim.confidence) }
        if !same.contains(.period) { writePeriod(claim, &out) }
        out.optional(claim.runnerUp) { out, runnerUp in
            let found = lines.find(runnerUp)
            out.optional(found?.place) { $0.int($1) }
            if found == nil { write(runnerUp, &out) }
        }
        return out.bytes
    }

    /// The claim of either kind, or nil for bytes that are none.
    static func decode(_ bytes: [UInt8], among lines: ToldLines?, city: String, year: Int, indicator: String) -> Claim? {
        guard bytes.first == pointing else { return decode(bytes, city: city, year: year, indicator: indicator) }
        var record = RecordReader(bytes)
        _ = record.byte()
        let same = Same(rawValue: record.byte())
        guard let observation = lines?.observation(record.int()) else { return nil }
        var claim = Claim(
            city: city, year: year, indicator: indicator, value: observation.value, high: observation.high, unit: observation.unit,
            approximation: observation.approximation, confidence: observation.confidence, scope: observation.scope,
            periodStart: observation.periodStart, periodEnd: observation.periodEnd, evidence: Evidence(observation), runnerUp: nil)
        if !same.contains(.number) {
            claim.value = record.double()
            claim.high = record.optional { $0.double() }
            claim.unit = record.text()
            guard let approximation = Observation.Approximation(rawValue: record.text()) else { return nil }
            claim.approximation = approximation
        }
        if !same.contains(.confidence) { claim.confidence = record.double() }
        if !same.contains(.period) {
            claim.scope = record.text()
            claim.periodStart = record.text()
            claim.periodEnd = record.text()
        }
        claim.runnerUp = record.optional { record -> Evidence? in
            guard record.byte() == 1 else { return read(&record) }
            return lines?.observation(record.int()).map { Evidence($0) }
        } ?? nil
        return record.isSound ? claim : nil
    }

    private static func writeNumber(_ claim: Claim, _ out: inout RecordWriter) {
        out.double(claim.value)
        out.optional(claim.high) { $0.double($1) }
        out.text(claim.unit)
        out.text(claim.approximation.rawValue)
    }

    private static func writePeriod(_ claim: Claim, _ out: inout RecordWriter) {
        out.text(claim.scope)
        out.text(claim.periodStart)
        out.text(claim.periodEnd)
    }

    static func encode(_ claim: Claim) -> [UInt8] {
        var out = RecordWriter()
        out.bytes.append(version)
        writeNumber(claim, &out)
        out.double(claim.confidence)
        writePeriod(claim, &out)
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
