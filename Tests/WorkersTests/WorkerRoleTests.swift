import Base
import Platform
import Protocol
import TestSupport
import Testing
import Text
import ZeroMQ

@testable import Workers

@Suite(.serialized) struct WorkerRoleTests {
    let context: Context
    let folder = TemporaryFolder()
    let endpoint: String

    init() throws {
        context = try Context()
        endpoint = "ipc://\(folder.path)/work"
    }

    let report = Array("安澜市总工会2021年工作总结\n\n2021年，安澜市新建工会120家，新增会员3500人。\n".utf8)

    @Test func documentsBecomeReports() throws {
        let aggregator = try MiniAggregator(context, endpoint, .ingest)
        for n in 0..<40 { aggregator.add("\(n).txt", report) }
        aggregator.add("empty.txt", [])
        aggregator.add("junk.bin", [0, 1, 2, 3, 0, 255])
        let worker = try ThreadedWorker(.ingest, endpoint)
        try aggregator.run { aggregator.results.count == 40 && aggregator.buried.count == 2 }
        #expect(aggregator.buried[41] == "document.empty")
        #expect(aggregator.buried[42] == "document.binary")
        #expect(aggregator.handouts == 42)
        let first = try #require(aggregator.results[1])
        #expect(try first.payloads.map { try ReportBody.decode($0).document } == ["0.txt"])
        #expect(first.result.reports.map(\.city) == ["安澜市"])
        try drain(aggregator, worker)
    }

    @Test func reportsBecomeObservations() throws {
        let data = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let codebook = try SmallFile.read("/\(data)/Modules/4-Domain/Extraction/Data/codebook.txt", limit: 16 << 20)
        let aggregator = try MiniAggregator(context, endpoint, .extraction, codebook: codebook)
        let bodies = IngestReader().read(report, document: "a.txt").payloads
        aggregator.add("a.txt", try #require(bodies.first))
        aggregator.add("b.txt", [1, 2, 3])
        let worker = try ThreadedWorker(.extraction, endpoint)
        try aggregator.run { aggregator.results.count + aggregator.buried.count == 2 }
        let done = try #require(aggregator.results[1])
        #expect(done.result.observations >= 1)
        #expect(done.payloads.count == 2)
        #expect(String(decoding: done.payloads[0], as: UTF8.self).contains("\"value\":3500"))
        #expect(aggregator.buried[2] == "protocol.malformed")
        try drain(aggregator, worker)
    }

    @Test func aWorkerOutlivesItsAggregator() throws {
        // in a context of its own, whose end waits until the path is free again
        var first: MiniAggregator? = try MiniAggregator(Context(), endpoint, .ingest, heartbeat: 50)
        first?.add("poison-slow.txt", report)
        let worker = try ThreadedWorker(.ingest, endpoint, environment: ["HUIBAO_TEST_POISON": "1"])
        try first?.run { first?.held == 1 }
        first = nil
        // another one at the same place that knows of nothing: the result comes by itself
        let second = try MiniAggregator(context, endpoint, .ingest, heartbeat: 50, incarnation: "b")
        second.tasks[1] = ("poison-slow.txt", report)
        try second.run { second.results.count == 1 }
        #expect(second.results.keys.sorted() == [1])
        #expect(second.handouts == 0)
        try drain(second, worker)
    }

    @Test func aRefusedWorkerEnds() throws {
        let aggregator = try MiniAggregator(context, endpoint, .extraction, codebook: Array("nonsense".utf8))
        let worker = try ThreadedWorker(.extraction, endpoint)
        try aggregator.run { worker.failure.withLock { $0 != nil } }
        #expect(worker.join()?.contains("[worker.codebook]") == true)
    }

    /// Asks the worker to leave and sees it go.
    func drain(_ aggregator: MiniAggregator, _ worker: ThreadedWorker) throws {
        aggregator.drainAll()
        try aggregator.run { aggregator.changes.contains("left") }
        #expect(aggregator.changes.contains("left"))
        #expect(worker.join() == nil)
    }
}
