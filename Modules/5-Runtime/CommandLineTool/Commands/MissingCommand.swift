internal import Aggregation
internal import Assessment
internal import Base
internal import Export
internal import Platform
internal import Protocol
internal import Runtime
internal import Text

/// `huibao missing`: the map of what the table lacks, and why.
enum MissingCommand {
    static let command = Command(
        ["missing"], .table, "what the table lacks, and why",
        options: TableCommands.filters + [
            OptionSpec(
                "cities", .text, placeholder: "FILE", help: "Cities that should report, one a line; who sent nothing is told as not received."),
            OptionSpec("targets", .text, placeholder: "FILE", help: "The same from a sheet of targets: its cities should report."),
            OptionSpec("all", help: "All indicators of the codebook (default: those that some city tells)."),
            OptionSpec("quick", help: "Do not look into the reports again for words and numerals; reasons are coarser then."),
        ] + Question.options,
        examples: [
            ("huibao missing --year 2021", "the map of one year: ✓ told, — not mentioned"),
            ("huibao missing --cities cities.txt --year 2021", "also who sent nothing"),
            ("huibao missing --area organising --format csv > missing.csv", "one row for each number that is not there"),
        ],
        details: """
            Reasons: 有话无数 (words_only) the report speaks of it and gives no number; 有数未采 (rejected) there is a numeral where it
            speaks of it, which is no such figure (a plan, a bound, no unit), or a person rejected it (剔); 未提及 (not_mentioned) other
            numbers of that city and year are there; 未收到 (not_received) nothing is; 失败 (failed) a document that names the city was
            given up, see 'huibao dead list'. The map is for people, years by their last two digits; the other formats have a row for
            each number that is not there, with the report's sentence.
            """,
        exits: [.notFound, .unreachable, .timedOut]
    ) { invocation in
        try Question.check(invocation)
        let codebook = try CodebookLabels(invocation)
        let filter = try TableCommands.filter(invocation, codebook)
        let expected = try expectedCities(invocation, codebook, filter)
        let language = TableOutput.language(invocation)
        return try LedgerSession.with(invocation) { client in
            let cells = try Question.cells(GetTable(id: "", years: filter.years), client, codebook.labels)
            let rejected = try rejected(client)
            let indicators = indicators(cells, rejected, filter, invocation, codebook.labels)
            let gaps = try gaps(cells, rejected, indicators, filter, expected, client, invocation, codebook)
            // an empty table lacks nothing that anybody asked for
            let isAsked = !(expected.isEmpty && filter.cities.isEmpty && filter.years.isEmpty)
            guard !gaps.places.isEmpty || !isAsked else {
                throw ToolError(.notFound, "there is no city and year to look at", advice: "name them with --city and --year, or --cities FILE")
            }
            let format = try TableOutput.format(invocation)
            let table = GapTable(gaps: gaps, indicators: indicators, labels: codebook.labels, language: language)
            if format == "table" || format == "md" {
                try TableOutput.text(invocation) { sink, width in try sink(table.map(markdown: format == "md", width: width)) }
            } else {
                try Question.print(table.rows, invocation)
            }
            invocation.console.say(summary(gaps, indicators.count, language))
            return .done
        }
    }

    private static func summary(_ gaps: Gaps, _ indicators: Int, _ language: Language) -> String {
        guard !gaps.places.isEmpty else { return language.pick("表中还没有数", "the table is empty") }
        let count = gaps.places.reduce(0) { $0 + $1.missing.count }
        guard count > 0 else { return language.pick("什么也不缺", "nothing is missing") }
        let all = gaps.places.count * indicators
        return language.pick("\(all) 个数中缺 \(count) 个", "\(JobReport.count(count, "number")) missing of \(all)")
    }

    /// The cities of `--cities` and `--targets`.
    private static func expectedCities(_ invocation: Invocation, _ codebook: CodebookLabels, _ filter: GetTable) throws -> [String] {
        var expected = try invocation.options.string("cities").map(cities) ?? []
        if let path = invocation.options.string("targets") {
            let sheet = try TargetSheet(
                SheetFiles.read(path), file: path, year: filter.years.first ?? 2000, names: SheetFiles.names(codebook))
            expected += sheet.targets.map(\.city)
        }
        return expected
    }

    private static func gaps(
        _ cells: [Cell], _ rejected: [CellKey: Gaps.Word], _ indicators: [String], _ filter: GetTable, _ expected: [String],
        _ client: AggregatorClient, _ invocation: Invocation, _ codebook: CodebookLabels
    ) throws -> Gaps {
        let known = Set(cells.map(\.city))
        // a city may be typed without its 市: what the table knows wins
        func named(_ given: String) -> String { CodebookLabels.cities(given).first(where: known.contains) ?? given }
        var cities = expected.map(named)
        if filter.cities.isEmpty {
            if expected.isEmpty { cities = Array(known) }
        } else {
            cities += invocation.options.strings("city").map { given in
                known.contains(named(given)) ? named(given) : CodebookLabels.cities(given).last ?? given
            }
        }
        let years = filter.years.isEmpty ? cells.map(\.year).filter { $0 != 0 } : filter.years
        let told = Set(cells.map(\.key))
        let failed = try client.deadLetters().map(\.document)
        let first = Gaps(told: told, cities: cities, years: years, indicators: indicators, failed: failed, words: rejected)
        guard !invocation.options.flag("quick"), first.places.contains(where: { !$0.missing.isEmpty }) else { return first }
        let search = WordSearch(codebook: codebook.codebook, client: client, console: invocation.console)
        return Gaps(
            told: told, cities: cities, years: years, indicators: indicators, failed: failed, heard: try search.heard(first),
            words: try search.words(first, cells).merging(rejected) { $1 })
    }

    /// What persons rejected, by cell; the last decision counts.
    private static func rejected(_ client: AggregatorClient) throws -> [CellKey: Gaps.Word] {
        var words: [CellKey: Gaps.Word] = [:]
        for entry in try client.corrections() where entry.kind == .reject && entry.standing == .inForce {
            words[CellKey(city: entry.city, year: entry.year, indicator: entry.indicator)] = Gaps.Word(entry)
        }
        return words
    }

    /// The codebook's order; those that the filters name, or all, or those that some city tells, or told until a person
    /// rejected it.
    private static func indicators(
        _ cells: [Cell], _ rejected: [CellKey: Gaps.Word], _ filter: GetTable, _ invocation: Invocation, _ labels: Labels
    ) -> [String] {
        let told = Set(cells.map(\.indicator) + rejected.keys.map(\.indicator))
        var codes = labels.indicators.map(\.code)
        codes += told.subtracting(codes).sorted()
        if !filter.areas.isEmpty { codes = codes.filter { code in labels.indicator(code).map { filter.areas.contains($0.area) } ?? false } }
        if !filter.indicators.isEmpty { return codes.filter(filter.indicators.contains) }
        return invocation.options.flag("all") ? codes : codes.filter(told.contains)
    }

    /// One a line; empty lines and `#` comments do not count.
    static func cities(_ path: String) throws -> [String] {
        let text = String(decoding: try SmallFile.read(path, limit: 1 << 20), as: UTF8.self)
        let lines = text.split { $0.isNewline }.map { line in String(line.drop { $0 == "\u{FEFF}" || $0.isWhitespace }) }
        return lines.filter { !$0.isEmpty && !$0.hasPrefix("#") }.map { line in
            var line = line
            while line.last?.isWhitespace == true { line.removeLast() }
            return line
        }
    }
}
