internal import Base
internal import Export
internal import Protocol

/// The text of the one line that shows how a job goes on. Pure: the console draws it.
enum ProgressLine {
    /// `[######......]  47 %  940/2000 documents  3 failed  212/s  5 s left`, cut to the columns. `before`: documents that
    /// had ended when the time began to run.
    static func text(_ job: JobStatus, total: Int, before: Int = 0, elapsedMilliseconds: Int64, columns: Int) -> String {
        let total = max(total, job.documents)
        let finished = min(total, job.done + job.failed + job.cancelled)
        let percent = total == 0 ? 0 : finished * 100 / total
        var words = "\(padded(percent)) %  \(finished)/\(total) documents"
        if job.failed > 0 { words += "  \(job.failed) failed" }
        if finished > before, elapsedMilliseconds >= 500 {
            let rate = Double(finished - before) * 1000 / Double(elapsedMilliseconds)
            words += "  \(NumberText.short(rate))/s"
            if finished < total { words += "  \(Duration.text(seconds: Double(total - finished) / rate)) left" }
        }
        let room = columns - words.count - 5
        guard room >= 10 else { return String(words.prefix(max(0, columns - 1))) }
        let width = min(room, 30)
        let filled = total == 0 ? 0 : width * finished / total
        return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled) + "] " + words
    }

    private static func padded(_ percent: Int) -> String {
        let text = String(percent)
        return String(repeating: " ", count: max(0, 3 - text.count)) + text
    }
}

/// Spans of time in words.
enum Duration {
    /// `0.8 s`, `12 s`, `3 min 20 s`, `2 h 5 min`, `4 d 2 h`; `3 分 20 秒` and so on in Chinese.
    static func text(seconds: Double, _ language: Language = .en) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return language.pick("很久", "very long") }
        if seconds < 10 { return "\(NumberText.short(max(0, seconds))) \(language.pick("秒", "s"))" }
        let whole = Int(seconds.rounded())
        if whole < 60 { return language.pick("\(whole) 秒", "\(whole) s") }
        if whole < 3600 { return language.pick("\(whole / 60) 分 \(whole % 60) 秒", "\(whole / 60) min \(whole % 60) s") }
        let (hours, days) = (whole / 3600, whole / 86_400)
        if days == 0 { return language.pick("\(hours) 小时 \(whole % 3600 / 60) 分", "\(hours) h \(whole % 3600 / 60) min") }
        return language.pick("\(days) 天 \(hours % 24) 小时", "\(days) d \(hours % 24) h")
    }
}
