import Base
import Digest
import Glibc
import Ledger
import Protocol
import TestSupport
import Testing

/// A process that commits group after group is killed at any moment, again and again: what it acknowledged is there, once, and the rest
/// of the ledger fits together.
///
/// HUIBAO_KILLS=3000 swift test --filter KilledWriterTests
@Suite(.serialized) struct KilledWriterTests {
    /// As the writer makes it.
    private func body(_ number: Int) -> [UInt8] {
        Array("第\(number)份材料。".utf8) + [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: number % 3000)
    }

    /// The last line that the writer told: documents and done ones.
    private func told(_ child: ChildProcess) -> (documents: Int, done: Int)? {
        let lines = child.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        guard let last = lines.last else { return nil }
        let numbers = last.split(separator: " ").compactMap { Int($0) }
        return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
    }

    @Test func whatWasAcknowledgedIsThereAfterAnyKill() throws {
        let kills = Environment.int("HUIBAO_KILLS") ?? 30
        var random = SplitMix64(seed: UInt64(Environment.int("HUIBAO_KILL_SEED") ?? 1))
        var fixture = LedgerFixture()
        let folder = TemporaryFolder()
        var acknowledged = 0
        var groupsInFlight = 0
        var silent = 0
        var documents = 0
        for kill in 0..<kills {
            // a ledger of its own for each twenty-five lives, so that looking it through stays quick
            if kill % 25 == 0 { fixture = LedgerFixture() }
            let child = try ChildProcess("ledger-writer", [fixture.path], in: folder)
            // one of four at any time of its start, the others between their commits and within
            if kill % 4 != 0 { _ = Waiting.until(seconds: 10) { told(child) != nil } }
            usleep(UInt32.random(in: 0...40_000, using: &random))
            child.signal(SIGKILL)
            let end = child.wait(seconds: 10)
            try #require(end.exit == 128 + SIGKILL, "life \(kill) ended by itself: \(end.errors)")
            guard let last = told(child) else {
                silent += 1
                continue
            }
            acknowledged += 1
            documents += last.documents
            try check(fixture, last, &groupsInFlight, "kill \(kill)")
        }
        print("\(kills) kills during commits: \(acknowledged) after an acknowledgement, \(groupsInFlight) with a group that was on disk and not yet told, "
            + "\(silent) before the first; \(documents) acknowledged documents looked up, all there once")
        #expect(acknowledged > kills / 3)
    }

    private func check(_ fixture: LedgerFixture, _ told: (documents: Int, done: Int), _ inFlight: inout Int, _ place: String) throws {
        let ledger = try fixture.open()
        let reader = try fixture.reader()
        let job = try #require(try reader.jobs(limit: 2).first)
        #expect(job.documents >= told.documents && job.documents <= told.documents + 16, "\(place): \(job.documents) for \(told.documents)")
        #expect(job.done >= told.done && job.waiting >= 0, "\(place)")
        if job.documents > told.documents { inFlight += 1 }
        for number in 0..<job.documents {
            let digest = Hex.encode(SHA256Digest.hash(body(number)))
            #expect(try reader.documentBody(sha256: digest) == body(number), "\(place): document \(number)")
        }
        // counts and rows say the same
        let open = Stage.allCases.map { stage in (try? ledger.ready(stage, limit: 1_000_000).count) ?? -1 }
        let counts = Stage.allCases.map { ledger.stageCounts($0) }
        #expect(open == counts.map(\.ready), "\(place)")
        #expect(try ledger.leases().count == counts.reduce(0) { $0 + $1.leased }, "\(place)")
        #expect(try reader.status().documents == job.documents && counts[0].ready + counts[0].done == job.documents, "\(place)")
        #expect(counts[1].done == job.done, "\(place)")
    }
}
