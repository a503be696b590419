import Base
import Glibc
import TestSupport
import Testing

/// Documents that kill their worker, hang, eat memory or fail: each is tried three times, then told with its reason; nobody else is harmed.
@Suite(.serialized) struct PoisonTests {
    /// Extractors with the test hook, each started again when it has ended, as an operator's supervisor does.
    private final class Supervised {
        private let cluster: Cluster
        private var children: [ChildProcess] = []
        private(set) var deaths = 0

        init(_ cluster: Cluster, count: Int) throws {
            self.cluster = cluster
            for _ in 0..<count { children.append(try start()) }
        }

        private func start() throws -> ChildProcess {
            try ChildProcess(
                "huibao-extractor", ["--work", cluster.work, "--threads", "1", "--memory-limit", "300", "--die-with-parent"], in: cluster.folder,
                // without the runtime's own words about a crash, which can take longer than the lease
                environment: ["HUIBAO_TEST_POISON": "1", "SWIFT_BACKTRACE": "enable=no"])
        }

        func replaceTheDead() throws {
            for index in children.indices where !children[index].isRunning {
                deaths += 1
                children[index] = try start()
            }
        }

        func stop() { for child in children { child.signal(SIGKILL) } }
    }

    @Test func eachKindOfPoisonIsBuriedAfterThreeTriesAndNeighboursAreUntouched() throws {
        let folder = TemporaryFolder()
        let neighbours = 60
        let corpus = Corpus.make(neighbours, seed: 19, in: folder)
        // on a busy machine a process without memory can take longer to die than its lease runs
        let kinds = ["crash": ["task.crash"], "memory": ["task.crash", "task.timeout"], "hang": ["task.timeout"], "fail": ["test.poison"]]
        for (index, kind) in kinds.keys.sorted().enumerated() {
            folder.write("corpus-19-\(neighbours)/poison-\(kind).txt", "云泽市总工会2021年工作总结\n\n全市新增会员\(5000 + index)人。\n")
        }
        let cluster = try Cluster(folder: folder, extra: ["--heartbeat", "200ms", "--lease", "10s"])
        defer { cluster.stop() }
        try cluster.start("huibao-ingest")
        let workers = try Supervised(cluster, count: 3)
        let submitted = try cluster.huibao("submit", corpus)
        #expect(submitted.exit == 0, "\(submitted.errors)")
        var last: JSONValue?
        let ended = Waiting.until(seconds: 240) {
            try? workers.replaceTheDead()
            last = try? cluster.status().items("jobs").first
            return last?.text("state") == "done"
        }
        workers.stop()
        let job = try #require(last)
        #expect(ended && job.int("done") == neighbours && job.int("failed") == kinds.count, "\(job)")
        print("\(neighbours) documents beside \(kinds.count) poisonous ones: \(workers.deaths) workers ended and were started again")

        let letters = try JSONValue(cluster.huibao("dead", "list", "--format", "json").output).items()
        #expect(letters.count == kinds.count, "nobody else was blamed: \(letters)")
        for letter in letters {
            let kind = (letter.text("document") ?? "").dropFirst("poison-".count).dropLast(".txt".count)
            let code = letter.text("code") ?? "none"
            #expect(kinds[String(kind)]?.contains(code) == true, "\(letter)")
            #expect(letter.int("attempts") == 3, "\(letter)")
            #expect(letter.text("message")?.isEmpty == false)
            let shown = try cluster.huibao("dead", "show", "\(letter.int("task") ?? 0)")
            #expect(shown.exit == 0 && shown.text.contains("poison-\(kind).txt") && shown.text.contains(code), "\(shown.text)")
        }
        // workers that the poison does not harm: what is replayed goes through
        try cluster.start("huibao-extractor", count: 2)
        for letter in letters {
            let replayed = try cluster.huibao("dead", "replay", "\(letter.int("task") ?? 0)")
            #expect(replayed.exit == 0, "\(replayed.errors)")
        }
        let watched = try cluster.huibao("watch", submitted.text.trimmingLine(), seconds: 60)
        #expect(watched.exit == 0, "\(watched.errors)")
        let after = try #require(try cluster.status().items("jobs").first)
        #expect(after.int("done") == neighbours + kinds.count && after.int("failed") == 0, "\(after)")
        #expect(try cluster.huibao("dead", "show", "\(letters[0].int("task") ?? 0)").exit == 3)
        #expect(try cluster.huibao("dead", "replay", "\(letters[0].int("task") ?? 0)").exit == 3)
    }
}
