internal import Base
public import Runtime

/// The aggregator's options, as a table and as values.
struct AggregatorSettings: Sendable {
    var control: String
    var work: String
    var events: String
    var ledgerPath: String
    var codebookPath: String?
    /// Whether extractions of another engine or codebook stay as they are: questions alone are asked.
    var keepsExtractions: Bool
    var insecure: Bool
    /// HTTP beyond this machine without a proxy.
    var insecureHTTP: Bool
    /// Clients that may be here at a time.
    var clients: Int
    /// Where HTTP is served: `ADDRESS:PORT`, or `off`.
    var http: String
    /// Nobody chose it.
    var httpIsDefault: Bool
    /// Bytes of documents and results that may wait for the ledger before requests are left in their queues.
    var pendingBytes: Int
    var heartbeatMilliseconds: Int64
    var leaseMilliseconds: Int64

    /// Whether any of the sockets can be reached from other machines.
    var listensBeyondThisMachine: Bool { ![control, work, events].allSatisfy(Endpoints.isPrivate) }

    init(_ configuration: Configuration) {
        control = configuration.string("control") ?? ""
        work = configuration.string("work") ?? ""
        events = configuration.string("events") ?? ""
        ledgerPath = configuration.string("ledger") ?? ""
        codebookPath = configuration.string("codebook")
        keepsExtractions = configuration.flag("keep-extractions")
        insecure = configuration.flag("insecure")
        insecureHTTP = configuration.flag("insecure-http")
        clients = configuration.integer("clients") ?? 4096
        http = configuration.string("http") ?? "off"
        httpIsDefault = configuration.origin("http") == .fallback
        pendingBytes = 16 << 20
        heartbeatMilliseconds = max(10, configuration.milliseconds("heartbeat") ?? 1000)
        leaseMilliseconds = max(10, configuration.milliseconds("lease") ?? 60_000)
    }
}

/// The daemon's command line.
public enum AggregatorOptions {
    /// What `huibao-aggregator` understands.
    public static let table = OptionTable(
        command: "huibao-aggregator",
        summary: "Keeps the ledger, hands tasks to workers, records their results, answers clients.",
        options: [
            OptionSpec("control", .text, placeholder: "ENDPOINT", help: "Where clients connect: their --connect (HUIBAO_CONNECT).", fallback: Endpoints.control).configurable(),
            OptionSpec("work", .text, placeholder: "ENDPOINT", help: "Where workers connect.", fallback: Endpoints.work).configurable(),
            OptionSpec("events", .text, placeholder: "ENDPOINT", help: "Where progress is published.", fallback: Endpoints.events)
                .configurable(),
            OptionSpec(
                "http", .text, placeholder: "ADDRESS:PORT",
                help: "Where the dashboard, /metrics, /livez, /readyz and /status are served to read; 'off' for nowhere. For other machines put a proxy before it.",
                fallback: Endpoints.http
            ).configurable(),
            OptionSpec("ledger", .text, placeholder: "FILE", help: "The ledger; made when it is not there.", fallback: "huibao.sqlite").configurable(),
            OptionSpec("codebook", .text, placeholder: "FILE", help: "Codebook laid over the built-in one.").configurable(),
            OptionSpec("keep-extractions", help: "Do not have read anew what another engine or codebook read: for questions alone."),
            OptionSpec("heartbeat", .duration, placeholder: "TIME", help: "Rhythm of heartbeats; three missed ones lose a worker.", fallback: "1s")
                .configurable(),
            OptionSpec("insecure-http", help: "Allow --http beyond this machine without a proxy.").configurable(),
            OptionSpec(
                "clients", .integer(1...1_000_000), placeholder: "N",
                help: "Clients that may be here at a time; one that said nothing for a minute gives way.", fallback: "4096"
            ).configurable(),
            OptionSpec("lease", .duration, placeholder: "TIME", help: "How long a worker may hold a task.", fallback: "60s").configurable(),
        ] + Security.serverOptions + DaemonMain.commonOptions,
        examples: [
            (line: "huibao-aggregator --ledger /var/lib/huibao/ledger.sqlite", meaning: "Listen on loopback, ports 7410 to 7412."),
            (line: "huibao-aggregator --work ipc:///run/huibao/work --control ipc:///run/huibao/control", meaning: "Listen on sockets of this machine."),
        ])
}
