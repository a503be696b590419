public import Base

/// Why a message was not understood. Nothing that a peer sends traps; it ends here.
public struct ProtocolError: ProductError, Equatable {
    /// The causes; the raw value is the error's code.
    public enum Kind: String, Sendable, CaseIterable {
        /// The header is no JSON object of the expected form.
        case malformed = "protocol.malformed"
        /// The message's version is not understood here.
        case version = "protocol.version"
        /// No such kind of message in this direction.
        case unknownKind = "protocol.kind"
        /// A frame, list or name is larger than the protocol allows.
        case limit = "protocol.limit"
        /// The number of payload frames is not what the header says.
        case payloads = "protocol.payloads"
    }

    /// Which cause.
    public var kind: Kind
    /// The offending value or field, in words.
    public var detail: String

    /// An error with its detail.
    public init(_ kind: Kind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }

    /// The cause's stable code.
    public var code: String { kind.rawValue }
    /// What was wrong with the message.
    public var message: String {
        switch kind {
        case .malformed: "message not understood: \(detail)"
        case .version: "message of protocol version \(detail), this side speaks \(ProtocolVersion.current)"
        case .unknownKind: "no message kind '\(detail)' in this direction"
        case .limit: "message beyond the protocol's limits: \(detail)"
        case .payloads: "payload frames do not match the header: \(detail)"
        }
    }
    /// What the reader can do about it; may be empty.
    public var advice: String {
        switch kind {
        case .version, .unknownKind: "run versions of Huibao that differ by one at most"
        case .malformed, .payloads: "check what speaks to this socket"
        case .limit: "send smaller groups or smaller documents"
        }
    }
}
