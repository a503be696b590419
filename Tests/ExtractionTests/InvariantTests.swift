import Base
import Extraction
import Foundation
import Ingest
import Testing
import Text

/// What must hold for any text at all: the span law, completeness, no trap, linear time.
@Suite struct InvariantTests {
    /// A small generator with a seed, so that a failure can be replayed.
    struct Dice {
        var state: UInt64
        mutating func next(_ n: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(n))
        }
    }

    /// How many random texts are read; `HUIBAO_FUZZ_ROUNDS` asks for more.
    static let rounds = Int(ProcessInfo.processInfo.environment["HUIBAO_FUZZ_ROUNDS"] ?? "") ?? 400

    static let tokens = [
        "新增", "会员", "工会组织", "，", "。", "、", "；", "“", "”", "《", "》", "（", "）", "(", ")", "1", "23", "4567", "0", "3.5", "1,234", "１２", "一", "二",
        "三", "十", "百", "千", "万", "亿", "两", "几", "余", "多", "近", "约", "超过", "不少于", "以上", "左右", "个", "名", "人次", "家", "元", "万元", "%", "个百分点",
        "第", "届", "年", "月", "日", "至", "-", "~", "+", "·", "×", "分之", "成", "折", "倍", "A", "G60", "\n", " ", "　", "目前", "去年", "2019年", "以来",
        "其中", "分别", "较上年增长", "计划", "每", "满", "减", "12351", "热线", "八大群体", "百分之", "三分之一", "点", "\u{FFFD}", "\u{20000}", "é", "¥", "$", "号", "岁",
    ]

    static func numerals(_ s: [Unicode.Scalar]) -> [Int] {
        let chinese = Set("零〇一二两三四五六七八九廿卅十百千万亿".unicodeScalars)
        return s.indices.filter { (48...57).contains(s[$0].value) || (0xFF10...0xFF19).contains(s[$0].value) || chinese.contains(s[$0]) }
    }

    static func report(_ text: String, kinds: [Block.Kind] = [.paragraph]) -> Report {
        let bytes = Array(text.utf8)
        return Report(
            document: "t.txt", number: 0, city: "青岭市", year: 2021, published: nil, byteOffset: 0, scalarOffset: 0, source: bytes,
            pieces: [Piece(source: 0..<bytes.count)], blocks: bytes.isEmpty ? [] : [Block(kind: kinds[0], range: 0..<bytes.count)])
    }

    /// Processor seconds of this thread: other work on the machine does not count.
    static func threadSeconds() -> Double {
        var t = timespec()
        _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t)
        return Double(t.tv_sec) + Double(t.tv_nsec) / 1e9
    }

    /// The span law and completeness; `numeralsOnly` leaves out the span law, which is dear for long texts.
    static func check(_ report: Report, _ reading: Reading, numeralsOnly: Bool = false) {
        let scalars = Array(String(decoding: report.source, as: UTF8.self).unicodeScalars)
        var covered = [Bool](repeating: false, count: scalars.count)
        for o in reading.observations {
            if numeralsOnly {
                for k in o.start..<min(o.end, scalars.count) { covered[k] = true }
                continue
            }
            let inside = o.start < o.end && o.end <= scalars.count
            #expect(inside)
            guard inside else { continue }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[o.start..<o.end])
            #expect(String(view).unicodeScalars.elementsEqual(o.quote.unicodeScalars))
            #expect(Array(report.source[o.byteStart..<o.byteEnd]) == Array(o.quote.utf8))
            #expect(o.sentenceStart <= o.start && o.end <= o.sentenceEnd)
            for k in o.start..<o.end { covered[k] = true }
        }
        for r in reading.rejections { for k in r.start..<r.end { covered[k] = true } }
        let missing = numerals(scalars).filter { !covered[$0] }
        #expect(missing.isEmpty, "\(String(decoding: report.source.prefix(400), as: UTF8.self))")
    }

    @Test func randomTextKeepsTheLaws() throws {
        let engine = Engine(codebook: try Codebook.builtIn())
        var dice = Dice(state: 20_210_928)
        for _ in 0..<Self.rounds {
            var text = ""
            for _ in 0..<dice.next(60) + 1 { text += Self.tokens[dice.next(Self.tokens.count)] }
            let report = Self.report(text)
            Self.check(report, engine.read(report))
            for m in Quantities.mentions(in: text) { #expect(m.start < m.end) }
        }
    }

    /// Documents as the ingest hands them on: halved headings, joined lines, set-aside furniture. Every numeral of the whole source is
    /// told or rejected, and every quote stands where it says.
    @Test(arguments: ReferenceTests.references) func documentsAreCovered(_ reference: ReferenceTests.Reference) throws {
        let engine = Engine(codebook: try Codebook.builtIn())
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: reference.text)))
        let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        var covered = [Bool](repeating: false, count: scalars.count)
        for report in try Ingest().read(bytes, name: "t.txt") {
            let reading = engine.read(report)
            for o in reading.observations {
                #expect(scalars[o.start..<o.end].elementsEqual(o.quote.unicodeScalars), "\(o.quote)")
                for k in o.start..<o.end { covered[k] = true }
            }
            for r in reading.rejections {
                #expect(scalars[r.start..<r.end].elementsEqual(r.quote.unicodeScalars), "\(r.quote)")
                for k in r.start..<r.end { covered[k] = true }
            }
            #expect(reading.observations.map(\.start) == reading.observations.map(\.start).sorted())
            #expect(Set(reading.claims.map { "\($0.city) \($0.year) \($0.indicator)" }).count == reading.claims.count)
        }
        let missing = Self.numerals(scalars).filter { !covered[$0] }
        #expect(missing == [], "\(reference.name)")
    }

    @Test func brokenBytesDoNotTrap() throws {
        let engine = Engine(codebook: try Codebook.builtIn())
        var dice = Dice(state: 7)
        for _ in 0..<200 {
            let bytes = (0..<dice.next(80) + 1).map { _ in UInt8(dice.next(256)) }
            let report = Report(
                document: "t", number: 0, city: "", year: nil, published: nil, byteOffset: 0, scalarOffset: 0, source: bytes,
                pieces: [Piece(source: 0..<bytes.count)], blocks: [Block(kind: .paragraph, range: 0..<bytes.count)])
            let reading = engine.read(report)
            #expect(reading.observations.allSatisfy { $0.byteEnd <= bytes.count })
        }
    }

    @Test(arguments: ["1", "一", "9万", "1,234", "百分之", "三分之", "“", "第", "1-", "年", "新增会员5人"])
    func longLinesTakeLinearTime(_ unit: String) throws {
        let engine = Engine(codebook: try Codebook.builtIn())
        func seconds(_ bytes: Int) -> Double {
            let text = String(repeating: unit, count: max(1, bytes / unit.utf8.count))
            let report = Self.report(text)
            let start = Self.threadSeconds()
            Self.check(report, engine.read(report), numeralsOnly: true)
            return Self.threadSeconds() - start
        }
        let one = seconds(15_000)
        let eight = seconds(120_000)
        #expect(eight < one * 20 + 0.5, "\(unit): \(one) s for 15 kB, \(eight) s for 120 kB")
    }
}
