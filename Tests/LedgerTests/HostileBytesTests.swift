import Base
import Aggregation
import Protocol
import SQLite
import Testing
import Text

@testable import Ledger

/// What stands in the file, or comes from a client, may be anything: it ends as an error, never as a trap.
@Suite struct HostileBytesTests {
    @Test func aSpoiledClaimIsToldAndNothingTraps() throws {
        let fixture = LedgerFixture()
        var told = claim()
        told.high = 5
        told.runnerUp = claim(value: 3).evidence
        do {
            let ledger = try fixture.open()
            _ = try ledger.submit("t", [submitted("a")])
            _ = try ledger.ingest(try ledger.openTasks(.ingest)[0])
            _ = try ledger.extract(try ledger.openTasks(.extraction)[0], claims: [told])
        }
        let raw = try SQLiteConnection(path: fixture.path, mode: .readWrite)
        try raw.execute("fast", "PRAGMA synchronous = OFF")
        // once as a row of its own, as older ledgers have it, once within a pack
        let write = try raw.prepare("write", "UPDATE claims SET body = ?")
        let writePack = try raw.prepare("write pack", "UPDATE claim_packs SET packing = 0, body = ?")
        let sound = ClaimRecord.encode(told)
        let reader = try fixture.reader()
        var random = SplitMix64(seed: 9)
        var refused = 0
        for round in 0..<2000 {
            var bytes = sound
            if round % 3 == 0 { bytes = Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &random))) }
            if round % 3 == 1 {
                bytes += (0..<Int.random(in: 1...9, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            }
            for _ in 0..<(round % 3 == 2 ? 3 : 0) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if round % 2 == 0 {
                try write.run(.blob(bytes))
            } else {
                try write.run(.blob(ClaimPack.row(0)))
                try writePack.run(.blob(round % 4 == 1 ? ClaimPack.encode([bytes], cells: [1]) : Self.spoiled(ClaimPack.encode([sound], cells: [1]), &random)))
            }
            do throws(LedgerError) {
                _ = try reader.cell(told.key)
                _ = try reader.cells(CellFilter(), limit: 1)
            } catch {
                #expect(error.kind == .corrupt)
                refused += 1
            }
        }
        // whatever is cut short or too long is always noticed
        #expect(refused >= 1300)
        try write.run(.blob(sound))
        #expect(try reader.cell(told.key)?.runnerUp?.quote == told.runnerUp?.quote)
    }

    /// Shorter by a stretch at its end.
    private static func spoiled(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &random)))
    }

    @Test func anyCursorIsAPageOrAnError() throws {
        let fixture = LedgerFixture()
        let ledger = try fixture.open()
        _ = try ledger.submit("t", [submitted("a"), submitted("b")])
        try ledger.finishAll()
        let reader = try fixture.reader()
        let good = try reader.observations(limit: 1).next
        #expect(good.first == "r")
        var random = SplitMix64(seed: 13)
        let digits = Array("0123456789abcdef".utf8)
        for round in 0..<3000 {
            var bytes = Array(good.utf8)
            if round % 2 == 0 {
                bytes[Int.random(in: 1..<bytes.count, using: &random)] = digits.randomElement(using: &random) ?? 48
            } else {
                let letter = UInt8(ascii: round % 4 == 1 ? "c" : "r")
                bytes = [letter] + (0..<2 * Int.random(in: 0...40, using: &random)).map { _ in digits.randomElement(using: &random) ?? 48 }
            }
            let cursor = String(decoding: bytes, as: UTF8.self)
            for page in [{ try reader.observations(after: cursor, limit: 5) }, { try reader.cells(CellFilter(), after: cursor, limit: 5) }]
            {
                do {
                    #expect(try page().count <= 5)
                } catch let error as LedgerError {
                    #expect(error.kind == .cursor)
                }
            }
        }
    }
}

/// Readers beside the writer see whole groups.
@Suite struct ReaderBesideWriterTests {
    @Test func everyGroupIsSeenWholeOrNotAtAll() async throws {
        let fixture = LedgerFixture()
        let path = fixture.path
        do { _ = try fixture.open() }
        let rounds = 60
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                let ledger = try Ledger(path: path)
                for round in 0..<rounds {
                    try ledger.now { (g) throws(LedgerError) in
                        let job = try g.openJob(token: "t\(round)", label: "").job
                        _ = try g.addDocuments(job: job, first: 0, (0..<5).map { submitted("\(round)-\($0)") })
                        _ = try g.closeJob(job)
                    }
                }
            }
            group.addTask {
                let reader = try LedgerReader(path: path)
                var seen = 0
                while seen < 5 * rounds, !Task.isCancelled {
                    let jobs = try reader.jobs(limit: 1000)
                    #expect(jobs.allSatisfy { $0.documents == 5 && $0.state == .running })
                    let documents = try reader.status().documents
                    #expect(documents % 5 == 0 && documents >= seen && documents >= 5 * jobs.count)
                    seen = documents
                }
            }
            try await group.waitForAll()
        }
    }
}
