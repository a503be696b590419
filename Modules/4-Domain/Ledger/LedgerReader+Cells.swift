public import Aggregation
internal import Base
internal import SQLite
internal import Text

/// Which cells are wanted. Empty lists do not filter.
public struct CellFilter: Sendable, Equatable {
    /// Names of cities, as they stand in the cells.
    public var cities: [String]
    /// The periods' years.
    public var years: [Int]
    /// Codes of indicators.
    public var indicators: [String]
    /// Codes of areas, by way of `areaOfIndicator`.
    public var areas: [String]
    /// The area of each indicator, from the codebook in force; also what stands as `area` in a cell.
    public var areaOfIndicator: [String: String]

    /// From its parts.
    public init(
        cities: [String] = [], years: [Int] = [], indicators: [String] = [], areas: [String] = [], areaOfIndicator: [String: String] = [:]
    ) {
        self.cities = cities
        self.years = years
        self.indicators = indicators
        self.areas = areas
        self.areaOfIndicator = areaOfIndicator
    }
}

/// A page of what the ledger exports.
public struct LedgerPage: Sendable, Equatable {
    /// JSON: an array of cells, or lines of observations.
    public var bytes: [UInt8]
    /// Where the next page begins; empty when this was the last.
    public var next: String
    /// Cells, or observations.
    public var count: Int

    /// From its parts.
    public init(bytes: [UInt8], next: String, count: Int) {
        self.bytes = bytes
        self.next = next
        self.count = count
    }
}

extension LedgerReader {
    /// A page ends early, after a whole cell or report, when it holds so many bytes.
    static let pageBytes = 8 << 20

    /// Cells in the order of (city, year, indicator) by Unicode scalars, as a JSON array; `limit` at most.
    ///
    /// `after`: the cursor of the page before, empty for the first. Throws `cursor` for one that no page gave out.
    public func cells(_ filter: CellFilter, after: String = "", limit: Int) throws(LedgerError) -> LedgerPage {
        let start = try after.isEmpty ? nil : Cursor.cell(after)
        return try reading {
            var page = PageOfCells(limit: max(1, limit))
            func take(_ city: String) throws {
                if let start, ScalarOrder.before(city, start.city) == true { return }
                let within = start?.city == city
                try statements.cellsOfCityAfter.query(
                    .text(city), .int(within ? start?.year ?? .min : .min), .text(within ? start?.indicator ?? "" : ""))
                try fill(&page, city, from: statements.cellsOfCityAfter, filter)
            }
            if filter.cities.isEmpty {
                let cities = statements.citiesFrom
                defer { cities.reset() }
                try cities.query(.text(start?.city ?? ""))
                while try !page.more && cities.step() { try take(cities.text(0)) }
            } else {
                for city in Set(filter.cities).sorted(by: { ScalarOrder.before($0, $1) ?? false }) where !page.more { try take(city) }
            }
            return page.finished()
        }
    }

    /// One cell, or nil when nothing is told for it. `area`: what stands as such in it.
    public func cell(_ key: CellKey, area: String? = nil) throws(LedgerError) -> Cell? {
        try reading {
            guard let row = try statements.cell.first(.text(key.city), .int(key.year), .text(key.indicator), read: { $0.int64(0) }) else {
                return nil
            }
            return try resolve(row, key, area)
        }
    }

    private func fill(_ page: inout PageOfCells, _ city: String, from rows: SQLiteStatement, _ filter: CellFilter) throws {
        defer { rows.reset() }
        let (years, indicators, areas) = (Set(filter.years), Set(filter.indicators), Set(filter.areas))
        while try rows.step() {
            let key = CellKey(city: city, year: rows.int(1), indicator: rows.text(2))
            let area = filter.areaOfIndicator[key.indicator]
            guard years.isEmpty || years.contains(key.year), indicators.isEmpty || indicators.contains(key.indicator) else { continue }
            guard areas.isEmpty || area.map(areas.contains) == true else { continue }
            if page.isFull { return page.more = true }
            if let cell = try resolve(rows.int64(0), key, area) { page.append(cell) }
        }
    }

    /// The cell from all its claims and corrections.
    private func resolve(_ row: Int64, _ key: CellKey, _ area: String?) throws -> Cell? {
        let told = try statements.cells.told(row, key, path: path)
        return CellResolver.resolve(key, claims: told.claims, area: area, corrections: told.corrections)
    }
}

/// A page of cells in the making.
private struct PageOfCells {
    let limit: Int
    var more = false
    private var line = JSONLine(reserving: 64 << 10)
    private var count = 0
    private var last: CellKey?

    init(limit: Int) {
        self.limit = limit
        line.openArray()
    }

    var isFull: Bool { count >= limit || line.bytes.count >= LedgerReader.pageBytes }

    mutating func append(_ cell: Cell) {
        cell.write(to: &line)
        count += 1
        last = cell.key
    }

    mutating func finished() -> LedgerPage {
        line.closeArray()
        return LedgerPage(bytes: line.bytes, next: more ? last.map(Cursor.text) ?? "" : "", count: count)
    }
}
