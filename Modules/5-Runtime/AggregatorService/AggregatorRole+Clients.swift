internal import Base
internal import Dialog
internal import Ledger
internal import Protocol
internal import Runtime
internal import ZeroMQ

// The control socket: requests become works for the ledger, or questions for its reader.
extension AggregatorRole {
    /// Bounded: whoever sends faster than the ledger writes is slowed by its own full queue.
    var takesRequests: Bool { pendingBytes < settings.pendingBytes && reader.waiting < 1024 }

    /// Whether it stopped before the socket was empty.
    func takeControl() throws -> Bool {
        for _ in 0..<128 {
            guard takesRequests else { return false }
            switch try bound.control.receive() {
            case .wouldBlock: return false
            case .excess(let first, let frames, let bytes):
                fail(Address(route: first, id: ""), ProtocolError(.limit, "\(frames) frames, \(bytes) bytes"))
            case .message(let message): fromClient(message, bound.control.sender)
            }
        }
        return true
    }

    func fromClient(_ message: [[UInt8]], _ key: String) {
        guard message.count >= 2 else { return }
        var address = Address(route: message[0], id: "", key: key)
        guard crowd.admit(Route(message[0]), at: .now()) else {
            address.id = (try? MessageCodec.decode(Frames(header: message[1], payloads: Array(message[2...])), as: FromClient.self))?.request.id ?? ""
            return turnAway(address, AccessError.crowd(settings.clients))
        }
        switch clientRates.admit(peer(message[0], key), at: .now()) {
        case .pass: break
        case .tell: return turnAway(address, AccessError.rate)
        case .drop: return
        }
        let frames = Frames(header: message[1], payloads: Array(message[2...]))
        let request: FromClient
        do throws(ProtocolError) {
            request = try MessageCodec.decode(frames, as: FromClient.self)
        } catch {
            return turnAway(address, error)
        }
        address.id = request.request.id
        do throws(AccessError) {
            address.ownsOnly = try gatekeeper.check(request, key) != nil
        } catch {
            return turnAway(address, error)
        }
        take(request, frames.payloads, address)
    }

    /// A request that goes no further: told to its sender, and to the log without a word of the request.
    func turnAway(_ address: Address, _ error: some ProductError) {
        strangers.warning(error.code, at: .now(), "a request was refused: \(error.message)")
        fail(address, error)
    }

    func take(_ request: FromClient, _ payloads: [[UInt8]], _ address: Address) {
        switch request {
        case .openJob(let body): write(.openJob(address, token: body.token, label: body.label, body.priority ?? .normal), address)
        case .addDocuments(let body):
            let documents = zip(body.names, payloads).map { SubmittedDocument(name: $0, bytes: $1) }
            write(.addDocuments(address, job: body.job, first: body.first, documents), address)
        case .closeJob(let body): write(.closeJob(address, job: body.job), address)
        case .cancelJob(let body): write(.cancelJob(address, job: body.job), address)
        case .retryJob(let body): write(.retryJob(address, job: body.job), address)
        case .prioritizeJob(let body): write(.prioritize(address, job: body.job, body.priority), address)
        case .replayDeadLetter(let body): write(.replay(address, task: body.task), address)
        case .addCorrections(let body):
            write(.correct(address, token: body.token, payloads.first ?? []), address)
        case .getCorrections(let body): reader.submit([.corrections(address, body)])
        case .getDocument(let body): reader.submit([.document(address, body)])
        case .getStatus(let body): reader.submit([.status(address, job: body.job, draftStatus(address))])
        case .getTable(let body): reader.submit([.table(address, body)])
        case .getObservations(let body): reader.submit([.observations(address, body)])
        case .listDeadLetters(let body): reader.submit([.deadLetters(address, body)])
        case .listWorkers:
            reply(address, WorkersReply(id: address.id, workers: dispatcher.workerStatuses(at: .now())))
        case .drainWorker(let body):
            guard let actions = dispatcher.drain(body.worker) else { return fail(address, ServiceError.noWorker(body.worker)) }
            perform(actions)
            reply(address, Done(id: address.id))
        }
    }

    func write(_ work: LedgerWork, _ address: Address) {
        guard !isDraining else { return fail(address, ServiceError.draining) }
        enqueue(work)
    }

    func draftStatus(_ address: Address) -> StatusReply {
        let now = MonotonicTime.now()
        func stage(_ stage: Stage, _ counts: StageCounts) -> StageStatus {
            var status = dispatcher.stageStatus(
                stage, open: counts.ready + counts.leased, done: counts.done, dead: counts.dead, cancelled: counts.cancelled)
            status.retries = pace.totals[stage].retries
            status.late = pace.totals[stage].late
            status.rate = pace.perSecond(stage, at: now)
            return status
        }
        var reply = StatusReply(
            id: address.id, jobs: [], stages: [stage(.ingest, stages.ingest), stage(.extraction, stages.extraction)],
            workers: dispatcher.workerStatuses(at: now),
            ledger: LedgerStatus(path: settings.ledgerPath, bytes: 0, documents: 0, reports: 0, observations: 0, cells: 0),
            software: Version.product, engine: codebook.engine, codebook: codebook.digest,
            uptimeMilliseconds: now.milliseconds(since: startedAt))
        reply.documentsPerSecond = pace.documentsPerSecond(at: now)
        reply.totals = pace.totals
        reply.connectionsMost = connections.most
        return reply
    }

    func reply(_ address: Address, _ body: some MessageBody) { send(MessageCodec.encode(body), to: address.route) }

    func fail(_ address: Address, _ error: some ProductError) { reply(address, Failure(id: address.id, error)) }

    /// A client that is gone, or does not read, misses its reply and asks again.
    func send(_ frames: Frames, to route: [UInt8]) {
        _ = try? bound.control.send([route, frames.header] + frames.payloads)
    }
}
