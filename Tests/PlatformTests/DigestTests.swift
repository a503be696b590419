import Digest
import Testing

@Suite struct DigestTests {
    @Test func sha256OfKnownTexts() {
        #expect(SHA256Digest.hex([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(SHA256Digest.hex(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(SHA256Digest.hash(Array("abc".utf8)).count == SHA256Digest.byteCount)
        let million = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
        #expect(SHA256Digest.hex(million) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func hexadecimalThereAndBack() {
        let bytes = (0...255).map { UInt8($0) }
        #expect(Hex.decode(Hex.encode(bytes)) == bytes)
        #expect(Hex.encode([0, 15, 16, 255]) == "000f10ff")
        #expect(Hex.decode("00Ff") == [0, 255] && Hex.decode("") == [])
        for wrong in ["0", "0g", "é0", "0x", " 00"] { #expect(Hex.decode(wrong) == nil) }
    }

    @Test func tokensAreLongAndUnlike() {
        let tokens = Set((0..<1000).map { _ in RandomToken.make() })
        #expect(tokens.count == 1000)
        #expect(tokens.allSatisfy { $0.utf8.count == 32 && Hex.decode($0) != nil })
        #expect(RandomToken.bytes(0).isEmpty && RandomToken.bytes(7).count == 7)
    }
}
