/// What was ever done for a ledger. Counts grow only, and go on after a restart of the aggregator.
public struct WorkTotals: Codable, Sendable, Equatable {
    /// Documents that ended: read to the end or given up. One that is tried anew ends again.
    public var documents = 0
    /// Of `documents`: given up.
    public var failedDocuments = 0
    /// Tasks that read documents.
    public var ingest = StageTotals()
    /// Tasks that read reports.
    public var extraction = StageTotals()

    /// Nothing yet.
    public init() {}

    /// One stage's.
    public subscript(stage: Stage) -> StageTotals {
        get { stage == .ingest ? ingest : extraction }
        set { if stage == .ingest { ingest = newValue } else { extraction = newValue } }
    }

    func check() throws(ProtocolError) {
        try ProtocolError.limit(counts: [documents, failedDocuments], "the totals")
        for stage in [ingest, extraction] {
            try ProtocolError.limit(counts: [stage.finished, stage.failed, stage.retries, stage.late], "the totals")
        }
    }
}

/// What one stage ever did, counted in tasks.
public struct StageTotals: Codable, Sendable, Equatable {
    /// Ended with a result.
    public var finished: Int
    /// Given up.
    public var failed: Int
    /// Handed out again: after a failure, a lease that ran out, a worker that was lost or left.
    public var retries: Int
    /// Results that came too late or twice.
    public var late: Int

    /// From its fields.
    public init(finished: Int = 0, failed: Int = 0, retries: Int = 0, late: Int = 0) {
        self.finished = finished
        self.failed = failed
        self.retries = retries
        self.late = late
    }
}

/// What was done within one minute.
public struct HistoryMinute: Codable, Sendable, Equatable {
    /// Minutes since 1970 UTC.
    public var minute: Int64
    /// Documents that ended, given up ones included.
    public var documents: Int
    /// Of `documents`: given up.
    public var failed: Int
    /// Documents that were read into reports.
    public var ingested: Int
    /// Reports whose numbers were read.
    public var extracted: Int
    /// Tasks that were handed out again.
    public var retries: Int

    /// From its fields.
    public init(minute: Int64, documents: Int, failed: Int, ingested: Int, extracted: Int, retries: Int) {
        self.minute = minute
        self.documents = documents
        self.failed = failed
        self.ingested = ingested
        self.extracted = extracted
        self.retries = retries
    }

    /// The difference of the totals at the minute's end and before.
    public init(minute: Int64, from: WorkTotals, to: WorkTotals) {
        func gain(_ path: KeyPath<WorkTotals, Int>) -> Int { max(0, to[keyPath: path] - from[keyPath: path]) }
        self.init(
            minute: minute, documents: gain(\.documents), failed: gain(\.failedDocuments), ingested: gain(\.ingest.finished),
            extracted: gain(\.extraction.finished), retries: gain(\.ingest.retries) + gain(\.extraction.retries))
    }

    /// Whether nothing was done.
    public var isEmpty: Bool { documents + failed + ingested + extracted + retries == 0 }

    func check() throws(ProtocolError) {
        try ProtocolError.limit(counts: [documents, failed, ingested, extracted, retries], "a minute")
        try ProtocolError.limit(counts: [Int(minute)], "a minute", most: WireLimits.time)
    }
}
