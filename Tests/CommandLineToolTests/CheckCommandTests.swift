import Base
import Protocol
import TestSupport
import Testing
import Text

@testable import CommandLineTool

/// `huibao check` on invented text, and over the observations of an aggregator.
@Suite struct CheckCommandTests {
    private let folder = TemporaryFolder()
    private static let wrong = "青岭市总工会2021年工作总结\n\n全市新发展工会会员18426人，其中农民工会员19735人。\n"
    private static let right = "青岭市总工会2021年工作总结\n\n全市新发展工会会员18426人，其中农民工会员9735人。\n"

    private func run(_ arguments: [String], _ aggregator: ScriptedAggregator = ScriptedAggregator()) -> (exit: Int32, console: FakeConsole) {
        let console = FakeConsole()
        return (aggregator.run(["check"] + arguments, console), console)
    }

    @Test func errorsEndWithFive() throws {
        let (exit, console) = run([folder.write("a.txt", Self.wrong), "--format", "json"])
        #expect(exit == 5)
        #expect(console.said == "1 report checked: 1 error, 0 questions, 0 derived figures")
        guard case .array(let findings) = try JSONValue(console.output) else {
            Issue.record("no array")
            return
        }
        #expect(findings.count == 1)
        #expect(findings[0]["rule"] == .string("part.above-whole") && findings[0]["severity"] == .string("error"))
        #expect(findings[0].keys == ["arithmetic", "city", "derived", "document", "en", "evidence", "indicator", "report", "rule", "severity", "year", "zh"])
    }

    @Test func soundReportsEndWithNoughtAndNothing() {
        let path = folder.write("a.txt", Self.right)
        for (format, text) in [("table", ""), ("json", "[]\n"), ("jsonl", "")] {
            let (exit, console) = run([path, "--format", format])
            #expect(exit == 0)
            #expect(console.text == text)
        }
        #expect(run([path, "--format", "csv"]).console.output.count { $0 == 10 } == 1)
        #expect(run([path, "--format", "md"]).console.output.count { $0 == 10 } == 2)
    }

    @Test func theTableLeadsWithWhatIsWorst() throws {
        let path = folder.write(
            "a.txt", "青岭市总工会2021年工作总结\n\n全年发放帮扶资金618.7万元，完成年度目标的108.3%。\n\n全市新发展工会会员18426人，其中农民工会员19735人。\n")
        let text = run([path]).console.text
        let worst = try #require(text.firstRange(of: "part.above-whole"))
        let derived = try #require(text.firstRange(of: "target.implied"))
        #expect(worst.lowerBound < derived.lowerBound)
    }

    @Test func everyFormatTellsTheFinding() {
        let path = folder.write("a.txt", Self.wrong)
        for format in ["table", "jsonl", "csv", "md"] {
            let (exit, console) = run([path, "--format", format])
            #expect(exit == 5)
            #expect(console.text.contains("19735人") && console.text.contains("part.above-whole"), "\(format)")
        }
        #expect(run([path, "--lang", "en"]).console.text.contains("A part is above its whole"))
        #expect(run([path]).console.text.contains("部分大于整体"))
    }

    @Test func whatIsNotPrintedStillCounts() {
        let (exit, console) = run([folder.write("a.txt", Self.wrong), "--only", "derived"])
        #expect(exit == 5)
        #expect(console.output.isEmpty)
        #expect(console.said.contains("1 error"))
    }

    @Test func twoReportsThatDisagreeAreAQuestion() {
        let first = folder.write("a.txt", Self.right)
        let second = folder.write("b.txt", "青岭市总工会2021年工作简报\n\n全市新发展工会会员18246人。\n")
        let (exit, console) = run([first, second, "--format", "jsonl"])
        #expect(exit == 0)
        #expect(console.text.contains("reports.disagree") && console.text.contains("18246") && console.text.contains("18426"))
    }

    @Test func aDocumentThatFailsIsNamed() {
        let (exit, console) = run([folder.write("empty.txt", ""), folder.write("a.txt", Self.right)])
        #expect(exit == 4)
        #expect(console.said.contains("empty.txt"))
        #expect(run([folder.path + "/none.txt"]).exit == 3)
    }

    @Test func wordsThatDoNotGoTogether() {
        #expect(run(["a.txt", "--ledger", "l.db"]).exit == 2)
        #expect(run(["--only", "eror"]).exit == 2)
        #expect(run(["--ledger", folder.path + "/none.db"]).exit == 3)
    }

    @Test func relationsAreDataThatUsersMayAddTo() {
        let printed = run(["--show-relations"])
        #expect(printed.exit == 0 && printed.console.text.contains("\nformat 1\n"))
        let report = folder.write("a.txt", "青岭市总工会2021年工作总结\n\n职工出勤率达到103%。\n")
        #expect(run([report]).exit == 0)
        #expect(run([report, "--relations", folder.write("ours.txt", "format 1\nceiling 出勤率\n")]).exit == 5)
        let wrong = run([report, "--relations", folder.write("bad.txt", "format 1\nnonsense\n")])
        #expect(wrong.exit == 1 && wrong.console.said.contains("bad.txt:2"))
    }

    /// What the aggregator holds gives what the documents gave: the lines carry all that the checks need.
    @Test func theAggregatorsObservationsGiveTheSame() throws {
        let paths = [folder.write("a.txt", Self.wrong), folder.write("b.txt", Self.right)]
        let lines = FakeConsole()
        #expect(ScriptedAggregator().run(["extract"] + paths, lines) == 0)
        var pages: [[UInt8]] = lines.output.split(separator: 10).map { Array($0) + [10] }
        let aggregator = ScriptedAggregator { request, _ in
            guard request is GetObservations, !pages.isEmpty else { return nil }
            let page = pages.removeFirst()
            return (Page(id: request.id, next: pages.isEmpty ? "" : "more", count: 1), [page])
        }
        let (exit, console) = run(["--format", "jsonl"], aggregator)
        #expect(exit == 5)
        #expect(console.output == run(paths + ["--format", "jsonl"]).console.output)
        #expect(console.said.hasPrefix("2 reports checked: 1 error"))
    }

    @Test func pagesThatAreNoObservationsAreTold() {
        let aggregator = ScriptedAggregator { request, _ in (Page(id: request.id, next: "", count: 1), [[UInt8]("{\"role\":7}\n".utf8)]) }
        let (exit, console) = run([], aggregator)
        #expect(exit == 1)
        #expect(console.said.contains("cannot be read"))
    }

    @Test func twoDocumentsOfOneNameStayTwoReports() throws {
        let lines = FakeConsole()
        #expect(ScriptedAggregator().run(["extract", folder.write("a.txt", Self.right)], lines) == 0)
        var cut = ObservationLines()
        #expect(try cut.reports(lines.output + lines.output).count == 1)
        #expect(cut.last()?.count == 2)
        #expect(cut.last() == nil)
    }
}
