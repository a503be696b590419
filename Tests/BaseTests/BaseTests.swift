import Base
import Testing

@Suite struct JSONLineTests {
    @Test func writesKeysInOrderAndNumbersInTheirShortestForm() {
        var line = JSONLine()
        line.openObject()
        line.key("b"); line.double(4_053_000)
        line.key("a"); line.double(66.8)
        line.key("list"); line.openArray(); line.int(-1); line.bool(true); line.null(); line.closeArray()
        line.key("text"); line.string("一\"二\\\n\u{1}")
        line.key("none"); line.double(.nan)
        line.closeObject()
        #expect(String(decoding: line.bytes, as: UTF8.self) == #"{"b":4053000,"a":66.8,"list":[-1,true,null],"text":"一\"二\\\n\u0001","none":null}"#)
    }
}

@Suite struct JSONReaderTests {
    @Test func readsWhatTheLineWrites() throws {
        var line = JSONLine()
        line.openObject()
        line.key("名"); line.string("云泽\t\"市\"\\\u{2}𠮷")
        line.key("n"); line.double(-12.5e-3)
        line.key("deep"); line.openArray(); line.openObject(); line.key("x"); line.null(); line.closeObject(); line.closeArray()
        line.key("i"); line.int(9_007_199_254_740_991)
        line.closeObject()
        var reader = JSONReader(line.bytes)
        var name = "", n = 0.0, i = 0, deep = 0..<0
        try reader.object { reader, key throws(JSONReaderError) in
            switch key {
            case "名": name = try reader.string()
            case "n": n = try reader.double()
            case "i": i = try reader.int()
            default: deep = try reader.skip()
            }
        }
        #expect(name == "云泽\t\"市\"\\\u{2}𠮷" && n == -0.0125 && i == 9_007_199_254_740_991)
        #expect(String(decoding: line.bytes[deep], as: UTF8.self) == #"[{"x":null}]"#)
        let ended = reader.isAtEnd()
        #expect(ended)
    }

    @Test func readsEscapesAndSurrogates() throws {
        var reader = JSONReader([UInt8](#""\u4e00\ud842\udfb7\/\ud800x""#.utf8))
        let text = try reader.string()
        #expect(text == "一𠮷/\u{FFFD}x")
        #expect(throws: JSONReaderError.self) {
            var reader = JSONReader([UInt8](#""\u12""#.utf8))
            _ = try reader.string()
        }
    }

    @Test(arguments: ["", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":01x}", "{\"a\":\"\\", "{a:1}", "[1]", "nul", "{\"a\":-}"])
    func whatIsNoObjectIsATypedError(_ text: String) {
        #expect(throws: JSONReaderError.self) {
            var reader = JSONReader([UInt8](text.utf8))
            try reader.object { reader, _ throws(JSONReaderError) in try reader.skip() }
        }
    }

    @Test func nestingIsBounded() {
        #expect(throws: JSONReaderError.self) {
            var reader = JSONReader([UInt8](repeating: UInt8(ascii: "["), count: 1_000_000))
            try reader.skip()
        }
    }

    @Test func aRangeOutsideTheBytesIsEmpty() {
        for range in [5..<9, -3..<0, 2..<900] {
            var reader = JSONReader(Array("12".utf8), in: range)
            #expect(throws: JSONReaderError.self) { try reader.double() }
        }
    }

    @Test func aReaderMayBeAskedAgainAfterAnError() {
        var reader = JSONReader(Array("\"ab\\".utf8))
        #expect(throws: JSONReaderError.self) { try reader.skip() }
        #expect(throws: JSONReaderError.self) { try reader.int() }
        #expect(throws: JSONReaderError.self) { try reader.string() }
    }

    @Test func randomBytesNeverTrap() {
        let alphabet = [UInt8]("{}[]\":,\\u0129eE-+.tfn \u{FF}".utf8)
        var state: UInt64 = 7
        var failed = 0
        for _ in 0..<20_000 {
            var bytes: [UInt8] = []
            for _ in 0..<24 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            var reader = JSONReader(bytes)
            do throws(JSONReaderError) { try reader.skip() } catch { failed += 1 }
        }
        #expect(failed > 0)
    }
}

@Suite struct MonotonicTimeTests {
    @Test func addsAndSaturates() {
        let start = MonotonicTime(nanoseconds: 5)
        #expect(start.adding(milliseconds: 2).milliseconds(since: start) == 2)
        #expect(start.adding(milliseconds: .max).nanoseconds == .max)
        #expect(MonotonicTime.now() <= MonotonicTime.now())
    }
}
