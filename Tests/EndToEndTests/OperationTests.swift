import Base
import Glibc
import TestSupport
import Testing

/// What operators rely on: quick status, no work when idle, drains that lose nothing.
@Suite(.serialized) struct OperationTests {
    /// User and system time of a process, in clock ticks of 10 ms.
    private func cpuTicks(_ pid: Int32) -> Int? {
        guard let bytes = Repository.fileBytes("/proc/\(pid)/stat") else { return nil }
        let fields = String(decoding: bytes, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 13, let user = Int(fields[11]), let system = Int(fields[12]) else { return nil }
        return user + system
    }

    @Test func anIdleAggregatorUsesNoMeasurableTime() throws {
        let cluster = try Cluster()
        defer { cluster.stop() }
        try cluster.start("huibao-ingest")
        try cluster.start("huibao-extractor")
        let ready = Waiting.until(seconds: 20) { (try? cluster.status().items("workers").count) == 2 }
        #expect(ready)
        let before = try #require(cpuTicks(cluster.aggregator.pid))
        sleep(3)
        let after = try #require(cpuTicks(cluster.aggregator.pid))
        #expect(after - before <= 3, "10 ms a second at most: \(after - before) ticks in three seconds")
    }

    @Test func aSecondSubmissionOfTheSameBytesCostsNothing() throws {
        let cluster = try Cluster()
        defer { cluster.stop() }
        try cluster.start("huibao-ingest")
        try cluster.start("huibao-extractor")
        let corpus = Corpus.make(12, seed: 19, in: cluster.folder)
        #expect(try cluster.huibao("submit", "--wait", corpus).exit == 0)
        for worker in cluster.workers { worker.signal(SIGKILL) }
        let again = try cluster.huibao("submit", "--wait", corpus, seconds: 30)
        #expect(again.exit == 0, "done without any worker: \(again.errors)")
        let jobs = try cluster.status().items("jobs")
        #expect(jobs.count == 2 && jobs.allSatisfy { $0.int("done") == 12 } && jobs.first?.int("known") == 12)
    }

    @Test func drainedWorkersAndAggregatorLoseNothing() throws {
        let cluster = try Cluster()
        defer { cluster.stop() }
        try cluster.start("huibao-ingest")
        let extractors = try cluster.start("huibao-extractor", count: 2)
        let corpus = Corpus.make(60, seed: 23, in: cluster.folder)
        #expect(try cluster.huibao("submit", corpus).exit == 0)
        extractors[0].signal(SIGTERM)
        #expect(extractors[0].wait(seconds: 40).exit == 0)
        try cluster.restartAggregator(signal: SIGTERM)
        let finished = Waiting.until(seconds: 120) { (try? cluster.status().items("jobs").first?.int("done")) == 60 }
        #expect(finished)
        #expect(try cluster.status().items("jobs").first?.int("failed") == 0)
    }

    @Test func cancelledWorkStopsAndCanBeTakenUpAgain() throws {
        let cluster = try Cluster()
        defer { cluster.stop() }
        let corpus = Corpus.make(5, seed: 29, in: cluster.folder)
        let job = try cluster.huibao("submit", corpus).text.trimmingLine()
        #expect(try cluster.huibao("cancel", job).exit == 0)
        #expect(try cluster.status(job).items("jobs").first?.text("state") == "cancelled")
        try cluster.start("huibao-ingest")
        try cluster.start("huibao-extractor")
        #expect(try cluster.huibao("retry", job).exit == 0)
        #expect(try cluster.huibao("watch", job).exit == 0)
        #expect(try cluster.status(job).items("jobs").first?.int("done") == 5)
    }

    @Test func cancelledDocumentsThatComeAgainAreTakenUp() throws {
        let cluster = try Cluster()
        defer { cluster.stop() }
        let corpus = Corpus.make(5, seed: 37, in: cluster.folder)
        let job = try cluster.huibao("submit", corpus).text.trimmingLine()
        try cluster.start("huibao-ingest")
        try cluster.start("huibao-extractor")
        #expect(try cluster.huibao("watch", job).exit == 0)
        let second = Corpus.make(7, seed: 41, in: cluster.folder)
        for worker in cluster.workers { worker.signal(SIGKILL) }
        let cancelled = try cluster.huibao("submit", second).text.trimmingLine()
        #expect(try cluster.huibao("cancel", cancelled).exit == 0)
        try cluster.start("huibao-ingest")
        try cluster.start("huibao-extractor")
        #expect(try cluster.huibao("submit", "--wait", second, seconds: 60).exit == 0)
    }

    @Test func workersAreListedAndDrainedByName() throws {
        let cluster = try Cluster()
        defer { cluster.stop() }
        let worker = try cluster.start("huibao-ingest")[0]
        var name = ""
        let came = Waiting.until(seconds: 20) {
            name = (try? cluster.status().items("workers").first?.text("worker")) ?? ""
            return !name.isEmpty
        }
        #expect(came)
        #expect(try cluster.huibao("worker", "list").text.contains(name))
        #expect(try cluster.huibao("worker", "drain", name).exit == 0)
        #expect(worker.wait(seconds: 20).exit == 0)
        let unknown = try cluster.huibao("worker", "drain", "nobody")
        #expect(unknown.exit == 3 && unknown.errors.contains("nobody"))
    }
}
