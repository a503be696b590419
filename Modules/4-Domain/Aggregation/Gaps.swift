/// What the table lacks: the map city and year × indicator of what is not there, and why as far as can be told. Pure.
///
/// | reason | when |
/// | --- | --- |
/// | `failed` | a document that names the city (and the year, where it names one) was given up |
/// | `not_received` | no number at all is there for the city and year |
/// | `not_mentioned` | other numbers are there, this one is not |
public struct Gaps: Sendable, Equatable {
    /// Why a number is not there.
    public enum Reason: String, Sendable, CaseIterable {
        case failed
        case notReceived = "not_received"
        case notMentioned = "not_mentioned"
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
        public var missing: [String]
        /// Why; nil where nothing is missing.
        public var reason: Reason?
        /// Documents that were given up and name the city.
        public var documents: [String]
    }

    /// By city and year.
    public var places: [Place]

    /// `told`: the cells that are there. `failed`: names of documents that were given up.
    public init(told: Set<CellKey>, cities: [String], years: [Int], indicators: [String], failed: [String]) {
        var received: [String: Set<Int>] = [:]
        for key in told { received[key.city, default: []].insert(key.year) }
        places = []
        let ordered = Set(cities).sorted { ScalarOrder.before($0, $1) ?? false }
        for city in ordered {
            for year in Set(years).sorted() {
                let missing = indicators.filter { !told.contains(CellKey(city: city, year: year, indicator: $0)) }
                let documents = failed.filter { Self.names($0, city, year) }
                var reason: Reason?
                if !missing.isEmpty {
                    reason = !documents.isEmpty ? .failed : received[city]?.contains(year) == true ? .notMentioned : .notReceived
                }
                places.append(
                    Place(
                        city: city, year: year, told: indicators.count - missing.count, missing: missing, reason: reason,
                        documents: documents))
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
