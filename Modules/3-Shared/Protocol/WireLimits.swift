/// Limits on what a peer may send. Beyond them a message is refused with `protocol.limit`.
public enum WireLimits {
    /// Bytes of a header frame.
    public static let headerBytes = 16 << 20
    /// Bytes of one payload frame.
    public static let payloadBytes = 64 << 20
    /// Payload frames of one message.
    public static let payloads = 4096
    /// Items (tasks, results, documents) of one message.
    public static let items = 1024
    /// Arrays and objects within one another in a header.
    public static let nesting = 64
    /// Messages a second of one client, and twice as many at once.
    public static let clientMessages = 4000
    /// Messages a second of one worker, and twice as many at once.
    public static let workerMessages = 20_000
    /// UTF-8 bytes of an identifier, name or code.
    public static let nameBytes = 1024
    /// UTF-8 bytes of a sentence for people: an error's message, its advice.
    public static let messageBytes = 16 << 10
    /// The largest count, number or time; sums and differences of a few such numbers stay far from an overflow.
    public static let count = 1 << 53
    /// The last moment that a time may name: the end of the year 9999, in milliseconds since 1970 UTC.
    public static let time = 253_402_300_799_999
}

extension ProtocolError {
    /// Throws `limit` for a list or a name that is too long.
    static func limit(items count: Int, _ name: String) throws(ProtocolError) {
        guard count <= WireLimits.items else { throw ProtocolError(.limit, "\(count) \(name)") }
    }

    static func limit(name value: String, _ name: String) throws(ProtocolError) {
        guard value.utf8.count <= WireLimits.nameBytes else { throw ProtocolError(.limit, "\(name) of \(value.utf8.count) bytes") }
    }

    static func limit(message value: String, _ name: String) throws(ProtocolError) {
        guard value.utf8.count <= WireLimits.messageBytes else { throw ProtocolError(.limit, "\(name) of \(value.utf8.count) bytes") }
    }

    /// Throws `malformed` for a count below 0 or beyond what sums of it can bear.
    static func limit(counts: [Int], _ name: String, most: Int = WireLimits.count) throws(ProtocolError) {
        guard counts.allSatisfy((0...most).contains) else { throw ProtocolError(.malformed, "a count outside 0…\(most) in \(name)") }
    }
}
