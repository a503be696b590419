internal import Base
internal import Glibc
internal import Protocol
internal import Text

/// Measures the ledger alone: documents go their whole way in groups, every group flushed, without sockets or workers.
///
/// ```
/// a round of `group` documents = five commits:
/// add ── lease + payload ── recordIngest (one report) ── lease + payload ── recordExtraction
/// ```
public enum LedgerBench {
    /// What is measured.
    public struct Plan: Sendable {
        /// How many go the whole way.
        public var documents = 20_000
        /// Documents a commit.
        public var group = 64
        /// Bytes of a document, and of its report.
        public var bodyBytes = 10_240
        /// Bytes of a report's observation lines.
        public var lineBytes = 1024
        /// Claims of a report.
        public var claims = 0

        /// The defaults.
        public init() {}
    }

    /// What one kind of commit took, all rounds together.
    public struct Phase: Sendable {
        /// What it did.
        public var name: String
        /// Wall-clock time.
        public var seconds: Double
        /// Processor time of this process.
        public var cpuSeconds: Double
    }

    /// The outcome.
    public struct Outcome: Sendable {
        /// How many went the whole way.
        public var documents: Int
        /// In the order in which a document goes through them.
        public var phases: [Phase]
        /// Bytes of the ledger at the end, log included.
        public var bytes: Int64

        /// Wall-clock seconds of all phases.
        public var seconds: Double { phases.reduce(0) { $0 + $1.seconds } }
        /// Documents through their whole life a second.
        public var documentsPerSecond: Double { Double(documents) / max(seconds, 1e-9) }
        /// Processor time of a document's whole life, in microseconds.
        public var cpuMicrosPerDocument: Double { phases.reduce(0) { $0 + $1.cpuSeconds } / Double(max(documents, 1)) * 1e6 }

        /// A table for people, a line a phase.
        public var lines: [String] {
            func micros(_ seconds: Double) -> String {
                let tenths = Int((seconds / Double(max(documents, 1)) * 1e7).rounded())
                return "\(tenths / 10).\(tenths % 10) µs"
            }
            let each = phases.map { "\($0.name): \(micros($0.seconds)) a document, \(micros($0.cpuSeconds)) of them processor" }
            let whole =
                "whole life: \(Int(documentsPerSecond)) documents/s, \(micros(seconds)) each, "
                + "\(Int(cpuMicrosPerDocument.rounded())) µs processor, \(bytes / Int64(max(documents, 1))) bytes on disk"
            return each + [whole]
        }
    }

    /// Runs the plan on a new ledger at `path`, which stays behind. Any thread.
    public static func run(_ plan: Plan, path: String) throws(LedgerError) -> Outcome {
        let ledger = try Ledger(path: path)
        let job = try ledger.group(at: 0) { (g) throws(LedgerError) in try g.openJob(token: "bench", label: "bench").job }.value
        var phases = ["add", "lease to ingest", "record reports", "lease to extract", "record observations"].map {
            Phase(name: $0, seconds: 0, cpuSeconds: 0)
        }
        func timed<T>(_ phase: Int, _ body: () throws(LedgerError) -> T) throws(LedgerError) -> T {
            let (start, cpu) = (MonotonicTime.now(), clock())
            let value = try body()
            phases[phase].seconds += Double(MonotonicTime.now().nanoseconds - start.nanoseconds) / 1e9
            phases[phase].cpuSeconds += Double(clock() - cpu) / 1e6
            return value
        }
        let lines = [UInt8](repeating: UInt8(ascii: "x"), count: plan.lineBytes)
        let group = max(1, plan.group)
        for first in stride(from: 0, to: plan.documents, by: group) {
            let count = min(group, plan.documents - first)
            let bodies = (first..<first + count).map { body($0, plan.bodyBytes) }
            try timed(0) { () throws(LedgerError) in
                let documents = bodies.enumerated().map { SubmittedDocument(name: "d\(first + $0).txt", bytes: $1) }
                _ = try ledger.group(at: 0) { (g) throws(LedgerError) in try g.addDocuments(job: job, first: first, documents) }
            }
            let ingests = try timed(1) { () throws(LedgerError) in try lease(ledger, try ledger.ready(.ingest, limit: count)) }
            let extractions = try timed(2) { () throws(LedgerError) in
                try ledger.group(at: 0) { (g) throws(LedgerError) in
                    var ready: [WaitingTask] = []
                    for (task, body) in zip(ingests, bodies) {
                        let header = ReportHeader(number: 0, city: "青岭市", year: 2031)
                        if case .recorded(let new) = try g.recordIngest(task.task, [(header, body)]) { ready += new }
                    }
                    return ready
                }.value
            }
            let claims = extractions.map { Self.claims(of: $0, plan.claims) }
            _ = try timed(3) { () throws(LedgerError) in try lease(ledger, extractions) }
            try timed(4) { () throws(LedgerError) in
                _ = try ledger.group(at: 0) { (g) throws(LedgerError) in
                    for (task, claims) in zip(extractions, claims) {
                        _ = try g.recordExtraction(
                            task.task, engine: "bench", codebook: "", lines: lines, observations: 3, rejections: 1, claims: claims)
                    }
                }
            }
        }
        let bytes = try LedgerReader(path: path).status().bytes
        return Outcome(documents: plan.documents, phases: phases, bytes: bytes)
    }

    private static func lease(_ ledger: Ledger, _ tasks: [WaitingTask]) throws(LedgerError) -> [WaitingTask] {
        try ledger.group(at: 0) { (g) throws(LedgerError) in
            for task in tasks {
                _ = try g.lease(task.task, token: "0123456789abcdef", worker: "bench-1")
                _ = try ledger.payload(task.task)
            }
            return tasks
        }.value
    }

    /// Bytes unlike those of every other number.
    private static func body(_ number: Int, _ count: Int) -> [UInt8] {
        var body = Array("\(number)\n".utf8)
        body.append(contentsOf: repeatElement(UInt8(ascii: "x"), count: max(0, count - body.count)))
        return body
    }

    private static func claims(of task: WaitingTask, _ count: Int) -> [Claim] {
        (0..<count).map { index in
            let evidence = Evidence(
                document: task.documentName, report: 0, start: 10 * index, end: 10 * index + 5, byteStart: 30 * index,
                byteEnd: 30 * index + 15, quote: "14863", value: 14863, subject: "新会员", sentence: String(repeating: "新会员", count: 20),
                sentenceStart: 10 * index, sentenceEnd: 10 * index + 60, because: ["number.arabic", "subject.before", "codebook.alias"])
            return Claim(
                city: "第\(task.document % 8)市", year: 2031, indicator: "bench.\(index)", value: 14863, high: nil, unit: "人",
                approximation: .exact, confidence: 0.9, scope: "new", periodStart: "", periodEnd: "", evidence: evidence, runnerUp: nil)
        }
    }
}
