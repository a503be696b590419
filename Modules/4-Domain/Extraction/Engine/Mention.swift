import Text

/// Whether a figure is of the period, a standing total, or counts since an earlier year.
enum Scope: String {
    case untold = ""
    case new, total, cumulative
}

/// A range of positions in half the room, so that what holds many of them is copied fast.
struct Stretch {
    private var low: Int32
    private var high: Int32

    /// None at all.
    static let none = Stretch(low: -1, high: -1)

    private init(low: Int32, high: Int32) {
        self.low = low
        self.high = high
    }

    @inline(__always)
    init(_ r: Range<Int>) {
        low = Int32(truncatingIfNeeded: r.lowerBound)
        high = Int32(truncatingIfNeeded: r.upperBound)
    }

    @inline(__always)
    var range: Range<Int> { Int(low)..<Int(high) }

    /// Nil for none at all.
    @inline(__always)
    var known: Range<Int>? { low < 0 ? nil : Int(low)..<Int(high) }
}

/// A quantity on its way to an observation: what the layers found out, by positions of the page. Plain and small data, since it is copied
/// often; its subject stands beside it in `ReportReader.subjects`.
struct Mention {
    var numeral: Numeral
    private var sentence32: Int32
    private var clause32 = Stretch(0..<0)
    private var before32 = Stretch(0..<0)
    private var behind32 = Stretch(0..<0)
    private var words32 = Stretch.none
    private var lead32 = Stretch.none
    private var own32 = Stretch.none
    private var area16: Int16 = -1
    private var indicator32: Int32 = -1
    private var score32: Int32 = 0
    private var matched32: Int32 = -1
    var year = 0
    var because = Because()
    var approximation: Observation.Approximation = .exact
    var role: Observation.Role = .fact
    var isSince = false
    var scope = Scope.untold
    var owner = Owner.city
    /// The part of the year that it covers, where the text tells.
    var span: Span?

    init(numeral: Numeral, sentence: Int) {
        self.numeral = numeral
        sentence32 = Int32(truncatingIfNeeded: sentence)
    }

    var start: Int { numeral.start }
    var end: Int { numeral.end }
    var sentence: Int { Int(sentence32) }

    /// Between the commas around it.
    var clause: Range<Int> {
        @inline(__always) get { clause32.range }
        set { clause32 = Stretch(newValue) }
    }
    /// The words before the number that are its own.
    var before: Range<Int> {
        @inline(__always) get { before32.range }
        set { before32 = Stretch(newValue) }
    }
    /// The words of an earlier number that it shares, where it has none.
    var words: Range<Int>? {
        @inline(__always) get { words32.known }
        set { words32 = newValue.map(Stretch.init) ?? .none }
    }
    /// The words behind its unit that are its own.
    var behind: Range<Int> {
        @inline(__always) get { behind32.range }
        set { behind32 = Stretch(newValue) }
    }
    /// Words of a list's first number that this one carries on.
    var lead: Range<Int>? {
        @inline(__always) get { lead32.known }
        set { lead32 = newValue.map(Stretch.init) ?? .none }
    }
    /// `before` without what opens and closes it, once that was asked.
    var own: Range<Int>? {
        @inline(__always) get { own32.known }
        set { own32 = newValue.map(Stretch.init) ?? .none }
    }
    /// Index of the framework's area, or -1.
    var area: Int {
        @inline(__always) get { Int(area16) }
        set { area16 = Int16(truncatingIfNeeded: newValue) }
    }
    /// Index of the codebook's indicator, or -1.
    var indicator: Int {
        @inline(__always) get { Int(indicator32) }
        set { indicator32 = Int32(truncatingIfNeeded: newValue) }
    }
    var score: Int {
        @inline(__always) get { Int(score32) }
        set { score32 = Int32(truncatingIfNeeded: newValue) }
    }
    /// The indicator that the words matched, kept also where another mention told it better; -1 for none.
    var matched: Int {
        @inline(__always) get { Int(matched32) }
        set { matched32 = Int32(truncatingIfNeeded: newValue) }
    }
}
