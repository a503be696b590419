internal import Base
internal import Export
internal import Protocol
internal import Runtime

/// `huibao status`: jobs, stages, workers, ledger.
enum StatusCommand {
    static let command = Command(
        ["status"], .daily, "how everything stands, or one job", operands: "[JOB]", count: 0...1,
        options: [CommonOptions.listFormat, CommonOptions.ledger] + CommonOptions.connection,
        examples: [
            ("huibao status", "jobs, stages, workers and ledger"),
            ("huibao status 7", "one job"),
            ("huibao status --format json | jq .stages", "for scripts"),
        ],
        exits: [.notFound, .unreachable, .timedOut]
    ) { invocation in
        let job = invocation.operands.isEmpty ? nil : try invocation.number(0, "job")
        return try LedgerSession.with(invocation) { client in
            let status = try client.status(job: job)
            if let job, !status.jobs.contains(where: { $0.job == job }) {
                throw ToolError(.notFound, "no job \(job)", advice: "see 'huibao status' for the jobs")
            }
            let console = invocation.console
            if invocation.options.string("format") == "json" {
                try console.write(StatusText.json(status))
            } else {
                try console.write(StatusText.text(status, onlyJob: job != nil, now: WallClock.milliseconds(), width: console.outputColumns))
            }
            return .done
        }
    }
}

/// Status as text and as JSON. Pure.
enum StatusText {
    static func text(_ status: StatusReply, onlyJob: Bool, now: Int64, width: Int?) -> String {
        var text = ""
        if !onlyJob {
            let up = Duration.text(seconds: Double(status.uptimeMilliseconds) / 1000)
            text += "Aggregator \(status.software), engine \(status.engine), codebook \(status.codebook.prefix(12)), up \(up)\n"
            let ledger = status.ledger
            text += "Ledger \(TerminalText.safe(ledger.path)), \(NumberText.bytes(ledger.bytes)): \(number(ledger.documents)) documents, "
            text += "\(number(ledger.reports)) reports, \(number(ledger.observations)) observations, \(number(ledger.cells)) cells\n"
            text += pace(status) + "\n"
        }
        text += status.jobs.isEmpty ? "No jobs yet.\n" : jobs(status.jobs, now: now).text(width: width)
        if onlyJob { return text }
        text += "\n" + stages(status.stages).text(width: width) + "\n"
        return text + (status.workers.isEmpty ? "No workers are here.\n" : workers(status.workers).text(width: width))
    }

    /// How fast, how long still, and what was ever done; empty from an aggregator that does not tell.
    static func pace(_ status: StatusReply) -> String {
        guard let rate = status.documentsPerSecond, let totals = status.totals else { return "" }
        var text = "Pace \(NumberText.short(rate)) documents/s"
        if let history = status.history { text += ", \(number(history.reduce(0) { $0 + $1.documents })) in the last hour" }
        text += "; \(number(totals.documents)) done since the ledger began, \(number(totals.failedDocuments)) of them failed"
        if let left = status.jobs.compactMap(\.leftMilliseconds).max() { text += "; \(Duration.text(seconds: Double(left) / 1000)) left" }
        return text + "\n"
    }

    static func jobs(_ jobs: [JobStatus], now: Int64) -> TextTable {
        var table = TextTable([
            .init("Job", right: true), .init("Label", yields: 1), .init("State"), .init("Documents", right: true),
            .init("Done", right: true), .init("Failed", right: true), .init("Waiting", right: true), .init("Reports", right: true),
            .init("Observations", right: true), .init("Took", right: true), .init("Left", right: true), .init("Waits because", yields: 2),
        ])
        for job in jobs {
            let took = Duration.text(seconds: Double(max(0, (job.finishedAt ?? now) - job.createdAt)) / 1000)
            table.add([
                "\(job.job)", job.label, state(job), number(job.documents), number(job.done), number(job.failed),
                number(job.waiting), number(job.reports), number(job.observations), took,
                job.leftMilliseconds.map { Duration.text(seconds: Double($0) / 1000) } ?? "", Reasons.text(job.waits ?? "", .en),
            ])
        }
        return table
    }

    /// The job's state, with its priority where that is not the usual one.
    private static func state(_ job: JobStatus) -> String {
        guard let priority = job.priority, priority != .normal else { return job.state.rawValue }
        return "\(job.state.rawValue), \(priority.rawValue)"
    }

    static func stages(_ stages: [StageStatus]) -> TextTable {
        var table = TextTable([
            .init("Stage"), .init("Ready", right: true), .init("In work", right: true), .init("Done", right: true),
            .init("Dead", right: true), .init("Retries", right: true), .init("Late", right: true),
            .init("Rate", right: true), .init("Waits because"),
        ])
        for stage in stages {
            table.add([
                stage.stage.rawValue, number(stage.ready), number(stage.leased), number(stage.done), number(stage.dead),
                number(stage.retries), number(stage.late), stage.rate.map { "\(NumberText.short($0))/s" } ?? "", Reasons.text(stage.waiting, .en),
            ])
        }
        return table
    }

    static func workers(_ workers: [WorkerStatus]) -> TextTable {
        var table = TextTable([
            .init("Worker", yields: 1), .init("Role"), .init("Host", yields: 2), .init("State"), .init("Holds", right: true),
            .init("Finished", right: true), .init("Rate", right: true), .init("Heard of", right: true), .init("Version"),
            .init("Idle because", yields: 3),
        ])
        for worker in workers {
            table.add([
                worker.worker, worker.role.rawValue, worker.host, worker.state, "\(worker.held)/\(worker.capacity)",
                number(worker.finished),
                "\(NumberText.short(worker.rate))/s", "\(Duration.text(seconds: Double(worker.silentMilliseconds) / 1000)) ago",
                worker.software, Reasons.text(worker.idle ?? "", .en),
            ])
        }
        return table
    }

    static func number(_ number: Int) -> String { NumberText.grouped(Double(number)) }

    /// The status without the request's identifier.
    static func json(_ status: StatusReply) throws -> [UInt8] { try JSONText.encode(status, without: ["id"]) }
}
