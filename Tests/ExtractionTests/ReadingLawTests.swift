import Base
import Foundation
import Extraction
import ReadingLaws
import Testing
import Text

/// The laws of `ReadingLaws` over mutated texts: the short, seeded form of `Deploy/fuzz.sh`.
@Suite struct ReadingLawTests {
    /// How many documents and lines; `HUIBAO_FUZZ_ROUNDS` asks for more, `HUIBAO_FUZZ_SEED` for others.
    private static let rounds = InvariantTests.rounds
    private static let seed = UInt64(ProcessInfo.processInfo.environment["HUIBAO_FUZZ_SEED"] ?? "") ?? 42

    /// Whole invented reports and lines of the bare grammar to begin with.
    private static func seeds() throws -> [[UInt8]] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        var seeds: [[UInt8]] = []
        for name in ["Reference", "Fixtures"] {
            let files = try FileManager.default.contentsOfDirectory(at: folder.appending(path: name), includingPropertiesForKeys: nil)
            for file in files.sorted(by: { $0.path < $1.path }) where file.pathExtension == "txt" {
                seeds.append([UInt8](try Data(contentsOf: file)))
            }
        }
        return seeds + [Array(numbered.utf8)]
    }

    /// A page whose characters are told by their numbers, some of them within a number's quote.
    private static let numbered = """
        <html><head><title>松浦市总工会：工匠&#98;8名</title></head><body><p>2021年，松浦市总工会&#160;新增会员&#49;8&#20154;，建会率&#x39;8%，招聘会&#51;&#22330;。</p></body></html>
        """

    @Test func numbersOfCharactersAreMarkup() throws {
        #expect(try ReadingLaws().breaches(document: Array(Self.numbered.utf8)) == [])
    }

    /// Numbers beyond what a computer can tell, alone and as either end of a range.
    @Test func numbersWithoutBoundKeepTheLaws() throws {
        let laws = try ReadingLaws()
        let long = String(repeating: "9", count: 400)
        for text in ["2021-1e501", "1e999", "1e501-2", "2-\(long)", "\(long)-\(long)", "2到\(long)", "3-\(long)个亿", "2-\(long)万", "1～2^9999"] {
            #expect(laws.breaches(line: text) == [])
            #expect(laws.breaches(document: Array("青岭市总工会2021年工作总结\n\n全市新建工会\(text)家。\n".utf8)) == [])
        }
    }

    @Test func mutatedDocumentsKeepTheLaws() throws {
        let laws = try ReadingLaws()
        let seeds = try Self.seeds()
        #expect(seeds.count >= 10)
        var random = SplitMix64(seed: Self.seed)
        for _ in 0..<Self.rounds {
            let bytes = Self.mutated(seeds, &random)
            let breaches = laws.breaches(document: bytes)
            #expect(breaches.isEmpty, "\(breaches.prefix(3)) in \(String(decoding: bytes.prefix(300), as: UTF8.self).debugDescription)")
        }
    }

    @Test func bareLinesKeepTheLaws() throws {
        let laws = try ReadingLaws()
        let tokens = InvariantTests.tokens + ["半", "又", "负", "零下", "点", "兆", "壹", "拾", "佰", "圆", "角", "分", "毛", "k", "w", "e5", "^2", ".", "/", "（含）", "到", "个亿"]
        var random = SplitMix64(seed: Self.seed)
        for _ in 0..<Self.rounds * 4 {
            var line = ""
            for _ in 0..<Int.random(in: 1...14, using: &random) { line += (tokens.randomElement(using: &random) ?? "").filter { $0 != "\n" } }
            let breaches = laws.breaches(line: line)
            #expect(breaches.isEmpty, "\(breaches) in \(line.debugDescription)")
        }
    }

    /// A stretch of one text with bytes changed, stretches of others spliced in, and parts doubled or cut.
    private static func mutated(_ seeds: [[UInt8]], _ random: inout SplitMix64) -> [UInt8] {
        func stretch(_ longest: Int, _ random: inout SplitMix64) -> [UInt8] {
            guard let text = seeds.randomElement(using: &random), !text.isEmpty else { return [] }
            let from = Int.random(in: 0..<text.count, using: &random)
            return Array(text[from..<min(text.count, from + Int.random(in: 1...longest, using: &random))])
        }
        var bytes = stretch(1500, &random)
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let at = Int.random(in: 0...bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0 where at < bytes.count: bytes[at] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.insert(contentsOf: stretch(60, &random), at: at)
            case 2 where at < bytes.count: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...30, using: &random)))
            default: bytes.insert(contentsOf: bytes[..<at].suffix(40), at: at)
            }
        }
        return bytes
    }
}

/// Rules in words, and what a pairing costs.
@Suite struct RuleWordsTests {
    @Test func everyRuleHasWordsInBothLanguages() {
        #expect(RuleWords.names.count > 40)
        for name in RuleWords.names {
            let zh = RuleWords.text(name, chinese: true) { $0 }, en = RuleWords.text(name, chinese: false) { $0 }
            #expect(zh?.isEmpty == false && en?.isEmpty == false && zh != en, "\(name)")
        }
        #expect(RuleWords.text("indicator.org.new_members", chinese: true) { _ in "新增工会会员数" }?.contains("新增工会会员数") == true)
        #expect(RuleWords.text("rule.of.another.version", chinese: true) { $0 } == nil)
    }

    @Test func listsOfUnlikeLengthAreLessSure() throws {
        let engine = Engine(codebook: try Codebook.builtIn())
        let paired = engine.read(InvariantTests.report("货车司机、快递员入会分别为1300人、870人。")).observations
        let unpaired = engine.read(InvariantTests.report("货车司机、快递员、护工入会分别为1300人、870人。")).observations
        #expect(paired.allSatisfy { $0.because.contains("pair.by_order") })
        #expect(unpaired.allSatisfy { $0.because.contains("pair.arity_differs") && $0.confidence <= 0.65 && $0.indicator == nil })
    }
}
