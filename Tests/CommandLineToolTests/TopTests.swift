import Base
import Export
import Protocol
import Testing

@testable import CommandLineTool
@testable import Platform

@Suite struct TopTests {
    private func screen(jobs: Int = 3, workers: Int = 40, view: TopScreen.View = .init(), language: Language = .zh) -> TopScreen {
        var status = Replies.status("", jobs: (0..<jobs).map { Replies.job(Int64($0), state: .running, documents: 900, done: 450, failed: 3) })
        status.workers = (0..<workers).map { number in
            var worker = status.workers[0]
            worker.worker = "desk-\(100 + number)"
            worker.rate = Double(number % 7)
            return worker
        }
        status.history = [HistoryMinute(minute: 1000, documents: 8, failed: 0, ingested: 8, extracted: 8, retries: 0)]
        status.totals = WorkTotals()
        return TopScreen(status: status, view: view, language: language, now: 1000 * 60_000, endpoint: "tcp://127.0.0.1:7410")
    }

    private func plain(_ line: String) -> String {
        var out = ""
        var inEscape = false
        for scalar in line.unicodeScalars {
            if scalar == "\u{1B}" { inEscape = true } else if inEscape { inEscape = !(scalar.properties.isAlphabetic) } else { out.unicodeScalars.append(scalar) }
        }
        return out
    }

    @Test(arguments: [(24, 80), (60, 200), (10, 40), (3, 20), (1, 1)], [Language.zh, .en])
    func everyLineFitsTheWindow(size: (rows: Int, columns: Int), language: Language) {
        let lines = screen(language: language).lines(rows: size.rows, columns: size.columns)
        #expect(lines.count == size.rows)
        for line in lines { #expect(DisplayWidth.columns(plain(line)) <= size.columns, "\(plain(line))") }
    }

    @Test func aCommonWindowShowsAll() {
        let text = screen().lines(rows: 24, columns: 80).map(plain).joined(separator: "\n")
        for word in ["tcp://127.0.0.1:7410", "读入", "没有这一环节的工作进程", "年报", "50 %", "desk-100", "q 退出", "█"] { #expect(text.contains(word), "\(word)\n\(text)") }
    }

    @Test func keysScrollSortAndEnd() {
        var view = TopScreen.View()
        var language = Language.zh
        func press(_ key: FullScreen.Key) -> Bool { TopCommand.apply(key, &view, &language, workers: 40, page: 10) }
        #expect(press(.down) && press(.down) && view.top == 2)
        #expect(press(.pageDown) && view.top == 12 && press(.end) && view.top == 39 && press(.home) && view.top == 0 && press(.up) && view.top == 0)
        #expect(press(.character("s")) && view.order == .rate)
        #expect(screen(view: view).sortedWorkers.first?.rate == 6)
        #expect(press(.left) && view.order == .name && press(.character("p")) && view.paused && press(.character("l")) && language == .en)
        #expect(!press(.character("q")) && !press(.escape))
    }

    @Test func whatTerminalsSendIsRead() {
        #expect(FullScreen.keys(Array("q\u{1B}[A\u{1B}OB\u{1B}[5~\u{1B}[6~\u{1B}[Hj".utf8)) == [.character("q"), .up, .down, .pageUp, .pageDown, .home, .character("j")])
        #expect(FullScreen.keys([0x1B]) == [.escape])
        #expect(FullScreen.keys(Array("\u{1B}[1;5X\u{1B}[".utf8)).isEmpty)
        #expect(FullScreen.keys(Array("年".utf8)).isEmpty)
    }

    @Test func offATerminalTheWayOutIsTold() {
        let console = FakeConsole()
        let aggregator = ScriptedAggregator { request, _ in (Replies.status(request.id, jobs: []), []) }
        // test runs have no terminal on both ends
        #expect(aggregator.run(["top"], console) == 2)
        #expect(console.said.contains("huibao status"))
    }
}
