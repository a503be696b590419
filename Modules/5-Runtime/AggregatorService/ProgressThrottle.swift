internal import Base
internal import Protocol

/// Lets through at most one word a job in a while, and never the last one lost.
///
/// ```
///  change ──► waiting ── interval over ──► told ── change ──► waiting …
/// ```
struct ProgressThrottle: Sendable {
    private let interval: Int64
    private var waiting: [Int64: JobStatus] = [:]
    private var toldAt: [Int64: MonotonicTime] = [:]

    /// `interval`: milliseconds between two words about the same job.
    init(interval: Int64 = 100) { self.interval = interval }

    /// A job changed.
    mutating func changed(_ job: JobStatus) { waiting[job.job] = job }

    /// Jobs whose turn it is, by number.
    mutating func due(at now: MonotonicTime) -> [JobStatus] {
        let due = waiting.keys.filter { job in
            guard let told = toldAt[job] else { return true }
            return now.milliseconds(since: told) >= interval
        }.sorted()
        let jobs = due.compactMap { waiting.removeValue(forKey: $0) }
        for job in jobs { toldAt[job.job] = job.state == .done || job.state == .cancelled ? nil : now }
        return jobs
    }

    /// When `due` has something to say at the earliest; nil when nothing waits.
    var nextDeadline: MonotonicTime? {
        waiting.keys.map { toldAt[$0]?.adding(milliseconds: interval) ?? MonotonicTime(nanoseconds: 0) }.min()
    }
}
