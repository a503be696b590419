internal import Platform

/// SIGINT, SIGTERM and SIGHUP of this process, as something to ask for. Made before any other thread starts.
final class SignalInterruption: Interruption {
    private let listener: SignalListener
    /// Readable when a signal came.
    var descriptor: Int32 { listener.descriptor }

    init() throws(PlatformError) { listener = try SignalListener() }

    func pending() -> Int32? {
        switch listener.next() {
        case .terminate: 15
        case .interrupt: 2
        case .hangUp: 1
        case nil: nil
        }
    }
}
