internal import CZeroMQ
internal import Glibc

/// What became of a message that was handed over.
public enum SendResult: Sendable, Equatable {
    /// libzmq has it; whether the peer gets it, only the peer can tell.
    case sent
    /// The peer's queue is full, or there is no peer yet: nothing was sent, try again when the socket is writable.
    case wouldBlock
    /// ROUTER: the peer of that routing id is gone; nothing was sent.
    case unreachable
}

/// What a socket had for its reader.
public enum ReceiveResult: Sendable, Equatable {
    /// All frames of one message, routing id first on a ROUTER.
    case message([[UInt8]])
    /// Nothing is there.
    case wouldBlock
    /// A message beyond the limits; it was read to its end and dropped, but for its first frame.
    case excess(first: [UInt8], frames: Int, bytes: Int)
}

extension Socket {
    /// Hands over a message, all frames or none, without waiting. An empty message is none and counts as sent.
    public func send(_ frames: [[UInt8]]) throws(ZeroMQError) -> SendResult {
        let socket = try unsafe live("send")
        for (index, frame) in frames.enumerated() {
            let flags = ZMQ_DONTWAIT | (index + 1 < frames.count ? ZMQ_SNDMORE : 0)
            while unsafe zmq_send(socket, frame, frame.count, flags) < 0 {
                switch zmq_errno() {
                case EINTR: continue
                case EAGAIN where index == 0: return .wouldBlock
                case EHOSTUNREACH where index == 0: return .unreachable
                default: throw ZeroMQError(last: "send", "\(kind) socket")
                }
            }
        }
        return .sent
    }

    /// The next message, if one is there. Messages with more frames or bytes than allowed are drained and reported.
    public func receive(maximumFrames: Int = 4200, maximumBytes: Int = 256 << 20) throws(ZeroMQError) -> ReceiveResult {
        let socket = try unsafe live("receive")
        var part = zmq_msg_t()
        unsafe zmq_msg_init(&part)
        defer { unsafe zmq_msg_close(&part) }
        var frames: [[UInt8]] = []
        var count = 0
        var bytes = 0
        repeat {
            while unsafe zmq_msg_recv(&part, socket, ZMQ_DONTWAIT) < 0 {
                switch zmq_errno() {
                case EINTR: continue
                case EAGAIN where count == 0: return .wouldBlock
                default: throw ZeroMQError(last: "receive", "\(kind) socket")
                }
            }
            let size = unsafe zmq_msg_size(&part)
            count += 1
            bytes += size
            if count <= maximumFrames, bytes <= maximumBytes {
                frames.append(unsafe [UInt8](UnsafeRawBufferPointer(start: zmq_msg_data(&part), count: size)))
            }
        } while unsafe zmq_msg_more(&part) == 1
        if knowsPeers { sender = unsafe zmq_msg_gets(&part, "User-Id").map { unsafe String(cString: $0) } ?? "" }
        guard count <= maximumFrames, bytes <= maximumBytes else {
            return .excess(first: frames.first ?? [], frames: count, bytes: bytes)
        }
        return .message(frames)
    }
}
