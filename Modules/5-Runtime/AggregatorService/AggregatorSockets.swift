internal import Base
internal import Runtime
internal import ZeroMQ

/// The aggregator's three sockets, bound. They belong to the thread that makes them.
struct AggregatorSockets {
    let control: Socket
    let work: Socket
    let events: Socket
    /// Where they listen, with the ports that the system chose.
    let listening: String

    /// Binds all three, or throws what, where and why: an address in use, or one beyond this machine without keys.
    init(_ settings: AggregatorSettings, security: SocketSecurity, context: Context) throws {
        for endpoint in [settings.control, settings.work, settings.events] {
            try Endpoints.check(endpoint, security: security, insecure: settings.insecure)
        }
        var options = SocketOptions()
        options.security = security
        options.linger = 200
        control = try Socket(context, .router, options: options)
        work = try Socket(context, .router, options: options)
        events = try Socket(context, .publish, options: options)
        try control.bind(settings.control)
        try work.bind(settings.work)
        try events.bind(settings.events)
        listening = try "listening control=\(control.lastEndpoint()) work=\(work.lastEndpoint()) events=\(events.lastEndpoint())"
    }
}
