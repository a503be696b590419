import Aggregation
import Base
import Protocol
import SQLite
import Testing
import Text

@testable import Ledger

/// Bodies stand packed in the file, come out as they went in, and those of older ledgers are read as they are.
@Suite struct PackingTests {
    private let fixture = LedgerFixture()
    private let text = String(repeating: "青岭市总工会新发展会员18426人，新建基层工会213家。", count: 60)

    /// A ledger with one document, report and extraction of two claims.
    private func filled() throws -> Ledger {
        let ledger = try fixture.open()
        _ = try ledger.submit("t", [submitted("a.txt", text)])
        let ingest = try ledger.openTasks(.ingest)[0]
        _ = try ledger.now { (group) throws(LedgerError) in
            try group.recordIngest(ingest, [(ReportHeader(number: 0, city: "青岭市", year: 2031), Array(text.utf8))])
        }
        let claims = [claim(value: 1), claim("青岭市", 2031, "org.new_unions", value: 213)]
        _ = try ledger.extract(try ledger.openTasks(.extraction)[0], lines: String(repeating: "{\"a\":1}\n", count: 100), observations: 100, claims: claims)
        return ledger
    }

    private func bytes(_ sql: String) throws -> Int {
        let raw = try SQLiteConnection(path: fixture.path, mode: .readWrite)
        return Int(try raw.integer("bytes", sql) ?? 0)
    }

    @Test func everyKindOfBodyIsSmallerInTheFileAndWholeOutsideOfIt() throws {
        _ = try filled()
        for table in ["document_bodies", "reports", "observation_lines", "claim_packs"] {
            #expect(try bytes("SELECT min(packing) FROM \(table)") > 0, "\(table)")
        }
        #expect(try bytes("SELECT length(body) FROM document_bodies") * 10 < text.utf8.count)
        #expect(try bytes("SELECT bytes FROM reports") == text.utf8.count, "the size told is the unpacked one")
        let reader = try fixture.reader()
        let sha256 = submitted("a.txt", text).sha256.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
        #expect(try reader.documentBody(sha256: sha256) == Array(text.utf8))
        #expect(try reader.reportBody(sha256: sha256, report: 0) == Array(text.utf8))
        #expect(try reader.observations(limit: 10).bytes.count == 800)
        #expect(try reader.cells(CellFilter(), limit: 10).count == 2)
        #expect(try reader.cell(claim().key)?.value == 1)
    }

    /// A claim that repeats an observation says where, and what is unlike; one that does not says it all.
    @Test func aClaimPointsAtItsObservation() throws {
        let observation = Observation(
            document: "a.txt", report: 0, city: "青岭市", year: 2031, start: 10, end: 13, byteStart: 30, byteEnd: 39, quote: "213家", value: 213,
            high: nil, unit: "家", approximation: .exact, role: .fact, subject: "新建基层工会", area: "organising", indicator: "org.new_unions",
            confidence: 0.9, because: ["number.digits"], sentenceStart: 0, sentenceEnd: 14, sentence: "新建基层工会213家。")
        var line = JSONLine()
        observation.write(to: &line)
        var lines = ToldLines(Array("{\"document\":\"\\\"start\\\":10\"}\n".utf8) + line.bytes + [10])
        func told(_ change: (inout Claim) -> Void = { _ in }) -> Claim {
            var claim = Claim(
                city: "云泽市", year: 2030, indicator: "org.new_unions", value: 213, high: nil, unit: "家", approximation: .exact, confidence: 0.9,
                scope: "", periodStart: "", periodEnd: "", evidence: Evidence(observation), runnerUp: nil)
            change(&claim)
            return claim
        }
        let all = [
            told(), told { $0.value = 2; $0.high = 9 }, told { $0.unit = "个" }, told { $0.confidence = 0.1 }, told { $0.scope = "new" },
            told { $0.periodEnd = "2031-06-30" }, told { $0.runnerUp = $0.evidence }, told { $0.runnerUp = claim().evidence },
            told { $0.evidence.subject = "别的" }, told { $0.evidence.start = 11 },
        ]
        for claim in all {
            let record = ClaimRecord.encode(claim, among: &lines)
            #expect(ClaimRecord.decode(record, among: lines, city: "云泽市", year: 2030, indicator: "org.new_unions") == claim)
            for cut in 0..<record.count {
                #expect(ClaimRecord.decode(Array(record[..<cut]), among: lines, city: "", year: 0, indicator: "") == nil)
            }
        }
        #expect(ClaimRecord.encode(all[0], among: &lines).count == 4)
        #expect(ClaimRecord.decode(ClaimRecord.encode(all[0], among: &lines), among: nil, city: "", year: 0, indicator: "") == nil)
    }

    /// A report repeats its document, lines repeat their report, claims their lines, and documents one another.
    @Test func whatRepeatsWhatStandsBeforeItCostsLittle() throws {
        let ledger = try fixture.open()
        let documents = (0..<40).map { index in
            let sentences = (0..<9).map { "青岭市第\(index)号基层工会新发展会员\(index * 977 + $0 * 131)人，帮扶困难职工\($0 * 17)户次。" }
            return submitted("\(index).txt", sentences.joined())
        }
        _ = try ledger.submit("t", documents)
        for (task, document) in zip(try ledger.openTasks(.ingest), documents) {
            try ledger.now { (group) throws(LedgerError) in
                _ = try group.recordIngest(task, [(ReportHeader(number: 0, city: "青岭市", year: 2031), Array("{}\n".utf8) + document.bytes)])
            }
        }
        let first = try bytes("SELECT length(body) FROM document_bodies WHERE document = 1")
        let report = try bytes("SELECT max(length(body)) FROM reports WHERE packing > 1")
        #expect(report * 2 < first, "\(report) of \(first)")
        let last = try bytes("SELECT length(body) FROM document_bodies WHERE document = 40")
        #expect(last * 10 < first * 9, "the first ones are the sample of the rest: \(last) of \(first)")
        // nothing of it is in memory any more
        let again = try fixture.reader()
        for document in documents {
            let sha256 = document.sha256.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
            #expect(try again.documentBody(sha256: sha256) == document.bytes)
            #expect(try again.reportBody(sha256: sha256, report: 0) == Array("{}\n".utf8) + document.bytes)
        }
    }

    /// Documents of a hundred bytes, their reports and lines, from one number to another.
    private func fill(_ ledger: Ledger, _ numbers: Range<Int>) throws {
        let texts = numbers.map { "青岭市总工会2031年工作总结\n\n全市新发展会员\(1000 + 7 * $0)人，新建基层工会\($0)家。\n" }
        _ = try ledger.submit("t\(numbers.lowerBound)", texts.enumerated().map { submitted("\(numbers.lowerBound + $0).txt", $1) })
        for (task, text) in zip(try ledger.openTasks(.ingest), texts) {
            let head = "{\"v\":2,\"document\":\"\(task).txt\",\"number\":0,\"city\":\"青岭市\",\"byteOffset\":0,\"pieces\":[0,\(text.utf8.count)]}\n"
            try ledger.now { (group) throws(LedgerError) in
                _ = try group.recordIngest(task, [(ReportHeader(number: 0, city: "青岭市", year: 2031), Array((head + text).utf8))])
            }
        }
        for (index, task) in try ledger.openTasks(.extraction).enumerated() {
            _ = try ledger.extract(task, lines: Self.lines(numbers.lowerBound + index), observations: 1, claims: [])
        }
    }

    private static func lines(_ number: Int) -> String {
        "{\"document\":\"\(number).txt\",\"value\":\(1000 + 7 * number),\"unit\":\"人\",\"approximation\":\"exact\",\"confidence\":0.8,\"because\":[\"number.digits\",\"role.fact\"]}\n"
    }

    /// Bodies too short to repeat anything within themselves repeat the first ones of their kind.
    @Test func shortBodiesCostLittleOnceThereIsASampleOfTheirKind() throws {
        let ledger = try fixture.open()
        try fill(ledger, 0..<40)
        for (table, key, ratio) in [("document_bodies", "document", 3), ("reports", "task", 3), ("observation_lines", "task", 3)] {
            let first = try bytes("SELECT length(body) FROM \(table) ORDER BY \(key) LIMIT 1")
            let last = try bytes("SELECT length(body) FROM \(table) ORDER BY \(key) DESC LIMIT 1")
            #expect(last * ratio < first * 2, "\(table): \(last) of \(first)")
        }
        #expect(try bytes("SELECT count(*) FROM samples") == 3)
        let page = try fixture.reader().observations(limit: 100)
        #expect(Set(String(decoding: page.bytes, as: UTF8.self).split(separator: "\n")) == Set((0..<40).map { Self.lines($0).dropLast() }))
    }

    @Test func samplesOfAGroupThatCameToNothingAreMadeAnew() throws {
        struct Stop: Error {}
        let ledger = try fixture.open()
        #expect(throws: LedgerError.self) {
            try ledger.now { (group) throws(LedgerError) in
                let job = try group.openJob(token: "x", label: "").job
                _ = try group.addDocuments(job: job, first: 0, (0..<20).map { submitted("\($0)", "临湖市总工会新发展会员\($0)人，新建基层工会组织若干，帮扶职工。") })
                throw LedgerError(.storage, "as the test asks")
            }
        }
        try fill(ledger, 0..<40)
        #expect(try bytes("SELECT count(*) FROM samples WHERE body LIKE '%临湖%'") == 0 && bytes("SELECT count(*) FROM samples") == 3)
        #expect(try fixture.reader().observations(limit: 100).count == 40)
    }

    /// Version 6 had one sample, of documents; its rows are read as they are, and new ones stand over new samples.
    @Test func aLedgerWithOneSampleGetsTheOthers() throws {
        do {
            let ledger = try fixture.open()
            try fill(ledger, 0..<20)
        }
        try fixture.backToTheSixthVersion()
        #expect(try bytes("SELECT count(*) FROM samples") == 1 && bytes("SELECT count(*) FROM reports WHERE packing = 3") == 0)
        let ledger = try fixture.open()
        try fill(ledger, 20..<40)
        #expect(try bytes("SELECT count(*) FROM samples") == 3)
        #expect(try bytes("SELECT count(*) FROM reports WHERE packing = 3") == 16 && bytes("SELECT count(*) FROM reports WHERE packing = 2") == 24)
        let page = try fixture.reader().observations(limit: 100)
        #expect(Set(String(decoding: page.bytes, as: UTF8.self).split(separator: "\n")) == Set((0..<40).map { Self.lines($0).dropLast() }))
        _ = try ledger.now { (group) throws(LedgerError) in try group.adopt(engine: "9", codebook: "c") }
        let bodies = try ledger.openTasks(.extraction).map { String(decoding: try ledger.payload($0), as: UTF8.self) }
        #expect(bodies.count == 40 && bodies.allSatisfy { $0.hasSuffix("家。\n") })
    }

    @Test func payloadsAreUnpackedAlsoWhenTheyAreNoLongerInMemory() throws {
        _ = try fixture.open().submit("t", [submitted("a.txt", text)])
        let ledger = try fixture.open()
        #expect(try ledger.payload(try ledger.openTasks(.ingest)[0]) == Array(text.utf8))
    }

    /// A ledger as it was before bodies were packed.
    @Test func anOlderLedgerIsReadAsItIsAndGoesOnPacked() throws {
        _ = try filled()
        try fixture.backToTheFirstVersion()
        #expect(try bytes("SELECT length(body) FROM document_bodies") == text.utf8.count)
        #expect(try bytes("SELECT min(length(body)) FROM claims") > 100)
        let ledger = try fixture.open()
        let reader = try fixture.reader()
        #expect(try reader.cell(claim().key)?.value == 1)
        #expect(try reader.observations(limit: 10).bytes.count == 800)
        #expect(try ledger.now { (group) throws(LedgerError) in try group.adopt(engine: "2", codebook: "c") } == 1)
        let task = try ledger.openTasks(.extraction)[0]
        #expect(try ledger.payload(task) == Array(text.utf8))
        _ = try ledger.extract(task, engine: "2", claims: [claim(value: 7)])
        #expect(try reader.cell(claim().key)?.value == 7)
        #expect(try reader.cells(CellFilter(), limit: 10).count == 1)
    }

    @Test func aNewExtractionReplacesThePackAndWhatReadersHadOpened() throws {
        let ledger = try filled()
        let reader = try fixture.reader()
        #expect(try reader.cell(claim().key)?.value == 1)
        _ = try ledger.now { (group) throws(LedgerError) in try group.adopt(engine: "2", codebook: "c") }
        _ = try ledger.extract(try ledger.openTasks(.extraction)[0], engine: "2", claims: [claim(value: 9)])
        #expect(try reader.cell(claim().key)?.value == 9)
        _ = try ledger.now { (group) throws(LedgerError) in try group.adopt(engine: "3", codebook: "c") }
        _ = try ledger.extract(try ledger.openTasks(.extraction)[0], engine: "3", claims: [])
        #expect(try reader.cell(claim().key) == nil)
        #expect(try bytes("SELECT count(*) FROM claim_packs") == 0)
    }

    @Test func aPackingOfTheFutureAndSpoiledBodiesAreTold() throws {
        _ = try filled()
        let reader = try fixture.reader()
        let raw = try SQLiteConnection(path: fixture.path, mode: .readWrite)
        for change in [
            "UPDATE observation_lines SET packing = 9", "UPDATE observation_lines SET packing = 1, body = x'28b52ffd'",
            "UPDATE observation_lines SET body = x''",
        ] {
            try raw.execute("spoil", change)
            let error = #expect(throws: LedgerError.self) { try reader.observations(limit: 10) }
            #expect(error?.kind == .corrupt && error?.message.contains(fixture.path) == true)
        }
        try raw.execute("spoil", "DELETE FROM claim_packs")
        #expect(throws: LedgerError.self) { try reader.cell(claim().key) }
    }
}
