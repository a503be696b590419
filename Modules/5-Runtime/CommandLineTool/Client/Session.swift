internal import Base
internal import Dialog
internal import Runtime
internal import ZeroMQ

/// A command's way to its aggregator.
enum Session {
    /// Connects as the options say: `--connect`, HUIBAO_CONNECT, configuration file, default.
    /// `giveUp`: milliseconds without a reply after which a request fails, where that is not what `--timeout` says.
    static func open(_ invocation: Invocation, interruption: any Interruption = NoInterruption(), giveUp: Int64? = nil) throws -> AggregatorClient {
        let endpoint = try invocation.options.required("connect")
        let security = try Security.client(invocation.options)
        try Endpoints.check(endpoint, security: security, insecure: invocation.options.flag("insecure"))
        // before anything is asked, also where the news are listened to later
        if invocation.options.table.option(named: "events") != nil, let events = invocation.options.string("events") {
            try Endpoints.check(events, security: security, insecure: invocation.options.flag("insecure"))
        }
        return try open(invocation, endpoint: endpoint, security: security, interruption: interruption, connect: 1500, giveUp: giveUp)
    }

    /// Listens to the news of a job as the options say: `--events`, HUIBAO_EVENTS, configuration file, default.
    static func events(_ invocation: Invocation, job: Int64) throws -> EventStream? {
        guard let follow = invocation.context.follow, let endpoint = invocation.options.string("events") else { return nil }
        let security = try Security.client(invocation.options)
        try Endpoints.check(endpoint, security: security, insecure: invocation.options.flag("insecure"))
        return try follow(endpoint, security, job)
    }

    /// Connects to one endpoint, waiting `connect` milliseconds for somebody to be there.
    static func open(
        _ invocation: Invocation, endpoint: String, security: SocketSecurity = .open, interruption: any Interruption, connect: Int64,
        giveUp: Int64? = nil
    ) throws -> AggregatorClient {
        let giveUp = giveUp ?? invocation.options.milliseconds("timeout") ?? 30_000
        let patience = ClientSession.Patience(connect: min(connect, giveUp), repeatAfter: min(5000, max(100, giveUp / 3)), giveUpAfter: giveUp)
        return try AggregatorClient(
            endpoint: endpoint, transport: invocation.context.connect(endpoint, security, interruption), interruption: interruption,
            patience: patience, now: invocation.context.now)
    }
}
