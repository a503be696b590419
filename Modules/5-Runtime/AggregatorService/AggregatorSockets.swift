internal import Base
internal import Platform
internal import Runtime
internal import ZeroMQ

/// The aggregator's three sockets, bound. They belong to the thread that makes them.
struct AggregatorSockets {
    let control: Socket
    let work: Socket
    /// Nil for a moment while it is opened anew.
    private(set) var events: Socket?
    /// Where they listen, with the ports that the system chose.
    let listening: String

    /// Answers who may come in, where keys are set; made before the others bind.
    let zap: ZAPHandler?

    private let eventsEndpoint: String
    private let makeEvents: (String) throws -> Socket

    /// Binds all three, or throws what, where and why: an address in use, or one beyond this machine without keys.
    ///
    /// `security` gives each socket its own: its name is its ZAP domain. `connections` that they may have: see `Door`.
    init(
        _ settings: AggregatorSettings, security: @escaping (String) throws(RuntimeError) -> SocketSecurity, connections: Connections,
        context: Context
    ) throws {
        zap = try security("") == .open ? nil : ZAPHandler(context)
        func listen(_ kind: Socket.Kind, _ endpoint: String, _ name: String) throws -> Socket {
            var options = SocketOptions()
            options.security = try security(name)
            options.linger = 200
            // what waits unread is bounded by messages of the largest size: a client sends three groups before it waits
            options.receiveHighWater = name == "control" ? 16 : 256
            try Endpoints.check(endpoint, security: options.security, insecure: settings.insecure)
            let socket = try Socket(context, kind, options: options)
            try socket.bind(endpoint)
            Door.guardListeners(most: name == "work" ? connections.most : connections.forClients)
            return socket
        }
        control = try listen(.router, settings.control, "control")
        work = try listen(.router, settings.work, "work")
        let published = try listen(.publish, settings.events, "events")
        eventsEndpoint = try published.lastEndpoint()
        listening = try "listening control=\(control.lastEndpoint()) work=\(work.lastEndpoint()) events=\(eventsEndpoint)"
        events = published
        makeEvents = { try listen(.publish, $0, "events") }
    }

    /// Ends all subscriptions: who may still listen connects again by itself. `openEvents` listens again.
    mutating func closeEvents() {
        events?.close()
        events = nil
    }

    /// Listens for subscribers again; false while the system has not yet given the address back.
    mutating func openEvents() -> Bool {
        if events == nil { events = try? makeEvents(eventsEndpoint) }
        return events != nil
    }
}
