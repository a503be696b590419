internal import CPlatform
internal import Glibc

/// SIGTERM, SIGINT and SIGHUP as something to poll instead of something that interrupts.
///
/// Make it on the main thread before any other thread starts: threads inherit the blocked mask.
public final class SignalListener: Sendable {
    /// What was asked from outside.
    public enum Signal: Sendable, Equatable { case terminate, interrupt, hangUp }

    /// To be polled for reading.
    public let descriptor: Int32

    /// Blocks the three signals from here on. Throws where the system has no descriptors left.
    public init() throws(PlatformError) {
        descriptor = huibao_signalfd()
        guard descriptor >= 0 else { throw PlatformError("signalfd", advice: "raise the limit of open files") }
    }

    deinit { close(descriptor) }

    /// The next signal that came, if any.
    public func next() -> Signal? {
        switch huibao_signalfd_next(descriptor) {
        case SIGTERM: .terminate
        case SIGINT: .interrupt
        case SIGHUP: .hangUp
        default: nil
        }
    }
}
