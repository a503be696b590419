internal import Protocol
internal import SQLite

/// The ledger's running totals; a group works on a copy, which the commit writes and keeps.
struct LedgerCounters: Equatable {
    static let columns = """
        documents, reports, observations, cells, ingest_open, ingest_leased, ingest_done, ingest_dead, ingest_cancelled, \
        extraction_open, extraction_leased, extraction_done, extraction_dead, extraction_cancelled
        """

    /// Tasks of one stage by state; `open` includes the leased ones.
    struct Tasks: Equatable {
        var open = 0
        var leased = 0
        var done = 0
        var dead = 0
        var cancelled = 0

        subscript(state: TaskState) -> Int {
            get {
                switch state {
                case .open: open
                case .done: done
                case .dead: dead
                case .cancelled: cancelled
                }
            }
            set {
                switch state {
                case .open: open = newValue
                case .done: done = newValue
                case .dead: dead = newValue
                case .cancelled: cancelled = newValue
                }
            }
        }
    }

    var documents = 0
    var reports = 0
    var observations = 0
    var cells = 0
    var ingest = Tasks()
    var extraction = Tasks()

    subscript(stage: Stage) -> Tasks {
        get { stage == .ingest ? ingest : extraction }
        set { if stage == .ingest { ingest = newValue } else { extraction = newValue } }
    }

    init() {}

    /// From a row of `columns`.
    init(_ row: SQLiteStatement) {
        documents = row.int(0)
        reports = row.int(1)
        observations = row.int(2)
        cells = row.int(3)
        ingest = Tasks(open: row.int(4), leased: row.int(5), done: row.int(6), dead: row.int(7), cancelled: row.int(8))
        extraction = Tasks(open: row.int(9), leased: row.int(10), done: row.int(11), dead: row.int(12), cancelled: row.int(13))
    }

    /// Writes them into the one row.
    func save(_ statement: SQLiteStatement) throws(SQLiteError) {
        try statement.run(
            .int(documents), .int(reports), .int(observations), .int(cells),
            .int(ingest.open), .int(ingest.leased), .int(ingest.done), .int(ingest.dead), .int(ingest.cancelled),
            .int(extraction.open), .int(extraction.leased), .int(extraction.done), .int(extraction.dead), .int(extraction.cancelled))
    }

    /// As it is told to others.
    func counts(_ stage: Stage) -> StageCounts {
        let tasks = self[stage]
        return StageCounts(
            ready: tasks.open - tasks.leased, leased: tasks.leased, done: tasks.done, dead: tasks.dead, cancelled: tasks.cancelled)
    }
}

/// A row of `documents` without its names.
struct DocumentRow {
    static let columns = "state, open, dead, cancelled, reports, observations, name"

    var id: Int64
    var state: DocumentState
    var open: Int
    var dead: Int
    var cancelled: Int
    var reports: Int
    var observations: Int
    var name: String

    /// From a row of `id` and `columns`.
    init(_ row: SQLiteStatement) {
        id = row.int64(0)
        state = DocumentState(rawValue: row.int(1)) ?? .waiting
        open = row.int(2)
        dead = row.int(3)
        cancelled = row.int(4)
        reports = row.int(5)
        observations = row.int(6)
        name = row.text(7)
    }

    /// A document that has just come.
    init(new id: Int64, name: String) {
        self.id = id
        state = .waiting
        open = 1
        dead = 0
        cancelled = 0
        reports = 0
        observations = 0
        self.name = name
    }

    /// What the counts make of the state.
    var resultingState: DocumentState { open > 0 ? .waiting : dead > 0 ? .failed : cancelled > 0 ? .cancelled : .done }

    /// Whether its reports and observations count for its jobs.
    var isFinished: Bool { state == .done || state == .failed }
}

/// A row of `jobs`.
enum JobRow {
    static let columns =
        "id, label, state, documents, known, done, failed, cancelled, reports, observations, created_at, finished_at"

    /// From a row of `columns`.
    static func status(_ row: SQLiteStatement) -> JobStatus {
        var status = JobStatus(
            job: row.int64(0), label: row.text(1), state: .open, documents: row.int(3), known: row.int(4), done: row.int(5),
            failed: row.int(6), cancelled: row.int(7), reports: row.int(8), observations: row.int(9), createdAt: row.int64(10),
            finishedAt: row.optionalInt64(11))
        status.state =
            switch JobState(rawValue: row.int(2)) {
            case .cancelled: .cancelled
            case .closed: status.waiting > 0 ? .running : .done
            case .open, nil: .open
            }
        return status
    }
}

/// What a group adds to a job's counts.
struct JobDelta {
    var documents = 0
    var known = 0
    var done = 0
    var failed = 0
    var cancelled = 0
    var reports = 0
    var observations = 0

    /// Adds documents of a state; waiting ones are what the other counts leave.
    mutating func add(_ count: Int, _ state: DocumentState) {
        switch state {
        case .waiting: break
        case .done: done += count
        case .failed: failed += count
        case .cancelled: cancelled += count
        }
    }
}
