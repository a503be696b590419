internal import Base
internal import Protocol
internal import Runtime

/// `huibao watch`, `cancel` and `retry`: commands about one job.
enum JobCommands {
    static let all = [watch, cancel, prioritize, retry]

    private static let watch = Command(
        ["watch"], .daily, "follow a job until it ends", operands: "[JOB]", count: 0...1, options: [CommonOptions.events] + CommonOptions.connection,
        examples: [
            ("huibao watch 7", "one line of progress on a terminal, one line at the end"),
            ("huibao watch", "the newest job"),
        ],
        exits: [.notFound, .someDocumentsFailed, .unreachable, .timedOut]
    ) { invocation in
        // Ctrl-C leaves no half line behind; the job goes on
        let client = try Session.open(invocation, interruption: invocation.context.listen())
        let job: Int64
        if invocation.operands.isEmpty {
            guard let newest = try client.status().jobs.first else {
                throw ToolError(.notFound, "there is no job yet", advice: "hand over reports with 'huibao submit'")
            }
            job = newest.job
        } else {
            job = try invocation.number(0, "job")
        }
        let start = invocation.context.now()
        var wait = JobWait(client: client, console: invocation.console, now: invocation.context.now)
        let first = try client.job(job)
        wait.before = first.done + first.failed + first.cancelled
        if let events = try Session.events(invocation, job: job) { wait.news = { try events.next(milliseconds: $0) } }
        let status = try wait.untilFinished(job, total: 0, since: start)
        // the wall clock may have been set back meanwhile
        let spent = max(0, (status.finishedAt ?? WallClock.milliseconds()) - status.createdAt)
        return try JobReport.tell(status, refused: [], milliseconds: spent, client: client, console: invocation.console)
    }

    private static let cancel = Command(
        ["cancel"], .daily, "give up what is not done, at once", operands: "JOB", count: 1...1,
        options: CommonOptions.connection, examples: [("huibao cancel 7", "documents that are done stay done")],
        details: "Workers are told to stop; what they still deliver is dropped. A document that another job waits for goes on.",
        exits: [.notFound, .denied, .unreachable, .timedOut]
    ) { invocation in
        let job = try invocation.number(0, "job")
        let client = try Session.open(invocation)
        let status = try client.jobRequest(CancelJob(id: client.nextIdentifier(), job: job))
        invocation.console.say("job \(job): \(JobReport.count(status.cancelled, "document")) cancelled, \(status.done) done")
        return .done
    }

    private static let prioritize = Command(
        ["prioritize"], .daily, "change how urgent a job is", operands: "JOB high|normal|low", count: 2...2,
        options: CommonOptions.connection, examples: [("huibao prioritize 7 high", "from the next document that is handed out")],
        exits: [.notFound, .denied, .unreachable, .timedOut]
    ) { invocation in
        let job = try invocation.number(0, "job")
        guard let priority = JobPriority(rawValue: invocation.operands[1]) else {
            throw ToolError(.usage, "'\(invocation.operands[1])' is no priority", advice: "give high, normal or low")
        }
        let client = try Session.open(invocation)
        let status = try client.jobRequest(PrioritizeJob(id: client.nextIdentifier(), job: job, priority: priority))
        invocation.console.say("job \(job): \(JobReport.count(status.waiting, "document")) waiting, priority \(priority.rawValue)")
        return .done
    }

    private static let retry = Command(
        ["retry"], .daily, "try failed and cancelled documents anew", operands: "JOB", count: 1...1,
        options: CommonOptions.connection, examples: [("huibao retry 7 && huibao watch 7", "and see how it goes")],
        exits: [.notFound, .denied, .unreachable, .timedOut]
    ) { invocation in
        let job = try invocation.number(0, "job")
        let client = try Session.open(invocation)
        let status = try client.jobRequest(RetryJob(id: client.nextIdentifier(), job: job))
        invocation.console.say("job \(job): \(JobReport.count(status.waiting, "document")) waiting")
        return .done
    }
}
