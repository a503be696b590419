internal import Base
internal import Platform
internal import ZeroMQ

/// A thread that owns something which must not leave it (the ledger, a reader) and works on lists of inputs.
///
/// ```
/// role thread                         this thread
///   submit([input]) ── wake ───────►  turn(state, inputs)      all inputs that gathered meanwhile: one list
///   take() ◄── ring ────────────────  outputs
/// ```
/// The queue is as long as its users let it grow: whoever submits must bound what it submits.
final class WorkThread<Input: Sendable, Output: Sendable>: Sendable {
    private struct Shared: Sendable {
        var inputs: [Input] = []
        var outputs: [Output] = []
        var working = false
        var stopping = false
        var opened: (any Error)??
    }

    private let shared = Locked(Shared())
    private let wake: Wakeup
    private let ring: Wakeup
    private let thread = Locked<PlainThread?>(nil)

    /// Starts the thread and waits until `make` has run on it; throws what it throws.
    ///
    /// `ring`: rung whenever outputs are there to `take`.
    init<State>(
        name: String, ring: Wakeup, make: @escaping @Sendable () throws -> State,
        turn: @escaping @Sendable (State, [Input]) -> [Output]
    ) throws {
        wake = try Wakeup()
        self.ring = ring
        let ready = try Wakeup()
        let started = try PlainThread(name: name) { [self] in
            do {
                let state = try make()
                shared.withLock { $0.opened = .some(nil) }
                ready.ring()
                run(state, turn)
            } catch {
                shared.withLock { $0.opened = .some(error) }
                ready.ring()
            }
        }
        thread.withLock { $0 = started }
        var poller = Poller()
        _ = poller.add(descriptor: ready.descriptor)
        while shared.withLock({ $0.opened == nil }) { try poller.wait(milliseconds: 1000) }
        if let failed = shared.withLock({ $0.opened ?? nil }) {
            started.join()
            throw failed
        }
    }

    /// Hands inputs over, in order.
    func submit(_ inputs: [Input]) {
        shared.withLock { $0.inputs += inputs }
        wake.ring()
    }

    /// Outputs since the last call, in order.
    func take() -> [Output] {
        shared.withLock { shared in
            defer { shared.outputs = [] }
            return shared.outputs
        }
    }

    /// Whether everything submitted has been worked and taken.
    var isIdle: Bool { shared.withLock { !$0.working && $0.inputs.isEmpty && $0.outputs.isEmpty } }

    /// How many inputs wait.
    var waiting: Int { shared.withLock { $0.inputs.count } }

    /// Works what is left, then ends; its state is gone when this returns.
    func stop() {
        shared.withLock { $0.stopping = true }
        wake.ring()
        thread.withLock { $0 }?.join()
    }

    private func run<State>(_ state: State, _ turn: (State, [Input]) -> [Output]) {
        var poller = Poller()
        _ = poller.add(descriptor: wake.descriptor)
        while true {
            let inputs = shared.withLock { shared in
                defer { shared.inputs = [] }
                shared.working = !shared.inputs.isEmpty
                return shared.inputs
            }
            if inputs.isEmpty {
                if shared.withLock({ $0.stopping && $0.inputs.isEmpty }) { return }
                try? poller.wait(milliseconds: 10_000)
                wake.drain()
                continue
            }
            let outputs = turn(state, inputs)
            shared.withLock { shared in
                shared.outputs += outputs
                shared.working = false
            }
            ring.ring()
        }
    }
}
