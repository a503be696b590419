internal import Aggregation
internal import Base
internal import Export
internal import Platform
internal import Runtime
internal import Text

/// `huibao bench table`: how fast a long table is written, and in how much memory.
enum TableBenchCommand {
    static let command = Command(
        ["bench", "table"], .local, "measure the writing of a long table: rows a second, peak memory",
        options: [
            OptionSpec("rows", .integer(1...100_000_000), placeholder: "N", help: "Rows of the table.", fallback: "1000000"),
            OptionSpec(
                "format", short: "f", .choice(["json", "jsonl", "csv", "md", "xlsx", "html", "sqlite"]), help: "What is written.", fallback: "csv"),
            OptionSpec("output", short: "o", .text, placeholder: "FILE", help: "Keep the table here (default: a temporary file, gone at the end)."),
        ],
        examples: [
            ("huibao bench table", "a million rows as CSV"),
            ("huibao bench table --format xlsx --rows 200000", "as a workbook, with its sheet of evidence"),
        ],
        details: """
            Invented cells, made one by one, go through the same writers as those of 'huibao table'. Peak memory is this process's as the
            kernel counts it (VmHWM), with all that was there before the first row.
            """
    ) { invocation in
        let rows = invocation.options.integer("rows") ?? 1
        let format = invocation.options.string("format") ?? "csv"
        let labels = try CodebookLabels().labels
        let folder = try PrivateFolder.make(invocation.context.environment)
        defer { try? LocalFiles.remove(folder) }
        let path = invocation.options.string("output") ?? "\(folder)/table"
        let before = ProcessProbe.peakBytes(Machine.processID)
        let start = invocation.context.now()
        try write(rows, format, path, labels)
        let milliseconds = max(1, invocation.context.now().milliseconds(since: start))
        let peak = ProcessProbe.peakBytes(Machine.processID)
        let bytes = LocalFiles.attributes(of: path)?.bytes ?? 0
        var line = JSONLine()
        line.openObject()
        line.key("format"); line.string(format)
        line.key("rows"); line.int(rows)
        line.key("seconds"); line.double(Double(milliseconds) / 1000)
        line.key("rowsPerSecond"); line.double((Double(rows) * 1000 / Double(milliseconds)).rounded())
        line.key("bytes"); line.int(Int(bytes))
        line.key("peakBytes"); line.int(Int(peak))
        line.key("peakBytesBefore"); line.int(Int(before))
        line.closeObject()
        line.newline()
        try invocation.console.write(line.bytes)
        return .done
    }

    private static func write(_ rows: Int, _ format: String, _ path: String, _ labels: Labels) throws {
        switch format {
        case "xlsx": try feed(rows, XLSXTable(path: path, layout: .long, labels: labels, language: .zh), labels)
        case "sqlite": try feed(rows, SQLiteTable(path: path, labels: labels), labels)
        default:
            let file = try FileWriter(path)
            let sink: ByteSink = { try file.write($0) }
            switch format {
            case "json": try feed(rows, JSONTable(asArray: true, sink: sink), labels)
            case "jsonl": try feed(rows, JSONTable(asArray: false, sink: sink), labels)
            case "md": try feed(rows, LongTable(.markdown, labels: labels, language: .zh, sink: sink), labels)
            case "html": try feed(rows, HTMLTable(labels: labels, language: .zh, sink: sink), labels)
            default: try feed(rows, LongTable(.csv, labels: labels, language: .zh, sink: sink), labels)
            }
            try file.commit()
        }
    }

    /// Cities of all indicators in two years, as many as it takes; one cell in seven has a second report behind it.
    private static func feed(_ rows: Int, _ writer: some TableWriter, _ labels: Labels) throws {
        var table = CityByCity(writer, order: TableOrder(labels))
        try table.begin()
        let codes = labels.indicators.map(\.code)
        for row in 0..<rows {
            let city = row / (2 * max(1, codes.count))
            let within = row % (2 * max(1, codes.count))
            try table.add(cell("试验\(city)市", 2021 + within % 2, codes.isEmpty ? "a.b" : codes[within / 2], row, labels))
        }
        try table.end()
    }

    private static func cell(_ city: String, _ year: Int, _ code: String, _ row: Int, _ labels: Labels) -> Cell {
        let value = Double(row % 99_991 + 1)
        let unit = labels.indicator(code)?.unit ?? "个"
        let quote = "\(Int(value))\(unit)"
        func evidence(_ document: String) -> Evidence {
            Evidence(
                document: document, report: 0, start: 100, end: 106, byteStart: 280, byteEnd: 292, quote: quote, value: value, subject: "试验数",
                sentence: "全年各项工作稳步推进，\(labels.name(code, .zh))达到\(quote)，超过上年。", sentenceStart: 88, sentenceEnd: 120,
                because: ["number.digits", "role.fact"])
        }
        let documents = ["\(city)\(year).txt"] + (row % 7 == 0 ? ["\(city)\(year)-2.txt"] : [])
        return Cell(
            city: city, year: year, indicator: code, area: nil, value: value, high: nil, unit: unit, approximation: row % 5 == 0 ? .about : .exact,
            scope: "new", periodStart: "", periodEnd: "", confidence: 0.9, conflict: row % 7 == 0, unlikePeriods: false, chosenBy: .only,
            evidence: documents.map(evidence), runnerUp: nil)
    }
}
