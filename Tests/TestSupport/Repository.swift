import Glibc

/// Files of the checkout, for tests that hold documents, schemas and sources against the code.
public enum Repository {
    /// The checkout's root, found from this file's place.
    public static let root: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/")
    }()

    /// The bytes of a file, by its path below the root; nil when it cannot be read.
    public static func bytes(_ path: String) -> [UInt8]? { fileBytes(root + "/" + path) }

    /// The text of a file below the root; nil when it cannot be read or is not UTF-8.
    public static func text(_ path: String) -> String? { bytes(path).flatMap { String(validating: $0, as: UTF8.self) } }

    /// Names of the files in a folder below the root, sorted.
    public static func list(_ folder: String) -> [String] { folderList(root + "/" + folder) }

    /// The folder of reference material (`reports`, `gold`, `indicators.tsv`) beside the checkout or at HUIBAO_SHARED; nil when absent.
    public static let shared: String? = {
        if let set = unsafe getenv("HUIBAO_SHARED") { return unsafe String(cString: set) }
        let beside = root.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/shared"
        return fileBytes(beside + "/indicators.tsv") == nil ? nil : beside
    }()

    /// The bytes of a file at any path; nil when it cannot be read.
    public static func fileBytes(_ path: String) -> [UInt8]? {
        guard let file = unsafe fopen(path, "rb") else { return nil }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let n = unsafe fread(&chunk, 1, chunk.count, file)
            if n == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<n])
        }
    }

    /// Names in a folder at any path, sorted; empty when it cannot be read.
    public static func folderList(_ path: String) -> [String] {
        guard let folder = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
                unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
