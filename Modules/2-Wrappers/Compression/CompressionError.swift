public import Base

/// Why packed bytes could not be unpacked.
public struct CompressionError: ProductError, Equatable {
    /// The closed list of reasons; the raw value is the stable code.
    public enum Reason: String, Sendable, CaseIterable {
        /// The bytes are no frame, are damaged, or something stands behind them.
        case damaged = "packing.damaged"
        /// What they hold is larger than allowed.
        case large = "packing.large"
    }

    /// The reason.
    public var reason: Reason
    /// Packed bytes.
    public var count: Int
    /// What the library says, or the size that was refused.
    public var cause: String

    init(_ reason: Reason, count: Int, cause: String) {
        self.reason = reason
        self.count = count
        self.cause = cause
    }

    /// The reason's stable code.
    public var code: String { reason.rawValue }
    /// What happened.
    public var message: String { "\(count) packed bytes cannot be unpacked: \(cause)" }
    /// What the reader can do about it.
    public var advice: String { reason == .large ? "split the document" : "submit the document again" }
}
