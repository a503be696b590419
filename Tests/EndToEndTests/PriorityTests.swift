import Glibc
import TestSupport
import Testing

/// Urgent work goes first, cancelled work stops, and only what failed is tried again.
@Suite(.serialized) struct PriorityTests {
    private func job(_ cluster: Cluster, _ number: String) throws -> JSONValue { try #require(try cluster.status(number).items("jobs").first) }

    @Test func anUrgentJobOvertakesAndACancelledOneStops() throws {
        let cluster = try Cluster()
        defer { cluster.stop() }
        let long = try cluster.huibao("submit", Corpus.make(120, seed: 59, in: cluster.folder), "--priority", "low").text.trimmingLine()
        let urgent = try cluster.huibao("submit", Corpus.make(10, seed: 61, in: cluster.folder), "--priority", "high").text.trimmingLine()
        let plain = try cluster.huibao("submit", Corpus.make(10, seed: 67, in: cluster.folder)).text.trimmingLine()
        let changed = try cluster.huibao("prioritize", plain, "high")
        #expect(changed.exit == 0 && changed.errors.contains("priority high"), "\(changed.errors)")
        #expect(try cluster.huibao("prioritize", plain, "urgent").exit == 2)
        let slow = ["HUIBAO_TEST_SLOW": "30"]
        try cluster.start("huibao-ingest", environment: slow)
        try cluster.start("huibao-extractor", environment: slow)
        for number in [urgent, plain] {
            #expect(try cluster.huibao("watch", number).exit == 0)
        }
        let before = try #require(try job(cluster, long).int("done"))
        #expect(before < 60, "the urgent ones went first: \(before) of the others are done")
        #expect(try cluster.huibao("status", "--lang", "en").text.contains("running, low"))
        // stops at once, in the workers too
        let start = Chaos.now()
        #expect(try cluster.huibao("cancel", long).exit == 0)
        let idle = Waiting.until(seconds: 10) { (try? cluster.status().items("workers").allSatisfy { $0.int("held") == 0 }) == true }
        #expect(idle && Chaos.now() - start < 3000, "\(Chaos.now() - start) ms")
        let stopped = try job(cluster, long)
        #expect(stopped.text("state") == "cancelled" && (stopped.int("done") ?? 0) + (stopped.int("cancelled") ?? 0) == 120)
        sleep(1)
        #expect(try job(cluster, long).int("done") == stopped.int("done"), "nothing of it is done any more")
    }

    @Test func onlyWhatFailedIsTriedAgainAndKnownBytesAreFree() throws {
        let cluster = try Cluster()
        defer { cluster.stop() }
        let folder = cluster.folder.makeFolder("mixed")
        for index in 0..<4 { cluster.folder.write("mixed/good-\(index).txt", "云泽市总工会202\(index)年工作总结\n\n全市新增工会会员12\(index)6人。\n") }
        cluster.folder.write("mixed/poison-fail.txt", "青岭市总工会2021年工作总结\n\n全市新增工会会员77人。\n")
        let poisoned = try cluster.start("huibao-ingest", environment: ["HUIBAO_TEST_POISON": "1"])
        try cluster.start("huibao-extractor")
        let first = try cluster.huibao("submit", "--wait", folder)
        #expect(first.exit == 4 && first.errors.contains("poison-fail"), "\(first.errors)")
        for worker in poisoned {
            worker.signal(SIGTERM)
            #expect(worker.wait(seconds: 20).exit == 0)
        }
        let number = first.text.trimmingLine()
        let retried = try cluster.huibao("retry", number)
        #expect(retried.exit == 0 && retried.errors.contains("1 document waiting"), "\(retried.errors)")
        try cluster.start("huibao-ingest")
        #expect(try cluster.huibao("watch", number).exit == 0)
        let stages = try cluster.status().items("stages")
        #expect(stages.allSatisfy { $0.int("dead") == 0 } && stages.first?.int("done") == 5)
        let finished = try cluster.status().items("workers").reduce(0) { $0 + ($1.int("finished") ?? 0) }
        // the same bytes again, in one job and without any worker
        for worker in cluster.workers { worker.signal(SIGKILL) }
        let again = try cluster.huibao("submit", "--wait", folder, seconds: 30)
        #expect(again.exit == 0 && again.errors.contains("5 known from before"), "\(again.errors)")
        let unwatched = try cluster.huibao("submit", folder, seconds: 30)
        #expect(unwatched.errors.contains("5 of them known from before, which cost nothing"), "\(unwatched.errors)")
        print("finished tasks before the repeats: \(finished)")
    }
}
