public import Aggregation
internal import Text

/// Cells where reports disagree, for reading in a terminal: a line a cell, below it each claim with the sentence around its number.
///
/// ```
/// 白塔市 2022  新增工会会员数（人）
///   1  6,430  采用：后发报告优先  10-baita-2022.html
///      …全市新发展会员【6430人】，…
///   2  6,403  15-five-cities-2022.txt
///      …
/// ```
public enum ConflictText {
    /// `width`: of the terminal; nil to cut nothing. The numbers are those that `--resolve` takes.
    public static func text(_ cells: [Cell], labels: Labels, language: Language, width: Int?) -> String {
        cells.map { lines($0, labels, language, width).map { $0 + "\n" }.joined() }.joined(separator: "\n")
    }

    private static func lines(_ cell: Cell, _ labels: Labels, _ language: Language, _ width: Int?) -> [String] {
        var lines = [cell.city + (cell.year == 0 ? "" : " \(cell.year)") + "  " + labels.title(cell.indicator, language)]
        let values = cell.evidence.enumerated().map { index, entry in
            index == 0 ? CellText.number(cell, language) + CellText.marks(cell) : NumberText.grouped(entry.value)
        }
        let most = values.map { DisplayWidth.columns($0) }.max() ?? 0
        for (index, entry) in cell.evidence.enumerated() {
            let isSet = SetEvidence.isSet(entry)
            let number = isSet ? "" : "\(Claims.number(index, of: cell))"
            let taken = index == 0 ? language.pick("采用：", "taken: ") + Words.rule(cell.chosenBy, language) + "  " : ""
            let value = DisplayWidth.pad(values[index], to: most, right: true)
            lines.append(DisplayWidth.pad(number, to: 3, right: true) + "  " + value + "  " + taken + (isSet ? "" : entry.document))
            if !isSet { lines.append("     " + excerpt(MarkedSentence(entry), columns: width.map { max(20, $0 - 5) })) }
        }
        return lines.map { line in
            let safe = TerminalText.safe(line)
            return width.map { DisplayWidth.cut(safe, to: $0) } ?? safe
        }
    }

    /// The sentence with its number in 【】, of a long one what stands around it.
    static func excerpt(_ sentence: MarkedSentence, columns: Int?) -> String {
        guard let columns, DisplayWidth.columns(sentence.text) > columns, !sentence.number.isEmpty else { return sentence.text }
        let number = "【\(sentence.number)】"
        // what stands before a number tells most of what it counts
        let room = max(0, columns - DisplayWidth.columns(number))
        let after = min(DisplayWidth.columns(sentence.after), room / 3)
        let before = DisplayWidth.cut(String(sentence.before.reversed()), to: room - after)
        return String(before.reversed()) + number + DisplayWidth.cut(sentence.after, to: room - DisplayWidth.columns(before))
    }
}
