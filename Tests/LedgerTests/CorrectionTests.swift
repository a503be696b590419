import Aggregation
import Ledger
import Protocol
import SQLite
import Testing
import Text

@Suite struct CorrectionTests {
    let fixture = LedgerFixture()
    static let key = CellKey(city: "青岭市", year: 2031, indicator: "org.new_members")

    /// One document with one claim of 100.
    private func filled(_ claims: [Claim] = [claim()]) throws -> Ledger {
        let ledger = try fixture.open()
        _ = try ledger.submit("t", [submitted("a")])
        _ = try ledger.ingest(try ledger.openTasks(.ingest)[0])
        _ = try ledger.extract(try ledger.openTasks(.extraction)[0], claims: claims)
        return ledger
    }

    private func entry(_ kind: Correction.Kind, value: Double? = nil, anchor: Anchor? = nil, undoes: Int64? = nil) -> Correction {
        Correction(
            kind, city: Self.key.city, year: Self.key.year, indicator: Self.key.indicator, value: value, anchor: anchor, undoes: undoes,
            who: "周遥", why: "核对")
    }

    private func record(_ ledger: Ledger, _ token: String, _ entries: Correction...) throws -> [Correction] {
        try ledger.now { (group) throws(LedgerError) in try group.correct(token: token, entries) }
    }

    private func anchor() throws -> Anchor { Anchor(try #require(try fixture.reader().cell(Self.key)).evidence[0]) }

    private func journal() throws -> [Correction] { try Correction.corrections(fromLines: fixture.reader().corrections(limit: 100).bytes) }

    @Test func anEntryTellsBeforeAndAfterAndTakesEffect() throws {
        let ledger = try filled()
        let recorded = try record(ledger, "x", entry(.set, value: 111, anchor: anchor()))
        #expect(recorded.map(\.number) == [1] && recorded[0].at == 1000)
        #expect(recorded[0].before?.value == 100 && recorded[0].after?.value == 111 && recorded[0].after?.chosenBy == "set")
        let cell = try #require(try fixture.reader().cell(Self.key))
        #expect(cell.value == 111 && cell.corrections.map(\.entry.number) == [1])
        var told = try journal()
        #expect(told.map(\.standing) == [.inForce])
        told[0].standing = nil
        #expect(told == recorded)
    }

    @Test func aRepeatedRequestIsRecordedOnce() throws {
        let ledger = try filled()
        let first = try record(ledger, "x", entry(.set, value: 111))
        #expect(try record(ledger, "x", entry(.set, value: 111)) == first)
        #expect(try journal().count == 1)
    }

    @Test func undoneEntriesStayInTheJournal() throws {
        let ledger = try filled()
        _ = try record(ledger, "1", entry(.set, value: 111))
        let undone = try record(ledger, "2", Correction(.undo, city: "", year: 0, indicator: "", undoes: 1, who: "周遥", why: "误"))
        #expect(undone[0].city == "青岭市" && undone[0].before?.value == 111 && undone[0].after?.value == 100)
        #expect(try journal().map(\.standing) == [.undone, .inForce])
        for number in [1, 7] as [Int64] {
            let error = #expect(throws: LedgerError.self) {
                try record(ledger, "3\(number)", Correction(.undo, city: "", year: 0, indicator: "", undoes: number, who: "周遥", why: "误"))
            }
            #expect(error?.kind == .noCorrection)
        }
    }

    @Test func whatLacksItsPartsIsRefusedWhole() throws {
        let ledger = try filled()
        var nobody = entry(.set, value: 1)
        nobody.who = ""
        for bad in [entry(.set), entry(.set, value: .infinity), entry(.accept), nobody] {
            let error = #expect(throws: LedgerError.self) { try record(ledger, "x", entry(.set, value: 5), bad) }
            #expect(error?.kind == .badCorrection && error?.concernsRequestOnly == true)
        }
        #expect(try journal().isEmpty)
    }

    @Test func correctionsOutliveANewExtractionAndOrphansAreTold() throws {
        let ledger = try filled()
        _ = try record(ledger, "1", entry(.reject, anchor: anchor()))
        #expect(try fixture.reader().cell(Self.key) == nil)
        // the same words at another place, by another engine
        func reread(_ engine: String, _ claims: [Claim]) throws {
            try ledger.now { (group) throws(LedgerError) in _ = try group.adopt(engine: engine, codebook: "c") }
            _ = try ledger.extract(try ledger.openTasks(.extraction)[0], engine: engine, claims: claims)
        }
        try reread("2", [claim(start: 77, confidence: 0.5)])
        #expect(try fixture.reader().cell(Self.key) == nil)
        #expect(try journal().map(\.standing) == [.inForce])
        // the words are read as nothing of this cell any more
        try reread("3", [claim(value: 101)])
        #expect(try fixture.reader().cell(Self.key)?.value == 101)
        #expect(try journal().map(\.standing) == [.orphaned])
        try reread("4", [])
        #expect(try journal().map(\.standing) == [.orphaned])
        try reread("5", [claim()])
        #expect(try fixture.reader().cell(Self.key) == nil)
        #expect(try journal().map(\.standing) == [.inForce])
    }

    @Test func aCellThatNobodyToldIsInTheTable() throws {
        let ledger = try fixture.open()
        _ = try record(ledger, "1", entry(.set, value: 8))
        let page = try fixture.reader().cells(CellFilter(), limit: 10)
        #expect(try CellReader.cells(page.bytes).map(\.value) == [8])
        #expect(page.count == 1)
    }

    @Test func theJournalIsToldByPages() throws {
        let ledger = try filled()
        for number in 1...5 { _ = try record(ledger, "\(number)", entry(.set, value: Double(number))) }
        let reader = try fixture.reader()
        var seen: [Int64] = []
        var after = ""
        repeat {
            let page = try reader.corrections(after: after, limit: 2)
            seen += try Correction.corrections(fromLines: page.bytes).map(\.number)
            after = page.next
        } while !after.isEmpty
        #expect(seen == [1, 2, 3, 4, 5])
        #expect(throws: LedgerError.self) { try reader.corrections(after: "c00", limit: 2) }
    }

    @Test func aLedgerOfTheFirstVersionGetsItsJournal() throws {
        do {
            let ledger = try filled()
            _ = ledger
        }
        try fixture.backToTheFirstVersion()
        let ledger = try fixture.open()
        #expect(try record(ledger, "1", entry(.set, value: 8)).map(\.before?.value) == [100])
        #expect(ledger.totals.documents > 0 && ledger.totals.extraction.finished > 0, "totals begin with what it holds")
    }
}
