import Aggregation
import Base
import Export
import TestSupport
import Testing

/// Every format against a golden file in `Fixtures`, reviewed by eye.
@Suite struct TableFormatTests {
    /// A writer by the name of its golden file.
    private static func writer(_ name: String, _ sink: @escaping ByteSink) -> any TableWriter {
        let labels = Samples.labels
        return switch name {
        case "table.json": JSONTable(asArray: true, sink: sink)
        case "table.jsonl": JSONTable(asArray: false, sink: sink)
        case "long.csv": LongTable(.csv, labels: labels, language: .zh, sink: sink)
        case "long.en.csv": LongTable(.csv, labels: labels, language: .en, sink: sink)
        case "long.md": LongTable(.markdown, labels: labels, language: .zh, sink: sink)
        case "long.txt": TerminalTable(labels: labels, language: .zh, width: nil, sink: sink)
        case "long.72.txt": TerminalTable(labels: labels, language: .zh, width: 72, sink: sink)
        case "long.en.txt": TerminalTable(labels: labels, language: .en, width: nil, sink: sink)
        case "wide.csv": WideTable(.csv, labels: labels, language: .zh, sink: sink)
        case "wide.md": WideTable(.markdown, labels: labels, language: .zh, sink: sink)
        case "wide.50.txt": WideTable(.terminal(width: 50), labels: labels, language: .zh, sink: sink)
        default: WideTable(.terminal(width: nil), labels: labels, language: .en, sink: sink)
        }
    }

    private static func write(_ name: String, _ cells: [Cell]) throws -> String {
        var bytes: [UInt8] = []
        var writer = writer(name) { bytes += $0 }
        try writer.begin()
        for cell in cells { try writer.add(cell) }
        try writer.end()
        return String(decoding: bytes, as: UTF8.self)
    }

    static let names = [
        "table.json", "table.jsonl", "long.csv", "long.en.csv", "long.md", "long.txt", "long.72.txt", "long.en.txt", "wide.csv", "wide.md",
        "wide.50.txt", "wide.en.txt",
    ]

    @Test(arguments: names) func looksAsReviewed(_ name: String) throws {
        let golden = try #require(Repository.text("Tests/ExportTests/Fixtures/\(name)"), "no golden file \(name)")
        #expect(try Self.write(name, Samples.cells) == golden)
    }

    @Test func anEmptyTableIsStillValid() throws {
        #expect(try Self.write("table.json", []) == "[]\n")
        #expect(try Self.write("table.jsonl", []) == "")
        #expect(try Self.write("long.txt", []) == "")
        #expect(try Self.write("wide.50.txt", []) == "")
        #expect(try Self.write("long.csv", []).split(separator: "\r\n").count == 1)
    }

    @Test func whatWasWrittenIsReadBackTheSame() throws {
        let json = try Self.write("table.json", Samples.cells)
        #expect(try CellReader.cells([UInt8](json.utf8)) == Samples.cells)
    }

    @Test(arguments: [
        "", "{}", "[1]", "[{}]", "[] x", "[{\"city\":\"a\",\"indicator\":\"b\",\"evidence\":[]}]", "[{\"city\":1}]",
        "[{\"approximation\":\"no\"}]",
    ])
    func nonsenseIsNoTable(_ json: String) {
        #expect(throws: JSONReaderError.self) { try CellReader.cells([UInt8](json.utf8)) }
    }

    @Test func linesOfATerminalTableHaveEqualColumns() throws {
        let lines = try Self.write("long.72.txt", Samples.cells).split(separator: "\n")
        #expect(lines.allSatisfy { DisplayWidth.columns($0) <= 72 })
    }

    @Test func citiesComeTogetherAndRowsInTheOrderOfTheCodebook() throws {
        var order: [String] = []
        struct Recorder: TableWriter {
            let record: (Cell) -> Void
            func begin() {}
            func add(_ cell: Cell) { record(cell) }
            func end() {}
        }
        var sorted = CityByCity(Recorder { order.append("\($0.city)\($0.indicator)\($0.year)") }, order: TableOrder(Samples.labels))
        try sorted.begin()
        let cells = [
            Samples.cell("云泽市", 2021, "unknown.b", 1, "人", quote: "1人"), Samples.cell("云泽市", 2022, "org.new_members", 1, "人", quote: "1人"),
            Samples.cell("云泽市", 2021, "aid.funds", 1, "元", quote: "1元"), Samples.cell("云泽市", 2021, "org.new_members", 1, "人", quote: "1人"),
            Samples.cell("云泽市", 2021, "unknown.a", 1, "人", quote: "1人"), Samples.cell("青岭市", 2021, "aid.funds", 1, "元", quote: "1元"),
        ]
        for cell in cells { try sorted.add(cell) }
        try sorted.end()
        #expect(
            order == [
                "云泽市org.new_members2021", "云泽市org.new_members2022", "云泽市aid.funds2021", "云泽市unknown.a2021", "云泽市unknown.b2021",
                "青岭市aid.funds2021",
            ])
        #expect(sorted.count == 6)
    }

    /// A derived figure has a row, a name and a mark of its own, and shows what it was calculated from.
    @Test func derivedFiguresStandApart() throws {
        func text(_ make: (@escaping ByteSink) -> any TableWriter) throws -> String {
            var bytes: [UInt8] = []
            var writer = make { bytes += $0 }
            try writer.begin()
            for cell in [Samples.cells[1], Samples.derived] { try writer.add(cell) }
            try writer.end()
            return String(decoding: bytes, as: UTF8.self)
        }
        let labels = Samples.labels
        let terminal = try text { TerminalTable(labels: labels, language: .zh, width: nil, sink: $0) }
        #expect(terminal.contains("困难职工帮扶发放资金（推算目标）  345.04万–345.42万推  元    405.3万元 ÷ 117.4%"))
        #expect(terminal.contains("推  报告没有说"))
        let wide = try text { WideTable(.markdown, labels: labels, language: .en, sink: $0) }
        #expect(wide.contains("| Aid funds, implied target (yuan) | 3,450,404.43–3,454,196.85推 |"))
        let page = try text { HTMLTable(labels: labels, language: .zh, sink: $0) }
        #expect(page.contains("class=\"v\">345.04万–345.42万推<") && page.contains("<mark>117.4%</mark>") && !page.contains("<figure>"))
        // beside its own indicator, whatever the codebook's order
        #expect(TableOrder(labels).before(Samples.cells[1], Samples.derived) && labels.order(Samples.derived.indicator) == labels.order("aid.funds"))
    }
}
