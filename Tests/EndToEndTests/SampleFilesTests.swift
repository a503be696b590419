import Testing
import TestSupport

/// The samples keep the shapes and the breadth that they are there for.
@Suite struct SampleFilesTests {
    let names = Repository.list("Deploy/samples").filter { $0.hasSuffix(".txt") || $0.hasSuffix(".html") }

    @Test func eightCitiesTwoYearsAndNearlyEveryIndicator() throws {
        let key = try AnswerKey.samples()
        #expect(names.count >= 17)
        let cities: Set<String> = ["青岭市", "云泽市", "临湖市", "松浦市", "安澜市", "白塔市", "东渡市", "石屏岭市"]
        #expect(Set(key.accepted.keys.map(\.city)) == cities)
        #expect(Set(key.accepted.keys.map(\.year)) == [2021, 2022])
        #expect(Set(key.accepted.keys.map(\.indicator)).count >= 75)
        for city in cities {
            for year in [2021, 2022] { #expect(key.accepted.keys.contains { $0.city == city && $0.year == year }, "\(city) \(year)") }
        }
        #expect(key.accepted.values.count { $0.count > 1 } == 2, "two cells that are told differently")
    }

    @Test func encodings() throws {
        var notUTF8: [String] = []
        for name in names {
            let bytes = try #require(Repository.bytes("Deploy/samples/" + name))
            if String(validating: bytes, as: UTF8.self) == nil { notUTF8.append(name) }
        }
        #expect(notUTF8.count == 2, "\(notUTF8)")
        #expect(notUTF8.allSatisfy { $0.contains("GB18030") || $0.contains("UTF16") })
    }

    @Test func shapes() {
        let texts = names.compactMap { Repository.text("Deploy/samples/" + $0) }
        for shape in ["回首回首20212021", "““四个年四个年””建设建设", "\n个，", "市总工会·", "编者按", "<figcaption>", "社址：", "家,新增会员"] {
            #expect(texts.contains { $0.contains(shape) }, "no sample shows '\(shape)'")
        }
    }
}

@Suite struct AnswerKeyTests {
    @Test func scoreTellsRightWrongAndMissing() {
        var key = AnswerKey()
        let a = AnswerKey.Cell(city: "甲市", year: 2021, indicator: "a"), b = AnswerKey.Cell(city: "甲市", year: 2021, indicator: "b")
        let c = AnswerKey.Cell(city: "甲市", year: 2021, indicator: "c"), d = AnswerKey.Cell(city: "甲市", year: 2021, indicator: "d")
        key.add(a, 1)
        key.add(a, 2)
        key.add(b, 3)
        key.add(c, 4)
        let score = key.score([a: 2, b: 4, d: 5])
        #expect(score.right == 1 && score.wrong.count == 2 && score.missing.count == 1)
        #expect(score.precision == 1.0 / 3 && score.recall == 0.25)
    }
}
