extension OptionTable {
    /// The text of `--help`: usage, summary, options with their defaults and variables, examples. Ends with a line feed.
    public var helpText: String {
        var text = "Usage: \(command)\(options.isEmpty ? "" : " [OPTION…]")\(operands.isEmpty ? "" : " " + operands)\n\n\(summary)\n"
        let rows =
            options.map { ($0.usageText, $0.helpLines) } + [
                ("  -h, --help", ["print this text"]), ("      --version", ["print the version"]),
            ]
        let width = min(34, (rows.map(\.0.count).max() ?? 0) + 2)
        text += "\nOptions:\n"
        for (usage, lines) in rows {
            let pad = String(repeating: " ", count: width)
            text += usage.count + 2 > width ? usage + "\n" + pad : usage + String(repeating: " ", count: width - usage.count)
            text += lines.joined(separator: "\n" + pad) + "\n"
        }
        if options.contains(where: { $0.environment != nil }) {
            text += "\nThe command line comes first, then the environment (\(variableSample)), then the file of --config.\n"
        }
        if !examples.isEmpty { text += "\nExamples:\n" }
        for example in examples { text += "  \(example.line)\n      \(example.meaning)\n" }
        return text
    }

    private var variableSample: String { options.lazy.compactMap(\.environment).first.map { "\($0), …" } ?? "" }
}

extension OptionSpec {
    /// How the value is shown: `N`, `table|json`.
    var valueText: String {
        switch form {
        case .flag: ""
        case .choice(let words): words.joined(separator: "|")
        case .text, .integer, .duration: placeholder
        }
    }

    /// `  -f, --format table|json`.
    var usageText: String {
        let letter = short.map { "  -\($0), " } ?? "      "
        return letter + "--\(name)" + (form == .flag ? "" : " \(valueText)")
    }

    /// Help in lines of 80 columns at most where words allow.
    var helpLines: [String] {
        var lines = [""]
        for word in (help + (fallback.map { " (default: \($0))" } ?? "")).split(separator: " ") {
            if let last = lines.last, !last.isEmpty, last.count + word.count > 72 { lines.append("") }
            lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
        }
        return lines
    }
}
