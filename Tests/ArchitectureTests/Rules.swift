/// A place that breaks a rule, as an editor can open it.
struct Breach: CustomStringConvertible, Equatable {
    let path: String
    let line: Int
    let rule: String

    var description: String { "\(path):\(line): \(rule)" }
}

/// The rules of the house as functions over sources, so that the rules themselves can be tested.
enum Rules {
    /// Sibling modules that may import each other, each with its reason.
    static let allowedSiblings: [String: [String: String]] = [
        "Protocol": ["Text": "a message carries reports, observations and claims"],
        "Ledger": ["Aggregation": "results and the cells that follow from them are recorded in one transaction"],
        "Export": ["Aggregation": "what is written out is the table's cells"],
        "Workers": ["Runtime": "both workers run in the common loop"],
        "AggregatorService": ["Runtime": "the aggregator runs in the common loop"],
        "CommandLineTool": ["Runtime": "the client shares configuration and signals with the daemons"],
    ]

    /// Modules without I/O: the state machines and the extraction, and what feeds tests.
    static let pure: Set<String> = ["Extraction", "Dialog", "Aggregation", "ReportGenerator"]
    /// Where C may be imported, beside the wrappers' own layer.
    static let allowedC: [String: Set<String>] = ["Extraction": ["CData"]]
    /// What the toolchain brings along.
    static let toolchain: Set<String> = [
        "Swift", "Glibc", "Synchronization", "Foundation", "FoundationEssentials", "Testing", "Dispatch", "PackageDescription", "_Volatile",
    ]
    /// What a pure module may take from the toolchain.
    static let pureToolchain: Set<String> = ["Swift", "Synchronization"]

    /// Imports run downwards; siblings only by the list above.
    static func layering(_ file: SourceFile, layers: [String: Int]) -> [Breach] {
        guard let own = file.layer, let module = file.module else { return [] }
        return file.imports.compactMap { name, line in
            guard name != module, !toolchain.contains(name) else { return nil }
            guard let theirs = layers[name] else {
                return Breach(path: file.path, line: line, rule: "imports \(name), which is neither ours nor the toolchain's")
            }
            if theirs < own { return nil }
            if theirs == own, allowedSiblings[module]?[name] != nil { return nil }
            return Breach(path: file.path, line: line, rule: "\(module) of layer \(own) imports \(name) of layer \(theirs)")
        }
    }

    /// C libraries are seen by their wrappers alone.
    static func cLibraries(_ file: SourceFile, layers: [String: Int]) -> [Breach] {
        guard let own = file.layer, own != 2, own != 0, let module = file.module else { return [] }
        return file.imports.compactMap { name, line in
            guard layers[name] == 0, allowedC[module]?.contains(name) != true else { return nil }
            return Breach(path: file.path, line: line, rule: "\(module) imports the C library \(name); only layer 2 may")
        }
    }

    /// The pure modules import neither a wrapper nor anything that could do I/O.
    static func purity(_ file: SourceFile, layers: [String: Int]) -> [Breach] {
        guard let module = file.module, file.layer != nil, pure.contains(module) else { return [] }
        return file.imports.compactMap { name, line in
            let wrapper = layers[name] == 2
            let impure = toolchain.contains(name) && !pureToolchain.contains(name)
            guard wrapper || impure else { return nil }
            return Breach(path: file.path, line: line, rule: "\(module) is pure, yet imports \(name)")
        }
    }

    /// No source is longer than this. Data tables (files that hold one literal and nothing to run) are exempt.
    static let longest = 500

    static func length(_ file: SourceFile) -> [Breach] {
        guard file.lines.count > longest, !isDataTable(file) else { return [] }
        return [Breach(path: file.path, line: file.lines.count, rule: "\(file.lines.count) lines, more than \(longest)")]
    }

    /// Whether a source says so on its first line and holds no function.
    static func isDataTable(_ file: SourceFile) -> Bool {
        guard file.lines.first?.contains("data table") == true else { return false }
        return !file.lines.contains { $0.contains("func ") }
    }

    /// Every public declaration has a `///` above it, attributes and other modifiers between allowed.
    ///
    /// Left out: extensions and imports, and what fulfils a protocol that documents it (`==`, `<`, `description`, `hash`, coding,
    /// `Error` texts of `ProductError`, `RawRepresentable`).
    static func documentation(_ file: SourceFile) -> [Breach] {
        guard file.layer != nil else { return [] }
        var breaches: [Breach] = []
        for (number, line) in file.lines.enumerated() {
            let text = line.drop { $0 == " " }
            guard isPublicDeclaration(text) else { continue }
            var above = number - 1
            while above >= 0, file.lines[above].drop(while: { $0 == " " }).hasPrefix("@") { above -= 1 }
            guard above < 0 || !file.lines[above].drop(while: { $0 == " " }).hasPrefix("///") else { continue }
            breaches.append(Breach(path: file.path, line: number + 1, rule: "public without a docstring: \(text.prefix(60))"))
        }
        return breaches
    }

    private static func isPublicDeclaration(_ text: Substring) -> Bool {
        guard text.hasPrefix("public ") || text.hasPrefix("open ") || text.hasPrefix("@inlinable public ") else { return false }
        let plain = [
            "extension ", "import ", "static func ==", "static func <", "var description", "var debugDescription", "func hash(into",
            "func encode(to", "init(from decoder", "init?(rawValue", "var code: String", "var message: String", "var advice: String",
            "var exitCode: ExitCode", "typealias Element",
        ]
        let rest = text.drop { $0 != " " }.drop { $0 == " " }
        return !plain.contains { rest.hasPrefix($0) }
    }
}

extension SourceTree {
    /// The layer of each module: from its folder.
    func layers() -> [String: Int] {
        var layers: [String: Int] = [:]
        for file in sources { if let layer = file.layer, let module = file.module { layers[module] = layer } }
        for name in systemModules { layers[name] = 0 }
        return layers
    }
}
