internal import Digest
public import Protocol
internal import SQLite

/// Jobs and their documents come in.
extension LedgerGroup {
    /// A job as it stands, with what this group added. Throws `noJob`.
    public func job(_ job: Int64) throws(LedgerError) -> JobStatus { try operation { try currentStatus(job) } }

    /// File name of a task's document, as it was first submitted, and the task's trace mark. Throws `noTask` where there is none.
    public func origin(ofTask task: Int64) throws(LedgerError) -> (document: String, trace: String) {
        try operation {
            let id = TaskID(raw: task)
            let row = try statements.origin.first(.int(id.document)) { (name: $0.text(0), sha256: Hex.encode($0.blob(1)), job: $0.int64(2)) }
            guard let row else { throw LedgerError(.noTask, "\(task)") }
            return (row.name, TraceMark.text(trace: try trace(ofJob: row.job), job: row.job, sha256: row.sha256, report: id.report))
        }
    }

    private func trace(ofJob job: Int64) throws -> String {
        if let known = ledger.traces[job] { return known }
        if ledger.traces.count > 1000 { ledger.traces.removeAll() }
        let trace = JobTrace.make(try statements.tokenOfJob.first(.int(job)) { $0.text(0) } ?? "")
        ledger.traces[job] = trace
        return trace
    }

    /// Opens a job, or finds the one of the same token. `owner`: public key of whoever opens it, empty where there are no keys.
    public func openJob(token: String, label: String, priority: JobPriority = .normal, owner: String = "") throws(LedgerError) -> JobStatus {
        try operation {
            let known = try statements.jobByToken.first(.text(token)) { $0.int64(0) }
            if let known { return try currentStatus(known) }
            try statements.insertJob.run(.text(token), .text(label), .int(at), .int(priority.number), .text(owner))
            let job = connection.lastInsertedRow
            touch(job)
            return try currentStatus(job)
        }
    }

    /// Adds documents at the indices from `first` on. An index that the job has is a repeat: what stands is told again.
    ///
    /// Bytes that are known cost nothing: an ended document ends at once for this job too; one that was cancelled is taken up again.
    /// Throws `noJob`, or `jobClosed` for a new index of a job that takes no more.
    public func addDocuments(job: Int64, first: Int, _ documents: [SubmittedDocument]) throws(LedgerError) -> [AcceptedDocument] {
        try operation {
            let status = try currentStatus(job)
            guard (0...Self.lastPosition).contains(first) else { throw LedgerError(.unsound, "documents from index \(first) on") }
            let known = try (first..<first + documents.count).map { position in
                try statements.jobDocument.first(.int(job), .int(position)) { row in
                    AcceptedDocument(sha256: Hex.encode(row.blob(0)), fate: row.int(1) == 0 ? .new : .known)
                }
            }
            guard status.state == .open || !known.contains(nil) else { throw LedgerError(.jobClosed, "\(job)") }
            var turns = try turns(of: job)
            var accepted: [AcceptedDocument] = []
            accepted.reserveCapacity(documents.count)
            for (offset, document) in documents.enumerated() {
                if let repeated = known[offset] {
                    accepted.append(repeated)
                } else {
                    accepted.append(try add(document, to: job, at: first + offset, &turns))
                }
            }
            try save(turns)
            return accepted
        }
    }

    /// Far beyond any job, and far from an overflow.
    private static let lastPosition = 1 << 40

    private func add(_ submitted: SubmittedDocument, to job: Int64, at position: Int, _ turns: inout JobTurns) throws -> AcceptedDocument {
        let found = try statements.documentByDigest.first(.blob(submitted.sha256)) { DocumentRow($0) }
        var row = try found ?? insert(submitted, turns.priority, turn: turns.next())
        if row.state == .cancelled {
            row = try reopenStopped(row, turns.priority, turn: turns.next()).document
        } else if found != nil, row.state == .waiting {
            try raise(row.id, to: turns.priority, turn: turns.next())
        }
        let repeated = try found != nil && statements.jobHasDocument.first(.int(row.id), .int(job)) { _ in true } ?? false
        try statements.insertJobDocument.run(.int(job), .int(position), .int(row.id), .int(found == nil ? 0 : 1))
        add(to: job) { delta in
            delta.documents += 1
            delta.known += found == nil ? 0 : 1
            delta.add(1, row.state)
            if row.isFinished, !repeated {
                delta.reports += row.reports
                delta.observations += row.observations
            }
        }
        return AcceptedDocument(sha256: Hex.encode(submitted.sha256), fate: found == nil ? .new : .known)
    }

    private func insert(_ submitted: SubmittedDocument, _ priority: JobPriority, turn: Int64) throws -> DocumentRow {
        ledger.lastDocument += 1
        let id = ledger.lastDocument
        try statements.insertDocument.run(.int(id), .blob(submitted.sha256), .text(submitted.name), .int(submitted.bytes.count))
        let (packing, packed) = try ledger.bodies.packed(document: submitted.bytes)
        try statements.insertBody.run(.int(id), .int(packing.rawValue), .blob(packed))
        let task = TaskID(ingesting: id)
        try insertTask(task, priority, turn: turn)
        ledger.recent.put(task.raw, submitted.bytes)
        try sample(.document, submitted.bytes, packed: packed.count)
        created.append(
            WaitingTask(
                task: task.raw, stage: .ingest, document: id, documentName: submitted.name, attempts: 0, crashes: 0,
                byteCount: submitted.bytes.count, priority: priority, turn: turn))
        counters.documents += 1
        return DocumentRow(new: id, name: submitted.name)
    }

    /// No more documents will come. Harmless when repeated, and on a cancelled job.
    public func closeJob(_ job: Int64) throws(LedgerError) -> JobStatus {
        try operation {
            let status = try currentStatus(job)
            guard status.state == .open else { return status }
            try statements.setJobState.run(.int(job), .int(JobState.closed.rawValue), .null)
            touch(job)
            return try currentStatus(job)
        }
    }
}

/// A job's trace: the head of its token's digest, since the token itself lets its job be found again and stands in no log.
enum JobTrace {
    static func make(_ token: String) -> String { String(Hex.encode(SHA256Digest.hash([UInt8](token.utf8))).prefix(16)) }
}
