import Base
import Glibc
import TestSupport
import Testing

/// Real daemons on loopback: an aggregator on ports that the system chose, and workers as a test wants them.
final class Cluster {
    let folder: TemporaryFolder
    let ledger: String
    private(set) var aggregator: ChildProcess
    private(set) var control = ""
    private(set) var work = ""
    private(set) var events = ""
    /// `http://127.0.0.1:PORT/`, where it is served.
    private(set) var http = ""
    private(set) var workers: [ChildProcess] = []
    private var extra: [String]
    private let environment: [String: String]
    private let clientEnvironment: [String: String]

    /// Starts the aggregator. `extra` are further flags of it, `environment` that of all daemons; `host` is the address that it listens at,
    /// `clientEnvironment` what its clients need, `descriptors` how many files it may have open.
    init(
        folder: TemporaryFolder = TemporaryFolder(), extra: [String] = [], environment: [String: String] = [:], host: String = "127.0.0.1",
        clientEnvironment: [String: String] = [:], descriptors: Int? = nil
    ) throws {
        self.clientEnvironment = clientEnvironment
        self.folder = folder
        self.extra = extra
        self.environment = environment
        ledger = folder.path + "/ledger.sqlite"
        let arguments =
            ["--ledger", ledger, "--control", "tcp://\(host):*", "--work", "tcp://\(host):*", "--events", "tcp://\(host):*", "--die-with-parent"]
            + Self.http(extra)
        if let descriptors {
            let limited = ["-c", "ulimit -n \(descriptors) && exec \"$0\" \"$@\"", ChildProcess.executables + "/huibao-aggregator"]
            aggregator = try ChildProcess("/bin/sh", limited + arguments, in: folder, environment: environment)
        } else {
            aggregator = try ChildProcess("huibao-aggregator", arguments, in: folder, environment: environment)
        }
        try readEndpoints()
    }

    /// No HTTP unless the test says where.
    private static func http(_ extra: [String]) -> [String] { extra.contains("--http") ? extra : extra + ["--http", "off"] }

    private func readEndpoints() throws {
        let listens = Waiting.until(seconds: 20) { aggregator.output.contains("\n") || !aggregator.isRunning }
        guard listens, let line = aggregator.output.split(separator: "\n").first, line.hasPrefix("listening ") else {
            throw NotStarted(words: aggregator.errors)
        }
        var endpoints: [Substring: String] = [:]
        for part in line.split(separator: " ").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            if pair.count == 2 { endpoints[pair[0]] = String(pair[1]) }
        }
        control = endpoints["control"] ?? ""
        work = endpoints["work"] ?? ""
        events = endpoints["events"] ?? ""
        http = endpoints["http"] ?? ""
    }

    struct NotStarted: Error { let words: String }

    /// Starts workers.
    @discardableResult func start(_ program: String, count: Int = 1, threads: Int = 1, environment: [String: String] = [:]) throws -> [ChildProcess] {
        let started = try (0..<count).map { _ in
            try ChildProcess(program, ["--work", work, "--threads", "\(threads)", "--die-with-parent"], in: folder,
                environment: self.environment.merging(environment) { _, own in own })
        }
        workers += started
        return started
    }

    /// Kills the aggregator and starts it again on the same ledger and ports, with other further flags where there are any.
    func restartAggregator(signal: Int32, extra others: [String]? = nil) throws {
        extra = others ?? extra
        aggregator.signal(signal)
        _ = aggregator.wait(seconds: 40)
        aggregator = try ChildProcess(
            "huibao-aggregator", ["--ledger", ledger, "--control", control, "--work", work, "--events", events, "--die-with-parent"] + Self.http(extra), in: folder,
            environment: environment)
        try readEndpoints()
    }

    private var asClient: [String: String] { clientEnvironment.merging(["HUIBAO_CONNECT": control]) { $1 } }

    /// Runs the client against this aggregator.
    func huibao(_ arguments: String..., seconds: Double = 300) throws -> ChildProcess.Outcome {
        try ChildProcess.run("huibao", arguments, in: folder, environment: asClient, seconds: seconds)
    }

    /// Starts the client against this aggregator and does not wait for it.
    func begin(_ arguments: [String]) throws -> ChildProcess {
        try ChildProcess("huibao", arguments, in: folder, environment: asClient)
    }

    /// What `huibao export` writes: the table, the observations.
    func export() throws -> Exported {
        let target = folder.path + "/export-\(Cluster.counter.next())"
        let outcome = try huibao("export", target)
        #expect(outcome.exit == 0, "\(outcome.errors)")
        return Exported(table: Repository.fileBytes(target + "/table.json") ?? [], observations: Repository.fileBytes(target + "/observations.jsonl") ?? [])
    }

    struct Exported: Equatable {
        var table: [UInt8]
        var observations: [UInt8]
    }

    /// A job's or everything's status as JSON.
    func status(_ job: String...) throws -> JSONValue {
        let outcome = try ChildProcess.run(
            "huibao", ["status"] + job + ["--format", "json"], in: folder, environment: asClient, seconds: 60)
        return try JSONValue(outcome.output)
    }

    /// Ends everything; the aggregator drains.
    func stop() {
        for worker in workers { worker.signal(SIGTERM) }
        aggregator.signal(SIGTERM)
        for child in workers + [aggregator] { _ = child.wait(seconds: 40) }
    }

    private static let counter = Counter()

    private final class Counter: @unchecked Sendable {
        private var value = 0
        func next() -> Int { value += 1; return value }
    }
}

extension JSONValue {
    /// A number member.
    func int(_ key: String) -> Int? { if case .number(let n)? = self[key] { Int(n) } else { nil } }
    /// A text member.
    func text(_ key: String) -> String? { if case .string(let s)? = self[key] { s } else { nil } }
    /// The items of an array, or of an array member.
    func items(_ key: String? = nil) -> [JSONValue] {
        if case .array(let items)? = key.map({ self[$0] }) ?? self { items } else { [] }
    }
}
