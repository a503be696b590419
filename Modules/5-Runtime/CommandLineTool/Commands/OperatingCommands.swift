internal import Base
internal import Export
internal import FoundationEssentials
internal import Protocol
internal import Runtime

/// `huibao worker …` and `huibao dead …`.
enum OperatingCommands {
    static let all = [TopCommand.command, DoctorCommand.command, workerList, workerDrain, deadList, deadShow, deadReplay]

    private static let workerList = Command(
        ["worker", "list"], .operating, "the workers that are here", options: [CommonOptions.listFormat, CommonOptions.language] + CommonOptions.connection,
        examples: [("huibao worker list", "role, host, what it holds, how fast, when last heard of")], exits: [.unreachable, .timedOut]
    ) { invocation in
        let workers = try Session.open(invocation).workers()
        if invocation.options.string("format") == "json" {
            try invocation.console.write(JSONText.encode(workers))
        } else if workers.isEmpty {
            invocation.console.say("no workers are here; start huibao-ingest and huibao-extractor")
        } else {
            let text = StatusText(language: TableOutput.language(invocation))
            try invocation.console.write(text.workers(workers).text(width: invocation.console.outputColumns))
        }
        return .done
    }

    private static let workerDrain = Command(
        ["worker", "drain"], .operating, "let a worker finish what it holds and leave", operands: "WORKER", count: 1...1,
        options: CommonOptions.connection, examples: [("huibao worker drain desk-4021-9f3a", "the name is that of 'worker list'")],
        exits: [.notFound, .denied, .unreachable, .timedOut]
    ) { invocation in
        let client = try Session.open(invocation)
        try client.command(DrainWorker(id: client.nextIdentifier(), worker: invocation.operands[0]))
        invocation.console.say("worker \(invocation.operands[0]) finishes what it holds and leaves")
        return .done
    }

    private static let jobFilter = OptionSpec("job", .integer(0...Int.max), placeholder: "JOB", help: "Of this job only.")

    private static let deadList = Command(
        ["dead", "list"], .operating, "documents that were given up, and why",
        options: [jobFilter, CommonOptions.listFormat, CommonOptions.language, CommonOptions.ledger] + CommonOptions.connection,
        examples: [("huibao dead list --job 7", "of one job"), ("huibao dead list --format json", "for scripts")],
        exits: [.unreachable, .timedOut]
    ) { invocation in
        let job = invocation.options.integer("job").map(Int64.init)
        return try LedgerSession.with(invocation) { client in
            let letters = try client.deadLetters(job: job)
            if invocation.options.string("format") == "json" {
                try invocation.console.write(JSONText.encode(letters))
            } else if letters.isEmpty {
                invocation.console.say("no document was given up")
            } else {
                try invocation.console.write(DeadText(language: TableOutput.language(invocation)).table(letters).text(width: invocation.console.outputColumns))
            }
            return .done
        }
    }

    private static let deadShow = Command(
        ["dead", "show"], .operating, "all about one dead letter", operands: "TASK", count: 1...1,
        options: [CommonOptions.listFormat, CommonOptions.language, CommonOptions.ledger] + CommonOptions.connection,
        examples: [("huibao dead show 12", "the number is that of 'dead list'")], exits: [.notFound, .unreachable, .timedOut]
    ) { invocation in
        let task = try invocation.number(0, "dead letter")
        return try LedgerSession.with(invocation) { client in
            guard let letter = try client.deadLetters().first(where: { $0.task == task }) else {
                throw ToolError(.notFound, "no dead letter \(task)", advice: "see 'huibao dead list'")
            }
            try invocation.console.write(
                invocation.options.string("format") == "json" ? JSONText.encode(letter) : [UInt8](DeadText(language: TableOutput.language(invocation)).full(letter).utf8))
            return .done
        }
    }

    private static let deadReplay = Command(
        ["dead", "replay"], .operating, "try one dead letter anew", operands: "TASK…", count: 1...10_000,
        options: CommonOptions.connection, examples: [("huibao dead replay 12", "the number is that of 'dead list'")],
        exits: [.notFound, .denied, .unreachable, .timedOut]
    ) { invocation in
        let tasks = try invocation.operands.indices.map { try invocation.number($0, "dead letter") }
        let client = try Session.open(invocation)
        for task in tasks {
            try client.command(ReplayDeadLetter(id: client.nextIdentifier(), task: task))
            invocation.console.say("dead letter \(task) is tried anew")
        }
        return .done
    }
}

/// Dead letters as text. Pure.
struct DeadText {
    let language: Language

    /// The task's number stands first: it is what 'dead show' and 'dead replay' take.
    func table(_ letters: [DeadLetter]) -> TextTable {
        var table = TextTable([
            .init(word("编号", "Task"), right: true), .init(word("文件", "Document"), yields: 3), .init(word("环节", "Stage")),
            .init(word("次数", "Tries"), right: true), .init(word("代码", "Code"), yields: 2), .init(word("原因", "Reason"), yields: 1),
        ])
        for letter in letters {
            table.add([
                "\(letter.task)", document(letter), Reasons.stage(letter.stage, language), "\(letter.attempts)", letter.code, letter.message,
            ])
        }
        return table
    }

    /// The document; of an extraction also which of its reports, as people count.
    private func document(_ letter: DeadLetter) -> String {
        letter.document + (letter.report.map { word("（第 \($0 + 1) 篇）", " (report \($0))") } ?? "")
    }

    func full(_ letter: DeadLetter) -> String {
        let day = Date(timeIntervalSince1970: Double(letter.diedAt) / 1000).formatted(.iso8601)
        let rows = [
            (word("编号", "Task"), "\(letter.task)"), (word("环节", "Stage"), Reasons.stage(letter.stage, language)),
            (word("文件", "Document"), document(letter)), ("SHA-256", letter.sha256), (word("次数", "Tries"), "\(letter.attempts)"),
            (word("放弃于", "Given up"), day), (word("代码", "Code"), letter.code), (word("原因", "Reason"), letter.message),
        ]
        return rows.map { DisplayWidth.pad($0.0, to: 10) + TerminalText.safe($0.1) + "\n" }.joined()
    }

    private func word(_ chinese: String, _ english: String) -> String { language.pick(chinese, english) }
}
