internal import Aggregation
internal import Base
internal import Digest
internal import Text

/// What ties a row of a query sheet to its question, in a hidden column: the cell and its claims, a digest of each locked field, and a seal
/// over all of it. Against slips and sorting, not against forgery: a reply is signed by whom its sender trusts.
struct Credential: Equatable {
    var id: String
    var kind: LetterQuestion.Kind
    var key: CellKey
    var claims: [LetterQuestion.Told]
    /// Four hexadecimal digits for each locked field, in their order.
    var fields: [String]

    init(_ question: LetterQuestion, locked: [String]) {
        id = question.id
        kind = question.kind
        key = question.key
        claims = question.claims
        fields = locked.map(Self.digest)
    }

    /// Four digits of a field; white space and the width of characters do not count.
    static func digest(_ field: String) -> String { String(SHA256Digest.hex([UInt8](Anchor.folded(field).utf8)).prefix(4)) }

    /// As text: a JSON object, and behind it its seal.
    var text: String {
        var line = JSONLine()
        line.openObject()
        line.key("id"); line.string(id)
        line.key("kind"); line.string(kind.rawValue)
        line.key("city"); line.string(key.city)
        line.key("year"); line.int(key.year)
        line.key("indicator"); line.string(key.indicator)
        line.key("claims")
        line.openArray()
        for claim in claims {
            line.openObject()
            line.key("value"); line.double(claim.value)
            line.key("anchor"); claim.anchor.write(to: &line)
            line.closeObject()
        }
        line.closeArray()
        line.key("fields"); line.string(fields.joined(separator: " "))
        line.closeObject()
        return String(decoding: line.bytes, as: UTF8.self) + Self.seal(line.bytes)
    }

    private static let sealLength = 16

    private static func seal(_ bytes: [UInt8]) -> String { String(SHA256Digest.hex(bytes).prefix(sealLength)) }

    /// Reads what `text` wrote; nil for anything else, or where it was changed.
    init?(_ text: String) {
        let bytes = [UInt8](text.utf8)
        guard bytes.count > Self.sealLength else { return nil }
        let body = Array(bytes.dropLast(Self.sealLength))
        guard Self.seal(body) == String(decoding: bytes.suffix(Self.sealLength), as: UTF8.self) else { return nil }
        var reader = JSONReader(body)
        var (id, kind, city, year, indicator, fields) = ("", "", "", 0, "", "")
        var claims: [LetterQuestion.Told] = []
        do throws(JSONReaderError) {
            try reader.object { reader, key throws(JSONReaderError) in
                switch key {
                case "id": id = try reader.string()
                case "kind": kind = try reader.string()
                case "city": city = try reader.string()
                case "year": year = try reader.int()
                case "indicator": indicator = try reader.string()
                case "fields": fields = try reader.string()
                case "claims": try reader.array { reader throws(JSONReaderError) in claims.append(try Self.claim(&reader)) }
                default: try reader.skip()
                }
            }
        } catch {
            return nil
        }
        guard let known = LetterQuestion.Kind(rawValue: kind) else { return nil }
        self.id = id
        self.kind = known
        self.key = CellKey(city: city, year: year, indicator: indicator)
        self.claims = claims
        self.fields = fields.split(separator: " ").map(String.init)
    }

    private static func claim(_ reader: inout JSONReader) throws(JSONReaderError) -> LetterQuestion.Told {
        var value = 0.0
        var anchor = Anchor(sha256: "", document: "", quote: "", before: "", after: "")
        try reader.object { reader, key throws(JSONReaderError) in
            switch key {
            case "value": value = try reader.double()
            case "anchor": anchor = try Anchor(reading: &reader)
            default: try reader.skip()
            }
        }
        return LetterQuestion.Told(value: value, anchor: anchor)
    }
}
