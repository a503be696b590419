internal import Base
internal import Export
internal import Protocol

/// What `huibao top` shows, as lines that fit a window. Pure: the same status, view and size give the same lines.
///
/// ```
///   where, version, uptime                          ┐
///   totals, pace, a sparkline of the last hour      │ always
///   queue: a line a stage, why it waits             ┘
///   jobs                                            half of what is left
///   workers                                         the rest
///   keys                                            the last line
/// ```
struct TopScreen {
    /// What the keys changed.
    struct View: Equatable {
        enum Order: String, CaseIterable { case name, rate, held, silent }
        /// By what workers are sorted.
        var order = Order.name
        /// First worker shown.
        var top = 0
        var paused = false
    }

    let status: StatusReply
    let view: View
    let language: Language
    /// Milliseconds since 1970 UTC.
    let now: Int64
    /// Where the aggregator is, and what is wrong with the connection; empty when all is well.
    let endpoint: String
    var trouble = ""

    /// Lines of at most `columns` columns, `rows` of them.
    func lines(rows: Int, columns: Int) -> [String] {
        var lines = header(columns)
        lines += [""] + table(stages, columns)
        let room = max(0, rows - lines.count - 1)
        let jobRows = min(max(1, status.jobs.count), max(1, (room - 4) / 2))
        if room >= 4 { lines += [""] + jobs(jobRows, columns) }
        let left = rows - lines.count - 1
        if left >= 3 { lines += [""] + workers(left - 2, columns) }
        lines = Array(lines.prefix(max(0, rows - 1)))
        lines += Array(repeating: "", count: max(0, rows - 1 - lines.count))
        return lines + [Self.dim(cut(footer, columns))]
    }

    /// Workers in their order.
    var sortedWorkers: [WorkerStatus] {
        status.workers.sorted { a, b in
            switch view.order {
            case .name: (a.role.rawValue, a.worker) < (b.role.rawValue, b.worker)
            case .rate: (-a.rate, a.worker) < (-b.rate, b.worker)
            case .held: (-a.held, a.worker) < (-b.held, b.worker)
            case .silent: (-a.silentMilliseconds, a.worker) < (-b.silentMilliseconds, b.worker)
            }
        }
    }

    // MARK: parts

    private func header(_ columns: Int) -> [String] {
        let up = Duration.text(seconds: Double(status.uptimeMilliseconds) / 1000, language)
        let mood = trouble.isEmpty ? (view.paused ? word("已暂停", "paused") : "") : trouble
        let first = "\(word("汇报", "Huibao")) \(status.software)  \(endpoint)  \(word("已运行", "up")) \(up)"
        let totals = status.totals ?? WorkTotals()
        let rate = NumberText.short(status.documentsPerSecond ?? 0)
        let left = status.jobs.compactMap(\.leftMilliseconds).max()
        var second = "\(word("已处理", "done")) \(number(totals.documents))  \(word("失败", "failed")) \(number(totals.failedDocuments))"
        second += "  \(rate)/\(word("秒", "s"))"
        if let left { second += "  \(word("还需", "left")) \(Duration.text(seconds: Double(left) / 1000, language))" }
        second += "  \(word("账本", "ledger")) \(NumberText.bytes(status.ledger.bytes)), \(number(status.ledger.cells)) \(word("个单元", "cells"))"
        var lines = [Self.bold(cut(first, columns)) + (mood.isEmpty ? "" : "  ")]
        if !mood.isEmpty { lines = [Self.alarm(cut("\(mood)  \(first)", columns))] }
        lines.append(cut(second, columns))
        let spark = sparkline(columns: min(60, columns - 24))
        let label = word("近一小时，每分钟文件 ", "documents a minute, last hour ")
        lines.append(cut(label, max(0, columns - spark.count)) + spark)
        return lines
    }

    private var stages: TextTable {
        var table = TextTable([
            .init(word("环节", "Stage")), .init(word("待处理", "Ready"), right: true), .init(word("处理中", "In work"), right: true),
            .init(word("完成", "Done"), right: true), .init(word("放弃", "Dead"), right: true), .init(word("重试", "Retries"), right: true),
            .init(word("每秒", "Rate"), right: true), .init(word("原因", "Waits because"), yields: 1),
        ])
        for stage in status.stages {
            table.add([
                Reasons.stage(stage.stage, language), number(stage.ready), number(stage.leased), number(stage.done), number(stage.dead),
                number(stage.retries), NumberText.short(stage.rate ?? 0), Reasons.text(stage.waiting, language),
            ])
        }
        return table
    }

    private func jobs(_ rows: Int, _ columns: Int) -> [String] {
        guard !status.jobs.isEmpty else { return [cut(word("还没有任务", "no jobs yet"), columns)] }
        var table = TextTable([
            .init(word("任务", "Job"), right: true), .init(word("名称", "Label"), yields: 2), .init(word("状态", "State")),
            .init(word("进度", "Progress"), right: true), .init(word("完成", "Done"), right: true), .init(word("失败", "Failed"), right: true),
            .init(word("还需", "Left"), right: true), .init(word("原因", "Why"), yields: 1),
        ])
        for job in status.jobs.prefix(rows) {
            let percent = job.documents == 0 ? 0 : (job.documents - job.waiting) * 100 / job.documents
            table.add([
                "\(job.job)", job.label, Reasons.state(job.state, language), "\(percent) %", "\(number(job.done))/\(number(job.documents))",
                number(job.failed), job.leftMilliseconds.map { Duration.text(seconds: Double($0) / 1000, language) } ?? "",
                Reasons.text(job.waits ?? "", language),
            ])
        }
        return self.table(table, columns)
    }

    private func workers(_ rows: Int, _ columns: Int) -> [String] {
        let all = sortedWorkers
        guard !all.isEmpty else { return [Self.alarm(cut(word("没有工作进程", "no workers are here"), columns))] }
        var table = TextTable([
            .init(word("工作进程", "Worker") + " (\(all.count))", yields: 1), .init(word("环节", "Role")), .init(word("机器", "Host"), yields: 2),
            .init(word("版本", "Version")), .init(word("手上", "Holds"), right: true), .init(word("已完成", "Finished"), right: true),
            .init(word("每秒", "Rate"), right: true), .init(word("上次联系", "Heard"), right: true), .init(word("空闲原因", "Idle because"), yields: 3),
        ])
        let first = min(view.top, max(0, all.count - max(1, rows)))
        for worker in all.dropFirst(first).prefix(max(1, rows)) {
            table.add([
                worker.worker, Reasons.stage(worker.role, language), worker.host, worker.software, "\(worker.held)/\(worker.capacity)",
                number(worker.finished), NumberText.short(worker.rate), Duration.text(seconds: Double(worker.silentMilliseconds) / 1000, language),
                Reasons.text(worker.idle ?? "", language),
            ])
        }
        return self.table(table, columns)
    }

    private var footer: String {
        let order = [
            View.Order.name: word("名称", "name"), .rate: word("速度", "rate"), .held: word("手上", "held"), .silent: word("沉默", "silence"),
        ][view.order] ?? ""
        return word(
            "q 退出  ↑↓ 翻看  s 排序（\(order)）  p 暂停  l English", "q quit  ↑↓ scroll  s sort (\(order))  p pause  l 中文")
    }

    // MARK: drawing

    /// A column a minute, the newest at the right.
    private func sparkline(columns: Int) -> String {
        guard columns > 0 else { return "" }
        let steps = Array(" ▁▂▃▄▅▆▇█")
        let counts = Dictionary((status.history ?? []).map { ($0.minute, $0.documents) }) { $1 }
        let minute = now / 60_000
        let values = (0..<Int64(columns)).reversed().map { counts[minute - $0] ?? 0 }
        let most = values.max() ?? 0
        return String(values.map { $0 == 0 || most == 0 ? "·" : steps[max(1, $0 * 8 / most)] })
    }

    /// A table without the rule below its head, which is underlined instead.
    private func table(_ table: TextTable, _ columns: Int) -> [String] {
        table.lines(width: columns).enumerated().compactMap { index, line in
            if index == 1 || line.isEmpty { return nil }
            return index == 0 ? Self.head(DisplayWidth.pad(cut(line, columns), to: columns)) : cut(line, columns)
        }
    }

    /// Cut to columns, wide characters two; control characters are made harmless.
    private func cut(_ text: String, _ columns: Int) -> String {
        var width = 0
        var out = ""
        for character in TerminalText.safe(text) {
            let more = DisplayWidth.columns(String(character))
            if width + more > columns { break }
            width += more
            out.append(character)
        }
        return out
    }

    private func number(_ number: Int) -> String { NumberText.grouped(Double(number)) }
    private func word(_ chinese: String, _ english: String) -> String { language.pick(chinese, english) }
    private static func bold(_ text: String) -> String { "\u{1B}[1m\(text)\u{1B}[0m" }
    private static func dim(_ text: String) -> String { "\u{1B}[2m\(text)\u{1B}[0m" }
    private static func head(_ text: String) -> String { "\u{1B}[4m\(text)\u{1B}[0m" }
    private static func alarm(_ text: String) -> String { "\u{1B}[1;33m\(text)\u{1B}[0m" }
}

/// Words for the codes of states and reasons.
enum Reasons {
    /// A stage's name.
    static func stage(_ stage: Stage, _ language: Language) -> String {
        stage == .ingest ? language.pick("读入", "ingest") : language.pick("提取", "extraction")
    }

    /// A job's state.
    static func state(_ state: JobStatus.State, _ language: Language) -> String {
        switch state {
        case .open: language.pick("提交中", "open")
        case .running: language.pick("处理中", "running")
        case .done: language.pick("已完成", "done")
        case .cancelled: language.pick("已取消", "cancelled")
        }
    }

    /// What a worker does; a word of a newer aggregator stands as it is.
    static func worker(_ state: String, _ language: Language) -> String {
        switch state {
        case "idle": language.pick("空闲", state)
        case "working": language.pick("处理中", state)
        case "draining": language.pick("即将退出", state)
        case "suspect", "late": language.pick("失联", state)
        default: state
        }
    }

    /// Why something waits or is idle; a code of a newer aggregator stands as it is.
    static func text(_ code: String, _ language: Language) -> String {
        switch code {
        case "no-worker": language.pick("没有这一环节的工作进程", "no worker of this role is here")
        case "workers-busy": language.pick("工作进程都在忙", "all workers are busy")
        case "draining": language.pick("即将退出", "draining")
        case "ledger": language.pick("账本写不进", "the ledger cannot write")
        case "submitting": language.pick("还在提交", "more may be submitted")
        case "in-work": language.pick("正在处理", "in work")
        case "no-tasks": language.pick("没有待处理的任务", "no tasks are ready")
        case "ingest-first": language.pick("等文件读入", "documents are read first")
        case "reserved": language.pick("留给单独处理的任务", "kept for a task that runs alone")
        default: code
        }
    }
}
