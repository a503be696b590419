internal import Glibc

/// What can be told of a path before a database is opened there.
public enum DatabaseFile {
    /// What stands at a path.
    public enum Kind: Sendable, Equatable {
        case missing
        case file(bytes: Int64)
        case folder
        /// A device, a pipe or the like.
        case other
    }

    /// What stands at the path; links are followed.
    public static func kind(_ path: String) -> Kind {
        var info = stat()
        guard unsafe stat(path, &info) == 0 else { return .missing }
        return switch info.st_mode & S_IFMT {
        case S_IFREG: .file(bytes: Int64(info.st_size))
        case S_IFDIR: .folder
        default: .other
        }
    }

    /// Bytes on disk of a database and its write-ahead log.
    public static func bytes(_ path: String) -> Int64 {
        var sum: Int64 = 0
        for part in [path, path + "-wal"] {
            if case .file(let bytes) = kind(part) { sum += bytes }
        }
        return sum
    }

    /// Bytes of a database's write-ahead log.
    public static func logBytes(_ path: String) -> Int64 {
        if case .file(let bytes) = kind(path + "-wal") { bytes } else { 0 }
    }

    /// The folder that a path lies in.
    public static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
