import Base
import Glibc
import Protocol
import TestSupport
import Testing
import ZeroMQ

/// What the aggregator publishes, heard by a subscriber of its own.
@Suite(.serialized) struct EventsTests {
    @Test func aSubscriberHearsWorkersAndTheJobToItsEnd() throws {
        let cluster = try Cluster()
        defer { cluster.stop() }
        var options = SocketOptions()
        options.immediate = false
        let socket = try Socket(try Context(), .subscribe, options: options)
        try socket.subscribe("")
        try socket.connect(cluster.events)
        var poller = Poller()
        _ = try poller.add(socket)
        // a subscription takes effect a moment after it was asked for, and nothing tells when
        usleep(500_000)
        try cluster.start("huibao-ingest")
        try cluster.start("huibao-extractor")
        let corpus = Corpus.make(20, seed: 43, in: cluster.folder)
        #expect(try cluster.huibao("submit", "--wait", corpus).exit == 0)
        var last: JobStatus?
        var joined: Set<Stage> = []
        let end = MonotonicTime.now().adding(milliseconds: 10_000)
        while last?.state != .done, MonotonicTime.now() < end {
            try poller.wait(milliseconds: 100)
            while case .message(let frames) = try socket.receive() {
                try #require(frames.count == 2)
                let event = try MessageCodec.decode(Frames(header: frames[1]), as: Event.self)
                #expect(String(decoding: frames[0], as: UTF8.self) == event.topic)
                switch event {
                case .progress(let progress): last = progress.job
                case .worker(let change): if change.change == "joined" { joined.insert(change.role) }
                }
            }
        }
        #expect(joined == [.ingest, .extraction])
        #expect(last?.done == 20 && last?.state == .done)
    }

    @Test func watchFollowsByNews() throws {
        let cluster = try Cluster()
        defer { cluster.stop() }
        try cluster.start("huibao-ingest")
        try cluster.start("huibao-extractor")
        let job = try cluster.huibao("submit", Corpus.make(20, seed: 47, in: cluster.folder)).text.trimmingLine()
        let watched = try cluster.huibao("watch", job, "--events", cluster.events, seconds: 60)
        #expect(watched.exit == 0 && watched.errors.contains("20 of 20"), "\(watched.errors)")
    }
}
