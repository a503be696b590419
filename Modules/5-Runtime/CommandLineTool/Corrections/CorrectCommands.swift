internal import Aggregation
internal import Base
internal import Export
internal import Platform
internal import Protocol
internal import Runtime
internal import Text

/// `huibao correct …`: what people decided about cells, as entries of the ledger's journal.
enum CorrectCommands {
    static let all = [set, accept, reject, undo, ImportCommand.command, list, history, orphans]

    private static let signature: [OptionSpec] = [
        OptionSpec("why", .text, placeholder: "TEXT", help: "The reason; stands in the table, its exports and the audit trail."),
        Signature.who,
        CommonOptions.language, CommonOptions.codebook, CommonOptions.ledger,
    ]

    private static let exits: [ExitCode] = [.notFound, .denied, .unreachable, .timedOut]

    private static let set = Command(
        ["correct", "set"], .table, "give a cell the right number, whatever the reports say",
        operands: "CITY INDICATOR YEAR VALUE", count: 4...4,
        options: signature + [
            OptionSpec("unit", .text, placeholder: "UNIT", help: "Its unit (default: as VALUE tells, else that of the cell).")
        ] + CommonOptions.connection,
        examples: [
            ("huibao correct set 云泽市 新增工会会员数 2021 18500 --why 市总来函更正 --who 周遥", "a number as it is"),
            ("huibao correct set 云泽 org.new_members 2021 约1.9万人 --why 电话核实", "or as Chinese tells it"),
        ],
        details: """
            The cell shows the value with the mark 修; what the reports say stays as evidence beneath it. Nothing is ever deleted: see
            'huibao correct history', and take it back with 'huibao correct undo'. Corrections hold on to words of the source, so that they
            outlive a new reading of the documents.
            """, exits: exits
    ) { invocation in
        let signed = try Signature(invocation)
        let number = try CorrectionValue(invocation.operands[3])
        return try record(invocation) { client, target in
            let chosen = target.cell.flatMap { Claims.list(of: $0).first }
            return Correction(
                .set, city: target.city, year: target.year, indicator: target.indicator, value: number.value, high: number.high,
                unit: invocation.options.string("unit") ?? number.unit, approximation: number.approximation, anchor: chosen.map(Anchor.init),
                who: signed.who, why: signed.why, day: signed.day)
        }
    }

    private static let accept = Command(
        ["correct", "accept"], .table, "let one report's number stand", operands: "CITY INDICATOR YEAR", count: 3...3,
        options: ClaimChoice.options + signature + CommonOptions.connection,
        examples: [
            ("huibao correct accept 云泽市 新增工会会员数 2021 --why 与市总核对无误", "the number that the table has"),
            ("huibao correct accept 云泽市 新增工会会员数 2021 --number 2 --why 以年鉴为准", "the second of 'huibao conflicts'"),
        ],
        details: "Without --number, --value or --document the claim that the table chose is accepted.", exits: exits
    ) { invocation in
        let signed = try Signature(invocation)
        return try record(invocation) { client, target in
            let claim = try ClaimChoice(invocation).claim(of: target, orFirst: true)
            return Correction(
                .accept, city: target.city, year: target.year, indicator: target.indicator, anchor: Anchor(claim), who: signed.who,
                why: signed.why, day: signed.day)
        }
    }

    private static let reject = Command(
        ["correct", "reject"], .table, "let one report's number, or all of a cell, not count", operands: "CITY INDICATOR YEAR", count: 3...3,
        options: ClaimChoice.options + [OptionSpec("all", help: "Nothing that the reports say for the cell counts; it leaves the table.")]
            + signature + CommonOptions.connection,
        examples: [
            ("huibao correct reject 云泽市 新增工会会员数 2021 --number 2 --why 报纸误植", "the second of 'huibao conflicts'"),
            ("huibao correct reject 云泽市 新增工会会员数 2021 --all --why 口径不符", "the cell becomes empty"),
        ], exits: exits
    ) { invocation in
        let signed = try Signature(invocation)
        let whole = invocation.options.flag("all")
        return try record(invocation) { client, target in
            let claim = whole ? nil : try ClaimChoice(invocation).claim(of: target, orFirst: false)
            if whole, target.cell == nil { throw target.empty() }
            return Correction(
                .reject, city: target.city, year: target.year, indicator: target.indicator, anchor: claim.map(Anchor.init), who: signed.who,
                why: signed.why, day: signed.day)
        }
    }

    private static let undo = Command(
        ["correct", "undo"], .table, "take a correction back", operands: "NUMBER", count: 1...1, options: signature + CommonOptions.connection,
        examples: [("huibao correct undo 3 --why 来函作废", "number 3 of 'huibao correct list'; an undo can be undone likewise")], exits: exits
    ) { invocation in
        let signed = try Signature(invocation)
        let number = try invocation.number(0, "correction")
        return try LedgerSession.with(invocation) { client in
            let entry = Correction(
                .undo, city: "", year: 0, indicator: "", undoes: number, who: signed.who, why: signed.why, day: signed.day)
            try say(client.correct([entry]), invocation)
            return .done
        }
    }

    /// Finds the cell, asks for the entry, records it and says what came of it.
    private static func record(
        _ invocation: Invocation, _ entry: (AggregatorClient, CorrectionTarget) throws -> Correction
    ) throws -> ExitCode {
        let codebook = try CodebookLabels(invocation)
        return try LedgerSession.with(invocation) { client in
            let target = try CorrectionTarget(invocation, client, codebook)
            try say(client.correct([entry(client, target)]), invocation)
            return .done
        }
    }

    /// Tells of each entry its number, and what the cell was and is.
    static func say(_ recorded: [Correction], _ invocation: Invocation) throws {
        let language = TableOutput.language(invocation)
        let labels = try CodebookLabels(invocation).labels
        for entry in recorded {
            let name = "\(entry.city) \(entry.year) \(labels.name(entry.indicator, language))"
            let change = "\(figure(entry.before, language)) → \(figure(entry.after, language))"
            invocation.console.say(
                language.pick(
                    "已登记第\(entry.number)号（\(Words.correction(entry.kind, .zh))）：\(name)：\(change)",
                    "recorded no. \(entry.number) (\(Words.correction(entry.kind, .en))): \(name): \(change)"))
        }
    }

    private static func figure(_ figure: Correction.Figure?, _ language: Language) -> String {
        guard let figure else { return language.pick("无", "nothing") }
        return NumberText.grouped(figure.value) + (figure.high.map { "–" + NumberText.grouped($0) } ?? "") + CellText.unit(figure.unit, language)
    }

    /// Why a cell is empty where a person rejected what the reports say for it; nil where nobody did.
    static func rejection(_ cell: GetTable, _ client: AggregatorClient) throws -> ToolError? {
        let entries = try client.corrections().filter {
            $0.kind == .reject && $0.standing == .inForce && cell.cities.contains($0.city) && cell.indicators.contains($0.indicator)
                && cell.years.contains($0.year)
        }
        guard let last = entries.last else { return nil }
        let told = entries.map { Words.line($0, unit: "", .zh) }.joined(separator: "\n")
        return ToolError(
            .notFound, "what the reports say for \(last.city), \(last.indicator), \(last.year) was rejected",
            advice: told + "\n'huibao correct undo \(last.number)' takes it back")
    }

    // MARK: listings

    private static let listing: [OptionSpec] =
        TableOutput.options(ResultTable.formats + ["jsonl"]) + [CommonOptions.language, CommonOptions.codebook, CommonOptions.ledger] + CommonOptions.connection

    private static let list = Command(
        ["correct", "list"], .table, "the corrections that hold", options: listing,
        examples: [
            ("huibao correct list", "with their numbers"), ("huibao correct list --format jsonl > corrections.jsonl", "to carry them into another ledger"),
        ], exits: [.unreachable, .timedOut]
    ) { invocation in
        try show(invocation, audit: false, none: { $0.pick("没有有效的修正", "no correction holds") }) { ($0.standing == .inForce || $0.standing == .orphaned) && $0.kind != .undo }
    }

    private static let history = Command(
        ["correct", "history"], .table, "the audit trail: who changed what, when, why, from what to what",
        operands: "[CITY [INDICATOR [YEAR]]]", count: 0...3, options: listing,
        examples: [("huibao correct history", "every entry that was ever made"), ("huibao correct history 云泽市 新增工会会员数 2021", "of one cell")],
        exits: [.notFound, .unreachable, .timedOut]
    ) { invocation in
        let words = invocation.operands
        let cities = words.first.map(CodebookLabels.cities)
        let indicator = words.count > 1 ? try CodebookLabels(invocation).indicatorCode(words[1]) : nil
        let year = words.count > 2 ? Int(clamping: try invocation.number(2, "year")) : nil
        return try show(invocation, audit: true, none: { $0.pick("从未修正过", "nothing was ever corrected") }) { entry in
            cities?.contains(entry.city) ?? true && indicator ?? entry.indicator == entry.indicator && year ?? entry.year == entry.year
        }
    }

    private static let orphans = Command(
        ["correct", "orphans"], .table, "corrections whose evidence is gone", options: listing,
        examples: [("huibao correct orphans", "after a new codebook or engine read the documents anew")],
        details: """
            The words that such a correction holds on to prove no number of its cell any more. A value that was set stands all the same; an
            acceptance or rejection has no effect until its words are read again. Undo it, or decide anew.
            """, exits: [.unreachable, .timedOut]
    ) { invocation in
        try show(invocation, audit: false, none: { $0.pick("各条修正都有据可查", "every correction has its evidence") }) { $0.standing == .orphaned }
    }

    private static func show(
        _ invocation: Invocation, audit: Bool, none: (Language) -> String, _ isShown: (Correction) -> Bool
    ) throws -> ExitCode {
        try Question.check(invocation)
        return try LedgerSession.with(invocation) { client in
            let entries = try client.corrections().filter(isShown)
            let format = try TableOutput.format(invocation)
            let (labels, language) = (try CodebookLabels(invocation).labels, TableOutput.language(invocation))
            switch format {
            case "jsonl": try TableOutput.text(invocation) { sink, _ in try sink(Correction.lines(entries)) }
            case "table" where entries.isEmpty: break
            case "table" where audit:
                try TableOutput.text(invocation) { sink, width in
                    try sink([UInt8](CorrectionTable.trail(entries, labels: labels, language: language, width: width).utf8))
                }
            default: try Question.print(CorrectionTable.table(entries, audit: audit, labels: labels, language: language), invocation)
            }
            if entries.isEmpty { invocation.console.say(none(language)) }
            return .done
        }
    }
}
