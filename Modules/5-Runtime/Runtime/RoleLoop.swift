public import Base
public import Platform
public import ZeroMQ

/// What a daemon's one thread with sockets does. All calls come on that thread.
public protocol Role: AnyObject {
    /// The sockets to poll in the next wait, and which of them wait for room to send. Asked before each wait, so sockets may be replaced.
    var sockets: [(socket: Socket, wantsRoom: Bool)] { get }
    /// When `turn` must be called at the latest, although nothing happens.
    var nextDeadline: MonotonicTime? { get }
    /// Takes what the sockets and other threads have, does what is due, sends. Returns true when it stopped before the sockets were
    /// empty: then the next wait does not wait.
    func turn(at now: MonotonicTime) throws -> Bool
    /// First request to end: take nothing new, finish, then say so by `isOver`.
    func drain(at now: MonotonicTime)
    /// Second request to end, or the drain took too long: leave at once.
    func stop(at now: MonotonicTime)
    /// SIGHUP: read again what may be read again.
    func reload(at now: MonotonicTime)
    /// The loop ends when this is true.
    var isOver: Bool { get }
}

/// Runs a role: polls its sockets beside a wakeup and the signals, until it is over.
///
/// ```
///   running ── TERM or INT ──► draining ── finished ──────────────────────► over
///                                 └── TERM or INT again, or `drainMilliseconds` ──► stopping ──► over
/// ```
public final class RoleLoop {
    private let wakeup: Wakeup
    private let signals: SignalListener?
    private let drainMilliseconds: Int64
    private var shutdown = Shutdown()

    /// `wakeup` is what other threads ring; `signals` nil for a loop in a test.
    public init(wakeup: Wakeup, signals: SignalListener?, drainMilliseconds: Int64 = 30_000) {
        self.wakeup = wakeup
        self.signals = signals
        self.drainMilliseconds = drainMilliseconds
    }

    /// Runs the role on this thread until it is over. Throws what the role throws and what polling throws.
    public func run(_ role: some Role) throws {
        var again = try role.turn(at: .now())
        while !role.isOver {
            var poller = Poller()
            for (socket, wantsRoom) in role.sockets { _ = try poller.add(socket, writable: wantsRoom) }
            let wake = poller.add(descriptor: wakeup.descriptor)
            let signal = signals.map { poller.add(descriptor: $0.descriptor) }
            try poller.wait(milliseconds: again ? 0 : timeout(role))
            if poller.isReadable(wake) { wakeup.drain() }
            if let signal, poller.isReadable(signal) { hear(role) }
            let now = MonotonicTime.now()
            if shutdown.overtime(at: now) { role.stop(at: now) }
            if role.isOver { return }
            again = try role.turn(at: now)
        }
    }

    private func timeout(_ role: some Role) -> Int? {
        var next = role.nextDeadline
        if let end = shutdown.deadline { next = min(next ?? end, end) }
        // rounded up, else the loop would spin through the last millisecond
        return next.map { max(0, Int(($0.nanoseconds - MonotonicTime.now().nanoseconds + 999_999) / 1_000_000)) }
    }

    private func hear(_ role: some Role) {
        while let signal = signals?.next() {
            let now = MonotonicTime.now()
            switch shutdown.hear(signal, at: now, budget: drainMilliseconds) {
            case .drain: role.drain(at: now)
            case .stop: role.stop(at: now)
            case .reload: role.reload(at: now)
            }
        }
    }
}

/// What signals mean: the first drains, the second stops, and so does a drain beyond its time.
struct Shutdown {
    enum Step: Equatable { case drain, stop, reload }

    private(set) var deadline: MonotonicTime?
    private var draining = false

    mutating func hear(_ signal: SignalListener.Signal, at now: MonotonicTime, budget: Int64) -> Step {
        if signal == .hangUp { return .reload }
        guard !draining else { return .stop }
        draining = true
        deadline = now.adding(milliseconds: budget)
        return .drain
    }

    /// Whether the drain's time is over; true once.
    mutating func overtime(at now: MonotonicTime) -> Bool {
        guard let end = deadline, end <= now else { return false }
        deadline = nil
        return true
    }
}
