/// One entry of the ledger's journal of corrections: what a person decided about a cell. Entries are never changed or deleted.
///
/// | kind | what it does |
/// | --- | --- |
/// | `set` | the cell has this value, whatever the reports say; `anchor`: the words that it corrects, if any |
/// | `accept` | the claim at the anchor stands, whatever else is said |
/// | `reject` | the claim at the anchor does not count; without an anchor none of the cell's claims does |
/// | `undo` | the entry `undoes` holds no more; an undo can be undone |
///
/// The latest `set` or `accept` of a cell decides. See `CorrectionFold`.
public struct Correction: Sendable, Equatable {
    /// What an entry does.
    public enum Kind: String, Sendable, CaseIterable { case set, accept, reject, undo }

    /// What became of an entry, as of the ledger that tells it.
    public enum Standing: String, Sendable, CaseIterable {
        /// It takes effect.
        case inForce = "in_force"
        /// The words that it is tied to prove no claim of the cell any more. A `set` takes effect all the same.
        case orphaned
        /// A later entry for the same cell took its place.
        case superseded
        /// Another entry undid it.
        case undone
    }

    /// A cell's number, as it stood before or after.
    public struct Figure: Sendable, Equatable {
        /// As in the cell.
        public var value: Double
        /// As in the cell.
        public var high: Double?
        /// As in the cell.
        public var unit: String
        /// Name of the rule that chose it.
        public var chosenBy: String

        /// From its parts.
        public init(value: Double, high: Double?, unit: String, chosenBy: String) {
            self.value = value
            self.high = high
            self.unit = unit
            self.chosenBy = chosenBy
        }
    }

    /// Its number in the journal, from 1; 0 before it is recorded.
    public var number: Int64
    /// What it does.
    public var kind: Kind
    /// The cell's city; of an `undo`, that of the entry it undoes.
    public var city: String
    /// The cell's year.
    public var year: Int
    /// The cell's indicator.
    public var indicator: String
    /// The value that is set.
    public var value: Double?
    /// The high end of a range that is set.
    public var high: Double?
    /// The unit that is set; empty: that of the claims.
    public var unit: String
    /// How exactly the set value is told.
    public var approximation: Observation.Approximation
    /// The words that it is tied to.
    public var anchor: Anchor?
    /// The entry that an `undo` takes back.
    public var undoes: Int64?
    /// Who decided.
    public var who: String
    /// Why.
    public var why: String
    /// ISO day of the signature; empty where none is told.
    public var day: String
    /// Where it came from: the sheet and row of a reply, empty for the command line.
    public var source: String
    /// When it was recorded: milliseconds since 1970 UTC.
    public var at: Int64
    /// The cell's number before it; nil where the cell was empty.
    public var before: Figure?
    /// The cell's number after it; nil where the cell became empty.
    public var after: Figure?
    /// What became of it; told in listings, not kept.
    public var standing: Standing?

    /// A new entry.
    public init(
        _ kind: Kind, city: String, year: Int, indicator: String, value: Double? = nil, high: Double? = nil, unit: String = "",
        approximation: Observation.Approximation = .exact, anchor: Anchor? = nil, undoes: Int64? = nil, who: String, why: String,
        day: String = "", source: String = "", number: Int64 = 0, at: Int64 = 0
    ) {
        self.number = number
        self.kind = kind
        self.city = city
        self.year = year
        self.indicator = indicator
        self.value = value
        self.high = high
        self.unit = unit
        self.approximation = approximation
        self.anchor = anchor
        self.undoes = undoes
        self.who = who
        self.why = why
        self.day = day
        self.source = source
        self.at = at
    }
}
