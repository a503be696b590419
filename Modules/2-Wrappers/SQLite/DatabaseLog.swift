internal import Glibc

/// The write-ahead log of an open database, for whoever flushes it beside the connection that writes.
///
/// May be used from any thread: the file is only ever flushed through this descriptor, never read or written, and SQLite keeps its locks
/// on other files.
public final class DatabaseLog: Sendable {
    private let descriptor: Int32

    /// Opens the log of a database that a connection holds open in WAL mode.
    public init(ofDatabase path: String) throws(SQLiteError) {
        descriptor = unsafe open(path + "-wal", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SQLiteError(result: 14, systemError: errno, operation: "open the log") }
    }

    deinit { close(descriptor) }

    /// Waits until all that was committed before this call is on the disk. After an error nothing is known of it: the system may have
    /// dropped what it could not write, and trying again proves nothing.
    public func flush() throws(SQLiteError) {
        while fdatasync(descriptor) != 0 {
            guard errno == EINTR else { throw SQLiteError(result: 1034, systemError: errno, operation: "flush the log") }
        }
    }
}
