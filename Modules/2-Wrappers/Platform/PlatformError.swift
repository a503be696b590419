public import Base
internal import Glibc

/// The operating system refused something.
public struct PlatformError: ProductError, Equatable {
    /// What was tried: `open`, `eventfd`, `spawn`.
    public var operation: String
    /// The value it was tried on: a path, a name; may be empty.
    public var value: String
    /// The system's error number.
    public var number: Int32
    /// What the reader can do about it; may be empty.
    public var advice: String

    /// `number` nil: the number of the call that failed just before in this thread.
    public init(_ operation: String, _ value: String = "", number: Int32? = nil, advice: String = "") {
        let last = errno
        self.operation = operation
        self.value = value
        self.number = number ?? last
        self.advice = advice
    }

    /// `platform.` and what was tried.
    public var code: String { "platform.\(operation)" }
    /// What was tried, on what, and the system's words.
    public var message: String {
        "\(operation)\(value.isEmpty ? "" : " '\(value)'"): \(unsafe String(cString: strerror(number)))"
    }
    /// 3 where something is not there, else 1.
    public var exitCode: ExitCode { number == ENOENT ? .notFound : .failure }
}

extension PlatformError {
    /// Whether the reader of a pipe has gone: not worth a word.
    public var isBrokenPipe: Bool { number == EPIPE }
    /// Whether a file was larger than the caller allowed.
    public var isTooLarge: Bool { number == EFBIG }
    /// Whether nothing stands at the path.
    public var isAbsent: Bool { number == ENOENT || number == ENOTDIR }
    /// The system's own words for what happened.
    public var reason: String { unsafe String(cString: strerror(number)) }
}
