internal import Platform

/// What the kernel tells of a running process, from /proc.
enum ProcessProbe {
    /// Processor time of a process so far, user and system, in microseconds (the kernel counts in hundredths of a second); 0 for one
    /// that is gone.
    static func processorMicros(_ process: Int32) -> Int64 {
        guard let bytes = try? SmallFile.read("/proc/\(process)/stat", limit: 1 << 14) else { return 0 }
        // the name in parentheses may hold anything, so fields are counted behind its end
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.lastIndex(of: ")") else { return 0 }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 12, let user = Int64(fields[11]), let system = Int64(fields[12]) else { return 0 }
        return (user + system) * 10_000
    }

    /// Memory that a process holds now, in bytes; 0 for one that is gone.
    static func residentBytes(_ process: Int32) -> Int64 { status(process, "VmRSS:") }

    /// The most memory that a process held so far, in bytes; 0 for one that is gone.
    static func peakBytes(_ process: Int32) -> Int64 { status(process, "VmHWM:") }

    private static func status(_ process: Int32, _ name: String) -> Int64 {
        guard let bytes = try? SmallFile.read("/proc/\(process)/status", limit: 1 << 16) else { return 0 }
        let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix(name) }
        return (line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first).flatMap { Int64($0) }.map { $0 << 10 } ?? 0
    }
}
