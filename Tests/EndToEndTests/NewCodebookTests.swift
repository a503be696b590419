import Glibc
import TestSupport
import Testing

/// The aggregator dies and starts again with another codebook while workers hold tasks under the old one.
@Suite(.serialized) struct NewCodebookTests {
    @Test func whatTheOldCodebookGaveIsNotCountedForTheNewOne() throws {
        let count = 60
        let folder = TemporaryFolder()
        let corpus = Corpus.make(count, seed: 53, in: folder)
        // finds figures that the built-in one leaves without an indicator
        let overlay = folder.write(
            "overlay.txt", "format 1\nindicator local.any_members\n  area ten_things\n  unit 人\n  zh 任何人数\n  count 人\n  when 人\n")
        let calm = try Cluster(extra: ["--codebook", overlay])
        for program in ["huibao-ingest", "huibao-extractor"] { try calm.start(program) }
        #expect(try calm.huibao("submit", "--wait", corpus).exit == 0)
        let undisturbed = try calm.export()
        calm.stop()

        let cluster = try Cluster(folder: folder)
        defer { cluster.stop() }
        try cluster.start("huibao-ingest")
        let extractor = try #require(try cluster.start("huibao-extractor", environment: ["HUIBAO_TEST_SLOW": "100"]).first)
        #expect(try cluster.huibao("submit", corpus).exit == 0)
        func done() -> Int { (try? cluster.status().items("stages").last?.int("done")).flatMap { $0 } ?? 0 }
        let halfway = Waiting.until(seconds: 60) { done() >= 5 }
        #expect(halfway)
        // it finishes what it holds while nobody is there to take it
        try cluster.restartAggregator(signal: SIGKILL, extra: ["--codebook", overlay])
        let over = Waiting.until(seconds: 120) { ((try? cluster.status().items("jobs").first?.text("state")) ?? "") == "done" }
        #expect(over && extractor.isRunning)
        let log = cluster.aggregator.errors
        #expect(log.contains("task.foreign"), "results of the old codebook came")
        #expect(try cluster.export() == undisturbed, "and none of them is in the table")
    }
}
