import Glibc
import TestSupport
import Testing

/// Whatever dies, the export is the same to the byte. `Deploy/chaos.sh` runs it longer and with other seeds.
@Suite(.serialized) struct ChaosTests {
    @Test func theExportAfterChaosIsTheUndisturbedOne() throws {
        let seed = UInt64(Environment.int("HUIBAO_CHAOS_SEED") ?? 1)
        let documents = Environment.int("HUIBAO_CHAOS_DOCUMENTS") ?? 240
        let seconds = Double(Environment.int("HUIBAO_CHAOS_SECONDS") ?? 10)
        let folder = TemporaryFolder()
        let corpus = Corpus.make(documents, seed: 1000 + seed, in: folder)

        let calm = try Cluster()
        try calm.start("huibao-ingest")
        try calm.start("huibao-extractor", count: 2)
        let submitted = try calm.huibao("submit", "--wait", corpus)
        try #require(submitted.exit == 0, "\(submitted.errors) \(calm.aggregator.isRunning) \(calm.aggregator.errors.suffix(2000))")
        let undisturbed = try calm.export()
        calm.stop()

        let cluster = try Cluster(extra: ["--heartbeat", "200ms", "--lease", "1s"])
        defer { cluster.stop() }
        let chaos = try Chaos(cluster: cluster, corpus: corpus, seed: seed)
        try chaos.run(seconds: seconds)
        let disturbed = try cluster.export()
        let status = try cluster.status()

        let same = disturbed == undisturbed
        print("chaos of seed \(seed), \(documents) documents, \(Int(seconds)) s: \(chaos.tally)")
        print("export equal to the undisturbed one: \(same ? "yes, byte for byte" : "NO")")
        #expect(same)
        #expect(undisturbed.observations.count > 1000)
        #expect(status["ledger"]?.int("documents") == documents, "each document once")
        for stage in status.items("stages") {
            #expect(stage.int("dead") == 0 && stage.int("ready") == 0 && stage.int("leased") == 0, "\(stage)")
        }
        #expect(chaos.tally.workerKills + chaos.tally.aggregatorKills >= Int(seconds) / 2)
        #expect(chaos.tally.slowestRestart < 5000)
    }
}
