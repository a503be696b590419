public import Text

/// Something that a report's own figures say against each other, or that follows from them.
public struct Finding: Sendable, Equatable {
    /// How much is known.
    public enum Severity: String, Sendable, CaseIterable, Codable, Comparable {
        /// The figures contradict each other, whatever rounding may have done.
        case error
        /// They do not fit, but an approximation, a distance or another reading may explain it: to be asked back.
        case question
        /// Nothing is wrong: a figure that was not told and follows from those that were. Never mixed with these.
        case derived

        public static func < (a: Severity, b: Severity) -> Bool { a.order < b.order }
        private var order: Int { self == .error ? 0 : self == .question ? 1 : 2 }
    }

    /// What follows from the figures told: the target that a completion implies.
    public struct Derived: Sendable, Equatable {
        /// The quotient of the figures as written.
        public var value: Double
        /// The smallest and the largest number that rounding allows.
        public var low: Double
        public var high: Double
        public var unit: String
    }

    /// Name of the rule: `part.above-whole`.
    public var rule: String
    public var severity: Severity
    public var city: String
    /// 0 where the source does not tell.
    public var year: Int
    /// Code of the indicator that the finding is about, where there is one.
    public var indicator: String?
    /// One sentence in Chinese, one in English.
    public var chinese: String
    public var english: String
    /// The calculation with the interval that rounding leaves to each figure: `389.12万元 ÷ 512万元 = 75.92…76.08%；76% = 75.5…76.5%`.
    public var arithmetic: String
    public var derived: Derived?
    /// The figures, two to four, in the order of the calculation.
    public var evidence: [Evidence]

    /// Its document: that of the first figure.
    public var document: String { evidence.first?.document ?? "" }
    /// Its report within the document.
    public var report: Int { evidence.first?.report ?? 0 }
}
