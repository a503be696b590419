import Base
internal import FoundationEssentials

/// A message's fields: Codable, with a kind of its own, and checks on what outsiders may send.
public protocol MessageBody: Codable, Sendable, Equatable {
    /// Stands in the header as `kind`.
    static var kind: String { get }
    /// How many payload frames the fields call for.
    var payloadCount: Int { get }
    /// Throws `limit` or `malformed` where a field is outside what the protocol allows.
    func check() throws(ProtocolError)
}

extension MessageBody {
    /// None, unless the message says otherwise.
    public var payloadCount: Int { 0 }
    /// Nothing to check, unless the message says otherwise.
    public func check() throws(ProtocolError) {}
}

/// The messages of one direction: an enum over its bodies.
public protocol MessageSet: Sendable, Equatable {
    /// The bodies that may come in this direction.
    static var bodies: [any MessageBody.Type] { get }
    /// Wraps a decoded body; nil when it is none of this direction.
    init?(body: any MessageBody)
    /// The fields.
    var body: any MessageBody { get }
}

/// Encodes and decodes header frames. One place for the version, the kind and the limits.
public enum MessageCodec {
    /// The message as frames; `payloads` must be as many as the body calls for.
    public static func encode(_ body: some MessageBody, payloads: [[UInt8]] = []) -> Frames {
        precondition(body.payloadCount == payloads.count, "a \(type(of: body).kind) message with wrong payloads")
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Frames(header: [UInt8](try encoder.encode(Envelope(body: body))), payloads: payloads)
        } catch {
            preconditionFailure("a \(type(of: body).kind) message that cannot be encoded: \(error)")
        }
    }

    /// The message that the frames hold, checked against version, kind, limits and payload count.
    public static func decode<Set: MessageSet>(_ frames: Frames, as set: Set.Type) throws(ProtocolError) -> Set {
        guard frames.header.count <= WireLimits.headerBytes else { throw ProtocolError(.limit, "header of \(frames.header.count) bytes") }
        guard frames.payloads.count <= WireLimits.payloads else { throw ProtocolError(.limit, "\(frames.payloads.count) payload frames") }
        if let large = frames.payloads.first(where: { $0.count > WireLimits.payloadBytes }) {
            throw ProtocolError(.limit, "payload of \(large.count) bytes")
        }
        // before the decoder sees it: Foundation's (Swift 6.3) traps on input that ends in its 513th open array or object
        guard isPlain(frames.header[...]) else { throw ProtocolError(.limit, "nesting beyond \(WireLimits.nesting), or a zero byte") }
        let decoder = JSONDecoder()
        decoder.userInfo[.bodies] = Set.bodies
        let opened: OpenedEnvelope
        do {
            opened = try decoder.decode(OpenedEnvelope.self, from: Data(frames.header))
        } catch let error as ProtocolError {
            throw error
        } catch {
            throw ProtocolError(.malformed, Self.reason(error))
        }
        try opened.body.check()
        guard opened.body.payloadCount == frames.payloads.count else {
            throw ProtocolError(.payloads, "\(opened.kind) calls for \(opened.body.payloadCount), \(frames.payloads.count) came")
        }
        guard let message = Set(body: opened.body) else { throw ProtocolError(.unknownKind, opened.kind) }
        return message
    }

    /// Whether no more than `WireLimits.nesting` arrays and objects are ever open, strings passed over, and no byte is zero (UTF-16, which the
    /// decoder would read and this would not).
    static func isPlain(_ json: ArraySlice<UInt8>) -> Bool {
        var depth = 0
        var inString = false
        var escaped = false
        for byte in json {
            if byte == 0 { return false }
            if inString {
                if escaped { escaped = false } else if byte == UInt8(ascii: "\\") { escaped = true } else if byte == UInt8(ascii: "\"") { inString = false }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): inString = true
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                if depth > WireLimits.nesting { return false }
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
            default: break
            }
        }
        return true
    }

    private static func reason(_ error: any Error) -> String {
        func path(_ context: DecodingError.Context) -> String { context.codingPath.map(\.stringValue).joined(separator: ".") }
        return switch error as? DecodingError {
        case .keyNotFound(let key, let context): "'\(key.stringValue)' is missing at '\(path(context))'"
        case .typeMismatch(_, let context), .valueNotFound(_, let context): "wrong type at '\(path(context))'"
        case .dataCorrupted(let context): "wrong value at '\(path(context))'"
        default: "not JSON"
        }
    }
}

extension CodingUserInfoKey {
    fileprivate static let bodies: CodingUserInfoKey = {
        guard let key = CodingUserInfoKey(rawValue: "bodies") else { preconditionFailure("a key of plain text is a key") }
        return key
    }()
}

private enum EnvelopeKey: String, CodingKey { case v, kind }

private struct Envelope<Body: MessageBody>: Encodable {
    let body: Body

    func encode(to encoder: any Encoder) throws {
        try body.encode(to: encoder)
        var container = encoder.container(keyedBy: EnvelopeKey.self)
        try container.encode(ProtocolVersion.current, forKey: .v)
        try container.encode(Body.kind, forKey: .kind)
    }
}

private struct OpenedEnvelope: Decodable {
    let kind: String
    let body: any MessageBody

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: EnvelopeKey.self)
        let version = try container.decode(Int.self, forKey: .v)
        guard ProtocolVersion.understood.contains(version) else { throw ProtocolError(.version, "\(version)") }
        let kind = try container.decode(String.self, forKey: .kind)
        self.kind = kind
        let bodies = decoder.userInfo[.bodies] as? [any MessageBody.Type] ?? []
        guard let type = bodies.first(where: { $0.kind == kind }) else { throw ProtocolError(.unknownKind, String(kind.prefix(40))) }
        body = try type.init(from: decoder)
    }
}
