/// How a cell of a sheet looks. Equal styles are one style in the file.
public struct SheetStyle: Hashable, Sendable {
    /// A number format as spreadsheets write them: `#,##0`; empty for the general one.
    public var numberFormat: String
    /// Bold type.
    public var bold: Bool
    /// Long text on several lines.
    public var wraps: Bool
    /// Colour behind the cell, 0xRRGGBB; nil for none.
    public var fill: UInt32?
    /// A line below the cell.
    public var line: Bool
    /// To be written into where the sheet is protected.
    public var isOpen: Bool

    /// A style; by default like any cell.
    public init(numberFormat: String = "", bold: Bool = false, wraps: Bool = false, fill: UInt32? = nil, line: Bool = false, isOpen: Bool = false) {
        self.numberFormat = numberFormat
        self.bold = bold
        self.wraps = wraps
        self.fill = fill
        self.line = line
        self.isOpen = isOpen
    }

    /// A plain cell.
    public static let plain = SheetStyle()
}
