import Protocol
import SQLite
import Testing

@testable import Ledger

/// What a ledger does when there is nothing to do.
@Suite struct RestTests {
    private let fixture = LedgerFixture()

    private func log() -> Int64 { DatabaseFile.logBytes(fixture.path) }

    @Test func aLogOfSomeSizeIsEmptiedUnlessSomebodyReads() throws {
        let ledger = try fixture.open()
        #expect(ledger.rest() && log() > 0, "a small one is left as it is")
        _ = try ledger.submit("t", (0..<40).map { SubmittedDocument(name: "\($0)", bytes: noise(60_000 + $0)) })
        let full = log()
        #expect(full > Ledger.restingBytes)
        let raw = try SQLiteConnection(path: fixture.path, mode: .readOnly)
        try raw.beginReading()
        #expect(try raw.integer("count", "SELECT count(*) FROM documents") == 40)
        _ = try ledger.submit("u", [submitted("more")])
        let start = ContinuousClock.now
        #expect(!ledger.rest(), "a reader is not waited for")
        #expect(ContinuousClock.now - start < .seconds(2) && log() >= full)
        try raw.rollback()
        #expect(ledger.rest() && log() == 0)
        #expect(try fixture.reader().status().documents == 41)
        _ = try ledger.submit("v", [submitted("and on")])
        #expect(try fixture.reader().status().documents == 42)
    }
}
