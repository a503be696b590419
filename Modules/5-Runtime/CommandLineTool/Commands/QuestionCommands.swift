internal import Aggregation
internal import Assessment
internal import Base
internal import Export
internal import Extraction
internal import Platform
internal import Protocol
internal import Runtime
internal import Text

/// What the commands that ask about the table share.
enum Question {
    /// Format, file, labels, ledger, connection.
    static let options: [OptionSpec] =
        TableOutput.options(ResultTable.formats) + [CommonOptions.language, CommonOptions.codebook, CommonOptions.ledger] + CommonOptions.connection

    /// All cells that a filter lets through, in the table's order.
    static func cells(_ filter: GetTable, _ client: AggregatorClient, _ labels: Labels) throws -> [Cell] {
        var cells: [Cell] = []
        try client.eachPageOfCells(filter) { cells += try TablePrinter.cells($0) }
        return cells.sorted(by: TableOrder(labels).before)
    }

    /// Prints the answer.
    static func print(_ table: ResultTable, _ invocation: Invocation) throws {
        let format = try TableOutput.format(invocation)
        guard format != "xlsx" else { return try TableOutput.binary(invocation) { try table.writeWorkbook(path: $0) } }
        try TableOutput.text(invocation) { sink, width in try sink(table.bytes(format, width: width)) }
    }

    /// Refuses what cannot be written, before anything is asked.
    static func check(_ invocation: Invocation) throws {
        let format = try TableOutput.format(invocation)
        try TableOutput.check(invocation)
        if format == "xlsx" { try TableOutput.checkBinary(invocation, format) }
    }
}

/// `huibao rank`, `huibao series`: questions about the table, answered in rows.
enum QuestionCommands {
    static let all = [rank, series, ConflictsCommand.command, MissingCommand.command]

    private static let rank = Command(
        ["rank"], .table, "cities in the order of one indicator", operands: "INDICATOR", count: 1...1,
        options: [
            OptionSpec("year", .integer(0...9999), placeholder: "YEAR", help: "Of this year (default: the newest that has the indicator)."),
            OptionSpec("growth", help: "By the growth against the year before, in percent."),
            OptionSpec("completion", help: "By the completion of the target: of --targets, else the one that a report's own completion implies."),
            OptionSpec("targets", .text, placeholder: "FILE", help: "The targets (CSV or XLSX), for --completion."),
            OptionSpec("ascending", help: "The lowest first."),
        ] + Question.options,
        examples: [
            ("huibao rank 新增工会会员数 --year 2021", "the indicator by its name"),
            ("huibao rank org.new_members --year 2022 --growth", "by its code; who grew most"),
            ("huibao rank 新增工会会员数 --completion --targets 目标.csv", "who is how far with the year's target"),
            ("huibao rank org.new_members -o rank.xlsx", "the newest year, for Excel and WPS"),
        ],
        details: """
            Figures that do not compare with most of the others (half a year beside a year, a total beside new ones, another unit) are
            not ranked; they stand below the table with the reason. Equal figures share a place (并列). A figure told as about that may
            be above or below another gets a range of places: 近3万 beside 29876 are both 1–2.
            """,
        exits: [.notFound, .unreachable, .timedOut]
    ) { invocation in
        try Question.check(invocation)
        let measure = try measure(invocation)
        let codebook = try CodebookLabels(invocation)
        let indicator = try codebook.indicatorCode(invocation.operands[0])
        let language = TableOutput.language(invocation)
        let sheet = try invocation.options.string("targets").map { path in
            try TargetSheet(
                SheetFiles.read(path), file: path, year: invocation.options.integer("year"), names: SheetFiles.names(codebook)).targets
        }
        return try LedgerSession.with(invocation) { client in
            let all = try Question.cells(GetTable(id: "", indicators: [indicator]), client, codebook.labels)
            let name = codebook.labels.name(indicator, language)
            guard let year = invocation.options.integer("year") ?? all.map(\.year).max(), all.contains(where: { $0.year == year }) else {
                let years = Set(all.map(\.year)).sorted().map(String.init).joined(separator: ", ")
                throw ToolError(
                    .notFound, "the table has no number for \(name)\(invocation.options.integer("year").map { " in \($0)" } ?? "")",
                    advice: years.isEmpty ? "see what is there with 'huibao table'" : "there are numbers for \(years)")
            }
            let cells = all.filter { $0.year == year }
            let ascending = invocation.options.flag("ascending")
            let ranking =
                switch measure {
                case .value: Ranking.byValue(cells, ascending: ascending)
                case .growth: Ranking.byGrowth(cells, previous: all.filter { $0.year == year - 1 }, ascending: ascending)
                case .completion: Ranking.byCompletion(cells, targets: try goals(sheet, cells, client), ascending: ascending)
                }
            try Question.print(
                RankTable.table(ranking, indicator: indicator, year: year, measure: measure, labels: codebook.labels, language: language),
                invocation)
            var undated = UndatedDocuments()
            for cell in cells { undated.add(cell) }
            undated.tell(invocation.console)
            guard ranking.entries.isEmpty else { return .done }
            invocation.console.say(Self.nobody(measure, name, year, language))
            return .notFound
        }
    }

    private static func nobody(_ measure: RankTable.Measure, _ name: String, _ year: Int, _ language: Language) -> String {
        switch measure {
        case .value: language.pick("没有一个市可以排名", "no city can be ranked")
        case .growth:
            language.pick(
                "没有一个市可以按增长排名：增长要有\(year - 1)年的“\(name)”来比", "no city can be ranked by growth: that needs figures of \(year - 1) to compare with")
        case .completion:
            language.pick(
                "没有一个市可以按完成率排名：请用 --targets 给出目标", "no city can be ranked by completion: give the targets with --targets FILE")
        }
    }

    private static func measure(_ invocation: Invocation) throws(ToolError) -> RankTable.Measure {
        let growth = invocation.options.flag("growth")
        let completion = invocation.options.flag("completion") || invocation.options.string("targets") != nil
        guard !(growth && completion) else {
            throw ToolError(.usage, "--growth and --completion do not go together", advice: "give one of them")
        }
        return growth ? .growth : completion ? .completion : .value
    }

    /// The targets of the cells: of the sheet; without one, those that reports imply.
    private static func goals(_ sheet: [Target]?, _ cells: [Cell], _ client: AggregatorClient) throws -> [CellKey: Ranking.Goal] {
        var goals: [CellKey: Ranking.Goal] = [:]
        if let sheet {
            for cell in cells {
                let own = sheet.first { target in
                    target.year == cell.year && target.indicator == cell.indicator && UnitKind.areAlike(target.unit, cell.unit)
                        && CodebookLabels.cities(target.city).contains(cell.city)
                }
                if let own { goals[cell.key] = Ranking.Goal(value: own.value, low: own.value, high: own.value, isGiven: true) }
            }
            return goals
        }
        let keys = Set(cells.map(\.key))
        for implied in try TargetCommands.told(client, cells, CalendarDay(year: 9999, month: 12, day: 31)).implied
        where keys.contains(implied.key) && goals[implied.key] == nil {
            goals[implied.key] = Ranking.Goal(value: implied.value, low: implied.low, high: implied.high, isGiven: false)
        }
        return goals
    }

    private static let series = Command(
        ["series"], .table, "one indicator of one city over the years", operands: "CITY INDICATOR", count: 2...2, options: Question.options,
        examples: [
            ("huibao series 云泽市 新增工会会员数", "with the growth from year to year"),
            ("huibao series 云泽 org.new_members --format json", "for scripts; 市 may be left out"),
        ],
        details: """
            The area is named as the framework of each year names it. Growth is told where both years' figures compare; ~ marks growth of
            figures that are told as about.
            """,
        exits: [.notFound, .unreachable, .timedOut]
    ) { invocation in
        try Question.check(invocation)
        let codebook = try CodebookLabels(invocation)
        let indicator = try codebook.indicatorCode(invocation.operands[1])
        let language = TableOutput.language(invocation)
        return try LedgerSession.with(invocation) { client in
            let filter = GetTable(id: "", cities: CodebookLabels.cities(invocation.operands[0]), indicators: [indicator])
            let cells = try Question.cells(filter, client, codebook.labels)
            guard !cells.isEmpty else {
                throw ToolError(
                    .notFound, "the table has no number for \(invocation.operands[0]), \(codebook.labels.name(indicator, language))",
                    advice: "see what is there with 'huibao table --city \(invocation.operands[0])'")
            }
            let area = codebook.codebook.indicator(indicator).flatMap { codebook.codebook.area($0.area) }
            let names = language == .zh ? area?.names ?? [:] : [:]
            try Question.print(SeriesTable.table(cells, areaNames: names, labels: codebook.labels, language: language), invocation)
            return .done
        }
    }
}
