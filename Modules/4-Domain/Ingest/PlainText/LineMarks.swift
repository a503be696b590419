import Text

/// What the characters of a line are, all together: each question about a line looks here first, and at its characters only where the
/// answer may be yes.
struct LineMarks: OptionSet, Sendable {
    var rawValue: UInt16
    init(rawValue: UInt16) { self.rawValue = rawValue }
    private init(bit: UInt16) { rawValue = 1 << bit }

    /// A full stop or semicolon.
    static let stop = LineMarks(bit: 0)
    /// A half-width point, which may be a full stop.
    static let point = LineMarks(bit: 1)
    static let digit = LineMarks(bit: 2)
    static let comma = LineMarks(bit: 3)
    static let colon = LineMarks(bit: 4)
    /// A bracket or quotation mark that opens or closes.
    static let bracket = LineMarks(bit: 5)
    /// The first character of a word of page furniture.
    static let furniture = LineMarks(bit: 6)
    /// The first character of a word that may interrupt a paragraph.
    static let interrupting = LineMarks(bit: 7)
    static let space = LineMarks(bit: 8)
    /// A character that cleaning may replace.
    static let folding = LineMarks(bit: 9)
    /// A mark that never stands twice in good text stands twice.
    static let doubled = LineMarks(bit: 10)
    /// The line's first character stands again.
    static let firstAgain = LineMarks(bit: 11)
    /// A mark that never stands twice in good text.
    static let single = LineMarks(bit: 12)
    /// Ends a name of a place or begins a word of time; see `Landmarks`.
    static let landmark = LineMarks(bit: 13)
    /// Ends a city's or a county's name.
    static let place = LineMarks(bit: 14)

    /// The marks of each scalar of the basic plane.
    static let table: [LineMarks] = {
        var table = [LineMarks](repeating: [], count: 65536)
        for value in Scalar(0)..<65536 {
            var m: LineMarks = []
            if Glyph.isStop(value) || value == 0xFF1B { m.insert(.stop) }
            if value == 0x2E { m.insert(.point) }
            if Glyph.isDigit(value) { m.insert(.digit) }
            if value == 0xFF0C || value == 0x2C { m.insert(.comma) }
            if value == 0xFF1A || value == 0x3A { m.insert(.colon) }
            if Glyph.isOpener(value) || Glyph.isCloser(value) { m.insert(.bracket) }
            if Furniture.firsts.contains(value) { m.insert(.furniture) }
            if Furniture.interrupting.firsts.contains(value) { m.insert(.interrupting) }
            if Glyph.isSpace(value) { m.insert(.space) }
            if Folding.shared.mayFold(value) { m.insert(.folding) }
            if Overprint.isNeverDoubled(value) { m.insert(.single) }
            if Landmarks.scalars.contains(value) { m.insert(.landmark) }
            if CityMark.suffixes.contains(value) { m.insert(.place) }
            table[Int(value)] = m
        }
        return table
    }()
}
