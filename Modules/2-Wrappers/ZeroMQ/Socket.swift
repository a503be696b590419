internal import CZeroMQ
internal import Glibc

/// A libzmq socket. It belongs to the thread that made it: every call checks that in debug builds.
///
/// Neither sending nor receiving ever blocks; wait with `Poller`. Closed by `close()` or with its last reference, on the same thread.
@safe public final class Socket {
    /// The patterns used here.
    public enum Kind: Sendable, Equatable {
        case router, dealer, publish, subscribe, pair

        var number: Int32 {
            switch self {
            case .router: ZMQ_ROUTER
            case .dealer: ZMQ_DEALER
            case .publish: ZMQ_PUB
            case .subscribe: ZMQ_SUB
            case .pair: ZMQ_PAIR
            }
        }
    }

    /// The pattern.
    public let kind: Kind
    private let context: Context
    private let owner = pthread_self()
    private var handle: UnsafeMutableRawPointer?
    /// Whether peers prove themselves by a key here.
    let knowsPeers: Bool
    /// Public key of whoever sent the message received last, as the ZAP handler told it; empty where peers have no keys.
    public internal(set) var sender = ""

    /// A socket with all of its options set. Throws `socket.*` codes.
    public init(_ context: Context, _ kind: Kind, options: SocketOptions = SocketOptions()) throws(ZeroMQError) {
        self.context = context
        self.kind = kind
        knowsPeers = if case .curveServer = options.security { true } else { false }
        unsafe handle = unsafe zmq_socket(context.handle, kind.number)
        guard unsafe handle != nil else { throw ZeroMQError(last: "open", "\(kind) socket") }
        try options.apply(to: self)
    }

    deinit { if let handle = unsafe handle { unsafe zmq_close(handle) } }

    /// Closes the socket; unsent messages outlive it by `lingering` milliseconds at most, during which the context cannot end.
    /// Using it afterwards throws `socket.closed`.
    public func close(lingering milliseconds: Int = 0) {
        checkOwner()
        if milliseconds > 0 { try? set(ZMQ_LINGER, Int32(clamping: milliseconds), "LINGER") }
        if let open = unsafe handle { unsafe zmq_close(open) }
        unsafe handle = nil
    }

    /// Listens. Throws `address.*` codes. An ipc path that exists already is taken over, as libzmq does it.
    public func bind(_ endpoint: String) throws(ZeroMQError) {
        try Socket.check(endpoint, "bind")
        guard try unsafe zmq_bind(live("bind"), endpoint) == 0 else { throw ZeroMQError(last: "bind", endpoint) }
    }

    /// Connects, now and again after every break. Throws `address.*` codes; a peer that is not there yet is no error.
    public func connect(_ endpoint: String) throws(ZeroMQError) {
        try Socket.check(endpoint, "connect")
        guard try unsafe zmq_connect(live("connect"), endpoint) == 0 else { throw ZeroMQError(last: "connect", endpoint) }
    }

    /// Stops listening at an endpoint, as `lastEndpoint` told it.
    public func unbind(_ endpoint: String) throws(ZeroMQError) {
        guard try unsafe zmq_unbind(live("unbind"), endpoint) == 0 else { throw ZeroMQError(last: "unbind", endpoint) }
    }

    /// Where the socket listens or connects: with the port that the system chose for `tcp://127.0.0.1:*`.
    public func lastEndpoint() throws(ZeroMQError) -> String {
        var buffer = [UInt8](repeating: 0, count: 1024)
        var size = buffer.count
        guard try unsafe zmq_getsockopt(live("lastEndpoint"), ZMQ_LAST_ENDPOINT, &buffer, &size) == 0 else {
            throw ZeroMQError(last: "lastEndpoint", "\(kind) socket")
        }
        return String(decoding: buffer.prefix(size).prefix { $0 != 0 }, as: UTF8.self)
    }

    /// SUB: wants messages whose first frame begins with these bytes.
    public func subscribe(_ topic: String) throws(ZeroMQError) { try set(ZMQ_SUBSCRIBE, text: topic, "SUBSCRIBE") }

    /// SUB: no longer wants them.
    public func unsubscribe(_ topic: String) throws(ZeroMQError) { try set(ZMQ_UNSUBSCRIBE, text: topic, "UNSUBSCRIBE") }

    private static func check(_ endpoint: String, _ operation: String) throws(ZeroMQError) {
        guard endpoint.utf8.count < 1024, !endpoint.utf8.contains(0) else {
            throw ZeroMQError(.addressInvalid, operation, String(endpoint.prefix(80)), cause: "no endpoint")
        }
        if endpoint.hasPrefix("tcp://"), let port = endpoint.split(separator: ":").last, port != "*", UInt16(port) == nil {
            throw ZeroMQError(.addressInvalid, operation, endpoint, cause: "'\(port)' is no port")
        }
        guard endpoint.hasPrefix("ipc://"), endpoint.utf8.count - 6 > 107 else { return }
        throw ZeroMQError(
            .addressInvalid, operation, endpoint, cause: "the path has \(endpoint.utf8.count - 6) bytes, the system allows 107")
    }

    /// The handle, checked for its thread and for being open.
    func live(_ operation: String) throws(ZeroMQError) -> UnsafeMutableRawPointer {
        checkOwner()
        guard let open = unsafe handle else { throw ZeroMQError(.closed, operation, "\(kind) socket", cause: "the socket is closed") }
        return unsafe open
    }

    private func checkOwner() {
        assert(pthread_equal(owner, pthread_self()) != 0, "a \(kind) socket was used by another thread than the one that made it")
    }

    func set(_ option: Int32, _ value: Int32, _ name: String) throws(ZeroMQError) {
        var value = value
        guard try unsafe zmq_setsockopt(live("set"), option, &value, MemoryLayout<Int32>.size) == 0 else { throw refused(name, "\(value)") }
    }

    func set(_ option: Int32, wide value: Int64, _ name: String) throws(ZeroMQError) {
        var value = value
        guard try unsafe zmq_setsockopt(live("set"), option, &value, MemoryLayout<Int64>.size) == 0 else { throw refused(name, "\(value)") }
    }

    func set(_ option: Int32, text: String, _ name: String) throws(ZeroMQError) {
        guard try unsafe zmq_setsockopt(live("set"), option, text, text.utf8.count) == 0 else { throw refused(name, "…") }
    }

    private func refused(_ name: String, _ value: String) -> ZeroMQError {
        let reason = unsafe String(cString: zmq_strerror(zmq_errno()))
        return ZeroMQError(name.hasPrefix("CURVE") ? .security : .option, "set", "\(name)=\(value)", cause: reason)
    }
}
