internal import CCrypto

/// SHA-256 by libcrypto, which uses the processor's own instructions where it has them.
public enum SHA256Digest {
    /// Bytes of a digest.
    public static let byteCount = 32

    /// The digest of the bytes: 32 bytes. Any thread.
    public static func hash(_ bytes: [UInt8]) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { digest, count in
            unsafe bytes.withUnsafeBufferPointer { source in
                _ = unsafe CCrypto.SHA256(source.baseAddress, source.count, digest.baseAddress)
            }
            count = byteCount
        }
    }

    /// The digest as 64 hexadecimal digits. Any thread.
    public static func hex(_ bytes: [UInt8]) -> String { Hex.encode(hash(bytes)) }
}

/// Bytes as lower-case hexadecimal digits and back.
public enum Hex {
    /// Two digits a byte.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var digits: [UInt8] = []
        digits.reserveCapacity(2 * bytes.underestimatedCount)
        for byte in bytes {
            digits.append(digit(byte >> 4))
            digits.append(digit(byte & 15))
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// The bytes, or nil for an odd number of digits or anything that is no digit. Both cases are read.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        var bytes: [UInt8] = []
        var high: UInt8?
        for character in text.utf8 {
            guard let value = value(character) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return high == nil ? bytes : nil
    }

    private static func digit(_ n: UInt8) -> UInt8 { n < 10 ? n + 48 : n + 87 }

    private static func value(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - 48
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - 87
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character - 55
        default: nil
        }
    }
}

/// Names that nobody can guess, from the kernel's random numbers (`getrandom`, by way of Swift's system generator).
public enum RandomToken {
    /// So many random bytes. Any thread. A negative number is a programmer's error and traps.
    public static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// A token of 32 hexadecimal digits (128 bits). Any thread.
    public static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        return Hex.encode((0..<2).flatMap { _ in bigEndian(generator.next()) })
    }

    private static func bigEndian(_ word: UInt64) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } }
}
