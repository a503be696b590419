import Base
import Testing
import ZeroMQ

/// Waits for one message for two seconds at most.
func next(_ socket: Socket, frames: Int = 100, bytes: Int = 1 << 20) throws -> ReceiveResult {
    let deadline = MonotonicTime.now().adding(milliseconds: 2000)
    var poller = Poller()
    _ = try poller.add(socket)
    while true {
        let result = try socket.receive(maximumFrames: frames, maximumBytes: bytes)
        let left = deadline.milliseconds(since: .now())
        guard result == .wouldBlock, left > 0 else { return result }
        try poller.wait(milliseconds: Int(left))
    }
}

/// Sends when there is room, within two seconds.
func deliver(_ socket: Socket, _ frames: [[UInt8]]) throws {
    let deadline = MonotonicTime.now().adding(milliseconds: 2000)
    var poller = Poller()
    _ = try poller.add(socket, writable: true)
    while try socket.send(frames) == .wouldBlock, deadline > .now() { try poller.wait(milliseconds: 50) }
}

@Suite struct SocketTests {
    let context: Context
    init() throws { context = try Context() }

    func pair(_ options: SocketOptions = SocketOptions(), client: SocketOptions? = nil) throws -> (Socket, Socket, String) {
        let router = try Socket(context, .router, options: options)
        try router.bind("tcp://127.0.0.1:*")
        let endpoint = try router.lastEndpoint()
        let dealer = try Socket(context, .dealer, options: client ?? options)
        try dealer.connect(endpoint)
        return (router, dealer, endpoint)
    }

    @Test func aMessageGoesThereAndBack() throws {
        let (router, dealer, _) = try pair()
        try deliver(dealer, [[1, 2], [], [3]])
        guard case .message(let frames) = try next(router) else { Issue.record("nothing came"); return }
        #expect(frames.dropFirst() == [[1, 2], [], [3]])
        #expect(try router.send([frames[0], [9]]) == .sent)
        #expect(try next(dealer) == .message([[9]]))
        #expect(try dealer.receive() == .wouldBlock)
    }

    @Test func aGonePeerIsUnreachable() throws {
        let (router, dealer, _) = try pair()
        #expect(try router.send([[1, 2, 3], [4]]) == .unreachable)
        try deliver(dealer, [[1]])
        guard case .message(let frames) = try next(router) else { Issue.record("nothing came"); return }
        dealer.close()
        let deadline = MonotonicTime.now().adding(milliseconds: 10_000)
        var poller = Poller()
        _ = try poller.add(router)
        while try router.send([frames[0], [9]]) != .unreachable, deadline > .now() { try poller.wait(milliseconds: 5) }
        #expect(try router.send([frames[0], [9]]) == .unreachable)
        #expect(throws: ZeroMQError.self) { try dealer.send([[1]]) }
    }

    @Test func aFullQueueTakesAllOrNothing() throws {
        var options = SocketOptions()
        options.sendHighWater = 3
        options.receiveHighWater = 3
        let dealer = try Socket(context, .dealer, options: options)
        #expect(try dealer.send([[1]]) == .wouldBlock)
        let (router, sender, _) = try pair(options)
        try deliver(sender, [[0], [0]])
        var sent = 1
        let payload = [UInt8](repeating: 7, count: 1 << 20)
        while try sender.send([[1], payload]) == .sent { sent += 1 }
        #expect(sent < 64)
        for _ in 0..<sent {
            guard case .message(let frames) = try next(router, bytes: 4 << 20) else { Issue.record("a message is lost"); return }
            #expect(frames.count == 3)
        }
        #expect(try router.receive() == .wouldBlock)
    }

    @Test func anExcessIsDrainedAndReported() throws {
        let (router, dealer, _) = try pair()
        try deliver(dealer, Array(repeating: [1], count: 30))
        try deliver(dealer, [[UInt8](repeating: 1, count: 5000)])
        try deliver(dealer, [[5]])
        guard case .excess(let route, let frames, _) = try next(router, frames: 10) else { Issue.record("no excess"); return }
        #expect(frames == 31 && route.count == 5)
        guard case .excess(_, 2, let bytes) = try next(router, bytes: 4000) else { Issue.record("no excess"); return }
        #expect(bytes == 5005)
        #expect(try next(router) == .message([route, [5]]))
    }

    @Test func aFrameBeyondTheLimitCutsThePeerOff() throws {
        var options = SocketOptions()
        options.maximumFrameBytes = 1000
        let (router, dealer, _) = try pair(options, client: SocketOptions())
        try deliver(dealer, [[UInt8](repeating: 1, count: 2000)])
        var poller = Poller()
        _ = try poller.add(router)
        try poller.wait(milliseconds: 100)
        #expect(try router.receive() == .wouldBlock)
    }

    @Test func subscribersHearTheirTopic() throws {
        let publisher = try Socket(context, .publish)
        try publisher.bind("inproc://events")
        let subscriber = try Socket(context, .subscribe)
        try subscriber.subscribe("job.7.")
        try subscriber.connect("inproc://events")
        var poller = Poller()
        _ = try poller.add(subscriber)
        var got: ReceiveResult = .wouldBlock
        for _ in 0..<100 where got == .wouldBlock {
            #expect(try publisher.send([[UInt8]("job.71.".utf8), [1]]) == .sent)
            #expect(try publisher.send([[UInt8]("job.7.".utf8), [2]]) == .sent)
            try poller.wait(milliseconds: 20)
            got = try subscriber.receive()
        }
        #expect(got == .message([[UInt8]("job.7.".utf8), [2]]))
    }
}

@Suite struct EndpointTests {
    let context: Context
    init() throws { context = try Context() }

    func failure(_ endpoint: String) throws -> ZeroMQError? {
        let socket = try Socket(context, .router)
        return #expect(throws: ZeroMQError.self) { try socket.bind(endpoint) }
    }

    @Test func mistakesAreNamed() throws {
        let first = try Socket(context, .router)
        try first.bind("tcp://127.0.0.1:*")
        let taken = try first.lastEndpoint()
        #expect(
            try failure(taken)?.description
                == "bind '\(taken)': Address already in use; stop what listens there or choose another endpoint [address.in-use]")
        #expect(try failure("nonsense")?.kind == .addressInvalid)
        #expect(try failure("tcp://127.0.0.1:99999")?.kind == .addressInvalid)
        #expect(try failure("ipc:///nowhere/at/all")?.kind == .addressInvalid)
        #expect(try failure("tcp://203.0.113.7:5000")?.kind == .addressUnavailable)
        #expect(
            try failure("ipc:///" + String(repeating: "x", count: 107))?.message.contains("has 108 bytes, the system allows 107") == true)
        try first.unbind(taken)
        let second = try Socket(context, .router)
        let deadline = MonotonicTime.now().adding(milliseconds: 2000)
        // the listener is closed by libzmq's own thread
        while (try? second.bind(taken)) == nil, deadline > .now() {}
        #expect(try second.lastEndpoint() == taken)
    }
}

@Suite struct CurveTests {
    let context: Context
    init() throws { context = try Context() }

    @Test func onlyTheRightKeyIsHeard() throws {
        let server = try CurveKeyPair.generate()
        let client = try CurveKeyPair.generate()
        #expect(try CurveKeyPair(secretKey: server.secretKey) == server)
        #expect(!"\(server)".contains(server.secretKey))
        var options = SocketOptions()
        options.security = .curveServer(secretKey: server.secretKey, zapDomain: "")
        let router = try Socket(context, .router, options: options)
        try router.bind("tcp://127.0.0.1:*")
        let endpoint = try router.lastEndpoint()
        for (key, heard) in [(client.publicKey, false), (server.publicKey, true)] {
            var options = SocketOptions()
            options.security = .curveClient(serverKey: key, keys: client)
            let dealer = try Socket(context, .dealer, options: options)
            try dealer.connect(endpoint)
            var poller = Poller()
            let token = try poller.add(dealer, writable: true)
            try poller.wait(milliseconds: heard ? 2000 : 200)
            #expect(poller.isWritable(token) == heard)
        }
    }

    @Test func onlyThoseOnTheListComeIn() throws {
        let server = try CurveKeyPair.generate()
        let friend = try CurveKeyPair.generate()
        let stranger = try CurveKeyPair.generate()
        let handler = try ZAPHandler(context)
        var options = SocketOptions()
        options.security = .curveServer(secretKey: server.secretKey, zapDomain: "work")
        let router = try Socket(context, .router, options: options)
        try router.bind("tcp://127.0.0.1:*")
        for (keys, heard) in [(stranger, false), (friend, true)] {
            options.security = .curveClient(serverKey: server.publicKey, keys: keys)
            let dealer = try Socket(context, .dealer, options: options)
            try dealer.connect(try router.lastEndpoint())
            var poller = Poller()
            let token = try poller.add(dealer, writable: true)
            _ = try poller.add(handler.socket)
            var asked: [ZAPRequest] = []
            let deadline = MonotonicTime.now().adding(milliseconds: heard ? 5000 : 300)
            repeat {
                try poller.wait(milliseconds: 50)
                asked += try handler.answer { $0.publicKey == friend.publicKey }.map(\.request)
            } while !poller.isWritable(token) && deadline > .now()
            #expect(poller.isWritable(token) == heard)
            #expect(asked.first == ZAPRequest(domain: "work", address: "127.0.0.1", mechanism: "CURVE", publicKey: keys.publicKey))
        }
        #expect(throws: ZeroMQError.self) { try ZAPHandler(context) }
    }

    @Test(arguments: ["", "short", String(repeating: " ", count: 40)]) func noKeyIsNoKey(_ text: String) {
        #expect(throws: ZeroMQError.self) { try CurveKeyPair(secretKey: text) }
        var options = SocketOptions()
        options.security = .curveServer(secretKey: text, zapDomain: "")
        let error = #expect(throws: ZeroMQError.self) { try Socket(context, .router, options: options) }
        #expect(error?.kind == .security)
    }
}
