/// A mistake in a text file that a person writes: which, in which file, on which line. A module names its causes and what it calls itself.
public struct TextFileError<Kind: TextFileMistake>: ProductError, Equatable {
    /// What went wrong.
    public typealias Cause = Kind

    /// What went wrong.
    public let cause: Kind
    /// Name of the file, as given.
    public let file: String
    /// Line from 1; 0 where the whole file is meant.
    public let line: Int
    /// The offending words.
    public let detail: String

    /// An error at a line of a file.
    public init(_ cause: Kind, file: String, line: Int, detail: String) {
        self.cause = cause
        self.file = file
        self.line = line
        self.detail = detail
    }

    /// The stable code of the cause.
    public var code: String { cause.rawValue }
    /// What is wrong, with file and line.
    public var message: String { cause.message(at: line > 0 ? "\(file):\(line)" : file, detail) }
    /// What to do about it.
    public var advice: String { cause.advice }
}

/// A closed list of mistakes; the raw value is the stable code.
public protocol TextFileMistake: RawRepresentable<String>, Sendable, Equatable, CaseIterable {
    /// What is wrong. `place`: `FILE:LINE`, or the file alone; `detail`: the offending words.
    func message(at place: String, _ detail: String) -> String
    /// What to do about it.
    var advice: String { get }
}
