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

    /// Answers who may come in, where keys are set; made before the others bind.
    let zap: ZAPHandler?

    /// Binds all three, or throws what, where and why: an address in use, or one beyond this machine without keys.
    ///
    /// `security` gives each socket its own: its name is its ZAP domain.
    init(_ settings: AggregatorSettings, security: (String) throws(RuntimeError) -> SocketSecurity, context: Context) throws {
        zap = try security("") == .open ? nil : ZAPHandler(context)
        func listen(_ kind: Socket.Kind, _ endpoint: String, _ name: String) throws -> Socket {
            var options = SocketOptions()
            options.security = try security(name)
            options.linger = 200
            try Endpoints.check(endpoint, security: options.security, insecure: settings.insecure)
            let socket = try Socket(context, kind, options: options)
            try socket.bind(endpoint)
            return socket
        }
        control = try listen(.router, settings.control, "control")
        work = try listen(.router, settings.work, "work")
        events = try listen(.publish, settings.events, "events")
        listening = try "listening control=\(control.lastEndpoint()) work=\(work.lastEndpoint()) events=\(events.lastEndpoint())"
    }
}

extension AllowList {
    /// Whether a key may come in at one of the aggregator's sockets, told by its ZAP domain.
    func allows(_ request: ZAPRequest) -> Bool {
        switch request.domain {
        case "work": allows(request.publicKey, as: [.worker])
        case "control", "events": allows(request.publicKey, as: [.client, .operator, .reader])
        default: false
        }
    }
}
