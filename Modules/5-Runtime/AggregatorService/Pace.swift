internal import Base
internal import Dialog
internal import Protocol

/// How fast documents and tasks end, told by the ledger's totals.
struct Pace {
    /// As of the last committed group.
    private(set) var totals: WorkTotals
    private var documents = Rate()
    private var stages: [Stage: Rate] = [.ingest: Rate(), .extraction: Rate()]

    init(_ totals: WorkTotals) { self.totals = totals }

    /// A group was committed.
    mutating func reach(_ next: WorkTotals, at now: MonotonicTime) {
        documents.add(next.documents - totals.documents, at: now)
        for stage in Stage.allCases { stages[stage]?.add(next[stage].finished - totals[stage].finished, at: now) }
        totals = next
    }

    /// Documents that ended, a second.
    mutating func documentsPerSecond(at now: MonotonicTime) -> Double { documents.perSecond(at: now) }

    /// Tasks of the stage that ended with a result, a second.
    mutating func perSecond(_ stage: Stage, at now: MonotonicTime) -> Double { stages[stage]?.perSecond(at: now) ?? 0 }
}
