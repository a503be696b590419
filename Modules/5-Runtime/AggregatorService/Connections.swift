internal import Platform

/// How many connections the aggregator's sockets may have, by the descriptors that the system gives it.
///
/// ```
///  0 ─────────────── clients, listeners ──────────────── forClients ── workers ── most ── reserve: ledger, HTTP, key list ── descriptors
/// ```
/// Strangers may fill what is theirs: whoever is in stays in, workers still come, and what the aggregator needs for itself is there.
struct Connections: Sendable, Equatable {
    /// Descriptors that stay free, where there are enough.
    static let reserve = 128

    /// The highest descriptor of a worker's connection.
    let most: Int
    /// The highest one of a client's or a listener's.
    let forClients: Int

    /// `descriptors` the process may have; `clients` and workers that may be here, with room for listeners to the events.
    init(descriptors: Int, clients: Int) {
        let left = descriptors - min(Self.reserve, descriptors / 2)
        most = max(1, min(left, clients + 4096 + 1024))
        forClients = max(1, most - most / 4)
    }
}
