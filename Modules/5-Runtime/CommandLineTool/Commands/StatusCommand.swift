internal import Base
internal import Export
internal import Protocol
internal import Runtime

/// `huibao status`: jobs, stages, workers, ledger.
enum StatusCommand {
    static let command = Command(
        ["status"], .daily, "how everything stands, or one job", operands: "[JOB]", count: 0...1,
        options: [CommonOptions.listFormat, CommonOptions.language, CommonOptions.ledger] + CommonOptions.connection,
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
                let text = StatusText(language: TableOutput.language(invocation))
                try console.write(text.text(status, onlyJob: job != nil, now: WallClock.milliseconds(), width: console.outputColumns))
            }
            return .done
        }
    }
}

/// Status as text and as JSON. Pure.
struct StatusText {
    let language: Language

    func text(_ status: StatusReply, onlyJob: Bool, now: Int64, width: Int?) -> String {
        var text = ""
        if !onlyJob {
            let up = Duration.text(seconds: Double(status.uptimeMilliseconds) / 1000, language)
            let book = status.codebook.prefix(12)
            text += word(
                "聚合器 \(status.software)，引擎 \(status.engine)，指标库 \(book)，已运行 \(up)",
                "Aggregator \(status.software), engine \(status.engine), codebook \(book), up \(up)") + "\n"
            text += ledger(status.ledger) + "\n" + pace(status) + "\n"
        }
        text += status.jobs.isEmpty ? word("还没有任务。", "No jobs yet.") + "\n" : jobs(status.jobs, now: now).text(width: width)
        if onlyJob { return text }
        text += "\n" + stages(status.stages).text(width: width) + "\n"
        text += status.workers.isEmpty ? word("没有工作进程。", "No workers are here.") + "\n" : workers(status.workers).text(width: width)
        guard let connections = status.connections, let most = status.connectionsMost else { return text }
        return text + "\n" + word("连接 \(number(connections)) 个，最多 \(number(most)) 个", "\(number(connections)) connections, \(number(most)) at most") + "\n"
    }

    private func ledger(_ ledger: LedgerStatus) -> String {
        let (path, size) = (TerminalText.safe(ledger.path), NumberText.bytes(ledger.bytes))
        let (documents, reports) = (number(ledger.documents), number(ledger.reports))
        let (observations, cells) = (number(ledger.observations), number(ledger.cells))
        return word(
            "账本 \(path)，\(size)：文件 \(documents)，报告 \(reports)，数据 \(observations)，单元 \(cells)",
            "Ledger \(path), \(size): \(documents) documents, \(reports) reports, \(observations) observations, \(cells) cells")
    }

    /// How fast, how long still, and what was ever done; empty from an aggregator that does not tell.
    private func pace(_ status: StatusReply) -> String {
        guard let rate = status.documentsPerSecond, let totals = status.totals else { return "" }
        var text = word("每秒 \(NumberText.short(rate)) 个文件", "Pace \(NumberText.short(rate)) documents/s")
        if let history = status.history {
            let count = number(history.reduce(0) { $0 + $1.documents })
            text += word("，近一小时 \(count) 个", ", \(count) in the last hour")
        }
        let (done, failed) = (number(totals.documents), number(totals.failedDocuments))
        text += word("；账本开设以来共 \(done) 个，其中失败 \(failed) 个", "; \(done) done since the ledger began, \(failed) of them failed")
        if let left = status.jobs.compactMap(\.leftMilliseconds).max() {
            let time = Duration.text(seconds: Double(left) / 1000, language)
            text += word("；还需 \(time)", "; \(time) left")
        }
        return text + "\n"
    }

    private func jobs(_ jobs: [JobStatus], now: Int64) -> TextTable {
        var table = TextTable([
            .init(word("任务", "Job"), right: true), .init(word("名称", "Label"), yields: 2), .init(word("状态", "State")),
            .init(word("文件", "Documents"), right: true), .init(word("完成", "Done"), right: true), .init(word("失败", "Failed"), right: true),
            .init(word("待处理", "Waiting"), right: true), .init(word("报告", "Reports"), right: true),
            .init(word("数据", "Observations"), right: true), .init(word("用时", "Took"), right: true), .init(word("还需", "Left"), right: true),
            .init(word("原因", "Waits because"), yields: 1),
        ])
        for job in jobs {
            let took = Duration.text(seconds: Double(max(0, (job.finishedAt ?? now) - job.createdAt)) / 1000, language)
            table.add([
                "\(job.job)", job.label, state(job), number(job.documents), number(job.done), number(job.failed),
                number(job.waiting), number(job.reports), number(job.observations), took,
                job.leftMilliseconds.map { Duration.text(seconds: Double($0) / 1000, language) } ?? "", Reasons.text(job.waits ?? "", language),
            ])
        }
        return table
    }

    /// The job's state, with its priority where that is not the usual one.
    private func state(_ job: JobStatus) -> String {
        let state = Reasons.state(job.state, language)
        guard let priority = job.priority, priority != .normal else { return state }
        return state + word(priority == .high ? "，优先" : "，靠后", ", \(priority.rawValue)")
    }

    private func stages(_ stages: [StageStatus]) -> TextTable {
        var table = TextTable([
            .init(word("环节", "Stage")), .init(word("待处理", "Ready"), right: true), .init(word("处理中", "In work"), right: true),
            .init(word("完成", "Done"), right: true), .init(word("放弃", "Dead"), right: true), .init(word("重试", "Retries"), right: true),
            .init(word("迟到", "Late"), right: true), .init(word("速度", "Rate"), right: true), .init(word("原因", "Waits because"), yields: 1),
        ])
        for stage in stages {
            table.add([
                Reasons.stage(stage.stage, language), number(stage.ready), number(stage.leased), number(stage.done), number(stage.dead),
                number(stage.retries), number(stage.late), stage.rate.map(rate) ?? "", Reasons.text(stage.waiting, language),
            ])
        }
        return table
    }

    func workers(_ workers: [WorkerStatus]) -> TextTable {
        var table = TextTable([
            .init(word("工作进程", "Worker"), yields: 1), .init(word("环节", "Role")), .init(word("机器", "Host"), yields: 4),
            .init(word("状态", "State")), .init(word("手上", "Holds"), right: true), .init(word("已完成", "Finished"), right: true),
            .init(word("速度", "Rate"), right: true), .init(word("上次联系", "Heard of"), right: true), .init(word("版本", "Version"), yields: 3),
            .init(word("空闲原因", "Idle because"), yields: 2),
        ])
        for worker in workers {
            let silence = Duration.text(seconds: Double(worker.silentMilliseconds) / 1000, language)
            table.add([
                worker.worker, Reasons.stage(worker.role, language), worker.host, Reasons.worker(worker.state, language),
                "\(worker.held)/\(worker.capacity)", number(worker.finished), rate(worker.rate), word("\(silence)前", "\(silence) ago"),
                worker.software, Reasons.text(worker.idle ?? "", language),
            ])
        }
        return table
    }

    private func rate(_ rate: Double) -> String { NumberText.short(rate) + word("/秒", "/s") }
    private func number(_ number: Int) -> String { NumberText.grouped(Double(number)) }
    private func word(_ chinese: String, _ english: String) -> String { language.pick(chinese, english) }

    /// The status without the request's identifier.
    static func json(_ status: StatusReply) throws -> [UInt8] { try JSONText.encode(status, without: ["id"]) }
}
