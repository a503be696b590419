/// How things stand: of everything, or of one job. Replied with `StatusReply`.
public struct GetStatus: RequestBody {
    /// Its name in the header.
    public static let kind = "status"
    /// The request's identifier, which the reply repeats.
    public var id: String
    /// The job that is asked for; nil for everything.
    public var job: Int64?

    /// From its fields.
    public init(id: String, job: Int64? = nil) {
        self.id = id
        self.job = job
    }
}

/// Cells, by page. Replied with `Page`: a JSON array of cells in the payload, in the order of (city, year, indicator) by Unicode scalars.
public struct GetTable: RequestBody {
    /// Its name in the header.
    public static let kind = "table"
    /// The request's identifier, which the reply repeats.
    public var id: String
    /// Empty lists do not filter.
    public var cities: [String]
    /// Codes of indicators; an empty list does not filter.
    public var indicators: [String]
    /// Codes of areas; an empty list does not filter.
    public var areas: [String]
    /// Years; an empty list does not filter.
    public var years: [Int]
    /// Cursor of the page before; empty for the first page.
    public var after: String
    /// Cells a page.
    public var limit: Int

    /// From its fields.
    public init(
        id: String, cities: [String] = [], indicators: [String] = [], areas: [String] = [], years: [Int] = [], after: String = "",
        limit: Int = 1000
    ) {
        self.id = id
        self.cities = cities
        self.indicators = indicators
        self.areas = areas
        self.years = years
        self.after = after
        self.limit = limit
    }

    /// Holds the fields against the protocol's limits.
    public func check() throws(ProtocolError) {
        for list in [cities, indicators, areas] {
            try ProtocolError.limit(items: list.count, "filters")
            for value in list { try ProtocolError.limit(name: value, "filter") }
        }
        try ProtocolError.limit(items: years.count, "years")
        guard (1...10_000).contains(limit) else { throw ProtocolError(.limit, "page of \(limit)") }
    }
}

/// Observations, by page, in the order of (document name, SHA-256, report, position). Replied with `Page`: JSON lines in the payload.
public struct GetObservations: RequestBody {
    /// Its name in the header.
    public static let kind = "observations"
    /// The request's identifier, which the reply repeats.
    public var id: String
    /// Cursor of the page before; empty for the first page.
    public var after: String
    /// Reports (not lines) a page.
    public var limit: Int

    /// From its fields.
    public init(id: String, after: String = "", limit: Int = 200) {
        self.id = id
        self.after = after
        self.limit = limit
    }

    /// Holds the fields against the protocol's limits.
    public func check() throws(ProtocolError) {
        guard (1...10_000).contains(limit) else { throw ProtocolError(.limit, "page of \(limit)") }
    }
}
