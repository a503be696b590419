internal import Glibc

/// A file that appears whole or not at all: written beside its place under another name, put there by `commit`.
///
/// Not thread-safe. Without `commit` nothing remains.
public final class FileWriter {
    private let path: String
    private let temporary: String
    private var descriptor: Int32
    private var buffer = ContiguousArray<UInt8>()

    /// Begins a file that will stand at `path`.
    public init(_ path: String) throws(PlatformError) {
        self.path = path
        temporary = "\(path).\(getpid()).part"
        descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
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

    /// Flushes to the disk and puts the file in its place, over what stood there.
    public func commit() throws(PlatformError) {
        try flush()
        guard fsync(descriptor) == 0 else { throw PlatformError("write", path) }
        guard unsafe rename(temporary, path) == 0 else { throw PlatformError("write", path) }
        _ = close(descriptor)
        descriptor = -1
    }
}
