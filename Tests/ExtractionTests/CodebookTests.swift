import Base
import Extraction
import Foundation
import Testing

@Suite struct CodebookTests {
    @Test func builtInReadsAndIsClean() throws {
        let book = try Codebook.builtIn()
        #expect(book.lint().filter { $0.severity == .error } == [])
        #expect(book.digest.count == 32)
        #expect(book.indicator("org.new_unions")?.area == "organising")
        #expect(book.area("organising")?.name(year: 2020) == "基层工会组织建设巩固拓展年")
        #expect(book.area("organising")?.name(year: 2021) == "基层工会组织建设提升年")
    }

    @Test func everyWorkedExampleHolds() throws {
        for trial in try Codebook.builtIn().test() where !trial.passed {
            Issue.record("\(trial.code) line \(trial.line): \(trial.sentence): expected \(trial.expected.map { "\($0)" } ?? "nothing"), found \(trial.found.map { "\($0)" } ?? "nothing")")
        }
    }

    @Test(.enabled(if: ReferenceTests.shared != nil, "no reference reports beside the repository")) func coversTheAgreedIndicators() throws {
        let shared = try #require(ReferenceTests.shared)
        let book = try Codebook.builtIn()
        let rows = try String(contentsOfFile: shared + "/indicators.tsv", encoding: .utf8).split(separator: "\n").dropFirst()
        #expect(rows.count > 60)
        for row in rows {
            let columns = row.split(separator: "\t").map(String.init)
            let indicator = try #require(book.indicator(columns[0]), "\(columns[0]) is missing")
            #expect(indicator.area == columns[1])
            #expect(indicator.unit == columns[2])
            #expect(indicator.nameZh == columns[3])
        }
    }

    @Test func errorsNameTheLine() {
        let text = Array("format 1\narea x 甲 | X\nindicator a.b\n  colour red\n".utf8)
        #expect(throws: CodebookError(.syntax, file: "my.txt", line: 4, detail: "colour")) { try Codebook(text: text, name: "my.txt") }
        let error = CodebookError(.syntax, file: "my.txt", line: 4, detail: "colour")
        #expect(error.description.contains("my.txt:4"))
        #expect(error.description.contains("codebook.syntax"))
    }

    @Test func overlayReplacesAndAdds() throws {
        let book = try Codebook.builtIn()
        let extra = try Codebook(
            text: Array("""
                format 1
                indicator org.new_unions
                  area organising
                  unit 个
                  zh 新增工会数
                  count 个
                  when 工会 + 新增
                indicator local.bikes
                  area ten_things
                  unit 辆
                  zh 共享单车
                  count 辆
                  when 单车
                  yes 投放单车300辆。 = 300
                """.utf8), name: "local")
        let both = book.overlaid(by: extra)
        #expect(both.indicator("org.new_unions")?.nameZh == "新增工会数")
        #expect(both.indicator("local.bikes") != nil)
        #expect(both.digest != book.digest)
        #expect(both.indicators.count == book.indicators.count + 1)
        let bikes = both.test().filter { $0.code == "local.bikes" && $0.passed }
        #expect(bikes.count == 1)
    }
}
