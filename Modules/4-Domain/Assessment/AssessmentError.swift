public import Base

/// Something in a file of targets, rules, marks or scorecards that cannot be taken as it stands.
public struct Problem: Sendable, Equatable {
    /// Line of the file from 1; 0 where the whole file is meant.
    public var line: Int
    /// Column of the sheet from 1 (A is 1), 0 where the whole line is meant.
    public var column: Int
    /// The header of that column; empty where there is none.
    public var title: String
    /// What is wrong and what to write instead, in Chinese.
    public var chinese: String
    /// The same in English.
    public var english: String

    /// A problem at a place of a sheet.
    public init(line: Int, column: Int = 0, title: String = "", chinese: String, english: String) {
        self.line = line
        self.column = column
        self.title = title
        self.chinese = chinese
        self.english = english
    }

    /// `目标.csv:3:4（目标）：…`
    public func text(file: String, chinese isChinese: Bool) -> String {
        var place = file
        if line > 0 { place += ":\(line)" }
        if column > 0 { place += ":\(column)" }
        guard isChinese else { return place + (title.isEmpty ? "" : " (\(title))") + ": " + english }
        return place + (title.isEmpty ? "" : "（\(title)）") + "：" + chinese
    }
}

/// Why a file of targets, rules, marks or scorecards was refused: all of its problems, in the order of the file.
public struct AssessmentError: ProductError, Equatable {
    /// What the file should have been: `targets`, `rules`, `marks`, `scorecard`.
    public let kind: String
    /// Name of the file, as given.
    public let file: String
    /// At least one.
    public let problems: [Problem]

    /// A refusal.
    public init(_ kind: String, file: String, problems: [Problem]) {
        self.kind = kind
        self.file = file
        self.problems = problems
    }

    /// The stable code: `assessment.targets`, …
    public var code: String { "assessment.\(kind)" }

    /// The first problem, in Chinese and English, and how many there are.
    public var message: String {
        guard let first = problems.first else { return "\(file) cannot be read as \(kind)" }
        let more = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
        return first.text(file: file, chinese: true) + "\n  " + first.text(file: file, chinese: false) + more
    }

    /// What to do about it.
    public var advice: String {
        kind == "scorecard" || kind == "marks"
            ? "correct the file; 'huibao scorecard lint FILE' lists all that is wrong, 'huibao scorecard template' prints one to start from"
            : "correct the file; 'huibao targets lint FILE' lists all that is wrong, 'huibao targets template' prints one to start from"
    }
}
