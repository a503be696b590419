import Base
import Export
import Platform
import Protocol
import Runtime
import TestSupport
import Testing
import Text

@testable import CommandLineTool

@Suite struct ProgressLineTests {
    private func line(done: Int, failed: Int = 0, total: Int, elapsed: Int64, columns: Int) -> String {
        let job = Replies.job(state: .running, documents: total, done: done, failed: failed)
        return ProgressLine.text(job, total: total, elapsedMilliseconds: elapsed, columns: columns)
    }

    @Test func showsShareRateAndWhatIsLeft() {
        #expect(
            line(done: 940, failed: 3, total: 2000, elapsed: 4000, columns: 100)
                == "[" + String(repeating: "#", count: 14) + String(repeating: ".", count: 16)
                + "]  47 %  943/2000 documents  3 failed  236/s  4.48 s left")
    }

    @Test func whatHadEndedBeforeIsNoPace() {
        let job = Replies.job(state: .running, documents: 2000, done: 1100)
        let line = ProgressLine.text(job, total: 2000, before: 1000, elapsedMilliseconds: 4000, columns: 100)
        #expect(line.hasSuffix("55 %  1100/2000 documents  25/s  36 s left"))
        #expect(ProgressLine.text(job, total: 2000, before: 1100, elapsedMilliseconds: 4000, columns: 100).hasSuffix("1100/2000 documents"))
    }

    @Test func nothingIsDividedByNothing() {
        #expect(line(done: 0, total: 0, elapsed: 0, columns: 80).hasSuffix("  0 %  0/0 documents"))
        #expect(line(done: 5, total: 5, elapsed: 0, columns: 80).hasSuffix("100 %  5/5 documents"))
    }

    @Test func neverWraps() {
        for columns in 1...120 { #expect(line(done: 940, failed: 3, total: 2000, elapsed: 4000, columns: columns).count < max(2, columns)) }
    }

    @Test(arguments: [
        (0.83, "0.83 s"), (12.4, "12 s"), (200, "3 min 20 s"), (7500, "2 h 5 min"), (360_000, "4 d 4 h"), (.infinity, "very long"),
    ])
    func durations(_ seconds: Double, _ text: String) { #expect(Duration.text(seconds: seconds) == text) }

    @Test(arguments: [(0.83, "0.83 秒"), (12.4, "12 秒"), (200, "3 分 20 秒"), (7500, "2 小时 5 分"), (360_000, "4 天 4 小时"), (.infinity, "很久")])
    func durationsInChinese(_ seconds: Double, _ text: String) { #expect(Duration.text(seconds: seconds, .zh) == text) }
}

@Suite struct LineSplitterTests {
    @Test func linesComeWholeWhateverTheChunks() {
        let text = "第一\n\n三\r\n末"
        for size in 1...12 {
            var splitter = LineSplitter()
            var lines: [String] = []
            var rest = [UInt8](text.utf8)[...]
            while !rest.isEmpty {
                lines += splitter.lines(Array(rest.prefix(size)))
                rest = rest.dropFirst(size)
            }
            #expect(lines + splitter.rest() == ["第一", "", "三", "末"])
        }
    }
}

@Suite struct DocumentFinderTests {
    private let folder = TemporaryFolder()

    private func find(_ paths: [String]) throws -> DocumentFinder { try DocumentFinder(paths: paths, inputName: "stdin.txt") { [1, 2] } }

    @Test func foldersAreWalkedInTheOrderOfTheirPaths() throws {
        try LocalFiles.makeFolder(folder.path + "/sub/deep")
        for name in ["b.txt", "a.HTML", "sub/c.txt", "sub/deep/d.htm", ".hidden.txt", "z.pdf", "noending"] { folder.write(name, "x") }
        let found = try find([folder.path + "/"])
        #expect(found.documents.map(\.name) == ["a.HTML", "b.txt", "c.txt", "d.htm"])
        #expect(found.skipped == [".pdf": 1, "without ending": 1])
        #expect(DocumentFinder.list(found.skipped) == "1 .pdf, 1 without ending")
    }

    @Test func filesAreTakenAsNamed() throws {
        let path = folder.write("z.pdf", "x")
        #expect(try find([path, "-"]).documents == [DocumentSource(path: path), DocumentSource(name: "stdin.txt", bytes: [1, 2])])
    }

    @Test func patternsThatTheShellLeftAreExpanded() throws {
        for name in ["2.txt", "1.txt", "3.md"] { folder.write(name, "x") }
        #expect(try find([folder.path + "/*.txt"]).documents.map(\.name) == ["1.txt", "2.txt"])
        let error = #expect(throws: ToolError.self) { try find([folder.path + "/*.html"]) }
        #expect(error?.exitCode == .notFound)
    }

    @Test func aNameWithAStarIsAFileFirst() throws {
        let path = folder.write("a*.txt", "x")
        folder.write("ab.txt", "x")
        #expect(try find([path]).documents.map(\.name) == ["a*.txt"])
    }
}

@Suite struct ExplainTextTests {
    private func evidence(_ sentence: String, _ quote: String, start: Int, sentenceStart: Int, sentenceEnd: Int) -> Evidence {
        Evidence(
            document: "a.txt", report: 0, start: start, end: start + quote.unicodeScalars.count, byteStart: 0, byteEnd: 0, quote: quote,
            value: 1,
            subject: "", sentence: sentence, sentenceStart: sentenceStart, sentenceEnd: sentenceEnd, because: [])
    }

    @Test func theNumberIsMarkedInItsSentence() {
        #expect(MarkedSentence(evidence("新增会员12人。", "12人", start: 104, sentenceStart: 100, sentenceEnd: 108)).text == "新增会员【12人】。")
    }

    @Test func breaksInsideTheQuoteDoNotMatter() {
        #expect(MarkedSentence(evidence("新增会员12人。", "12\n\n人", start: 104, sentenceStart: 100, sentenceEnd: 110)).text == "新增会员【12人】。")
    }

    @Test func ofEqualNumbersTheRightOneIsMarked() {
        let sentence = "甲类5人，乙类5人，丙类5人。"
        #expect(MarkedSentence(evidence(sentence, "5人", start: 7, sentenceStart: 0, sentenceEnd: 15)).text == "甲类5人，乙类【5人】，丙类5人。")
        #expect(MarkedSentence(evidence(sentence, "5人", start: 12, sentenceStart: 0, sentenceEnd: 15)).text == "甲类5人，乙类5人，丙类【5人】。")
    }

    @Test func aQuoteThatIsNotThereMarksNothing() {
        #expect(MarkedSentence(evidence("新增会员。", "12人", start: 4, sentenceStart: 0, sentenceEnd: 5)).text == "新增会员。")
        #expect(MarkedSentence(evidence("", "", start: 0, sentenceStart: 0, sentenceEnd: 0)).text == "")
    }
}

@Suite struct CompletionTests {
    @Test(arguments: ["bash", "zsh", "fish"]) func namesEveryCommandAndOption(_ shell: String) {
        let console = FakeConsole()
        #expect(ScriptedAggregator().run(["completion", shell], console) == 0)
        for command in AllCommands.list {
            #expect(console.text.contains(command.path.last ?? "?"))
            for option in command.table.options { #expect(console.text.contains(option.name)) }
        }
    }

    @Test func bashUnderstandsItsScript() throws {
        let folder = TemporaryFolder()
        let script = folder.write("huibao.bash", Completion.script(.bash, AllCommands.list))
        func complete(_ words: String, _ index: Int) throws -> String {
            let output = try OutputFile("\(folder.path)/out-\(index)-\(words.count)")
            let line = "source '\(script)'; COMP_WORDS=(\(words)); COMP_CWORD=\(index); _huibao; echo \"${COMPREPLY[@]}\""
            let child = try Platform.ChildProcess("/bin/bash", ["-c", line], output: .descriptor(output.descriptor))
            #expect(child.wait() == .exited(0))
            return output.text()
        }
        #expect(try complete("huibao sta", 1) == "status\n")
        #expect(try complete("huibao dead l", 2) == "list\n")
        #expect(try complete("huibao table --format j", 3) == "json jsonl\n")
        #expect(try complete("huibao dead list --jo", 3) == "--job\n")
        // a command that has verbs beside it
        #expect(try complete("huibao targets l", 2) == "lint\n")
        #expect(try complete("huibao targets --tar", 2) == "--targets\n")
        #expect(try complete("huibao targets --targets x.csv --impl", 4) == "--implied\n")
        #expect(try complete("huibao targets lint --la", 3) == "--lang\n")
    }

    /// zsh's own helpers stand in for its line editor: what they are handed is printed.
    @Test func zshUnderstandsItsScript() throws {
        guard case .file? = try? LocalFiles.kind(of: "/usr/bin/zsh") else {
            print("skipped: zsh is not installed")
            return
        }
        let folder = TemporaryFolder()
        let script = folder.write("_huibao", Completion.script(.zsh, AllCommands.list))
        func complete(_ words: String, _ current: Int, prefix: String = "") throws -> String {
            let output = try OutputFile("\(folder.path)/out-\(current)-\(words.count)")
            let line = """
                _describe() { print "describe $1: ${(P)2[*]}" }
                _arguments() { print "arguments ${(M)#@:#*--*} ${(M)@:#*--implied*} ${(M)@:#*--job=*}" }
                words=(\(words)); CURRENT=\(current); PREFIX='\(prefix)'; source '\(script)'
                """
            let child = try Platform.ChildProcess("/usr/bin/zsh", ["-f", "-c", line], output: .descriptor(output.descriptor))
            #expect(child.wait() == .exited(0))
            return output.text()
        }
        #expect(try complete("huibao ta", 2).contains("table:the table"))
        let noun = try complete("huibao dead ''", 3)
        #expect(noun.hasPrefix("describe command: list:") && !noun.contains("arguments"))
        #expect(try complete("huibao dead list --jo", 4, prefix: "--jo").contains("--job=[Of this job only.]"))
        // a command that has verbs beside it: both are offered, behind a dash the options alone
        let both = try complete("huibao targets ''", 3)
        #expect(both.contains("describe command: lint:") && both.contains("--implied"))
        let options = try complete("huibao targets --im", 3, prefix: "--im")
        #expect(!options.contains("describe") && options.contains("--implied"))
        #expect(try !complete("huibao targets lint ''", 4).contains("--implied"))
    }

    @Test func theManualPageNamesEveryCommand() {
        let text = ManualPage.text(AllCommands.list)
        for command in AllCommands.list { #expect(text.contains(".SS \"huibao \(command.path.joined(separator: " "))")) }
    }
}
