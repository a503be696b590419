import Base
import Glibc
import TestSupport
import Testing

/// What is served over HTTP by a real aggregator, and what of it outlives a kill.
@Suite(.serialized) struct OperatorPagesTests {
    private func cluster(_ extra: [String] = []) throws -> (Cluster, UInt16) {
        let cluster = try Cluster(extra: ["--http", "127.0.0.1:0"] + extra)
        return (cluster, try port(of: cluster))
    }

    private func port(of cluster: Cluster) throws -> UInt16 {
        try #require(cluster.http.split(separator: ":").last.flatMap { UInt16($0.prefix { $0 != "/" }) })
    }

    /// The value of a metric, by its name with labels.
    private func metric(_ name: String, _ port: UInt16) -> Double? {
        let page = HTTPClient.get("/metrics", port: port)?.text ?? ""
        return page.split(separator: "\n").first { $0.hasPrefix(name + " ") }.flatMap { Double($0.split(separator: " ").last ?? "") }
    }

    @Test func healthStatusTableAndHistory() throws {
        let (cluster, port) = try cluster()
        defer { cluster.stop() }
        #expect(HTTPClient.get("/livez", port: port)?.status == 200)
        #expect(HTTPClient.get("/readyz", port: port)?.status == 200)
        let corpus = Corpus.make(3, seed: 7, in: cluster.folder)
        #expect(try cluster.huibao("submit", corpus).exit == 0)
        // a page shows what was a quarter of a second ago
        usleep(300_000)
        var status = try JSONValue(try #require(HTTPClient.get("/status", port: port)).body)
        #expect(status.items("jobs").first?.text("waits") == "no-worker")
        #expect(status.items("stages").first?.text("waiting") == "no-worker")
        try cluster.start("huibao-ingest")
        try cluster.start("huibao-extractor")
        #expect(try cluster.huibao("watch").exit == 0)
        usleep(300_000)
        status = try JSONValue(try #require(HTTPClient.get("/status", port: port)).body)
        let printed = try cluster.status()
        #expect(status.keys == printed.keys && status["jobs"] == printed["jobs"] && status["totals"] == printed["totals"])
        #expect(status.items("workers").allSatisfy { $0.text("idle") == "no-tasks" })
        #expect(status.items("history").reduce(0) { $0 + ($1.int("documents") ?? 0) } == 3)
        let table = try JSONValue(try #require(HTTPClient.get("/table?limit=2", port: port)).body)
        #expect(table.items("cells").count == 2 && table.text("next")?.isEmpty == false)
        #expect(table.items("cells").first?.items("evidence").first?.text("sentence")?.isEmpty == false)
        #expect(HTTPClient.get("/table?after=nonsense", port: port)?.status == 400)
        let history = try JSONValue(try #require(HTTPClient.get("/history?minutes=5", port: port)).body)
        #expect(history.items("minutes").reduce(0) { $0 + ($1.int("documents") ?? 0) } == 3)
        #expect(try JSONValue(try #require(HTTPClient.get("/names", port: port)).body).items("indicators").count > 20)
    }

    @Test func theDashboardLoadsNothingElseAndForeignNamesAreRefused() throws {
        let (cluster, port) = try cluster()
        defer { cluster.stop() }
        let page = try #require(HTTPClient.get("/", port: port))
        #expect(page.status == 200 && page.headers["content-type"] == "text/html; charset=utf-8")
        let policy = page.headers["content-security-policy"] ?? ""
        #expect(policy.contains("default-src 'none'") && policy.contains("script-src 'sha256-") && policy.contains("style-src 'sha256-"))
        #expect(!page.text.contains("src=\"http") && !page.text.contains("unsafe-inline") && !page.text.contains(" style=\""))
        #expect(HTTPClient.get("/", port: port, host: "localhost:\(port)")?.status == 200)
        #expect(HTTPClient.get("/status", port: port, host: "pages.example")?.status == 421)
        #expect(HTTPClient.get("/nothing", port: port)?.status == 404)
        #expect(HTTPClient.get("/status", port: port, method: "POST")?.status == 405)
    }

    @Test func countsGoOnAfterKillsOfWorkerAndAggregator() throws {
        let (cluster, port) = try cluster(["--heartbeat", "200ms"])
        defer { cluster.stop() }
        let stopped = try cluster.start("huibao-ingest")[0]
        #expect(Waiting.until(seconds: 20) { (try? cluster.status().items("workers").count) == 1 })
        stopped.signal(SIGSTOP)
        let corpus = Corpus.make(8, seed: 11, in: cluster.folder)
        #expect(try cluster.huibao("submit", corpus).exit == 0)
        // handed to a worker that does not move any more, then is gone
        #expect(Waiting.until(seconds: 20) { (try? cluster.status().items("stages").first?.int("leased")) ?? 0 > 0 })
        stopped.signal(SIGKILL)
        try cluster.start("huibao-ingest")
        try cluster.start("huibao-extractor")
        #expect(try cluster.huibao("watch").exit == 0)
        let retries = try #require(try cluster.status().items("stages").first?.int("retries"))
        #expect(retries > 0 && retries <= 8)
        #expect(metric("huibao_task_retries_total{stage=\"ingest\"}", port) == Double(retries))
        #expect(metric("huibao_documents_total", port) == 8)
        try cluster.restartAggregator(signal: SIGKILL)
        let again = try self.port(of: cluster)
        #expect(metric("huibao_documents_total", again) == 8)
        #expect(metric("huibao_task_retries_total{stage=\"ingest\"}", again) ?? 0 >= Double(retries))
        #expect(metric("huibao_tasks_finished_total{stage=\"ingest\"}", again) == 8)
        #expect(try cluster.status().items("history").reduce(0) { $0 + ($1.int("documents") ?? 0) } == 8)
    }

    @Test func promtoolHasNoComplaint() throws {
        let places = ["/usr/bin/promtool", "/usr/local/bin/promtool"]
        guard let promtool = places.first(where: { Repository.fileBytes($0) != nil }) else {
            print("skipped: promtool is not installed (Debian package prometheus)")
            return
        }
        let (cluster, port) = try cluster()
        defer { cluster.stop() }
        try cluster.start("huibao-ingest")
        let page = try #require(HTTPClient.get("/metrics", port: port)).body
        let file = cluster.folder.write("metrics", page)
        let outcome = try ChildProcess.run(promtool, ["check", "metrics"], in: cluster.folder, input: file, seconds: 60)
        #expect(outcome.exit == 0 && outcome.text.isEmpty && outcome.errors.isEmpty, "\(outcome.text)\(outcome.errors)")
    }

    @Test func addressesBeyondThisMachineNeedTheirWord() throws {
        let folder = TemporaryFolder()
        let ports = ["--control", "tcp://127.0.0.1:*", "--work", "tcp://127.0.0.1:*", "--events", "tcp://127.0.0.1:*"]
        let outcome = try ChildProcess.run(
            "huibao-aggregator", ["--ledger", folder.path + "/l", "--http", "0.0.0.0:0"] + ports, in: folder, seconds: 20)
        #expect(outcome.exit == 2 && outcome.errors.contains("--insecure-http") && outcome.errors.contains("proxy"))
        let wrong = try ChildProcess.run(
            "huibao-aggregator", ["--ledger", folder.path + "/l", "--http", "example"] + ports, in: folder, seconds: 20)
        #expect(wrong.exit == 2)
        let open = try Cluster(extra: ["--http", "0.0.0.0:0", "--insecure-http"])
        defer { open.stop() }
        #expect(HTTPClient.get("/livez", port: try port(of: open), host: "pages.example")?.status == 200)
    }

    @Test(.enabled(if: DeskTests.python != nil && DeskTests.chromium != nil, "python3 and Chromium are not installed"))
    func theDashboardWorksInABrowserByKeyboardAlone() throws {
        let (cluster, _) = try cluster()
        defer { cluster.stop() }
        try cluster.start("huibao-ingest")
        try cluster.start("huibao-extractor")
        #expect(try cluster.huibao("submit", "--wait", Repository.root + "/Deploy/samples/01-qingling-2021.txt").exit == 0)
        let script = Repository.root + "/Tests/EndToEndTests/Fixtures/check_dashboard.py"
        let check = try ChildProcess.run(
            try #require(DeskTests.python), [script, try #require(DeskTests.chromium), cluster.http, cluster.folder.path], in: cluster.folder, seconds: 150)
        #expect(check.exit == 0, "\(check.errors)")
        let seen = try JSONValue(check.output)
        for name in ["loaded", "filtered"] { #expect(seen[name] == .bool(true), "\(name): \(check.text)") }
        let words = ["focus": "city", "state": "ok", "mark": "1364人次", "number": "1,364", "expanded": "true", "language": "en Huibao · operations"]
        for (name, word) in words { #expect(seen.text(name) == word, "\(name): \(check.text)") }
        #expect(seen.text("outline") != "none" && seen.text("dark") == "rgb(16, 20, 24)")
        #expect(seen.int("overflow") ?? 1 <= 0 && seen.int("untranslated") == 0)
        #expect(seen["trouble"] == .array([]), "no word on the console: \(check.text)")
    }

    @Test(.enabled(if: DeskTests.python != nil, "python3 is not installed")) func topLivesOnATerminalAndGivesItBack() throws {
        let (cluster, _) = try cluster()
        defer { cluster.stop() }
        try cluster.start("huibao-ingest")
        let script = Repository.root + "/Tests/EndToEndTests/Fixtures/check_top.py"
        let check = try ChildProcess.run(
            try #require(DeskTests.python), [script, ChildProcess.executables + "/huibao", cluster.control, "\(cluster.aggregator.pid)"], in: cluster.folder,
            seconds: 120)
        #expect(check.exit == 0, "\(check.errors)")
        let seen = try JSONValue(check.output)
        for name in ["shown", "english", "sorted", "q restored", "term restored", "int restored", "trouble", "lost restored"] {
            #expect(seen[name] == .bool(true), "\(name): \(check.text)")
        }
        #expect(seen.int("rows24") == 24 && seen.int("rows60") == 60)
        #expect(seen.int("whole frames while idle") == 0 && seen.int("bytes while idle") ?? 9999 < 3000, "only what changed is drawn: \(check.text)")
        #expect(seen.int("q") == 0 && seen.int("term") == 0 && seen.int("int") == 0 && seen.int("lost") == 6, "\(check.text)")
    }

    @Test func aTraceLeadsFromTheSubmissionThroughEveryLog() throws {
        let cluster = try Cluster(environment: ["HUIBAO_LOG_LEVEL": "debug"])
        defer { cluster.stop() }
        let ingest = try cluster.start("huibao-ingest", environment: ["HUIBAO_LOG_LEVEL": "debug"])[0]
        let extractor = try cluster.start("huibao-extractor", environment: ["HUIBAO_LOG_LEVEL": "debug"])[0]
        #expect(try cluster.huibao("submit", "--wait", Repository.root + "/Deploy/samples/01-qingling-2021.txt").exit == 0)
        let trace = try #require(try cluster.status().items("jobs").first?.text("trace"))
        #expect(trace.count == 16)
        for (child, event) in [(cluster.aggregator, "task.recorded"), (ingest, "task.done"), (extractor, "task.done")] {
            #expect(Waiting.until(seconds: 10) { child.errors.contains(event) })
            let lines = child.errors.split(separator: "\n").compactMap { try? JSONValue(Array($0.utf8)) }
            #expect(lines.contains { $0.text("event") == event && $0.text("trace")?.hasPrefix(trace + ".1.") == true }, "\(child.errors)")
            #expect(!child.errors.contains("基层工会"), "never text of a document")
        }
    }
}
