/// A sheet as rows of texts, wherever it came from: CSV as spreadsheets save it, or the cells of a workbook.
public struct SheetText: Sendable, Equatable {
    /// One row that holds anything.
    public struct Row: Sendable, Equatable {
        /// Line of the file (or row of the workbook) that it begins on, from 1.
        public var line: Int
        /// From the left; texts without space at their ends.
        public var fields: [String]

        /// A row at a line.
        public init(line: Int, fields: [String]) {
            self.line = line
            self.fields = fields
        }
    }

    /// From the top; empty rows and comments are left out.
    public var rows: [Row]
    /// Whether it is a sheet of a workbook, where 80% is kept as 0.8.
    public var isWorkbook = false

    /// The most rows and fields that are read; what is beyond belongs to another kind of file.
    static let rowLimit = 200_000
    static let fieldLimit = 1000

    /// Rows that were read elsewhere. Empty rows and those whose first field begins with `#` are left out.
    public init(rows: [Row], isWorkbook: Bool = false) {
        self.isWorkbook = isWorkbook
        self.rows = rows.map { row in Row(line: row.line, fields: row.fields.prefix(Self.fieldLimit).map(Self.trimmed)) }
            .filter { row in row.fields.contains { !$0.isEmpty } && row.fields.first?.hasPrefix("#") != true }
    }

    /// CSV (RFC 4180): comma, semicolon or tab, whichever the first line has most of; a byte order mark is passed over, as is the
    /// apostrophe by which spreadsheets keep text from being taken for a formula.
    public init(csv text: String) {
        var scalars = Array(text.unicodeScalars)[...]
        if scalars.first == "\u{FEFF}" { scalars = scalars.dropFirst() }
        let separator = Self.separator(scalars)
        var rows: [Row] = []
        var fields: [String] = []
        var field = String.UnicodeScalarView()
        var quoted = false
        var line = 1
        var begun = 1
        func ended(_ field: String.UnicodeScalarView) -> String {
            let text = String(field)
            return text.hasPrefix("'") && text.count > 1 ? String(text.dropFirst()) : text
        }
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\"" where quoted && scalars.first == "\"":
                field.append("\"")
                scalars = scalars.dropFirst()
            case "\"" where quoted || field.isEmpty: quoted.toggle()
            case separator where !quoted:
                fields.append(ended(field))
                field = .init()
            case "\n", "\r":
                if scalar == "\r", scalars.first == "\n" { scalars = scalars.dropFirst() }
                line += 1
                if quoted {
                    field.append("\n")
                } else {
                    if rows.count < Self.rowLimit { rows.append(Row(line: begun, fields: fields + [ended(field)])) }
                    (fields, field, begun) = ([], .init(), line)
                }
            default: field.append(scalar)
            }
        }
        if !field.isEmpty || !fields.isEmpty { rows.append(Row(line: begun, fields: fields + [ended(field)])) }
        self.init(rows: rows)
    }

    private static func separator(_ scalars: ArraySlice<Unicode.Scalar>) -> Unicode.Scalar {
        // comments may hold anything: the first line that is none tells
        var line = scalars
        while line.first == "#" { line = line.drop { $0 != "\n" }.dropFirst() }
        line = line.prefix { $0 != "\n" && $0 != "\r" }
        let counts = [Unicode.Scalar(","), ";", "\t"].map { candidate in (candidate, line.count { $0 == candidate }) }
        return counts.max { $0.1 < $1.1 }.map { $0.1 == 0 ? "," : $0.0 } ?? ","
    }

    static func trimmed(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace || first == "\u{FEFF}" { scalars = scalars.dropFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars = scalars.dropLast() }
        return String(scalars)
    }
}
