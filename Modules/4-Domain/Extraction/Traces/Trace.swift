/// Where a report speaks of an indicator without giving the table a number for it.
public struct Trace: Sendable, Equatable {
    /// What stands there.
    public enum Kind: String, Sendable, CaseIterable {
        /// Words of the indicator and no number: 持续扩大工会组织覆盖面.
        case wordsOnly = "words_only"
        /// A numeral that was no statistic or not this indicator's: `detail` tells why.
        case rejected
    }

    /// What stands there.
    public var kind: Kind
    /// Code of the indicator.
    public var indicator: String
    /// The file name as submitted.
    public var document: String
    /// Number of the report within its document, from 0.
    public var report: Int
    /// The sentence's clean characters.
    public var sentence: String
    /// The numeral as written; empty for words only.
    public var quote: String
    /// Why the numeral was not taken: the reason of its rejection, or the role it plays instead (`role.plan`); empty for words only.
    public var detail: String
    /// How many characters of the indicator's words were found: more is surer.
    var weight: Int
}
