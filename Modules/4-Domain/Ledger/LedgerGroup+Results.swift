public import Protocol
internal import SQLite
public import Text

/// Results come in. Each task's result counts once, whoever delivers it; what comes later changes nothing.
extension LedgerGroup {
    /// The reports of a document, in order, with their bodies. A document without a report is done with that.
    ///
    /// Throws `unsound` where the task is no ingest task or the reports are not numbered from 0.
    public func recordIngest(_ task: Int64, _ reports: [(header: ReportHeader, body: [UInt8])]) throws(LedgerError) -> RecordOutcome {
        try operation {
            let id = TaskID(raw: task)
            guard task >= 0, id.stage == .ingest else { throw LedgerError(.unsound, "reports for task \(task), which reads one") }
            let ids = try reports.enumerated().map { index, report in
                guard report.header.number == index, let id = TaskID(extracting: id.document, report: index) else {
                    throw LedgerError(.unsound, "report \(report.header.number) at place \(index) of task \(task)")
                }
                return id
            }
            guard let row = try takeOpen(task) else {
                counters.totals[id.stage].late += 1
                return .late
            }
            try end(id)
            let before = try document(id.document)
            var ready: [WaitingTask] = []
            ready.reserveCapacity(reports.count)
            for (id, report) in zip(ids, reports) {
                let (packing, packed) = try ledger.bodies.packed(.report, report.body) { try ledger.payload(task) }
                try statements.insertReport.run(
                    .int(id.raw), .text(report.header.city), .int(report.header.year.map { Int64($0) }), .int(report.body.count),
                    .int(packing.rawValue), .blob(packed))
                try insertTask(id, row.priority, turn: row.turn)
                ledger.recent.put(id.raw, report.body)
                try sample(.report, report.body, packed: packed.count)
                ready.append(
                    WaitingTask(
                        task: id.raw, stage: .extraction, document: id.document, documentName: before.name, attempts: 0, crashes: 0,
                        byteCount: report.body.count, priority: row.priority, turn: row.turn))
            }
            var after = before
            after.open += reports.count - 1
            after.reports += reports.count
            counters.reports += reports.count
            try update(before, to: after)
            return .recorded(newTasks: ready)
        }
    }

    /// The observations of a report as JSON lines, and its claims. An earlier extraction of the same report is replaced.
    ///
    /// Throws `unsound` where the task is no extraction task.
    public func recordExtraction(
        _ task: Int64, engine: String, codebook: String, lines: [UInt8], observations: Int, rejections: Int, claims: [Claim]
    ) throws(LedgerError) -> RecordOutcome {
        try operation {
            let id = TaskID(raw: task)
            guard task >= 0, id.stage == .extraction else { throw LedgerError(.unsound, "observations for task \(task), which ingests") }
            guard try takeOpen(task) != nil else {
                counters.totals[id.stage].late += 1
                return .late
            }
            try end(id)
            let replaced = try forgetExtraction(id)
            let count = try insert(claims, of: id, lines)
            try statements.putExtraction.run(
                .int(task), .int(try engineRow(engine, codebook)), .int(observations), .int(rejections), .int(0), .int(count))
            let (packing, packed) = try ledger.bodies.packed(.lines, lines) { try ledger.payload(task) }
            try statements.putLines.run(.int(task), .int(packing.rawValue), .blob(packed))
            try sample(.lines, lines, packed: packed.count)
            let before = try document(id.document)
            var after = before
            after.open -= 1
            after.observations += observations - replaced
            counters.observations += observations - replaced
            try update(before, to: after)
            return .recorded(newTasks: [])
        }
    }

    private func end(_ id: TaskID) throws {
        try statements.endTask.run(.int(id.raw), .int(TaskState.done.rawValue))
        count(id, from: .open, to: .done)
        counters.totals[id.stage].finished += 1
    }

    /// Removes the claims of an earlier extraction, and cells that nothing speaks of any more; its observations.
    private func forgetExtraction(_ id: TaskID) throws -> Int {
        guard let observations = try statements.extraction.first(.int(id.raw), read: { $0.count(0) }) else { return 0 }
        let cells = try ledger.bodies.claims(id.raw).map { ClaimPack.cells($0) ?? [] } ?? []
        let old = try statements.oldClaims.all(.int(id.raw)) { $0.int64(0) }
        if !old.isEmpty { try statements.forgetOldClaims.run(.int(id.raw)) }
        for cell in cells + old { try statements.deleteClaim.run(.int(cell), .int(id.raw)) }
        for cell in cells + old where try statements.cellHasClaims.first(.int(cell), read: { _ in true }) == nil {
            try statements.deleteCell.run(.int(cell))
            counters.cells -= 1
            ledger.cellRows.removeAll()
        }
        return observations
    }

    /// A row a claim; their records, and the cells that they are for, in one pack. Returns how many.
    private func insert(_ claims: [Claim], of id: TaskID, _ lines: [UInt8]) throws -> Int {
        var cells: [Int64] = []
        var records: [[UInt8]] = []
        var told = ToldLines(claims.isEmpty ? [] : lines)
        for claim in claims {
            let cell = try cellRow(CellName(city: claim.city, year: claim.year, indicator: claim.indicator))
            try statements.insertClaim.run(.int(cell), .int(id.raw), .blob(ClaimPack.row(records.count)))
            guard connection.changes > 0 else { continue }
            cells.append(cell)
            records.append(ClaimRecord.encode(claim, among: &told))
        }
        if records.isEmpty {
            try statements.deleteClaimPack.run(.int(id.raw))
        } else {
            let (packing, packed) = ledger.bodies.packed(claims: ClaimPack.encode(records, cells: cells), over: lines)
            try statements.putClaimPack.run(.int(id.raw), .int(packing.rawValue), .blob(packed))
        }
        return records.count
    }

    func cellRow(_ name: CellName) throws -> Int64 {
        if let row = ledger.cellRows[name] { return row }
        if ledger.cellRows.count > 50_000 { ledger.cellRows.removeAll() }
        let values: [SQLiteValue] = [.text(name.city), .int(name.year), .text(name.indicator)]
        if let row = try statements.cell.first(values[0], values[1], values[2], read: { $0.int64(0) }) {
            ledger.cellRows[name] = row
            return row
        }
        try statements.insertCell.run(.int(try word(name.city)), .int(name.year), .int(try word(name.indicator)))
        let row = connection.lastInsertedRow
        counters.cells += 1
        ledger.cellRows[name] = row
        return row
    }

    func engineRow(_ engine: String, _ codebook: String) throws -> Int64 {
        let name = EngineName(engine: engine, codebook: codebook)
        if let row = ledger.engineRows[name] { return row }
        let row: Int64
        if let known = try statements.engine.first(.text(engine), .text(codebook), read: { $0.int64(0) }) {
            row = known
        } else {
            try statements.insertEngine.run(.text(engine), .text(codebook))
            row = connection.lastInsertedRow
        }
        ledger.engineRows[name] = row
        return row
    }
}
