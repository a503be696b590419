/// One row of the table: what it counts, and the words by which a number is known to report it.
public struct Indicator: Sendable, Equatable {
    /// `org.new_unions`.
    public var code: String
    /// Code of its area.
    public var area: String
    /// Unit of its column.
    public var unit: String
    /// Chinese name.
    public var nameZh: String
    /// English name.
    public var nameEn: String
    /// What counts and what does not.
    public var definition: String
    /// Units that a number must have to be taken.
    public var count: [String]
    /// Alternatives; one of them is enough.
    public var when: [Rule]
    /// Words that exclude.
    public var not: [String]
    /// Groups of words that must stand in the sentence or the one before it.
    public var within: [[String]]
    /// Worked examples.
    public var examples: [Example]
    /// Code of the indicator that tells the standing number of what this one counts anew; empty for none.
    public var stock = ""

    /// A conjunction of groups of words.
    public struct Rule: Sendable, Equatable {
        /// The groups, the first being the number's own words.
        public var groups: [Group]

        /// Alternatives, and where they may stand.
        public struct Group: Sendable, Equatable {
            /// One of these must be found.
            public var words: [String]
            /// How far away it may stand.
            public var reach: Reach
            /// Whether it may stand outside the number's clause.
            public var isTopic: Bool { reach != .clause }

            /// As a codebook writes it: `A/B`, `[A/B]` or `(A/B)`.
            public var written: String {
                let list = words.joined(separator: "/")
                switch reach {
                case .clause: return list
                case .sentence: return "[\(list)]"
                case .paragraph: return "(\(list))"
                }
            }

            /// Where a group's words are looked for.
            public enum Reach: Sendable {
                /// The number's own words and its clause.
                case clause
                /// Also the sentence before the number.
                case sentence
                /// Also the paragraph before it and the heading.
                case paragraph
            }
        }
    }

    /// A sentence and what it reports for the indicator.
    public struct Example: Sendable, Equatable {
        /// The sentence.
        public var sentence: String
        /// The value that it reports; nil where it reports nothing for the indicator.
        public var value: Double?
        /// Line of the codebook.
        public var line: Int
    }
}

/// An area of the framework, with its names by year.
public struct Area: Sendable, Equatable {
    /// `organising`.
    public var code: String
    /// Chinese label, the same for all years.
    public var nameZh: String
    /// English label.
    public var nameEn: String
    /// The framework's own name for it, by year: 2020 基层工会组织建设巩固拓展年.
    public var names: [Int: String]
    /// Words of headings that announce it.
    public var headingWords: [String]
    /// Words of actions that belong to it wherever they are told.
    public var actionWords: [String]

    /// The framework's name in a year, else the label.
    public func name(year: Int) -> String { names[year] ?? nameZh }
}
