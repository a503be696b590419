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

    /// The folder that a path lies in.
    public static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

/// A lock that one process at a time holds, by `flock` on a file of its own. The system gives it up when its process ends, however it ends.
///
/// The file stays behind: removing it would let two processes hold locks on two files of one name.
public struct FileLock: ~Copyable {
    /// Why the lock was not taken.
    public enum Failure: Error, Equatable {
        /// Another holder; its process id as it wrote it, or 0.
        case held(by: Int)
        /// The file cannot be made or opened; the system's error number.
        case unavailable(errno: Int32)
    }

    private let descriptor: Int32

    /// Takes the lock, without waiting.
    public init(path: String) throws(Failure) {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .unavailable(errno: errno) }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let reason = errno
            if reason == EINTR { continue }
            let holder = Self.holder(descriptor)
            close(descriptor)
            throw reason == EWOULDBLOCK ? .held(by: holder) : .unavailable(errno: reason)
        }
        self.descriptor = descriptor
        // only for people and messages: the lock is the descriptor's
        let note = Array("\(getpid())\n".utf8)
        _ = ftruncate(descriptor, 0)
        _ = unsafe pwrite(descriptor, note, note.count, 0)
    }

    deinit { close(descriptor) }

    private static func holder(_ descriptor: Int32) -> Int {
        var note = [UInt8](repeating: 0, count: 20)
        let count = unsafe pread(descriptor, &note, note.count, 0)
        guard count > 0 else { return 0 }
        return Int(String(decoding: note[..<count].prefix { $0 != 10 }, as: UTF8.self)) ?? 0
    }
}
