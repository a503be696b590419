internal import Base
internal import Dialog
internal import Ledger
internal import Protocol
internal import Text

/// Writes a list of works into the ledger as one group, and tells what came of each.
///
/// A request that is in vain (no such job) fails alone. When the storage fails nothing of the group happened: clients are told, results
/// stay with their workers, and what nobody could repeat is given back to be tried again.
///
/// The group is in the file then, and not yet flushed: what somebody relies on (`isPromise`) is to be told after a flush.
struct LedgerTurn {
    let engine: String
    let codebook: String

    /// Runs on the ledger's thread.
    func perform(_ works: [LedgerWork], on ledger: Ledger) -> [LedgerOutcome] {
        if case .rest? = works.first {
            ledger.rest()
            return []
        }
        do throws(LedgerError) {
            let committed = try ledger.group(at: WallClock.milliseconds(), flushed: false) { group throws(LedgerError) in
                var outcomes: [LedgerOutcome] = []
                for work in works { try perform(work, group, ledger, &outcomes) }
                return outcomes
            }
            var outcomes = committed.value
            if !committed.jobs.isEmpty { outcomes.append(.jobs(committed.jobs)) }
            outcomes.append(.stages(ingest: ledger.stageCounts(.ingest), extraction: ledger.stageCounts(.extraction), ledger.totals))
            return outcomes
        } catch {
            return undone(works, error)
        }
    }

    private func perform(
        _ work: LedgerWork, _ group: LedgerGroup, _ ledger: Ledger, _ outcomes: inout [LedgerOutcome]
    ) throws(LedgerError) {
        switch work {
        case .grant(let grants): try grant(grants, group, ledger, &outcomes)
        case .record(let worker, let results): try record(worker, results, group, &outcomes)
        case .release(let task): try group.release(task)
        case .blame(let task, let crashed, let code, let message):
            _ = try group.blame(task, crashed: crashed, code: code, message: message)
        case .bury(let task, let code, let message):
            let buried = try group.bury(task, code: code, message: message)
            outcomes.append(.settled([Settlement(task: task, outcome: buried ? .recorded : .late)]))
        case .load(let lane, let after, let limit):
            let tasks = try ledger.ready(lane, after: after, limit: limit)
            outcomes.append(.loaded(lane, tasks.map { ReadyTask($0) }, more: tasks.count == limit))
        case .giveUp(let address, let job, let from): try giveUp(job, from: from, address, group, &outcomes)
        case .rest: break
        case .openJob(let address, _, _, _), .addDocuments(let address, _, _, _), .closeJob(let address, _), .cancelJob(let address, _),
            .retryJob(let address, _), .prioritize(let address, _, _), .replay(let address, _), .correct(let address, _, _):
            do throws(LedgerError) {
                try request(work, address, group, &outcomes)
            } catch {
                guard error.concernsRequestOnly else { throw error }
                outcomes.append(.reply(address, .failure(Failure(id: address.id, error))))
            }
        }
    }

    // MARK: clients

    private func request(
        _ work: LedgerWork, _ address: Address, _ group: LedgerGroup, _ outcomes: inout [LedgerOutcome]
    ) throws(LedgerError) {
        func reply(_ job: JobStatus) { outcomes.append(.reply(address, .job(JobReply(id: address.id, job: job)))) }
        switch work {
        case .openJob(_, let token, let label, let priority):
            let job = try group.openJob(token: token, label: label, priority: priority, owner: address.key)
            try checkOwner(job.job, address, group)
            reply(job)
        case .closeJob(_, let job):
            try checkOwner(job, address, group)
            reply(try group.closeJob(job))
        case .addDocuments(_, let job, let first, let documents):
            try checkOwner(job, address, group)
            let accepted = try group.addDocuments(job: job, first: first, documents)
            outcomes.append(.reply(address, .added(DocumentsAccepted(id: address.id, job: job, documents: accepted))))
            let fresh = group.takeCreated()
            if !fresh.isEmpty { outcomes.append(.becameReady(.ingest, fresh.map { ReadyTask($0) })) }
            // a cancelled document that came again was reopened under its old number
            guard accepted.contains(where: { $0.fate == .known }) else { break }
            for stage in Stage.allCases { outcomes.append(.ledgerHasMore(stage, anywhere: true)) }
            if group.takeReordered() { outcomes.append(.reordered) }
        case .cancelJob(_, let job):
            try checkOwner(job, address, group)
            guard try group.markCancelled(job) else { return reply(try group.job(job)) }
            try giveUp(job, from: 0, address, group, &outcomes)
        case .retryJob(_, let job):
            _ = try group.retryJob(job)
            for stage in Stage.allCases { outcomes.append(.ledgerHasMore(stage, anywhere: true)) }
            reply(try group.job(job))
        case .prioritize(_, let job, let priority):
            try checkOwner(job, address, group)
            try group.prioritize(job, priority)
            if group.takeReordered() { outcomes.append(.reordered) }
            reply(try group.job(job))
        case .replay(_, let task):
            let ready = try group.replay(task)
            outcomes.append(.ledgerHasMore(ready.stage, anywhere: true))
            outcomes.append(.reply(address, .done(Done(id: address.id))))
        case .correct(_, let token, let lines):
            let recorded = try group.correct(token: token, try corrections(lines))
            let page = Page(id: address.id, next: "", count: recorded.count)
            outcomes.append(.reply(address, .page(page), payloads: [Correction.lines(recorded)]))
        default: break
        }
    }

    private func giveUp(
        _ job: Int64, from: Int64, _ address: Address?, _ group: LedgerGroup, _ outcomes: inout [LedgerOutcome]
    ) throws(LedgerError) {
        let slice = try group.giveUp(job, from: from, limit: LedgerGroup.cancelSlice)
        outcomes.append(.cancelled(slice.stopped))
        if let next = slice.next {
            outcomes.append(.more(.giveUp(address, job: job, from: next)))
        } else if let address {
            outcomes.append(.reply(address, .job(JobReply(id: address.id, job: try group.job(job)))))
        }
    }

    private func corrections(_ lines: [UInt8]) throws(LedgerError) -> [Correction] {
        do {
            return try Correction.corrections(fromLines: lines)
        } catch {
            throw LedgerError(.badCorrection, "\(error)")
        }
    }

    /// A client's key decides on jobs that it opened itself.
    private func checkOwner(_ job: Int64, _ address: Address, _ group: LedgerGroup) throws(LedgerError) {
        if address.ownsOnly { try group.checkOwner(of: job, address.key) }
    }

    // MARK: workers

    private func grant(
        _ grants: [Grant], _ group: LedgerGroup, _ ledger: Ledger, _ outcomes: inout [LedgerOutcome]
    ) throws(LedgerError) {
        var standing: [Grant] = []
        var orders: [TaskOrder] = []
        var payloads: [[UInt8]] = []
        var gone: [Int64] = []
        for grant in grants {
            guard let attempt = try group.lease(grant.task, token: grant.token, worker: grant.worker) else {
                gone.append(grant.task)
                continue
            }
            standing.append(grant)
            payloads.append(try ledger.payload(grant.task))
            let origin = try group.origin(ofTask: grant.task)
            orders.append(
                TaskOrder(
                    task: grant.task, lease: grant.token, attempt: max(attempt, grant.attempt), document: origin.document, trace: origin.trace))
        }
        if !gone.isEmpty { outcomes.append(.ended(gone)) }
        if !standing.isEmpty { outcomes.append(.granted(standing, orders: orders, payloads: payloads)) }
    }

    private func record(
        _ worker: String, _ results: [DeliveredResult], _ group: LedgerGroup, _ outcomes: inout [LedgerOutcome]
    ) throws(LedgerError) {
        var settlements: [Settlement] = []
        for delivered in results {
            let task = delivered.result.task
            do throws(LedgerError) {
                switch try record(delivered, group) {
                case .late: settlements.append(Settlement(task: task, outcome: .late))
                case .recorded(let fresh):
                    settlements.append(Settlement(task: task, outcome: .recorded))
                    if !fresh.isEmpty { outcomes.append(.becameReady(.extraction, fresh.map { ReadyTask($0) })) }
                }
            } catch {
                guard error.concernsRequestOnly else { throw error }
                // what a worker delivered makes no sense: the document is given up with that reason, the worker forgets it
                try group.bury(task, code: error.code, message: error.message)
                settlements.append(Settlement(task: task, outcome: .recorded))
            }
        }
        outcomes.append(.settled(settlements))
    }

    private func record(_ delivered: DeliveredResult, _ group: LedgerGroup) throws(LedgerError) -> RecordOutcome {
        let result = delivered.result
        if Ledger.stage(ofTask: result.task) == .ingest {
            guard result.reports.count == delivered.payloads.count else {
                throw LedgerError(.unsound, "\(result.reports.count) reports in \(delivered.payloads.count) payloads")
            }
            return try group.recordIngest(result.task, Array(zip(result.reports, delivered.payloads)).map { (header: $0.0, body: $0.1) })
        }
        guard delivered.payloads.count == 2 else { throw LedgerError(.unsound, "\(delivered.payloads.count) payloads of an extraction") }
        let claims: [Claim]
        do {
            claims = try Claim.claims(fromLines: delivered.payloads[1])
        } catch {
            throw LedgerError(.unsound, "claims: \(error)")
        }
        return try group.recordExtraction(
            result.task, engine: engine, codebook: codebook, lines: delivered.payloads[0], observations: result.observations,
            rejections: result.rejections, claims: claims)
    }

    // MARK: failure of the storage

    private func undone(_ works: [LedgerWork], _ error: LedgerError) -> [LedgerOutcome] {
        var outcomes: [LedgerOutcome] = []
        var again: [LedgerWork] = []
        for work in works {
            switch work {
            case .openJob(let address, _, _, _), .addDocuments(let address, _, _, _), .closeJob(let address, _), .cancelJob(let address, _),
                .retryJob(let address, _), .prioritize(let address, _, _), .replay(let address, _), .correct(let address, _, _):
                outcomes.append(.reply(address, .failure(Failure(id: address.id, error))))
            case .grant(let grants): outcomes.append(.notGranted(grants))
            case .record(_, let results):
                outcomes.append(.settled(results.map { Settlement(task: $0.result.task, outcome: .failed) }))
            case .release, .blame, .bury, .load, .giveUp: again.append(work)
            case .rest: break
            }
        }
        return outcomes + [.again(again, error)]
    }
}

extension Failure {
    /// The error as a client gets it.
    init(id: String, _ error: some ProductError) {
        self.init(id: id, code: error.code, message: error.message, advice: error.advice, exit: Int(error.exitCode.rawValue))
    }
}
