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
    /// Ends a city's or a county's name.
    static let place = LineMarks(bit: 13)

    /// The marks of a scalar.
    private init(of value: Scalar) {
        self = []
        if Glyph.isStop(value) || value == 0xFF1B { insert(.stop) }
        if value == 0x2E { insert(.point) }
        if Glyph.isDigit(value) { insert(.digit) }
        if value == 0xFF0C || value == 0x2C { insert(.comma) }
        if value == 0xFF1A || value == 0x3A { insert(.colon) }
        if Glyph.isOpener(value) || Glyph.isCloser(value) { insert(.bracket) }
        if Furniture.firsts.contains(value) { insert(.furniture) }
        if Furniture.interrupting.firsts.contains(value) { insert(.interrupting) }
        if Glyph.isSpace(value) { insert(.space) }
        if Folding.shared.mayFold(value) { insert(.folding) }
        if Overprint.isNeverDoubled(value) { insert(.single) }
        if CityMark.suffixes.contains(value) { insert(.place) }
    }

    /// The marks of each scalar of the basic plane, as the number of one of a few dozen sets of marks: bytes, so that those of all
    /// ideographs in use lie close at hand.
    static let table = Table()

    struct Table: Sendable {
        /// The number of each scalar's set.
        let kinds: [UInt8]
        /// The sets; the first one is empty.
        private let sets: [LineMarks]
        /// One bit for each set whose characters cleaning must look at.
        let decisive: UInt64

        init() {
            var sets: [LineMarks] = [[]]
            kinds = (Scalar(0)..<65536).map { value in
                let marks = LineMarks(of: value)
                if let known = sets.firstIndex(of: marks) { return UInt8(known) }
                sets.append(marks)
                return UInt8(sets.count - 1)
            }
            precondition(sets.count <= 64, "more sets of marks than a word has bits")
            self.sets = sets
            decisive = sets.indices.reduce(0) { $0 | (sets[$1].isDisjoint(with: [.space, .folding]) ? 0 : 1 << UInt64($1)) }
        }

        /// The marks of all sets that one bit each stands for.
        func union(_ kinds: UInt64) -> LineMarks {
            var (left, all) = (kinds, LineMarks())
            while left != 0 {
                all.formUnion(sets[left.trailingZeroBitCount])
                left &= left - 1
            }
            return all
        }
    }
}
