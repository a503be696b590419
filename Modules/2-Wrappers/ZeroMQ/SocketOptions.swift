internal import CZeroMQ

/// Everything that libzmq lets one decide about a socket and that matters here; nothing is left to its defaults.
public struct SocketOptions: Sendable {
    /// Milliseconds that unsent messages outlive the socket; 0 drops them.
    public var linger = 0
    /// Messages that may wait in each direction for one peer.
    public var sendHighWater = 1000
    /// Messages that may wait unread from one peer.
    public var receiveHighWater = 1000
    /// A peer that sends a frame beyond this is cut off.
    public var maximumFrameBytes: Int64 = 64 << 20
    /// Names and addresses of both families; off, since a machine without IPv6 would refuse `*`.
    public var ipv6 = false
    /// Pending connections of a listener.
    public var backlog = 1024
    /// Seconds of silence before TCP probes the peer; then three probes ten seconds apart.
    public var keepAliveSeconds = 60
    /// Milliseconds between ZMTP pings; 0 for none.
    public var heartbeatMilliseconds = 10_000
    /// Milliseconds without traffic after a ping before the connection is given up.
    public var heartbeatTimeoutMilliseconds = 30_000
    /// Milliseconds within which a new connection must shake hands.
    public var handshakeMilliseconds = 10_000
    /// Queue only to connections that stand, so that nothing waits for a peer that is not there.
    public var immediate = true
    /// Milliseconds before the first attempt to connect again, and the longest wait.
    public var reconnectMilliseconds = 50
    /// The wait doubles up to here.
    public var reconnectMaximumMilliseconds = 2_000
    /// ROUTER: tell when a peer is gone (`unreachable`) instead of dropping.
    public var routerMandatory = true
    /// How the socket proves itself.
    public var security: SocketSecurity = .open

    /// The defaults above.
    public init() {}

    func apply(to socket: Socket) throws(ZeroMQError) {
        try socket.set(ZMQ_LINGER, Int32(clamping: linger), "LINGER")
        try socket.set(ZMQ_SNDHWM, Int32(clamping: sendHighWater), "SNDHWM")
        try socket.set(ZMQ_RCVHWM, Int32(clamping: receiveHighWater), "RCVHWM")
        try socket.set(ZMQ_MAXMSGSIZE, wide: maximumFrameBytes, "MAXMSGSIZE")
        try socket.set(ZMQ_IPV6, ipv6 ? 1 : 0, "IPV6")
        try socket.set(ZMQ_BACKLOG, Int32(clamping: backlog), "BACKLOG")
        try socket.set(ZMQ_TCP_KEEPALIVE, keepAliveSeconds > 0 ? 1 : 0, "TCP_KEEPALIVE")
        if keepAliveSeconds > 0 {
            try socket.set(ZMQ_TCP_KEEPALIVE_IDLE, Int32(clamping: keepAliveSeconds), "TCP_KEEPALIVE_IDLE")
            try socket.set(ZMQ_TCP_KEEPALIVE_INTVL, 10, "TCP_KEEPALIVE_INTVL")
            try socket.set(ZMQ_TCP_KEEPALIVE_CNT, 3, "TCP_KEEPALIVE_CNT")
        }
        try socket.set(ZMQ_HEARTBEAT_IVL, Int32(clamping: heartbeatMilliseconds), "HEARTBEAT_IVL")
        if heartbeatMilliseconds > 0 {
            try socket.set(ZMQ_HEARTBEAT_TIMEOUT, Int32(clamping: heartbeatTimeoutMilliseconds), "HEARTBEAT_TIMEOUT")
        }
        try socket.set(ZMQ_HANDSHAKE_IVL, Int32(clamping: handshakeMilliseconds), "HANDSHAKE_IVL")
        try socket.set(ZMQ_IMMEDIATE, immediate ? 1 : 0, "IMMEDIATE")
        try socket.set(ZMQ_RECONNECT_IVL, Int32(clamping: reconnectMilliseconds), "RECONNECT_IVL")
        try socket.set(ZMQ_RECONNECT_IVL_MAX, Int32(clamping: reconnectMaximumMilliseconds), "RECONNECT_IVL_MAX")
        if socket.kind == .router { try socket.set(ZMQ_ROUTER_MANDATORY, routerMandatory ? 1 : 0, "ROUTER_MANDATORY") }
        try secure(socket)
    }

    private func secure(_ socket: Socket) throws(ZeroMQError) {
        switch security {
        case .open: return
        case .curveServer(let secretKey, let zapDomain):
            try check([secretKey])
            try socket.set(ZMQ_CURVE_SERVER, 1, "CURVE_SERVER")
            try socket.set(ZMQ_CURVE_SECRETKEY, text: secretKey, "CURVE_SECRETKEY")
            guard !zapDomain.isEmpty else { return }
            try socket.set(ZMQ_ZAP_DOMAIN, text: zapDomain, "ZAP_DOMAIN")
        case .curveClient(let serverKey, let keys):
            try check([serverKey, keys.publicKey, keys.secretKey])
            try socket.set(ZMQ_CURVE_SERVERKEY, text: serverKey, "CURVE_SERVERKEY")
            try socket.set(ZMQ_CURVE_PUBLICKEY, text: keys.publicKey, "CURVE_PUBLICKEY")
            try socket.set(ZMQ_CURVE_SECRETKEY, text: keys.secretKey, "CURVE_SECRETKEY")
        }
    }

    private func check(_ keys: [String]) throws(ZeroMQError) {
        guard unsafe zmq_has("curve") == 1 else { throw ZeroMQError(.security, "secure", "socket", cause: "this libzmq has no CURVE") }
        guard keys.allSatisfy(CurveKeyPair.isKey) else {
            throw ZeroMQError(.security, "secure", "socket", cause: "a key is 40 characters of Z85")
        }
    }
}
