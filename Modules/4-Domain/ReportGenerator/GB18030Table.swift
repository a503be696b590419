/// Encodes text as GB18030 by turning a decoder round: all two-byte codes are decoded once, and the answers are the table.
///
/// So the generator needs no C library of its own: whoever has a decoder lends it. Characters beyond the two-byte codes (four-byte codes,
/// none of which the generator writes) are not encoded. A value; safe to share between threads.
public struct GB18030Table: Sendable, Equatable {
    private static let leads = UInt8(0x81)...0xFE
    private static let trails = (UInt8(0x40)...0xFE).filter { $0 != 0x7F }

    /// Two bytes as one number for each scalar.
    private let codes: [Unicode.Scalar: UInt16]

    /// - Parameter decode: GB18030 in, UTF-8 out; nil for what it refuses. Called once for each of the 126 lead bytes.
    ///   nil is returned where it gives other than one scalar for a two-byte code of the common areas.
    public init?(decode: ([UInt8]) -> [UInt8]?) {
        var codes: [Unicode.Scalar: UInt16] = [:]
        for lead in Self.leads {
            guard let row = decode(Self.trails.flatMap { [lead, $0] }) else { continue }
            let scalars = Array(String(decoding: row, as: UTF8.self).unicodeScalars)
            guard scalars.count == Self.trails.count else { continue }
            for (scalar, trail) in zip(scalars, Self.trails) where codes[scalar] == nil { codes[scalar] = UInt16(lead) << 8 | UInt16(trail) }
        }
        guard codes.count > 20_000 else { return nil }
        self.codes = codes
    }

    /// The text's bytes; nil where a character has no two-byte code.
    public func encode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            } else if let code = codes[scalar] {
                bytes.append(UInt8(truncatingIfNeeded: code >> 8))
                bytes.append(UInt8(truncatingIfNeeded: code))
            } else {
                return nil
            }
        }
        return bytes
    }
}
