public import Base

/// Why a file of relations could not be read.
public typealias ChecksError = TextFileError<RelationsMistake>

/// What may be wrong with a file of relations.
public enum RelationsMistake: String, TextFileMistake {
    case format = "relations.format"
    case syntax = "relations.syntax"

    /// What is wrong.
    public func message(at place: String, _ detail: String) -> String {
        switch self {
        case .format: "relations \(place) have an unknown format: \(detail)"
        case .syntax: "relations \(place) cannot be understood: \(detail)"
        }
    }

    /// What to do about it.
    public var advice: String {
        switch self {
        case .format: "begin the file with `format 1`"
        case .syntax: "correct the line; `huibao check --show-relations` prints lines to copy from"
        }
    }
}
