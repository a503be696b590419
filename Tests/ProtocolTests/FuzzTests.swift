import Base
import Protocol
import TestSupport
import Testing

/// Mutants of every golden sample, decoded in this process: a message or a typed error, and no memory left behind.
///
/// HUIBAO_FUZZ_FRAMES=1000000 swift test -c release --filter FuzzTests
@Suite struct FuzzTests {
    private static let frames = Environment.int("HUIBAO_FUZZ_FRAMES") ?? 30_000
    private static let folder = "Modules/3-Shared/Protocol/Samples"
    /// What mutations like to put in.
    private static let tokens: [[UInt8]] = [
        "null", "-1", "1e999", "9223372036854775808", "\"\"", "{}", "[]", "true", "\\ud800", "\u{0}", ",", ":", "\"v\":2,", "\"kind\":\"hello\",",
        "0.5", "\"task\":1,", String(repeating: "[", count: 600), String(repeating: "a", count: 3000), "\u{FFFD}", "云泽市",
    ].map { Array($0.utf8) }

    private func mutant(_ header: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var bytes = header
        for _ in 0...random.below(5) {
            let at = random.below(bytes.count + 1)
            switch random.below(6) {
            case 0 where at < bytes.count: bytes[at] = UInt8(random.below(256))
            case 1 where at < bytes.count: bytes.remove(at: at)
            case 2: bytes.insert(UInt8(random.below(256)), at: at)
            case 3: bytes.insert(contentsOf: Self.tokens[random.below(Self.tokens.count)], at: at)
            case 4:
                let end = min(bytes.count, at + random.below(20))
                bytes.replaceSubrange(at..<end, with: Self.tokens[random.below(Self.tokens.count)])
            default:
                let from = random.below(bytes.count + 1)
                bytes.insert(contentsOf: bytes[from..<min(bytes.count, from + random.below(40))], at: at)
            }
        }
        return bytes
    }

    /// Memory that this process holds.
    private static func residentMegabytes() -> Int {
        let fields = String(decoding: Repository.fileBytes("/proc/self/statm") ?? [], as: UTF8.self).split(separator: " ")
        return fields.count > 1 ? (Int(fields[1]) ?? 0) >> 8 : 0
    }

    /// How a decoding ended: what it became, or the error's code.
    private func ending(_ frames: Frames, _ name: String) -> String {
        func decode<Set: MessageSet>(_ set: Set.Type) -> String {
            do throws(ProtocolError) {
                let message = try MessageCodec.decode(frames, as: set)
                // what was let in must hold its own promises
                let count = message.body.payloadCount
                return count == frames.payloads.count ? "read" : "read with \(count) payloads for \(frames.payloads.count)"
            } catch {
                return error.code
            }
        }
        if name.hasPrefix("from-client") { return decode(FromClient.self) }
        if name.hasPrefix("from-worker") { return decode(FromWorker.self) }
        if name.hasPrefix("to-client") { return decode(ToClient.self) }
        return decode(ToWorker.self)
    }

    @Test func mutantsOfEveryMessageAreReadOrRefused() throws {
        let names = Repository.list(Self.folder).filter { $0.hasPrefix("from-") || $0.hasPrefix("to-") }.sorted()
        let samples = names.compactMap { name in Repository.bytes("\(Self.folder)/\(name)").map { (name: name, bytes: $0) } }
        try #require(samples.count > 20)
        var random = SplitMix64(seed: UInt64(Environment.int("HUIBAO_FUZZ_SEED") ?? 9))
        var endings: [String: Int] = [:]
        var memory: [Int] = []
        for number in 0..<Self.frames {
            if number % max(1, Self.frames / 4) == 0 { memory.append(Self.residentMegabytes()) }
            let sample = samples[random.below(samples.count)]
            let payloads = (0..<random.below(3)).map { _ in [UInt8](repeating: 1, count: random.below(64)) }
            endings[ending(Frames(header: mutant(sample.bytes, &random), payloads: payloads), sample.name), default: 0] += 1
        }
        print("\(Self.frames) mutated frames: " + endings.sorted { $0.value > $1.value }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            + "; memory at each quarter, MB: " + (memory + [Self.residentMegabytes()]).map { "\($0)" }.joined(separator: " "))
        // other tests run in this process too: only the long form can tell
        if Self.frames >= 500_000 { #expect(Self.residentMegabytes() - memory[1] < 32, "no memory is left behind") }
        #expect(endings.keys.allSatisfy { $0 == "read" || $0.hasPrefix("protocol.") }, "\(endings)")
        #expect(endings["read", default: 0] > 0 && endings["protocol.malformed", default: 0] > Self.frames / 4)
    }
}
