internal import CPlatform
internal import Glibc

/// A thread of the system, with a name and a stack of its own: for role threads and for computing, away from Swift's pool.
public final class PlainThread: Sendable {
    private let handle: Locked<pthread_t?>

    /// Starts a thread. `name` is cut to 15 bytes, as the system wants it; `stackBytes` is rounded up to 64 KB at least.
    public init(name: String, stackBytes: Int = 4 << 20, _ body: @escaping @Sendable () -> Void) throws(PlatformError) {
        var attributes = pthread_attr_t()
        unsafe pthread_attr_init(&attributes)
        defer { unsafe pthread_attr_destroy(&attributes) }
        let page = 1 << 16
        unsafe pthread_attr_setstacksize(&attributes, (max(stackBytes, page) + page - 1) / page * page)
        let box = unsafe Unmanaged.passRetained(Start(name: String(decoding: name.utf8.prefix(15), as: UTF8.self), body: body))
        var made = pthread_t()
        let rc = unsafe pthread_create(
            &made, &attributes,
            { raw in
                guard let raw = unsafe raw else { return nil }
                let start = unsafe Unmanaged<Start>.fromOpaque(raw).takeRetainedValue()
                unsafe huibao_thread_name(start.name)
                start.body()
                return nil
            }, box.toOpaque())
        guard rc == 0 else {
            unsafe box.release()
            throw PlatformError("thread", name, number: rc, advice: "raise the limit of processes or use fewer threads")
        }
        handle = Locked(made)
    }

    /// Waits until the thread ends. Further calls return at once. Never call it on the thread itself.
    public func join() {
        let waiting = handle.withLock { held in
            defer { held = nil }
            return held
        }
        if let waiting { _ = pthread_join(waiting, nil) }
    }

    deinit {
        if let running = handle.withLock({ $0 }) { pthread_detach(running) }
    }

    private final class Start: Sendable {
        let name: String
        let body: @Sendable () -> Void
        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }
}
