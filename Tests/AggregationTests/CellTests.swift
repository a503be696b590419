import Aggregation
import Base
import Testing
import Text

@Suite struct CellTests {
    @Test func keysAreOrderedByScalars() {
        let keys = [
            CellKey(city: "", year: 2031, indicator: "b"), CellKey(city: "云泽市", year: 2030, indicator: "z"),
            CellKey(city: "云泽市", year: 2031, indicator: "a"), CellKey(city: "云泽市", year: 2031, indicator: "ab"),
            CellKey(city: "云泽市区", year: 1, indicator: "a"), CellKey(city: "青岭市", year: -1, indicator: "a"),
        ]
        #expect(keys.reversed().sorted() == keys)
    }

    @Test func orderIsByScalarsAndNotByGraphemes() {
        // é composed and decomposed are equal as Swift strings, but other characters of a source
        #expect(ScalarOrder.before("e\u{301}", "é") == true)
        #expect(ScalarOrder.before("a", "a") == nil)
        #expect(ScalarOrder.before("a", "ab") == true)
        #expect(ScalarOrder.before("\u{ffff}", "\u{10000}") == true)
    }

    @Test func theJSONIsAnInterface() throws {
        var told = claim(14863, high: 15000.5, .about, from: "2031-01-01", to: "2031-06-30")
        told.runnerUp = nil
        let cell = try #require(CellResolver.resolve(key, claims: [told], area: "organising"))
        #expect(
            json(cell) == """
                {"city":"青岭市","year":2031,"indicator":"org.new_members","value":14863,"high":15000.5,"unit":"人","approximation":"about",\
                "evidence":[{"document":"a.txt","report":0,"start":10,"end":14,"byteStart":30,"byteEnd":42,"quote":"一些","value":14863,\
                "subject":"新会员","sentence":"新会员一些人。","sentenceStart":7,"sentenceEnd":14,"because":["a","b"]}],"conflict":false,\
                "area":"organising","scope":"new","periodStart":"2031-01-01","periodEnd":"2031-06-30","confidence":0.8,\
                "unlikePeriods":false,"chosenBy":"only","runnerUp":null,"settled":false,"corrections":[]}
                """)
    }

    @Test func whatIsWrittenIsRead() throws {
        var first = claim(1, confidence: 0.9)
        first.runnerUp = claim(3).evidence
        for claims in [[first, claim(2, document: "b")], [claim(5, from: "2031-01-01", to: "2031-06-30")]] {
            let cell = try #require(CellResolver.resolve(key, claims: claims))
            #expect(try CellReader.cells(Array("[\(json(cell)), \(json(cell))]".utf8)) == [cell, cell])
        }
    }

    @Test func aCellWithoutItsNumberIsNone() {
        #expect(throws: JSONReaderError.self) { try CellReader.cells(Array(#"[{"city":"青岭市","year":2031,"indicator":"x"}]"#.utf8)) }
    }
}
