import Glibc
import Protocol
import TestSupport
import Testing
import ZeroMQ

/// Strangers who open more connections than there are descriptors: whoever is in goes on, what the aggregator needs for itself is there,
/// nothing spins, and when they go all is as before.
@Suite(.serialized) struct ConnectionsTests {
    private static let descriptors = 256

    /// A line at work whose aggregator may have few descriptors, with a client that waits for its job.
    private struct Line {
        let cluster: Cluster
        let client: ChildProcess
        let probe: StatusUnderLoadTests.Probe
        let httpPort: UInt16
        let controlPort: UInt16

        init(documents count: Int) throws {
            cluster = try Cluster(extra: ["--http", "127.0.0.1:0"], descriptors: ConnectionsTests.descriptors)
            controlPort = UInt16(cluster.control.split(separator: ":").last ?? "") ?? 0
            httpPort = UInt16(cluster.http.dropLast().split(separator: ":").last ?? "") ?? 0
            for program in ["huibao-ingest", "huibao-extractor"] { try cluster.start(program, environment: ["HUIBAO_TEST_SLOW": "40"]) }
            probe = try StatusUnderLoadTests.Probe(cluster.control)
            client = try cluster.begin(["submit", "--wait", "--timeout", "60s", Corpus.make(count, seed: 61, in: cluster.folder)])
            let probe = probe
            #expect(Waiting.until(seconds: 30) { ((try? probe.ask())?.jobs.first?.done ?? 0) > 0 })
        }

        /// Processor time of the aggregator, in milliseconds.
        var processorMilliseconds: Int {
            let text = String(decoding: Repository.fileBytes("/proc/\(cluster.aggregator.pid)/stat") ?? [], as: UTF8.self)
            let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
            guard fields.count > 12 else { return 0 }
            return ((Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)) * 1000 / max(1, Int(sysconf(Int32(_SC_CLK_TCK))))
        }

        /// Everything that must be true while the strangers are there, for some seconds.
        func checkItGoesOn() throws {
            let before = try #require(try probe.ask())
            let (cpu, start) = (processorMilliseconds, Chaos.now())
            var slowest = 0.0
            while Chaos.now() - start < 3000 {
                let asked = probe.milliseconds.count
                #expect(try probe.ask() != nil, "a connection that stood before is served")
                slowest = max(slowest, probe.milliseconds.dropFirst(asked).max() ?? 0)
                usleep(50_000)
            }
            let busy = Double(processorMilliseconds - cpu) / Double(Chaos.now() - start)
            let page = HTTPClient.get("/status", port: httpPort)
            #expect(page?.status == 200, "there are descriptors for HTTP")
            let after = try #require(try probe.ask())
            print("  \(after.connections ?? -1) connections of \(after.connectionsMost ?? -1), aggregator busy for \(Int(busy * 100)) %, slowest status \(Int(slowest)) ms, "
                + "\((after.jobs.first?.done ?? 0) - (before.jobs.first?.done ?? 0)) documents done meanwhile")
            #expect(busy < 0.75, "nothing spins: that takes a whole processor")
            #expect((after.jobs.first?.done ?? 0) > (before.jobs.first?.done ?? 0), "the work goes on")
            #expect((after.connections ?? .max) <= (after.connectionsMost ?? 0) && (after.connectionsMost ?? .max) < ConnectionsTests.descriptors)
            // a worker that comes now finds room
            let workers = after.workers.count
            try cluster.start("huibao-ingest")
            #expect(Waiting.until(seconds: 20) { ((try? probe.ask())?.workers.count ?? 0) > workers }, "another worker comes in")
        }

        /// All is as before, and nothing was lost.
        func checkItRecovers() throws {
            let quiet = Waiting.until(seconds: 30) { ((try? probe.ask())?.connections ?? .max) < 12 }
            #expect(quiet, "\(String(describing: (try? probe.ask())?.connections)) connections are left")
            #expect(Waiting.until(seconds: 30) { (try? cluster.huibao("status", "--timeout", "2s").exit) == 0 })
            let end = client.wait(seconds: 120)
            #expect(end.exit == 0, "\(end.errors)")
            #expect(cluster.aggregator.isRunning)
        }
    }

    @Test func twoThousandSilentConnectionsHurtNobody() throws {
        let line = try Line(documents: 300)
        defer { line.cluster.stop() }
        let silent = (0..<2000).compactMap { _ in HTTPClient.connect(port: line.controlPort) }
        print("\(silent.count) silent connections to a process of \(Self.descriptors) descriptors")
        #expect(silent.count == 2000)
        try line.checkItGoesOn()
        #expect(line.cluster.aggregator.errors.contains("aggregator.connections"))
        // those that came in have never shaken hands: they are cut off, nobody of them has gone by itself
        let cut = Waiting.until(seconds: 20) { ((try? line.probe.ask())?.connections ?? .max) < 12 }
        #expect(cut, "who does not shake hands is dropped")
        for descriptor in silent { close(descriptor) }
        try line.checkItRecovers()
    }

    @Test func strangersWhoShakeHandsAndStaySilentHurtNobody() throws {
        let line = try Line(documents: 300)
        defer { line.cluster.stop() }
        let context = try Context()
        let strangers = try (0..<600).map { _ in
            let socket = try Socket(context, .dealer)
            try socket.connect(line.cluster.control)
            return socket
        }
        print("\(strangers.count) strangers who shake hands and say nothing")
        let full = Waiting.until(seconds: 20) { line.cluster.aggregator.errors.contains("aggregator.connections") }
        #expect(full)
        try line.checkItGoesOn()
        for socket in strangers { socket.close() }
        try line.checkItRecovers()
    }
}
