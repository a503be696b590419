internal import Base
internal import Export
internal import Platform
internal import Runtime

/// Where printed data goes, and in which format: standard output, or the file of `--output`, which appears whole or not at all.
enum TableOutput {
    /// `--format` and `--output`. Where neither tells, the format is `table`.
    static func options(_ formats: [String]) -> [OptionSpec] {
        [
            OptionSpec(
                "format", short: "f", .choice(formats), help: "How data is printed (default: by the ending of --output, else table)."),
            OptionSpec("output", short: "o", .text, placeholder: "FILE", help: "Write into this file instead of standard output."),
        ]
    }

    private static let endings = [
        "txt": "table", "json": "json", "jsonl": "jsonl", "csv": "csv", "md": "md", "xlsx": "xlsx", "html": "html", "htm": "html",
        "db": "sqlite", "sqlite": "sqlite",
    ]

    /// The file to write; nil for standard output.
    static func file(_ invocation: Invocation) -> String? { invocation.options.string("output").flatMap { $0 == "-" ? nil : $0 } }

    /// The format that the options tell.
    static func format(_ invocation: Invocation) throws(ToolError) -> String {
        if let format = invocation.options.string("format") { return format }
        guard let file = file(invocation), let dot = file.lastIndex(of: ".") else { return "table" }
        let ending = file[file.index(after: dot)...].lowercased()
        let format = endings[ending] ?? ""
        guard case .choice(let known)? = invocation.options.table.option(named: "format")?.form, known.contains(format) else {
            throw ToolError(
                .usage, "\(invocation.command.name) writes no .\(ending) files", advice: "give --format, or another ending to --output")
        }
        return format
    }

    static func language(_ invocation: Invocation) -> Language { Language(rawValue: invocation.options.string("lang") ?? "zh") ?? .zh }

    /// Lends a place for bytes, and the width to print in; nil where nothing is to be cut.
    static func text<Result>(_ invocation: Invocation, _ body: (@escaping ByteSink, Int?) throws -> Result) throws -> Result {
        let console = invocation.console
        guard let path = file(invocation) else { return try body({ try console.write($0) }, console.outputColumns) }
        let file = try FileWriter(path)
        let result = try body({ try file.write($0) }, nil)
        try file.commit()
        console.say("wrote \(path)")
        return result
    }

    /// Refuses a file that could not be written, before the work is done.
    static func check(_ invocation: Invocation) throws {
        guard let path = file(invocation) else { return }
        if (try? LocalFiles.kind(of: path)) == .folder {
            throw ToolError(.usage, "--output '\(path)' is a folder", advice: "name a file in it")
        }
        let ledger = invocation.options.table.option(named: "ledger") == nil ? nil : invocation.options.string("ledger")
        if path == ledger || (try? LocalFiles.kind(of: path + ".lock")) != nil {
            throw ToolError(.usage, "--output '\(path)' is a ledger, which it would replace", advice: "name another file")
        }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        guard (try? LocalFiles.kind(of: folder)) == .folder else {
            throw ToolError(.notFound, "--output '\(path)': there is no folder '\(folder)'", advice: "make it first")
        }
    }

    /// Refuses to send bytes that are no text to a terminal.
    static func checkBinary(_ invocation: Invocation, _ format: String) throws(ToolError) {
        guard file(invocation) == nil, invocation.console.outputColumns != nil else { return }
        throw ToolError(.usage, "\(format) is nothing for a terminal", advice: "name a file: --output table.\(format == "sqlite" ? "db" : format)")
    }

    /// Lends a path to write a file to, and puts what stands there in its place. Bytes for standard output take the way over a private
    /// folder.
    static func binary<Result>(_ invocation: Invocation, _ body: (_ path: String) throws -> Result) throws -> Result {
        let place = file(invocation)
        let isDevice = place.map { (try? LocalFiles.kind(of: $0)) == .other } ?? false
        guard let path = place, !isDevice else {
            let folder = try PrivateFolder.make(invocation.context.environment)
            defer { try? LocalFiles.remove(folder) }
            let result = try body("\(folder)/output")
            let bytes = try SmallFile.read("\(folder)/output", limit: 1 << 30)
            guard let place else {
                try invocation.console.write(bytes)
                return result
            }
            let file = try FileWriter(place)
            try file.write(bytes)
            try file.commit()
            return result
        }
        let part = "\(path).\(Machine.processID).part"
        defer { try? LocalFiles.remove(part) }
        let result = try body(part)
        try LocalFiles.move(part, to: path)
        invocation.console.say("wrote \(path)")
        return result
    }
}
