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
        areaOfIndicator = Dictionary(codebook.indicators.map { ($0.code, $0.area) }, uniquingKeysWith: { first, _ in first })
    }
}
