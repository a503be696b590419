internal import Base
internal import Dialog
internal import Protocol
internal import Runtime
internal import ZeroMQ

// The work socket: messages become actions of the dispatcher, and those become messages and works for the ledger.
extension AggregatorRole {
    /// Whether it stopped before the socket was empty.
    func takeWork() throws -> Bool {
        for _ in 0..<256 {
            switch try bound.work.receive() {
            case .wouldBlock: return false
            case .excess(let first, let frames, let bytes):
                strangers.warning("protocol.limit", at: .now(), "a worker's message beyond the limits was dropped", ["bytes": .number(bytes)])
                refuse(Route(first), ProtocolError(.limit, "\(frames) frames, \(bytes) bytes"))
            case .message(let message): fromWorker(message, bound.work.sender)
            }
        }
        return true
    }

    func fromWorker(_ message: [[UInt8]], _ key: String) {
        guard message.count >= 2 else { return }
        let route = Route(message[0])
        do throws(AccessError) {
            switch workerRates.admit(peer(message[0], key), at: .now()) {
            case .pass: break
            case .tell: throw .rate
            case .drop: return
            }
            try gatekeeper.checkWorker(key)
        } catch {
            strangers.warning(error.code, at: .now(), "a worker's message was refused: \(error.message)")
            return send(MessageCodec.encode(Refused(code: error.code, message: error.message)), to: route)
        }
        let frames = Frames(header: message[1], payloads: Array(message[2...]))
        let decoded: FromWorker
        do throws(ProtocolError) {
            decoded = try MessageCodec.decode(frames, as: FromWorker.self)
        } catch {
            strangers.warning(error.code, at: .now(), "a worker's message was refused: \(error.message)")
            return refuse(route, error)
        }
        if !key.isEmpty, case .hello = decoded { remember(route, key) }
        let actions = dispatcher.receive(decoded, from: route, at: .now())
        if case .results(let results) = decoded {
            perform(actions, results: delivered(results, frames.payloads))
        } else {
            perform(actions)
        }
    }

    /// Connections that are gone are forgotten when there are many.
    func remember(_ route: Route, _ key: String) {
        workerKeys[route] = key
        guard workerKeys.count > 2 * dispatcher.workerCount + 1024 else { return }
        let here = Set(dispatcher.workerRoutes)
        workerKeys = workerKeys.filter { here.contains($0.key) }
    }

    func delivered(_ results: Results, _ payloads: [[UInt8]]) -> [DeliveredResult] {
        var next = 0
        return results.results.map { result in
            defer { next += result.payloads }
            return DeliveredResult(result: result, payloads: Array(payloads[next..<next + result.payloads]))
        }
    }

    func refuse(_ route: Route, _ error: ProtocolError) {
        send(MessageCodec.encode(Refused(code: error.code, message: error.message)), to: route)
    }

    func perform(_ actions: [DispatchAction], results: [DeliveredResult] = []) {
        for action in actions {
            switch action {
            case .send(let route, let message): send(message, to: route)
            case .grant(let grants): enqueue(.grant(grants))
            case .record(let worker, _, let indexes):
                enqueue(.record(worker: worker, indexes.compactMap { results.indices.contains($0) ? results[$0] : nil }))
            case .release(let task, _):
                log.debug("task.released", "task goes back", trace(of: task))
                enqueue(.release(task: task))
            case .blame(let task, let crashed, let code, let message):
                log.warning(code, "task failed, it is tried again", trace(of: task))
                enqueue(.blame(task: task, crashed: crashed, code: code, message: message))
            case .bury(let task, let code, let message):
                log.warning(code, "task given up", trace(of: task))
                enqueue(.bury(task: task, code: code, message: message))
            case .load(let lane, let after, let limit): enqueue(.load(lane, after: after, limit: limit))
            case .foreign(let task):
                log.info("task.foreign", "a result that another codebook gave is not counted", trace(of: task))
            case .changed(let change):
                log.info("worker.\(change.change)", "worker \(change.change)", ["worker": .text(change.worker), "role": .text(change.role.rawValue)])
                publish(.worker(change))
            }
        }
    }

    /// A task in the log.
    func trace(of task: Int64, attempt: Int? = nil) -> KeyValuePairs<StaticString, Log.Value> {
        let trace = Log.Value.text(traces[task] ?? "")
        if let attempt { return ["trace": trace, "task": .number(Int(task)), "attempt": .number(attempt)] }
        return ["trace": trace, "task": .number(Int(task))]
    }

    func send(_ message: ToWorker, to route: Route) {
        func frames(_ body: some MessageBody) -> Frames {
            let payloads = (body as? Welcome)?.codebook.isEmpty == false ? [codebook.text] : []
            return MessageCodec.encode(body, payloads: payloads)
        }
        send(frames(message.body), to: route)
    }

    /// A worker whose queue is full has not read a thousand messages: it is as good as gone.
    func send(_ frames: Frames, to route: Route) {
        let sent = try? bound.work.send([route.bytes, frames.header] + frames.payloads)
        if sent != .sent { perform(dispatcher.unreachable(route, at: .now())) }
    }
}
