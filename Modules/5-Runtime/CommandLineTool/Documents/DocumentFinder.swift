internal import Base
internal import Platform

/// Turns the paths of a command line into documents: files as named, folders with all below them, shell patterns, standard input.
struct DocumentFinder {
    /// What of a folder is taken; files that are named are always taken.
    static let extensions: Set<String> = ["txt", "text", "htm", "html", "xhtml", "shtml"]

    private(set) var documents: [DocumentSource] = []
    /// Files in folders that are of other kinds, by ending (`.pdf`), and hidden ones left out silently.
    private(set) var skipped: [String: Int] = [:]

    /// Finds the documents in the order of the command line; folders in the order of their paths' bytes.
    ///
    /// `-` is standard input, read with `readInput` and named `inputName`. Throws `noDocuments` where nothing was found,
    /// and the system's error for a path that is not there.
    init(paths: [String], inputName: String, readInput: () throws -> [UInt8]) throws {
        for path in paths {
            if path == "-" {
                documents.append(DocumentSource(name: inputName, bytes: try readInput()))
            } else {
                try add(path)
            }
        }
        guard documents.isEmpty else { return }
        let others = skipped.isEmpty ? "" : " (only \(Self.list(skipped)))"
        throw ToolError(
            .noDocuments, "no reports in \(paths.map { "'\($0)'" }.joined(separator: ", "))\(others)",
            advice:
                "in folders, files ending in \(Self.extensions.sorted().map { "." + $0 }.joined(separator: ", ")) are taken; name others one by one"
        )
    }

    private mutating func add(_ path: String) throws {
        let kind: LocalFiles.Kind
        do {
            kind = try LocalFiles.kind(of: path)
        } catch {
            let matches = error.isAbsent && path.contains { "*?[".contains($0) } ? LocalFiles.matches(path) : []
            guard !matches.isEmpty else {
                guard error.isAbsent else { throw error }
                throw ToolError(.notFound, "there is no file or folder '\(path)'", advice: "check the path")
            }
            for match in matches { try add(match) }
            return
        }
        if kind == .folder { try addFolder(path) } else { documents.append(DocumentSource(path: path)) }
    }

    private mutating func addFolder(_ folder: String) throws {
        let base = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        for name in try LocalFiles.names(in: folder) where !name.hasPrefix(".") {
            let path = base == "/" ? "/" + name : "\(base)/\(name)"
            switch try? LocalFiles.kind(of: path) {
            // a linked folder may lead back to where we are
            case .folder?: if !LocalFiles.isLink(path) { try addFolder(path) }
            case .file?: addFile(path, name)
            case .other?, nil: skipped["special", default: 0] += 1
            }
        }
    }

    private mutating func addFile(_ path: String, _ name: String) {
        let ending = name.contains(".") ? name.split(separator: ".").last.map { $0.lowercased() } ?? "" : ""
        if Self.extensions.contains(ending) {
            documents.append(DocumentSource(path: path))
        } else {
            skipped[ending.isEmpty ? "without ending" : ".\(ending)", default: 0] += 1
        }
    }

    /// `2 .md, 1 .pdf`.
    static func list(_ skipped: [String: Int]) -> String {
        skipped.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    }
}
