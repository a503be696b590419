internal import Base
internal import Dialog
internal import Protocol

/// One reply with its payload frames.
struct Reply: Sendable {
    /// The request's identifier.
    var id: String
    var message: ToClient
    var payloads: [[UInt8]]
}

/// A client of one aggregator: the transport around a `ClientSession`. Used from one thread.
final class AggregatorClient {
    private let endpoint: String
    private let transport: any Transport
    private let interruption: any Interruption
    private let now: () -> MonotonicTime
    private var session: ClientSession
    /// What is outstanding, to be sent again.
    private var frames: [String: Frames] = [:]

    /// `now` is an argument so that tests can drive the time.
    init(
        endpoint: String, transport: any Transport, interruption: any Interruption, patience: ClientSession.Patience = ClientSession.Patience(),
        now: @escaping () -> MonotonicTime = MonotonicTime.now
    ) throws {
        self.endpoint = endpoint
        self.transport = transport
        self.interruption = interruption
        self.now = now
        session = ClientSession(patience: patience, now: now())
        guard try transport.reach(milliseconds: Int(patience.connect)) else { throw unreachable() }
    }

    /// How many requests wait for their reply.
    var outstandingCount: Int { session.outstandingCount }

    /// What was asked and is not answered is not waited for any more; late answers are passed over.
    func forgetOutstanding() {
        session.forget()
        frames = [:]
    }

    /// An identifier for a request.
    func nextIdentifier() -> String { session.nextIdentifier() }

    /// Sends a request whose reply `next` will return.
    func begin(_ request: some RequestBody, payloads: [[UInt8]] = []) throws {
        let encoded = MessageCodec.encode(request, payloads: payloads)
        session.begin(request.id, at: now())
        frames[request.id] = encoded
        try transport.send(encoded)
    }

    /// The next reply to anything outstanding; a refusal is returned, not thrown.
    func next() throws -> Reply {
        precondition(outstandingCount > 0, "a reply is awaited and nothing was asked")
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
        precondition(outstandingCount == 0, "one question at a time")
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
        guard session.settle(id, at: now()) else { return nil }
        self.frames[id] = nil
        return Reply(id: id, message: message, payloads: frames.payloads)
    }

    private func considerSilence() throws {
        switch session.silence(isThere: try transport.reach(milliseconds: 0), at: now()) {
        case .wait: return
        case .unreachable: throw unreachable()
        case .timedOut:
            throw ToolError(
                .timedOut,
                "the aggregator at \(endpoint) gave no reply within \(Duration.text(seconds: Double(session.patience.giveUpAfter) / 1000))",
                advice: "see its log, or wait longer with --timeout")
        case .sendAgain(let requests):
            try transport.reset()
            for id in requests { if let again = frames[id] { try transport.send(again) } }
        }
    }

    private func unreachable() -> ToolError {
        ToolError(
            .unreachable, "no aggregator answers at \(endpoint)",
            advice: "start huibao-aggregator there, name its endpoint with --connect or HUIBAO_CONNECT"
                + (endpoint.hasPrefix("tcp://") ? " (one with keys answers only to a --curve-key on its list, and its own --curve-server-key)" : "")
                + ", or use 'huibao run' that needs none"
        )
    }
}
