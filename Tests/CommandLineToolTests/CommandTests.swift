import Base
import Export
import Platform
import Protocol
import TestSupport
import Testing

@testable import CommandLineTool

@Suite struct CommandTreeTests {
    @Test(arguments: AllCommands.list.map(\.name)) func everyCommandHasHelpWithExamples(_ name: String) {
        let console = FakeConsole()
        #expect(ScriptedAggregator().run(name.split(separator: " ").map(String.init) + ["--help"], console) == 0)
        #expect(console.text.hasPrefix("Usage: huibao \(name)"))
        #expect(console.text.contains("\nExamples:\n  "))
        #expect(console.text.contains("\nExit codes:\n  0  done"))
        #expect(console.words.isEmpty)
        let other = FakeConsole()
        #expect(ScriptedAggregator().run(["help"] + name.split(separator: " ").map(String.init), other) == 0)
        #expect(other.output == console.output)
    }

    @Test func theOverviewNamesEveryCommand() {
        let console = FakeConsole()
        #expect(ScriptedAggregator().run(["--help"], console) == 0)
        for command in AllCommands.list { #expect(console.text.contains("\n  \(command.name) ")) }
    }

    @Test func commandNamesAreUnique() { #expect(Set(AllCommands.list.map(\.name)).count == AllCommands.list.count) }

    @Test(arguments: [
        (["statsu"], "did you mean 'status'?"), (["dead", "lst"], "did you mean 'list'?"),
        (["submit", "--wiat", "a"], "did you mean '--wait'?"),
        (["table", "--format", "jsno"], "did you mean 'json'?"), (["--versoin"], "did you mean '--version'?"),
        (["dead"], "huibao dead --help"),
        (["submit"], "needs PATH…"), (["cancel", "seven"], "'seven' is no job"), (["explain", "a", "b"], "needs CITY INDICATOR YEAR"),
        (["table", "--wide", "--format", "json"], "--wide is no layout for json"), (["table", "--wide", "--long"], "do not go together"),
        (["table", "--wide", "-o", "a.jsonl"], "--wide is no layout for jsonl"), (["table", "-o", "/"], "is a folder"),
        (["completion", "bahs"], "did you mean 'bash'?"), (["status", "1", "2"], "more than huibao status takes"),
        ([], "a command is missing"),
    ]) func wrongLinesEndWithTwoAndAHint(_ arguments: [String], _ hint: String) {
        let console = FakeConsole()
        #expect(ScriptedAggregator().run(arguments, console) == 2)
        #expect(console.said.contains(hint))
        #expect(console.output.isEmpty)
    }

    @Test func versionIsData() {
        let console = FakeConsole()
        #expect(ScriptedAggregator().run(["--version"], console) == 0)
        #expect(console.text.hasPrefix("huibao \(Version.product) (libzmq "))
        let other = FakeConsole()
        #expect(ScriptedAggregator().run(["status", "--version"], other) == 0)
        #expect(other.text == "huibao \(Version.product)\n")
    }
}

@Suite struct ExitCodeTests {
    private let folder = TemporaryFolder()

    @Test func theWholeWayOfSubmit() {
        let path = folder.write("a.txt", "青岭市")
        let console = FakeConsole()
        let aggregator = ScriptedAggregator(Replies.willing())
        #expect(aggregator.run(["submit", "--wait", "--label", "年报", path], console) == 0)
        #expect(console.text == "7\n")
        #expect(console.said.hasPrefix("job 7: 1 of 1 document done, 1 report, 10 observations, in "))
        #expect((aggregator.requests.first as? OpenJob)?.label == "年报")
        #expect(console.progressLines.allSatisfy { $0.isEmpty })
    }

    @Test func failedDocumentsAreNamedAndEndWithFour() {
        let path = folder.write("a.txt", "青岭市")
        let console = FakeConsole()
        #expect(ScriptedAggregator(Replies.willing(failed: 1)).run(["submit", "-w", path], console) == 4)
        #expect(console.said.contains("1 failed"))
        #expect(console.said.contains("failed: 空.txt: the file has no bytes [ingest.empty]"))
    }

    @Test func aFileThatIsTooLargeCountsAsFailedAndTheOthersGoOn() throws {
        let small = folder.write("a.txt", "青岭市")
        let large = folder.write("b.txt", [UInt8](repeating: 65, count: (32 << 20) + 1))
        let console = FakeConsole()
        let aggregator = ScriptedAggregator(Replies.willing())
        #expect(aggregator.run(["submit", large, small], console) == 4)
        #expect(console.said.contains("not sent: \(large): larger than 32 MiB"))
        #expect(aggregator.requests.compactMap { ($0 as? AddDocuments)?.names } == [["a.txt"]])
    }

    @Test func missingPathsAndEmptyFoldersEndWithThree() {
        let console = FakeConsole()
        #expect(ScriptedAggregator().run(["submit", folder.path + "/none.txt"], console) == 3)
        #expect(console.said.contains("there is no file or folder '\(folder.path)/none.txt'"))
        let other = FakeConsole()
        _ = folder.write("readme.md", "x")
        #expect(ScriptedAggregator().run(["submit", folder.path], other) == 3)
        #expect(other.said.contains("no reports in '\(folder.path)' (only 1 .md)"))
    }

    @Test func standardInputIsADocument() {
        let console = FakeConsole()
        console.input = [65, 66]
        let aggregator = ScriptedAggregator(Replies.willing())
        #expect(aggregator.run(["submit", "-", "--name", "report.html"], console) == 0)
        #expect(aggregator.requests.compactMap { ($0 as? AddDocuments)?.names } == [["report.html"]])
    }

    @Test func nobodyThereIsSix() {
        let aggregator = ScriptedAggregator()
        aggregator.isThere = false
        let console = FakeConsole()
        #expect(aggregator.run(["status"], console) == 6)
        #expect(console.said.contains("no aggregator answers at tcp://127.0.0.1:7410"))
    }

    @Test func silenceIsEight() {
        let console = FakeConsole()
        #expect(ScriptedAggregator().run(["worker", "list", "--timeout", "2s"], console) == 8)
        #expect(console.said.contains("no reply within 2 s"))
    }

    @Test func theEnvironmentNamesTheEndpoint() {
        var asked = ""
        let console = FakeConsole()
        let context = ToolContext(
            console: console, environment: ["HUIBAO_CONNECT": "ipc:///tmp/x"],
            connect: { endpoint, _, _ in
                asked = endpoint
                return ScriptedAggregator { request, _ in (WorkersReply(id: request.id, workers: []), []) }
            }, listen: { NoInterruption() })
        #expect(CommandLineTool.run(["worker", "list"], context) == 0)
        #expect(asked == "ipc:///tmp/x")
        #expect(console.said.contains("no workers are here"))
    }

    @Test func aReaderThatLeftEndsQuietly() {
        let console = FakeConsole()
        console.writeError = ToolError(.outputClosed, "gone")
        #expect(ScriptedAggregator().run(["--help"], console) == 0)
        #expect(console.words.isEmpty)
    }

    @Test func aFullDiskIsTold() {
        let console = FakeConsole()
        console.writeError = PlatformError("write", "standard output", number: 28)
        #expect(ScriptedAggregator().run(["--help"], console) == 1)
        #expect(console.said.contains("No space left on device"))
    }

    @Test func errorsOfTheToolHaveDistinctCodes() {
        let kinds: [ToolError.Kind] = [
            .unknownCommand, .usage, .unreachable, .timedOut, .unexpectedReply, .notFound, .noDocuments, .daemonMissing,
            .daemonEnded(.failure),
            .outputClosed, .interrupted(2),
        ]
        #expect(Set(kinds.map { ToolError($0, "").code }).count == kinds.count)
        #expect(ToolError(.usage, "a", advice: "b").description == "a; b [usage.combination]")
    }
}

@Suite struct StatusTests {
    private let aggregator = ScriptedAggregator { request, _ in
        (Replies.status(request.id, jobs: [Replies.job(documents: 4, done: 3, failed: 1)]), [])
    }

    @Test func asText() {
        let console = FakeConsole()
        #expect(aggregator.run(["status", "--lang", "en"], console) == 0)
        #expect(console.text == (Repository.text("Tests/CommandLineToolTests/Fixtures/status.txt") ?? "no golden file"))
    }

    @Test func inChineseNothingIsEnglish() {
        let console = FakeConsole()
        #expect(aggregator.run(["status"], console) == 0)
        let heads = console.text.split(separator: "\n").filter { line in !line.contains { $0.isNumber } }
        #expect(heads.count >= 4 && heads.allSatisfy { line in !line.contains { $0.isASCII && $0.isLetter } }, "\(heads)")
        #expect(console.text.contains("已完成") && console.text.contains("工作进程"))
    }

    @Test func paceAndReasonsAreTold() {
        var status = Replies.status("", jobs: [Replies.job(state: .running, documents: 4, done: 1)])
        status.jobs[0].waits = "workers-busy"
        status.jobs[0].leftMilliseconds = 90_000
        status.workers[0].idle = "ingest-first"
        status.stages[0].rate = 2.5
        status.documentsPerSecond = 2.5
        status.totals = WorkTotals()
        status.history = [HistoryMinute(minute: 1, documents: 30, failed: 0, ingested: 30, extracted: 30, retries: 0)]
        let text = StatusText(language: .en).text(status, onlyJob: false, now: 4000, width: nil)
        for words in ["Pace 2.5 documents/s, 30 in the last hour", "1 min 30 s left", "all workers are busy", "documents are read first", "2.5/s"] {
            #expect(text.contains(words), "\(words)\n\(text)")
        }
    }

    @Test func asJSON() throws {
        let console = FakeConsole()
        #expect(aggregator.run(["status", "--format", "json"], console) == 0)
        let value = try JSONValue(console.output)
        #expect(value.keys == ["codebook", "engine", "jobs", "ledger", "software", "stages", "uptimeMilliseconds", "workers"])
    }

    @Test func anUnknownJobIsNotFound() {
        #expect(aggregator.run(["status", "9"], FakeConsole()) == 3)
        #expect(aggregator.run(["watch", "9"], FakeConsole()) == 3)
    }

    @Test func watchingEndsWithTheJob() {
        let console = FakeConsole()
        var looks = 0
        let aggregator = ScriptedAggregator { request, _ in
            looks += 1
            let job = looks < 4 ? Replies.job(state: .running, documents: 4, done: 1) : Replies.job(documents: 4, done: 4)
            return (Replies.status(request.id, jobs: [job]), [])
        }
        console.errorColumns = 80
        #expect(aggregator.run(["watch"], console) == 0)
        #expect(console.progressLines.first?.contains("1/4 documents") == true)
        #expect(console.progressLines.last == "")
        #expect(console.said == "job 7: 4 of 4 documents done, 4 reports, 40 observations, in 2 s")
    }
}
