import Compression
import Glibc
import Protocol
import ReportGenerator
import TestSupport
import Testing
import ZeroMQ

/// Questions are answered while the line is at work, and nothing grows with the number of documents.
@Suite(.serialized) struct StatusUnderLoadTests {
    /// Asks for the status over one connection and measures each answer.
    final class Probe {
        private let context: Context
        private let socket: Socket
        private(set) var milliseconds: [Double] = []

        init(_ endpoint: String) throws {
            context = try Context()
            socket = try Socket(context, .dealer)
            try socket.connect(endpoint)
        }

        /// The status, or nil where none came within ten seconds.
        func ask() throws -> StatusReply? {
            let request = MessageCodec.encode(GetStatus(id: "p\(milliseconds.count)", job: nil))
            var poller = Poller()
            let token = try poller.add(socket, writable: milliseconds.isEmpty)
            if milliseconds.isEmpty { try poller.wait(milliseconds: 5000) }
            let start = Self.nanoseconds()
            guard try socket.send([request.header]) == .sent else { return nil }
            poller.setWritable(token, false)
            for _ in 0..<10 {
                try poller.wait(milliseconds: 1000)
                guard case .message(let frames) = try socket.receive() else { continue }
                milliseconds.append(Double(Self.nanoseconds() - start) / 1e6)
                let reply = try MessageCodec.decode(Frames(header: frames[0], payloads: Array(frames.dropFirst())), as: ToClient.self)
                guard case .status(let status) = reply else { return nil }
                return status
            }
            return nil
        }

        /// The value that a share of the answers did not exceed.
        func percentile(_ share: Double) -> Double {
            let sorted = milliseconds.sorted()
            return sorted.isEmpty ? .infinity : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
        }

        private static func nanoseconds() -> UInt64 {
            var time = timespec()
            _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
            return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
        }
    }

    /// Memory that a process holds, in bytes.
    static func residentBytes(_ pid: Int32) -> Int {
        guard let bytes = Repository.fileBytes("/proc/\(pid)/statm") else { return 0 }
        let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
    }

    /// Small documents, all different, many of one city and year, or generated reports (HUIBAO_SOAK_KIND=reports). HUIBAO_SOAK_DOCUMENTS for
    /// the long form. Their bytes are counted, as they are, each compressed by itself, and all together.
    private func corpus(_ count: Int, in folder: TemporaryFolder, _ size: inout InputSize) -> String {
        let path = folder.makeFolder("soak")
        if Environment.text("HUIBAO_SOAK_KIND") == "reports" {
            let generator = ReportGenerator(seed: 7, options: .init(dense: true))
            for index in 0..<count {
                let document = generator.document(index)
                size.add(document.bytes)
                folder.write("soak/" + document.name, document.bytes)
            }
            return path
        }
        let cities = ["青岭市", "云泽市", "临湖市", "松浦市", "安澜市", "白塔市", "东渡市", "石屏岭市"]
        for index in 0..<count {
            let text = "\(cities[index % 8])总工会\(2010 + index / 8 % 14)年工作总结\n\n全市新增工会会员\(1000 + index)人，新建基层工会组织\(index % 97)家。\n"
            size.add([UInt8](text.utf8))
            folder.write("soak/d\(index).txt", text)
        }
        return path
    }

    /// Bytes of the documents; compressed with zstd at its usual level.
    private struct InputSize {
        private(set) var plain = 0
        private(set) var each = 0
        private(set) var together = 0
        private var waiting: [UInt8] = []
        private let zstd = Zstandard()

        mutating func add(_ document: [UInt8]) {
            plain += document.count
            each += zstd.pack(document, level: 3)?.count ?? document.count
            waiting += document
            if waiting.count > 8 << 20 { end() }
        }

        /// Call it behind the last one.
        mutating func end() {
            together += zstd.pack(waiting, level: 3)?.count ?? waiting.count
            waiting = []
        }
    }

    @Test func statusIsQuickAndMemoryIsFlatWhileDocumentsRun() throws {
        let count = Environment.int("HUIBAO_SOAK_DOCUMENTS") ?? 2000
        let folder = TemporaryFolder()
        var size = InputSize()
        let documents = corpus(count, in: folder, &size)
        size.end()
        let cluster = try Cluster(folder: folder)
        defer { cluster.stop() }
        try cluster.start("huibao-ingest")
        try cluster.start("huibao-extractor")
        let submit = try cluster.begin(["submit", documents])
        let probe = try Probe(cluster.control)
        let daemons = [("aggregator", cluster.aggregator.pid), ("ingest", cluster.workers[0].pid), ("extractor", cluster.workers[1].pid)]
        var memory: [[Int]] = []
        var done = 0
        let finished = Waiting.until(seconds: max(120, Double(count) / 100)) {
            guard let status = try? probe.ask() else { return false }
            done = status.jobs.first?.done ?? 0
            // a sample for each tenth of the way
            if done * 10 / count >= memory.count, memory.count < 11 { memory.append(daemons.map { Self.residentBytes($0.1) }) }
            return done == count
        }
        #expect(finished, "\(done) of \(count) done")
        #expect(submit.wait(seconds: 60).exit == 0)

        let latencies = probe.milliseconds
        // at rest it gives the log's room back
        _ = Waiting.until(seconds: 8) { (Repository.fileBytes(cluster.ledger + "-wal")?.count ?? 0) < 1 << 20 }
        let ledger = try #require(try probe.ask()).ledger
        #expect((Repository.fileBytes(cluster.ledger + "-wal")?.count ?? 0) < 1 << 20)
        print("\(count) documents; status asked \(latencies.count) times under load: median \(Self.text(probe.percentile(0.5))) ms, "
            + "95 % \(Self.text(probe.percentile(0.95))) ms, 99 % \(Self.text(probe.percentile(0.99))) ms, worst \(Self.text(probe.percentile(1))) ms")
        for (index, daemon) in daemons.enumerated() {
            print("  memory of \(daemon.0) at each tenth, MB: " + memory.map { "\($0[index] >> 20)" }.joined(separator: " "))
        }
        let bytes = Double(ledger.bytes)
        print("  ledger \(ledger.bytes >> 10) KB, \(Int(ledger.bytes) / count) bytes a document, \(Int(ledger.bytes) / max(1, ledger.observations)) an observation; "
            + "input \(size.plain >> 10) KB, zstd \(size.each >> 10) KB each by itself, \(size.together >> 10) KB together")
        print("  ledger / input \(Self.text(bytes / Double(size.plain))), / compressed each \(Self.text(bytes / Double(size.each))), "
            + "/ compressed together \(Self.text(bytes / Double(size.together)))")
        #expect(probe.milliseconds.count >= 5)
        #expect(probe.percentile(0.5) < 50, "the house's promise, for half of all answers on a machine that builds and tests besides")
        #expect(probe.percentile(0.95) < 250)
        guard memory.count >= 8 else { return }
        for (index, daemon) in daemons.enumerated() {
            let growth = memory[memory.count - 1][index] - memory[3][index]
            #expect(growth < 48 << 20, "\(daemon.0) grew by \(growth >> 20) MB over the last seven tenths")
        }
    }

    private static func text(_ value: Double) -> String { "\(Int(value * 10) / 10).\(Int(value * 10) % 10)" }
}
