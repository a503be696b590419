import Base
import Glibc
import Protocol
import TestSupport
import Testing
import ZeroMQ

/// A client that hands documents over as fast as its socket takes them, without waiting for any answer: it is slowed, not refused, and
/// the aggregator holds no more of them than before.
///
/// HUIBAO_PRESSURE_DOCUMENTS=200000 swift test --filter BackpressureTests
@Suite(.serialized) struct BackpressureTests {
    /// What the aggregator holds at most beside what it holds at the beginning: pages of the ledger (16 MB), bodies that were just written
    /// (two generations of 8), requests (16 that wait, 16 that are being written), messages unread in its socket (16 of 256 KB); and an
    /// eighth for the allocator's gaps.
    private static let most = (16 + 2 * 8 + 2 * 16 + 4) << 20
    /// Bytes of a run, whatever the number of its documents: enough to fill all that several times, and in its first half once.
    private static let input = 192 << 20

    private func connected(_ context: Context, _ endpoint: String) throws -> Socket {
        var options = SocketOptions()
        options.sendHighWater = 8
        let socket = try Socket(context, .dealer, options: options)
        try socket.connect(endpoint)
        var poller = Poller()
        _ = try poller.add(socket, writable: true)
        try poller.wait(milliseconds: 5000)
        return socket
    }

    /// The next answer, nil when none comes in the time.
    private func answer(_ socket: Socket, milliseconds: Int) throws -> ToClient? {
        var poller = Poller()
        _ = try poller.add(socket)
        try poller.wait(milliseconds: milliseconds)
        guard case .message(let frames) = try socket.receive() else { return nil }
        return try MessageCodec.decode(Frames(header: frames[0], payloads: Array(frames.dropFirst())), as: ToClient.self)
    }

    private func ask(_ socket: Socket, _ request: some RequestBody) throws -> ToClient? {
        #expect(try socket.send([MessageCodec.encode(request).header]) == .sent)
        return try answer(socket, milliseconds: 60_000)
    }

    @Test func whoSubmitsWithoutEndIsSlowedAndNotRefused() throws {
        let count = Environment.int("HUIBAO_PRESSURE_DOCUMENTS") ?? 6400
        let cluster = try Cluster()
        defer { cluster.stop() }
        let context = try Context()
        let socket = try connected(context, cluster.control)
        guard case .job(let job)? = try ask(socket, OpenJob(id: "open", token: "t", label: "", priority: .low)) else {
            Issue.record("no job")
            return
        }
        var refused: [String] = []
        var accepted = 0
        var memory: [Int] = []
        var waited = 0
        // noise, so that the ledger grows as fast as the input
        let bytes = max(900, Self.input / count)
        var random = SplitMix64(seed: 3)
        let noise = (0..<bytes + 4096).map { _ in UInt8.random(in: 0...255, using: &random) }
        let group = min(64, max(1, (256 << 10) / bytes))
        for first in stride(from: 0, to: count, by: group) {
            let size = min(group, count - first)
            let request = AddDocuments(id: "\(first)", job: job.job.job, first: first, names: (0..<size).map { "d\(first + $0).txt" })
            let frames = MessageCodec.encode(
                request, payloads: (0..<size).map { Array("\(first + $0)".utf8) + noise[($0 * 61)..<($0 * 61 + bytes)] })
            while try socket.send([frames.header] + frames.payloads) != .sent {
                waited += 1
                usleep(1000)
                accepted += try drain(socket, &refused)
            }
            accepted += try drain(socket, &refused)
            if first * 10 / count >= memory.count { memory.append(StatusUnderLoadTests.residentBytes(cluster.aggregator.pid)) }
        }
        while accepted < count, let message = try answer(socket, milliseconds: 20_000) { accepted += take(message, &refused) }
        memory.append(StatusUnderLoadTests.residentBytes(cluster.aggregator.pid))
        print("\(count) documents of \(bytes) bytes handed over without waiting: slowed \(waited) times, \(refused.count) refused; aggregator's memory at each tenth, MB: "
            + memory.map { "\($0 >> 20)" }.joined(separator: " "))
        #expect(refused.isEmpty && accepted == count)
        // a client under a sanitizer may be too slow to be slowed
        let isSanitized = unsafe getenv("ASAN_OPTIONS") != nil || getenv("TSAN_OPTIONS") != nil
        #expect(waited > 0 || isSanitized, "the socket's own queue was full at times")
        let half = memory[memory.count / 2]
        // the address sanitizer lays a margin around every block
        let room = isSanitized ? 96 << 20 : 24 << 20
        #expect((memory.last ?? 0) - half < room, "memory of the second half: all that is kept is full by then")
        #expect(isSanitized || (memory.max() ?? 0) - memory[0] < Self.most * 9 / 8, "memory of the whole run")

        // a job of that size is given up at once
        let start = Chaos.now()
        guard case .job(let cancelled)? = try ask(socket, CancelJob(id: "cancel", job: job.job.job)) else {
            Issue.record("not cancelled")
            return
        }
        print("cancelled in \(Chaos.now() - start) ms, memory then \(StatusUnderLoadTests.residentBytes(cluster.aggregator.pid) >> 20) MB")
        #expect(cancelled.job.cancelled == count && cancelled.job.waiting == 0)
    }

    private func drain(_ socket: Socket, _ refused: inout [String]) throws -> Int {
        var accepted = 0
        while let message = try answer(socket, milliseconds: 0) { accepted += take(message, &refused) }
        return accepted
    }

    private func take(_ message: ToClient, _ refused: inout [String]) -> Int {
        switch message {
        case .added(let added): return added.documents.count
        case .failure(let failure):
            refused.append(failure.code)
            return 0
        default: return 0
        }
    }

    @Test func whoSendsTooOftenIsToldAndTheOthersAreServed() throws {
        let cluster = try Cluster()
        defer { cluster.stop() }
        let context = try Context()
        let socket = try connected(context, cluster.control)
        var answers: [String: Int] = [:]
        let count = 4 * WireLimits.clientMessages
        for number in 0..<count {
            let frames = MessageCodec.encode(ListWorkers(id: "\(number)"))
            while try socket.send([frames.header]) != .sent { try note(socket, 1, &answers) }
            try note(socket, 0, &answers)
        }
        // a neighbour, while the flood goes on
        #expect(try cluster.huibao("status", "--timeout", "10s").exit == 0)
        for _ in 0..<200 where answers["workers", default: 0] + answers["protocol.rate", default: 0] < count { try note(socket, 5, &answers) }
        print("\(count) questions at once: \(answers.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")); log \(cluster.aggregator.errors.utf8.count) bytes")
        #expect(answers["workers", default: 0] >= 2 * WireLimits.clientMessages)
        #expect(Set(answers.keys).isSubset(of: ["workers", "protocol.rate"]))
        #expect(cluster.aggregator.errors.utf8.count < 20_000, "a flood writes no flood into the log")
    }

    private func note(_ socket: Socket, _ milliseconds: Int, _ answers: inout [String: Int]) throws {
        while let message = try answer(socket, milliseconds: milliseconds) {
            switch message {
            case .failure(let failure): answers[failure.code, default: 0] += 1
            default: answers[type(of: message.body).kind, default: 0] += 1
            }
        }
    }
}
