public import Base

/// The client's side of the control socket: what waits for its reply, when it is asked again, and when nobody is waited for any more.
///
/// A pure state machine: no socket, no clock. The shell sends what it is told to, hands each reply's identifier over, and asks `silence`
/// whenever none came for a moment.
///
/// ```
///   begin ──► outstanding ──reply──► settled
///                │  ▲
///                └──┘ the peer went and came back, or silence for `repeatAfter`: a new connection, all outstanding sent anew
///                │
///                └─── silence for `giveUpAfter`: unreachable (nobody there) or timed out (somebody there)
/// ```
/// Repeats are harmless: a job is opened by token, documents are added by index, the rest asks or sets a state.
public struct ClientSession: Sendable {
    /// Spans of time after which the client acts, in milliseconds.
    public struct Patience: Sendable, Equatable {
        /// For somebody to be there at all.
        public var connect: Int64
        /// Without any reply, until everything outstanding is sent anew.
        public var repeatAfter: Int64
        /// Without any reply, until the command fails.
        public var giveUpAfter: Int64

        /// The usual ones, or others.
        public init(connect: Int64 = 1500, repeatAfter: Int64 = 5000, giveUpAfter: Int64 = 30_000) {
            self.connect = connect
            self.repeatAfter = repeatAfter
            self.giveUpAfter = giveUpAfter
        }
    }

    /// What a silence calls for.
    public enum Silence: Sendable, Equatable {
        /// Nothing yet.
        case wait
        /// Open a new connection and send these again, in this order.
        case sendAgain([String])
        /// Nobody is there, and was not for too long.
        case unreachable
        /// Somebody is there and gave no reply for too long.
        case timedOut
    }

    /// What is known of the connection. A new one takes its time: that is no absence.
    private enum Peer { case new, here, gone }

    /// The spans in force.
    public let patience: Patience
    private var outstanding: [String] = []
    private var counter = 0
    private var lastReply: MonotonicTime
    private var lastSent: MonotonicTime
    private var peer = Peer.here

    /// Somebody was there just now.
    public init(patience: Patience = Patience(), now: MonotonicTime) {
        self.patience = patience
        lastReply = now
        lastSent = now
    }

    /// How many requests wait for their reply.
    public var outstandingCount: Int { outstanding.count }

    /// An identifier for a request.
    public mutating func nextIdentifier() -> String {
        counter += 1
        return "r\(counter)"
    }

    /// A request is sent.
    public mutating func begin(_ id: String, at now: MonotonicTime) {
        if outstanding.isEmpty { lastReply = now }
        lastSent = now
        outstanding.append(id)
    }

    /// A reply has come; whether anybody waits for it. A request that was sent again may be answered twice.
    public mutating func settle(_ id: String, at now: MonotonicTime) -> Bool {
        guard let index = outstanding.firstIndex(of: id) else { return false }
        outstanding.remove(at: index)
        lastReply = now
        return true
    }

    /// What was asked and is not answered is not waited for any more; late answers are passed over.
    public mutating func forget() { outstanding = [] }

    /// Nothing came. `isThere`: a connection stands.
    public mutating func silence(isThere: Bool, at now: MonotonicTime) -> Silence {
        let cameBack = peer == .gone && isThere
        peer = isThere ? .here : peer == .new ? .new : .gone
        guard !outstanding.isEmpty else { return .wait }
        if now.milliseconds(since: lastReply) >= patience.giveUpAfter { return isThere ? .timedOut : .unreachable }
        let silent = min(now.milliseconds(since: lastReply), now.milliseconds(since: lastSent))
        guard cameBack || silent >= patience.repeatAfter else { return .wait }
        lastSent = now
        peer = .new
        return .sendAgain(outstanding)
    }
}
