import Aggregation
import Testing
import Text

@Suite struct CorrectionTests {
    /// 100 of a.txt, 120 of b.txt; the first is the surer one.
    static let claims = [told(100, "a.txt", confidence: 0.9), told(120, "b.txt", confidence: 0.8)]

    static func told(_ value: Double, _ document: String, confidence: Double) -> Claim {
        var one = claim(value, confidence: confidence, document: document)
        one.evidence.quote = "\(Int(value))人"
        one.evidence.sentence = "全年发展新会员\(Int(value))人。"
        one.evidence.sha256 = "sha of \(document)"
        return one
    }

    static func entry(_ kind: Correction.Kind, _ number: Int64, at claim: Claim? = nil, value: Double? = nil, undoes: Int64? = nil) -> Correction {
        Correction(
            kind, city: key.city, year: key.year, indicator: key.indicator, value: value, anchor: claim.map { Anchor($0.evidence) },
            undoes: undoes, who: "周遥", why: "核对", day: "2031-03-01", number: number)
    }

    private func resolve(_ entries: [Correction], _ claims: [Claim] = claims) -> Cell? {
        CellResolver.resolve(key, claims: claims, corrections: entries)
    }

    @Test func withoutCorrectionsTheReportsSpeak() throws {
        let cell = try #require(resolve([]))
        #expect(cell.value == 100 && cell.conflict && !cell.settled && !cell.isCorrected)
    }

    @Test func anAcceptedClaimWins() throws {
        let cell = try #require(resolve([Self.entry(.accept, 1, at: Self.claims[1])]))
        #expect(cell.value == 120 && cell.chosenBy == .accepted && !cell.conflict && cell.settled && cell.isCorrected)
        #expect(cell.evidence.map(\.value) == [120, 100])
        #expect(cell.corrections.map(\.entry.standing) == [.inForce] && cell.corrections[0].evidence == Self.claims[1].evidence)
    }

    @Test func aRejectedClaimNoLongerCounts() throws {
        let cell = try #require(resolve([Self.entry(.reject, 1, at: Self.claims[0])]))
        #expect(cell.value == 120 && cell.chosenBy == .only && !cell.conflict && !cell.settled && cell.isCorrected)
        #expect(cell.evidence.map(\.value) == [120] && cell.corrections[0].evidence?.value == 100)
        #expect(resolve(Self.claims.enumerated().map { Self.entry(.reject, Int64($0 + 1), at: $1) }) == nil)
        #expect(resolve([Self.entry(.reject, 1)]) == nil)
    }

    @Test func aSetValueStandsBeforeEverythingWithEvidenceOfItsOwn() throws {
        let cell = try #require(resolve([Self.entry(.set, 7, at: Self.claims[0], value: 111)]))
        #expect(cell.value == 111 && cell.unit == "人" && cell.chosenBy == .set && !cell.conflict && cell.settled)
        #expect(cell.evidence.map(\.value) == [111, 100, 120])
        #expect(SetEvidence.isSet(cell.evidence[0]) && cell.evidence[0].document == "修正")
        #expect(cell.evidence[0].sentence == "修正第7号：111人。核对（周遥，2031-03-01）")
    }

    @Test func aCellThatNobodyToldCanBeSet() throws {
        var entry = Self.entry(.set, 1, value: 8)
        entry.unit = "人"
        let cell = try #require(resolve([entry], []))
        #expect(cell.value == 8 && cell.unit == "人" && !cell.settled && cell.evidence.count == 1)
    }

    @Test func theLatestDecisionHolds() throws {
        let set = Self.entry(.set, 1, value: 111)
        let accept = Self.entry(.accept, 2, at: Self.claims[1])
        #expect(resolve([set, accept])?.value == 120)
        #expect(resolve([set, accept, Self.entry(.set, 3, value: 112)])?.value == 112)
        #expect(resolve([set, accept, Self.entry(.reject, 3, at: Self.claims[1])])?.value == 100)
        #expect(resolve([set, Self.entry(.reject, 2)]) == nil)
        #expect(resolve([Self.entry(.reject, 1), Self.entry(.accept, 2, at: Self.claims[0])])?.value == 100)
        #expect(resolve([Self.entry(.reject, 1, at: Self.claims[0]), Self.entry(.accept, 2, at: Self.claims[0])])?.value == 100)
    }

    @Test func anUndoTakesBackAndCanBeTakenBack() {
        let set = Self.entry(.set, 1, value: 111)
        let undo = Self.entry(.undo, 2, undoes: 1)
        let again = Self.entry(.undo, 3, undoes: 2)
        #expect(resolve([set, undo])?.value == 100)
        #expect(resolve([set, undo, again])?.value == 111)
        let fold = CorrectionFold([set, undo, again])
        #expect([set, undo, again].map { fold.standing(of: $0, claims: []) } == [.inForce, .undone, .inForce])
        // an undo of what comes later is no undo
        #expect(resolve([Self.entry(.undo, 1, undoes: 2), Self.entry(.set, 2, value: 111)])?.value == 111)
    }

    @Test func aCorrectionOutlivesANewReading() throws {
        // other offsets, another confidence, another cut of the sentence
        var again = Self.claims[1]
        again.evidence.start += 400
        again.evidence.end += 400
        again.evidence.sentence = "发展新会员120人"
        again.confidence = 0.1
        let cell = try #require(resolve([Self.entry(.accept, 1, at: Self.claims[1])], [Self.claims[0], again]))
        #expect(cell.value == 120 && cell.corrections.map(\.entry.standing) == [.inForce])
    }

    @Test func withoutItsWordsItIsAnOrphan() throws {
        let gone = Self.told(130, "c.txt", confidence: 0.9)
        let entries = [Self.entry(.reject, 1, at: gone), Self.entry(.set, 2, at: gone, value: 131)]
        let cell = try #require(resolve(entries))
        #expect(cell.value == 131 && cell.corrections.map(\.entry.standing) == [.orphaned, .orphaned])
        #expect(resolve([Self.entry(.accept, 1, at: gone)])?.chosenBy == .confidence)
    }

    @Test func theSameWordsInAnotherDocumentCountWhereTheFirstIsGone() {
        var copy = Self.claims[1]
        copy.evidence.sha256 = "another"
        let accept = Self.entry(.accept, 1, at: Self.claims[1])
        #expect(resolve([accept], [Self.claims[0], copy])?.value == 120)
        // with both there, a rejection is of its own document
        let reject = Self.entry(.reject, 1, at: Self.claims[1])
        #expect(resolve([reject], [Self.claims[1], copy])?.evidence.map(\.sha256) == ["another"])
    }

    @Test func theOrderInWhichTheyComeDoesNotMatter() {
        let entries = [
            Self.entry(.reject, 1, at: Self.claims[0]), Self.entry(.set, 2, value: 5), Self.entry(.undo, 3, undoes: 2),
            Self.entry(.accept, 4, at: Self.claims[1]),
        ]
        let one = json(resolve(entries))
        for shift in 1..<entries.count {
            #expect(json(resolve(Array(entries[shift...] + entries[..<shift]), Self.claims.reversed())) == one)
        }
    }

    @Test func aCorrectedCellIsReadAsItWasWritten() throws {
        for entries in [[Self.entry(.set, 1, at: Self.claims[0], value: 5)], [Self.entry(.reject, 2, at: Self.claims[1])]] {
            let cell = try #require(resolve(entries))
            #expect(try CellReader.cells(Array("[\(json(cell))]".utf8)) == [cell])
        }
    }
}

@Suite struct ReportOrderTests {
    private func told(_ value: Double, reporter: String = "", dated: String = "", sentence: String? = nil, confidence: Double = 0.9) -> Claim {
        var one = claim(value, confidence: confidence, document: "\(Int(value)).txt")
        one.evidence.quote = "\(Int(value))人"
        one.evidence.sentence = sentence ?? "发展新会员\(Int(value))人。"
        one.evidence.reporter = reporter
        one.evidence.dated = dated
        return one
    }

    private func expect(_ claims: [Claim], _ value: Double, _ rule: CellResolver.Rule) {
        for order in [claims, claims.reversed()] {
            let cell = CellResolver.resolve(key, claims: order)
            #expect(cell?.value == value && cell?.chosenBy == rule && cell?.conflict == true, "\(String(describing: cell?.chosenBy))")
        }
    }

    @Test func theCitysOwnReportGoesBeforeAnothers() {
        expect([told(5, reporter: "青岭市", confidence: 0.5), told(6, reporter: "云泽市", dated: "2032-05-01")], 5, .own)
    }

    @Test func aTotalGoesBeforeAPart() {
        expect([told(9, sentence: "发展职工20人，其中新会员9人。", confidence: 0.95), told(20, confidence: 0.5)], 20, .total)
        // another sentence's 其中 is none of its own
        expect([told(9, sentence: "其中一类已建会；发展新会员9人。", confidence: 0.95), told(20, confidence: 0.5)], 9, .confidence)
    }

    @Test func theLaterReportGoesBeforeTheEarlier() {
        expect([told(5, dated: "2031-12-20", confidence: 0.95), told(6, dated: "2032-01-08", confidence: 0.5)], 6, .later)
        expect([told(5, dated: "2031", confidence: 0.95), told(6, dated: "2032-01-08", confidence: 0.5)], 6, .later)
        // of one year, without a day, neither is later
        expect([told(5, dated: "2031", confidence: 0.95), told(6, dated: "2031-01-08", confidence: 0.5)], 5, .confidence)
    }

    @Test func theRuleThatIsToldIsTheOneThatSetTheOtherAside() {
        // the later of two own reports; the neighbour's agrees with it
        expect(
            [
                told(5, reporter: "青岭市", dated: "2031-12-20"), told(6, reporter: "青岭市", dated: "2032-01-08"),
                told(6, reporter: "云泽市", dated: "2032-03-01"),
            ], 6, .later)
    }
}
