import Base
internal import Glibc

/// One of the product's executables, run for real: files for its output, signals, exit code, a limit on its time.
public final class ChildProcess: @unchecked Sendable {
    public let pid: Int32
    private let outputPath: String
    private let errorPath: String
    private var status: Int32?

    /// How a child ended.
    public struct Outcome: Sendable {
        /// Exit code; 128 + signal when a signal ended it; nil when it had to be killed at its time limit.
        public var exit: Int32?
        public var output: [UInt8]
        public var errors: String
        public var text: String { String(decoding: output, as: UTF8.self) }
    }

    /// Where the built executables stand: HUIBAO_BIN, or beside the test bundle.
    public static let executables: String = {
        if let set = unsafe getenv("HUIBAO_BIN") { return unsafe String(cString: set) }
        var path = [CChar](repeating: 0, count: 4096)
        let n = unsafe readlink("/proc/self/exe", &path, path.count - 1)
        let own = String(decoding: path.prefix(max(0, n)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // some runners load the bundle from a helper of the toolchain: the bundle's own path is among the arguments then
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? own
        return bundle.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    }()

    /// Starts an executable of the product, or of the system when the name is a path. Standard input comes from a file, or is empty.
    public init(_ name: String, _ arguments: [String], in folder: TemporaryFolder, input: String? = nil, environment: [String: String] = [:]) throws {
        let number = folder.nextNumber()
        outputPath = folder.path + "/\(number).out"
        errorPath = folder.path + "/\(number).err"
        let program = name.hasPrefix("/") ? name : Self.executables + "/" + name
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, input ?? "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, outputPath, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, errorPath, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        let argv: [UnsafeMutablePointer<CChar>?] = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
        var variables = environment
        for name in ["PATH", "HOME", "TMPDIR", "LANG", "TSAN_OPTIONS", "ASAN_OPTIONS"] where variables[name] == nil {
            if let value = unsafe getenv(name) { variables[name] = unsafe String(cString: value) }
        }
        let envp: [UnsafeMutablePointer<CChar>?] = unsafe variables.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for unsafe pointer in unsafe argv + envp { unsafe free(pointer) } }
        var child: pid_t = 0
        let code = unsafe posix_spawn(&child, program, &actions, nil, argv, envp)
        guard code == 0 else { throw SpawnFailed(program: program, code: code) }
        pid = child
    }

    public struct SpawnFailed: Error { public let program: String, code: Int32 }

    /// Runs to the end.
    public static func run(
        _ name: String, _ arguments: [String], in folder: TemporaryFolder, input: String? = nil, environment: [String: String] = [:],
        seconds: Double = 120
    ) throws -> Outcome {
        try ChildProcess(name, arguments, in: folder, input: input, environment: environment).wait(seconds: seconds)
    }

    /// Sends a signal.
    public func signal(_ number: Int32) { if status == nil { kill(pid, number) } }

    /// Whether it still runs.
    public var isRunning: Bool { reap(); return status == nil }

    /// Waits for its end; kills it at the limit.
    public func wait(seconds: Double = 120) -> Outcome {
        let ended = Waiting.until(seconds: seconds) { !self.isRunning }
        if !ended {
            kill(pid, SIGKILL)
            _ = Waiting.until(seconds: 5) { !self.isRunning }
        }
        var exit: Int32?
        if ended, let status { exit = status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f) }
        return Outcome(exit: exit, output: Repository.fileBytes(outputPath) ?? [], errors: errors)
    }

    /// What it has written to standard output so far.
    public var output: String { String(decoding: Repository.fileBytes(outputPath) ?? [], as: UTF8.self) }
    /// What it has written to standard error so far.
    public var errors: String { String(decoding: Repository.fileBytes(errorPath) ?? [], as: UTF8.self) }

    private func reap() {
        guard status == nil else { return }
        var value: Int32 = 0
        if unsafe waitpid(pid, &value, WNOHANG) == pid { status = value }
    }

    deinit { if status == nil { kill(pid, SIGKILL); var value: Int32 = 0; _ = unsafe waitpid(pid, &value, 0) } }
}

/// Polls for a condition of the world outside (a file, a process): the only place where tests let time pass.
public enum Waiting {
    /// Whether the condition came true in time.
    public static func until(seconds: Double, _ condition: () -> Bool) -> Bool {
        let end = MonotonicTime.now().adding(milliseconds: Int64(seconds * 1000))
        while MonotonicTime.now() < end {
            if condition() { return true }
            usleep(10_000)
        }
        return condition()
    }
}

/// A private folder that disappears with its last user.
public final class TemporaryFolder: @unchecked Sendable {
    public let path: String
    private var number = 0

    public init() {
        var template = Array("/tmp/huibao-test-XXXXXX".utf8CString)
        path = unsafe template.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress, let made = unsafe mkdtemp(base) else { return "/nonexistent" }
            return unsafe String(cString: made)
        }
    }

    func nextNumber() -> Int { number += 1; return number }

    /// Writes a file into the folder and gives its path.
    @discardableResult public func write(_ name: String, _ bytes: [UInt8]) -> String {
        let file = path + "/" + name
        if let handle = unsafe fopen(file, "wb") {
            _ = unsafe fwrite(bytes, 1, bytes.count, handle)
            unsafe fclose(handle)
        }
        return file
    }

    /// Writes a text file into the folder and gives its path.
    @discardableResult public func write(_ name: String, _ text: String) -> String { write(name, [UInt8](text.utf8)) }

    /// Makes a folder within and gives its path.
    public func makeFolder(_ name: String) -> String {
        unsafe mkdir(path + "/" + name, 0o700)
        return path + "/" + name
    }

    deinit { remove(path) }

    private func remove(_ path: String) {
        for name in Repository.folderList(path) {
            let child = path + "/" + name
            if unsafe unlink(child) != 0 { remove(child) }
        }
        unsafe rmdir(path)
    }
}

/// Settings of the test run.
public enum Environment {
    /// What a variable holds.
    public static func text(_ name: String) -> String? { unsafe getenv(name).map { unsafe String(cString: $0) } }

    /// The number that a variable holds.
    public static func int(_ name: String) -> Int? { unsafe getenv(name).flatMap { unsafe Int(String(cString: $0)) } }
}
