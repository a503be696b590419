internal import Aggregation

/// One small bar chart an indicator, as SVG: a bar for each city and year, its number beside it in words.
///
/// The newest year's bars are dark, the others light; a bar told for a part of its year has a dashed edge and `†` behind its number. So
/// nothing hangs on colour alone. Keeps the bars that it draws, and counts the others: memory does not grow with the table.
struct HTMLCharts {
    private struct Bar {
        var place: WideTable.Place
        var value: Double
        var label: String
        var partial: Bool
    }

    /// Bars of one chart; what is beyond is told in words.
    private static let limit = 40
    private var bars: [String: [Bar]] = [:]
    /// Bars beyond the limit, which are counted alone.
    private var left: [String: Int] = [:]

    /// Takes a cell that a report tells, and whose unit is that of its indicator, or like it.
    mutating func add(_ cell: Cell, _ labels: Labels, _ language: Language) {
        guard !cell.isDerived else { return }
        let usual = labels.indicator(cell.indicator)?.unit ?? cell.unit
        guard UnitKind.areAlike(cell.unit, usual), cell.value.isFinite else { return }
        guard bars[cell.indicator]?.count ?? 0 < Self.limit else { return left[cell.indicator, default: 0] += 1 }
        bars[cell.indicator, default: []].append(
            Bar(
                place: .init(city: cell.city, year: cell.year), value: cell.value,
                label: CellText.number(cell, language) + CellText.marks(cell), partial: CellText.isOfUnlikePeriod(cell)))
    }

    /// The charts of all indicators that two numbers at least are told for, in the codebook's order.
    func figures(_ labels: Labels, _ language: Language) -> [String] {
        bars.keys.sorted { (labels.order($0), $0) < (labels.order($1), $1) }.compactMap { code in
            guard let own = bars[code], own.count > 1 else { return nil }
            return figure(own.sorted { $0.place < $1.place }, more: left[code] ?? 0, title: labels.title(code, language), language)
        }
    }

    private func figure(_ shown: [Bar], more: Int, title: String, _ language: Language) -> String {
        let newest = shown.map(\.place.year).max() ?? 0
        let most = shown.map { abs($0.value) }.max() ?? 0
        let names = shown.map { $0.place.city + ($0.place.year == 0 ? "" : " \($0.place.year)") }
        // eleven points are six units a column
        let left = min(150, 6.2 * Double(names.map { DisplayWidth.columns($0) }.max() ?? 0) + 6)
        let right = min(110, 6.2 * Double(shown.map { DisplayWidth.columns($0.label) }.max() ?? 0) + 8)
        let room = max(40, 340 - left - right)
        var svg = ""
        for (index, bar) in shown.enumerated() {
            let top = Double(index) * 18
            let width = most == 0 ? 0 : max(1, room * abs(bar.value) / most)
            let kind = (bar.place.year == newest ? "b" : "b2") + (bar.partial ? " h" : "")
            svg += "<text x=\"\(number(left - 6))\" y=\"\(number(top + 13))\" text-anchor=\"end\">\(HTMLText.escape(names[index]))</text>"
            svg += "<rect class=\"\(kind)\" x=\"\(number(left))\" y=\"\(number(top + 3))\" width=\"\(number(width))\" height=\"12\"/>"
            svg += "<text x=\"\(number(left + width + 4))\" y=\"\(number(top + 13))\">\(HTMLText.escape(bar.label))</text>"
        }
        let rest = more == 0 ? "" : "<p class=\"legend\">\(language.pick("另有 \(more) 个数未画出", "\(more) more are not drawn"))</p>"
        let height = number(Double(shown.count) * 18 + 2)
        let name = HTMLText.escape(title)
        return "<figure><figcaption>\(name)</figcaption><svg viewBox=\"0 0 340 \(height)\" role=\"img\" aria-label=\"\(name)\">\(svg)</svg>\(rest)</figure>\n"
    }

    /// One decimal is enough for a place on a page.
    private func number(_ value: Double) -> String { NumberText.plain((value * 10).rounded() / 10) }
}
