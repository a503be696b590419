public import Base

/// Why nobody can be served.
public struct HTTPError: ProductError, Equatable {
    /// The causes; the raw value is the error's code.
    public enum Kind: String, Sendable, CaseIterable {
        /// What was given is no `ADDRESS:PORT`.
        case address = "http.address"
        /// Another process listens there.
        case inUse = "http.in-use"
        /// The machine refused the socket or the threads.
        case system = "http.system"
    }

    /// Which cause.
    public var kind: Kind
    /// What happened, where.
    public var message: String
    /// What to do about it.
    public var advice: String

    /// The cause's stable code.
    public var code: String { kind.rawValue }
    /// The exit code of a command that ends with it.
    public var exitCode: ExitCode { kind == .address ? .usage : .failure }
}
