public import Aggregation
public import Text

/// One number of an exported table, with as much of its proof as the format carries.
public struct ExportedFigure: Sendable, Equatable {
    /// Where it stands in the file: `表 第5行`, `第2行`.
    public var place: String
    /// Whose figure it is.
    public var city: String
    /// The period's year; 0 where none is told.
    public var year: Int
    /// Code of the indicator.
    public var indicator: String
    /// The number as exported.
    public var value: Double
    /// The high end of a range.
    public var high: Double?
    /// The unit as exported, where the format has it.
    public var unit: String?
    /// The claim that it rests on; nil where the format carries none (a wide CSV).
    public var evidence: Evidence?
    /// Number of the correction that set it.
    public var setBy: Int64?
    /// The number as people see it beside the one that machines read, where the format has both.
    public var shown: String?

    /// A number without proof.
    init(place: String, city: String, year: Int, indicator: String, value: Double) {
        self.place = place
        self.city = city
        self.year = year
        self.indicator = indicator
        self.value = value
    }

    /// The number of a whole cell.
    init(place: String, _ cell: Cell) {
        self.init(place: place, city: cell.city, year: cell.year, indicator: cell.indicator, value: cell.value)
        high = cell.high
        unit = cell.unit
        evidence = cell.evidence.first
        if cell.chosenBy == .set {
            setBy = cell.corrections.last { $0.entry.kind == .set }?.entry.number
            evidence = nil
        }
    }

    /// The cell that it stands for.
    public var key: CellKey { CellKey(city: city, year: year, indicator: indicator) }
}
