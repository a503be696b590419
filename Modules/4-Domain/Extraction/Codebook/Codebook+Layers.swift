import CData

/// Codebooks laid over one another, as one text: the way in which an aggregator hands them to its extractors.
extension Codebook {
    /// Stands between two layers: a form feed, which no codebook holds.
    private static let separator: UInt8 = 0x0C

    /// The built-in codebook's file.
    public static var builtInText: [UInt8] { unsafe [UInt8](UnsafeBufferPointer(start: huibao_codebook(), count: huibao_codebook_size())) }

    /// Several files as one text, for `init(layers:name:)`.
    public static func joined(_ files: [[UInt8]]) -> [UInt8] { Array(files.joined(separator: [separator])) }

    /// Reads a joined text: each layer is laid over those before it. A text without a separator is one codebook.
    public init(layers text: [UInt8], name: String) throws(CodebookError) {
        let layers = text.split(separator: Self.separator, omittingEmptySubsequences: false)
        var codebook = try Codebook(text: [UInt8](layers.first ?? []), name: name)
        for layer in layers.dropFirst() { codebook = codebook.overlaid(by: try Codebook(text: [UInt8](layer), name: name)) }
        self = codebook
    }
}
