import Base
import Testing
import Text

@Suite struct AnchorTests {
    private func evidence(_ sentence: String, _ quote: String, sha256: String = "d1", start: Int = 5) -> Evidence {
        Evidence(
            document: "a.txt", report: 0, start: start, end: start + quote.unicodeScalars.count, byteStart: 0, byteEnd: 0, quote: quote,
            value: 1, subject: "", sentence: sentence, sentenceStart: 0, sentenceEnd: sentence.unicodeScalars.count, because: [],
            sha256: sha256)
    }

    @Test func theSameWordsAreTheSamePlaceWhateverTheOffsetsAndBreaks() {
        let anchor = Anchor(evidence("全市新建会312家，发展会员2750人。", "2750人"))
        #expect(anchor.matches(evidence("全市新建会312家，发展会员2750人。", "2750人", start: 14)))
        #expect(anchor.matches(evidence("全市新建会312家，发展会 员2750人。", "2750\n人", start: 900)))
        #expect(anchor.matches(evidence("全市新建会３１２家，发展会员2750人。", "2750人")))
    }

    @Test func anotherCutOfTheSentenceIsTheSamePlace() {
        let anchor = Anchor(evidence("全市新建会312家，发展会员2750人。", "2750人"))
        #expect(anchor.matches(evidence("发展会员2750人", "2750人")))
        // the quote alone is no place
        #expect(!anchor.matches(evidence("2750人", "2750人")))
    }

    @Test func otherWordsAreAnotherPlace() {
        let anchor = Anchor(evidence("全市新建会312家，发展会员2750人。", "2750人"))
        #expect(!anchor.matches(evidence("全市新建会312家，发展会员2751人。", "2751人")))
        #expect(!anchor.matches(evidence("全市新建会312家，发展党员2750人。", "2750人")))
        #expect(!anchor.matches(evidence("全市新建会312家，发展会员2750人。", "2750人", sha256: "d2")))
        #expect(anchor.hasWords(of: evidence("全市新建会312家，发展会员2750人。", "2750人", sha256: "d2")))
    }

    @Test func ofTwoEqualNumbersEachHasItsPlace() {
        let sentence = "上半年培训120人，慰问职工120人。"
        let first = Anchor(evidence(sentence, "120人", start: 5))
        let second = Anchor(evidence(sentence, "120人", start: 14))
        #expect(first.before == "上半年培训" && second.after == "。")
        #expect(!first.matches(evidence(sentence, "120人", start: 14)) && second.matches(evidence(sentence, "120人", start: 14)))
    }

    @Test func anEntryComesBackAsItWasWritten() throws {
        var entry = Correction(
            .set, city: "云泽市", year: 2031, indicator: "org.new_members", value: 18500, high: 19000, unit: "人", approximation: .about,
            anchor: Anchor(evidence("发展会员2750人。", "2750人")), undoes: 3, who: "周遥", why: "来函“更正”", day: "2031-03-01",
            source: "核查单.xlsx 第7行", number: 9, at: 1_900_000_000_000)
        entry.before = .init(value: 2750, high: nil, unit: "人", chosenBy: "only")
        entry.standing = .orphaned
        #expect(try Correction.corrections(fromLines: Correction.lines([entry, entry])) == [entry, entry])
        #expect(throws: JSONReaderError.self) { try Correction.corrections(fromLines: Array(#"{"kind":"paint"}"#.utf8)) }
        #expect(throws: JSONReaderError.self) { try Correction.corrections(fromLines: Array(#"{"city":"云泽市"}"#.utf8)) }
    }
}
