internal import Glibc

/// A file that appears whole or not at all: written beside its place under another name, put there by `commit`.
///
/// Not thread-safe. Without `commit` nothing remains.
public final class FileWriter {
    private let path: String
    private let temporary: String
    private var descriptor: Int32
    private var buffer = ContiguousArray<UInt8>()
    private let durable: Bool

    /// Begins a file that will stand at `path`. `durable`: on the disk, not only in the system's memory, once `commit` returns.
    /// `isSecret`: for its owner alone (0600).
    public init(_ path: String, durable: Bool = true, isSecret: Bool = false) throws(PlatformError) {
        self.path = path
        self.durable = durable
        temporary = "\(path).\(getpid()).part"
        descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, isSecret ? 0o600 : 0o666)
        guard descriptor >= 0 else { throw PlatformError("write", path) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        _ = close(descriptor)
        unsafe _ = unlink(temporary)
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
        guard !durable || fsync(descriptor) == 0 else { throw PlatformError("write", path) }
        guard unsafe rename(temporary, path) == 0 else { throw PlatformError("write", path) }
        _ = close(descriptor)
        descriptor = -1
    }
}
