import Text

/// Whether a figure is of the period, a standing total, or counts since an earlier year.
enum Scope: String {
    case untold = ""
    case new, total, cumulative
}

/// A quantity on its way to an observation: what the layers found out, by positions of the page. Plain and small data, since it is copied
/// often; its subject stands beside it in `ReportReader.subjects`.
struct Mention {
    var numeral: Numeral
    @Packed private(set) var sentence: Int
    /// Between the commas around it.
    @PackedRange var clause = 0..<0
    /// The words before the number that are its own.
    @PackedRange var before = 0..<0
    /// The words behind its unit that are its own.
    @PackedRange var behind = 0..<0
    /// The words of an earlier number that it shares, where it has none.
    @PackedMaybe var words: Range<Int>? = nil
    /// Words of a list's first number that this one carries on.
    @PackedMaybe var lead: Range<Int>? = nil
    /// `before` without what opens and closes it, once that was asked.
    @PackedMaybe var own: Range<Int>? = nil
    /// Index of the framework's area, or -1.
    @Packed var area = -1
    /// Index of the codebook's indicator, or -1.
    @Packed var indicator = -1
    @Packed var score = 0
    /// The indicator that the words matched, kept also where another mention told it better; -1 for none.
    @Packed var matched = -1
    @Packed var year = 0
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
        self.sentence = sentence
    }

    var start: Int { numeral.start }
    var end: Int { numeral.end }
}
