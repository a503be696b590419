internal import Base
internal import Protocol
internal import ZeroMQ

/// News of one job, as the aggregator publishes them. Whoever listens late or slowly misses some and asks for the status instead,
/// so silence means nothing. Used from one thread.
final class EventStream {
    private let socket: Socket

    /// Listens at the aggregator's events endpoint; that nobody is there is no error.
    init(endpoint: String, job: Int64, security: SocketSecurity, context: Context) throws(ZeroMQError) {
        var options = SocketOptions()
        options.security = security
        // else the subscription would wait for the next call on the socket after the connection stands
        options.immediate = false
        socket = try Socket(context, .subscribe, options: options)
        try socket.subscribe("job.\(job).")
        try socket.connect(endpoint)
    }

    /// The newest word on the job, or nil when none came in the time. Messages that are none of the protocol's are passed over.
    func next(milliseconds: Int64) throws -> JobStatus? {
        var poller = Poller()
        _ = try poller.add(socket)
        try poller.wait(milliseconds: Int(max(0, milliseconds)))
        var newest: JobStatus?
        while case .message(let frames) = try socket.receive() {
            guard frames.count == 2, case .progress(let progress)? = try? MessageCodec.decode(Frames(header: frames[1]), as: Event.self) else { continue }
            newest = progress.job
        }
        return newest
    }
}
