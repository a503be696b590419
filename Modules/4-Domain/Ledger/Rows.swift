internal import Protocol
internal import SQLite

/// The ledger's running totals; a group works on a copy, which the commit writes and keeps.
struct LedgerCounters: Equatable {
    static let columns = """
        documents, reports, observations, cells, ingest_open, ingest_leased, ingest_done, ingest_dead, ingest_cancelled, \
        extraction_open, extraction_leased, extraction_done, extraction_dead, extraction_cancelled, \(LedgerHistory.columns)
        """
    /// One question mark a column.
    static let marks = Array(repeating: "?", count: 14 + LedgerHistory.width).joined(separator: ",")

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
    /// What was ever done; grows only.
    var totals = WorkTotals()

    subscript(stage: Stage) -> Tasks {
        get { stage == .ingest ? ingest : extraction }
        set { if stage == .ingest { ingest = newValue } else { extraction = newValue } }
    }

    init() {}

    /// From a row of `columns`.
    init(_ row: SQLiteStatement) {
        documents = row.count(0)
        reports = row.count(1)
        observations = row.count(2)
        cells = row.count(3)
        ingest = Tasks(open: row.count(4), leased: row.count(5), done: row.count(6), dead: row.count(7), cancelled: row.count(8))
        extraction = Tasks(open: row.count(9), leased: row.count(10), done: row.count(11), dead: row.count(12), cancelled: row.count(13))
        totals = LedgerHistory.totals(row, from: 14)
    }

    /// Writes them into the one row.
    func save(_ statement: SQLiteStatement) throws(SQLiteError) {
        try statement.run(
            .int(documents), .int(reports), .int(observations), .int(cells),
            .int(ingest.open), .int(ingest.leased), .int(ingest.done), .int(ingest.dead), .int(ingest.cancelled),
            .int(extraction.open), .int(extraction.leased), .int(extraction.done), .int(extraction.dead), .int(extraction.cancelled),
            .int(totals.documents), .int(totals.failedDocuments), .int(totals.ingest.finished), .int(totals.ingest.failed),
            .int(totals.ingest.retries), .int(totals.ingest.late), .int(totals.extraction.finished), .int(totals.extraction.failed),
            .int(totals.extraction.retries), .int(totals.extraction.late))
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
        open = row.count(2)
        dead = row.count(3)
        cancelled = row.count(4)
        reports = row.count(5)
        observations = row.count(6)
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
        "id, label, state, documents, known, done, failed, cancelled, reports, observations, created_at, finished_at, priority"

    /// From a row of `columns`.
    static func status(_ row: SQLiteStatement) -> JobStatus {
        var status = JobStatus(
            job: row.int64(0), label: row.text(1), state: .open, documents: row.count(3), known: row.count(4), done: row.count(5),
            failed: row.count(6), cancelled: row.count(7), reports: row.count(8), observations: row.count(9), createdAt: row.moment(row.int64(10)),
            finishedAt: row.optionalInt64(11).map { row.moment($0) }, priority: JobPriority(number: row.int(12)))
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

/// A row of a waiting task.
enum ReadyRow {
    static let columns = "t.id, t.stage, t.attempts, t.crashes, d.id, d.name, CASE t.stage WHEN 0 THEN d.bytes ELSE r.bytes END, t.priority, t.turn"
    static let joins = "JOIN documents d ON d.id = t.id / \(TaskID.slots) LEFT JOIN reports r ON r.task = t.id"

    /// From a row of `columns`.
    static func task(_ row: SQLiteStatement) -> WaitingTask {
        WaitingTask(
            task: row.int64(0), stage: TaskID(raw: row.int64(0)).stage, document: row.int64(4), documentName: row.text(5), attempts: row.count(2),
            crashes: row.count(3), byteCount: row.count(6), priority: JobPriority(number: row.int(7)), turn: row.int64(8))
    }
}

extension SQLiteStatement {
    /// A count as the protocol allows it: a file that was tampered with gives no number that sums and differences cannot bear.
    func count(_ column: Int32) -> Int { min(max(0, int(column)), WireLimits.count) }

    /// A moment as the protocol allows it, in milliseconds since 1970 UTC.
    func moment(_ value: Int64) -> Int64 { min(max(0, value), Int64(WireLimits.time)) }
}
