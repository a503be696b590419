import Text

/// Whether a figure is of the period, a standing total, or counts since an earlier year.
enum Scope: String {
    case untold = ""
    case new, total, cumulative
}

extension Scope {
    /// As the words around a number tell it; what counts since an earlier year was found by its period.
    init(of m: Mention, in s: Page.Sentence, on page: Page) {
        func tells(_ c: WordClass, _ r: Range<Int>) -> Bool { s.may(c, in: r) && page.contains(c, in: r) }
        self = m.isSince ? .cumulative : tells(.new, m.before) || tells(.new, m.behind) ? .new : tells(.total, m.before) ? .total : .untold
    }
}

/// A quantity on its way to an observation: what the layers found out, by positions of the page. Plain data of at most 128 bytes, since it
/// is copied often and larger values are copied by a call; its subject stands beside it in `ReportReader.subjects`.
struct Mention {
    var numeral: Numeral
    var approximation: Observation.Approximation = .exact
    var role: Observation.Role = .fact
    var scope = Scope.untold
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
    var because = Because()
    /// Index of the indicator that the words matched, kept also where another mention tells it better; -1 for none.
    @Packed var matched = -1
    /// How well its words were found.
    @Small var score = 0
    /// Index of the framework's area, or -1.
    @Small var area = -1
    @Small var year = 0
    var owner = Owner.city
    /// Whether another mention tells the indicator better, with another value.
    var isRunnerUp = false
    /// The part of the year that it covers, where the text tells.
    var span: Span?

    init(numeral: Numeral, sentence: Int) {
        self.numeral = numeral
        self.sentence = sentence
    }

    var start: Int { numeral.start }
    var end: Int { numeral.end }
    /// Index of the indicator that it may claim, or -1.
    var indicator: Int { isRunnerUp ? -1 : matched }
    /// Whether it counts since an earlier year.
    var isSince: Bool { scope == .cumulative }
}
