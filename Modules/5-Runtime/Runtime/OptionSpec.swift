/// One option of a command, described once: parsing, `--help`, environment and configuration file all read this.
public struct OptionSpec: Sendable {
    /// What may follow the option.
    public enum Form: Sendable, Equatable {
        /// Present or not: `--insecure`.
        case flag
        /// Any text: `--name NAME`.
        case text
        /// A whole number within the range: `--threads N`.
        case integer(ClosedRange<Int>)
        /// One of these words: `--format table|json`.
        case choice([String])
        /// Milliseconds, written `250ms`, `10s`, `5m`, `2h`, or a bare number of seconds.
        case duration
    }

    /// Long name without dashes: `log-level`. Also the key in a configuration file.
    public var name: String
    /// One-letter form: `f` for `-f`.
    public var short: Character?
    /// What may follow it.
    public var form: Form
    /// Stands for the value in help: `ENDPOINT`. Ignored for flags and choices.
    public var placeholder: String
    /// One sentence for help.
    public var help: String
    /// Used when neither command line, environment nor file tells; shown in help.
    public var fallback: String?
    /// May be given several times; all values count.
    public var repeats: Bool
    /// Environment variable, such as `HUIBAO_LOG_LEVEL`; nil when only the command line may tell.
    public var environment: String?

    /// An option of a client command: command line only.
    public init(
        _ name: String, short: Character? = nil, _ form: Form = .flag, placeholder: String = "VALUE", help: String,
        fallback: String? = nil, repeats: Bool = false, environment: String? = nil
    ) {
        self.name = name
        self.short = short
        self.form = form
        self.placeholder = placeholder
        self.help = help
        self.fallback = fallback
        self.repeats = repeats
        self.environment = environment
    }

    /// The same option, that also environment (`HUIBAO_` + name) and configuration file may set.
    public func configurable() -> OptionSpec {
        var copy = self
        copy.environment = "HUIBAO_" + String(name.uppercased().map { $0 == "-" ? "_" : $0 })
        return copy
    }

    /// Throws `badValue` where the text is no value of this option; `origin` says where it came from.
    func check(_ value: String, origin: String) throws(RuntimeError) {
        switch form {
        case .flag:
            guard OptionSpec.truth(value) != nil else {
                throw RuntimeError(.badValue, "\(origin): '\(value)' is neither yes nor no", advice: "write yes or no")
            }
        case .text: break
        case .integer(let range):
            guard let number = Int(value), range.contains(number) else {
                throw RuntimeError(
                    .badValue, "\(origin): '\(value)' is no whole number from \(range.lowerBound) to \(range.upperBound)",
                    advice: "write such a number")
            }
        case .choice(let words):
            guard words.contains(value) else {
                let near = Spelling.nearest(to: value, among: words).map { "; did you mean '\($0)'?" } ?? ""
                throw RuntimeError(
                    .badValue, "\(origin): '\(value)' is not known here\(near)", advice: "use one of \(words.joined(separator: ", "))")
            }
        case .duration:
            guard OptionSpec.milliseconds(value) != nil else {
                throw RuntimeError(.badValue, "\(origin): '\(value)' is no span of time", advice: "write 250ms, 10s, 5m or 2h")
            }
        }
    }

    static func truth(_ value: String) -> Bool? {
        switch value.lowercased() {
        case "1", "true", "yes", "on": true
        case "0", "false", "no", "off", "": false
        default: nil
        }
    }

    static func milliseconds(_ value: String) -> Int64? {
        let units: [(String, Int64)] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)]
        for (suffix, factor) in units where value.hasSuffix(suffix) {
            guard let number = Int64(value.dropLast(suffix.count)), (0...1_000_000_000).contains(number) else { return nil }
            return number * factor
        }
        guard let number = Int64(value), (0...1_000_000_000).contains(number) else { return nil }
        return number * 1000
    }
}
