internal import Platform
internal import Base
internal import Export

/// Where a command's data and words go. Data on standard output, everything else on standard error.
protocol Console: AnyObject {
    /// Data, as it stands. Throws `outputClosed` where nobody reads any more, and the system's error where it cannot be written.
    func write(_ bytes: [UInt8]) throws
    /// A line of words for people, on standard error. Never fails.
    func say(_ line: String)
    /// Replaces the progress line on a terminal; an empty text removes it. Does nothing off a terminal.
    func progress(_ line: String)
    /// Columns of the terminal that data goes to; nil off a terminal.
    var outputColumns: Int? { get }
    /// Columns of the terminal that words go to; nil off a terminal.
    var errorColumns: Int? { get }
    /// Standard input up to its end; throws beyond `limit` bytes.
    func readInput(limit: Int) throws -> [UInt8]
    /// Some of standard input as soon as it is there; empty at its end.
    func readSomeInput() throws -> [UInt8]
}

extension Console {
    /// A text, as data.
    func write(_ text: String) throws { try write([UInt8](text.utf8)) }

    /// An error in words.
    func say(_ error: any ProductError) {
        say("huibao: \(error.message)")
        for line in error.advice.split(separator: "\n") { say("  \(line)") }
    }
}

/// The process's own standard streams. Used from one thread.
final class SystemConsole: Console {
    private var progressShown = false
    private let errorIsTerminal = Terminal.isTerminal(.error)
    private let outputIsTerminal = Terminal.isTerminal(.output)

    init() { Machine.ignoreBrokenPipes() }

    func write(_ bytes: [UInt8]) throws {
        if progressShown, outputIsTerminal { progress("") }
        do {
            try StandardStream.output.write(bytes)
        } catch {
            guard error.isBrokenPipe else { throw error }
            throw ToolError(.outputClosed, "nobody reads standard output any more")
        }
    }

    func say(_ line: String) {
        if progressShown { progress("") }
        try? StandardStream.error.write([UInt8]((TerminalText.safe(line) + "\n").utf8))
    }

    func progress(_ line: String) {
        guard errorIsTerminal, progressShown || !line.isEmpty else { return }
        progressShown = !line.isEmpty
        try? StandardStream.error.write([UInt8](("\r\u{1B}[K" + line).utf8))
    }

    var outputColumns: Int? { outputIsTerminal ? Terminal.width(.output) ?? 80 : nil }
    var errorColumns: Int? { errorIsTerminal ? Terminal.width(.error) ?? 80 : nil }
    func readInput(limit: Int) throws -> [UInt8] { try StandardStream.input.readAll(limit: limit) }
    func readSomeInput() throws -> [UInt8] { try StandardStream.input.readSome(1 << 16) }
}
