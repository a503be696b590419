internal import Aggregation
internal import Assessment
internal import Base
internal import Export
internal import Protocol
internal import Runtime
internal import Text

/// `huibao targets …`: where cities stand against their targets, and who must do what by when.
enum TargetCommands {
    static let all = [lint, template, targets]

    private static let targets = Command(
        ["targets"], .table, "where cities stand against their targets, and who must do what by when",
        options: TableCommands.filters + [
            OptionSpec("targets", .text, placeholder: "FILE", help: "The targets (CSV or XLSX); without it, those that completions told in reports imply."),
            OptionSpec("rules", .text, placeholder: "FILE", help: "The rules (CSV or XLSX) in the place of the built-in ones."),
            OptionSpec("as-of", .text, placeholder: "DAY", help: "As of this day (default: today, or the end of the targets' year)."),
            OptionSpec("implied", help: "Beside the targets of the file also those that reports imply elsewhere."),
            OptionSpec("only", .choice(Progress.State.allCases.map(\.rawValue)), help: "Of this state only; may be repeated.", repeats: true),
        ] + Question.options,
        examples: [
            ("huibao targets --targets 目标.csv", "all of them, today"),
            ("huibao targets --targets 目标.csv --as-of 2021-08-31 --only behind", "who must do what"),
            ("huibao targets --targets 目标.csv --rules 规则.csv -o 调度.xlsx", "for Excel and WPS, each figure with its sentence"),
            ("huibao targets --year 2021", "without a file: targets behind completions that reports tell"),
        ],
        details: """
            A completion is the table's figure divided by the target. A figure whose period ends after the day does not count; then the
            latest one that was told until then does. Of the rules whose day has come and whose bound is missed, the latest holds. A
            target that a report's own completion implies (405.3万元, 117.4%) stands beside the given one with what rounding allows.
            'huibao targets template' prints files to start from, 'huibao targets lint FILE' tells what is wrong with one.
            """,
        exits: [.notFound, .unreachable, .timedOut], run: run)

    private static func run(_ invocation: Invocation) throws -> ExitCode {
        try Question.check(invocation)
        let codebook = try CodebookLabels(invocation)
        let names = SheetFiles.names(codebook)
        let filter = try TableCommands.filter(invocation, codebook)
        let given = try invocation.options.string("targets").map { path in
            try TargetSheet(SheetFiles.read(path), file: path, year: filter.years.count == 1 ? filter.years[0] : nil, names: names).targets
        } ?? []
        let rules = try rules(invocation, names)
        let today = DayText.day(unixSeconds: WallClock.milliseconds() / 1000)
        return try LedgerSession.with(invocation) { client in
            var question = GetTable(id: "", years: filter.years)
            if filter.years.isEmpty { question.years = Set(given.map(\.year)).sorted() }
            let cells = try Question.cells(question, client, codebook.labels)
            var years = Set(question.years)
            if years.isEmpty { years = cells.map(\.year).max().map { [$0] } ?? [] }
            let day = try self.day(invocation, years: years, today: today)
            let told = try told(client, cells, day)
            let implied = told.implied.filter { target in
                years.contains(target.key.year)
                    && (given.isEmpty || invocation.options.flag("implied") || given.contains { isSame(target, $0) })
            }
            let input = ProgressInput(
                targets: given.filter { years.contains($0.year) }, implied: implied, cells: cells, claims: told.claims, rules: rules, day: day)
            let entries = input.progress().filter { isWanted($0, filter, invocation, codebook.labels) }
            let isFiltered = !(filter.cities.isEmpty && filter.areas.isEmpty && filter.indicators.isEmpty && filter.years.isEmpty)
            guard !entries.isEmpty || (cells.isEmpty && given.isEmpty && !isFiltered) else { throw nothing(given.isEmpty) }
            if entries.isEmpty { invocation.console.say(TableOutput.language(invocation).pick("表中还没有数", "the table is empty")) }
            try Question.print(
                TargetTable(entries, day: day, labels: codebook.labels, language: TableOutput.language(invocation)).table(), invocation)
            return .done
        }

        func isSame(_ implied: ImpliedTarget, _ target: Target) -> Bool {
            implied.key.year == target.year && implied.key.indicator == target.indicator && CodebookLabels.cities(target.city).contains(implied.key.city)
        }
    }

    private static func nothing(_ isImplied: Bool) -> ToolError {
        isImplied
            ? ToolError(
                .notFound, "no report tells a completion from which a target would follow",
                advice: "give the targets with --targets FILE; 'huibao targets template' prints one to start from")
            : ToolError(.notFound, "no target fits these filters", advice: "see --year, --city, --indicator and --only")
    }

    private static func rules(_ invocation: Invocation, _ names: IndicatorNames) throws -> TargetRules {
        guard let path = invocation.options.string("rules") else {
            return try TargetRules(SheetText(csv: TargetTemplates.rules), file: "built-in", names: names)
        }
        return try TargetRules(SheetFiles.read(path), file: path, names: names)
    }

    /// The day of `--as-of`; else today, or the last day of the newest year where that is past.
    private static func day(_ invocation: Invocation, years: Set<Int>, today: CalendarDay) throws(ToolError) -> CalendarDay {
        let newest = years.max() ?? today.year
        guard let given = invocation.options.string("as-of") else {
            return newest < today.year ? CalendarDay(year: newest, month: 12, day: 31) : today
        }
        guard let day = DayText.day(given, year: newest) else {
            throw ToolError(.usage, "--as-of '\(given)' is no day", advice: "write 2021-08-31, 8-31 or 8月31日")
        }
        return day
    }

    private static func isWanted(_ entry: Progress, _ filter: GetTable, _ invocation: Invocation, _ labels: Labels) -> Bool {
        let only = invocation.options.strings("only")
        let cities = filter.cities
        return (cities.isEmpty || cities.contains(entry.key.city)) && (filter.indicators.isEmpty || filter.indicators.contains(entry.key.indicator))
            && (filter.areas.isEmpty || labels.indicator(entry.key.indicator).map { filter.areas.contains($0.area) } ?? false)
            && (only.isEmpty || only.contains(entry.state.rawValue))
    }

    /// Targets that completions imply, and the figures of single reports for cells whose own figure is for a later time.
    static func told(_ client: AggregatorClient, _ cells: [Cell], _ day: CalendarDay) throws -> (implied: [ImpliedTarget], claims: [Claim]) {
        let search = try ImpliedTargets()
        let later = Set(cells.filter { cell in DayText.iso(cell.periodEnd).map { day < $0 } ?? false }.map(\.key))
        var implied: [ImpliedTarget] = []
        var claims: [Claim] = []
        func take(_ report: [Observation]) {
            implied += search.targets(in: report)
            for observation in report {
                guard let code = observation.indicator, later.contains(CellKey(city: observation.city, year: observation.year, indicator: code))
                else { continue }
                claims.append(Claim(observation, indicator: code))
            }
        }
        try ObservationLines.eachReport(client) { take($0) }
        return (implied, claims)
    }

    private static let lint = Command(
        ["targets", "lint"], .local, "check files of targets and rules", operands: "FILE…", count: 1...1000,
        options: [CommonOptions.language, CommonOptions.codebook],
        examples: [("huibao targets lint 目标.csv 规则.csv", "all that is wrong, with line and column")],
        details: "What a file is, its header tells. Exit code 5 when something is wrong.", exits: [.notFound, .checksFoundErrors]
    ) { invocation in try lintFiles(invocation) }

    /// For `targets lint` and `scorecard lint` alike: the header tells what a file is.
    static func lintFiles(_ invocation: Invocation) throws -> ExitCode {
        let names = SheetFiles.names(try CodebookLabels(invocation))
        var wrong = false
        for path in invocation.operands {
            let sheet = try SheetFiles.read(path)
            do throws(AssessmentError) {
                invocation.console.say("\(path): \(try summary(sheet, path, names))")
            } catch {
                wrong = true
                try SheetFiles.tell(error, invocation)
            }
        }
        return wrong ? .checksFoundErrors : .done
    }

    private static func summary(_ sheet: SheetText, _ path: String, _ names: IndicatorNames) throws(AssessmentError) -> String {
        switch SheetFiles.kind(sheet) {
        case .rules: return JobReport.count(try TargetRules(sheet, file: path, names: names).rules.count, "rule")
        case .scorecard:
            let card = try Scorecard(sheet, file: path, names: names)
            let parts = Scorecard.Kind.allCases.map { "\($0.rawValue) \(card.items($0).count)" }
            return "\(parts.joined(separator: ", ")); full points \(NumberText.plain(card.full(.base))) + \(NumberText.plain(card.full(.bonus)))"
        case .marks:
            throw AssessmentError(
                "marks", file: path,
                problems: [
                    Problem(
                        line: 0, chinese: "这是评定表，须与计分表一起用：huibao scorecard 计分表.csv --marks 评定表.csv",
                        english: "these are marks; they go with a card: huibao scorecard CARD --marks FILE")
                ])
        case .targets:
            // a year may come from the command line later
            let targets = try TargetSheet(sheet, file: path, year: 2000, names: names).targets
            return "\(JobReport.count(targets.count, "target")), \(Set(targets.map(\.city)).count) cities"
        }
    }

    private static let template = Command(
        ["targets", "template"], .local, "print a file of targets, or of rules, to start from",
        options: [OptionSpec("rules", help: "The rules that hold where no file tells others.")],
        examples: [("huibao targets template > 目标.csv", "targets"), ("huibao targets template --rules > 规则.csv", "the built-in rules")]
    ) { invocation in
        let text = invocation.options.flag("rules") ? TargetTemplates.rules : TargetTemplates.targets
        // the mark lets Excel read Chinese
        try invocation.console.write("\u{FEFF}" + text)
        return .done
    }
}

extension Claim {
    /// What an observation with an indicator claims for its cell.
    fileprivate init(_ o: Observation, indicator: String) {
        self.init(
            city: o.city, year: o.year, indicator: indicator, value: o.value, high: o.high, unit: o.unit, approximation: o.approximation,
            confidence: o.confidence, scope: o.scope, periodStart: o.periodStart, periodEnd: o.periodEnd, evidence: Evidence(o), runnerUp: nil)
    }
}
