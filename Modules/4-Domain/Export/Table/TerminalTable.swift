public import Aggregation

/// One row a cell, for a terminal. Keeps the texts of all rows, since the columns' widths depend on them.
public struct TerminalTable: TableWriter {
    private let labels: Labels
    private let language: Language
    private let width: Int?
    private let sink: ByteSink
    private var table: TextTable
    private var marks: Set<Character> = []

    /// `width`: columns of the terminal, nil to cut nothing.
    public init(labels: Labels, language: Language, width: Int?, sink: @escaping ByteSink) {
        self.labels = labels
        self.language = language
        self.width = width
        self.sink = sink
        let titles = language == .zh ? RowTitles.chinese : RowTitles.english
        // the document gives room first, then area and quote, the indicator last
        let yields = [0, 0, 3, 1, 0, 0, 2, 4]
        table = TextTable(titles.enumerated().map { TextTable.Column($1, right: $0 == 1 || $0 == 4, yields: yields[$0]) })
    }

    /// Writes what stands before the first cell.
    public mutating func begin() throws {}

    /// Writes or keeps one cell.
    public mutating func add(_ cell: Cell) throws {
        let number = CellText.number(cell, language) + CellText.marks(cell)
        marks.formUnion(number)
        table.add(RowTexts.of(cell, number: number, labels, language))
    }

    /// Writes what was kept, and what stands behind the last cell.
    public mutating func end() throws {
        guard !table.rows.isEmpty else { return }
        try sink([UInt8](table.text(width: width).utf8))
        let legend = CellText.legend(marks, language)
        if !legend.isEmpty { try sink([UInt8](("\n" + legend.joined(separator: "\n") + "\n").utf8)) }
    }
}
