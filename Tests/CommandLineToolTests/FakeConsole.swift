import Base
import Platform

@testable import CommandLineTool

/// A console that remembers.
final class FakeConsole: Console {
    private(set) var output: [UInt8] = []
    private(set) var words: [String] = []
    private(set) var progressLines: [String] = []
    var input: [UInt8] = []
    var outputColumns: Int?
    var errorColumns: Int?
    /// Thrown by the next write.
    var writeError: (any Error)?

    var text: String { String(decoding: output, as: UTF8.self) }
    var said: String { words.joined(separator: "\n") }

    func write(_ bytes: [UInt8]) throws {
        if let writeError { throw writeError }
        output += bytes
    }
    func say(_ line: String) { words.append(line) }
    func progress(_ line: String) { progressLines.append(line) }
    func readInput(limit: Int) throws -> [UInt8] {
        guard input.count <= limit else { throw PlatformError("read", "standard input", number: 27) }
        return input
    }
    func readSomeInput() throws -> [UInt8] {
        defer { input = Array(input.dropFirst(7)) }
        return Array(input.prefix(7))
    }
}
