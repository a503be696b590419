import Base
import Glibc
import Protocol
import TestSupport
import Testing
import ZeroMQ

/// Strangers at a live aggregator's sockets: mutated messages, junk, frames without end. It answers with a typed error or not at all,
/// goes on working, and does not grow.
@Suite(.serialized) struct HostileFrameTests {
    /// Golden messages of a direction, as headers.
    private func samples(_ prefix: String) -> [[UInt8]] {
        let folder = "Modules/3-Shared/Protocol/Samples"
        return Repository.list(folder).sorted().filter { $0.hasPrefix(prefix) }.compactMap { Repository.bytes("\(folder)/\($0)") }
    }

    /// A message that is wrong in one of many ways.
    private func mutate(_ header: [UInt8], _ random: inout SplitMix64) -> [[UInt8]] {
        var bytes = header
        for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
            let at = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0..<7, using: &random) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: at)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: at)
            case 3: bytes.removeLast(bytes.count - at)
            case 4: bytes.replaceSubrange(at..<at, with: Array("99999999999999999999".utf8))
            case 5: bytes.replaceSubrange(at..<at, with: Array(repeating: UInt8(ascii: "["), count: 700))
            default: bytes.replaceSubrange(at..<at, with: Array("-1".utf8))
            }
        }
        let payloads = Int.random(in: 0..<4, using: &random)
        return [bytes] + (0..<payloads).map { [UInt8](repeating: UInt8($0), count: Int.random(in: 0...3000, using: &random)) }
    }

    @Test func mutatedMessagesOverRealSocketsGetATypedErrorOrSilence() throws {
        let cluster = try Cluster()
        defer { cluster.stop() }
        let count = Environment.int("HUIBAO_HOSTILE_MESSAGES") ?? 4000
        let context = try Context()
        var random = SplitMix64(seed: 5)
        var answers: [String: Int] = [:]
        var early = 0
        for (endpoint, prefix) in [(cluster.control, "from-client"), (cluster.work, "from-worker")] {
            let good = samples(prefix)
            try #require(!good.isEmpty)
            var socket = try connected(context, endpoint)
            for number in 0..<count {
                // strangers come and go
                if number % 500 == 499 {
                    try read(socket, prefix, quiet: 50, &answers)
                    socket = try connected(context, endpoint)
                }
                let header = try #require(good.randomElement(using: &random))
                let message = mutate(header, &random)
                var sent = try socket.send(message) == .sent
                for _ in 0..<2000 where !sent {
                    usleep(1000)
                    sent = try socket.send(message) == .sent
                }
                try #require(sent, "message \(number) to \(prefix): \(cluster.aggregator.isRunning ? "the aggregator does not read" : "the aggregator has ended")")
                try read(socket, prefix, quiet: 0, &answers)
            }
            try read(socket, prefix, quiet: 500, &answers)
            if early == 0 { early = StatusUnderLoadTests.residentBytes(cluster.aggregator.pid) }
        }
        let late = StatusUnderLoadTests.residentBytes(cluster.aggregator.pid)
        print("\(2 * count) mutated messages over real sockets; answers: \(answers.sorted { $0.value > $1.value }.map { "\($0.key) \($0.value)" }); "
            + "aggregator's memory \(early >> 20) MB half way, \(late >> 20) MB at the end")
        #expect(cluster.aggregator.isRunning)
        #expect(late - early < 64 << 20)
        #expect(answers["error", default: 0] > 0 && answers["refused", default: 0] > 0)
        // and it works as before
        try cluster.start("huibao-ingest")
        try cluster.start("huibao-extractor")
        let good = cluster.folder.write("good.txt", "云泽市总工会2021年工作总结\n\n全市新增工会会员1286人。\n")
        #expect(try cluster.huibao("submit", "--wait", good, seconds: 60).exit == 0)
        #expect(try cluster.huibao("table", "--format", "json").text.contains("1286"))
    }

    /// Takes answers until none comes for so many milliseconds.
    private func read(_ socket: Socket, _ prefix: String, quiet: Int, _ answers: inout [String: Int]) throws {
        var poller = Poller()
        let token = try poller.add(socket)
        repeat {
            while case .message(let frames) = try socket.receive() { answers[try kind(frames, prefix), default: 0] += 1 }
            if quiet > 0 { try poller.wait(milliseconds: quiet) }
        } while quiet > 0 && poller.isReadable(token)
    }

    private func connected(_ context: Context, _ endpoint: String) throws -> Socket {
        let socket = try Socket(context, .dealer)
        try socket.connect(endpoint)
        var poller = Poller()
        _ = try poller.add(socket, writable: true)
        try poller.wait(milliseconds: 5000)
        return socket
    }

    /// The answer's kind; an answer that the codec cannot read fails the test.
    private func kind(_ frames: [[UInt8]], _ prefix: String) throws -> String {
        let message = Frames(header: frames.first ?? [], payloads: Array(frames.dropFirst()))
        if prefix == "from-client" {
            return type(of: try MessageCodec.decode(message, as: ToClient.self).body).kind
        }
        return type(of: try MessageCodec.decode(message, as: ToWorker.self).body).kind
    }
}
