internal import Base
internal import CPlatform
internal import Glibc

/// What the process can ask about itself and the machine it runs on.
public enum Machine {
    /// The variables of this process; where a name stands twice, the first counts.
    public static func environment() -> [String: String] {
        var found: [String: String] = [:]
        var entry = unsafe environ
        while let variable = unsafe entry.pointee {
            let text = unsafe String(cString: variable)
            if let equals = text.firstIndex(of: "=") {
                let name = String(text[..<equals])
                if found[name] == nil { found[name] = String(text[text.index(after: equals)...]) }
            }
            unsafe entry += 1
        }
        return found
    }

    /// The machine's name; `localhost` where it has none.
    public static func hostName() -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        let rc = unsafe gethostname(&buffer, buffer.count)
        let name = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return rc == 0 && !name.isEmpty ? name : "localhost"
    }

    /// This process's number.
    public static var processID: Int32 { getpid() }

    /// Processors that this process may use, 1 at least.
    public static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// Files that this process may have open.
    public static func openFilesLimit() -> Int {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 0 }
        return Int(clamping: limit.rlim_cur)
    }

    /// Takes as many open files as the system lets this process have; how many that are.
    public static func raiseOpenFilesLimit() -> Int {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 0 }
        limit.rlim_cur = limit.rlim_max
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return openFilesLimit()
    }

    /// The local time zone for people: `CST +08:00`.
    public static func timeZone() -> String {
        var seconds = time(nil)
        var parts = unsafe tm()
        guard unsafe localtime_r(&seconds, &parts) != nil else { return "UTC" }
        let minutes = abs(unsafe parts.tm_gmtoff) / 60
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        let name = unsafe parts.tm_zone.map { unsafe String(cString: $0) } ?? ""
        return "\(name) \(unsafe parts.tm_gmtoff < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
    }

    /// Processor time that this process has used, user and system, in milliseconds.
    public static func processorMilliseconds() -> Int64 {
        var usage = rusage()
        guard unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
        let seconds = Int64(usage.ru_utime.tv_sec) + Int64(usage.ru_stime.tv_sec)
        return seconds * 1000 + (Int64(usage.ru_utime.tv_usec) + Int64(usage.ru_stime.tv_usec)) / 1000
    }

    /// Processor time that the calling thread has used, in nanoseconds: what others do on the machine does not count.
    public static func threadNanoseconds() -> Int64 {
        var t = timespec()
        _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t)
        return Int64(t.tv_sec) * 1_000_000_000 + Int64(t.tv_nsec)
    }

    /// Memory that this process holds, in bytes; 0 where the system does not tell.
    public static func residentBytes() -> Int64 {
        guard let bytes = try? SmallFile.read("/proc/self/statm", limit: 4096) else { return 0 }
        let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        guard fields.count > 1, let pages = Int64(fields[1]) else { return 0 }
        return pages * Int64(sysconf(Int32(_SC_PAGESIZE)))
    }

    /// Asks the kernel to end this process (SIGTERM) when the thread that started it ends; ends it now where that happens meanwhile.
    public static func dieWithParent() {
        let parent = getppid()
        _ = huibao_die_with_parent(SIGTERM)
        if getppid() != parent { kill(getpid(), SIGTERM) }
    }

    /// A reader that goes away is an error of the write, no signal.
    public static func ignoreBrokenPipes() { _ = signal(SIGPIPE, SIG_IGN) }

    /// The local time of day for people: `09:05:17`.
    public static func clockTime() -> String {
        var seconds = time(nil)
        var parts = unsafe tm()
        guard unsafe localtime_r(&seconds, &parts) != nil else { return "--:--:--" }
        func two(_ n: Int32) -> String { n < 10 ? "0\(n)" : "\(n)" }
        return unsafe "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
    }

    /// The local day: `2022-03-01`.
    public static func today() -> String {
        var seconds = time(nil)
        var parts = unsafe tm()
        guard unsafe localtime_r(&seconds, &parts) != nil else { return "" }
        func two(_ n: Int32) -> String { n < 10 ? "0\(n)" : "\(n)" }
        return unsafe "\(1900 + parts.tm_year)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
    }

    /// Ends the process at once with this exit code, without waiting for other threads.
    public static func end(_ code: Int32) -> Never {
        fflush(nil)
        _exit(code)
    }

    /// Ends the process as a fault would: no cleaning up, no exit code. For tests of what survives that.
    public static func crash() -> Never {
        kill(getpid(), SIGKILL)
        _exit(1)
    }

    /// Lets the calling thread sleep.
    public static func sleep(milliseconds: Int64) {
        let end = MonotonicTime.now().adding(milliseconds: milliseconds)
        while case let left = end.nanoseconds - MonotonicTime.now().nanoseconds, left > 0 {
            var span = timespec(tv_sec: Int(left / 1_000_000_000), tv_nsec: Int(left % 1_000_000_000))
            unsafe nanosleep(&span, nil)
        }
    }

    /// Limits the memory that this process may hold as its own, in bytes. Beyond it allocations fail and the process dies.
    public static func limitMemory(_ bytes: Int) throws(PlatformError) {
        var limit = rlimit(rlim_cur: rlim_t(max(0, bytes)), rlim_max: rlim_t(max(0, bytes)))
        guard unsafe setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit) == 0 else {
            throw PlatformError("setrlimit", "\(bytes)", advice: "give a limit below the one in force")
        }
    }
}
