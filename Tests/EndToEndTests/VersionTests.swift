import Glibc
import Protocol
import TestSupport
import Testing
import ZeroMQ

/// Real processes of two versions: one apart they work together, two apart each tells the other so.
@Suite(.serialized) struct VersionTests {
    /// A message as a peer of another version would send it.
    private func header(_ text: String, version: Int) -> [UInt8] { Array("{\"v\":\(version),\(text)}".utf8) }

    private func dealer(_ context: Context, _ endpoint: String) throws -> Socket {
        let socket = try Socket(context, .dealer)
        try socket.connect(endpoint)
        var poller = Poller()
        _ = try poller.add(socket, writable: true)
        try poller.wait(milliseconds: 5000)
        return socket
    }

    private func receive(_ socket: Socket) throws -> [[UInt8]] {
        var poller = Poller()
        _ = try poller.add(socket)
        try poller.wait(milliseconds: 5000)
        guard case .message(let frames) = try socket.receive() else { return [] }
        return frames
    }

    private static let hello =
        "\"kind\":\"hello\",\"capacity\":4,\"engine\":\"\",\"holding\":[],\"host\":\"h\",\"pid\":1,\"role\":\"ingest\",\"software\":\"9\",\"worker\":\"w\",\"tomorrow\":{}"

    @Test func theAggregatorSpeaksWithTheVersionsBesideItsOwnAndNoOther() throws {
        let cluster = try Cluster()
        defer { cluster.stop() }
        let context = try Context()
        for version in (ProtocolVersion.current - 2)...(ProtocolVersion.current + 2) {
            let isNear = abs(version - ProtocolVersion.current) <= 1
            let client = try dealer(context, cluster.control)
            #expect(try client.send([header("\"kind\":\"worker.list\",\"id\":\"1\",\"tomorrow\":1", version: version)]) == .sent)
            let answer = String(decoding: try receive(client).first ?? [], as: UTF8.self)
            #expect(answer.contains(isNear ? "\"kind\":\"workers\"" : "protocol.version"), "version \(version): \(answer)")
            let worker = try dealer(context, cluster.work)
            #expect(try worker.send([header(Self.hello, version: version)]) == .sent)
            let word = String(decoding: try receive(worker).first ?? [], as: UTF8.self)
            #expect(word.contains(isNear ? "\"kind\":\"welcome\"" : "protocol.version"), "version \(version): \(word)")
        }
    }

    @Test func clientAndWorkerEndClearlyBeforeAnAggregatorTwoVersionsAhead() throws {
        let folder = TemporaryFolder()
        let context = try Context()
        let ahead = ProtocolVersion.current + 2
        let control = try Socket(context, .router), work = try Socket(context, .router)
        try control.bind("ipc://\(folder.path)/c")
        try work.bind("ipc://\(folder.path)/w")
        let client = try ChildProcess("huibao", ["status", "--connect", "ipc://\(folder.path)/c", "--timeout", "10s"], in: folder)
        let question = try receive(control)
        #expect(question.count >= 2)
        let refusal = header("\"kind\":\"error\",\"id\":\"\",\"code\":\"protocol.version\",\"message\":\"x\",\"advice\":\"\",\"exit\":1", version: ahead)
        #expect(try control.send([question.first ?? [], refusal]) == .sent)
        let told = client.wait(seconds: 20)
        #expect(told.exit == 1 && told.errors.contains("version \(ahead)") && told.errors.contains("differ by one"), "\(told.errors)")

        let worker = try ChildProcess("huibao-ingest", ["--work", "ipc://\(folder.path)/w", "--die-with-parent"], in: folder)
        let greeting = try receive(work)
        #expect(greeting.count >= 2)
        #expect(try work.send([greeting.first ?? [], header("\"kind\":\"refused\",\"code\":\"protocol.version\",\"message\":\"x\"", version: ahead)]) == .sent)
        let end = worker.wait(seconds: 20)
        #expect(end.exit == 7 && end.errors.contains("version \(ahead)"), "\(end.errors)")
    }

    /// HUIBAO_OLD_BIN names a folder with the executables of the version before.
    @Test func theVersionBeforeWorksWithThisOneBothWays() throws {
        guard let old = Environment.text("HUIBAO_OLD_BIN") else { return print("skipped: HUIBAO_OLD_BIN names no executables of the version before") }
        let own = ChildProcess.executables
        for (aggregator, others) in [(own, old), (old, own)] {
            let folder = TemporaryFolder()
            let corpus = Corpus.make(20, seed: 53, in: folder)
            let ends = ["--control", "ipc://\(folder.path)/c", "--work", "ipc://\(folder.path)/w", "--events", "ipc://\(folder.path)/e"]
            let server = try ChildProcess(aggregator + "/huibao-aggregator", ["--ledger", folder.path + "/l.sqlite", "--die-with-parent"] + ends, in: folder)
            #expect(Waiting.until(seconds: 20) { server.output.contains("listening") })
            func worker(_ path: String) throws -> ChildProcess {
                try ChildProcess(path, ["--work", "ipc://\(folder.path)/w", "--die-with-parent"], in: folder)
            }
            var workers = [try worker(others + "/huibao-ingest"), try worker(others + "/huibao-extractor")]
            // an extractor of another engine would give other answers: it is told so and ends, and one of the aggregator's takes its place
            if Waiting.until(seconds: 2, { !workers[1].isRunning }) {
                let end = workers[1].wait(seconds: 1)
                #expect(end.exit == 7 && end.errors.contains("worker.engine"), "\(end.errors)")
                workers[1] = try worker(aggregator + "/huibao-extractor")
            }
            func client(_ arguments: String...) throws -> ChildProcess.Outcome {
                try ChildProcess.run(others + "/huibao", arguments, in: folder, environment: ["HUIBAO_CONNECT": "ipc://\(folder.path)/c"], seconds: 60)
            }
            let done = try client("submit", "--wait", corpus)
            #expect(done.exit == 0, "\(done.errors)")
            #expect(try client("status").exit == 0 && client("table").exit == 0)
            for child in workers + [server] { child.signal(SIGTERM) }
            for child in workers + [server] { #expect(child.wait(seconds: 30).exit == 0) }
        }
    }
}
