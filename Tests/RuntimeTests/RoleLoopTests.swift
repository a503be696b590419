import Base
import Platform

import Testing
import ZeroMQ

@testable import Runtime

/// Echoes; over after a given number of messages.
private final class Echo: Role {
    let router: Socket
    var left: Int
    var deadlineTurns = 0
    var due: MonotonicTime?
    init(_ context: Context, left: Int) throws {
        router = try Socket(context, .router)
        try router.bind("inproc://echo")
        self.left = left
    }
    var sockets: [(socket: Socket, wantsRoom: Bool)] { [(router, false)] }
    var nextDeadline: MonotonicTime? { due }
    func turn(at now: MonotonicTime) throws -> Bool {
        if let time = due, time <= now {
            due = nil
            deadlineTurns += 1
        }
        guard case .message(let frames) = try router.receive() else { return false }
        _ = try router.send(frames)
        left -= 1
        return true
    }
    func drain(at now: MonotonicTime) {}
    func stop(at now: MonotonicTime) { left = 0 }
    func reload(at now: MonotonicTime) {}
    var isOver: Bool { left <= 0 }
}

@Suite struct RoleLoopTests {
    @Test func messagesAndDeadlinesTurnTheRole() throws {
        let context = try Context()
        let dealer = try Socket(context, .dealer)
        let role = try Echo(context, left: 3)
        try dealer.connect("inproc://echo")
        for n in 1...3 as ClosedRange<UInt8> { #expect(try dealer.send([[n]]) == .sent) }
        role.due = MonotonicTime.now().adding(milliseconds: 5)
        role.left += 1
        let wakeup = try Wakeup()
        let thread = try PlainThread(name: "later") { wakeup.ring() }
        // the fourth message comes from the deadline's turn on
        try RoleLoop(wakeup: wakeup, signals: nil).run(Until(role) { role.deadlineTurns == 1 && role.left == 1 })
        thread.join()
        #expect(try (1...3).map { _ in try dealer.receive() } == [.message([[1]]), .message([[2]]), .message([[3]])])
    }

    @Test func theFirstSignalDrainsTheSecondStops() {
        var shutdown = Shutdown()
        func time(_ milliseconds: Int64) -> MonotonicTime { MonotonicTime(nanoseconds: milliseconds * 1_000_000) }
        let steps = [SignalListener.Signal.hangUp, .terminate, .interrupt].map { shutdown.hear($0, at: time(0), budget: 5) }
        #expect(steps == [.reload, .drain, .stop])
        let overtime = [4, 5, 6].map { shutdown.overtime(at: time($0)) }
        #expect(overtime == [false, true, false])
    }
}

/// A role that is over when a condition of the test holds.
private final class Until: Role {
    let role: Echo
    let condition: () -> Bool
    init(_ role: Echo, _ condition: @escaping () -> Bool) {
        self.role = role
        self.condition = condition
    }
    var sockets: [(socket: Socket, wantsRoom: Bool)] { role.sockets }
    var nextDeadline: MonotonicTime? { role.nextDeadline }
    func turn(at now: MonotonicTime) throws -> Bool { try role.turn(at: now) }
    func drain(at now: MonotonicTime) {}
    func stop(at now: MonotonicTime) {}
    func reload(at now: MonotonicTime) {}
    var isOver: Bool { condition() }
}

@Suite struct ComputePoolTests {
    @Test func everyJobIsDoneOnceAndTold() throws {
        let wakeup = try Wakeup()
        let pool = try ComputePool<Int, Int>(name: "pool", threads: 3, wakeup: wakeup) { { $0 * $0 } }
        for n in 1...1000 { pool.submit(n) }
        var got: [Int] = []
        var poller = Poller()
        _ = poller.add(descriptor: wakeup.descriptor)
        let deadline = MonotonicTime.now().adding(milliseconds: 5000)
        while got.count != 1000, deadline > .now() {
            try poller.wait(milliseconds: 100)
            wakeup.drain()
            got += pool.takeFinished()
        }
        #expect(got.sorted() == (1...1000).map { $0 * $0 })
        #expect(pool.oldestStart == nil)
        pool.stop()
        #expect(!pool.submit(1))
    }
}

@Suite struct LogTests {
    func lines(_ level: Log.Level, people: Bool) -> [String] {
        let written = Locked<[String]>([])
        let log = Log(program: "p", level: level, forPeople: people) { bytes in
            written.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) }
        }
        log.debug("a.b", "small")
        log.info("worker.joined", "a \"worker\"\njoined", ["worker": "w1", "held": 3])
        log.error(RuntimeError(.keyFile, "m", advice: "a"))
        return written.withLock { $0 }
    }

    @Test func machinesGetJSONLines() {
        let lines = lines(.info, people: false)
        #expect(lines.count == 2)
        #expect(
            lines[0].hasSuffix(
                #""level":"info","program":"p","event":"worker.joined","message":"a \"worker\"\njoined","worker":"w1","held":3}"# + "\n"))
        #expect(lines[1].contains(#""level":"error","program":"p","event":"key.file","message":"m; a [key.file]"}"#))
    }

    @Test func peopleGetOneLineEach() {
        let lines = lines(.debug, people: true)
        #expect(lines.count == 3)
        #expect(lines[0].hasSuffix(" p debug: small\n"))
        #expect(lines[1].hasSuffix(" p: a \"worker\" joined worker=w1 held=3\n"))
        #expect(lines.allSatisfy { $0.filter { $0 == "\n" }.count == 1 })
    }
}

@Suite struct EndpointsTests {
    @Test(arguments: [
        ("ipc:///run/x", true), ("inproc://x", true), ("tcp://127.0.0.1:5", true), ("tcp://127.9.9.9:*", true), ("tcp://localhost:5", true),
        ("tcp://[::1]:5", true), ("tcp://*:5", false), ("tcp://0.0.0.0:5", false), ("tcp://10.0.0.1:5", false),
        ("tcp://127.evil.com:5", false),
        ("tcp://127.0.0.1.evil.com:5", false), ("tcp://eth0:5", false), ("pgm://x", false), ("tcp://127.0.0.1;10.0.0.1:5", false),
    ])
    func onlyThisMachineIsPrivate(_ endpoint: String, _ expected: Bool) { #expect(Endpoints.isPrivate(endpoint) == expected) }

    @Test func openEndpointsNeedKeysOrAWord() throws {
        let error = #expect(throws: RuntimeError.self) { try Endpoints.check("tcp://*:5", security: .open, insecure: false) }
        #expect(error?.code == "endpoint.open")
        #expect(error?.description.contains("--insecure") == true)
        #expect(throws: RuntimeError.self) { try Endpoints.check("nonsense", security: .open, insecure: true) }
        try Endpoints.check("tcp://*:5", security: .open, insecure: true)
        try Endpoints.check("tcp://*:5", security: .curveServer(secretKey: "", zapDomain: ""), insecure: false)
        try Endpoints.check("ipc:///x", security: .open, insecure: false)
    }
}

@Suite struct AllowListTests {
    let key = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"
    let other = "#q:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf8"

    @Test func linesSayWhoMayDoWhat() throws {
        let list = try AllowList(text: "# people\n\n\(key) worker  desk 2\n\(other)\tclient\n", path: "allow")
        #expect(list[key] == AllowList.Entry(key: key, role: .worker, name: "desk 2"))
        #expect(list.allows(other, as: [.client, .operator]))
        #expect(!list.allows(key, as: [.client, .operator]))
        #expect(!list.allows("", as: Set(AllowList.Role.allCases)))
    }

    @Test(arguments: ["short worker", "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7", "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7 king"])
    func wrongLinesAreNamed(_ line: String) {
        let error = #expect(throws: RuntimeError.self) { try AllowList(text: "\n" + line, path: "allow") }
        #expect(error?.message.hasPrefix("allow:2:") == true)
    }
}
