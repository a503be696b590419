internal import Base
internal import Extraction
internal import Runtime
internal import Text

/// `huibao quantities`: the bare number grammar over lines of standard input.
enum QuantitiesCommand {
    static let command = Command(
        ["quantities"], .local, "find the numbers in lines of standard input",
        examples: [
            ("echo 救助职工近3万人次 | huibao quantities", "one JSON object a line of input"),
            ("huibao quantities < lines.txt | jq '.mentions[].value'", "values alone"),
        ],
        details: """
            Prints for each line {"line": n, "mentions": [{start, end, quote, value, high, unit, approximation}]}, lines counted
            from 1, offsets in Unicode scalars of the line. Numbers without a unit are mentions too.
            """
    ) { invocation in
        var splitter = LineSplitter()
        var line = JSONLine(reserving: 1 << 16)
        var number = 0
        while true {
            let some = try invocation.console.readSomeInput()
            let lines = some.isEmpty ? splitter.rest() : splitter.lines(some)
            for text in lines {
                number += 1
                write(Quantities.mentions(in: text), number: number, to: &line)
            }
            if !line.bytes.isEmpty { try invocation.console.write(line.bytes) }
            line.reset()
            if some.isEmpty { return .done }
        }
    }

    private static func write(_ mentions: [BareMention], number: Int, to line: inout JSONLine) {
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
