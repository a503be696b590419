public import Aggregation
internal import Base

/// The answer to a question as rows and columns, printed alike by every command: for people (terminal, Markdown) with labels and marks,
/// for machines (JSON, CSV) with keys and plain numbers.
public struct ResultTable: Sendable {
    /// One field of a row.
    public enum Field: Sendable, Equatable {
        /// The same text for people and machines.
        case text(String)
        /// A code for machines, a word for people.
        case word(String, shown: String)
        /// A number for machines, and how people see it.
        case number(Double, shown: String)
        /// A whole number.
        case count(Int)
        /// Several texts: an array in JSON, joined elsewhere.
        case list([String])
        case nothing

        /// Words of a source: as they are for machines, without the spaces of its layout for people.
        static func quote(_ quote: String) -> Field { .word(quote, shown: CellText.tidy(quote)) }
    }

    /// One column.
    public struct Column: Sendable {
        /// The key in JSON, a stable name.
        public var key: StaticString
        /// The title for people and in CSV.
        public var title: String
        /// Numbers stand to the right.
        public var right: Bool
        /// As in `TextTable.Column`.
        public var yields: Int
        /// Only machines see it.
        public var isDetail: Bool
        /// Its number has a proof: see `ResultTable.proofs`.
        public var isProven: Bool

        /// A column; see its members.
        public init(
            _ key: StaticString, _ title: String, right: Bool = false, yields: Int = 0, isDetail: Bool = false, isProven: Bool = false
        ) {
            self.key = key
            self.title = title
            self.right = right
            self.yields = yields
            self.isDetail = isDetail
            self.isProven = isProven
        }
    }

    /// The formats, by their names on the command line.
    public static let formats = ["table", "json", "jsonl", "csv", "md", "xlsx", "html"]
    /// From left to right.
    public var columns: [Column]
    /// From top to bottom.
    public var rows: [[Field]] = []
    /// The cell behind a row's proven number, by the row's place: a comment in a workbook, the sentence on a page.
    public var proofs: [Int: Cell] = [:]
    /// A line for people above the table.
    public var title = ""
    /// Of the labels that a page or workbook adds.
    public var language = Language.zh
    /// Lines for people below the table.
    public var notes: [String] = []

    /// A table without rows.
    public init(_ columns: [Column]) { self.columns = columns }

    /// The bytes of a format; `width` cuts a terminal's lines.
    public func bytes(_ format: String, width: Int?) -> [UInt8] {
        switch format {
        case "json": json(asArray: true)
        case "jsonl": json(asArray: false)
        case "csv": csv()
        case "html": page()
        case "md": markdown()
        default: terminal(width)
        }
    }

    /// Adds a row with the cell behind its number.
    public mutating func add(_ row: [Field], proof: Cell?) {
        if let proof { proofs[rows.count] = proof }
        rows.append(row)
    }

    private func json(asArray: Bool) -> [UInt8] {
        var out = [UInt8]((asArray ? "[" : "").utf8)
        var line = JSONLine()
        for (index, row) in rows.enumerated() {
            line.reset()
            line.openObject()
            for (column, field) in zip(columns, row) {
                line.key(column.key)
                switch field {
                case .text(let text), .word(let text, _): line.string(text)
                case .number(let value, _): line.double(value)
                case .count(let value): line.int(value)
                case .list(let texts):
                    line.openArray()
                    for text in texts { line.string(text) }
                    line.closeArray()
                case .nothing: line.null()
                }
            }
            line.closeObject()
            out += asArray ? [UInt8]((index == 0 ? "\n" : ",\n").utf8) + line.bytes : line.bytes + [10]
        }
        guard asArray else { return out }
        return out + [UInt8]((rows.isEmpty ? "]\n" : "\n]\n").utf8)
    }

    private func csv() -> [UInt8] {
        var out = CSVField.byteOrderMark + CSVField.line(columns.map { CSVField.text($0.title) })
        for row in rows {
            out += CSVField.line(
                row.map { field in
                    switch field {
                    case .text(let text), .word(_, let text): CSVField.text(TerminalText.safe(text))
                    case .number(let value, _): CSVField.number(value)
                    case .count(let value): "\(value)"
                    case .list(let texts): CSVField.text(TerminalText.safe(texts.joined(separator: "；")))
                    case .nothing: ""
                    }
                })
        }
        return out
    }

    var visible: [Int] { columns.indices.filter { !columns[$0].isDetail } }

    func shown(_ row: [Field]) -> [String] {
        visible.map { index in
            switch index < row.count ? row[index] : .nothing {
            case .text(let text), .word(_, let text), .number(_, let text): text
            case .count(let value): "\(value)"
            case .list(let texts): texts.joined(separator: "、")
            case .nothing: ""
            }
        }
    }

    private func markdown() -> [UInt8] {
        var text = title.isEmpty ? "" : "**\(MarkdownField.text(title))**\n\n"
        text += MarkdownField.row(visible.map { MarkdownField.text(columns[$0].title) })
        text += MarkdownField.rule(visible.map { columns[$0].right })
        for row in rows { text += MarkdownField.row(shown(row).map(MarkdownField.text)) }
        if !notes.isEmpty { text += "\n" + notes.map(MarkdownField.text).joined(separator: "  \n") + "\n" }
        return [UInt8](text.utf8)
    }

    private func terminal(_ width: Int?) -> [UInt8] {
        var table = TextTable(
            visible.map { TextTable.Column(columns[$0].title, right: columns[$0].right, yields: columns[$0].yields) })
        for row in rows { table.add(shown(row)) }
        var text = title.isEmpty ? "" : TerminalText.safe(title) + "\n\n"
        if !rows.isEmpty { text += table.text(width: width) }
        if !notes.isEmpty { text += (text.isEmpty ? "" : "\n") + notes.map { TerminalText.wrapped(TerminalText.safe($0), to: width) }.joined(separator: "\n") + "\n" }
        return [UInt8](text.utf8)
    }
}
