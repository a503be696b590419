internal import Base
internal import Protocol

/// Waits for a job's end, with one line of progress on a terminal.
struct JobWait {
    let client: AggregatorClient
    let console: any Console
    let now: () -> MonotonicTime
    /// Asked between two looks; throws when it makes no sense to wait any longer.
    var supervise: () throws -> Void = {}
    /// Waits so many milliseconds for published news of the job; nil asks the aggregator alone.
    var news: ((Int64) throws -> JobStatus?)?
    /// Documents of the job that had ended when the wait began.
    var before = 0
    /// Milliseconds between two looks, once the job has gone on for a while.
    var longest: Int64 = 500

    /// Looks at the job until it is done or cancelled: often at first, every `longest` milliseconds later.
    func untilFinished(_ job: Int64, total: Int, since start: MonotonicTime) throws -> JobStatus {
        var interval: Int64 = min(30, longest)
        while true {
            let status = try client.job(job)
            if status.state == .done || status.state == .cancelled {
                console.progress("")
                return status
            }
            show(status, total: total, since: start)
            try supervise()
            try pause(milliseconds: interval, total: total, since: start)
            interval = min(longest, interval * 5 / 4 + 1)
        }
    }

    /// Until the next look: news are shown as they come, and the last one ends the pause.
    private func pause(milliseconds: Int64, total: Int, since start: MonotonicTime) throws {
        guard let news else { return try client.pause(milliseconds: milliseconds) }
        let end = now().adding(milliseconds: milliseconds)
        while now() < end, let told = try news(end.milliseconds(since: now())) {
            show(told, total: total, since: start)
            if told.state == .done || told.state == .cancelled { return }
        }
    }

    /// Draws the progress line.
    func show(_ status: JobStatus, total: Int, since start: MonotonicTime) {
        guard let columns = console.errorColumns else { return }
        console.progress(
            ProgressLine.text(status, total: total, before: before, elapsedMilliseconds: now().milliseconds(since: start), columns: columns))
    }
}

/// What is said about a job when it has ended, and the exit code that follows.
enum JobReport {
    /// How many failed documents are named one by one.
    static let named = 20

    /// Says how the job ended, and names what failed: refused before sending, or given up by the aggregator.
    static func tell(
        _ status: JobStatus, refused: [Submission.Refused], milliseconds: Int64, client: AggregatorClient, console: any Console
    ) throws -> ExitCode {
        let letters = status.failed > 0 ? try client.deadLetters(job: status.job) : []
        let failed = status.failed + refused.count
        var line = "job \(status.job): \(status.done) of \(count(status.documents + refused.count, "document")) done"
        line += ", \(count(status.reports, "report")), \(count(status.observations, "observation"))"
        if status.known > 0 { line += ", \(status.known) known from before" }
        if failed > 0 { line += ", \(failed) failed" }
        if status.cancelled > 0 { line += ", \(status.cancelled) cancelled" }
        console.say(line + ", in \(Duration.text(seconds: Double(milliseconds) / 1000))")
        tellRefused(refused, console)
        for letter in letters.prefix(named) {
            let name = letter.message.hasPrefix(letter.document) ? "" : "\(letter.document): "
            console.say("  failed: \(name)\(letter.message) [\(letter.code)]")
        }
        if letters.count > named { console.say("  and \(letters.count - named) more: see 'huibao dead list --job \(status.job)'") }
        return failed > 0 || status.cancelled > 0 ? .someDocumentsFailed : .done
    }

    /// Names documents that were not sent.
    static func tellRefused(_ refused: [Submission.Refused], _ console: any Console) {
        for one in refused.prefix(named) { console.say("  not sent: \(one.name): \(one.reason)") }
        if refused.count > named { console.say("  and \(refused.count - named) more were not sent") }
    }

    /// `1 document`, `2 documents`.
    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
