public import Aggregation
internal import Base
internal import Digest
public import Text

/// One question of a query sheet (核查单): about one number of one city, with what the reports say.
public struct LetterQuestion: Sendable, Equatable {
    /// What it is about.
    public enum Kind: String, Sendable, CaseIterable {
        /// Figures of one report contradict each other.
        case contradiction
        /// Reports disagree.
        case conflict
        /// Others tell it, this city does not.
        case missing
    }

    /// A claim that the reply may choose.
    public struct Told: Sendable, Equatable {
        /// Its number.
        public var value: Double
        /// Its words.
        public var anchor: Anchor
    }

    /// What it is about.
    public var kind: Kind
    /// The cell in question; its indicator is empty where the figures belong to none.
    public var key: CellKey
    /// The question in Chinese.
    public var text: String
    /// The calculation; may be empty.
    public var arithmetic: String
    /// The number that the table has.
    public var value: Double?
    /// Its unit.
    public var unit: String
    /// The quoted sentences, each with its number marked.
    public var quotes: [String]
    /// The documents of the quotes.
    public var documents: [String]
    /// The claims of the cell, the table's choice first; empty for a cell that nobody told.
    public var claims: [Told]

    /// Made of nothing but what is asked, so that the same question has the same number in every sheet: `K` and ten hexadecimal digits.
    public var id: String {
        let content = [kind.rawValue, key.city, "\(key.year)", key.indicator, text, arithmetic] + quotes
        return "K" + String(SHA256Digest.hex([UInt8](content.map(Anchor.folded).joined(separator: "\n").utf8)).prefix(10)).uppercased()
    }

    /// The kind in words.
    public static func word(_ kind: Kind) -> String {
        switch kind {
        case .contradiction: "数据矛盾"
        case .conflict: "说法不一"
        case .missing: "未见填报"
        }
    }
}
