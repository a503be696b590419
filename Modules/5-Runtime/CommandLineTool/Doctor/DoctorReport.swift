internal import Base
internal import Export

/// What one examination found.
struct Diagnosis: Sendable, Equatable {
    enum State: String, Sendable { case ok, warn, fail }

    /// Stable name, dotted: `disk.flush`.
    var name: String
    var state: State
    /// What was found, in both languages.
    var chinese: String
    var english: String
    /// What to do about it; empty where all is well.
    var chineseAdvice = ""
    var englishAdvice = ""

    static func ok(_ name: String, _ chinese: String, _ english: String) -> Diagnosis {
        Diagnosis(name: name, state: .ok, chinese: chinese, english: english)
    }

    static func warn(_ name: String, _ chinese: String, _ english: String, _ chineseAdvice: String, _ englishAdvice: String) -> Diagnosis {
        Diagnosis(name: name, state: .warn, chinese: chinese, english: english, chineseAdvice: chineseAdvice, englishAdvice: englishAdvice)
    }

    static func fail(_ name: String, _ chinese: String, _ english: String, _ chineseAdvice: String, _ englishAdvice: String) -> Diagnosis {
        Diagnosis(name: name, state: .fail, chinese: chinese, english: english, chineseAdvice: chineseAdvice, englishAdvice: englishAdvice)
    }
}

/// Findings as text and as JSON. Pure.
enum DoctorReport {
    /// `ok` when nothing failed; warnings are no failure.
    static func exit(_ findings: [Diagnosis]) -> ExitCode { findings.contains { $0.state == .fail } ? .failure : .done }

    /// One line, as soon as it is found; the advice below it.
    static func line(_ finding: Diagnosis, _ language: Language) -> String {
        let mark =
            switch finding.state {
            case .ok: language.pick("正常", "ok")
            case .warn: language.pick("注意", "warn")
            case .fail: language.pick("有误", "FAIL")
            }
        let advice = language.pick(finding.chineseAdvice, finding.englishAdvice)
        var text = DisplayWidth.pad(mark, to: 6) + DisplayWidth.pad(finding.name, to: 20)
        text += TerminalText.safe(language.pick(finding.chinese, finding.english)) + "\n"
        if !advice.isEmpty { text += String(repeating: " ", count: 26) + "→ " + TerminalText.safe(advice) + "\n" }
        return text
    }

    /// The last line.
    static func summary(_ findings: [Diagnosis], _ language: Language) -> String {
        let failed = findings.count { $0.state == .fail }
        let warned = findings.count { $0.state == .warn }
        if failed + warned == 0 { return language.pick("一切正常。\n", "All is well.\n") }
        return language.pick("\(failed) 项有误，\(warned) 项要注意。\n", "\(failed) failed, \(warned) to look at.\n")
    }

    /// `[{name, state, text, advice}]`.
    static func json(_ findings: [Diagnosis], _ language: Language) -> [UInt8] {
        var line = JSONLine()
        line.openArray()
        for finding in findings {
            line.openObject()
            line.key("name"); line.string(finding.name)
            line.key("state"); line.string(finding.state.rawValue)
            line.key("text"); line.string(language.pick(finding.chinese, finding.english))
            line.key("advice"); line.string(language.pick(finding.chineseAdvice, finding.englishAdvice))
            line.closeObject()
        }
        line.closeArray()
        line.newline()
        return line.bytes
    }
}
