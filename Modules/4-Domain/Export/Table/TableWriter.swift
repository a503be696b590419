public import Aggregation

/// Receives the cells of a table in the order of the table and writes them in one format.
///
/// ```
/// begin ─► add, any number of times ─► end
/// ```
/// Formats that need the whole table for their layout (`wide`, the terminal) keep what they show of each cell; the others keep nothing.
public protocol TableWriter {
    /// What stands before the first cell.
    mutating func begin() throws
    /// One cell.
    mutating func add(_ cell: Cell) throws
    /// What stands behind the last cell.
    mutating func end() throws
}

/// Where a writer's bytes go.
public typealias ByteSink = ([UInt8]) throws -> Void

/// The order of the table's rows: city by Unicode scalars, then the codebook's order, then year.
public struct TableOrder: Sendable {
    private let labels: Labels

    /// The order that these labels give.
    public init(_ labels: Labels) { self.labels = labels }

    /// Whether `a` stands before `b`.
    public func before(_ a: Cell, _ b: Cell) -> Bool {
        if let before = ScalarOrder.before(a.city, b.city) { return before }
        let left = labels.order(a.indicator)
        let right = labels.order(b.indicator)
        if left != right { return left < right }
        if let before = ScalarOrder.before(a.indicator, b.indicator) { return before }
        return a.year < b.year
    }
}

/// Brings cells that come city by city into the table's order, holding one city at a time.
public struct CityByCity<Writer: TableWriter> {
    private var writer: Writer
    private let order: TableOrder
    private var held: [Cell] = []
    /// Cells that went through.
    public private(set) var count = 0

    /// Passes cells on to the writer.
    public init(_ writer: Writer, order: TableOrder) {
        self.writer = writer
        self.order = order
    }

    /// Begins the table.
    public mutating func begin() throws { try writer.begin() }

    /// Takes a cell; all cells of a city must come together.
    public mutating func add(_ cell: Cell) throws {
        if let last = held.last, last.city != cell.city { try pass() }
        held.append(cell)
        count += 1
    }

    /// Ends the table.
    public mutating func end() throws {
        try pass()
        try writer.end()
    }

    private mutating func pass() throws {
        held.sort(by: order.before)
        for cell in held { try writer.add(cell) }
        held.removeAll(keepingCapacity: true)
    }
}
