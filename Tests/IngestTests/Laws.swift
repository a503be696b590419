import Base
import Foundation
import Testing
import Text

@testable import Ingest

/// What holds for the reports of any document whatever.
enum Laws {
    /// Breaches of the laws, in words; empty when all hold. `visible` is the text in which numerals are counted: the decoded document
    /// itself for plain text.
    static func breaches(_ reports: [Report], decoded: [UInt8], countNumerals: Bool = true) -> [String] {
        var found: [String] = []
        if reports.flatMap({ $0.source }) != decoded { found.append("the sources do not make up the document") }
        var byte = 0
        for (number, report) in reports.enumerated() {
            if report.number != number { found.append("report \(number) is numbered \(report.number)") }
            if report.byteOffset != byte { found.append("report \(number) begins at byte \(report.byteOffset), not \(byte)") }
            let scalars = decoded[..<byte].count { $0 & 0xC0 != 0x80 }
            if report.scalarOffset != scalars { found.append("report \(number) begins at scalar \(report.scalarOffset), not \(scalars)") }
            if !report.isSound {
                found.append("report \(number) is not sound")
            } else {
                found += breaches(of: report, countNumerals: countNumerals)
            }
            byte += report.source.count
        }
        return found
    }

    private static func breaches(of report: Report, countNumerals: Bool) -> [String] {
        var found: [String] = []
        let clean = report.clean
        if String(validating: clean.bytes, as: UTF8.self) == nil { found.append("the clean text is not UTF-8") }
        var at = 0
        var used = [Bool](repeating: false, count: report.source.count)
        for piece in report.pieces {
            let length = piece.replacement?.utf8.count ?? piece.source.count
            for i in piece.source {
                if used[i] { found.append("source byte \(i) is used twice") }
                used[i] = true
            }
            if length > 0 {
                if clean.source(of: at..<at + length) != piece.source && !piece.source.isEmpty {
                    found.append("the map does not lead back at \(at)")
                }
                if piece.replacement == nil, Array(clean.bytes[at..<at + length]) != Array(report.source[piece.source]) {
                    found.append("a copy differs at \(at)")
                }
            }
            at += length
        }
        var covered = [Bool](repeating: false, count: clean.bytes.count)
        for block in report.blocks { for i in block.range { covered[i] = true } }
        for i in covered.indices where !covered[i] && clean.bytes[i] > 0x20 { found.append("clean byte \(i) is in no block") }
        if countNumerals { found += numerals(report) }
        return found
    }

    /// Every digit and Chinese numeral of the source must stand in the clean text.
    private static func numerals(_ report: Report) -> [String] {
        let source = count(report.source)
        let clean = count(report.clean.bytes)
        return source == clean ? [] : ["the source holds \(source) numerals, the clean text \(clean)"]
    }

    private static func count(_ bytes: [UInt8]) -> [Int] {
        var counts = [Int](repeating: 0, count: 10 + marks.count)
        for s in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if s.value >= 0x30, s.value <= 0x39 { counts[Int(s.value - 0x30)] += 1 }
            if s.value >= 0xFF10, s.value <= 0xFF19 { counts[Int(s.value - 0xFF10)] += 1 }
            if let i = marks.firstIndex(of: s) { counts[10 + i] += 1 }
            if let plain = traditional[s], let i = marks.firstIndex(of: plain) { counts[10 + i] += 1 }
        }
        return counts
    }

    private static let marks = Array("一二三四五六七八九十百千万亿两半".unicodeScalars)
    private static let traditional: [Unicode.Scalar: Unicode.Scalar] = [
        "萬": "万", "億": "亿", "兩": "两", "⼀": "一", "⼆": "二", "⼗": "十", "⼋": "八",
    ]
}

@Suite struct LawTests {
    /// How many times as many random documents to try: `HUIBAO_FUZZ=50 swift test --filter LawTests`.
    private static let effort = ProcessInfo.processInfo.environment["HUIBAO_FUZZ"].flatMap { Int($0) } ?? 1

    private static let words = [
        "青岭市总工会", "云泽市总工会·组织建设提升年", "临湖市：", "今年以来，", "2021年，", "新增会员14863人", "，其中农民工", "8269", "人。", "\n", "\n\n", "\n\n\n", " ", "　　",
        "1.5\n万余名", "９２％", "萬", "一、组织建设", "（二）", "回首回首20212021", "““四个年四个年””建设建设", "（杨某某）", "编者按", "。", "！", "；", "：", "，", "\r\n", "\r",
        "\u{0C}",
        "社址：湖滨路20号 邮政编码：100000 零售价：1.00元", "2022年2月8日 星期二", "图为活动现场。", "记者 李某", "e心", "App", "a", "\u{FEFF}", "\u{200B}", "\u{A0}", "①",
        "𠀀", "🙂", "0", "三分之一", "一是", "工会", "特别报道", "摄",
        "截至2020年7月30\n日", "地 址 ：白 塔 市", "----", "*", "\t", "(", ")", "“", "”", "《", "》",
    ]

    @Test(arguments: 0..<400 * effort) func `random text`(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed) + 1)
        var text = ""
        for _ in 0..<Int.random(in: 1...120, using: &random) { text += Self.words.randomElement(using: &random) ?? "" }
        let bytes = Array(text.utf8)
        guard let reports = try? Ingest().read(bytes, name: "random") else {
            #expect(
                text.allSatisfy { $0.isWhitespace || "\u{FEFF}\u{200B}".contains($0) } || bytes.isEmpty
                    || DocumentType.detect(bytes) != .plainText, "refused: \(text.debugDescription)")
            return
        }
        if DocumentType.detect(bytes) == .plainText { #expect(Laws.breaches(reports, decoded: bytes) == [], "\(text.debugDescription)") }
    }

    @Test(arguments: 0..<300 * effort) func `random markup`(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed) + 1000)
        let marks = [
            "<p>", "</p>", "<div class=\"nav\">", "</div>", "<br>", "<br/>", "<h1>", "</h1>", "<h2>", "</h2>", "<b>", "</b>",
            "<a href='x'>", "</a>", "<td>", "</td>", "<tr>", "<script>", "</script>",
            "<!--", "-->", "<", ">", "&nbsp;", "&#49;", "&#x4e00;", "&amp;", "&bogus;", "&", "<title>", "</title>", "<nav>", "</nav>",
            "<ul><li>", "</li></ul>", "\"", "'", "<figure><figcaption>", "</figcaption>",
        ]
        var text = "<html>"
        for _ in 0..<Int.random(in: 1...120, using: &random) {
            text += (Bool.random(using: &random) ? Self.words : marks).randomElement(using: &random) ?? ""
        }
        let bytes = Array(text.utf8)
        guard let reports = try? Ingest().read(bytes, name: "random") else { return }
        #expect(Laws.breaches(reports, decoded: bytes, countNumerals: false) == [], "\(text.debugDescription)")
    }

    @Test(arguments: 0..<200 * effort) func `random bytes`(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed) + 5000)
        var bytes = Array("青岭市总工会2021年新增会员3000人。\n".utf8)
        for _ in 0..<Int.random(in: 1...12, using: &random) {
            let at = Int.random(in: 0..<bytes.count, using: &random)
            bytes[at] = UInt8.random(in: 0...255, using: &random)
            if Bool.random(using: &random) { bytes.insert(UInt8.random(in: 0...255, using: &random), at: at) }
        }
        do {
            let reports = try Ingest().read(bytes, name: "random")
            #expect(Laws.breaches(reports, decoded: reports.flatMap { $0.source }, countNumerals: false) == [])
        } catch {
            #expect(!error.description.isEmpty)
        }
    }

    /// Fixtures with a few characters taken out, doubled or put elsewhere: near the shapes that are read well.
    @Test(arguments: ["newspaper-page.txt", "page-five-cities.txt", "web-page.html"], 0..<60 * effort) func `mutated documents`(
        name: String, seed: Int
    ) throws {
        var random = SplitMix64(seed: UInt64(seed) + 9000)
        var scalars = Array(String(decoding: try Documents.fixture(name), as: UTF8.self).unicodeScalars)
        for _ in 0..<Int.random(in: 1...30, using: &random) {
            let at = Int.random(in: 0..<scalars.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: scalars.remove(at: at)
            case 1: scalars.insert(scalars[Int.random(in: 0..<scalars.count, using: &random)], at: at)
            case 2: scalars.swapAt(at, Int.random(in: 0..<scalars.count, using: &random))
            default: scalars.insert(contentsOf: Self.words.randomElement(using: &random)?.unicodeScalars.map { $0 } ?? [], at: at)
            }
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        let bytes = Array(String(text).utf8)
        let reports = try Ingest().read(bytes, name: name)
        #expect(Laws.breaches(reports, decoded: bytes, countNumerals: DocumentType.detect(bytes) == .plainText) == [])
    }
}
