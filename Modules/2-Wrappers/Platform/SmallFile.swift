internal import Glibc

/// Files that are read whole: settings, keys, a child's output.
public enum SmallFile {
    /// The file's bytes. Throws when it cannot be opened or read, is a folder, or holds more than `limit` bytes (`EFBIG`).
    public static func read(_ path: String, limit: Int) throws(PlatformError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw PlatformError("open", path, advice: "check the path and its permissions") }
        defer { close(descriptor) }
        return try Descriptor.readAll(descriptor, limit: limit, name: path, advice: "name a readable file")
    }

    /// Whether anybody but the owner may read or write the file; nil when it is not there.
    public static func isOpenToOthers(_ path: String) -> Bool? {
        var info = stat()
        guard unsafe stat(path, &info) == 0 else { return nil }
        return info.st_mode & 0o077 != 0
    }
}
