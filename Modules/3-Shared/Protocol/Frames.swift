/// One message as it stands on the wire, without ZeroMQ's routing frames: a JSON header, then raw payloads.
public struct Frames: Sendable, Equatable {
    /// A JSON object with at least `v` and `kind`.
    public var header: [UInt8]
    /// Documents, reports, observations: raw bytes, in the order in which the header speaks of them.
    public var payloads: [[UInt8]]

    /// A header with the payloads that it speaks of.
    public init(header: [UInt8], payloads: [[UInt8]] = []) {
        self.header = header
        self.payloads = payloads
    }

    /// Bytes on the wire, without ZeroMQ's own framing.
    public var byteCount: Int { payloads.reduce(header.count) { $0 + $1.count } }
}
