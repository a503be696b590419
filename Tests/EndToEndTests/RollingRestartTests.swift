import Glibc
import TestSupport
import Testing

/// Everything is exchanged under load, one process after the other, and no document notices.
@Suite(.serialized) struct RollingRestartTests {
    @Test func noDocumentFailsWhileEverythingIsExchanged() throws {
        let count = Environment.int("HUIBAO_ROLLING_DOCUMENTS") ?? 240
        let folder = TemporaryFolder()
        let corpus = Corpus.make(count, seed: 47, in: folder)
        let calm = try Cluster()
        try calm.start("huibao-ingest")
        try calm.start("huibao-extractor", count: 2)
        #expect(try calm.huibao("submit", "--wait", corpus).exit == 0)
        let undisturbed = try calm.export()
        calm.stop()

        let cluster = try Cluster(folder: folder)
        defer { cluster.stop() }
        // so slow that the load lasts through all of it
        let slow = ["HUIBAO_TEST_SLOW": "40"]
        for program in ["huibao-ingest", "huibao-extractor", "huibao-extractor"] { try cluster.start(program, environment: slow) }
        let client = try cluster.begin(["submit", "--wait", corpus, "--timeout", "60s"])
        let running = Waiting.until(seconds: 30) { (try? cluster.status().items("jobs").first?.int("done")).flatMap { $0 } ?? 0 > 3 }
        #expect(running)
        let first = cluster.workers
        var exchanged = 0
        for (index, program) in ["huibao-ingest", "huibao-extractor", "huibao-extractor"].enumerated() {
            try cluster.start(program, environment: slow)
            var name = ""
            let here = Waiting.until(seconds: 20) {
                let workers = (try? cluster.status().items("workers")) ?? []
                name = workers.first { $0.int("pid") == Int(first[index].pid) }?.text("worker") ?? ""
                return !name.isEmpty
            }
            #expect(here, "a worker finds back to an aggregator that was exchanged")
            #expect(try cluster.huibao("worker", "drain", name).exit == 0)
            let end = first[index].wait(seconds: 40)
            #expect(end.exit == 0, "\(program) drained: \(end.errors.suffix(500))")
            exchanged += 1
            if index == 1 {
                try cluster.restartAggregator(signal: SIGTERM)
                exchanged += 1
            }
        }
        let loadLasted = client.isRunning
        let end = client.wait(seconds: 240)
        #expect(end.exit == 0, "\(end.errors)")
        #expect(loadLasted, "all of it happened under load")
        #expect(try cluster.export() == undisturbed)
        let status = try cluster.status()
        let job = try #require(status.items("jobs").first)
        #expect(job.int("done") == count && job.int("failed") == 0)
        #expect(status.items("stages").allSatisfy { $0.int("dead") == 0 })
        print("\(exchanged) processes exchanged under load, \(count) documents done, none failed")
    }
}
