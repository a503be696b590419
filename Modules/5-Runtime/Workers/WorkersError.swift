public import Base

/// Why a worker ends although nobody asked it to.
public struct WorkersError: ProductError, Equatable {
    /// The closed list of causes; the raw value is the stable code.
    public enum Kind: String, Sendable, CaseIterable {
        /// The aggregator does not take this worker in.
        case refused = "worker.refused"
        /// The codebook that the aggregator sent cannot be used.
        case codebook = "worker.codebook"
        /// A task has run for twice its lease; its thread cannot be stopped, so the process leaves.
        case stuck = "worker.stuck"
    }

    /// Which cause.
    public var kind: Kind
    /// What happened, where.
    public var message: String
    /// What the reader can do about it; may be empty.
    public var advice: String

    /// An error in words.
    public init(_ kind: Kind, _ message: String, advice: String) {
        self.kind = kind
        self.message = message
        self.advice = advice
    }

    /// The cause's stable code.
    public var code: String { kind.rawValue }
    /// The exit code of a command that ends with it.
    public var exitCode: ExitCode { kind == .refused ? .denied : .failure }
}
