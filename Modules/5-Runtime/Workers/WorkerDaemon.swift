internal import Base
internal import Dialog
internal import Platform
public import Protocol
public import Runtime
internal import ZeroMQ

/// A worker's whole process: options, name, role, loop.
public enum WorkerDaemon {
    /// What `huibao-ingest` or `huibao-extractor` takes.
    public static func options(_ role: Stage) -> OptionTable {
        let command = role == .ingest ? "huibao-ingest" : "huibao-extractor"
        let work = role == .ingest ? "Turns documents into clean reports" : "Turns reports into observations with their evidence"
        return OptionTable(
            command: command, summary: "\(work), for the aggregator at --work. Holds no state: stop it whenever you like.",
            options: [
                OptionSpec(
                    "work", short: "w", .text, placeholder: "ENDPOINT", help: "Where the aggregator listens for workers.",
                    fallback: Endpoints.work
                ).configurable(),
                OptionSpec(
                    "threads", short: "j", .integer(1...256), placeholder: "N", help: "Threads that compute; one a processor if not given."
                ).configurable(),
                OptionSpec(
                    "capacity", .integer(1...WireLimits.items), placeholder: "N", help: "Tasks held at a time; 32 a thread if not given."
                ).configurable(),
                OptionSpec(
                    "name", .text, placeholder: "NAME",
                    help: "Name in 'huibao worker list', unlike any other worker's; made from host and process if not given."
                ).configurable(),
                OptionSpec(
                    "memory-limit", .integer(64...1 << 20), placeholder: "MB",
                    help: "Memory that the process may hold; a document that needs more ends it and is tried alone."
                ).configurable(),
            ] + Security.clientOptions + DaemonMain.commonOptions,
            examples: [
                ("\(command) --work \(Endpoints.work)", "Works for an aggregator on this machine."),
                ("\(command) --work tcp://desk:7411 --curve-key ~/.huibao/key --curve-server-key KEY", "Works for one on another machine."),
            ])
    }

    /// `huibao-ingest`: runs until it is asked to end; ends the process.
    public static func ingest() -> Never { main(.ingest) }

    /// `huibao-extractor`: runs until it is asked to end; ends the process.
    public static func extractor() -> Never { main(.extraction) }

    private static func main(_ role: Stage) -> Never {
        DaemonMain.run(options(role)) { surroundings in
            let configuration = surroundings.configuration
            let setup = try setup(role, configuration)
            if let limit = configuration.integer("memory-limit") { try Machine.limitMemory(limit << 20) }
            let wakeup = try Wakeup()
            let worker = try WorkerRole(setup, context: Context(), wakeup: wakeup, log: surroundings.log)
            surroundings.log.info(
                "worker.started", "\(setup.identity.worker) works for \(setup.endpoint)",
                ["threads": .number(setup.threads), "capacity": .number(setup.identity.capacity)])
            let budget = configuration.milliseconds("drain-time") ?? 30_000
            try RoleLoop(wakeup: wakeup, signals: surroundings.signals, drainMilliseconds: budget).run(worker)
            surroundings.log.info("worker.ended", "done")
        }
    }

    private static func setup(_ role: Stage, _ configuration: Configuration) throws -> WorkerRole.Setup {
        let endpoint = try configuration.required("work")
        let security = try Security.client(configuration)
        try Endpoints.check(endpoint, security: security, insecure: configuration.flag("insecure"))
        let threads = configuration.integer("threads") ?? Machine.processorCount
        let host = Machine.hostName()
        let seed = UInt64.random(in: .min ... .max)
        let name = configuration.string("name") ?? "\(host)-\(Machine.processID)-\(String(seed & 0xffff, radix: 16))"
        guard isName(name) else {
            throw RuntimeError(
                .badValue, "--name: '\(name)' is no name of a worker", advice: "use letters, digits, '.', '-' and '_', 100 at most")
        }
        let identity = WorkerSession.Identity(
            role: role, worker: name, host: host, pid: Int(Machine.processID),
            engine: role == .extraction ? ExtractionReader.engineVersion : "",
            capacity: configuration.integer("capacity") ?? min(WireLimits.items, 32 * threads))
        return WorkerRole.Setup(endpoint: endpoint, security: security, identity: identity, seed: seed, threads: threads) { codebook in
            let environment = Configuration.processEnvironment()
            let reader = try StubReader.instead(
                of: { () throws -> any TaskReader in role == .ingest ? IngestReader() : try ExtractionReader(codebook: codebook ?? []) },
                stage: role, environment: environment)
            return TestPoison.around(reader, environment: environment)
        }
    }

    private static func isName(_ name: String) -> Bool {
        (1...100).contains(name.utf8.count)
            && name.utf8.allSatisfy {
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || [45, 46, 95].contains($0)
            }
    }
}
