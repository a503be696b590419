internal import Base
internal import Runtime

/// Words in the log that strangers can cause: a few of each kind a while, then only how many there were.
///
/// ```
/// first … fifth line of a kind in 10 s ──► written      further ones ──► counted ── 10 s over ──► one line with the count
/// ```
struct StrangerLog {
    private struct Window {
        var since: MonotonicTime
        var written = 0
        var suppressed = 0
    }

    private let log: Log
    private let lines: Int
    private let milliseconds: Int64
    private var windows: [String: Window] = [:]

    /// `lines` of each kind in so many milliseconds.
    init(_ log: Log, lines: Int = 5, milliseconds: Int64 = 10_000) {
        self.log = log
        self.lines = lines
        self.milliseconds = milliseconds
    }

    /// A warning of a kind; the kinds are ours, never a stranger's words.
    mutating func warning(_ event: String, at now: MonotonicTime, _ message: @autoclosure () -> String, _ fields: KeyValuePairs<StaticString, Log.Value> = [:]) {
        tellSuppressed(at: now)
        var window = windows[event] ?? Window(since: now)
        if window.written < lines {
            window.written += 1
            log.warning(event, message(), fields)
        } else {
            window.suppressed += 1
        }
        windows[event] = window
    }

    /// Tells what was kept back, for windows that are over.
    mutating func tellSuppressed(at now: MonotonicTime) {
        guard let end = nextDeadline, end <= now else { return }
        for (event, window) in windows.sorted(by: { $0.key < $1.key }) where now.milliseconds(since: window.since) >= milliseconds {
            if window.suppressed > 0 {
                log.warning(event, "\(window.suppressed) more of these were not written", ["suppressed": .number(window.suppressed)])
            }
            windows[event] = nil
        }
    }

    /// When `tellSuppressed` has something to do.
    var nextDeadline: MonotonicTime? { windows.values.map { $0.since.adding(milliseconds: milliseconds) }.min() }
}
