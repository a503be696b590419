/// How urgent a job is.
///
/// The rule of the queue: of 73 tasks handed out while all three kinds wait, 64 are high, 8 normal and 1 low, so nothing waits for ever.
/// Within one priority jobs take turns, a document each (`QueuePlace`): a job of a hundred thousand documents does not hold up one of
/// ten that comes later.
public enum JobPriority: String, Codable, Sendable, CaseIterable {
    case high, normal, low
}

/// Where a task stands among the waiting ones of its stage and priority.
///
/// A job's documents have turns one after another; a job that comes later begins at the first turn that still waits, so its documents
/// stand between those of the jobs before. A report has its document's turn.
public struct QueuePlace: Sendable, Hashable, Comparable {
    /// Lower ones first.
    public var turn: Int64
    /// The task's number, among those of one turn.
    public var task: Int64

    /// From its parts.
    public init(turn: Int64, task: Int64) {
        self.turn = turn
        self.task = task
    }

    /// Before all others.
    public static let first = QueuePlace(turn: .min, task: .min)
    /// Behind all others.
    public static let last = QueuePlace(turn: .max, task: .max)

    /// By turn, then by task.
    public static func < (a: QueuePlace, b: QueuePlace) -> Bool { (a.turn, a.task) < (b.turn, b.task) }
}

/// One queue of waiting tasks: those of a stage and a priority.
public struct Lane: Sendable, Hashable {
    /// What is to be done.
    public var stage: Stage
    /// How urgent it is.
    public var priority: JobPriority

    /// From its parts.
    public init(_ stage: Stage, _ priority: JobPriority) {
        self.stage = stage
        self.priority = priority
    }

    /// The lanes of a stage, the most urgent first.
    public static func all(of stage: Stage) -> [Lane] { JobPriority.allCases.map { Lane(stage, $0) } }
}
