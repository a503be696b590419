/// What a command takes, as data: its options and operands. Drives parsing, help, environment and configuration file alike.
///
/// GNU conventions: `--name value`, `--name=value`, `-n value`, `-nvalue`, `-abc` for three flags, `--` ends the options,
/// `-` is an operand, options and operands mix freely. `-h`, `--help` and `--version` are understood by every table.
public struct OptionTable: Sendable {
    /// The command as it is typed: `huibao-ingest`, `huibao submit`.
    public var command: String
    /// One sentence.
    public var summary: String
    /// Operands as help shows them: `PATH…`; empty when the command takes none.
    public var operands: String
    /// How many operands must and may be given.
    public var operandCount: ClosedRange<Int>
    /// In the order of the help text.
    public var options: [OptionSpec]
    /// Command lines that help shows, each with a word on what it does.
    public var examples: [(line: String, meaning: String)]

    /// From its fields.
    public init(
        command: String, summary: String, operands: String = "", operandCount: ClosedRange<Int> = 0...0, options: [OptionSpec],
        examples: [(line: String, meaning: String)] = []
    ) {
        self.command = command
        self.summary = summary
        self.operands = operands
        self.operandCount = operandCount
        self.options = options
        self.examples = examples
    }

    /// The option of that long name.
    public func option(named name: String) -> OptionSpec? { options.first { $0.name == name } }

    /// Reads a command line (without the program's own name). Throws usage errors, each naming the nearest option where it can.
    ///
    /// With `--help` or `--version` among the options nothing else is checked.
    public func parse(_ arguments: [String]) throws(RuntimeError) -> ParsedArguments {
        var parsed = ParsedArguments()
        var rest = arguments[...]
        let early = arguments.prefix { $0 != "--" }
        parsed.wantsHelp = early.contains("--help") || early.contains("-h")
        parsed.wantsVersion = early.contains("--version")
        if parsed.wantsHelp || parsed.wantsVersion { return parsed }
        while let argument = rest.popFirst() {
            if argument == "--" {
                parsed.operands += rest
                rest = []
            } else if argument.hasPrefix("--") {
                try long(argument, &rest, &parsed)
            } else if argument.hasPrefix("-"), argument != "-" {
                try shorts(argument, &rest, &parsed)
            } else {
                parsed.operands.append(argument)
            }
        }
        try checkOperands(parsed.operands)
        return parsed
    }

    private func long(_ argument: String, _ rest: inout ArraySlice<String>, _ parsed: inout ParsedArguments) throws(RuntimeError) {
        let body = argument.dropFirst(2)
        let name = String(body.prefix { $0 != "=" })
        guard let option = option(named: name) else { throw unknown("--\(name)") }
        let inline = body.firstIndex(of: "=").map { String(body[body.index(after: $0)...]) }
        if option.form == .flag {
            guard inline == nil else {
                throw RuntimeError(.unexpectedValue, "'--\(name)' takes no value", advice: "write '--\(name)' alone")
            }
            parsed.values[name] = ["yes"]
        } else {
            let given = if let inline { inline } else { try value(of: option, "--\(name)", &rest) }
            try store(given, option, "--\(name)", &parsed)
        }
    }

    private func shorts(_ argument: String, _ rest: inout ArraySlice<String>, _ parsed: inout ParsedArguments) throws(RuntimeError) {
        var letters = argument.dropFirst()
        while let letter = letters.popFirst() {
            guard let option = options.first(where: { $0.short == letter }) else { throw unknown("-\(letter)") }
            if option.form == .flag {
                parsed.values[option.name] = ["yes"]
            } else {
                let inline = letters.isEmpty ? nil : String(letters)
                letters = ""
                let given = if let inline { inline } else { try value(of: option, "-\(letter)", &rest) }
                try store(given, option, "-\(letter)", &parsed)
            }
        }
    }

    private func value(of option: OptionSpec, _ typed: String, _ rest: inout ArraySlice<String>) throws(RuntimeError) -> String {
        guard let next = rest.first, !next.hasPrefix("--") else {
            throw RuntimeError(.missingValue, "'\(typed)' needs a value", advice: "write \(typed) \(option.valueText)")
        }
        rest.removeFirst()
        return next
    }

    private func store(
        _ value: String, _ option: OptionSpec, _ typed: String, _ parsed: inout ParsedArguments
    ) throws(RuntimeError) {
        try option.check(value, origin: typed)
        if option.repeats { parsed.values[option.name, default: []].append(value) } else { parsed.values[option.name] = [value] }
    }

    private func checkOperands(_ given: [String]) throws(RuntimeError) {
        if given.count > operandCount.upperBound {
            let first = given[operandCount.upperBound]
            throw RuntimeError(.unexpectedOperand, "'\(first)' is more than \(command) takes", advice: "see '\(command) --help'")
        }
        if given.count < operandCount.lowerBound {
            throw RuntimeError(.missingOperand, "\(command) needs \(operands)", advice: "see '\(command) --help'")
        }
    }

    private func unknown(_ typed: String) -> RuntimeError {
        let names = options.map { "--" + $0.name } + ["--help", "--version"]
        let near = Spelling.nearest(to: typed, among: names).map { "did you mean '\($0)'? " } ?? ""
        return RuntimeError(.unknownOption, "\(command) has no option '\(typed)'", advice: near + "see '\(command) --help'")
    }
}

/// What stood on a command line: values by long option name, and operands.
public struct ParsedArguments: Sendable, Equatable {
    /// Checked values by long name, in order; flags that were given hold one `yes`.
    public var values: [String: [String]] = [:]
    /// What is no option, in order.
    public var operands: [String] = []
    /// Whether `--help` or `-h` stood there.
    public var wantsHelp = false
    /// Whether `--version` stood there.
    public var wantsVersion = false

    /// An empty command line.
    public init() {}
}
