internal import CPlatform
internal import Glibc

/// A program that this process started: its own process group, no descriptors but its three, signals as a fresh shell gives them.
///
/// Not reaped by itself: ask `poll` or `wait`, from one thread.
public final class ChildProcess {
    /// Where the child's output goes.
    public enum Stream: Sendable {
        /// To this process's own.
        case inherit
        case discard
        /// To an open descriptor of this process.
        case descriptor(Int32)
    }

    /// How a child ended.
    public enum Ending: Sendable, Equatable {
        case exited(Int32)
        case killed(signal: Int32)
    }

    /// The child's process number.
    public let pid: Int32
    /// How it ended; nil while it runs.
    public private(set) var ending: Ending?

    /// Starts the program at `path`. `arguments` come without the program's own name; `environment` nil passes on this process's.
    public init(
        _ path: String, _ arguments: [String], environment: [String: String]? = nil, output: Stream = .inherit, error: Stream = .inherit
    ) throws(PlatformError) {
        var argv = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
        let variables = environment ?? Machine.environment()
        var envp = unsafe variables.sorted { $0.key < $1.key }.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer {
            unsafe argv.forEach { unsafe free($0) }
            unsafe envp.forEach { unsafe free($0) }
        }
        var made: Int32 = 0
        let rc = unsafe huibao_spawn(path, &argv, &envp, Self.number(output, 1), Self.number(error, 2), &made)
        guard rc == 0 else { throw PlatformError("spawn", path, number: rc, advice: "check that the program is there") }
        pid = made
    }

    /// Sends a signal; harmless when the child has ended.
    public func signal(_ signal: ChildSignal) { if ending == nil { kill(pid, signal.number) } }

    /// How the child ended, or nil when it still runs. Does not wait.
    public func poll() -> Ending? { reap(WNOHANG) }

    /// Waits for the child's end.
    public func wait() -> Ending { reap(0) ?? .exited(-1) }

    private func reap(_ options: Int32) -> Ending? {
        if let ending { return ending }
        var status: Int32 = 0
        var result: pid_t
        repeat { result = unsafe waitpid(pid, &status, options) } while result < 0 && errno == EINTR
        if result == 0 { return nil }
        let signal = status & 0x7f
        ending = result < 0 ? .exited(-1) : signal == 0 ? .exited((status >> 8) & 0xff) : .killed(signal: signal)
        return ending
    }

    private static func number(_ stream: Stream, _ own: Int32) -> Int32 {
        switch stream {
        case .inherit: own
        case .discard: -1
        case .descriptor(let number): number
        }
    }
}

/// What may be sent to a child.
public enum ChildSignal: Sendable {
    case terminate, interrupt, kill, stop, proceed

    var number: Int32 {
        switch self {
        case .terminate: SIGTERM
        case .interrupt: SIGINT
        case .kill: SIGKILL
        case .stop: SIGSTOP
        case .proceed: SIGCONT
        }
    }
}
