internal import CZeroMQ

/// A peer that knocks at a CURVE socket of this process.
public struct ZAPRequest: Sendable, Equatable {
    /// The domain of the socket that it knocks at.
    public var domain: String
    /// Its address, as text.
    public var address: String
    /// `CURVE`, `PLAIN` or `NULL`.
    public var mechanism: String
    /// Its public key, 40 characters of Z85; empty for any mechanism but CURVE.
    public var publicKey: String

    /// A request as libzmq makes it.
    public init(domain: String, address: String, mechanism: String, publicKey: String) {
        self.domain = domain
        self.address = address
        self.mechanism = mechanism
        self.publicKey = publicKey
    }
}

/// Answers libzmq's questions on who may come in (RFC 27, ZAP). One a process; on the role thread, polled beside the other sockets.
///
/// Make it before the first CURVE socket binds: without a handler libzmq lets everybody in who knows the public key.
public final class ZAPHandler {
    /// To be polled for reading.
    public let socket: Socket

    /// Throws `address.in-use` where the context has a handler already.
    public init(_ context: Context) throws(ZeroMQError) {
        var options = SocketOptions()
        options.immediate = false
        options.heartbeatMilliseconds = 0
        socket = try Socket(context, .router, options: options)
        try socket.bind("inproc://zeromq.zap.01")
    }

    /// Answers all that ask now; `decide` says who may come in. Returns the requests with their answers.
    @discardableResult
    public func answer(_ decide: (ZAPRequest) -> Bool) throws(ZeroMQError) -> [(request: ZAPRequest, allowed: Bool)] {
        var answered: [(request: ZAPRequest, allowed: Bool)] = []
        while true {
            switch try socket.receive(maximumFrames: 32, maximumBytes: 1 << 16) {
            case .wouldBlock: return answered
            case .excess: continue
            case .message(let frames):
                // routing id, delimiter, version, request id, domain, address, identity, mechanism, credentials
                guard frames.count >= 8 else { continue }
                let request = ZAPHandler.request(frames)
                let allowed = frames[2] == Array("1.0".utf8) && decide(request)
                let (status, text) = allowed ? ("200", "OK") : ("400", "not on the list")
                _ = try socket.send(
                    frames[..<4] + [Array(status.utf8), Array(text.utf8), Array((allowed ? request.publicKey : "").utf8), []])
                answered.append((request, allowed))
            }
        }
    }

    private static func request(_ frames: [[UInt8]]) -> ZAPRequest {
        func text(_ index: Int) -> String { String(decoding: frames[index], as: UTF8.self) }
        let mechanism = text(7)
        let key = mechanism == "CURVE" && frames.count > 8 ? CurveKeyPair.z85(frames[8]) : ""
        return ZAPRequest(domain: text(4), address: text(5), mechanism: mechanism, publicKey: key)
    }
}

extension CurveKeyPair {
    /// Bytes, a multiple of four, as Z85; empty for any other number.
    static func z85(_ bytes: [UInt8]) -> String {
        guard bytes.count.isMultiple(of: 4), !bytes.isEmpty, bytes.count <= 64 else { return "" }
        var buffer = [CChar](repeating: 0, count: bytes.count / 4 * 5 + 1)
        guard unsafe zmq_z85_encode(&buffer, bytes, bytes.count) != nil else { return "" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
