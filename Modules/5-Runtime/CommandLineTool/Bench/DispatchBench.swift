internal import Base
internal import Platform
internal import Protocol
internal import Runtime

/// Documents that differ from one another and mean nothing.
enum BenchDocuments {
    /// A body of so many bytes that no other number has.
    static func body(_ number: Int, bytes: Int) -> [UInt8] {
        var state = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15 | 1
        var body: [UInt8] = []
        body.reserveCapacity(bytes + 8)
        while body.count < bytes {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            for shift in stride(from: UInt64(0), to: 64, by: 8) { body.append(UInt8(truncatingIfNeeded: state >> shift) & 63 | 64) }
        }
        body.removeLast(body.count - bytes)
        return body
    }
}

/// The dispatch alone: workers that do nothing, documents that mean nothing, a ledger on disk.
struct DispatchBench {
    /// What one run through the daemons showed.
    struct Run {
        /// Documents taken over and acknowledged, a second.
        var submitted: Double
        /// Documents from the first worker's start to the last record, a second.
        var dispatched: Double
        /// Processor time of the aggregator a document, in microseconds: taking it over, and each stage.
        var submissionMicros: Double
        var stageMicros: Double
        /// Bytes of the ledger a document.
        var ledgerBytes: Double
        /// Memory that the aggregator held at the end.
        var residentBytes: Double
    }

    let invocation: Invocation
    let documents: Int
    let bytes: Int
    let workers: Int

    init(_ invocation: Invocation) {
        self.invocation = invocation
        documents = invocation.options.integer("documents") ?? 20_000
        bytes = invocation.options.integer("bytes") ?? 10_240
        workers = invocation.options.integer("workers") ?? 1
    }

    /// One round through one stage or both: documents first, then workers.
    func run(bothStages: Bool) throws -> Run {
        try withLine(bothStages: bothStages) { client, line in
            let stages = bothStages ? 2.0 : 1
            let process = line.processes.aggregator
            let begin = (time: MonotonicTime.now(), micros: ProcessProbe.processorMicros(process))
            var submission = Submission(client: client)
            let sources = (0..<documents).lazy.map { DocumentSource(name: "d\($0).txt", bytes: BenchDocuments.body($0, bytes: bytes)) }
            let job = try submission.submit(sources, label: "bench", token: Submission.randomToken()).job.job
            let middle = (time: MonotonicTime.now(), micros: ProcessProbe.processorMicros(process))
            try line.startWorkers(ingest: workers, extractors: bothStages ? workers : 0)
            var wait = JobWait(client: client, console: invocation.console, now: invocation.context.now)
            wait.supervise = line.supervise
            wait.longest = 20
            let status = try wait.untilFinished(job, total: documents, since: middle.time)
            let end = (time: MonotonicTime.now(), micros: ProcessProbe.processorMicros(process))
            guard status.done == documents else { throw ToolError(.timedOut, "\(status.failed) documents of the benchmark failed") }
            let count = Double(documents)
            return Run(
                submitted: count * 1e9 / Double(middle.time.nanoseconds - begin.time.nanoseconds),
                dispatched: count * 1e9 / Double(end.time.nanoseconds - middle.time.nanoseconds),
                submissionMicros: Double(middle.micros - begin.micros) / count, stageMicros: Double(end.micros - middle.micros) / count / stages,
                ledgerBytes: Double(try client.status().ledger.bytes) / count, residentBytes: Double(ProcessProbe.residentBytes(process)))
        }
    }

    /// Documents a second from the first one handed over to the last one recorded, workers waiting.
    func wholeWay(bothStages: Bool) throws -> Double {
        try withLine(bothStages: bothStages) { client, line in
            try line.startWorkers(ingest: workers, extractors: bothStages ? workers : 0)
            let wanted = bothStages ? 2 * workers : workers
            while try client.workers().count < wanted { try client.pause(milliseconds: 10) }
            let start = MonotonicTime.now()
            var submission = Submission(client: client)
            let sources = (0..<documents).lazy.map { DocumentSource(name: "d\($0).txt", bytes: BenchDocuments.body($0, bytes: bytes)) }
            let job = try submission.submit(sources, label: "bench", token: Submission.randomToken()).job.job
            var wait = JobWait(client: client, console: invocation.console, now: invocation.context.now)
            wait.supervise = line.supervise
            wait.longest = 20
            _ = try wait.untilFinished(job, total: documents, since: start)
            return Double(documents) * 1e9 / Double(MonotonicTime.now().nanoseconds - start.nanoseconds)
        }
    }

    /// Median of the round trips of single documents on an idle system, in milliseconds: one stage, both stages.
    func roundTrips() throws -> (one: Double, both: Double) {
        let times = try [[Stage.ingest], [.ingest, .extraction]].map { stages in
            try withLine(bothStages: stages.count == 2) { client, line in
                let engine = try client.status().engine
                return try RoundTrip(client: client, work: line.work, stages: stages, engine: engine).measure(count: 200, bytes: bytes).sorted()[100]
            }
        }
        return (times[0], times[1])
    }

    private func withLine<Result>(bothStages: Bool, _ body: (AggregatorClient, PrivateLine) throws -> Result) throws -> Result {
        let interruption = try invocation.context.listen()
        let line = try PrivateLine(environment: invocation.context.environment)
        defer { line.stop(interruption: interruption) }
        var plan = PrivateLine.Plan(ingest: 0, extractors: 0)
        plan.variables = ["HUIBAO_TEST_READER": bothStages ? "both" : "one"]
        plan.workerOptions = ["--capacity", "\(invocation.options.integer("capacity") ?? 256)"]
        try line.start(plan, interruption: interruption)
        return try body(Session.open(invocation, endpoint: line.control, interruption: interruption, connect: 10_000), line)
    }

    /// The bare limits, in a folder of their own on the same disk.
    func bareLimits() throws -> [Measurement] {
        let folder = try PrivateFolder.make(invocation.context.environment)
        defer { try? LocalFiles.remove(folder) }
        return [
            try BareLimits.echo(messages: documents, bytes: bytes, folder: folder),
            try BareLimits.commits(jobs: documents, bytes: bytes, folder: folder),
        ]
    }
}
