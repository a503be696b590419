import Text

/// Whether a figure is of the period, a standing total, or counts since an earlier year.
enum Scope: String {
    case untold = ""
    case new, total, cumulative
}

/// A quantity on its way to an observation: what the layers found out, by positions of the page. Plain data, so that copies are free;
/// its subject stands beside it in `ReportReader.subjects`.
struct Mention {
    var numeral: Numeral
    var sentence: Int
    /// Between the commas around it.
    var clause: Range<Int> = 0..<0
    /// The words before the number that are its own.
    var before: Range<Int> = 0..<0
    /// The words of an earlier number that it shares, where it has none.
    var words: Range<Int>?
    /// The words behind its unit that are its own.
    var behind: Range<Int> = 0..<0
    var approximation: Observation.Approximation = .exact
    var role: Observation.Role = .fact
    /// Words of a list's first number that this one carries on.
    var lead: Range<Int>?
    /// Index of the framework's area, or -1.
    var area = -1
    var year = 0
    var isSince = false
    /// The part of the year that it covers, where the text tells.
    var span: Span?
    var scope = Scope.untold
    var owner = Owner.city
    /// Index of the codebook's indicator, or -1.
    var indicator = -1
    var score = 0
    var because = Because()
    /// The indicator that the words matched, kept also where another mention told it better; -1 for none.
    var matched = -1

    var start: Int { numeral.start }
    var end: Int { numeral.end }
}
