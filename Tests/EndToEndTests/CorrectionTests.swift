import Base
import Glibc
import TestSupport
import Testing

/// Corrections as the desk makes them: on closed ledgers and running aggregators, through new readings, by filled query sheets.
@Suite(.serialized) struct CorrectionTests {
    private let folder = TemporaryFolder()
    private static let samples = Repository.root + "/Deploy/samples"
    private static let cell = ["青岭市", "org.new_members", "2021"]

    private func huibao(_ arguments: String...) throws -> ChildProcess.Outcome { try run(arguments) }

    private func run(_ arguments: [String]) throws -> ChildProcess.Outcome {
        try ChildProcess.run("huibao", arguments, in: folder, environment: ["HUIBAO_WHO": "周遥"], seconds: 180)
    }

    private func ledger(_ name: String = "ledger.db") throws -> String {
        let ledger = folder.path + "/" + name
        let outcome = try huibao("run", "--ledger", ledger, "-o", folder.path + "/run.json", Self.samples)
        #expect(outcome.exit == 0, "\(outcome.errors)")
        return ledger
    }

    private func value(_ table: [UInt8]) throws -> (value: Double, chosenBy: String)? {
        for cell in try JSONValue(table).items() where cell.text("city") == "青岭市" && cell.text("indicator") == "org.new_members" && cell.int("year") == 2021 {
            guard case .number(let value)? = cell["value"] else { continue }
            return (value, cell.text("chosenBy") ?? "")
        }
        return nil
    }

    @Test func aRunningAggregatorTakesThemAndKeepsThem() throws {
        let cluster = try Cluster(folder: folder)
        defer { cluster.stop() }
        try cluster.start("huibao-ingest")
        try cluster.start("huibao-extractor", count: 2)
        #expect(try cluster.huibao("submit", "--wait", Self.samples).exit == 0)
        let set = try cluster.huibao("correct", "set", "青岭市", "org.new_members", "2021", "1.85万人", "--why", "来函", "--who", "周遥")
        #expect(set.exit == 0 && set.errors.contains("18,426人 → 18,500人"), "\(set.errors)")
        #expect(try value(cluster.export().table)?.value == 18500)
        try cluster.restartAggregator(signal: SIGKILL)
        #expect(try value(cluster.export().table)?.value == 18500)
        #expect(try cluster.huibao("correct", "undo", "1", "--why", "作废", "--who", "周遥").exit == 0)
        #expect(try value(cluster.export().table)?.value == 18426)
        let history = try JSONValue(cluster.huibao("correct", "history", "--format", "json").output).items()
        #expect(history.map { $0.text("kind") } == ["set", "undo"] && history.map { $0.text("standing") } == ["undone", "in_force"])
    }

    @Test func theTableIsTheSameForAnyNumberOfWorkers() throws {
        var tables: [[UInt8]] = []
        for workers in [1, 3] {
            let own = TemporaryFolder()
            let cluster = try Cluster(folder: own)
            defer { cluster.stop() }
            try cluster.start("huibao-ingest", count: workers)
            try cluster.start("huibao-extractor", count: workers)
            #expect(try cluster.huibao("submit", "--wait", Self.samples).exit == 0)
            for words in [["accept", "--value", "18246"], ["reject", "--number", "2"]] {
                let arguments = ["correct", words[0]] + Self.cell + words.dropFirst() + ["--why", "核对", "--who", "周遥"]
                let outcome = try ChildProcess.run("huibao", arguments, in: own, environment: ["HUIBAO_CONNECT": cluster.control], seconds: 60)
                #expect(outcome.exit == 0, "\(outcome.errors)")
            }
            tables.append(try cluster.export().table)
        }
        #expect(tables[0] == tables[1])
        #expect(try value(tables[0])?.chosenBy == "accepted")
    }

    @Test func anotherCodebookReadsAnewAndTheyStand() throws {
        let ledger = try ledger()
        for words in [["accept"] + Self.cell + ["--value", "18246"], ["set", "云泽市", "org.new_members", "2021", "19000"]] {
            #expect(try run(["correct"] + words + ["--why", "核对", "--ledger", ledger]).exit == 0)
        }
        // an overlay makes another codebook, so every report is read anew
        let overlay = folder.write("overlay.txt", "format 1\nindicator local.bikes\n  area ten_things\n  unit 辆\n  zh 共享单车\n  count 辆\n  when 单车\n")
        let again = try huibao("run", "--codebook", overlay, "--ledger", ledger, "-o", folder.path + "/again.json", Self.samples)
        #expect(again.exit == 0, "\(again.errors)")
        let table = try #require(Repository.fileBytes(folder.path + "/again.json"))
        #expect(try value(table).map { $0.value } == 18246 && value(table)?.chosenBy == "accepted")
        let list = try JSONValue(huibao("correct", "list", "--format", "json", "--ledger", ledger).output).items()
        #expect(list.map { $0.text("standing") } == ["in_force", "in_force"])
        #expect(try huibao("correct", "orphans", "--ledger", ledger).errors.contains("各条修正都有据可查"))
    }

    @Test func conflictsAreSettledByRuleAndByAsking() throws {
        let ledger = try ledger()
        let byRule = try huibao("conflicts", "--resolve", "--prefer", "lowest", "--why", "从低", "--ledger", ledger)
        #expect(byRule.exit == 0 && byRule.errors.contains("18,426人 → 18,246人"), "\(byRule.errors)")
        #expect(try huibao("conflicts", "--ledger", ledger).text.contains("18,246") == false)
        #expect(try huibao("conflicts", "--all", "--ledger", ledger).text.contains("人工采信"))
        #expect(try huibao("conflicts", "--resolve", "--ledger", ledger).exit == 2, "a decision needs a reason")
    }

    @Test(.enabled(if: DeskTests.python != nil, "python3 is not installed")) func aFilledSheetComesBackAsCorrections() throws {
        let ledger = try ledger()
        let letters = try huibao("check", "--letters", folder.path + "/letters", "--ledger", ledger)
        #expect(letters.exit == 0, "\(letters.errors)")
        let sheet = folder.path + "/letters/核查单-青岭市.xlsx"
        let script = Repository.root + "/Tests/EndToEndTests/Fixtures/fill_letter.py"
        let filled = folder.path + "/filled.xlsx", broken = folder.path + "/broken.xlsx"
        let fill = try ChildProcess.run(try #require(DeskTests.python), [script, sheet, filled, broken], in: folder, seconds: 60)
        guard fill.exit != 77 else { return print("skipped: \(fill.text)") }
        #expect(fill.exit == 0, "\(fill.errors)")
        let refused = try huibao("correct", "import", broken, "--ledger", ledger)
        #expect(refused.exit == 5 && refused.text.contains("broken.xlsx:5:9（I列 原文）"), "\(refused.text)")
        for (attempt, said) in [(1, "已登记 1 条"), (2, "此前已登记 1 条")] {
            let read = try huibao("correct", "import", filled, "--ledger", ledger)
            #expect(read.exit == 0 && read.errors.contains(said), "\(attempt): \(read.errors)")
        }
        let table = try huibao("table", "--ledger", ledger, "-f", "json")
        #expect(try value(table.output).map { $0.value } == 18246)
        let list = try huibao("correct", "list", "--format", "json", "--ledger", ledger)
        let entry = try #require(try JSONValue(list.output).items().first)
        #expect(entry.text("who") == "李主任" && entry.text("day") == "2022-03-01" && entry.text("source")?.contains("filled.xlsx") == true)
        // the journal moves to another ledger
        let journal = folder.write("journal.jsonl", try huibao("correct", "list", "--format", "jsonl", "--ledger", ledger).output)
        let other = try self.ledger("other.db")
        #expect(try huibao("correct", "import", journal, "--ledger", other).exit == 0)
        #expect(try huibao("table", "--ledger", other, "-f", "json").output == table.output)
    }
}
