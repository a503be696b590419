import Base
import TestSupport
import Testing

@testable import CommandLineTool

/// Commands that need no daemon, on invented text.
@Suite struct LocalCommandTests {
    private let folder = TemporaryFolder()
    private let report = "青岭市总工会2021年工作总结\n\n全市新发展工会会员18426人，其中农民工会员9735人。\n"

    private func run(_ arguments: [String], input: String = "") -> (exit: Int32, console: FakeConsole) {
        let console = FakeConsole()
        console.input = [UInt8](input.utf8)
        return (ScriptedAggregator().run(arguments, console), console)
    }

    private func lines(_ console: FakeConsole) throws -> [JSONValue] {
        try console.output.split(separator: 10).map { try JSONValue(Array($0)) }
    }

    @Test func extractPrintsObservationsWhoseQuotesStandInTheSource() throws {
        let (exit, console) = run(["extract", folder.write("a.txt", report)])
        #expect(exit == 0)
        let source = Array(report.unicodeScalars)
        let found = try lines(console)
        #expect(!found.isEmpty)
        for line in found {
            guard case .number(let start)? = line["start"], case .number(let end)? = line["end"], case .string(let quote)? = line["quote"]
            else {
                Issue.record("an observation without its place")
                continue
            }
            #expect(String(String.UnicodeScalarView(source[Int(start)..<Int(end)])) == quote)
        }
    }

    @Test func extractGoesOnAfterADocumentThatFails() throws {
        let good = folder.write("a.txt", report)
        let (exit, console) = run(["extract", folder.write("empty.txt", ""), good, "/nowhere/b.txt"])
        #expect(exit == 3)
        #expect(console.output.isEmpty)
        let (second, other) = run(["extract", folder.write("empty.txt", ""), good])
        #expect(second == 4)
        #expect(other.said.contains("empty.txt"))
        #expect(!other.output.isEmpty)
    }

    @Test func rejectionsComeWithTheirReasons() throws {
        let (exit, console) = run(["extract", "--rejected", folder.write("a.txt", report)])
        #expect(exit == 0)
        #expect(try lines(console).allSatisfy { $0["reason"] != nil })
        #expect(console.text.contains("2021"))
    }

    @Test func quantitiesReadsFilesAsWell() throws {
        let folder = TemporaryFolder()
        let file = folder.write("lines.txt", "无\r\n近5次")
        let (exit, console) = run(["quantities", "-", file], input: "救助3人")
        #expect(exit == 0)
        let lines = console.text.split(separator: "\n")
        #expect(lines.count == 3 && lines[0].contains(#""line":1"#) && lines[1] == #"{"line":1,"mentions":[]}"# && lines[2].contains(#""line":2"#))
        #expect(run(["quantities", folder.path + "/nothing"]).exit == 3)
    }

    @Test func quantitiesAnswersEveryLine() throws {
        let (exit, console) = run(["quantities"], input: "救助职工近3万人次\n\n无\n")
        #expect(exit == 0)
        let found = try lines(console)
        #expect(found.count == 3)
        #expect(found.map { $0["line"] } == [.number(1), .number(2), .number(3)])
        #expect(found[0]["mentions"] != .array([]))
        #expect(found[1]["mentions"] == .array([]))
    }

    @Test func generateWritesTheSameReportsForTheSameSeed() throws {
        let first = folder.path + "/one"
        let second = folder.path + "/two"
        #expect(run(["generate", first, "-n", "5", "--seed", "3", "--truth", folder.path + "/truth.jsonl"]).exit == 0)
        #expect(run(["generate", second, "-n", "5", "--seed", "3"]).exit == 0)
        let names = Repository.folderList(first)
        #expect(names.count == 5)
        #expect(names == Repository.folderList(second))
        for name in names { #expect(Repository.fileBytes("\(first)/\(name)") == Repository.fileBytes("\(second)/\(name)")) }
        #expect(Repository.fileBytes(folder.path + "/truth.jsonl")?.isEmpty == false)
    }

    @Test func theCodebookIsShown() throws {
        #expect(run(["codebook", "list"]).console.text.contains("org.new_members"))
        #expect(run(["codebook", "show", "新增工会会员数"]).console.text.hasPrefix("indicator org.new_members\n"))
        #expect(run(["codebook", "show", "新增会员"]).console.said.contains("did you mean"))
        #expect(run(["codebook", "show", "nothing-like-it"]).exit == 3)
    }

    @Test func aWrongCodebookIsTold() {
        let (exit, console) = run(["codebook", "lint", folder.write("ours.txt", "format 1\nnonsense here\n")])
        #expect(exit == 5)
        #expect(console.said.contains("ours.txt:2"))
        #expect(run(["codebook", "lint", "/nowhere/ours.txt"]).exit == 3)
    }

    @Test func benchTellsMethodAndMedians() throws {
        let (exit, console) = run(["bench", "--alone", "--documents", "3", "--rounds", "1", "--memory", "20", "--format", "json"])
        #expect(exit == 0)
        let value = try JSONValue(console.output)
        #expect(value["documents"] == .number(3))
        #expect(value["daemonsToOneThread"] == .null)
    }

    @Test func theMiddleOfRoundsCounts() {
        var odd = Measurement(name: "a", unit: "byte", rates: [5, 1, 3])
        #expect(odd.median == 3)
        odd.add(1_000_000, nanoseconds: 1_000_000_000)
        #expect(odd.rates.last == 1_000_000)
        #expect(odd.median == 4)
        #expect(odd.text(12_400_000) == "12.4 MB/s")
        #expect(Measurement(name: "b", unit: "document").median == 0)
    }
}

@Suite struct KeyCommandTests {
    private let folder = TemporaryFolder()

    private func run(_ arguments: [String]) -> (exit: Int32, console: FakeConsole) {
        let console = FakeConsole()
        return (ScriptedAggregator().run(arguments, console), console)
    }

    @Test func aKeyIsMadeOnceAndShown() {
        let path = folder.path + "/a.key"
        let made = run(["key", "new", path])
        #expect(made.exit == 0)
        #expect(made.console.text.utf8.count == 41)
        #expect(run(["key", "show", path]).console.text == made.console.text)
        #expect(run(["key", "new", path]).exit == 2)
        #expect(run(["key", "show", path]).console.text == made.console.text)
    }

    @Test func nothingLeavesTheMachineUnencrypted() {
        let open = run(["status", "--connect", "tcp://10.0.0.1:7410"])
        #expect(open.exit == 2)
        #expect(open.console.said.contains("reaches beyond this machine"))
        let path = folder.path + "/a.key"
        let key = run(["key", "new", path]).console.text.dropLast()
        let kept = run([
            "status", "--connect", "tcp://10.0.0.1:7410", "--curve-key", path, "--curve-server-key", String(key), "--timeout", "1s",
        ])
        #expect(kept.exit == 8)
        #expect(run(["status", "--connect", "nonsense"]).exit == 2)
    }
}
