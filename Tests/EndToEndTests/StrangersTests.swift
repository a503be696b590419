import Glibc
import TestSupport
import Testing

/// Keys: who is on the list comes in, in its own role; nobody else gets as far as a message.
@Suite(.serialized) struct StrangersTests {
    let folder = TemporaryFolder()

    /// Makes a key file; its path and public key.
    private func key(_ name: String) throws -> (path: String, publicKey: String) {
        let path = folder.path + "/" + name
        #expect(try ChildProcess.run("huibao", ["key", "new", path], in: folder).exit == 0)
        let shown = try ChildProcess.run("huibao", ["key", "show", path], in: folder)
        return (path, shown.text.trimmingLine())
    }

    @Test func onlyKeysOnTheListComeInEachInItsRole() throws {
        let server = try key("server.key"), client = try key("client.key"), worker = try key("worker.key"), stranger = try key("stranger.key")
        let list = folder.write("allow", "# who may come in\n\(client.publicKey) client desk\n\(worker.publicKey) worker machine\n")
        let cluster = try Cluster(folder: folder, extra: ["--curve-key", server.path, "--allow", list])
        defer { cluster.stop() }
        func keys(_ own: String) -> [String] { ["--curve-key", own, "--curve-server-key", server.publicKey] }
        func ask(_ own: String) throws -> ChildProcess.Outcome {
            try ChildProcess.run("huibao", ["status", "--connect", cluster.control, "--timeout", "3s"] + keys(own), in: folder, seconds: 30)
        }
        #expect(try ask(client.path).exit == 0)
        for other in [stranger.path, worker.path] {
            let refused = try ask(other)
            #expect(refused.exit == 6 || refused.exit == 8, "\(refused.exit ?? -1): \(refused.errors)")
        }
        let plain = try ChildProcess.run("huibao", ["status", "--connect", cluster.control, "--timeout", "3s"], in: folder, seconds: 30)
        #expect(plain.exit == 6 || plain.exit == 8)
        let workers = try ["huibao-ingest", "huibao-extractor"].map {
            try ChildProcess($0, ["--work", cluster.work, "--die-with-parent"] + keys(worker.path), in: folder)
        }
        let report = folder.write("a.txt", "云泽市总工会2021年工作总结\n\n全市新增工会会员1286人。\n")
        let done = try ChildProcess.run(
            "huibao", ["submit", "--wait", report, "--connect", cluster.control] + keys(client.path), in: folder, seconds: 60)
        #expect(done.exit == 0, "\(done.errors)")
        // the list is read again without a restart
        folder.write("allow", "\(client.publicKey) client desk\n\(stranger.publicKey) client newcomer\n")
        cluster.aggregator.signal(SIGHUP)
        let admitted = Waiting.until(seconds: 10) { cluster.aggregator.errors.contains("aggregator.allow") }
        #expect(admitted)
        #expect(try ask(stranger.path).exit == 0)
        for child in workers { child.signal(SIGKILL) }
    }

    @Test func keysWithoutAListAreRefused() throws {
        let server = try key("server.key")
        let outcome = try ChildProcess.run(
            "huibao-aggregator", ["--ledger", folder.path + "/l.sqlite", "--curve-key", server.path], in: folder, seconds: 20)
        #expect(outcome.exit == 2 && outcome.errors.contains("--allow"), "\(outcome.errors)")
    }

    @Test func anOpenEndpointBeyondThisMachineIsRefused() throws {
        let outcome = try ChildProcess.run(
            "huibao-aggregator", ["--ledger", folder.path + "/l.sqlite", "--work", "tcp://0.0.0.0:17411"], in: folder, seconds: 20)
        #expect(outcome.exit == 2 && outcome.errors.contains("endpoint.open"), "\(outcome.errors)")
    }
}
