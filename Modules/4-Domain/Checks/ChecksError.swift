public import Base

/// Why a file of relations could not be read.
public struct ChecksError: ProductError, Equatable {
    /// The closed list of causes.
    public enum Cause: String, Sendable, CaseIterable {
        case format = "relations.format"
        case syntax = "relations.syntax"
    }

    /// What went wrong.
    public let cause: Cause
    /// Name of the file, as given.
    public let file: String
    /// Line from 1; 0 where the whole file is meant.
    public let line: Int
    /// The offending words.
    public let detail: String

    /// An error at a line of a file.
    public init(_ cause: Cause, file: String, line: Int, detail: String) {
        self.cause = cause
        self.file = file
        self.line = line
        self.detail = detail
    }

    /// The stable code of the cause.
    public var code: String { cause.rawValue }

    /// What is wrong, with file and line.
    public var message: String {
        let place = line > 0 ? "\(file):\(line)" : file
        return switch cause {
        case .format: "relations \(place) have an unknown format: \(detail)"
        case .syntax: "relations \(place) cannot be understood: \(detail)"
        }
    }

    /// What to do about it.
    public var advice: String {
        switch cause {
        case .format: "begin the file with `format 1`"
        case .syntax: "correct the line; `huibao check --show-relations` prints lines to copy from"
        }
    }
}
