import Base
import Testing
import Text

@testable import Checks

@Suite struct ArithmeticTests {
    @Test(arguments: [
        ("405.3万元", 4_053_000, "元", 1000), ("66.8%", 66.8, "%", 0.1), ("76%", 76, "%", 1), ("14863人", 14863, "人", 0),
        ("3万5千人", 35000, "人", 1000), ("1.8万个", 18000, "个", 1000), ("三万五千人", 35000, "人", 1000), ("十五名", 15, "名", 0),
        ("七成", 70, "成", 10), ("1,893家", 1893, "家", 0), ("200多万元", 2_000_000, "元", 10_000), ("百分之九十二", 92, "%", 1),
        ("2.35亿元", 235_000_000, "元", 1_000_000),
    ] as [(String, Double, String, Double)])
    func theLastPlaceIsRead(_ quote: String, _ value: Double, _ unit: String, _ place: Double) throws {
        let found = try #require(Precision.place(quote: Passage.folded(quote), value: value, unit: unit))
        #expect(abs(found - place) < 1e-9 * max(1, place))
    }

    @Test func aNumberThatIsNotTheValueTellsNoPlace() {
        #expect(Precision.place(quote: Passage.folded("3千瓦"), value: 3, unit: "千瓦") == nil)
        #expect(Precision.place(quote: Passage.folded("元"), value: 3, unit: "元") == nil)
    }

    @Test func intervals() throws {
        #expect(Interval(1, 2).meets(Interval(2, 3)))
        #expect(!Interval(1, 2).meets(Interval(2.1, 3)))
        #expect(Interval(0.1 + 0.2, 0.1 + 0.2).meets(Interval(0.3, 0.3)))
        #expect(Interval(3, 4).isAbove(Interval(1, 2)) && !Interval(1, 2).isAbove(Interval(3, 4)) && !Interval(1, 3).isAbove(Interval(2, 4)))
        #expect(Interval(1, 2) + Interval(3, 5) == Interval(4, 7))
        #expect(Interval(3, 5) - Interval(1, 2) == Interval(1, 4))
        #expect(try #require(Interval(1, 2).divided(by: Interval(4, 5))) == Interval(0.2, 0.5))
        #expect(Interval(1, 2).divided(by: Interval(0, 5)) == nil)
    }

    @Test func numbersAreShownShort() {
        #expect(Wording.number(3_452_300, "元") == "345.23万元")
        #expect(Wording.number(3121.5, "元") == "3121.5元")
        #expect(Wording.interval(Interval(75.918, 76.081), "%") == "75.92…76.08%")
        #expect(Wording.interval(Interval(5, 5), "人") == "5人")
    }

    @Test func noObservationsNoFindings() throws {
        let checks = Checks(relations: try Relations.builtIn())
        #expect(checks.run([]).isEmpty)
        #expect(RunningChecks(checks).betweenReports().isEmpty)
    }

    /// Observations from outside may say anything: nothing traps, whatever their places and values are.
    @Test func strangeObservationsDoNotTrap() throws {
        let checks = Checks(relations: try Relations.builtIn())
        let values = [0, -1, Double.greatestFiniteMagnitude, 1e300, 0.1]
        let sentences = ["", "其中", "赔付率5%保费5元赔付5元", "目标5元完成5元完成率5%", "由5元增至5元，增长5%", "５元、５元，合计５元，剩余5元"]
        var count = 0
        for sentence in sentences {
            for value in values {
                let observations = ["5元", "５元", "5%", "", "元", "5", "999999999999999999999999999999万亿元"].enumerated().map { index, quote in
                    Observation(
                        document: "a", report: -1, city: "", year: index, start: 9 - index, end: -5, byteStart: 0, byteEnd: 0, quote: quote,
                        value: index % 2 == 0 ? value : 5, high: index == 3 ? value : nil, unit: quote.hasSuffix("%") ? "%" : "元", approximation: .exact,
                        role: index % 3 == 0 ? .share : .fact, subject: "", area: "", indicator: "mutual.premium", confidence: 0, because: [],
                        sentenceStart: 0, sentenceEnd: 1, sentence: sentence)
                }
                for finding in checks.run(observations) {
                    var line = JSONLine()
                    finding.write(to: &line)
                    count += line.bytes.count
                }
            }
        }
        #expect(count == 0, "figures that nobody can place are found at no fault")
    }
}

@Suite struct RelationsTests {
    @Test func theBuiltInOnesAreReadable() throws {
        let relations = try Relations.builtIn()
        #expect(relations.rates.count == 1 && relations.parts.count > 8 && relations.ceilings.contains("建会率"))
        #expect(try Relations(text: Relations.builtInFile, name: "copy") == relations)
        #expect(relations.joined(with: relations) == relations)
    }

    @Test func anotherFileIsLaidOverThem() throws {
        let own = try Relations(text: "# ours\nformat 1\npart a.b <= a.c\nceiling 出勤率 # 考勤\n", name: "ours.txt")
        let all = try Relations.builtIn().joined(with: own)
        #expect(all.parts.last == Relations.Part(part: "a.b", whole: "a.c") && all.ceilings.last == "出勤率")
    }

    @Test(arguments: [
        ("", "relations.format"), ("format 2", "relations.format"), ("format 1\nrate a = b", "relations.syntax"),
        ("format 1\npart a <= a", "relations.syntax"), ("format 1\nwords x = / y", "relations.syntax"), ("format 1\nceiling", "relations.syntax"),
        ("format 1\nhello", "relations.syntax"),
    ])
    func wrongFilesAreTold(_ text: String, _ code: String) {
        do {
            _ = try Relations(text: text, name: "ours.txt")
            Issue.record("was read: \(text)")
        } catch {
            #expect(error.code == code && error.message.contains("ours.txt") && !error.advice.isEmpty)
        }
    }
}
