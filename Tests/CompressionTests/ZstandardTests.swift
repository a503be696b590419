import Base
import Compression
import Testing

@Suite struct ZstandardTests {
    private let zstd = Zstandard()
    private let text = Array(String(repeating: "青岭市全年新建基层工会213家，新发展会员18426人。", count: 40).utf8)

    @Test func whatIsPackedComesBackAndIsSmaller() throws {
        for level: Int32 in [1, 3, 9] {
            let packed = try #require(zstd.pack(text, level: level))
            #expect(packed.count * 10 < text.count)
            #expect(try zstd.unpack(packed, limit: text.count) == text)
            #expect(try Zstandard.size(packed, limit: text.count) == text.count)
        }
    }

    @Test func equalBytesArePackedAlikeWhateverCameBefore() throws {
        let first = Zstandard().pack(text)
        _ = zstd.pack(Array(text.reversed()))
        #expect(zstd.pack(text) == first)
    }

    @Test func whatDoesNotBecomeSmallerIsLeft() {
        var random = SplitMix64(seed: 3)
        #expect(zstd.pack((0..<5000).map { _ in UInt8.random(in: 0...255, using: &random) }) == nil)
        #expect(zstd.pack([]) == nil)
        #expect(zstd.pack([1, 2, 3]) == nil)
    }

    @Test func whatIsLargerThanAllowedIsRefusedBeforeMemoryIsTaken() throws {
        let packed = try #require(zstd.pack([UInt8](repeating: 7, count: 50 << 20)))
        #expect(packed.count < 10_000)
        let error = #expect(throws: CompressionError.self) { try zstd.unpack(packed, limit: 1 << 20) }
        #expect(error?.reason == .large)
        #expect(error?.description.contains("52428800") == true && error?.advice.isEmpty == false)
    }

    @Test func damagedBytesAreAnErrorAndNeverATrap() throws {
        let packed = try #require(zstd.pack(text))
        var random = SplitMix64(seed: 5)
        var refused = 0
        for round in 0..<20_000 {
            var bytes = packed
            switch round % 3 {
            case 0: bytes = Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &random)))
            case 1: bytes += [UInt8.random(in: 0...255, using: &random)]
            default: bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
            }
            do throws(CompressionError) {
                _ = try zstd.unpack(bytes, limit: 1 << 20)
            } catch {
                refused += 1
            }
        }
        // cut short or too long is always noticed
        #expect(refused >= 20_000 * 2 / 3)
        #expect(try zstd.unpack(packed, limit: 1 << 20) == text, "and it is usable afterwards")
    }
}
