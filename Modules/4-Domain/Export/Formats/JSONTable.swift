public import Aggregation
internal import Base

/// The table as a JSON array of cells, one a line; or as JSON lines without the array. Streamed.
public struct JSONTable: TableWriter {
    private let asArray: Bool
    private let sink: ByteSink
    private var line = JSONLine(reserving: 1 << 14)
    private var isFirst = true

    /// `asArray`: one array, else one object a line.
    public init(asArray: Bool, sink: @escaping ByteSink) {
        self.asArray = asArray
        self.sink = sink
    }

    /// Writes what stands before the first cell.
    public mutating func begin() throws { if asArray { try sink([UInt8]("[".utf8)) } }

    /// Writes or keeps one cell.
    public mutating func add(_ cell: Cell) throws {
        line.reset()
        cell.write(to: &line)
        if asArray {
            try sink([UInt8]((isFirst ? "\n" : ",\n").utf8) + line.bytes)
        } else {
            try sink(line.bytes + [10])
        }
        isFirst = false
    }

    /// Writes what was kept, and what stands behind the last cell.
    public mutating func end() throws { if asArray { try sink([UInt8]((isFirst ? "]\n" : "\n]\n").utf8)) } }
}
