internal import Aggregation
internal import Base
internal import Export
internal import Protocol
internal import Runtime
internal import Text

/// `huibao conflicts`: where reports disagree; with `--resolve` a person decides.
enum ConflictsCommand {
    static let command = Command(
        ["conflicts"], .table, "where reports disagree, and which number was taken by which rule",
        options: TableCommands.filters + Question.options + [
            OptionSpec("all", help: "Also those that a person has settled."),
            OptionSpec("resolve", help: "Decide: with --prefer by rule, with --number for one cell, else asking for each."),
            OptionSpec(
                "prefer", .choice(ConflictChoice.allCases.map(\.rawValue)),
                help: "The claim to accept: the one the table took, the city's own, a total, the later, the highest, the lowest."),
            OptionSpec("number", .integer(1...10_000), placeholder: "N", help: "The claim of this number; the filters must leave one cell."),
            OptionSpec("why", .text, placeholder: "TEXT", help: "The reason; needed with --resolve."), Signature.who,
        ],
        examples: [
            ("huibao conflicts", "all of them"), ("huibao conflicts --city 云泽市 --format md", "one city's, for a letter"),
            ("huibao conflicts --resolve --why 与各市核对", "asks for each: the number of a claim, or nothing to leave it open"),
            ("huibao conflicts --resolve --prefer own --why 以本市报告为准", "all at once, by rule"),
            ("huibao conflicts --city 云泽市 --indicator 新增工会会员数 --year 2021 --resolve --number 2 --why 来函", "one, by its number"),
        ],
        details: """
            Each report that speaks for the cell is told (a row each in all formats but the terminal's); the number that the table took comes first, with the rule: the longer period;
            the city's own report before another's; a total before a part (其中); the later report before the earlier; the surer claim. What
            --resolve decides is an acceptance in the journal of corrections: see 'huibao correct list'.
            """,
        exits: [.notFound, .denied, .unreachable, .timedOut], run: run)

    private static func run(_ invocation: Invocation) throws -> ExitCode {
        try Question.check(invocation)
        let decides = invocation.options.flag("resolve")
        let choice = invocation.options.string("prefer").flatMap(ConflictChoice.init)
        let number = invocation.options.integer("number")
        if !decides, choice != nil || number != nil {
            throw ToolError(.usage, "--prefer and --number belong to --resolve", advice: "add --resolve")
        }
        if choice != nil, number != nil { throw ToolError(.usage, "--prefer and --number do not go together", advice: "give one of them") }
        let signed = decides ? try Signature(invocation) : nil
        let codebook = try CodebookLabels(invocation)
        let filter = try TableCommands.filter(invocation, codebook)
        let language = TableOutput.language(invocation)
        return try LedgerSession.with(invocation) { client in
            let cells = try Question.cells(filter, client, codebook.labels)
                .filter { $0.conflict || ($0.settled && invocation.options.flag("all")) }
            if let signed {
                let resolution = ConflictResolution(signed: signed, labels: codebook.labels, language: language)
                return try resolution.run(cells, choice: choice, number: number, client, invocation)
            }
            if try TableOutput.format(invocation) == "table" {
                try TableOutput.text(invocation) { sink, width in
                    try sink([UInt8](ConflictText.text(cells, labels: codebook.labels, language: language, width: width).utf8))
                }
            } else {
                try Question.print(ConflictTable.table(cells, labels: codebook.labels, language: language), invocation)
            }
            invocation.console.say(
                cells.isEmpty
                    ? language.pick("各报告没有不一致之处", "no reports disagree")
                    : language.pick("共 \(cells.count) 处说法不一", JobReport.count(cells.count, "conflict")))
            return .done
        }
    }
}

/// Accepts one claim for each cell, by rule, by number or by asking.
private struct ConflictResolution {
    let signed: Signature
    let labels: Labels
    let language: Language

    func run(
        _ cells: [Cell], choice: ConflictChoice?, number: Int?, _ client: AggregatorClient, _ invocation: Invocation
    ) throws -> ExitCode {
        guard !cells.isEmpty else {
            invocation.console.say(language.pick("各报告没有不一致之处", "no reports disagree"))
            return .done
        }
        var entries: [Correction] = []
        if let number {
            guard cells.count == 1, let cell = cells.first else {
                throw ToolError(
                    .usage, "--number is for one cell, and \(cells.count) are in conflict", advice: "narrow them with --city, --indicator and --year")
            }
            entries = [try entry(cell, claim(number, of: cell))]
        } else if let choice {
            for cell in cells {
                guard let claim = choice.claim(of: cell) else {
                    invocation.console.say(
                        language.pick("\(name(cell))：此规则选不出一个数，留待处理", "\(name(cell)): the rule prefers no single number; left open"))
                    continue
                }
                entries.append(entry(cell, claim))
            }
        } else {
            entries = try ask(cells, invocation)
        }
        // nothing is decided in halves, and a request stays far below what a message may hold
        for start in stride(from: 0, to: entries.count, by: 500) {
            try CorrectCommands.say(client.correct(Array(entries[start..<min(start + 500, entries.count)])), invocation)
        }
        let open = cells.count - entries.count
        invocation.console.say(
            language.pick("已裁定 \(entries.count) 处，留待 \(open) 处", "\(entries.count) settled, \(open) left open"))
        return .done
    }

    /// Shows each cell and reads the number of a claim; an empty line leaves it open, the end of input all that are left.
    private func ask(_ cells: [Cell], _ invocation: Invocation) throws -> [Correction] {
        var lines = InputLines(console: invocation.console)
        var entries: [Correction] = []
        for cell in cells {
            try invocation.console.write(ConflictText.text([cell], labels: labels, language: language, width: invocation.console.outputColumns))
            while true {
                invocation.console.say(language.pick("采用第几个？（直接回车：留待处理）", "Which one? (Enter leaves it open)"))
                guard let line = try lines.next() else { return entries }
                let answer = line.filter { !$0.isWhitespace }
                if answer.isEmpty { break }
                let claims = Claims.list(of: cell)
                if let number = Int(answer), claims.indices.contains(number - 1) {
                    entries.append(entry(cell, claims[number - 1]))
                    break
                }
                invocation.console.say(language.pick("请输入 1 到 \(claims.count)", "a number from 1 to \(claims.count)"))
            }
        }
        return entries
    }

    private func claim(_ number: Int, of cell: Cell) throws -> Evidence {
        let claims = Claims.list(of: cell)
        guard claims.indices.contains(number - 1) else {
            throw ToolError(.notFound, "\(name(cell)) has no claim \(number)", advice: "there are \(claims.count)")
        }
        return claims[number - 1]
    }

    private func entry(_ cell: Cell, _ claim: Evidence) -> Correction {
        Correction(
            .accept, city: cell.city, year: cell.year, indicator: cell.indicator, anchor: Anchor(claim), who: signed.who, why: signed.why,
            day: signed.day)
    }

    private func name(_ cell: Cell) -> String { "\(cell.city) \(cell.year) \(labels.name(cell.indicator, language))" }
}

/// Standard input line by line.
private struct InputLines {
    let console: any Console
    private var splitter = LineSplitter()
    private var waiting: [String] = []
    private var isOver = false

    init(console: any Console) { self.console = console }

    /// The next line; nil at the end.
    mutating func next() throws -> String? {
        while waiting.isEmpty, !isOver {
            let some = try console.readSomeInput()
            isOver = some.isEmpty
            waiting = isOver ? splitter.rest() : splitter.lines(some)
        }
        return waiting.isEmpty ? nil : waiting.removeFirst()
    }
}
