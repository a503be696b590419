/// One field of a CSV file (RFC 4180) that a spreadsheet opens without surprises.
public enum CSVField {
    /// What stands before the first byte of the file, so that Excel and WPS read UTF-8.
    public static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// A text: in quotes where it holds a quote, comma, line break or outer space. A text that a spreadsheet would take for a
    /// formula (it begins with `=`, `+`, `-`, `@`, tab or line break) gets an apostrophe in front, which spreadsheets do not show.
    public static func text(_ text: String) -> String {
        var field = text
        if let first = field.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) { field = "'" + field }
        let needsQuotes =
            field.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) } || field.hasPrefix(" ") || field.hasSuffix(" ")
        guard needsQuotes else { return field }
        return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    /// A number: plain, never quoted, so that the spreadsheet keeps it a number.
    public static func number(_ value: Double) -> String { NumberText.plain(value) }

    /// A whole line with its end (CR LF).
    public static func line(_ fields: [String]) -> [UInt8] { [UInt8](fields.joined(separator: ",").utf8) + [13, 10] }
}
