public import Base

/// How many messages a peer may send: a bucket of `burst` that fills by `perSecond`, one for each peer.
///
/// What overflows is dropped; once a second the peer is told so. Peers that are quiet are forgotten, so that a stranger who comes under
/// a thousand names takes no memory.
public struct PeerRates: Sendable {
    /// What becomes of a message.
    public enum Verdict: Sendable, Equatable {
        /// Take it.
        case pass
        /// Drop it and say so.
        case tell
        /// Drop it without a word.
        case drop
    }

    private struct Peer: Sendable {
        /// When the bucket will be full again.
        var fullAt: MonotonicTime
        var toldAt: MonotonicTime?
    }

    private let interval: Int64
    private let span: Int64
    private let most: Int
    private var peers: [Route: Peer] = [:]

    /// `most`: peers that are remembered.
    public init(perSecond: Int, burst: Int, most: Int = 10_000) {
        interval = 1_000_000_000 / Int64(max(1, perSecond))
        span = interval * Int64(max(1, burst))
        self.most = max(1, most)
    }

    /// A message of the peer has come.
    public mutating func admit(_ route: Route, at now: MonotonicTime) -> Verdict {
        var peer = peers[route] ?? Peer(fullAt: now)
        let fullAt = max(peer.fullAt.nanoseconds, now.nanoseconds) + interval
        if fullAt - now.nanoseconds <= span {
            peer.fullAt = MonotonicTime(nanoseconds: fullAt)
            remember(route, peer, now)
            return .pass
        }
        if let told = peer.toldAt, now.milliseconds(since: told) < 1000 { return .drop }
        peer.toldAt = now
        remember(route, peer, now)
        return .tell
    }

    private mutating func remember(_ route: Route, _ peer: Peer, _ now: MonotonicTime) {
        peers[route] = peer
        guard peers.count > most else { return }
        peers = peers.filter { $0.value.fullAt > now }
        // all of them busy: begin anew rather than grow
        if peers.count > most / 2 { peers = [route: peer] }
    }

    /// Peers that are remembered.
    public var count: Int { peers.count }
}
