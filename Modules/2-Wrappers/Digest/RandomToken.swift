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
