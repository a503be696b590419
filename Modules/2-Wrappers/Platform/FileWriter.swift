internal import Glibc

/// A file that appears whole or not at all: written beside its place under another name, put there by `commit`.
///
/// Not thread-safe. Without `commit` nothing remains. What is no file (a device, a pipe) is written to where it stands, never replaced.
public final class FileWriter {
    private let path: String
    private let temporary: String
    private var descriptor: Int32
    private var buffer = ContiguousArray<UInt8>()
    private let durable: Bool
    private let isInPlace: Bool

    /// Begins a file that will stand at `path`. `durable`: on the disk, not only in the system's memory, once `commit` returns.
    /// `isSecret`: for its owner alone (0600). `like`: with the permissions, user and group of a file that stands.
    public init(
        _ path: String, durable: Bool = true, isSecret: Bool = false, like: LocalFiles.Attributes? = nil
    ) throws(PlatformError) {
        self.path = path
        self.durable = durable
        isInPlace = (try? LocalFiles.kind(of: path)) == .other
        temporary = isInPlace ? path : "\(path).\(getpid()).part"
        descriptor = unsafe open(temporary, O_WRONLY | (isInPlace ? 0 : O_CREAT | O_TRUNC) | O_CLOEXEC, isSecret || like != nil ? 0o600 : 0o666)
        guard descriptor >= 0 else { throw PlatformError("write", path) }
        if let like {
            // another user's file stays his where this one may give files away
            _ = fchown(descriptor, like.owner, like.group)
            _ = fchmod(descriptor, mode_t(like.mode))
        }
    }

    deinit {
        guard descriptor >= 0 else { return }
        _ = close(descriptor)
        if !isInPlace { unsafe _ = unlink(temporary) }
    }

    /// Appends bytes; they are buffered.
    public func write(_ bytes: some Collection<UInt8>) throws(PlatformError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= 1 << 18 { try flush() }
    }

    private func flush() throws(PlatformError) {
        try Descriptor.write(buffer, to: descriptor, name: path)
        buffer.removeAll(keepingCapacity: true)
    }

    /// Writes out what is buffered and puts the file in its place, over what stood there.
    public func commit() throws(PlatformError) {
        try flush()
        if isInPlace {
            _ = close(descriptor)
            descriptor = -1
            return
        }
        guard !durable || fsync(descriptor) == 0 else { throw PlatformError("write", path) }
        guard unsafe rename(temporary, path) == 0 else { throw PlatformError("write", path) }
        _ = close(descriptor)
        descriptor = -1
        if durable { try syncFolder() }
    }

    /// A new name is on the disk when its folder is.
    private func syncFolder() throws(PlatformError) {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let handle = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw PlatformError("write", folder) }
        defer { _ = close(handle) }
        // some file systems cannot; they say so with EINVAL
        guard fsync(handle) == 0 || errno == EINVAL else { throw PlatformError("write", folder) }
    }
}
