/// The lines of a configuration file, in order, not yet held against a table.
struct ConfigurationFile {
    struct Line: Equatable {
        /// Counts from 1.
        var number: Int
        var key: String
        var value: String
    }

    var path: String
    var lines: [Line] = []

    /// Reads `key = value` lines; blank lines and comments fall away; values may stand in double quotes.
    init(text: String, path: String) throws(RuntimeError) {
        self.path = path
        for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = Self.trim(raw)
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard let equals = line.firstIndex(of: "=") else {
                throw RuntimeError(
                    .fileSyntax, "\(path):\(index + 1): '\(line.prefix(60))' is no 'key = value'", advice: "correct the line")
            }
            let key = Self.trim(line[..<equals])
            var value = Self.trim(line[line.index(after: equals)...])
            if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") {
                value = value.dropFirst().dropLast()
            } else if let comment = value.firstRange(of: " #") {
                value = Self.trim(value[..<comment.lowerBound])
            }
            lines.append(Line(number: index + 1, key: String(key), value: String(value)))
        }
    }

    private static func trim(_ text: Substring) -> Substring {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
