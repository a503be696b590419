internal import Base
internal import Extraction
internal import Platform

/// The codebook that all extractors of this aggregator work with.
struct CodebookInForce: Sendable {
    /// What is laid over the built-in codebook, as it travels to the extractors; empty for the built-in one alone.
    let text: [UInt8]
    /// Digest of both together.
    let digest: String
    /// Version of the engine that this aggregator was built with; extractors must have the same.
    let engine: String
    let areaOfIndicator: [String: String]

    /// Reads the overlay, if there is one. Throws what the codebook's reader throws, with the line.
    init(path: String?) throws {
        var codebook = try Codebook.builtIn()
        var overlay: [UInt8] = []
        if let path {
            overlay = try SmallFile.read(path, limit: 16 << 20)
            codebook = codebook.overlaid(by: try Codebook(text: overlay, name: path))
        }
        text = overlay
        digest = codebook.digest
        engine = Engine.version
        areaOfIndicator = Dictionary(codebook.indicators.map { ($0.code, $0.area) }, uniquingKeysWith: { first, _ in first })
    }
}
