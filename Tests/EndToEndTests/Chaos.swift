import Base
import Glibc
import TestSupport
import Testing

/// Daemons that die, sleep and come back while generated documents run; clients that vanish and readers that do not read.
///
/// ```
/// every 100 … 400 ms one of: kill -9 a worker (another takes its place) · kill -9 the aggregator (started again on its ledger)
///   SIGSTOP a worker beyond its lease, SIGCONT later · a client submits and is killed · a client asks for the table and does not read
/// then all is submitted again (what is known costs nothing), waited for, and exported
/// ```
/// Which step comes when follows from the seed; how far the documents are by then is the machine's affair.
final class Chaos {
    /// What happened, for the report.
    struct Tally: CustomStringConvertible {
        var workerKills = 0
        var aggregatorKills = 0
        var sleeps = 0
        var vanishedClients = 0
        var slowReaders = 0
        var retries = 0
        var late = 0
        var replayed = 0
        /// Longest time from the aggregator's end to its listening again, in milliseconds.
        var slowestRestart = 0

        var description: String {
            "\(workerKills) workers and \(aggregatorKills) aggregators killed, \(sleeps) workers asleep beyond their lease, \(vanishedClients) clients vanished, "
                + "\(slowReaders) slow readers; \(retries) tasks handed out again, \(late) late results, \(replayed) dead letters replayed; "
                + "slowest restart of the aggregator \(slowestRestart) ms"
        }
    }

    private let cluster: Cluster
    private let corpus: String
    private var random: SplitMix64
    private(set) var tally = Tally()
    /// Workers by place; a place is filled again when its worker has been killed.
    private var places: [(program: String, child: ChildProcess)] = []
    private var asleep: [(place: Int, until: UInt64)] = []
    private var clients: [ChildProcess] = []

    init(cluster: Cluster, corpus: String, seed: UInt64) throws {
        self.cluster = cluster
        self.corpus = corpus
        random = SplitMix64(seed: seed)
        for program in ["huibao-ingest", "huibao-ingest", "huibao-extractor", "huibao-extractor", "huibao-extractor"] {
            places.append((program, try cluster.start(program)[0]))
        }
    }

    /// Disturbs for so many seconds, then lets everything end well.
    func run(seconds: Double) throws {
        let end = Chaos.now() + UInt64(seconds * 1000)
        try vanish(after: 150)
        try beginClient(["submit", corpus])
        while Chaos.now() < end {
            usleep(UInt32.random(in: 100_000...400_000, using: &random))
            try step()
            try wake(all: false)
        }
        try wake(all: true)
        for client in clients {
            client.signal(SIGCONT)
            client.signal(SIGKILL)
            _ = client.wait(seconds: 5)
        }
        try settle()
    }

    private func step() throws {
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<9: try killWorker()
        case 9..<13: try killAggregator()
        case 13..<16: fallAsleep()
        case 16..<18: try vanish(after: Int.random(in: 20...200, using: &random))
        default: try readSlowly()
        }
    }

    private func killWorker() throws {
        let place = Int.random(in: places.indices, using: &random)
        asleep.removeAll { $0.place == place }
        places[place].child.signal(SIGKILL)
        _ = places[place].child.wait(seconds: 5)
        places[place].child = try cluster.start(places[place].program)[0]
        tally.workerKills += 1
    }

    private func killAggregator() throws {
        count()
        let start = Chaos.now()
        try cluster.restartAggregator(signal: SIGKILL)
        tally.slowestRestart = max(tally.slowestRestart, Int(Chaos.now() - start))
        tally.aggregatorKills += 1
    }

    private func fallAsleep() {
        let place = Int.random(in: places.indices, using: &random)
        guard !asleep.contains(where: { $0.place == place }) else { return }
        places[place].child.signal(SIGSTOP)
        asleep.append((place, Chaos.now() + 1500))
        tally.sleeps += 1
    }

    private func wake(all: Bool) throws {
        let now = Chaos.now()
        for sleeper in asleep where all || sleeper.until <= now { places[sleeper.place].child.signal(SIGCONT) }
        asleep.removeAll { all || $0.until <= now }
        // a worker that slept may have been told to go; its place is filled again
        for (index, place) in places.enumerated() where !place.child.isRunning { places[index].child = try cluster.start(place.program)[0] }
    }

    /// A client that is killed while it submits.
    private func vanish(after milliseconds: Int) throws {
        let client = try cluster.begin(["submit", corpus])
        usleep(UInt32(milliseconds * 1000))
        client.signal(SIGKILL)
        _ = client.wait(seconds: 5)
        tally.vanishedClients += 1
    }

    /// A client that asks for all observations and then does not read.
    private func readSlowly() throws {
        let client = try cluster.begin(["table", "--format", "json"])
        usleep(30_000)
        client.signal(SIGSTOP)
        clients.append(client)
        tally.slowReaders += 1
    }

    private func beginClient(_ arguments: [String]) throws { clients.append(try cluster.begin(arguments)) }

    /// Retries and late results of the aggregator's life so far.
    private func count() {
        for stage in (try? cluster.status().items("stages")) ?? [] {
            tally.retries += stage.int("retries") ?? 0
            tally.late += stage.int("late") ?? 0
        }
    }

    /// Everything submitted again and waited for; what the killing had made into dead letters is tried anew.
    private func settle() throws {
        for _ in 0..<20 {
            let outcome = try cluster.huibao("submit", "--wait", corpus, seconds: 240)
            let letters = try JSONValue(cluster.huibao("dead", "list", "--format", "json").output).items()
            if outcome.exit == 0, letters.isEmpty { break }
            for letter in letters {
                guard let task = letter.int("task") else { continue }
                #expect(letter.text("code") == "task.crash" || letter.text("code") == "task.timeout", "\(letter)")
                #expect(try cluster.huibao("dead", "replay", "\(task)").exit == 0)
                tally.replayed += 1
            }
        }
        count()
    }

    /// Milliseconds on the monotonic clock.
    static func now() -> UInt64 {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
    }
}
