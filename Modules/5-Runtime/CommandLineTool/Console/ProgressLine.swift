internal import Base
internal import Export
internal import Protocol

/// The text of the one line that shows how a job goes on. Pure: the console draws it.
enum ProgressLine {
    /// `[######......]  47 %  940/2000 documents  3 failed  212/s  5 s left`, cut to the columns.
    static func text(_ job: JobStatus, total: Int, elapsedMilliseconds: Int64, columns: Int) -> String {
        let total = max(total, job.documents)
        let finished = min(total, job.done + job.failed + job.cancelled)
        let percent = total == 0 ? 0 : finished * 100 / total
        var words = "\(padded(percent)) %  \(finished)/\(total) documents"
        if job.failed > 0 { words += "  \(job.failed) failed" }
        if finished > 0, elapsedMilliseconds >= 500 {
            let rate = Double(finished) * 1000 / Double(elapsedMilliseconds)
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
    /// `0.8 s`, `12 s`, `3 min 20 s`, `2 h 5 min`, `4 d 2 h`.
    static func text(seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return "very long" }
        if seconds < 10 { return "\(NumberText.short(max(0, seconds))) s" }
        let whole = Int(seconds.rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
        if whole < 86_400 { return "\(whole / 3600) h \(whole % 3600 / 60) min" }
        return "\(whole / 86_400) d \(whole % 86_400 / 3600) h"
    }
}
