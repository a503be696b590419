public import Base

/// What can go wrong between a command line and a running process: usage, configuration, endpoints, the machine.
public struct RuntimeError: ProductError, Equatable {
    /// The causes; the raw value is the error's code.
    public enum Kind: String, Sendable, CaseIterable {
        case unknownOption = "usage.unknown-option"
        case missingValue = "usage.missing-value"
        case unexpectedValue = "usage.unexpected-value"
        case badValue = "usage.bad-value"
        case unexpectedOperand = "usage.unexpected-operand"
        case missingOperand = "usage.missing-operand"
        case missingOption = "usage.missing-option"
        case fileUnreadable = "config.unreadable"
        case fileSyntax = "config.syntax"
        case unknownKey = "config.unknown-key"
        /// A socket would be open to other machines without encryption.
        case endpointOpen = "endpoint.open"
        case keyFile = "key.file"
        /// The machine refused a descriptor, thread or process.
        case system = "runtime.system"
    }

    /// Which cause.
    public var kind: Kind
    /// What happened, to which value, where.
    public var message: String
    /// What the reader can do about it; may be empty.
    public var advice: String

    /// An error in words.
    public init(_ kind: Kind, _ message: String, advice: String = "") {
        self.kind = kind
        self.message = message
        self.advice = advice
    }

    /// The cause's stable code.
    public var code: String { kind.rawValue }
    /// The exit code of a command that ends with it.
    public var exitCode: ExitCode {
        switch kind {
        case .unknownOption, .missingValue, .unexpectedValue, .badValue, .unexpectedOperand, .missingOperand, .missingOption,
            .fileSyntax, .unknownKey, .endpointOpen:
            .usage
        case .fileUnreadable: .notFound
        case .keyFile, .system: .failure
        }
    }
}
