internal import Base
internal import Dialog
internal import Ledger
internal import Protocol
internal import Runtime

// Works go to the ledger's thread, outcomes come back.
extension AggregatorRole {
    func enqueue(_ work: LedgerWork) {
        pending.append(work)
        pendingBytes += work.byteCount
    }

    func flush() {
        guard !pending.isEmpty, ledger.isIdle else { return }
        if let ledgerRetry, ledgerRetry > .now() { return }
        ledgerRetry = nil
        ledger.submit(pending)
        pending.removeAll(keepingCapacity: true)
        pendingBytes = 0
        restAt = MonotonicTime.now().adding(milliseconds: 2000)
    }

    /// Two seconds without anything to write: the log's room can be given back.
    func rest(at now: MonotonicTime) {
        guard let due = restAt, due <= now, pending.isEmpty, ledger.isIdle else { return }
        restAt = nil
        ledger.submit([.rest])
    }

    /// What is on disk now may be told.
    func tell(_ word: Promises.Word) throws {
        switch word {
        case .outcome(let outcome): apply(outcome)
        case .answer(let answer): send(answer.frames, to: answer.address.route)
        case .lost(let error): throw error
        }
    }

    func apply(_ outcome: LedgerOutcome) {
        switch outcome {
        case .reply(let address, let message, let payloads):
            func frames(_ body: some MessageBody) -> Frames { MessageCodec.encode(body, payloads: payloads) }
            send(frames(message.body), to: address.route)
        case .granted(let grants, let orders, let payloads):
            guard let route = grants.first?.route else { return }
            for order in orders {
                traces[order.task] = order.trace
                log.debug("task.sent", "task handed out", trace(of: order.task, attempt: order.attempt))
            }
            send(MessageCodec.encode(Tasks(tasks: orders), payloads: payloads), to: route)
        case .notGranted(let grants): dispatcher.notGranted(grants, at: .now())
        case .ended(let tasks):
            for task in tasks { traces[task] = nil }
            dispatcher.ended(tasks, at: .now())
        case .settled(let settlements):
            for settlement in settlements {
                log.debug("task.\(settlement.outcome)", "task settled", trace(of: settlement.task))
                if settlement.outcome != .failed { traces[settlement.task] = nil }
            }
            perform(dispatcher.settled(settlements, at: .now()))
        case .becameReady(let stage, let tasks): dispatcher.becameReady(stage, tasks)
        case .ledgerHasMore(let stage, let anywhere): dispatcher.ledgerHasMore(stage, anywhere: anywhere)
        case .cancelled(let tasks):
            for task in tasks { traces[task] = nil }
            perform(dispatcher.cancelled(tasks, at: .now()))
        case .more(let work): enqueue(work)
        case .reordered: dispatcher.reordered()
        case .loaded(let lane, let tasks, let more): dispatcher.loaded(lane, tasks, more: more)
        case .jobs(let jobs): for job in jobs { throttle.changed(job) }
        case .stages(let ingest, let extraction, let totals):
            stages = (ingest, extraction)
            if board.condition.refusal != nil { board.tell { $0.refusal = nil } }
            pace.reach(totals, at: .now())
        case .again(let works, let error):
            log.error(error)
            board.tell { $0.refusal = error.message }
            pending.insert(contentsOf: works, at: 0)
            ledgerRetry = MonotonicTime.now().adding(milliseconds: 500)
        }
    }
}
