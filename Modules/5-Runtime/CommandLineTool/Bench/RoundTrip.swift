// One document on an idle system, again and again: from the client's first byte to the acknowledgement of its last result.
//
//   client      job.add ──►  aggregator  ──► tasks      worker (in this process, answers at once)
//                            on disk: document, lease, result  ◄── results
//                                                  ──► recorded
internal import Base
internal import Protocol
internal import ZeroMQ

/// A client and its workers in one thread, each with a connection of its own.
struct RoundTrip {
    private let client: AggregatorClient
    private let workers: [Stage: ZeroMQTransport]

    /// Introduces the workers. `stages`: the ways of a document.
    init(client: AggregatorClient, work: String, stages: [Stage], engine: String) throws {
        self.client = client
        let context = try Context()
        var workers: [Stage: ZeroMQTransport] = [:]
        for stage in stages {
            let transport = try ZeroMQTransport(endpoint: work, security: .open, context: context, wakeDescriptor: nil)
            workers[stage] = transport
        }
        self.workers = workers
        for (stage, transport) in workers {
            let hello = Hello(
                role: stage, worker: "round-trip-\(stage.rawValue)", host: "here", pid: 0, software: Version.product,
                engine: stage == .extraction ? engine : "", capacity: 4, holding: [])
            try transport.send(MessageCodec.encode(hello))
            _ = try Self.await(transport) { if case .welcome = $0 { true } else { false } }
        }
    }

    /// Milliseconds of each of `count` documents of `bytes` bytes.
    func measure(count: Int, bytes: Int) throws -> [Double] {
        let job = try client.jobRequest(OpenJob(id: client.nextIdentifier(), token: Submission.randomToken(), label: "round trip")).job
        var times: [Double] = []
        for index in 0..<count {
            let body = BenchDocuments.body(index, bytes: bytes)
            let start = MonotonicTime.now()
            try client.begin(
                AddDocuments(id: client.nextIdentifier(), job: job, first: index, names: ["r\(index).txt"]), payloads: [body])
            // two workers as they are: the second does not wait for what the first is told
            let stages = Stage.allCases.filter { workers[$0] != nil }
            for stage in stages { try work(stage) }
            for stage in stages { try awaitRecorded(stage) }
            times.append(Double(MonotonicTime.now().nanoseconds - start.nanoseconds) / 1e6)
            _ = try client.next()
        }
        return times
    }

    /// Takes one task and answers it.
    private func work(_ stage: Stage) throws {
        guard let transport = workers[stage] else { return }
        let (message, payloads) = try Self.await(transport) { if case .tasks = $0 { true } else { false } }
        guard case .tasks(let tasks) = message, let order = tasks.tasks.first, let payload = payloads.first else { return }
        let handsOn = stage == .ingest && workers[.extraction] != nil
        let frames = stage == .extraction ? [[], []] : handsOn ? [payload] : []
        let result = TaskResult(
            task: order.task, lease: order.lease, payloads: frames.count,
            reports: handsOn ? [ReportHeader(number: 0, city: "", year: nil)] : [])
        try transport.send(MessageCodec.encode(Results(results: [result]), payloads: frames))
    }

    /// Waits until the answer is recorded.
    private func awaitRecorded(_ stage: Stage) throws {
        guard let transport = workers[stage] else { return }
        _ = try Self.await(transport) { if case .recorded = $0 { true } else { false } }
    }

    private static func await(_ transport: ZeroMQTransport, _ wanted: (ToWorker) -> Bool) throws -> (ToWorker, [[UInt8]]) {
        let end = MonotonicTime.now().adding(milliseconds: 10_000)
        while MonotonicTime.now() < end {
            guard let frames = try transport.receive(milliseconds: 500) else { continue }
            let message = try MessageCodec.decode(frames, as: ToWorker.self)
            if wanted(message) { return (message, frames.payloads) }
            if case .heartbeat = message { try transport.send(MessageCodec.encode(WorkerHeartbeat(held: 1))) }
        }
        throw ToolError(.timedOut, "the aggregator did not answer a worker within 10 s")
    }
}
