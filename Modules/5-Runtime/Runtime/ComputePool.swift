public import Base
public import Platform

/// A fixed number of plain threads that compute, away from the sockets' thread.
///
/// The role thread submits jobs and polls `wakeup`; when it rings, `takeFinished` has results. How many jobs wait is the submitter's
/// affair: a worker bounds it by its capacity.
public final class ComputePool<Job: Sendable, Output: Sendable>: Sendable {
    private let jobs = BlockingQueue<Job>()
    private let finished: Locked<[Output]> = Locked([])
    private let running: Locked<[MonotonicTime?]>
    private let threads: Locked<[PlainThread]> = Locked([])
    /// Rings when there is something to take.
    public let wakeup: Wakeup

    /// Starts the threads. `makeBody` is called once on each, so that each may have scratch memory of its own.
    public init(
        name: String, threads count: Int, stackBytes: Int = 8 << 20, wakeup: Wakeup,
        makeBody: @escaping @Sendable () -> (Job) -> Output
    ) throws(PlatformError) {
        self.wakeup = wakeup
        running = Locked(Array(repeating: nil, count: count))
        for index in 0..<count {
            let thread = try PlainThread(name: "\(name)-\(index)", stackBytes: stackBytes) { [self] in
                let body = makeBody()
                while let job = jobs.take() {
                    running.withLock { $0[index] = .now() }
                    let output = body(job)
                    running.withLock { $0[index] = nil }
                    let first = finished.withLock {
                        $0.append(output)
                        return $0.count == 1
                    }
                    if first { wakeup.ring() }
                }
            }
            threads.withLock { $0.append(thread) }
        }
    }

    /// Hands a job over; false after `stop`.
    @discardableResult public func submit(_ job: Job) -> Bool { jobs.put(job) }

    /// Throws away jobs that wait and for which `body` says so; one that runs goes on.
    public func forget(where body: (Job) -> Bool) { jobs.removeAll(where: body) }

    /// All results since the last call, in the order in which they were finished.
    public func takeFinished() -> [Output] {
        finished.withLock { outputs in
            defer { outputs = [] }; return outputs
        }
    }

    /// Since when the job that has run longest has been running; nil when none runs.
    public var oldestStart: MonotonicTime? { running.withLock { $0.compactMap { $0 }.min() } }

    /// Lets running jobs end, throws away those that wait, and joins the threads. Without it the threads live as long as the process.
    public func stop() {
        jobs.close(dropping: true)
        for thread in threads.withLock({ $0 }) { thread.join() }
    }

    /// Throws waiting jobs away and does not wait for those that run: for a process about to end.
    public func abandon() { jobs.close(dropping: true) }
}
