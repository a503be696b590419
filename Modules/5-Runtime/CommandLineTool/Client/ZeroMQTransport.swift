internal import Base
internal import Protocol
internal import ZeroMQ

/// The transport over a DEALER socket. Messages wait here until the aggregator is there and has room. Used from one thread.
final class ZeroMQTransport: Transport {
    private let context: Context
    private let endpoint: String
    private let security: SocketSecurity
    /// Ends a wait early when a signal came in; nil where signals end the process.
    private let wakeDescriptor: Int32?
    private var socket: Socket
    private var unsent: [Frames] = []

    init(endpoint: String, security: SocketSecurity, context: Context, wakeDescriptor: Int32?) throws(ZeroMQError) {
        self.context = context
        self.endpoint = endpoint
        self.security = security
        self.wakeDescriptor = wakeDescriptor
        socket = try Self.connect(context, endpoint, security)
    }

    private static func connect(_ context: Context, _ endpoint: String, _ security: SocketSecurity) throws(ZeroMQError) -> Socket {
        var options = SocketOptions()
        // queue only to a connection that stands: that is how absence is noticed
        options.immediate = true
        options.linger = 0
        options.security = security
        let socket = try Socket(context, .dealer, options: options)
        try socket.connect(endpoint)
        return socket
    }

    func reach(milliseconds: Int) throws -> Bool {
        var poller = Poller()
        let token = try poller.add(socket, writable: true)
        let end = MonotonicTime.now().adding(milliseconds: Int64(milliseconds))
        repeat {
            let left = end.milliseconds(since: .now())
            try poller.wait(milliseconds: max(0, Int(left)))
            if poller.isWritable(token) { return true }
        } while MonotonicTime.now() < end
        return false
    }

    func send(_ frames: Frames) throws {
        unsent.append(frames)
        try flush()
    }

    private func flush() throws(ZeroMQError) {
        while let first = unsent.first {
            guard try socket.send([first.header] + first.payloads) == .sent else { return }
            unsent.removeFirst()
        }
    }

    func receive(milliseconds: Int) throws -> Frames? {
        try flush()
        if let frames = try take() { return frames }
        var poller = Poller()
        let token = try poller.add(socket, writable: !unsent.isEmpty)
        if let wakeDescriptor { _ = poller.add(descriptor: wakeDescriptor) }
        try poller.wait(milliseconds: milliseconds)
        if poller.isWritable(token) { try flush() }
        return poller.isReadable(token) ? try take() : nil
    }

    private func take() throws -> Frames? {
        switch try socket.receive() {
        case .message(let frames):
            guard let header = frames.first else { return nil }
            return Frames(header: header, payloads: Array(frames.dropFirst()))
        case .wouldBlock: return nil
        case .excess(_, let frames, let bytes): throw ProtocolError(.limit, "a reply of \(frames) frames, \(bytes) bytes")
        }
    }

    func reset() throws {
        unsent.removeAll()
        socket.close()
        socket = try Self.connect(context, endpoint, security)
    }
}
