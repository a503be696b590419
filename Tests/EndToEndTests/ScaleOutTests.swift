import Glibc
import TestSupport
import Testing

/// The same bytes out, whatever the number of workers, their order and their fates.
@Suite(.serialized) struct ScaleOutTests {
    /// Runs a folder through daemons on loopback; `disturb` is called while documents are under way.
    private func run(
        _ corpus: String, extractors: Int, ingesters: Int = 1, extra: [String] = [], disturb: (Cluster) throws -> Void = { _ in }
    ) throws -> (exported: Cluster.Exported, status: JSONValue) {
        let cluster = try Cluster(extra: extra)
        defer { cluster.stop() }
        try cluster.start("huibao-ingest", count: ingesters)
        try cluster.start("huibao-extractor", count: extractors)
        let submitted = try cluster.huibao("submit", corpus)
        #expect(submitted.exit == 0, "\(submitted.errors)")
        try disturb(cluster)
        let watched = try cluster.huibao("watch", submitted.text.trimmingLine())
        #expect(watched.exit == 0 || watched.exit == 4, "\(watched.errors)")
        return (try cluster.export(), try cluster.status())
    }

    /// How many documents are done, and how many there are.
    private func progress(_ cluster: Cluster) -> (done: Int, all: Int) {
        guard let job = try? cluster.status().items("jobs").first, let done = job.int("done"), let all = job.int("documents") else { return (0, 0) }
        return (done, all)
    }

    /// Waits until some documents are done.
    private func midway(_ cluster: Cluster) -> Bool {
        Waiting.until(seconds: 120) {
            let (done, all) = progress(cluster)
            return all > 0 && done > all / 20
        }
    }

    /// Work is left: what was done to the daemons came in time.
    private func expectWorkLeft(_ cluster: Cluster) {
        let (done, all) = progress(cluster)
        #expect(done < all, "all \(all) documents were done already: HUIBAO_DOCUMENTS must be more")
    }

    @Test func oneAndFourExtractorsGiveTheSameBytes() throws {
        let folder = TemporaryFolder()
        let corpus = Corpus.make(Corpus.documents, in: folder)
        let one = try run(corpus, extractors: 1)
        let four = try run(corpus, extractors: 4, ingesters: 2)
        #expect(one.exported.table.count > 1000 && one.exported.observations.count > 1000)
        #expect(one.exported == four.exported)
    }

    @Test func aKilledExtractorChangesNothing() throws {
        let folder = TemporaryFolder()
        let corpus = Corpus.make(Corpus.documents, seed: 11, in: folder)
        let undisturbed = try run(corpus, extractors: 2)
        let disturbed = try run(corpus, extractors: 2) { cluster in
            #expect(midway(cluster))
            cluster.workers.last?.signal(SIGKILL)
            expectWorkLeft(cluster)
            try cluster.start("huibao-extractor")
        }
        #expect(disturbed.exported == undisturbed.exported)
        let job = try #require(disturbed.status.items("jobs").first)
        #expect(job.int("done") == Corpus.documents && job.int("failed") == 0)
        #expect(job.int("observations") == undisturbed.status.items("jobs").first?.int("observations"), "none twice")
    }

    @Test func aKilledAggregatorChangesNothing() throws {
        let folder = TemporaryFolder()
        let corpus = Corpus.make(Corpus.documents, seed: 13, in: folder)
        let undisturbed = try run(corpus, extractors: 2)
        let disturbed = try run(corpus, extractors: 2) { cluster in
            #expect(midway(cluster))
            for _ in 0..<3 { try cluster.restartAggregator(signal: SIGKILL) }
            expectWorkLeft(cluster)
        }
        #expect(disturbed.exported == undisturbed.exported)
        #expect(disturbed.status.items("jobs").first?.int("done") == Corpus.documents)
    }

    @Test func aLostWorkersDocumentsRunAgainWithinSeconds() throws {
        let folder = TemporaryFolder()
        let documents = 24
        let names = (0..<documents).map { "corpus/poison-hang-\($0).txt" }
        let corpus = folder.makeFolder("corpus")
        for (index, name) in names.enumerated() { folder.write(name, "云泽市总工会2021年工作总结\n\n全市新增工会会员\(1000 + index)人。\n") }
        let cluster = try Cluster(folder: folder)
        defer { cluster.stop() }
        try cluster.start("huibao-ingest")
        // one that takes everything and finishes nothing, and then dies; afterwards two that work
        let greedy = try cluster.start("huibao-extractor", environment: ["HUIBAO_TEST_POISON": "1"])
        let submitted = try cluster.huibao("submit", corpus)
        #expect(submitted.exit == 0, "\(submitted.errors)")
        func inHand() -> Int { (try? cluster.status())?.items("stages").reduce(0) { $0 + ($1.int("leased") ?? 0) } ?? 0 }
        let taken = Waiting.until(seconds: 30) { inHand() == documents }
        #expect(taken, "all are in its hands: \(inHand())")
        try cluster.start("huibao-extractor", count: 2)
        let start = Chaos.now()
        greedy[0].signal(SIGKILL)
        let watched = try cluster.huibao("watch", submitted.text.trimmingLine(), seconds: 60)
        let took = Chaos.now() - start
        #expect(watched.exit == 0, "\(watched.errors)")
        print("\(documents) documents in the hands of a worker that was killed: all done by others \(took) ms later, heartbeats of a second")
        #expect(took < 15_000)
    }

    @Test func aPoisonousDocumentHarmsNobodyElse() throws {
        let folder = TemporaryFolder()
        let corpus = Corpus.make(30, seed: 17, in: folder)
        folder.write("corpus-17-30/poison-crash.txt", "云泽市总工会2021年新增会员5人。")
        let cluster = try Cluster(extra: ["--heartbeat", "200ms"])
        defer { cluster.stop() }
        try cluster.start("huibao-ingest")
        // each death costs a worker; nobody restarts them here
        try cluster.start("huibao-extractor", count: 6, environment: ["HUIBAO_TEST_POISON": "1"])
        let outcome = try cluster.huibao("submit", "--wait", corpus)
        #expect(outcome.exit == 4, "\(outcome.errors)")
        let job = try #require(try cluster.status().items("jobs").first)
        #expect(job.int("done") == 30 && job.int("failed") == 1)
        let dead = try cluster.huibao("dead", "list", "--format", "json")
        let letters = try JSONValue(dead.output).items()
        #expect(letters.map { $0.text("code") } == ["task.crash"] && letters.first?.text("document") == "poison-crash.txt")
    }
}

extension String {
    /// Without the line feed at its end.
    func trimmingLine() -> String { String(prefix { $0 != "\n" }) }
}
