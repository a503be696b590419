/// One cell of a Markdown table.
public enum MarkdownField {
    /// The text on one line, with everything escaped that Markdown or the HTML below it would take for markup.
    public static func text(_ text: String) -> String {
        var out = ""
        for scalar in TerminalText.safe(text).unicodeScalars {
            switch scalar {
            case "\\", "|", "`", "*", "_", "[", "]", "<", ">", "#", "~": out += "\\\(scalar)"
            case "&": out += "&amp;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// A whole row with its line feed.
    public static func row(_ fields: [String]) -> String { "| " + fields.joined(separator: " | ") + " |\n" }

    /// The row below the header: `true` for columns of numbers.
    public static func rule(_ right: [Bool]) -> String { "|" + right.map { $0 ? " ---: |" : " --- |" }.joined() + "\n" }
}
