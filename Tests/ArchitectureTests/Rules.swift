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
        "Assessment": ["Aggregation": "what is held against targets is the table's cells"],
        "Export": [
            "Aggregation": "what is written out is the table's cells", "Assessment": "standings are written out like the table",
            "Checks": "query sheets ask what the checks found",
        ],
        "Workers": ["Runtime": "both workers run in the common loop"],
        "AggregatorService": ["Runtime": "the aggregator runs in the common loop"],
        "CommandLineTool": ["Runtime": "the client shares configuration and signals with the daemons"],
    ]

    /// Modules without I/O: the state machines and the extraction, and what feeds tests.
    static let pure: Set<String> = ["Extraction", "Dialog", "Aggregation", "Assessment", "Checks", "ReportGenerator"]
    /// Where C may be imported, beside the wrappers' own layer.
    static let allowedC: [String: Set<String>] = ["Extraction": ["CData"], "AggregatorService": ["CData"]]
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

    /// Where the wall clock may be read: for records and people, never for a decision. Everything else has monotonic time passed in.
    static let wallClock: [String: String] = [
        "MonotonicTime.swift": "it is defined there",
        "Machine.swift": "the time of day before a line on a terminal",
        "Log.swift": "when a line was written",
        "AggregatorDaemon.swift": "when records were written",
        "LedgerTurn.swift": "when records were written",
        "JobCommands.swift": "how long a job has taken, for people",
        "StatusCommand.swift": "how long a job has taken, for people",
        "WebSite.swift": "which minutes of the history are asked for",
        "Query.swift": "which minutes of the history are asked for",
        "TopCommand.swift": "which minutes of the history are drawn",
        "MachineDoctor.swift": "whether it runs as the monotonic one does",
        "TargetCommands.swift": "which day it is, for a rule that names days",
    ]

    /// The wall clock is read in the places above alone: a jump of it changes nothing.
    static func clocks(_ file: SourceFile) -> [Breach] {
        guard file.layer != nil, wallClock[String(file.path.split(separator: "/").last ?? "")] == nil else { return [] }
        let words = ["WallClock.", "CLOCK_REALTIME", "gettimeofday", "time(nil)", "Date()", "Date.now", "SystemClock", "DispatchTime.now", "Foundation.Date.now"]
        return file.lines.enumerated().compactMap { number, line in
            guard let word = words.first(where: { line.contains($0) }), !line.drop(while: { $0 == " " }).hasPrefix("//") else { return nil }
            return Breach(path: file.path, line: number + 1, rule: "reads the wall clock (\(word)); pass monotonic time in, or say in Rules.wallClock what for")
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

    /// Public types, functions and computed properties have a `///` above them, attributes between allowed.
    ///
    /// Left out: extensions and imports; what fulfils a requirement, which its protocol documents (`documented`: the requirements of our
    /// protocols, and those of the standard library below); stored properties and initialisers, which the type's docstring may tell together.
    static func documentation(_ file: SourceFile, documented: Set<String>) -> [Breach] {
        guard file.layer != nil else { return [] }
        var breaches: [Breach] = []
        for (number, line) in file.lines.enumerated() {
            let text = line.drop { $0 == " " }
            guard needsDocumentation(text, documented) else { continue }
            var above = number - 1
            while above >= 0, file.lines[above].drop(while: { $0 == " " }).hasPrefix("@") { above -= 1 }
            guard above < 0 || !file.lines[above].drop(while: { $0 == " " }).hasPrefix("///") else { continue }
            breaches.append(Breach(path: file.path, line: number + 1, rule: "public without a docstring: \(text.prefix(60))"))
        }
        return breaches
    }

    private static let standardRequirements: Set<String> = [
        "==", "<", "description", "debugDescription", "hash", "encode", "next", "rawValue", "Element", "errorDescription",
    ]
    private static let introducers: Set<Substring> = ["struct", "class", "enum", "protocol", "actor", "func", "var", "let", "typealias", "subscript"]

    private static func needsDocumentation(_ text: Substring, _ documented: Set<String>) -> Bool {
        guard let (introducer, name) = publicDeclaration(text) else { return false }
        if documented.contains(name) || standardRequirements.contains(name) { return false }
        let stored = introducer == "let" || introducer == "var" && (!text.contains("{") || text.contains("= "))
        return !stored
    }

    /// What kind of thing a line declares as public, and its name; nil for other lines, initialisers and extensions.
    private static func publicDeclaration(_ text: Substring) -> (introducer: Substring, name: String)? {
        let words = text.split(separator: " ")
        guard words.prefix(2).contains("public") || words.prefix(2).contains("open") else { return nil }
        guard let at = words.firstIndex(where: { introducers.contains($0.prefix { $0.isLetter }) }), words.prefix(at).allSatisfy(isModifier) else { return nil }
        let introducer = words[at].prefix { $0.isLetter }
        guard at + 1 < words.count else { return (introducer, "") }
        let name = words[at + 1].prefix { $0 != "(" && $0 != ":" && $0 != "<" && $0 != "{" }
        return (introducer, name.isEmpty ? String(words[at + 1].prefix { $0 != "(" }) : String(name))
    }

    private static func isModifier(_ word: Substring) -> Bool {
        word.hasPrefix("@") || word.hasPrefix("private(") || word.hasPrefix("package(")
            || ["public", "open", "static", "final", "mutating", "nonmutating", "borrowing", "consuming", "override", "indirect", "nonisolated", "unsafe"]
                .contains(word)
    }

    /// The names that public protocols of a source require.
    static func requirements(_ file: SourceFile) -> Set<String> {
        var names: Set<String> = []
        var inside = false
        for line in file.lines {
            if line.hasPrefix("public protocol ") {
                inside = !line.hasSuffix("}")
                continue
            }
            if line.hasPrefix("}") { inside = false }
            guard inside, let (_, name) = publicDeclaration("public " + line.drop { $0 == " " }) else { continue }
            names.insert(name)
        }
        return names
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
