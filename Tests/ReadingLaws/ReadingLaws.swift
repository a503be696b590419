public import Text
internal import Extraction
internal import Ingest

/// What must hold for the reading of any bytes at all. The test suite, which tries seeded texts, and the fuzzer share it.
///
/// 1. Reports divide the decoded document without gap or overlap.
/// 2. `source[start:end] == quote`, in scalars and in bytes, for observations, rejections and bare mentions alike.
/// 3. Every numeral of the source stands in an observation or in a rejection; an observation is in no rejection's place.
/// 4. Values are finite, high ends above low ends, what is told is in order.
public struct ReadingLaws: Sendable {
    private let engine: Engine

    /// Laws for the built-in codebook; making them takes some milliseconds.
    public init() throws { engine = Engine(codebook: try Codebook.builtIn()) }

    /// The breaches for a document of these bytes; none where the ingest refuses it.
    public func breaches(document bytes: [UInt8]) -> [String] {
        guard let reports = try? Ingest().read(bytes, name: "document") else { return [] }
        var breaches: [String] = []
        var byteOffset = 0
        var scalarOffset = 0
        for report in reports {
            if report.byteOffset != byteOffset || report.scalarOffset != scalarOffset { breaches.append("report \(report.number) does not follow the one before") }
            byteOffset += report.source.count
            scalarOffset += Self.scalars(report.source).count
            let reading = engine.read(report)
            breaches += Self.breaches(report, observations: reading.observations, rejections: reading.rejections)
        }
        return breaches
    }

    /// The breaches of the bare grammar for a line.
    public func breaches(line: String) -> [String] {
        let scalars = Array(line.unicodeScalars)
        var breaches: [String] = []
        var last = 0
        for m in Quantities.mentions(in: line) {
            guard m.start < m.end, m.start >= last, m.end <= scalars.count else {
                breaches.append("mention \(m.start)..<\(m.end) behind \(last) of \(scalars.count)")
                continue
            }
            last = m.end
            if !scalars[m.start..<m.end].elementsEqual(m.quote.unicodeScalars) { breaches.append("mention \(m.start): quote \(m.quote)") }
            if !m.value.isFinite || !(m.high ?? 0).isFinite { breaches.append("mention \(m.quote): value \(m.value)") }
        }
        return breaches
    }

    /// The breaches of laws 2 to 4 for one report's reading.
    public static func breaches(_ report: Report, observations: [Observation], rejections: [Rejection]) -> [String] {
        let scalars = scalars(report.source)
        var covered = [Bool](repeating: false, count: scalars.count)
        var breaches: [String] = []
        func cover(_ what: String, _ start: Int, _ end: Int, _ byteStart: Int, _ byteEnd: Int, _ quote: String) {
            let s = start - report.scalarOffset, e = end - report.scalarOffset
            let bs = byteStart - report.byteOffset, be = byteEnd - report.byteOffset
            guard s >= 0, s < e, e <= scalars.count, bs >= 0, bs < be, be <= report.source.count else {
                breaches.append("\(what) \(start)..<\(end), bytes \(byteStart)..<\(byteEnd), outside the report")
                return
            }
            if !scalars[s..<e].elementsEqual(quote.unicodeScalars) { breaches.append("\(what) \(start)..<\(end) is not \(quote)") }
            if !report.source[bs..<be].elementsEqual(quote.utf8) { breaches.append("\(what) bytes \(byteStart)..<\(byteEnd) are not \(quote)") }
            for k in s..<e { covered[k] = true }
        }
        for r in rejections { cover("rejection", r.start, r.end, r.byteStart, r.byteEnd, r.quote) }
        let rejected = covered
        for o in observations {
            cover("observation", o.start, o.end, o.byteStart, o.byteEnd, o.quote)
            if !o.value.isFinite || (o.high.map { !$0.isFinite || $0 < o.value } ?? false) { breaches.append("\(o.quote): \(o.value) to \(o.high ?? .nan)") }
            let s = o.start - report.scalarOffset
            if rejected.indices.contains(s), rejected[s] { breaches.append("\(o.quote) at \(o.start) is observed and rejected") }
        }
        if zip(observations, observations.dropFirst()).contains(where: { $0.start > $1.start }) { breaches.append("observations out of order") }
        if zip(rejections, rejections.dropFirst()).contains(where: { $0.start > $1.start }) { breaches.append("rejections out of order") }
        for (k, s) in scalars.enumerated() where !covered[k] && isNumeral(s) { breaches.append("numeral \(s) at \(k) is neither told nor rejected") }
        return breaches
    }

    /// Whether a scalar is a numeral by the engine's definition.
    public static func isNumeral(_ s: Unicode.Scalar) -> Bool {
        (48...57).contains(s.value) || (0xFF10...0xFF19).contains(s.value) || chinese.contains(s)
    }

    private static let chinese = Set("零〇一二两三四五六七八九廿卅十百千万亿".unicodeScalars)
    private static func scalars(_ bytes: [UInt8]) -> [Unicode.Scalar] { Array(String(decoding: bytes, as: UTF8.self).unicodeScalars) }
}
