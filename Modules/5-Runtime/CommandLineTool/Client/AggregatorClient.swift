// Requests and their replies over one connection.
//
//   begin ──► outstanding ──reply──► settled
//                │  ▲
//                └──┘ the peer went and came back, or silence for `repeatAfter`: a new connection, all outstanding sent anew
//                │
//                └─── silence for `giveUpAfter`: unreachable (nobody there) or timed out (somebody there)
//
// Repeats are harmless: a job is opened by token, documents are added by index, the rest asks or sets a state.
internal import Base
internal import Protocol

/// Spans of time after which the client acts, in milliseconds.
struct Patience: Sendable, Equatable {
    /// For somebody to be there at all.
    var connect: Int64
    /// Without any reply, until everything outstanding is sent anew.
    var repeatAfter: Int64
    /// Without any reply, until the command fails.
    var giveUpAfter: Int64

    init(connect: Int64 = 1500, repeatAfter: Int64 = 5000, giveUpAfter: Int64 = 30_000) {
        self.connect = connect
        self.repeatAfter = repeatAfter
        self.giveUpAfter = giveUpAfter
    }
}

/// One reply with its payload frames.
struct Reply: Sendable {
    /// The request's identifier.
    var id: String
    var message: ToClient
    var payloads: [[UInt8]]
}

/// A client of one aggregator. Used from one thread.
final class AggregatorClient {
    private let endpoint: String
    private let transport: any Transport
    private let interruption: any Interruption
    private let patience: Patience
    private let now: () -> MonotonicTime
    private var outstanding: [(id: String, frames: Frames)] = []
    private var counter = 0
    private var lastReply: MonotonicTime
    private var lastSent: MonotonicTime
    private var peer = Peer.here

    /// What is known of the connection. A new one takes its time: that is no absence.
    private enum Peer { case new, here, gone }

    /// `now` is an argument so that tests can drive the time.
    init(
        endpoint: String, transport: any Transport, interruption: any Interruption, patience: Patience = Patience(),
        now: @escaping () -> MonotonicTime = MonotonicTime.now
    ) throws {
        self.endpoint = endpoint
        self.transport = transport
        self.interruption = interruption
        self.patience = patience
        self.now = now
        lastReply = now()
        lastSent = lastReply
        guard try transport.reach(milliseconds: Int(patience.connect)) else { throw unreachable() }
    }

    /// How many requests wait for their reply.
    var outstandingCount: Int { outstanding.count }

    /// What was asked and is not answered is not waited for any more; late answers are passed over.
    func forgetOutstanding() { outstanding = [] }

    /// An identifier for a request.
    func nextIdentifier() -> String {
        counter += 1
        return "r\(counter)"
    }

    /// Sends a request whose reply `next` will return.
    func begin(_ request: some RequestBody, payloads: [[UInt8]] = []) throws {
        let frames = MessageCodec.encode(request, payloads: payloads)
        let time = now()
        if outstanding.isEmpty { lastReply = time }
        lastSent = time
        outstanding.append((request.id, frames))
        try transport.send(frames)
    }

    /// The next reply to anything outstanding; a refusal is returned, not thrown.
    func next() throws -> Reply {
        precondition(!outstanding.isEmpty, "a reply is awaited and nothing was asked")
        while true {
            if let signal = interruption.pending() { throw ToolError(.interrupted(signal), "stopped by a signal") }
            if let frames = try transport.receive(milliseconds: 100) {
                if let reply = try settle(frames) { return reply }
            } else {
                try considerSilence()
            }
        }
    }

    /// Asks and waits. Nothing else may be outstanding.
    func ask(_ request: some RequestBody, payloads: [[UInt8]] = []) throws -> Reply {
        precondition(outstanding.isEmpty, "one question at a time")
        try begin(request, payloads: payloads)
        let reply = try next()
        if case .failure(let failure) = reply.message { throw ToolError(failure) }
        return reply
    }

    /// Lets time pass while nothing is outstanding; ends early, by throwing, when a signal came.
    func pause(milliseconds: Int64) throws {
        let end = now().adding(milliseconds: milliseconds)
        repeat {
            if let signal = interruption.pending() { throw ToolError(.interrupted(signal), "stopped by a signal") }
            let left = end.milliseconds(since: now())
            // late replies to repeated requests may come: they were answered already
            _ = try transport.receive(milliseconds: Int(max(1, min(100, left))))
        } while now() < end
    }

    private func settle(_ frames: Frames) throws -> Reply? {
        let message = try MessageCodec.decode(frames, as: ToClient.self)
        let id = message.reply.id
        // a request that could not be read is answered without its identifier
        if id.isEmpty, case .failure(let failure) = message { throw ToolError(failure) }
        guard let index = outstanding.firstIndex(where: { $0.id == id }) else { return nil }
        outstanding.remove(at: index)
        lastReply = now()
        return Reply(id: id, message: message, payloads: frames.payloads)
    }

    private func considerSilence() throws {
        let time = now()
        let isThere = try transport.reach(milliseconds: 0)
        let cameBack = peer == .gone && isThere
        peer = isThere ? .here : peer == .new ? .new : .gone
        if time.milliseconds(since: lastReply) >= patience.giveUpAfter {
            guard isThere else { throw unreachable() }
            throw ToolError(
                .timedOut,
                "the aggregator at \(endpoint) gave no reply within \(Duration.text(seconds: Double(patience.giveUpAfter) / 1000))",
                advice: "see its log, or wait longer with --timeout")
        }
        let silent = min(time.milliseconds(since: lastReply), time.milliseconds(since: lastSent))
        guard cameBack || silent >= patience.repeatAfter else { return }
        lastSent = time
        peer = .new
        try transport.reset()
        for request in outstanding { try transport.send(request.frames) }
    }

    private func unreachable() -> ToolError {
        ToolError(
            .unreachable, "no aggregator answers at \(endpoint)",
            advice: "start huibao-aggregator there, name its endpoint with --connect or HUIBAO_CONNECT"
                + (endpoint.hasPrefix("tcp://") ? " (one with keys answers only to --curve-key and --curve-server-key)" : "")
                + ", or use 'huibao run' that needs none"
        )
    }
}
