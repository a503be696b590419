internal import Base
internal import Extraction
internal import Platform

/// The codebook that all extractors of this aggregator work with.
struct CodebookInForce: Sendable {
    /// The built-in codebook and what is laid over it, as it travels to the extractors.
    let text: [UInt8]
    let digest: String
    /// Version of the engine that this aggregator was built with; extractors must have the same.
    let engine: String
    let areaOfIndicator: [String: String]
    /// Names for the dashboard, as JSON: `{"indicators": [{code, zh, en, unit, area}], "areas": [{code, zh, en}]}`, in the codebook's order.
    let names: [UInt8]

    /// Reads the overlay, if there is one. Throws what the codebook's reader throws, with the line.
    init(path: String?) throws {
        var files = [Codebook.builtInText]
        if let path {
            let overlay = try SmallFile.read(path, limit: 16 << 20)
            // read alone first, so that a mistake is told with its own file and line
            _ = try Codebook(text: overlay, name: path)
            files.append(overlay)
        }
        text = Codebook.joined(files)
        let codebook = try Codebook(layers: text, name: path ?? "built-in codebook")
        digest = codebook.digest
        engine = Engine.version
        names = Self.names(codebook)
        areaOfIndicator = Dictionary(codebook.indicators.map { ($0.code, $0.area) }, uniquingKeysWith: { first, _ in first })
    }
    private static func names(_ codebook: Codebook) -> [UInt8] {
        var line = JSONLine()
        line.openObject()
        line.key("indicators")
        line.openArray()
        for indicator in codebook.indicators {
            line.openObject()
            line.key("code"); line.string(indicator.code)
            line.key("zh"); line.string(indicator.nameZh)
            line.key("en"); line.string(indicator.nameEn)
            line.key("unit"); line.string(indicator.unit)
            line.key("area"); line.string(indicator.area)
            line.closeObject()
        }
        line.closeArray()
        line.key("areas")
        line.openArray()
        for area in codebook.areas {
            line.openObject()
            line.key("code"); line.string(area.code)
            line.key("zh"); line.string(area.nameZh)
            line.key("en"); line.string(area.nameEn)
            line.closeObject()
        }
        line.closeArray()
        line.closeObject()
        return line.bytes
    }
}
