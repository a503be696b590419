internal import CZeroMQ
internal import Glibc

/// Waits for sockets and plain descriptors together. Belongs to the thread of its sockets.
///
/// ```
/// var poller = Poller()
/// let work = poller.add(socket)
/// let wake = poller.add(descriptor: wakeup.descriptor)
/// try poller.wait(milliseconds: 500)
/// if poller.isReadable(work) { … }
/// ```
@safe public struct Poller {
    /// A place in the poller.
    public struct Token: Hashable, Sendable { var index: Int }

    private var items: [zmq_pollitem_t] = unsafe []
    /// Keeps the polled sockets alive.
    private var sockets: [Socket?] = []

    /// A poller that watches nothing yet.
    public init() {}

    /// Watches a socket: for messages, and for room to send when `writable`.
    public mutating func add(_ socket: Socket, writable: Bool = false) throws(ZeroMQError) -> Token {
        var item = unsafe zmq_pollitem_t()
        unsafe item.socket = try socket.live("poll")
        unsafe item.events = Int16(ZMQ_POLLIN) | (writable ? Int16(ZMQ_POLLOUT) : 0)
        unsafe items.append(item)
        sockets.append(socket)
        return Token(index: sockets.count - 1)
    }

    /// Watches a descriptor for something to read.
    public mutating func add(descriptor: Int32) -> Token {
        var item = unsafe zmq_pollitem_t()
        unsafe item.fd = descriptor
        unsafe item.events = Int16(ZMQ_POLLIN)
        unsafe items.append(item)
        sockets.append(nil)
        return Token(index: sockets.count - 1)
    }

    /// Watches for room to send, or stops doing so.
    public mutating func setWritable(_ token: Token, _ wanted: Bool) {
        unsafe items[token.index].events = Int16(ZMQ_POLLIN) | (wanted ? Int16(ZMQ_POLLOUT) : 0)
    }

    /// Waits until something is ready or the time is over; nil waits for ever. An interrupted wait ends early with nothing ready.
    public mutating func wait(milliseconds: Int?) throws(ZeroMQError) {
        for index in sockets.indices { unsafe items[index].revents = 0 }
        let count = unsafe zmq_poll(&items, Int32(sockets.count), milliseconds.map { max(0, $0) } ?? -1)
        if count < 0 && zmq_errno() != EINTR { throw ZeroMQError(last: "poll", "\(sockets.count) sockets") }
    }

    /// Whether the last wait found something to read there.
    public func isReadable(_ token: Token) -> Bool { unsafe items[token.index].revents & Int16(ZMQ_POLLIN | ZMQ_POLLERR) != 0 }

    /// Whether the last wait found room to send there.
    public func isWritable(_ token: Token) -> Bool { unsafe items[token.index].revents & Int16(ZMQ_POLLOUT) != 0 }
}
