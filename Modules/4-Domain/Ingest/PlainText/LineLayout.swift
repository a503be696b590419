import Text

/// What a line is where it opens a passage.
enum LineKind: Equatable {
    case paragraph, note, caption, byline, furniture
    /// A heading of a level; doubled where it was printed twice.
    case heading(Int, doubled: Bool)

    var block: Block.Kind {
        switch self {
        case .paragraph: .paragraph
        case .note: .note
        case .caption: .caption
        case .byline: .byline
        case .furniture: .furniture
        case .heading: .heading
        }
    }

    var level: Int {
        if case .heading(let level, _) = self { return level }
        return 0
    }

    var isHeading: Bool { level > 0 }
    var isBody: Bool { self == .paragraph || self == .note }
}

/// Judges lines by their neighbours: where a paragraph ends, which line is a heading. Every question looks at a few lines only.
///
/// Widths are counted in columns. A wrapped paragraph's lines are as wide as their column, its first one less by an indent of four
/// (which text layers drop) and its last one any width; a heading is narrower than what follows, and what follows begins a paragraph.
struct LineLayout {
    private let lines: [Line]

    init(_ lines: [Line]) { self.lines = lines }

    /// Whether the line ends its sentence.
    func ended(_ s: Span<UInt8>, _ i: Int) -> Bool { i < 0 || LineTraits.endsSentence(s, lines[i]) }

    /// Whether line `i` goes on with the sentence that line `i - 1` left open. Editors' notes stand in frames of any shape,
    /// so their lines' widths tell nothing.
    func goesOn(_ s: Span<UInt8>, _ i: Int, inNote: Bool) -> Bool {
        let line = lines[i]
        let before = lines[i - 1]
        if Glyph.isDigit(before.last), line.blanks < 3, Glyph.isIdeograph(line.first) || Glyph.isDigit(line.first) { return true }
        if line.indent >= 2, line.indent > before.indent, line.indent <= 12,
            !isFull(i - 1) || before.indent == 0 && i > 1 && lines[i - 2].indent >= 2
        {
            return false
        }
        if LineTraits.opensItem(s, line) { return false }
        let list = before.last == 0xFF1B || before.last == 0x3B || before.last == 0xFF1A || before.last == 0x3A
        if list, LineTraits.enumerator(s, line) > 0 { return false }
        if LineTraits.callsForMore(before) { return true }
        if Glyph.isDigit(line.first) && LineTraits.enumerator(s, line) == 0 && line.blanks < 3 { return true }
        if LineTraits.opensLabel(s, line), LineTraits.isBalanced(s, before), before.columns < width(i - 2, i + 1) - 6 { return false }
        if CityMark.opensSection(s, line) && !LineTraits.leavesOpen(s, before) && !isFull(i - 1) { return false }
        if Glyph.isLatin(before.last), Glyph.isLatin(line.first), line.blanks == 0 { return true }
        if inNote || isFull(i - 1, least: line.blanks == 0 ? 0 : 16) { return true }
        return line.blanks < 3 && (LineTraits.endsOpen(s, before) || !LineTraits.isBalanced(s, before))
    }

    /// Whether the break before line `i` cuts a number in two: digits on both sides, an ideograph before and behind them. Prose never
    /// has two numbers side by side; columns of figures and telephone lists have no ideographs about.
    func cutsNumber(_ s: Span<UInt8>, _ i: Int) -> Bool {
        let before = lines[i - 1]
        let line = lines[i]
        guard Glyph.isDigit(line.first), Glyph.isDigit(before.last) || before.last == 0x2E || before.last == 0x2C else { return false }
        var at = before.end
        while at > before.start {
            let (value, begin) = s.scalar(before: at, notBefore: before.start)
            at = begin
            if Glyph.isDigit(value) || value == 0x2E || value == 0x2C || Glyph.isSpace(value) { continue }
            guard Glyph.isIdeograph(value) || Glyph.isPunctuation(value) else { return false }
            break
        }
        guard at > before.start else { return false }
        at = line.start
        while at < line.end {
            let (value, length) = s.scalar(at: at)
            at += length
            if Glyph.isDigit(value) || value == 0x2E || value == 0x2C || Glyph.isSpace(value) { continue }
            return Glyph.isIdeograph(value) || value == 0x25
        }
        return false
    }

    /// Whether line `i` goes on with the paragraph although line `i - 1` ends a sentence: both fill the column.
    func goesOnAfterStop(_ s: Span<UInt8>, _ i: Int) -> Bool {
        let line = lines[i]
        let before = lines[i - 1]
        guard line.indent < 2, line.first != 0x2014, line.blanks == before.blanks, LineTraits.enumerator(s, line) == 0,
            !LineTraits.opensItem(s, line), !LineTraits.opensNote(s, line)
        else { return false }
        let width = Swift.max(lines[i - 2].columns, before.columns)
        return before.columns >= width - 1 && line.columns >= width - 1 && line.columns <= width + 3 && width >= 24
    }

    /// Whether line `i` is the second line of the heading in line `i - 1`.
    func continuesHeading(_ s: Span<UInt8>, _ i: Int) -> Bool {
        let line = lines[i]
        guard line.columns <= 60, !LineTraits.endsSentence(s, line), !LineTraits.callsForMore(line), !LineTraits.holdsStop(s, line) else {
            return false
        }
        guard LineTraits.enumerator(s, line) == 0, !CityMark.opensSection(s, line), !Byline.fills(s, line), !Furniture.isFurniture(s, line)
        else { return false }
        let follows = i + 1 < lines.count && lines[i + 1].blanks > 0
        return follows || isHeading(s, i)
    }

    /// Whether the line is about as wide as its neighbours, and has so many columns at least: no line that was cut short.
    func isFull(_ i: Int, least: Int = 16) -> Bool {
        let line = lines[i]
        var width = line.columns
        if i > 0, lines[i - 1].columns < line.columns * 2 { width = Swift.max(width, lines[i - 1].columns) }
        if i + 1 < lines.count { width = Swift.max(width, lines[i + 1].columns) }
        return line.columns >= least && line.columns * 3 >= width * 2
    }

    /// What line `i` is, given that it opens a passage.
    func kind(_ s: Span<UInt8>, _ i: Int) -> LineKind {
        let line = lines[i]
        if LineTraits.opensNote(s, line) { return .note }
        if Furniture.isFurniture(s, line) || (LineTraits.isNumber(s, line) && line.columns <= 3 && standsAlone(i)) { return .furniture }
        if LineTraits.isCaption(s, line) { return .caption }
        if Byline.fills(s, line) || Byline.start(s, line) == line.start { return .byline }
        if isHeading(s, i) { return .heading(level(s, line), doubled: false) }
        return .paragraph
    }

    private func standsAlone(_ i: Int) -> Bool {
        i + 1 >= lines.count || lines[i + 1].blanks > 0 && !isUnitLike(lines[i + 1].first)
    }

    private func isUnitLike(_ s: Scalar) -> Bool { LineLayout.units.contains(s) }
    private static let units = ScalarSet(of: "个万千亿家人名次件条项场户元份期所座对篇幅年月日多余")

    private func level(_ s: Span<UInt8>, _ line: Line) -> Int {
        if CityMark.opensSection(s, line) { return 1 }
        let mark = LineTraits.enumerator(s, line)
        return mark == 0 || mark == 5 ? 1 : mark
    }

    /// Whether line `i`, which opens a passage, is a heading.
    func isHeading(_ s: Span<UInt8>, _ i: Int) -> Bool {
        let line = lines[i]
        if CityMark.opensTitle(s, line), i + 1 < lines.count, lines[i + 1].columns <= 80 { return true }
        guard line.columns <= 88, line.columns >= 4, !LineTraits.callsForMore(line) else { return false }
        guard !LineTraits.holdsStop(s, line), LineTraits.isBalanced(s, line) || line.blanks == 0 && i > 0 else { return false }
        let (digits, comma, colon) = LineTraits.marks(s, line)
        if digits && comma || LineTraits.endsOpen(s, line) { return false }
        if CityMark.opensSection(s, line) { return true }
        // ——2021年青岭市工会工作回顾, the second line of a title
        if i > 0, i <= 4, line.first == 0x2014, !comma, line.columns <= 60 { return true }
        if i == 0, !comma, line.columns <= 60, LineTraits.endsAsTitle(s, line) { return true }
        let next = width(i + 1, i + 4)
        guard i + 1 < lines.count else { return i > 0 && line.columns < width(i - 4, i - 1) - 6 && line.columns <= 60 }
        let following = lines[i + 1]
        // An indented line before one that is not is a paragraph's first.
        if line.indent >= 2, line.indent <= 4, following.indent == 0 { return false }
        let numbered = LineTraits.enumerator(s, line)
        if numbered > 0, numbered < 5, line.columns <= 60 {
            // A numbered paragraph in a narrow column goes on in lines as wide as its first one.
            let likewise = !LineTraits.endsSentence(s, following) && abs(following.columns - line.columns) <= 4
            if LineTraits.enumerator(s, following) > 0, following.columns > line.columns { return true }
            return line.columns <= next - 6 || following.indent >= 2 || !comma && !likewise && line.columns <= 40
        }
        if following.indent >= 2, line.indent != following.indent, line.columns <= 60 { return true }
        if line.columns <= next - 10 { return true }
        // About as wide as a paragraph's first line: the line that follows tells, if it is a first line too.
        if digits || colon { return false }
        let usual = usualWidth(i + 1, i + 4)
        if line.columns <= usual - 6, !LineTraits.endsSentence(s, following) || following.columns >= line.columns {
            return following.columns <= usual - 3
        }
        if line.columns <= next - 3, followsFirstLine(s, i, next) { return true }
        // Nothing that follows is as wide, but what came before was clearly wider: a line cut short that opens a passage.
        let before = width(i - 3, i - 1)
        if next <= line.columns + 2, before <= 100, line.columns <= before - 8, following.columns <= before { return true }
        // All lines about here are short: a heading stands alone between blank lines, when what follows is a whole paragraph.
        return line.columns <= 40 && following.blanks > 0 && LineTraits.endsSentence(s, following) && following.columns > line.columns
            && !(i > 0 && lines[i - 1].blanks == line.blanks && !ended(s, i - 1) && lines[i - 1].columns > line.columns)
    }

    /// Whether line `i + 1` is clearly a paragraph's first one: narrower than the two lines after it, and not for want of a place
    /// to break.
    private func followsFirstLine(_ s: Span<UInt8>, _ i: Int, _ width: Int) -> Bool {
        guard i + 3 < lines.count, lines[i + 1].columns <= width - 3, lines[i + 2].columns >= width - 2, lines[i + 3].columns >= width - 2
        else { return false }
        guard !LineTraits.endsSentence(s, lines[i + 1]) else { return false }
        return Glyph.isIdeograph(lines[i].last) && Glyph.isIdeograph(lines[i + 1].first) && Glyph.isIdeograph(lines[i + 2].first)
    }

    /// The second widest of some lines: a comma hung over the column's edge makes single lines wider.
    private func usualWidth(_ from: Int, _ through: Int) -> Int {
        var widest = 0
        var second = 0
        var i = Swift.max(0, from)
        while i <= through, i < lines.count {
            let columns = lines[i].columns
            if columns > widest {
                second = widest
                widest = columns
            } else if columns > second {
                second = columns
            }
            i += 1
        }
        return second == 0 ? widest : second
    }

    /// The widest of some lines.
    private func width(_ from: Int, _ through: Int) -> Int {
        var width = 0
        var i = Swift.max(0, from)
        while i <= through, i < lines.count {
            width = Swift.max(width, lines[i].columns)
            i += 1
        }
        return width
    }
}
