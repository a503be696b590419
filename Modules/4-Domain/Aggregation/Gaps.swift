public import Text

/// What the table lacks: the map city and year × indicator of what is not there, and why as far as can be told. Pure.
///
/// | reason | when |
/// | --- | --- |
/// | `words_only` | a report of the city and year speaks of it without a number |
/// | `rejected` | a report has a numeral where it speaks of it, which was not taken as this figure; or a person rejected what was taken |
/// | `failed` | a document that names the city (and the year, where it names one) was given up |
/// | `not_received` | nothing at all is there for the city and year |
/// | `not_mentioned` | other numbers are there, this one is not |
///
/// The first that holds is told.
public struct Gaps: Sendable, Equatable {
    /// Why a number is not there.
    public enum Reason: String, Sendable, CaseIterable {
        case wordsOnly = "words_only"
        case rejected
        case failed
        case notReceived = "not_received"
        case notMentioned = "not_mentioned"
    }

    /// What a report says in the place of a number.
    public struct Word: Sendable, Equatable {
        /// `wordsOnly` or `rejected`.
        public var reason: Reason
        /// The sentence.
        public var sentence: String
        /// The numeral that was not taken; empty for words only.
        public var quote: String
        /// The rule that rejected the numeral, or the role it plays.
        public var detail: String
        /// Where it stands.
        public var document: String
        /// The decision of a person, where it was taken and rejected; `detail` is then `correction`.
        public var rejection: Correction?

        /// What a person rejected.
        public init(_ rejection: Correction) {
            self.init(
                reason: .rejected, sentence: "", quote: rejection.anchor?.quote ?? "", detail: "correction", document: rejection.anchor?.document ?? "")
            self.rejection = rejection
        }

        /// From its parts.
        public init(reason: Reason, sentence: String, quote: String, detail: String, document: String) {
            self.reason = reason
            self.sentence = sentence
            self.quote = quote
            self.detail = detail
            self.document = document
        }
    }

    /// A number that is not there.
    public struct Missing: Sendable, Equatable {
        /// Code of the indicator.
        public var indicator: String
        /// Why.
        public var reason: Reason
        /// What the report says in its place.
        public var word: Word?
    }

    /// One city in one year.
    public struct Place: Sendable, Equatable {
        /// The city.
        public var city: String
        /// The year.
        public var year: Int
        /// How many of the indicators are told.
        public var told: Int
        /// The indicators that are not, in the order given.
        public var missing: [Missing]
        /// Documents that were given up and name the city.
        public var documents: [String]

        /// Whether nothing at all came in.
        public var isNotReceived: Bool { told == 0 && missing.contains { $0.reason == .notReceived } }
        /// How many are missing for a reason.
        public func count(_ reason: Reason) -> Int { missing.count { $0.reason == reason } }
    }

    /// By city and year.
    public var places: [Place]

    /// `told`: the cells that are there. `failed`: names of documents that were given up. `heard`: cities and years (as `CellKey` without
    /// an indicator) of which a report came in that gave the table nothing. `words`: what reports say in the place of numbers.
    public init(
        told: Set<CellKey>, cities: [String], years: [Int], indicators: [String], failed: [String], heard: Set<CellKey> = [],
        words: [CellKey: Word] = [:]
    ) {
        var received = heard
        for key in told { received.insert(CellKey(city: key.city, year: key.year, indicator: "")) }
        places = []
        let ordered = Set(cities).sorted { ScalarOrder.before($0, $1) ?? false }
        for city in ordered {
            for year in Set(years).sorted() {
                let documents = failed.filter { Self.names($0, city, year) }
                let isReceived = received.contains(CellKey(city: city, year: year, indicator: ""))
                let otherwise: Reason = !documents.isEmpty ? .failed : isReceived ? .notMentioned : .notReceived
                let missing = indicators.map { CellKey(city: city, year: year, indicator: $0) }.filter { !told.contains($0) }.map { key in
                    Missing(indicator: key.indicator, reason: words[key]?.reason ?? otherwise, word: words[key])
                }
                places.append(
                    Place(city: city, year: year, told: indicators.count - missing.count, missing: missing, documents: documents))
            }
        }
    }

    /// Whether a document's name names the city (its ending 市 may be left out) and no other year alone.
    static func names(_ document: String, _ city: String, _ year: Int) -> Bool {
        let short = city.count > 2 && city.hasSuffix("市") ? String(city.dropLast()) : city
        guard !short.isEmpty, document.contains(short) else { return false }
        let years = years(in: document)
        return years.isEmpty || years.contains(year)
    }

    /// Runs of exactly four digits that begin with 19 or 20.
    private static func years(in text: String) -> [Int] {
        text.split { !$0.isASCII || !$0.isNumber }.filter { $0.count == 4 && ($0.hasPrefix("20") || $0.hasPrefix("19")) }.compactMap { Int($0) }
    }
}
