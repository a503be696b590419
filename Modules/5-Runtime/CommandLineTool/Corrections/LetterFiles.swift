internal import Aggregation
internal import Base
internal import Assessment
internal import Checks
internal import Export
internal import Extraction
internal import Platform
internal import Protocol
internal import Runtime
internal import Text

/// Query sheets (核查单) as files: one for each city with the questions that its reports raise.
enum LetterFiles {
    /// Asks the aggregator for observations and table, and writes the sheets.
    static func write(into folder: String, _ invocation: Invocation) throws -> ExitCode {
        guard invocation.operands.isEmpty else {
            throw ToolError(
                .usage, "--letters needs a table, not PATHs", advice: "read them into a ledger first: huibao run PATH --ledger FILE, then --ledger FILE")
        }
        let checks = Checks(relations: try CheckCommand.relations(invocation))
        let codebook = CodebookLabels(try CodebookFiles.load(invocation.options.strings("codebook")))
        let years = Set(invocation.options.strings("year").compactMap { Int($0) })
        let language = TableOutput.language(invocation)
        return try LedgerSession.with(invocation) { client in
            var running = RunningChecks(checks)
            var findings: [Finding] = []
            try ObservationLines.eachReport(client) { findings += running.report($0) }
            let cells = try Question.cells(GetTable(id: ""), client, codebook.labels)
            let letters = LetterQuestions.all(findings: findings, cells: cells, labels: codebook.labels, years: years)
            try LocalFiles.makeFolder(folder)
            for letter in letters {
                let path = "\(folder)/核查单-\(fileName(letter.city)).xlsx"
                let part = "\(path).\(Machine.processID).part"
                defer { try? LocalFiles.remove(part) }
                try LetterSheet.write(letter.questions, city: letter.city, labels: codebook.labels, path: part)
                try LocalFiles.move(part, to: path)
                invocation.console.say(counts(letter.city, letter.questions, language))
            }
            let total = letters.reduce(0) { $0 + $1.questions.count }
            invocation.console.say(
                letters.isEmpty
                    ? language.pick("没有需要核查的问题", "nothing to ask")
                    : language.pick("已写出 \(letters.count) 份核查单，共 \(total) 个问题，在 \(folder)", "wrote \(letters.count) query sheets with \(total) questions into \(folder)"))
            return .done
        }
    }

    private static func counts(_ city: String, _ questions: [LetterQuestion], _ language: Language) -> String {
        let parts = LetterQuestion.Kind.allCases.compactMap { kind -> String? in
            let count = questions.count { $0.kind == kind }
            return count == 0 ? nil : "\(LetterQuestion.word(kind)) \(count)"
        }
        return "\(city)：\(parts.joined(separator: "，"))"
    }

    /// A city's name as a part of a file name.
    private static func fileName(_ city: String) -> String { String(city.map { $0 == "/" || $0 == "\0" || $0 == "." ? "_" : $0 }) }
}

/// `huibao correct import`: filled query sheets, and journals of other ledgers.
enum ImportCommand {
    static let command = Command(
        ["correct", "import"], .table, "read filled query sheets (核查单) back as signed corrections", operands: "FILE…", count: 1...10_000,
        options: [
            OptionSpec("check", help: "Only tell what is wrong and what would be recorded."), CommonOptions.language, CommonOptions.ledger,
        ] + CommonOptions.connection,
        examples: [
            ("huibao correct import 核查单/*.xlsx --ledger 2021.sqlite", "as they came back, workbooks or CSV"),
            ("huibao correct import --check 核查单-云泽市.xlsx", "look before anything is recorded"),
            ("huibao correct import corrections.jsonl", "what 'huibao correct list --format jsonl' of another ledger printed"),
        ],
        details: """
            属实 accepts the number of the table; 更正 with a number sets it, or accepts the report that tells it. Rows without an answer are
            counted and left. Where anything is wrong – a changed or doubled row, an answer without a signature, a number that is none – it is
            told with file, row and column, and nothing of any file is recorded. The same file read twice is recorded once. Exit code 5 when
            something is wrong.
            """,
        exits: [.notFound, .checksFoundErrors, .denied, .unreachable, .timedOut], run: run)

    private static func run(_ invocation: Invocation) throws -> ExitCode {
        let language = TableOutput.language(invocation)
        var entries: [(file: String, corrections: [Correction])] = []
        var (unanswered, noted, wrong) = (0, 0, 0)
        var asked: [String: String] = [:]
        for path in invocation.operands {
            let name = path.split(separator: "/").last.map(String.init) ?? path
            if path.hasSuffix(".jsonl") {
                entries.append((name, try journal(path)))
                continue
            }
            var replies = LetterReader.replies(try SheetFiles.read(path, sheet: LetterSheet.name), file: name, today: Machine.today())
            for (id, row) in replies.rows.sorted(by: { $0.value < $1.value }) {
                if let other = asked[id] {
                    replies.problems.append(
                        .init(line: row, chinese: "编号 \(id) 在 \(other) 中已有", english: "\(id) is in \(other) too"))
                }
                asked[id] = name
            }
            for problem in replies.problems { try invocation.console.write(problem.text(file: name, chinese: language == .zh) + "\n") }
            wrong += replies.problems.count
            unanswered += replies.unanswered
            noted += replies.noted
            entries.append((name, replies.corrections))
        }
        guard wrong == 0 else {
            invocation.console.say(
                language.pick("有 \(wrong) 处问题，什么也没有登记；改好后再导入", "\(wrong) problems: nothing was recorded; mend them and import again"))
            return .checksFoundErrors
        }
        let count = entries.reduce(0) { $0 + $1.corrections.count }
        let rest = language.pick("未答复 \(unanswered)，无须登记 \(noted)", "\(unanswered) unanswered, \(noted) need no entry")
        if invocation.options.flag("check") {
            invocation.console.say(language.pick("可登记 \(count) 条；\(rest)", "\(count) would be recorded; \(rest)"))
            return .done
        }
        return try LedgerSession.with(invocation) { client in
            // what holds already need not be said again: the same sheet twice is one sheet
            let holding = Set(try client.corrections().filter { $0.standing == .inForce || $0.standing == .orphaned }.map(said))
            let fresh = entries.flatMap(\.corrections).filter { !holding.contains(said($0)) }
            for start in stride(from: 0, to: fresh.count, by: 500) {
                try CorrectCommands.say(client.correct(Array(fresh[start..<min(start + 500, fresh.count)])), invocation)
            }
            let before = count - fresh.count
            let repeats = before == 0 ? "" : language.pick("，此前已登记 \(before) 条", ", \(before) known from before")
            invocation.console.say(language.pick("已登记 \(fresh.count) 条\(repeats)；\(rest)", "\(fresh.count) recorded\(repeats); \(rest)"))
            return .done
        }
    }

    /// The entries that hold in a journal of another ledger, in their order.
    private static func journal(_ path: String) throws -> [Correction] {
        guard case .file? = try? LocalFiles.kind(of: path) else {
            throw ToolError(.notFound, "there is no file '\(path)'", advice: "name what 'huibao correct list --format jsonl' printed")
        }
        let entries: [Correction]
        do {
            entries = try Correction.corrections(fromLines: try SmallFile.read(path, limit: 1 << 28))
        } catch let error as JSONReaderError {
            throw ToolError(.usage, "'\(path)' is no journal of corrections: \(error)", advice: "name what 'huibao correct list --format jsonl' printed")
        }
        let cells = Dictionary(grouping: entries) { CellKey(city: $0.city, year: $0.year, indicator: $0.indicator) }
        return cells.values.flatMap { CorrectionFold($0).holding }.sorted { $0.number < $1.number }
    }

    /// What an entry says, whenever and wherever it was said.
    private static func said(_ entry: Correction) -> [UInt8] {
        var bare = entry
        (bare.number, bare.at, bare.day, bare.source, bare.before, bare.after, bare.standing) = (0, 0, "", "", nil, nil, nil)
        return Correction.lines([bare])
    }
}
