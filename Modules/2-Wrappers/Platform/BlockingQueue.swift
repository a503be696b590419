internal import Glibc

/// First in, first out, between plain threads: takers wait until there is something or the queue is closed.
@safe public final class BlockingQueue<Element: Sendable>: @unchecked Sendable {
    // All of these are touched under `mutex` alone.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    /// Those before `head` were taken and are nil: what was taken is not held here any longer.
    private var items: [Element?] = []
    private var head = 0
    private var closed = false

    /// An open, empty queue.
    public init() {
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(condition, nil)
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    /// Appends; false when the queue is closed. From any thread, without waiting.
    @discardableResult public func put(_ element: Element) -> Bool {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        guard !closed else { return false }
        items.append(element)
        unsafe pthread_cond_signal(condition)
        return true
    }

    /// Waits for the next element; nil once the queue is closed and empty.
    public func take() -> Element? {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while head == items.count && !closed { unsafe pthread_cond_wait(condition, mutex) }
        guard head < items.count else { return nil }
        let element = items[head]
        items[head] = nil
        head += 1
        if head == items.count || head > 1024 {
            items.removeFirst(head)
            head = 0
        }
        return element
    }

    /// Throws away those that wait and for which `body` says so.
    public func removeAll(where body: (Element) -> Bool) {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        items = items[head...].filter { $0.map { !body($0) } ?? false }
        head = 0
    }

    /// Lets takers run dry. With `dropping` what waits is thrown away.
    public func close(dropping: Bool = false) {
        unsafe pthread_mutex_lock(mutex)
        closed = true
        if dropping {
            items = []
            head = 0
        }
        unsafe pthread_cond_broadcast(condition)
        unsafe pthread_mutex_unlock(mutex)
    }

    /// Elements that wait.
    public var count: Int {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return items.count - head
    }
}
