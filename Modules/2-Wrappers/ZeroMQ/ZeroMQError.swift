public import Base
internal import CZeroMQ
internal import Glibc

/// What libzmq or an address refused.
public struct ZeroMQError: ProductError, Equatable {
    /// The closed list of causes; the raw value is the stable code.
    public enum Kind: String, Sendable, CaseIterable {
        /// Another process listens there.
        case addressInUse = "address.in-use"
        /// No endpoint that libzmq understands, or an ipc path that is too long.
        case addressInvalid = "address.invalid"
        /// The system does not let this user bind there.
        case addressDenied = "address.denied"
        /// The interface or host is not on this machine, or does not resolve.
        case addressUnavailable = "address.unavailable"
        /// Keys of a wrong form, or a libzmq without CURVE.
        case security = "socket.security"
        /// An option that libzmq refused.
        case option = "socket.option"
        /// No sockets or descriptors left.
        case exhausted = "socket.exhausted"
        /// The context was closed under the socket.
        case closed = "socket.closed"
        /// Anything else that libzmq reports.
        case failed = "socket.failed"
    }

    /// Which cause.
    public var kind: Kind
    /// What was tried: `bind`, `connect`, `send`.
    public var operation: String
    /// The endpoint, option or socket type it was tried on.
    public var value: String
    /// libzmq's own words, or ours.
    public var cause: String

    /// An error with a cause in words.
    public init(_ kind: Kind, _ operation: String, _ value: String, cause: String) {
        self.kind = kind
        self.operation = operation
        self.value = value
        self.cause = cause
    }

    /// The error of the call that failed just before in this thread.
    init(last operation: String, _ value: String) {
        let number = zmq_errno()
        self.init(Self.kind(number), operation, value, cause: unsafe String(cString: zmq_strerror(number)))
    }

    private static func kind(_ number: Int32) -> Kind {
        switch number {
        case EADDRINUSE: .addressInUse
        case EINVAL, EPROTONOSUPPORT, ENOCOMPATPROTO, ENAMETOOLONG, ENOENT, ENOTDIR: .addressInvalid
        case EACCES, EPERM: .addressDenied
        case EADDRNOTAVAIL, ENODEV: .addressUnavailable
        case EMFILE, ENFILE, ENOMEM: .exhausted
        case ETERM, ENOTSOCK: .closed
        default: .failed
        }
    }

    /// The cause's stable code.
    public var code: String { kind.rawValue }
    /// What was tried, on what, and why it failed.
    public var message: String { "\(operation) '\(value)': \(cause)" }
    /// What the reader can do about it; may be empty.
    public var advice: String {
        switch kind {
        case .addressInUse: "stop what listens there or choose another endpoint"
        case .addressInvalid: "write tcp://ADDRESS:PORT or ipc:///PATH, with a path whose folder exists"
        case .addressDenied: "choose a port above 1023 or a folder that this user may write to"
        case .addressUnavailable: "use an address of this machine, or * for all"
        case .security: "make keys anew, and use a libzmq that has CURVE"
        case .option: "check the value"
        case .exhausted: "raise the limit of open files"
        case .closed, .failed: ""
        }
    }
}
