internal import Base
internal import Extraction
internal import Platform
internal import Runtime
internal import Text

/// `huibao quantities`: the bare number grammar over the lines of files or of standard input.
enum QuantitiesCommand {
    static let command = Command(
        ["quantities"], .local, "find the numbers in lines of text", operands: "[FILE…]", count: 0...1000,
        examples: [
            ("echo 救助职工近3万人次 | huibao quantities", "one JSON object a line of input"),
            ("huibao quantities lines.txt | jq '.mentions[].value'", "values alone"),
        ],
        details: """
            Prints for each line {"line": n, "mentions": [{start, end, quote, value, high, unit, approximation}]}, lines counted from 1 in
            each file, offsets in Unicode scalars of the line. Numbers without a unit are mentions too. Without a FILE, or for '-', reads
            standard input; text is UTF-8.
            """,
        exits: [.notFound]
    ) { invocation in
        for path in invocation.operands.isEmpty ? ["-"] : invocation.operands {
            var lines = QuantityLines(console: invocation.console)
            guard path != "-" else {
                while case let some = try invocation.console.readSomeInput(), !some.isEmpty { try lines.take(some) }
                try lines.end()
                continue
            }
            guard case .file? = try? LocalFiles.kind(of: path) else {
                throw ToolError(.notFound, "there is no file '\(path)'", advice: "name a text file, or nothing for standard input")
            }
            try lines.take(SmallFile.read(path, limit: 1 << 30))
            try lines.end()
        }
        return .done
    }
}

/// Lines of one text, and an answer to each.
private struct QuantityLines {
    let console: any Console
    private var splitter = LineSplitter()
    private var line = JSONLine(reserving: 1 << 16)
    private var number = 0

    init(console: any Console) { self.console = console }

    mutating func take(_ bytes: [UInt8]) throws { try answer(splitter.lines(bytes)) }

    mutating func end() throws { try answer(splitter.rest()) }

    private mutating func answer(_ lines: [String]) throws {
        for text in lines {
            number += 1
            write(Quantities.mentions(in: text))
            guard line.bytes.count > 1 << 16 else { continue }
            try console.write(line.bytes)
            line.reset()
        }
        if !line.bytes.isEmpty { try console.write(line.bytes) }
        line.reset()
    }

    private mutating func write(_ mentions: [BareMention]) {
        line.openObject()
        line.key("line"); line.int(number)
        line.key("mentions")
        line.openArray()
        for mention in mentions {
            line.openObject()
            line.key("start"); line.int(mention.start)
            line.key("end"); line.int(mention.end)
            line.key("quote"); line.string(mention.quote)
            line.key("value"); line.double(mention.value)
            line.key("high"); if let high = mention.high { line.double(high) } else { line.null() }
            line.key("unit"); line.string(mention.unit)
            line.key("approximation"); line.string(mention.approximation.rawValue)
            line.closeObject()
        }
        line.closeArray()
        line.closeObject()
        line.newline()
    }
}

/// Cuts a stream of bytes into lines at line feeds; a carriage return before one falls away.
struct LineSplitter {
    private var held: [UInt8] = []

    /// The lines that these bytes complete.
    mutating func lines(_ bytes: [UInt8]) -> [String] {
        var lines: [String] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 10) {
            held.append(contentsOf: rest[rest.startIndex..<end])
            lines.append(take())
            rest = rest[(end + 1)...]
        }
        held.append(contentsOf: rest)
        return lines
    }

    /// What stands behind the last line feed, when there is anything.
    mutating func rest() -> [String] { held.isEmpty ? [] : [take()] }

    private mutating func take() -> String {
        if held.last == 13 { held.removeLast() }
        defer { held.removeAll(keepingCapacity: true) }
        return String(decoding: held, as: UTF8.self)
    }
}
