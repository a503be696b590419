internal import SQLite

/// Flushes what a ledger's groups wrote unflushed. Beside the ledger, on another thread than its own: while one flush waits for the disk,
/// further groups are written, and the next flush serves all of them.
public final class LedgerLog: Sendable {
    private let path: String
    private let log: DatabaseLog

    /// The log of a ledger that is open for writing in this process. Throws `notFound` where none is.
    public init(path: String) throws(LedgerError) {
        self.path = path
        do throws(SQLiteError) {
            log = try DatabaseLog(ofDatabase: path)
        } catch {
            throw LedgerError(.notFound, path: path, error.message)
        }
    }

    /// When this returns, each group that was done before the call is on disk. After `storage` or `full` nobody knows what is: the
    /// process must end, and the next one find out from the file.
    public func flush() throws(LedgerError) {
        do throws(SQLiteError) {
            try log.flush()
        } catch {
            throw LedgerError(error, path: path)
        }
    }
}
