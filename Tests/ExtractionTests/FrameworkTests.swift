import Extraction
import Foundation
import Testing
import Text

/// Another province's framework is a file: nothing in the code knows it.
@Suite struct FrameworkTests {
    private static func overlaid() throws -> Codebook {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/framework-yunling.codebook")
        let own = try Codebook(text: [UInt8](try Data(contentsOf: file)), name: "framework-yunling.codebook")
        return try Codebook.builtIn().overlaid(by: own)
    }

    @Test func namesOfBothYearsAreKnown() throws {
        let codebook = try Self.overlaid()
        #expect(codebook.framework == "云岭")
        let organising = try #require(codebook.areas.first { $0.code == "organising" })
        #expect(organising.name(year: 2022) == "建会入会攻坚年")
        #expect(organising.name(year: 2023) == "建会入会巩固年")
        #expect(organising.name(year: 2030) == "组织建设")
        #expect(codebook.areas.contains { $0.code == "hardship" })
        #expect(codebook.lint().isEmpty)
    }

    @Test func reportsAreReadByIt() throws {
        let engine = Engine(codebook: try Self.overlaid())
        let text = "全市推进暖心驿家行动，新建暖心驿家37个。新发展会员1200人。"
        let found = engine.read(InvariantTests.report(text)).observations
        #expect(found.first?.indicator == "warmth.stations" && found.first?.area == "warmth")
        #expect(found.last?.indicator == "org.new_members")
        let plain = Engine(codebook: try Codebook.builtIn()).read(InvariantTests.report(text)).observations
        #expect(plain.first?.indicator != "warmth.stations")
    }
}
