public import Base

/// Why bytes could not be decoded.
public struct EncodingError: ProductError, Equatable {
    /// The closed list of reasons; the raw value is the stable code.
    public enum Reason: String, Sendable, CaseIterable {
        /// iconv does not know the encoding.
        case unknown = "encoding.unknown"
        /// Bytes that are no character of the encoding.
        case invalid = "encoding.invalid"
        /// The bytes end in the middle of a character.
        case truncated = "encoding.truncated"
    }

    /// The reason.
    public var reason: Reason
    /// The encoding that was tried.
    public var encoding: String
    /// Bytes before the offending one; nil where no byte is to blame.
    public var offset: Int?

    init(_ reason: Reason, encoding: String, offset: Int?) {
        self.reason = reason
        self.encoding = encoding
        self.offset = offset
    }

    /// The reason's stable code.
    public var code: String { reason.rawValue }

    /// What happened, in which encoding, where.
    public var message: String {
        let place = offset.map { " at byte \($0)" } ?? ""
        switch reason {
        case .unknown: return "the encoding \(encoding) is not known"
        case .invalid: return "the bytes are no \(encoding)\(place)"
        case .truncated: return "the \(encoding) text ends within a character\(place)"
        }
    }

    /// What the reader can do about it.
    public var advice: String { reason == .unknown ? "name another encoding" : "copy the text again, or save it as UTF-8" }
}
