/// The protocol's version and the limits that both sides hold each other to. `PROTOCOL.md` beside this file is the specification.
public enum ProtocolVersion {
    /// What this build speaks.
    public static let current = 1
    /// What this build understands: one version to each side, so that a rolling upgrade goes through.
    public static let understood = 0...2
}

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
    /// UTF-8 bytes of an identifier, name or code.
    public static let nameBytes = 1024
    /// UTF-8 bytes of a sentence for people: an error's message, its advice.
    public static let messageBytes = 16 << 10
    /// The largest count, number or time; sums and differences of a few such numbers stay far from an overflow.
    public static let count = 1 << 53
    /// The last moment that a time may name: the end of the year 9999, in milliseconds since 1970 UTC.
    public static let time = 253_402_300_799_999
}
