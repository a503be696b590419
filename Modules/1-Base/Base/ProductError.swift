/// What every error of Huibao can say: what happened, where, and what to do about it.
///
/// Each module has one error type of its own that conforms; its `code` is a stable string that scripts may match on.
public protocol ProductError: Error, CustomStringConvertible, Sendable {
    /// A stable, lower-case, dotted name: `ledger.locked`, `protocol.version`.
    var code: String { get }
    /// One sentence: what happened, to which value, where.
    var message: String { get }
    /// One sentence: what the reader can do about it; empty when there is nothing.
    var advice: String { get }
    /// The exit code of a command that ends with this error.
    var exitCode: ExitCode { get }
}

extension ProductError {
    /// Message, advice and code in one line.
    public var description: String { advice.isEmpty ? "\(message) [\(code)]" : "\(message); \(advice) [\(code)]" }
    /// A plain failure unless the error says otherwise.
    public var exitCode: ExitCode { .failure }
}

/// The exit codes of every Huibao command.
public enum ExitCode: Int32, Sendable {
    case done = 0
    case failure = 1
    case usage = 2
    case notFound = 3
    case someDocumentsFailed = 4
    case checksFoundErrors = 5
    case unreachable = 6
    case denied = 7
    case timedOut = 8
}
