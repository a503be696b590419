import Dialog
import Base
import Protocol

@testable import CommandLineTool

/// Plays the aggregator behind a transport: answers by script, loses what it is told to lose, drives the clock.
final class ScriptedAggregator: Transport {
    /// The reply to a request; nil for silence.
    var answer: (any RequestBody, [[UInt8]]) -> (any RequestBody, [[UInt8]])?
    var isThere = true
    /// So many requests from now on are lost.
    var losing = 0
    private(set) var time = MonotonicTime(nanoseconds: 0)
    private(set) var requests: [any RequestBody] = []
    private(set) var resets = 0
    private var replies: [Frames] = []
    /// The most requests that ever waited for a reply to be taken.
    private(set) var mostUnderWay = 0

    init(_ answer: @escaping (any RequestBody, [[UInt8]]) -> (any RequestBody, [[UInt8]])? = { _, _ in nil }) { self.answer = answer }

    /// Gone between these milliseconds: requests are lost, nobody is reached.
    var gone: Range<Int64> = 0..<0

    private var isGone: Bool { gone.contains(time.nanoseconds / 1_000_000) }

    func reach(milliseconds: Int) throws -> Bool { isThere && !isGone && time >= connectedAt }

    /// Milliseconds that a new connection takes.
    var handshake: Int64 = 0
    private var connectedAt = MonotonicTime(nanoseconds: 0)

    func send(_ frames: Frames) throws {
        let request = try MessageCodec.decode(frames, as: FromClient.self).request
        requests.append(request)
        if losing > 0 {
            losing -= 1
            return
        }
        if isGone { return }
        guard let (reply, payloads) = answer(request, frames.payloads) else { return }
        replies.append(MessageCodec.encode(reply, payloads: payloads))
        mostUnderWay = max(mostUnderWay, replies.count)
    }

    func receive(milliseconds: Int) throws -> Frames? {
        guard replies.isEmpty else { return replies.removeFirst() }
        time = time.adding(milliseconds: Int64(milliseconds))
        return nil
    }

    func reset() throws {
        resets += 1
        replies = []
        connectedAt = time.adding(milliseconds: handshake)
    }

    /// Puts a reply of its own into the queue.
    func push(_ reply: some RequestBody) { replies.append(MessageCodec.encode(reply)) }

    func client(_ patience: ClientSession.Patience = ClientSession.Patience(), interruption: any Interruption = NoInterruption()) throws -> AggregatorClient {
        try AggregatorClient(
            endpoint: "tcp://127.0.0.1:7410", transport: self, interruption: interruption, patience: patience, now: { self.time })
    }

    /// A world in which every endpoint leads here.
    func context(_ console: FakeConsole, environment: [String: String] = [:]) -> ToolContext {
        ToolContext(
            console: console, environment: environment, connect: { _, _, _ in self }, listen: { NoInterruption() }, now: { self.time })
    }

    /// Runs a command line against this aggregator.
    func run(_ arguments: [String], _ console: FakeConsole, environment: [String: String] = [:]) -> Int32 {
        CommandLineTool.run(arguments, context(console, environment: environment))
    }
}

/// Replies to build scripts from.
enum Replies {
    static func job(
        _ number: Int64 = 7, state: JobStatus.State = .done, documents: Int = 0, done: Int = 0, failed: Int = 0
    ) -> JobStatus {
        JobStatus(
            job: number, label: "年报", state: state, documents: documents, known: 0, done: done, failed: failed, cancelled: 0, reports: done,
            observations: done * 10, createdAt: 1000, finishedAt: state == .done ? 3000 : nil)
    }

    static func status(_ id: String, jobs: [JobStatus]) -> StatusReply {
        StatusReply(
            id: id, jobs: jobs,
            stages: [
                StageStatus(stage: .ingest, ready: 3, leased: 1, done: 9, dead: 1, cancelled: 0, retries: 2, late: 1, waiting: "no-worker")
            ],
            workers: [
                WorkerStatus(
                    worker: "desk-1", role: .extraction, host: "desk", pid: 5, software: "0.1.0", capacity: 32, held: 4, finished: 1200,
                    rate: 12.5,
                    silentMilliseconds: 800, state: "working")
            ],
            ledger: LedgerStatus(path: "/tmp/l.db", bytes: 3 << 20, documents: 10, reports: 9, observations: 900, cells: 400),
            software: "0.1.0", engine: "1", codebook: "abcdef0123456789", uptimeMilliseconds: 62_000)
    }

    /// An aggregator that takes every document and has finished at once; `failed` of them failed.
    static func willing(failed: Int = 0) -> (any RequestBody, [[UInt8]]) -> (any RequestBody, [[UInt8]])? {
        var count = 0
        return { request, payloads in
            switch request {
            case let request as OpenJob: return (JobReply(id: request.id, job: job(state: .open)), [])
            case let request as AddDocuments:
                count = max(count, request.first + request.names.count)
                let accepted = payloads.map { _ in AcceptedDocument(sha256: String(repeating: "a", count: 64), fate: .new) }
                return (DocumentsAccepted(id: request.id, job: request.job, documents: accepted), [])
            case let request as CloseJob: return (JobReply(id: request.id, job: job(state: .running, documents: count)), [])
            case let request as GetStatus:
                return (status(request.id, jobs: [job(documents: count, done: count - failed, failed: failed)]), [])
            case let request as ListDeadLetters:
                let letter = DeadLetter(
                    task: 12, stage: .ingest, document: "空.txt", sha256: String(repeating: "b", count: 64), report: nil, attempts: 1,
                    code: "ingest.empty", message: "the file has no bytes", diedAt: 0)
                return (DeadLettersReply(id: request.id, letters: [letter]), [])
            default: return (Done(id: request.id), [])
            }
        }
    }
}
