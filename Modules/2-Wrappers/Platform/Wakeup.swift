internal import CPlatform
internal import Glibc

/// An eventfd: any thread rings, the thread that polls `descriptor` hears it. Rings before it listens are one.
public final class Wakeup: Sendable {
    /// To be polled for reading.
    public let descriptor: Int32

    /// Throws where the system has no descriptors left.
    public init() throws(PlatformError) {
        descriptor = huibao_eventfd()
        guard descriptor >= 0 else { throw PlatformError("eventfd", advice: "raise the limit of open files") }
    }

    deinit { close(descriptor) }

    /// Makes `descriptor` readable. From any thread; never blocks.
    public func ring() { _ = huibao_eventfd_add(descriptor) }

    /// Takes the rings away; whether there were any.
    @discardableResult public func drain() -> Bool { huibao_eventfd_drain(descriptor) > 0 }
}
