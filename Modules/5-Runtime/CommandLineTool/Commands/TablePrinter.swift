internal import Aggregation
internal import Base
internal import Export
internal import Extraction
internal import Protocol
internal import Runtime

/// Fetches cells and prints them as the options say: page by page, city by city.
enum TablePrinter {
    static let formats = ["table", "json", "jsonl", "csv", "md"]

    static let options: [OptionSpec] = [
        CommonOptions.format(formats, fallback: "table"),
        OptionSpec("long", help: "One row a number (the default)."),
        OptionSpec("wide", help: "Numbers side by side: cities and years across (table, md), indicators across (csv)."),
        CommonOptions.language,
    ]

    /// Prints the cells that the filter lets through and returns how many there were.
    static func print(_ filter: GetTable, _ client: AggregatorClient, _ invocation: Invocation, labels: Labels) throws -> Int {
        let writer = try writer(invocation, labels)
        return try feed(filter, client, writer, labels)
    }

    /// Sends all cells through a writer.
    static func feed(_ filter: GetTable, _ client: AggregatorClient, _ writer: any TableWriter, _ labels: Labels) throws -> Int {
        var sorted = CityByCity(AnyTableWriter(writer), order: TableOrder(labels))
        try sorted.begin()
        try client.eachPageOfCells(filter) { payload in
            for cell in try cells(payload) { try sorted.add(cell) }
        }
        try sorted.end()
        return sorted.count
    }

    /// The cells of one page.
    static func cells(_ payload: [UInt8]) throws -> [Cell] {
        do {
            return try CellReader.cells(payload)
        } catch {
            throw ToolError(
                .unexpectedReply, "the aggregator sent cells that cannot be read",
                advice: "run versions of Huibao that differ by one at most")
        }
    }

    /// Refuses words that do not go together, before anything is asked.
    static func check(_ invocation: Invocation) throws(ToolError) {
        let format = invocation.options.string("format") ?? "table"
        guard invocation.options.flag("wide") else { return }
        if invocation.options.flag("long") { throw ToolError(.usage, "--wide and --long do not go together", advice: "give one of them") }
        if format == "json" || format == "jsonl" {
            throw ToolError(.usage, "--wide is no layout for \(format)", advice: "use --format table, csv or md")
        }
    }

    private static func writer(_ invocation: Invocation, _ labels: Labels) throws -> any TableWriter {
        let console = invocation.console
        let language = Language(rawValue: invocation.options.string("lang") ?? "zh") ?? .zh
        let wide = invocation.options.flag("wide")
        let sink: ByteSink = { bytes in try console.write(bytes) }
        return switch invocation.options.string("format") ?? "table" {
        case "json": JSONTable(asArray: true, sink: sink)
        case "jsonl": JSONTable(asArray: false, sink: sink)
        case "csv" where wide: WideTable(.csv, labels: labels, language: language, sink: sink)
        case "csv": LongTable(.csv, labels: labels, language: language, sink: sink)
        case "md" where wide: WideTable(.markdown, labels: labels, language: language, sink: sink)
        case "md": LongTable(.markdown, labels: labels, language: language, sink: sink)
        case _ where wide: WideTable(.terminal(width: console.outputColumns), labels: labels, language: language, sink: sink)
        default: TerminalTable(labels: labels, language: language, width: console.outputColumns, sink: sink)
        }
    }
}

/// One writer of several kinds.
private struct AnyTableWriter: TableWriter {
    private var writer: any TableWriter
    init(_ writer: any TableWriter) { self.writer = writer }
    mutating func begin() throws { try writer.begin() }
    mutating func add(_ cell: Cell) throws { try writer.add(cell) }
    mutating func end() throws { try writer.end() }
}
