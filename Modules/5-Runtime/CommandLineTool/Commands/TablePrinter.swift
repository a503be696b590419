internal import Aggregation
internal import Assessment
internal import Base
internal import Export
internal import Extraction
internal import Protocol
internal import Runtime

/// Fetches cells and prints them as the options say: page by page, city by city.
enum TablePrinter {
    static let formats = ["table", "json", "jsonl", "csv", "md", "xlsx", "html", "sqlite"]

    private static let binary: Set<String> = ["xlsx", "sqlite"]

    static let options: [OptionSpec] =
        TableOutput.options(formats) + [
            OptionSpec("derived", help: "Also what follows from told figures, as rows of its own: the target behind a completion."),
            OptionSpec("long", help: "One row a number (the default)."),
            OptionSpec(
                "wide", help: "Numbers side by side: cities and years across (table, md, html), indicators across (csv, xlsx)."),
            CommonOptions.language,
        ]

    /// Prints the cells that the filter lets through and returns how many there were.
    static func print(_ filter: GetTable, _ client: AggregatorClient, _ invocation: Invocation, labels: Labels) throws -> Int {
        var undated = UndatedDocuments()
        let count = try write(filter, client, invocation, labels) { undated.add($0) }
        undated.tell(invocation.console)
        return count
    }

    private static func write(
        _ filter: GetTable, _ client: AggregatorClient, _ invocation: Invocation, _ labels: Labels, _ note: (Cell) -> Void
    ) throws -> Int {
        let format = try TableOutput.format(invocation)
        let targets = invocation.options.flag("derived") ? try ImpliedTargets.all(client) : [:]
        guard binary.contains(format) else {
            return try TableOutput.text(invocation) { sink, width in
                try feed(filter, client, writer(format, invocation, labels, width: width, sink), labels, targets, note: note)
            }
        }
        return try TableOutput.binary(invocation) { path in
            if format == "sqlite" { return try feed(filter, client, SQLiteTable(path: path, labels: labels), labels, targets, note: note) }
            let layout: XLSXTable.Layout = invocation.options.flag("wide") ? .wide : .long
            let writer = try XLSXTable(path: path, layout: layout, labels: labels, language: TableOutput.language(invocation))
            return try feed(filter, client, writer, labels, targets, note: note) {
                try WorkbookChecks(filter: filter, labels: labels, language: TableOutput.language(invocation)).run(client) { try writer.add($0) }
            }
        }
    }

    /// Sends all cells through a writer, and the targets that follow from them. `note`: is shown each cell; `last`: what is left to do before its end.
    static func feed(
        _ filter: GetTable, _ client: AggregatorClient, _ writer: any TableWriter, _ labels: Labels, _ targets: [CellKey: [ImpliedTarget]] = [:],
        note: (Cell) -> Void = { _ in }, last: () throws -> Void = {}
    ) throws -> Int {
        var sorted = CityByCity(AnyTableWriter(writer), order: TableOrder(labels))
        try sorted.begin()
        try client.eachPageOfCells(filter) { payload in
            for cell in try cells(payload) {
                note(cell)
                try sorted.add(cell)
                if let own = targets[cell.key], let target = ImpliedTarget.cell(beside: cell, of: own) { try sorted.add(target) }
            }
        }
        try last()
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
    static func check(_ invocation: Invocation) throws {
        let format = try TableOutput.format(invocation)
        try TableOutput.check(invocation)
        if binary.contains(format) { try TableOutput.checkBinary(invocation, format) }
        guard invocation.options.flag("wide") else { return }
        if invocation.options.flag("long") { throw ToolError(.usage, "--wide and --long do not go together", advice: "give one of them") }
        if ["json", "jsonl", "sqlite"].contains(format) {
            throw ToolError(.usage, "--wide is no layout for \(format)", advice: "use --format table, csv, md, xlsx or html")
        }
        if format == "csv", invocation.options.flag("derived") {
            throw ToolError(.usage, "a wide CSV has no room for the ranges of --derived", advice: "leave out --wide, or use xlsx, html or md")
        }
    }

    private static func writer(
        _ format: String, _ invocation: Invocation, _ labels: Labels, width: Int?, _ sink: @escaping ByteSink
    ) throws -> any TableWriter {
        let language = TableOutput.language(invocation)
        let wide = invocation.options.flag("wide")
        return switch format {
        case "json": JSONTable(asArray: true, sink: sink)
        case "jsonl": JSONTable(asArray: false, sink: sink)
        case "html" where wide: HTMLWideTable(labels: labels, language: language, sink: sink)
        case "html": HTMLTable(labels: labels, language: language, sink: sink)
        case "csv" where wide: WideTable(.csv, labels: labels, language: language, sink: sink)
        case "csv": LongTable(.csv, labels: labels, language: language, sink: sink)
        case "md" where wide: WideTable(.markdown, labels: labels, language: language, sink: sink)
        case "md": LongTable(.markdown, labels: labels, language: language, sink: sink)
        case _ where wide: WideTable(.terminal(width: width), labels: labels, language: language, sink: sink)
        default: TerminalTable(labels: labels, language: language, width: width, sink: sink)
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
