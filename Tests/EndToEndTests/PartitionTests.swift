import Glibc
import TestSupport
import Testing

/// Workers and a client beyond a wire that is cut, in one direction or both, loses packets, or is unplugged: the export is the undisturbed
/// one to the byte, and work goes on within seconds. `Deploy/partition.sh` runs it with more documents.
@Suite(.serialized) struct PartitionTests {
    /// What is done to the wire.
    private enum Trouble: CustomStringConvertible {
        case cut(FarNamespace.Cut), loss, unplugged

        var description: String {
            switch self {
            case .cut(let cut): "silent cut, " + cut.rawValue
            case .loss: "packets lost in bursts, half of the time"
            case .unplugged: "unplugged"
            }
        }
    }

    private let folder = TemporaryFolder()

    @Test func theExportAfterCutWiresIsTheUndisturbedOne() throws {
        var reason = ""
        guard let wire = FarNamespace(in: folder, reason: &reason) else {
            print("skipped, no wire was cut: \(reason)")
            return
        }
        let documents = Environment.int("HUIBAO_PARTITION_DOCUMENTS") ?? 60
        let seconds = Environment.int("HUIBAO_PARTITION_SECONDS") ?? 4
        let troubles: [Trouble] = [.cut(.both), .cut(.toFar), .cut(.fromFar), .loss, .unplugged]
        let corpora = troubles.indices.map { Corpus.make(documents, seed: 2000 + UInt64($0), in: folder) }
        let undisturbed = try calm(corpora)

        let far = try Far(wire: wire, folder: folder)
        defer { far.cluster.stop() }
        for (index, trouble) in troubles.enumerated() {
            let client = try far.begin(["submit", "--wait", corpora[index]])
            let midway = Waiting.until(seconds: 60) { far.done > index * documents + documents / 10 || !client.isRunning }
            let before = far.done
            #expect(midway && before < (index + 1) * documents, "work is left when the wire is cut: \(before)")
            let lost = try disturb(trouble, wire, seconds: seconds, far)
            let mended = Chaos.now()
            let standing = far.done
            // a wire that loses packets half of the time may leave nothing for later
            let again = standing == (index + 1) * documents || Waiting.until(seconds: 60) { far.done > standing }
            let missed = lost.map { "a worker was missed after \($0) ms" } ?? "no worker was missed"
            print("\(trouble) for \(seconds) s, \(before - index * documents) of \(documents) documents done before: \(missed), work went on "
                + "\(Chaos.now() - mended) ms after it was mended")
            #expect(again && Chaos.now() - mended < 20_000)
            let outcome = client.wait(seconds: 240)
            #expect(outcome.exit == 0, "the client beyond the wire: \(outcome.errors.suffix(500))")
        }
        let disturbed = try far.cluster.export()
        let status = try far.cluster.status()
        let stages = status.items("stages")
        let retries = stages.reduce(0) { $0 + ($1.int("retries") ?? 0) }
        let late = stages.reduce(0) { $0 + ($1.int("late") ?? 0) }
        print("\(documents * troubles.count) documents, tcp with CURVE between namespaces: \(retries) tasks handed out again, \(late) late results")
        print("export equal to the undisturbed one: \(disturbed == undisturbed ? "yes, byte for byte" : "NO")")
        #expect(disturbed == undisturbed)
        #expect(undisturbed.observations.count > 1000)
        #expect(status["ledger"]?.int("documents") == documents * troubles.count)
        for stage in stages { #expect(stage.int("dead") == 0 && stage.int("ready") == 0 && stage.int("leased") == 0, "\(stage)") }
    }

    /// Disturbs for so many seconds; milliseconds until the aggregator missed a worker, nil when it never did.
    private func disturb(_ trouble: Trouble, _ wire: FarNamespace, seconds: Int, _ far: Far) throws -> UInt64? {
        let start = Chaos.now()
        let end = start + UInt64(seconds * 1000)
        let all = far.workersHere
        var missed: UInt64?
        var random = SystemRandomNumberGenerator()
        switch trouble {
        case .cut(let cut): wire.cut(cut)
        case .unplugged: wire.plug(false)
        case .loss: break
        }
        while Chaos.now() < end {
            if case .loss = trouble {
                wire.cut(.both)
                usleep(UInt32.random(in: 20_000...200_000, using: &random))
                wire.mend()
                usleep(UInt32.random(in: 20_000...200_000, using: &random))
            } else {
                usleep(50_000)
            }
            if missed == nil, far.workersHere < all { missed = Chaos.now() - start }
        }
        if case .unplugged = trouble { wire.plug(true) } else { wire.mend() }
        return missed
    }

    private func calm(_ corpora: [String]) throws -> Cluster.Exported {
        let cluster = try Cluster()
        defer { cluster.stop() }
        try cluster.start("huibao-ingest")
        try cluster.start("huibao-extractor", count: 2)
        for corpus in corpora {
            let outcome = try cluster.huibao("submit", "--wait", corpus)
            #expect(outcome.exit == 0, "\(outcome.errors)")
        }
        return try cluster.export()
    }

    /// An aggregator here that listens on the wire, with keys; its workers and client there.
    private final class Far {
        let cluster: Cluster
        private let wire: FarNamespace
        private var workers: [ChildProcess] = []
        private let folder: TemporaryFolder
        private let keys: [String: (path: String, publicKey: String)]

        init(wire: FarNamespace, folder: TemporaryFolder) throws {
            self.wire = wire
            self.folder = folder
            var keys: [String: (path: String, publicKey: String)] = [:]
            for name in ["server", "desk", "worker"] {
                let path = folder.path + "/partition-\(name).key"
                #expect(try ChildProcess.run("huibao", ["key", "new", path], in: folder).exit == 0)
                keys[name] = (path, try ChildProcess.run("huibao", ["key", "show", path], in: folder).text.trimmingLine())
            }
            self.keys = keys
            let list = folder.write("partition-allow", "\(keys["desk"]?.publicKey ?? "") operator desk\n\(keys["worker"]?.publicKey ?? "") worker w\n")
            cluster = try Cluster(
                folder: folder, extra: ["--curve-key", keys["server"]?.path ?? "", "--allow", list, "--heartbeat", "500ms", "--lease", "10s"],
                host: wire.nearAddress, clientEnvironment: Self.environment("desk", keys))
            for program in ["huibao-ingest", "huibao-extractor", "huibao-extractor"] {
                let command = wire.beyond(program, ["--work", cluster.work, "--threads", "1", "--capacity", "8", "--die-with-parent"])
                workers.append(try ChildProcess(command.program, command.arguments, in: folder, environment: Self.environment("worker", keys)))
            }
            #expect(Waiting.until(seconds: 30) { workersHere == 3 }, "the workers find the aggregator: \(workers.map(\.errors))")
        }

        private static func environment(_ name: String, _ keys: [String: (path: String, publicKey: String)]) -> [String: String] {
            ["HUIBAO_CURVE_KEY": keys[name]?.path ?? "", "HUIBAO_CURVE_SERVER_KEY": keys["server"]?.publicKey ?? ""]
        }

        /// Starts the client beyond the wire.
        func begin(_ arguments: [String]) throws -> ChildProcess {
            let command = wire.beyond("huibao", arguments)
            var environment = Self.environment("desk", keys)
            environment["HUIBAO_CONNECT"] = cluster.control
            return try ChildProcess(command.program, command.arguments, in: folder, environment: environment)
        }

        /// Documents done, of all jobs.
        var done: Int { ((try? cluster.status())?.items("jobs") ?? []).reduce(0) { $0 + ($1.int("done") ?? 0) } }
        /// Workers that the aggregator knows.
        var workersHere: Int { ((try? JSONValue(cluster.huibao("worker", "list", "--format", "json").output))?.items() ?? []).count }

        deinit { for worker in workers { worker.signal(SIGKILL) } }
    }
}
