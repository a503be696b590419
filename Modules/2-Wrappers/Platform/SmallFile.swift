internal import Glibc

/// Files that are read whole: settings, keys, a child's output.
public enum SmallFile {
    /// The file's bytes. Throws when it cannot be opened or read, is a folder, or holds more than `limit` bytes (`EFBIG`).
    public static func read(_ path: String, limit: Int) throws(PlatformError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw PlatformError("open", path, advice: "check the path and its permissions") }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw PlatformError("read", path, advice: "name a readable file") }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
            guard bytes.count <= limit else { throw PlatformError("read", path, number: EFBIG, advice: "\(limit) bytes are allowed here") }
        }
    }

    /// Whether anybody but the owner may read or write the file; nil when it is not there.
    public static func isOpenToOthers(_ path: String) -> Bool? {
        var info = stat()
        guard unsafe stat(path, &info) == 0 else { return nil }
        return info.st_mode & 0o077 != 0
    }
}
