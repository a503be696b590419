internal import CZeroMQ

/// libzmq's I/O threads and the room that inproc endpoints live in. One a process is enough.
///
/// May be used from any thread. Sockets keep it alive; with the last of them gone it ends, without waiting (their LINGER is explicit).
@safe public final class Context: @unchecked Sendable {
    /// Written once, in `init`; libzmq's own context is safe to use from every thread.
    let handle: UnsafeMutableRawPointer

    /// Throws `socket.exhausted` when there are no descriptors left, `socket.option` for a count that libzmq refuses.
    public init(ioThreads: Int = 1, maximumSockets: Int = 1023) throws(ZeroMQError) {
        guard let made = unsafe zmq_ctx_new() else { throw ZeroMQError(last: "open", "context") }
        unsafe handle = made
        for (option, value) in [(ZMQ_IO_THREADS, ioThreads), (ZMQ_MAX_SOCKETS, maximumSockets)] {
            guard unsafe zmq_ctx_set(handle, option, Int32(clamping: value)) == 0 else {
                throw ZeroMQError(.option, "open", "context", cause: "\(value) is out of range")
            }
        }
    }

    deinit { unsafe zmq_ctx_term(handle) }

    /// Name of libzmq with its version, for `--version`.
    public static var libraryVersion: String {
        var major: Int32 = 0
        var minor: Int32 = 0
        var patch: Int32 = 0
        unsafe zmq_version(&major, &minor, &patch)
        return "libzmq \(major).\(minor).\(patch)"
    }
}
