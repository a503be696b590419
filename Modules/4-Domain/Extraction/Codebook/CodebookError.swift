public import Base

/// Why a codebook could not be read.
public struct CodebookError: ProductError, Equatable {
    /// The closed list of causes.
    public enum Cause: String, Sendable, CaseIterable {
        case notText = "codebook.not_text"
        case format = "codebook.format"
        case syntax = "codebook.syntax"
        case duplicate = "codebook.duplicate"
        case incomplete = "codebook.incomplete"
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
        switch cause {
        case .notText: return "codebook \(place) is no UTF-8 text"
        case .format: return "codebook \(place) has an unknown format: \(detail)"
        case .syntax: return "codebook \(place) cannot be understood: \(detail)"
        case .duplicate: return "codebook \(place) tells twice: \(detail)"
        case .incomplete: return "codebook \(place) lacks something: \(detail)"
        }
    }

    /// What to do about it.
    public var advice: String {
        switch cause {
        case .notText: return "save it as UTF-8"
        case .format: return "begin it with `format 1`"
        default: return "correct the line; `huibao codebook show` prints blocks to copy from"
        }
    }
}
