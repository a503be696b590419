internal import Base
internal import Export
internal import Platform
internal import Protocol
internal import Runtime
internal import ZeroMQ

/// `huibao top`: everything live, on the whole terminal.
///
/// ```
///   ask ──► draw ──► wait (keys, new size, signals, a second) ──► ask …
///    └── no answer: the last picture with the trouble told, asked again ──── gone for longer than --timeout: exit 6
/// ```
/// The terminal is given back on every way out.
enum TopCommand {
    static let command = Command(
        ["top"], .operating, "jobs, queue and workers live, on the whole terminal",
        options: [
            OptionSpec("interval", .duration, placeholder: "TIME", help: "Time between two looks.", fallback: "1s"), CommonOptions.language,
        ] + CommonOptions.connection,
        examples: [("huibao top", "q ends it, arrows scroll, s sorts, p pauses"), ("huibao top --lang en --interval 5s", "slower, in English")],
        details: """
            Needs a terminal; 'huibao status' prints the same once. Keys: q or Escape ends, arrows and page keys scroll the workers, s sorts
            them by name, rate, tasks held or silence, p pauses, l changes the language. Where the aggregator is lost the last picture
            stays, with the trouble told, until it is back or --timeout is over.
            """,
        exits: [.unreachable, .timedOut], run: run)

    private static func run(_ invocation: Invocation) throws -> ExitCode {
        guard Terminal.isTerminal(.input), Terminal.isTerminal(.output) else {
            throw ToolError(
                .usage, "huibao top needs a terminal, and standard input or output is none",
                advice: "use 'huibao status' (or 'huibao status --format json') in scripts")
        }
        let interruption = try invocation.context.listen()
        var status = try Session.open(invocation, interruption: interruption).status()
        let screen = try FullScreen()
        defer { screen.close() }
        let interval = max(100, invocation.options.milliseconds("interval") ?? 1000)
        let giveUp = invocation.options.milliseconds("timeout") ?? 30_000
        var view = TopScreen.View()
        var language = Language(rawValue: invocation.options.string("lang") ?? "zh") ?? .zh
        var trouble = ""
        var lastHeard = invocation.context.now()
        // a silence is shown soon, and endured for as long as --timeout says
        let silence = min(1500, giveUp)
        var client: AggregatorClient?
        func draw() throws {
            let size = screen.size
            let picture = TopScreen(
                status: status, view: view, language: language, now: WallClock.milliseconds(),
                endpoint: invocation.options.string("connect") ?? "", trouble: trouble)
            try screen.draw(picture.lines(rows: size.rows, columns: size.columns))
        }
        while true {
            if !view.paused {
                do {
                    let asked = try client ?? Session.open(invocation, interruption: interruption, giveUp: silence)
                    client = asked
                    status = try asked.status()
                    lastHeard = invocation.context.now()
                    trouble = ""
                } catch let error as ToolError where error.code == "client.interrupted" {
                    return .done
                } catch let error as ToolError where error.kind == .unreachable || error.kind == .timedOut {
                    client = nil
                    guard invocation.context.now().milliseconds(since: lastHeard) < giveUp else { throw error }
                    trouble = language.pick("联系不上聚合进程", "aggregator out of reach")
                }
            }
            try draw()
            let until = invocation.context.now().adding(milliseconds: interval)
            while case let left = until.milliseconds(since: invocation.context.now()), left > 0 {
                var poller = Poller()
                let keys = poller.add(descriptor: screen.keysDescriptor)
                let resized = poller.add(descriptor: screen.resizeDescriptor)
                if let signals = (interruption as? SignalInterruption)?.descriptor { _ = poller.add(descriptor: signals) }
                try poller.wait(milliseconds: Int(left))
                if interruption.pending() != nil { return .done }
                if poller.isReadable(resized), screen.takeResize() { try draw() }
                guard poller.isReadable(keys) else { continue }
                guard let pressed = screen.takeKeys() else { return .done }
                for key in pressed {
                    guard apply(key, &view, &language, workers: status.workers.count, page: max(1, screen.size.rows / 2)) else { return .done }
                }
                try draw()
            }
        }
    }

    /// What a key does; false ends the command.
    static func apply(_ key: FullScreen.Key, _ view: inout TopScreen.View, _ language: inout Language, workers: Int, page: Int) -> Bool {
        func scroll(_ by: Int) { view.top = min(max(0, view.top + by), max(0, workers - 1)) }
        switch key {
        case .escape, .character("q"), .character("Q"), .character("\u{3}"): return false
        case .up, .character("k"): scroll(-1)
        case .down, .character("j"): scroll(1)
        case .pageUp: scroll(-page)
        case .pageDown, .character(" "): scroll(page)
        case .home: scroll(-workers)
        case .end: scroll(workers)
        case .character("p"): view.paused.toggle()
        case .character("l"): language = language == .zh ? .en : .zh
        case .character("s"), .right, .left:
            let all = TopScreen.View.Order.allCases
            let step = key == .left ? all.count - 1 : 1
            view.order = all[((all.firstIndex(of: view.order) ?? 0) + step) % all.count]
        case .character: break
        }
        return true
    }
}
