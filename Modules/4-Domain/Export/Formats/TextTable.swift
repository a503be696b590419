/// A table for a terminal: columns aligned by display width, two spaces between them, a rule below the header.
public struct TextTable: Sendable {
    /// One column.
    public struct Column: Sendable {
        /// The header.
        public var title: String
        /// Numbers stand to the right.
        public var right: Bool
        /// Where the terminal is narrow, the column with the highest number gives room first, cut with `…`; 0 is never cut.
        public var yields: Int

        /// A column; `yields` as above.
        public init(_ title: String, right: Bool = false, yields: Int = 0) {
            self.title = title
            self.right = right
            self.yields = yields
        }
    }

    /// From left to right.
    public var columns: [Column]
    /// What was added, made harmless.
    public private(set) var rows: [[String]] = []

    /// A table without rows.
    public init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row; missing fields are empty, control characters are made harmless.
    public mutating func add(_ row: [String]) { rows.append(row.map(TerminalText.safe)) }

    /// The lines. `width`: columns of the terminal, or nil to cut nothing.
    public func lines(width: Int?) -> [String] {
        var widths = columns.map { DisplayWidth.columns($0.title) }
        for row in rows {
            for (index, field) in row.enumerated() where index < widths.count {
                widths[index] = max(widths[index], DisplayWidth.columns(field))
            }
        }
        if let width { shrink(&widths, to: width) }
        var lines = [line(columns.map(\.title), widths), widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")]
        lines.reserveCapacity(rows.count + 2)
        for row in rows { lines.append(line(row, widths)) }
        return lines
    }

    /// The lines as one text.
    public func text(width: Int?) -> String { lines(width: width).map { $0 + "\n" }.joined() }

    private func shrink(_ widths: inout [Int], to width: Int) {
        var excess = widths.reduce(0, +) + 2 * (widths.count - 1) - width
        for index in columns.indices.sorted(by: { columns[$0].yields > columns[$1].yields }) where columns[index].yields > 0 && excess > 0 {
            // eight columns tell four Chinese characters from others
            let given = min(excess, max(0, widths[index] - 8))
            widths[index] -= given
            excess -= given
        }
    }

    private func line(_ fields: [String], _ widths: [Int]) -> String {
        var out = ""
        for (index, width) in widths.enumerated() {
            let field = DisplayWidth.cut(index < fields.count ? fields[index] : "", to: width)
            out += DisplayWidth.pad(field, to: width, right: columns[index].right)
            if index < widths.count - 1 { out += "  " }
        }
        while out.hasSuffix(" ") { out.removeLast() }
        return out
    }
}
