internal import Platform

/// The settings of one process: command line first, then environment, then configuration file, then the table's defaults.
///
/// The file has lines `key = value`; a key is an option's long name; `#` begins a comment; a repeating option may stand on
/// several lines. Unknown keys are errors, so that a misspelt limit does not silently stay unset.
public struct Configuration: Sendable {
    /// Where a value came from.
    public enum Origin: Sendable, Equatable { case commandLine, environment(String), file(path: String, line: Int), fallback }

    private struct Entry: Sendable {
        var values: [String]
        var origin: Origin
    }

    /// The options that there are.
    public let table: OptionTable
    /// What is no option, in order.
    public let operands: [String]
    private var entries: [String: Entry] = [:]

    /// Puts the four sources together. `environment` and `readFile` are arguments so that tests can play them.
    ///
    /// The file is the one that `--config` or `HUIBAO_CONFIG` names, when the table has that option.
    public init(
        table: OptionTable, parsed: ParsedArguments, environment: [String: String] = Configuration.processEnvironment(),
        readFile: (String) throws(RuntimeError) -> String = Configuration.read
    ) throws(RuntimeError) {
        self.table = table
        operands = parsed.operands
        for option in table.options {
            if let values = parsed.values[option.name] {
                entries[option.name] = Entry(values: values, origin: .commandLine)
            } else if let variable = option.environment, let value = environment[variable] {
                try option.check(value, origin: variable)
                entries[option.name] = Entry(values: [value], origin: .environment(variable))
            }
        }
        if table.option(named: "config") != nil, let path = string("config") {
            try merge(file: ConfigurationFile(text: readFile(path), path: path))
        }
        for option in table.options where entries[option.name] == nil {
            if let fallback = option.fallback { entries[option.name] = Entry(values: [fallback], origin: .fallback) }
        }
    }

    private mutating func merge(file: ConfigurationFile) throws(RuntimeError) {
        let known = table.options.filter { $0.environment != nil && $0.name != "config" }
        for line in file.lines {
            let place = "\(file.path):\(line.number)"
            guard let option = known.first(where: { $0.name == line.key }) else {
                let near = Spelling.nearest(to: line.key, among: known.map(\.name)).map { "did you mean '\($0)'? " } ?? ""
                throw RuntimeError(
                    .unknownKey, "\(place): no setting '\(line.key)'", advice: near + "see '\(table.command) --help' for the names")
            }
            try option.check(line.value, origin: "\(place): \(line.key)")
            switch entries[option.name] {
            case nil: entries[option.name] = Entry(values: [line.value], origin: .file(path: file.path, line: line.number))
            case .some(var entry):
                guard case .file(_, let first) = entry.origin else { continue }
                guard option.repeats else {
                    throw RuntimeError(.fileSyntax, "\(place): '\(line.key)' stands at line \(first) already", advice: "keep one of them")
                }
                entry.values.append(line.value)
                entries[option.name] = entry
            }
        }
    }

    /// The value, or nil when nobody tells and there is no default.
    public func string(_ name: String) -> String? { entries[known(name)]?.values.last }
    /// All values of a repeating option.
    public func strings(_ name: String) -> [String] { entries[known(name)]?.values ?? [] }
    /// Whether a flag is set.
    public func flag(_ name: String) -> Bool { string(name).flatMap(OptionSpec.truth) ?? false }
    /// The value of a number option, within its range.
    public func integer(_ name: String) -> Int? { string(name).flatMap { Int($0) } }
    /// The value of a duration option, in milliseconds.
    public func milliseconds(_ name: String) -> Int64? { string(name).flatMap(OptionSpec.milliseconds) }
    /// Where the value came from; nil when there is none.
    public func origin(_ name: String) -> Origin? { entries[known(name)]?.origin }

    /// The value, or a usage error that says how to give it.
    public func required(_ name: String) throws(RuntimeError) -> String {
        if let value = string(name), !value.isEmpty { return value }
        let variable = table.option(named: name)?.environment.map { " or set \($0)" } ?? ""
        throw RuntimeError(.missingOption, "\(table.command) needs --\(name)", advice: "give --\(name)\(variable)")
    }

    /// An option that is not in the table is a mistake of ours.
    private func known(_ name: String) -> String {
        precondition(table.option(named: name) != nil, "no option '\(name)' in the table of \(table.command)")
        return name
    }
}

extension Configuration {
    /// The variables of this process.
    public static func processEnvironment() -> [String: String] { Machine.environment() }

    /// The text of a configuration file; `config.unreadable` when it is absent, beyond 1 MB or no UTF-8.
    public static func read(_ path: String) throws(RuntimeError) -> String {
        let bytes: [UInt8]
        do {
            bytes = try SmallFile.read(path, limit: 1 << 20)
        } catch {
            throw RuntimeError(.fileUnreadable, "configuration file: \(error.message)", advice: error.advice)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw RuntimeError(.fileUnreadable, "configuration file '\(path)' is no UTF-8 text", advice: "save it as UTF-8")
        }
        return text
    }
}
