internal import Glibc

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

    deinit {
        // given up in so many words: a child that is just being started may hold a copy of the descriptor for a moment
        _ = flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private static func holder(_ descriptor: Int32) -> Int {
        var note = [UInt8](repeating: 0, count: 20)
        let count = unsafe pread(descriptor, &note, note.count, 0)
        guard count > 0 else { return 0 }
        return Int(String(decoding: note[..<count].prefix { $0 != 10 }, as: UTF8.self)) ?? 0
    }
}
