import Base
import Runtime
import Testing

private let table = OptionTable(
    command: "huibao-sample", summary: "Does nothing, often.", operands: "PATH…", operandCount: 0...2,
    options: [
        OptionSpec("threads", short: "j", .integer(1...64), placeholder: "N", help: "Threads that compute.", fallback: "2").configurable(),
        OptionSpec("format", short: "f", .choice(["table", "json"]), help: "How data is printed.", fallback: "table"),
        OptionSpec("insecure", short: "i", help: "Open sockets without encryption.").configurable(),
        OptionSpec("quiet", short: "q", help: "Say nothing."),
        OptionSpec("peer", .text, placeholder: "KEY", help: "A key that may come in.", repeats: true).configurable(),
        OptionSpec("lease", .duration, placeholder: "TIME", help: "How long a task may be held.", fallback: "60s").configurable(),
        OptionSpec("config", .text, placeholder: "FILE", help: "Configuration file.").configurable(),
    ], examples: [("huibao-sample -j 4 a.txt", "Does nothing with four threads.")])

@Suite struct OptionTableTests {
    @Test func gnuConventionsHold() throws {
        let parsed = try table.parse(["--threads", "4", "a", "-qi", "-fjson", "--peer=x", "--peer", "y", "--", "--b"])
        #expect(parsed.values == ["threads": ["4"], "quiet": ["yes"], "insecure": ["yes"], "format": ["json"], "peer": ["x", "y"]])
        #expect(parsed.operands == ["a", "--b"])
        #expect(try table.parse(["-"]).operands == ["-"])
        #expect(try table.parse(["-j", "4", "-j5"]).values["threads"] == ["5"])
        #expect(try table.parse(["--nonsense", "--help"]).wantsHelp)
        #expect(try !table.parse(["--", "--help"]).wantsHelp)
    }

    @Test(arguments: [
        (["--thread", "4"], "usage.unknown-option", "did you mean '--threads'?"),
        (["-z"], "usage.unknown-option", "see 'huibao-sample --help'"),
        (["--threads"], "usage.missing-value", "write --threads N"),
        (["--threads", "--quiet"], "usage.missing-value", "needs a value"),
        (["--quiet=yes"], "usage.unexpected-value", "takes no value"),
        (["--threads", "0"], "usage.bad-value", "from 1 to 64"),
        (["--threads", "99999999999999999999"], "usage.bad-value", "from 1 to 64"),
        (["--format", "jsno"], "usage.bad-value", "did you mean 'json'?"),
        (["--lease", "1y"], "usage.bad-value", "250ms, 10s"),
        (["a", "b", "c"], "usage.unexpected-operand", "'c'"),
    ])
    func mistakesAreNamed(_ arguments: [String], _ code: String, _ part: String) {
        let error = #expect(throws: RuntimeError.self) { try table.parse(arguments) }
        #expect(error?.code == code)
        #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
        #expect(error?.exitCode == .usage)
    }

    @Test func helpShowsEveryOption() {
        let help = table.helpText
        for option in table.options { #expect(help.contains("--\(option.name)")) }
        #expect(help.contains("  -j, --threads N"))
        #expect(help.contains("(default: 60s)"))
        #expect(help.contains("HUIBAO_THREADS"))
        #expect(help.split(separator: "\n").allSatisfy { $0.count <= 110 })
    }
}

@Suite struct ConfigurationTests {
    func make(_ arguments: [String] = [], _ environment: [String: String] = [:], _ file: String = "") throws -> Configuration {
        try Configuration(table: table, parsed: table.parse(arguments), environment: environment) { _ throws(RuntimeError) in file }
    }

    @Test func theCommandLineComesFirst() throws {
        let file = "# limits\nthreads = 3\nlease = 5m # long\npeer = a\npeer = \"b # c\"\ninsecure = yes\n"
        let c = try make(["--threads=5", "--config", "x"], ["HUIBAO_LEASE": "7"], file)
        #expect(c.integer("threads") == 5)
        #expect(c.milliseconds("lease") == 7000)
        #expect(c.strings("peer") == ["a", "b # c"])
        #expect(c.flag("insecure"))
        #expect(c.string("format") == "table")
        #expect(c.origin("lease") == .environment("HUIBAO_LEASE"))
        #expect(c.origin("insecure") == .file(path: "x", line: 6))
        #expect(try make().integer("threads") == 2)
        #expect(try make().milliseconds("lease") == 60_000)
    }

    @Test(arguments: [
        ("thread = 3", "config.unknown-key", "x:1: no setting 'thread'; did you mean 'threads'?"),
        ("\nthreads 3", "config.syntax", "x:2:"),
        ("threads = 3\nthreads = 4", "config.syntax", "line 1 already"),
        ("threads = many", "usage.bad-value", "x:1: threads"),
        ("config = y", "config.unknown-key", "no setting 'config'"),
        ("insecure = perhaps", "usage.bad-value", "neither yes nor no"),
    ])
    func aFileIsHeldAgainstTheTable(_ file: String, _ code: String, _ part: String) {
        let error = #expect(throws: RuntimeError.self) { try make(["--config", "x"], [:], file) }
        #expect(error?.code == code)
        #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    }

    @Test func aMissingFileIsNamed() throws {
        let parsed = try table.parse(["--config", "/nowhere/huibao.conf"])
        let error = #expect(throws: RuntimeError.self) { try Configuration(table: table, parsed: parsed, environment: [:]) }
        #expect(error?.code == "config.unreadable")
        #expect(error?.exitCode == .notFound)
        #expect(error?.description.contains("/nowhere/huibao.conf") == true)
    }

    @Test func whatIsNeededIsAskedFor() throws {
        let error = #expect(throws: RuntimeError.self) { _ = try make().required("peer") }
        #expect(error?.description == "huibao-sample needs --peer; give --peer or set HUIBAO_PEER [usage.missing-option]")
    }
}
