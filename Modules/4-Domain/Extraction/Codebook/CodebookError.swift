public import Base

/// Why a codebook could not be read.
public typealias CodebookError = TextFileError<CodebookMistake>

/// What may be wrong with a codebook.
public enum CodebookMistake: String, TextFileMistake {
    case notText = "codebook.not_text"
    case format = "codebook.format"
    case syntax = "codebook.syntax"
    case duplicate = "codebook.duplicate"
    case incomplete = "codebook.incomplete"

    /// What is wrong.
    public func message(at place: String, _ detail: String) -> String {
        switch self {
        case .notText: "codebook \(place) is no UTF-8 text"
        case .format: "codebook \(place) has an unknown format: \(detail)"
        case .syntax: "codebook \(place) cannot be understood: \(detail)"
        case .duplicate: "codebook \(place) tells twice: \(detail)"
        case .incomplete: "codebook \(place) lacks something: \(detail)"
        }
    }

    /// What to do about it.
    public var advice: String {
        switch self {
        case .notText: "save it as UTF-8"
        case .format: "begin it with `format 1`"
        case .syntax, .duplicate, .incomplete: "correct the line; `huibao codebook show` prints blocks to copy from"
        }
    }
}
