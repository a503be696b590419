public import Text

/// A report made by `ReportGenerator`: the bytes of a file, and the table cells that a reader must find in it.
public struct GeneratedDocument: Sendable, Equatable {
    /// How the file's bytes stand for its text.
    public enum Encoding: String, Sendable, CaseIterable {
        case utf8, gb18030, utf16LittleEndian, utf16BigEndian
    }

    /// A file name that no other document of the same generator has: `gen-000123-云泽市-2021.txt`.
    public let name: String
    /// The file's content.
    public let bytes: [UInt8]
    /// How `bytes` are to be decoded; the UTF-16 forms begin with a byte order mark.
    public let encoding: Encoding
    /// Whose report it is.
    public let city: String
    /// The year that it reports about.
    public let year: Int
    /// What it truly tells, one entry a cell, in the order of the built-in indicators.
    public let truth: [TrueCell]
}

/// A figure that a generated report tells for one cell of the table.
public struct TrueCell: Sendable, Equatable {
    /// The report's city.
    public let city: String
    /// The report's year.
    public let year: Int
    /// The indicator's code, such as `org.new_members`.
    public let indicator: String
    /// Magnitudes expanded, money in 元, 92 for 92 %.
    public let value: Double
    /// How exactly the text tells it.
    public let approximation: Observation.Approximation
    /// Number and unit as the text has them before it is laid out: `14863人`, `200多万元`. In the file, white space may stand inside.
    public let quote: String
}
