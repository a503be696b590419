/// A table for a terminal: columns aligned by display width, two spaces between them, a rule below the header.
public struct TextTable: Sendable {
    /// One column.
    public struct Column: Sendable {
        /// The header.
        public var title: String
        /// Numbers stand to the right.
        public var right: Bool
        /// Where the terminal is narrow, the column with the highest number gives room first, cut with `…`; 0 is never cut. Where that is
        /// not enough, columns from 2 on are left out, the highest first.
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
    public func lines(width: Int?) -> [String] { lines(layout(width)) }

    /// The lines as one text; what a narrow terminal has no room for is named below.
    public func text(width: Int?) -> String {
        let layout = layout(width)
        let left = columns.indices.filter { !layout.shown.contains($0) }.map { columns[$0].title }
        let isChinese = columns.contains { DisplayWidth.columns($0.title) > $0.title.count }
        let note = isChinese ? "（终端较窄，未显示：\(left.joined(separator: "、"))）" : "(too narrow for: \(left.joined(separator: ", ")))"
        return (lines(layout) + (left.isEmpty ? [] : [note])).map { $0 + "\n" }.joined()
    }

    /// Which columns are shown, and how wide each is.
    private struct Layout {
        var shown: [Int]
        var widths: [Int]
    }

    private func layout(_ width: Int?) -> Layout {
        var widths = columns.map { DisplayWidth.columns($0.title) }
        for row in rows {
            for (index, field) in row.enumerated() where index < widths.count {
                widths[index] = max(widths[index], DisplayWidth.columns(field))
            }
        }
        var shown = Array(columns.indices)
        guard let width else { return Layout(shown: shown, widths: widths) }
        while true {
            // eight columns tell four Chinese characters from others; what a row is about needs more
            let fitting = shrunk(widths, shown, to: width) { columns[$0].yields == 1 ? 16 : 8 }
            if Self.total(fitting, shown) <= width { return Layout(shown: shown, widths: fitting) }
            guard let leaving = shown.filter({ columns[$0].yields > 1 }).max(by: { columns[$0].yields < columns[$1].yields }) else {
                return Layout(shown: shown, widths: shrunk(widths, shown, to: width) { _ in 6 })
            }
            shown.removeAll { $0 == leaving }
        }
    }

    private static func total(_ widths: [Int], _ shown: [Int]) -> Int { shown.reduce(0) { $0 + widths[$1] } + 2 * (shown.count - 1) }

    private func shrunk(_ widths: [Int], _ shown: [Int], to width: Int, least: (Int) -> Int) -> [Int] {
        var widths = widths
        var excess = Self.total(widths, shown) - width
        for index in shown.sorted(by: { columns[$0].yields > columns[$1].yields }) where columns[index].yields > 0 && excess > 0 {
            let given = min(excess, max(0, widths[index] - least(index)))
            widths[index] -= given
            excess -= given
        }
        return widths
    }

    private func lines(_ layout: Layout) -> [String] {
        let rule = layout.shown.map { String(repeating: "-", count: layout.widths[$0]) }.joined(separator: "  ")
        return [line(columns.map(\.title), layout), rule] + rows.map { line($0, layout) }
    }

    private func line(_ fields: [String], _ layout: Layout) -> String {
        var out = ""
        for (place, index) in layout.shown.enumerated() {
            let width = layout.widths[index]
            let field = DisplayWidth.cut(index < fields.count ? fields[index] : "", to: width)
            out += DisplayWidth.pad(field, to: width, right: columns[index].right)
            if place < layout.shown.count - 1 { out += "  " }
        }
        while out.hasSuffix(" ") { out.removeLast() }
        return out
    }
}
