import Base
import Protocol
import Testing

/// What a stranger may send: a typed error or a message, never a trap.
@Suite struct HostileMessageTests {
    @Test(arguments: [
        "", "null", "[]", "{}", "{\"v\":1}", "{\"kind\":\"hello\"}", "{\"v\":\"1\",\"kind\":\"hello\"}", "{\"v\":1e400,\"kind\":\"status\"}",
        "{\"v\":9,\"kind\":\"status\",\"id\":\"1\"}", "{\"v\":1,\"kind\":\"nonsense\",\"id\":\"1\"}", "\u{0}\u{1}", "{\"v\":1,\"kind\":\"table\"",
    ]) func nonsenseGivesATypedError(_ text: String) {
        #expect(throws: ProtocolError.self) { try MessageCodec.decode(Frames(header: [UInt8](text.utf8)), as: FromClient.self) }
    }

    @Test func deepNestingGivesATypedError() {
        let deep = "{\"v\":1,\"kind\":\"status\",\"id\":" + String(repeating: "[", count: 200_000)
        #expect(throws: ProtocolError.self) { try MessageCodec.decode(Frames(header: [UInt8](deep.utf8)), as: FromClient.self) }
    }

    @Test func limitsHold() {
        func refused(_ body: some MessageBody, _ payloads: [[UInt8]] = []) -> ProtocolError.Kind? {
            do throws(ProtocolError) {
                _ = try MessageCodec.decode(MessageCodec.encode(body, payloads: payloads), as: FromClient.self)
                return nil
            } catch { return error.kind }
        }
        #expect(refused(OpenJob(id: "1", token: String(repeating: "x", count: 2000), label: "")) == .limit)
        #expect(refused(GetTable(id: "1", limit: 0)) == .limit)
        #expect(refused(AddDocuments(id: "1", job: 1, first: -1, names: [])) == .malformed)
        let many = [String](repeating: "a", count: 1100)
        #expect(refused(AddDocuments(id: "1", job: 1, first: 0, names: many), many.map { _ in [] }) == .limit)
    }

    @Test func mutatedMessagesNeverTrap() {
        var random = SystemlessRandom(state: 42)
        let seed = MessageCodec.encode(
            Results(results: [TaskResult(task: 1, lease: "a", payloads: 1, reports: [ReportHeader(number: 0, city: "云泽市", year: 2021)])]),
            payloads: [[1]])
        var read = 0
        for _ in 0..<20_000 {
            var frames = seed
            for _ in 0...random.below(4) {
                let at = random.below(frames.header.count)
                switch random.below(3) {
                case 0: frames.header[at] = UInt8(random.below(256))
                case 1: frames.header.remove(at: at)
                default: frames.header.insert(UInt8(random.below(256)), at: at)
                }
            }
            if (try? MessageCodec.decode(frames, as: FromWorker.self)) != nil { read += 1 }
        }
        #expect(read < 20_000)
    }
}

/// A small seeded generator, so that a failure can be replayed.
struct SystemlessRandom {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(1, bound)))
    }
}
