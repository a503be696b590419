// In a terminal the names of cities stand upright, so that a mark takes three columns and a table of many cities fits side by side:
//
//             东 东 石
//             渡 渡 屏
//                   岭
//   指标      21 22 21
//   --------  -- -- --
//   新增会员  ✓  △  —
internal import Aggregation

/// Indicators × cities and years, with a mark in each place.
struct GapMap {
    let places: [Gaps.Place]
    /// Codes and names from the top.
    let rows: [(code: String, name: String)]
    let title: String
    private let missing: [[String: String]]

    init(places: [Gaps.Place], rows: [(code: String, name: String)], title: String) {
        self.places = places
        self.rows = rows
        self.title = title
        missing = places.map { place in Dictionary(place.missing.map { ($0.indicator, GapTable.mark($0)) }) { first, _ in first } }
    }

    /// All marks that occur.
    var marks: Set<String> { Set(rows.flatMap { row in missing.map { $0[row.code] ?? "✓" } }) }

    /// As many places side by side as fit into `width`; the others below. Nil: all of them.
    func text(width: Int?) -> String {
        let name = max(DisplayWidth.columns(title), rows.map { DisplayWidth.columns($0.name) }.max() ?? 0)
        let fitting = width.map { max(1, ($0 - name - 1) / 3) } ?? places.count
        // equal blocks instead of a short one at the end
        let blocks = (places.count + fitting - 1) / fitting
        let each = (places.count + blocks - 1) / blocks
        return stride(from: 0, to: places.count, by: each).map { block($0..<min($0 + each, places.count), name) }.joined(separator: "\n")
    }

    private func block(_ range: Range<Int>, _ name: Int) -> String {
        let heads = places[range].map { Self.upright($0.city) }
        var text = ""
        for line in 0..<(heads.map(\.count).max() ?? 0) { text += self.line("", heads.map { line < $0.count ? $0[line] : "" }, name) }
        text += line(title, places[range].map { String("\($0.year)".suffix(2)) }, name)
        text += line(String(repeating: "-", count: name), range.map { _ in "--" }, name)
        for row in rows { text += line(row.name, missing[range].map { $0[row.code] ?? "✓" }, name) }
        return text
    }

    private func line(_ first: String, _ fields: [String], _ name: Int) -> String {
        var text = DisplayWidth.pad(DisplayWidth.cut(first, to: name), to: name) + " "
        for field in fields { text += " " + DisplayWidth.pad(field, to: 2) }
        while text.hasSuffix(" ") { text.removeLast() }
        return text + "\n"
    }

    /// The characters of a city's name from the top, its 市 left out, six at most; narrow ones in pairs.
    private static func upright(_ city: String) -> [String] {
        let name = TerminalText.safe(city.count > 2 && city.hasSuffix("市") ? String(city.dropLast()) : city)
        var lines: [String] = []
        for character in name {
            let text = String(character)
            if let last = lines.last, DisplayWidth.columns(last) + DisplayWidth.columns(text) <= 2 {
                lines[lines.count - 1] += text
            } else {
                lines.append(text)
            }
        }
        return lines.count > 6 ? Array(lines.prefix(5)) + ["…"] : lines
    }

    func markdown() -> String {
        var text = MarkdownField.row(([title] + places.map { "\($0.city) \($0.year)" }).map(MarkdownField.text))
        text += MarkdownField.rule([false] + places.map { _ in true })
        for row in rows { text += MarkdownField.row(([row.name] + missing.map { $0[row.code] ?? "✓" }).map(MarkdownField.text)) }
        return text
    }
}
