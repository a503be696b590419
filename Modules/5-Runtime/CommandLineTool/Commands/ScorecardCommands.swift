internal import Aggregation
internal import Assessment
internal import Base
internal import Export
internal import Protocol
internal import Runtime

/// `huibao scorecard …`: a contest of cities, every point explained.
enum ScorecardCommands {
    static let all = [lint, template, scorecard]

    private static let scorecard = Command(
        ["scorecard"], .table, "rank cities by a scorecard, every point explained", operands: "FILE", count: 1...1,
        options: [
            OptionSpec("year", .integer(0...9999), placeholder: "YEAR", help: "Of this year (default: the newest of the table)."),
            OptionSpec("explain", .text, placeholder: "CITY", help: "Every point of this city (全部: of all); may be repeated.", repeats: true),
            OptionSpec("targets", .text, placeholder: "FILE", help: "The targets (CSV or XLSX), for items by completion."),
            OptionSpec("marks", .text, placeholder: "FILE", help: "What people judge (CSV or XLSX: 城市,项目,得分,依据)."),
            OptionSpec("cities", .text, placeholder: "FILE", help: "Cities that take part, one a line, beside those of the table."),
        ] + Question.options,
        examples: [
            ("huibao scorecard 计分表.csv --year 2021", "the ranking"),
            ("huibao scorecard 计分表.csv --year 2021 --explain 青岭市", "how each of its points came about"),
            ("huibao scorecard 计分表.csv --targets 目标.csv --marks 评定.csv -o 排名.xlsx", "with targets and judged items"),
            ("huibao scorecard 计分表.csv --explain 全部 -f csv > 得分明细.csv", "every point of every city"),
        ],
        details: """
            What is not known is no zero: an item without a figure, a target or a mark is open, the sum tells what it may be, and a place
            that hangs on it is a range. Figures that do not compare with most others (half a year beside a year, a total beside new ones)
            are open, with the reason. 'huibao scorecard template' prints a card with all methods explained, 'huibao scorecard lint FILE'
            tells what is wrong with one.
            """,
        exits: [.notFound, .unreachable, .timedOut], run: run)

    private static func run(_ invocation: Invocation) throws -> ExitCode {
        try Question.check(invocation)
        let path = invocation.operands[0]
        let codebook = try CodebookLabels(invocation)
        let names = SheetFiles.names(codebook)
        let card = try Scorecard(SheetFiles.read(path), file: path, names: names)
        let marks = try invocation.options.string("marks").map { try Mark.read(SheetFiles.read($0), file: $0, card: card) } ?? []
        let sheet = try invocation.options.string("targets").map { file in
            try TargetSheet(SheetFiles.read(file), file: file, year: invocation.options.integer("year"), names: names).targets
        } ?? []
        let cities = try invocation.options.string("cities").map(MissingCommand.cities) ?? []
        let language = TableOutput.language(invocation)
        return try LedgerSession.with(invocation) { client in
            let years = invocation.options.integer("year").map { [$0] } ?? []
            let all = try Question.cells(GetTable(id: "", years: years), client, codebook.labels)
            guard let year = years.first ?? all.map(\.year).max(), !all.isEmpty || !cities.isEmpty else {
                throw ToolError(.notFound, "the table has no numbers\(years.first.map { " for \($0)" } ?? "")", advice: "see what is there with 'huibao table'")
            }
            let cells = all.filter { $0.year == year }
            let known = Set(cells.map(\.city))
            var targets: [CellKey: Double] = [:]
            for target in sheet where target.year == year {
                let city = CodebookLabels.cities(target.city).first(where: known.contains) ?? target.city
                targets[CellKey(city: city, year: year, indicator: target.indicator)] = target.value
            }
            let taking = cities + sheet.filter { $0.year == year }.map(\.city) + marks.map(\.city)
            let standings = Standings(card, cells: cells, targets: targets, marks: marks, cities: taking)
            let title = (language == .zh ? "\(year)年计分排名：" : "Ranking \(year): ") + name(path)
            let table = ScoreTable(standings, card: card, title: title, labels: codebook.labels, language: language)
            let wanted = try explained(invocation, standings)
            try Question.print(wanted.isEmpty ? table.ranking() : table.explained(wanted), invocation)
            return .done
        }
    }

    /// The cities of `--explain`, as the ranking knows them.
    private static func explained(_ invocation: Invocation, _ standings: Standings) throws(ToolError) -> [String] {
        let known = standings.entries.map(\.city)
        var wanted: [String] = []
        for given in invocation.options.strings("explain") {
            if given == "全部" || given == "all" { return known }
            guard let city = CodebookLabels.cities(given).first(where: known.contains) else {
                throw ToolError(.notFound, "\(given) takes no part in the ranking", advice: "cities are \(known.prefix(20).joined(separator: ", "))")
            }
            wanted.append(city)
        }
        return wanted
    }

    /// The file's name without folders and ending.
    private static func name(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    }

    private static let lint = Command(
        ["scorecard", "lint"], .local, "check scorecards", operands: "FILE…", count: 1...1000, options: [CommonOptions.language, CommonOptions.codebook],
        examples: [("huibao scorecard lint 计分表.csv", "all that is wrong, with line and column")],
        details: "Exit code 5 when something is wrong.", exits: [.notFound, .checksFoundErrors]
    ) { invocation in try TargetCommands.lintFiles(invocation) }

    private static let template = Command(
        ["scorecard", "template"], .local, "print a scorecard, or a sheet of marks, to start from",
        options: [OptionSpec("marks", help: "The sheet of what people judge.")],
        examples: [("huibao scorecard template > 计分表.csv", "with all methods explained"), ("huibao scorecard template --marks > 评定.csv", "marks")]
    ) { invocation in
        let text = invocation.options.flag("marks") ? ScorecardTemplates.marks : ScorecardTemplates.card
        try invocation.console.write("\u{FEFF}" + text)
        return .done
    }
}
