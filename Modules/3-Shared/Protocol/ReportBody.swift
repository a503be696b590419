internal import FoundationEssentials
internal import Base
public import Text

/// A report as one payload frame: a line of JSON (what it is, pieces, blocks), a line feed, then the source bytes.
///
/// The aggregator stores and forwards it unopened.
public enum ReportBody {
    /// The frame.
    public static func encode(_ report: Report) -> [UInt8] {
        var line = JSONLine(reserving: report.source.count + 1024)
        line.openObject()
        line.key("v"); line.int(ProtocolVersion.current)
        line.key("document"); line.string(report.document)
        line.key("number"); line.int(report.number)
        line.key("city"); line.string(report.city)
        line.key("province"); line.string(report.province)
        line.key("year"); if let year = report.year { line.int(year) } else { line.null() }
        line.key("published")
        if let day = report.published {
            line.openArray(); line.int(day.year); line.int(day.month); line.int(day.day); line.closeArray()
        } else {
            line.null()
        }
        line.key("byteOffset"); line.int(report.byteOffset)
        line.key("scalarOffset"); line.int(report.scalarOffset)
        // start and length of each piece's source, then its text where it was replaced
        line.key("pieces")
        line.openArray()
        for piece in report.pieces {
            line.int(piece.source.lowerBound); line.int(piece.source.count)
        }
        line.closeArray()
        line.key("replacements")
        line.openArray()
        for (index, piece) in report.pieces.enumerated() {
            if let text = piece.replacement { line.openArray(); line.int(index); line.string(text); line.closeArray() }
        }
        line.closeArray()
        line.key("blocks")
        line.openArray()
        for block in report.blocks {
            line.openArray()
            line.string(block.kind.rawValue); line.int(block.range.lowerBound); line.int(block.range.count); line.int(block.level)
            line.closeArray()
        }
        line.closeArray()
        line.closeObject()
        line.newline()
        return line.bytes + report.source
    }

    /// The report; throws `malformed` for anything that is no sound report.
    public static func decode(_ frame: [UInt8]) throws(ProtocolError) -> Report {
        guard let end = frame.firstIndex(of: 10) else { throw ProtocolError(.malformed, "report body without a header line") }
        let header: Header
        do {
            guard MessageCodec.isPlain(frame[..<end]) else { throw ProtocolError(.limit, "nesting of a report's header") }
            header = try JSONDecoder().decode(Header.self, from: Data(frame[..<end]))
        } catch {
            throw ProtocolError(.malformed, "report body's header line")
        }
        guard ProtocolVersion.understood.contains(header.v) else { throw ProtocolError(.version, "\(header.v)") }
        let source = [UInt8](frame[(end + 1)...])
        guard (0...9999).contains(header.year ?? 0) else { throw ProtocolError(.malformed, "year of a report") }
        guard header.pieces.count.isMultiple(of: 2) else { throw ProtocolError(.malformed, "report body with half a piece") }
        var pieces: [Piece] = []
        pieces.reserveCapacity(header.pieces.count / 2)
        for index in stride(from: 0, to: header.pieces.count, by: 2) {
            pieces.append(Piece(source: try range(header.pieces[index], header.pieces[index + 1])))
        }
        for replacement in header.replacements {
            guard pieces.indices.contains(replacement.index) else { throw ProtocolError(.malformed, "replacement of no piece") }
            pieces[replacement.index].replacement = replacement.text
        }
        var blocks: [Block] = []
        blocks.reserveCapacity(header.blocks.count)
        for block in header.blocks {
            guard let kind = Block.Kind(rawValue: block.kind) else { throw ProtocolError(.malformed, "block of unknown kind") }
            blocks.append(Block(kind: kind, range: try range(block.start, block.count), level: block.level))
        }
        var published: CalendarDay?
        if let day = header.published {
            guard day.count == 3, (0...9999).contains(day[0]), (1...12).contains(day[1]), (1...31).contains(day[2]) else {
                throw ProtocolError(.malformed, "day of publication")
            }
            published = CalendarDay(year: day[0], month: day[1], day: day[2])
        }
        let report = Report(
            document: header.document, number: header.number, city: header.city, year: header.year, published: published,
            byteOffset: header.byteOffset, scalarOffset: header.scalarOffset, source: source, pieces: pieces, blocks: blocks,
            province: header.province ?? "")
        guard report.isSound else { throw ProtocolError(.malformed, "report body with offsets outside its text") }
        return report
    }

    private static func range(_ start: Int, _ count: Int) throws(ProtocolError) -> Range<Int> {
        guard start >= 0, count >= 0, start <= WireLimits.payloadBytes, count <= WireLimits.payloadBytes else {
            throw ProtocolError(.malformed, "report body with offsets outside its text")
        }
        return start..<start + count
    }

    private struct Header: Decodable {
        var v: Int
        var document: String
        var number: Int
        var city: String
        /// Missing in bodies that an earlier version wrote.
        var province: String?
        var year: Int?
        var published: [Int]?
        var byteOffset: Int
        var scalarOffset: Int
        var pieces: [Int]
        var replacements: [Replacement]
        var blocks: [BlockEntry]
    }

    private struct Replacement: Decodable {
        var index: Int
        var text: String

        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            index = try list.decode(Int.self)
            text = try list.decode(String.self)
        }
    }

    private struct BlockEntry: Decodable {
        var kind: String
        var start: Int
        var count: Int
        var level: Int

        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            kind = try list.decode(String.self)
            start = try list.decode(Int.self)
            count = try list.decode(Int.self)
            level = try list.decode(Int.self)
        }
    }
}
