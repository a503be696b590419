/// Writes one JSON object or array into a byte buffer, without Foundation: for the hot way out (observations, exports).
///
/// Keys stand in the order in which they are written, numbers in their shortest exact form, integers without a fraction,
/// so equal values give equal bytes. Not checked: balance of `open` and `close`.
public struct JSONLine: Sendable {
    /// What was written so far, UTF-8.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// An empty line with room for so many bytes.
    public init(reserving capacity: Int = 512) { bytes.reserveCapacity(capacity) }

    /// Forgets what was written and keeps the memory.
    public mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    /// Begins an object; keys and values must follow in turn.
    public mutating func openObject() { separate(); bytes.append(UInt8(ascii: "{")); needsComma = false }
    /// Ends the object that was begun last.
    public mutating func closeObject() { bytes.append(UInt8(ascii: "}")); needsComma = true }
    /// Begins an array.
    public mutating func openArray() { separate(); bytes.append(UInt8(ascii: "[")); needsComma = false }
    /// Ends the array that was begun last.
    public mutating func closeArray() { bytes.append(UInt8(ascii: "]")); needsComma = true }

    /// A member's key, without characters that need escaping; a value must follow.
    public mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// The value `null`.
    public mutating func null() { separate(); bytes.append(contentsOf: "null".utf8); needsComma = true }
    /// The value `true` or `false`.
    public mutating func bool(_ value: Bool) { separate(); bytes.append(contentsOf: (value ? "true" : "false").utf8); needsComma = true }
    /// A whole number.
    public mutating func int(_ value: Int) { separate(); bytes.append(contentsOf: String(value).utf8); needsComma = true }
    /// A string, escaped where JSON asks for it.
    public mutating func string(_ value: String) { separate(); quote(value); needsComma = true }

    /// A double in its shortest exact form; whole numbers below 2^53 without a fraction; not-a-number and infinities as null.
    public mutating func double(_ value: Double) {
        guard value.isFinite else { null(); return }
        separate()
        if value == value.rounded(), abs(value) < 9_007_199_254_740_992 {
            bytes.append(contentsOf: String(Int64(value)).utf8)
        } else {
            bytes.append(contentsOf: value.description.utf8)
        }
        needsComma = true
    }

    /// Bytes that are valid JSON already.
    public mutating func raw(_ json: some Sequence<UInt8>) { separate(); bytes.append(contentsOf: json); needsComma = true }

    /// A line feed after a finished value; the next value starts afresh.
    public mutating func newline() { bytes.append(10); needsComma = false }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
    }

    private mutating func quote(_ s: String) {
        bytes.append(UInt8(ascii: "\""))
        defer { bytes.append(UInt8(ascii: "\"")) }
        guard s.utf8.contains(where: { $0 < 32 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else {
            bytes.append(contentsOf: s.utf8)
            return
        }
        for b in s.utf8 {
            switch b {
            case UInt8(ascii: "\""): bytes.append(contentsOf: [UInt8(ascii: "\\"), b])
            case UInt8(ascii: "\\"): bytes.append(contentsOf: [b, b])
            case 10: bytes.append(contentsOf: "\\n".utf8)
            case 13: bytes.append(contentsOf: "\\r".utf8)
            case 9: bytes.append(contentsOf: "\\t".utf8)
            case 0..<32:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(Self.hex(b >> 4))
                bytes.append(Self.hex(b & 15))
            default: bytes.append(b)
            }
        }
    }

    private static func hex(_ n: UInt8) -> UInt8 { n < 10 ? n + 48 : n + 87 }
}
