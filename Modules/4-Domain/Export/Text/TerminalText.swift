/// Makes text from outside fit for a terminal or a log line.
public enum TerminalText {
    /// The text with control characters replaced: line breaks and tabs by a space, the rest (escape sequences among them) by `�`,
    /// as are the characters that turn the writing direction around.
    public static func safe(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 9, 10, 13, 0x2028, 0x2029: out.append(" ")
            default: out.append(isUnsafe(scalar) ? "\u{FFFD}" : scalar)
            }
        }
        return String(out)
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

extension TerminalText {
    /// `safe`, line by line: line feeds stay.
    public static func safeLines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { safe(String($0)) }.joined(separator: "\n")
    }

    /// Each line in as many lines as `width` columns need, further ones as far in as the first. Nil: the text as it is.
    public static func wrapped(_ text: String, to width: Int?) -> String {
        guard let width else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let indent = line.prefix { $0 == " " }
            return DisplayWidth.wrap(String(line.dropFirst(indent.count)), to: max(10, width - indent.count)).map { indent + $0 }
                .joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
