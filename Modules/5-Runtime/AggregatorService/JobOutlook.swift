internal import Protocol

/// Why jobs are not done, and how long they will still take.
enum JobOutlook {
    /// Fills in `waits` and `leftMilliseconds`.
    ///
    /// Urgent jobs come before all others, and those of one priority take turns: a job waits for all that is more urgent, and for as much
    /// of each of its own kind as it has itself.
    static func complete(_ status: inout StatusReply) {
        let rate = status.documentsPerSecond ?? 0
        let why = reason(status.stages)
        let unfinished = status.jobs.filter { $0.state == .open || $0.state == .running }
        for index in status.jobs.indices {
            let job = status.jobs[index]
            guard job.state == .open || job.state == .running else { continue }
            status.jobs[index].waits = job.waiting == 0 ? "submitting" : why
            guard job.waiting > 0, rate > 0 else { continue }
            let before = unfinished.reduce(0) { sum, other in
                let (own, theirs) = (rank(job), rank(other))
                return sum + (theirs < own ? other.waiting : theirs == own ? min(other.waiting, job.waiting) : 0)
            }
            status.jobs[index].leftMilliseconds = Int64(min(1e12, Double(before) / rate * 1000))
        }
    }

    private static func rank(_ job: JobStatus) -> Int { JobPriority.allCases.firstIndex(of: job.priority ?? .normal) ?? 0 }

    /// The first reason of a stage that has one.
    private static func reason(_ stages: [StageStatus]) -> String { stages.first { !$0.waiting.isEmpty }?.waiting ?? "in-work" }
}
