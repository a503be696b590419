internal import Base
internal import Extraction
internal import Platform

/// The built-in codebook with files of the user laid over it.
enum CodebookFiles {
    /// Reads the files in their order over the built-in one.
    static func load(_ paths: [String]) throws -> Codebook {
        var codebook = try Codebook.builtIn()
        for path in paths { codebook = codebook.overlaid(by: try read(path)) }
        return codebook
    }

    /// One file alone.
    static func read(_ path: String) throws -> Codebook { try Codebook(text: SmallFile.read(path, limit: 16 << 20), name: path) }
}
