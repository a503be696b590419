internal import Base
internal import Platform
internal import Protocol
internal import Synchronization
internal import ZeroMQ

/// How things stand, handed from the role thread to whoever serves pages. Nobody asks: nothing is made.
///
/// ```
/// server's thread             role thread               reader's thread
///   current() ── wish, ring ──► takeWish()
///      waits                    draft of the status ────► completed from the ledger
///      ◄───────────────────────────────────────────────── publish()
/// ```
/// The role thread does one small thing for all that ask within `freshMilliseconds`, however many they are. From any thread.
final class StatusBoard: Sendable {
    /// What the role thread tells without being asked.
    struct Condition: Sendable, Equatable {
        var draining = false
        /// Why the ledger refuses to write; nil while it writes.
        var refusal: String?
    }

    private struct State: Sendable {
        var status: StatusReply?
        var at = MonotonicTime(nanoseconds: 0)
        var waiting: [Wakeup] = []
        var condition = Condition()
    }

    private let state = Locked(State())
    private let wish = Atomic(false)
    private let ring: Wakeup
    private let freshMilliseconds: Int64

    /// `ring` wakes the role thread.
    init(ring: Wakeup, freshMilliseconds: Int64 = 250) {
        self.ring = ring
        self.freshMilliseconds = freshMilliseconds
    }

    /// The status, a quarter of a second old at most; nil when the role thread does not answer in the time: it hangs.
    func current(patience: Int64 = 2000) -> StatusReply? {
        let asked = MonotonicTime.now()
        guard let bell = try? Wakeup() else { return nil }
        let known: StatusReply? = state.withLock { state in
            if let status = state.status, asked.milliseconds(since: state.at) < freshMilliseconds { return status }
            state.waiting.append(bell)
            return nil
        }
        if let known { return known }
        wish.store(true, ordering: .releasing)
        ring.ring()
        var poller = Poller()
        let heard = poller.add(descriptor: bell.descriptor)
        try? poller.wait(milliseconds: Int(patience))
        let answered = poller.isReadable(heard)
        return state.withLock { state in
            state.waiting.removeAll { $0 === bell }
            return answered ? state.status : nil
        }
    }

    /// Whether somebody waits; true once. Costs next to nothing.
    func takeWish() -> Bool {
        wish.load(ordering: .acquiring) && wish.exchange(false, ordering: .acquiringAndReleasing)
    }

    /// The status as it stands now.
    func publish(_ status: StatusReply) {
        let waiting = state.withLock { state in
            state.status = status
            state.at = .now()
            defer { state.waiting = [] }
            return state.waiting
        }
        for bell in waiting { bell.ring() }
    }

    /// What the role thread last told.
    var condition: Condition { state.withLock { $0.condition } }

    /// The role thread tells.
    func tell(_ change: (inout Condition) -> Void) { state.withLock { change(&$0.condition) } }
}
