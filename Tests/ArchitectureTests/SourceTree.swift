import FoundationEssentials

/// The repository as the architecture tests see it: files by their path from the root.
struct SourceTree {
    let root: String
    /// Swift sources below Modules, Daemons and Tests, sorted.
    let sources: [SourceFile]
    /// Names at the top level that do not begin with a dot, sorted.
    let topLevel: [String]
    let package: String
    /// The folders of layer 0, which hold no Swift.
    let systemModules: [String]

    init() throws {
        // Tests/ArchitectureTests/SourceTree.swift: three steps up to the root.
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        self.root = root
        package = try Self.read(root + "/Package.swift")
        topLevel = try FileManager.default.contentsOfDirectory(atPath: root).filter { !$0.hasPrefix(".") }.sorted()
        systemModules = try FileManager.default.contentsOfDirectory(atPath: root + "/Modules/0-System").sorted()
        sources = try ["Modules", "Daemons", "Tests"].flatMap { try Self.swiftFiles(root, below: $0) }
            .map { SourceFile(path: $0, text: try Self.read(root + "/" + $0)) }
    }

    private static func swiftFiles(_ root: String, below folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root + "/" + folder).sorted().flatMap { name in
            let path = folder + "/" + name
            var isFolder = false
            guard FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isFolder), !name.hasPrefix(".") else { return [] as [String] }
            if isFolder { return try swiftFiles(root, below: path) }
            return name.hasSuffix(".swift") ? [path] : []
        }
    }

    private static func read(_ path: String) throws -> String {
        try String(contentsOfFile: path, encoding: .utf8)
    }
}

/// A Swift source: where it stands, and its text.
struct SourceFile {
    /// From the repository's root: `Modules/4-Domain/Ledger/Ledger.swift`.
    let path: String
    let lines: [Substring]

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The number in front of the layer's folder; 6 for daemons; nil for tests and what stands elsewhere.
    var layer: Int? {
        let parts = path.split(separator: "/")
        if parts.first == "Daemons" { return 6 }
        guard parts.first == "Modules", parts.count > 2, let number = parts[1].split(separator: "-").first else { return nil }
        return Int(number)
    }

    /// The module that the source belongs to.
    var module: String? {
        let parts = path.split(separator: "/")
        switch parts.first {
        case "Daemons", "Tests": return parts.count > 2 ? String(parts[1]) : nil
        case "Modules": return parts.count > 3 ? String(parts[2]) : nil
        default: return nil
        }
    }

    /// What the source imports, with the line's number: `public import struct Text.Report` counts as `Text`.
    var imports: [(module: String, line: Int)] {
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        var found: [(String, Int)] = []
        for (number, line) in lines.enumerated() {
            var words = line.split(separator: " ")[...]
            while let word = words.first, word.hasPrefix("@") || ["public", "package", "internal", "private", "fileprivate"].contains(word) {
                words = words.dropFirst()
            }
            guard words.first == "import" else { continue }
            words = words.dropFirst()
            if let word = words.first, kinds.contains(word) { words = words.dropFirst() }
            guard let name = words.first?.split(separator: ".").first else { continue }
            found.append((String(name.prefix { $0.isLetter || $0.isNumber || $0 == "_" }), number + 1))
        }
        return found
    }
}
