// Daemons of one command's own, over ipc sockets in a folder that only this user can open.
//
//   start ──► aggregator prints where it listens ──► workers start ──► … supervise … ──► stop
//
//   stop: SIGTERM to all, a short wait, SIGKILL to who is left, folder removed. Also on every way out by an error or a signal;
//   should this process be killed, the kernel ends the daemons (--die-with-parent).
internal import Base
internal import Platform

/// An aggregator and workers that belong to this process. Used from one thread.
final class PrivateLine {
    /// How many of each are started, and on which ledger.
    struct Plan: Sendable {
        var ingest = 1
        var extractors = 1
        /// Nil: a ledger in the temporary folder, gone at the end.
        var ledger: String?
        /// Laid over the built-in codebook.
        var codebook: String?
        /// Whether what another engine or codebook extracted stays as it is: for questions.
        var keepsExtractions = false
        /// Further options of every worker.
        var workerOptions: [String] = []
        /// Variables of the daemons beside those of this process, its own `HUIBAO_` ones excepted.
        var variables: [String: String] = [:]
    }

    /// How often workers that ended by themselves are started again before the command fails.
    private static let restarts = 10
    private let finder: DaemonFinder
    private let folder: String
    private var environment: [String: String]
    private var workerOptions: [String] = []
    private var aggregator: ChildProcess?
    private var workers: [(program: String, child: ChildProcess)] = []
    private var restarted = 0
    private var logs: [String: OutputFile] = [:]
    private var stopped = false

    /// Where clients connect.
    var control: String { "ipc://\(folder)/control" }
    /// Where workers connect.
    var work: String { "ipc://\(folder)/work" }
    private var events: String { "ipc://\(folder)/events" }

    /// Makes the folder; nothing runs yet.
    init(environment: [String: String], finder: DaemonFinder? = nil) throws {
        self.finder = finder ?? DaemonFinder(environment: environment)
        // settings of the user's own daemons must not reach these
        self.environment = environment.filter { !$0.key.hasPrefix("HUIBAO_") }
        folder = try PrivateFolder.make(environment)
    }

    deinit { stop(patience: 0) }

    /// Starts the aggregator, waits until it listens, then starts the workers.
    func start(_ plan: Plan, interruption: any Interruption) throws {
        let ledger = plan.ledger ?? folder + "/ledger.db"
        environment.merge(plan.variables) { $1 }
        workerOptions = plan.workerOptions
        let program = try finder.find("huibao-aggregator")
        var arguments = ["--control", control, "--work", work, "--events", events, "--ledger", ledger, "--http", "off", "--die-with-parent"]
        if let codebook = plan.codebook { arguments += ["--codebook", codebook] }
        if plan.keepsExtractions { arguments.append("--keep-extractions") }
        let child = try spawn(program, "aggregator", arguments)
        aggregator = child
        try waitUntilListening(child, interruption)
        try startWorkers(ingest: plan.ingest, extractors: plan.extractors)
    }

    /// Starts workers beside those that are there.
    func startWorkers(ingest: Int, extractors: Int) throws {
        for (name, count) in [("huibao-ingest", ingest), ("huibao-extractor", extractors)] where count > 0 {
            let program = try finder.find(name)
            for _ in 0..<count { try startWorker(program, workers.count) }
        }
    }

    /// Process numbers of the aggregator and of the workers.
    var processes: (aggregator: Int32, workers: [Int32]) { (aggregator?.pid ?? 0, workers.map(\.child.pid)) }

    /// Where the ledger stands that no plan named.
    var passingLedger: String { folder + "/ledger.db" }

    private func spawn(_ program: String, _ name: String, _ arguments: [String]) throws -> ChildProcess {
        let output = try OutputFile("\(folder)/\(name).out")
        let log = try OutputFile("\(folder)/\(name).log")
        logs[name] = log
        return try ChildProcess(
            program, arguments, environment: environment, output: .descriptor(output.descriptor), error: .descriptor(log.descriptor))
    }

    private func startWorker(_ program: String, _ index: Int) throws {
        let child = try spawn(program, "worker-\(index)", ["--work", work, "--threads", "1", "--die-with-parent"] + workerOptions)
        if index < workers.count { workers[index] = (program, child) } else { workers.append((program, child)) }
    }

    private func waitUntilListening(_ child: ChildProcess, _ interruption: any Interruption) throws {
        let end = MonotonicTime.now().adding(milliseconds: 30_000)
        while MonotonicTime.now() < end {
            let said = (try? SmallFile.read("\(folder)/aggregator.out", limit: 1 << 16)) ?? []
            if said.contains(10) { return }
            if let ending = child.poll() { throw ended("the private aggregator", "aggregator", ending) }
            if let signal = interruption.pending() { throw ToolError(.interrupted(signal), "stopped by a signal") }
            Machine.sleep(milliseconds: 5)
        }
        throw ToolError(.timedOut, "the private aggregator did not begin to listen within 30 s", advice: lastWords("aggregator"))
    }

    /// Starts workers again that ended by themselves; throws where the aggregator ended, or workers do so again and again.
    func supervise() throws {
        if let aggregator, let ending = aggregator.poll() { throw ended("the private aggregator", "aggregator", ending) }
        for (index, worker) in workers.enumerated() {
            guard let ending = worker.child.poll() else { continue }
            restarted += 1
            guard restarted <= Self.restarts else { throw ended("a private worker", "worker-\(index)", ending) }
            try startWorker(worker.program, index)
        }
    }

    private func ended(_ what: String, _ name: String, _ ending: ChildProcess.Ending) -> ToolError {
        switch ending {
        case .exited(let code):
            let words = lastWords(name)
            let exit = ToolError.Kind.daemonEnded(ExitCode(rawValue: code) ?? .failure)
            let fate = "\(what) ended with exit code \(code)"
            return words.isEmpty ? ToolError(exit, fate) : ToolError(exit, words, advice: "(\(fate))")
        case .killed(let signal):
            return ToolError(.daemonEnded(.failure), "\(what) was ended by signal \(signal)", advice: lastWords(name))
        }
    }

    /// The end of what a daemon said on standard error; of its log, what is more than information.
    private func lastWords(_ name: String) -> String {
        let lines = (logs[name]?.text(limit: 1 << 14) ?? "").split(separator: "\n").map(String.init)
        return lines.compactMap(DaemonWords.plain).suffix(4).joined(separator: "\n")
    }

    /// Ends everything and removes the folder. Harmless when repeated.
    func stop(patience: Int64 = 3000, interruption: (any Interruption)? = nil) {
        guard !stopped else { return }
        stopped = true
        let children = workers.map(\.child) + (aggregator.map { [$0] } ?? [])
        for child in children where child.poll() == nil { child.signal(.terminate) }
        let end = MonotonicTime.now().adding(milliseconds: patience)
        while children.contains(where: { $0.poll() == nil }), MonotonicTime.now() < end {
            // a second signal: no more patience
            if interruption?.pending() != nil { break }
            Machine.sleep(milliseconds: 5)
        }
        for child in children where child.poll() == nil {
            child.signal(.kill)
            _ = child.wait()
        }
        try? LocalFiles.remove(folder)
    }
}
