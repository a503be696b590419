public import Protocol
internal import Platform
internal import SQLite

/// The aggregator's durable memory: one file, one writer.
///
/// ```
/// closed ── init ──► open ── group { … } ──► committed: on disk, may be acknowledged
///                     ▲  │        └── throws ──► rolled back whole, nothing of it happened
///                     └──┴───────────────────────┘        usable again, also after `ledger.full`
/// ```
/// Everything that changes goes through `group`: many operations, one transaction, one flush (WAL, `synchronous = FULL`; a group in which
/// nothing is promised to anybody may leave its flush to the next one). Belongs to
/// the thread that uses it (not `Sendable`; in debug builds use elsewhere stops). Others read through a `LedgerReader` of their own.
public final class Ledger {
    /// How a ledger is opened; the defaults are what a service wants.
    public struct Options: Sendable {
        /// How long a checkpoint or a reader's lock is waited for.
        public var busyMilliseconds: Int32 = 5000
        /// Ledgers up to this size are checked from end to end when they are opened.
        public var checkedBytes: Int64 = 64 << 20
        /// The write-ahead log is moved into the file when it holds so many pages.
        public var checkpointPages = 8000
        /// Pages that the file may have; 0 for no limit. Reaching it is `ledger.full`.
        public var maximumPages = 0
        /// Memory for pages, in KiB.
        public var cacheKibibytes = 16 << 10
        /// Steps beyond today's tables; for tests of migrations.
        package var furtherMigrations: [Migration] = []

        /// The defaults.
        public init() {}
    }

    /// Where it stands.
    public let path: String
    let connection: SQLiteConnection
    let statements: Statements
    var counters: LedgerCounters
    /// The last number given to a document, or passed over.
    var lastDocument: Int64
    /// Traces of jobs at work.
    var traces: [Int64: String] = [:]
    /// Which minute's totals are to be written next.
    var history = HistoryClock()
    /// Rows of cells and engines that stand in the file; forgotten on rollback, and when they grow too many.
    var cellRows: [CellName: Int64] = [:]
    var engineRows: [EngineName: Int64] = [:]
    var wordRows: [String: Int64] = [:]
    /// Bodies of this group and the last ones; forgotten on rollback.
    var recent = RecentBodies()
    let bodies: Bodies
    /// One for each kind of body that has no sample yet.
    var sampling: [SampleMaker] = []
    var laps = TurnLaps()
    private let lock: FileLock
    private var inGroup = false

    /// Opens the ledger, making or migrating it where needed. Takes `PATH.lock` for as long as it lives.
    /// On the thread that will use it, or with `handOver` afterwards.
    ///
    /// Throws `path`, `locked`, `readOnly`, `notALedger`, `newer`, `corrupt`, `full`, `storage`.
    public init(path: String, options: Options = Options()) throws(LedgerError) {
        self.path = path
        try Self.checkPlace(path)
        lock = try Self.lock(path)
        let isUnclean = Self.logIsLeft(path)
        do throws(SQLiteError) {
            connection = try Self.connect(path, options)
        } catch {
            throw LedgerError(error, path: path)
        }
        try Self.checkContents(connection, path, options)
        do throws(SQLiteError) {
            try Self.configure(connection, options)
            try Migration.run(Schema.migrations + options.furtherMigrations, on: connection)
            lastDocument = try Self.lastDocument(connection, isUnclean: isUnclean)
            statements = try Statements(connection, path: path)
            bodies = try Bodies(connection, path: path)
            sampling = try Self.sampling(connection)
            guard let counters = try statements.counters.first(read: { LedgerCounters($0) }) else {
                throw SQLiteError(result: 11, operation: "counters")
            }
            self.counters = counters
            // what the last row does not know may have been lost with its writer's memory: the counters tell
            history = HistoryClock(minute: try connection.integer("history.last", "SELECT max(minute) FROM history"), behind: true)
        } catch {
            throw LedgerError(error, path: path)
        }
    }

    /// One transaction for many operations. When this returns, all of it is on disk; when it throws, none of it happened.
    ///
    /// An error that `concernsRequestOnly` may be caught inside and the group goes on; after any other the group cannot be committed.
    /// `at`: milliseconds since 1970 UTC, for the records. `flushed` false: nothing of the group is a promise to anybody. It is in the file
    /// when this returns, and outlives this process; a power cut may take it back until the next group that is flushed.
    public func group<T>(
        at: Int64, flushed: Bool = true, _ body: (LedgerGroup) throws(LedgerError) -> T
    ) throws(LedgerError) -> CommittedGroup<T> {
        precondition(!inGroup, "a group inside a group")
        inGroup = true
        defer { inGroup = false }
        let group = LedgerGroup(self, at: at)
        do throws(LedgerError) {
            try wrapping {
                try connection.setFlushing(flushed)
                try connection.begin()
            }
            let value = try body(group)
            let jobs = try group.finish()
            try wrapping { try connection.commit() }
            counters = group.counters
            history = group.history
            return CommittedGroup(value: value, jobs: jobs)
        } catch {
            group.end()
            cellRows.removeAll()
            engineRows.removeAll()
            traces.removeAll()
            recent.removeAll()
            bodies.forgetSamples()
            wordRows.removeAll()
            try? connection.rollback()
            sampling = (try? Self.sampling(connection)) ?? []
            throw error
        }
    }

    /// Open tasks of a lane that nobody holds, beyond a place, in their order. Inside a group and outside.
    public func ready(_ lane: Lane, after place: QueuePlace = .first, limit: Int) throws(LedgerError) -> [WaitingTask] {
        try wrapping {
            try statements.ready.all(
                .int(lane.stage.number), .int(lane.priority.number), .int(place.turn), .int(place.task), .int(max(0, limit))
            ) { ReadyRow.task($0) }
        }
    }

    /// Open tasks of a stage that nobody holds, the most urgent lane first.
    public func ready(_ stage: Stage, limit: Int) throws(LedgerError) -> [WaitingTask] {
        var tasks: [WaitingTask] = []
        for lane in Lane.all(of: stage) where tasks.count < limit { tasks += try ready(lane, limit: limit - tasks.count) }
        return tasks
    }

    /// What a worker needs for the task: the document's bytes, or the report's body. Throws `noTask` where there is none.
    public func payload(_ task: Int64) throws(LedgerError) -> [UInt8] {
        if let body = recent[task] { return body }
        let id = TaskID(raw: task)
        let body = try wrapping { id.stage == .ingest ? try bodies.document(id.document) : try bodies.report(task) }
        guard let body else { throw LedgerError(.noTask, "\(task)") }
        return body
    }

    /// The stage of a task: its number tells.
    public static func stage(ofTask task: Int64) -> Stage { TaskID(raw: task).stage }

    /// All leases that stand, in the order of the tasks: for an aggregator that starts again.
    public func leases() throws(LedgerError) -> [StandingLease] {
        try wrapping {
            try statements.leases.all { row in
                StandingLease(
                    task: row.int64(0), stage: TaskID(raw: row.int64(0)).stage, token: row.text(1), worker: row.text(2),
                    attempt: row.int(3), grantedAt: row.int64(4))
            }
        }
    }

    /// Jobs whose cancellation ended halfway: it is to be gone on with.
    public func halfCancelledJobs() throws(LedgerError) -> [Int64] {
        try wrapping {
            try connection.prepare(
                "jobs.halfCancelled", "SELECT id FROM jobs WHERE state = 2 AND documents > done + failed + cancelled ORDER BY id"
            ).all { $0.int64(0) }
        }
    }

    /// Tasks of a stage, as of the last committed group. Costs nothing.
    public func stageCounts(_ stage: Stage) -> StageCounts { counters.counts(stage) }

    /// What was ever done, as of the last committed group. Costs nothing.
    public var totals: WorkTotals { counters.totals }

    /// Moves the write-ahead log into the file, as far as no reader holds it: for quiet moments. `truncate` also empties the log, and
    /// waits for readers up to the busy timeout. A closing ledger does it by itself.
    public func checkpoint(truncate: Bool = false) throws(LedgerError) {
        do throws(SQLiteError) {
            _ = try connection.checkpoint(truncate: truncate)
        } catch {
            // busy: a reader holds it, and the next checkpoint moves the rest
            guard error.kind == .busy else { throw LedgerError(error, path: path) }
        }
    }

    /// For a moment without work: gives the log's bytes back where they are many, unless somebody reads just now. False when it was left
    /// for another moment. After a failure the log stands, and the next checkpoint meets the same.
    @discardableResult
    public func rest() -> Bool {
        precondition(!inGroup, "a rest inside a group")
        guard DatabaseFile.logBytes(path) >= Self.restingBytes else { return true }
        return (try? connection.checkpoint(truncate: true, patient: false)) != nil
    }

    /// A log below this is left as it is.
    static let restingBytes: Int64 = 1 << 20

    /// Gives the ledger to another thread, outside of a group: it belongs to the one that uses it next.
    public func handOver() {
        precondition(!inGroup, "a ledger handed over inside a group")
        connection.handOver()
    }

    /// Runs a piece of work and gives its errors their ledger's name.
    func wrapping<T>(_ body: () throws -> T) throws(LedgerError) -> T { try Self.wrapping(path, body) }

    static func wrapping<T>(_ path: String, _ body: () throws -> T) throws(LedgerError) -> T {
        do {
            return try body()
        } catch let error as LedgerError {
            throw error
        } catch let error as SQLiteError {
            throw LedgerError(error, path: path)
        } catch {
            throw LedgerError(.storage, path: path, "\(error)")
        }
    }
}

/// What a committed group leaves.
public struct CommittedGroup<T> {
    /// What the group's body returned.
    public var value: T
    /// The jobs whose status changed, as they stand now, by number.
    public var jobs: [JobStatus]
}

/// Names a cell among the rows that are known.
struct CellName: Hashable {
    var city: String
    var year: Int
    var indicator: String
}

/// Names an engine among the rows that are known.
struct EngineName: Hashable {
    var engine: String
    var codebook: String
}
