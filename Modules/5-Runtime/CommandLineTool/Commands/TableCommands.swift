internal import Aggregation
internal import Base
internal import Export
internal import Platform
internal import Protocol
internal import Runtime

/// `huibao table` and `huibao export`.
enum TableCommands {
    static let all = [table, export]

    /// Which cells; for every command that reads the table.
    static let filters: [OptionSpec] = [
        OptionSpec("city", .text, placeholder: "CITY", help: "Of this city only; may be repeated.", repeats: true),
        OptionSpec("area", .text, placeholder: "AREA", help: "Of this area only, by code or Chinese name; may be repeated.", repeats: true),
        OptionSpec(
            "indicator", .text, placeholder: "INDICATOR", help: "This indicator only, by code or Chinese name; may be repeated.",
            repeats: true),
        OptionSpec(
            "year", .text, placeholder: "YEARS", help: "Of these years only: 2021, or 2019,2021, or 2019-2021; may be repeated.", repeats: true),
    ]

    private static let table = Command(
        ["table"], .table, "the table: city × indicator × year",
        options: filters + TablePrinter.options + [CommonOptions.codebook, CommonOptions.ledger] + CommonOptions.connection,
        examples: [
            ("huibao table --city 云泽市 --year 2021", "one city's year"),
            ("huibao table --wide --area organising", "cities side by side"),
            ("huibao table -o table.xlsx", "a workbook for Excel and WPS: numbers with their sentences, conflicts, definitions"),
            ("huibao table -o table.html", "a page to search and sort, that works without a network"),
            ("huibao table --format csv > table.csv", "for statistics programs"),
            ("huibao table --derived --area hardship", "also the targets that told completions imply, marked 推"),
            ("huibao table --format json --ledger ledger.db", "from a ledger without a running aggregator"),
        ],
        details: """
            Rows stand in the order of city, codebook and year. Marks: 约 about, ≥ at least, ≤ at most, ※ reports disagree,
            † not for the whole year, 修 corrected by a person, 推 derived. Sums of money from 10 000 元 on are shown in 万; machine formats
            have plain numbers in 元. A derived figure is told by no report: 405.3万元 that are 117.4 % of the target imply the target, as
            the range that rounding allows, under a code of its own (aid.funds:target). In a workbook the first 20 000 numbers have
            their sentence as a comment; all of them have it in the sheets.
            """,
        exits: [.notFound, .unreachable, .timedOut]
    ) { invocation in
        try TablePrinter.check(invocation)
        let codebook = try CodebookLabels(invocation)
        let filter = try filter(invocation, codebook)
        return try LedgerSession.with(invocation) { client in
            let count = try TablePrinter.print(filter, client, invocation, labels: codebook.labels)
            guard count == 0 else { return .done }
            let isFiltered = !(filter.cities.isEmpty && filter.areas.isEmpty && filter.indicators.isEmpty && filter.years.isEmpty)
            let language = TableOutput.language(invocation)
            invocation.console.say(
                isFiltered ? language.pick("没有符合这些条件的数", "no number fits these filters") : language.pick("表中还没有数", "the table is empty"))
            return isFiltered ? .notFound : .done
        }
    }

    /// The question that the filters ask.
    static func filter(_ invocation: Invocation, _ codebook: CodebookLabels) throws -> GetTable {
        var filter = GetTable(id: "")
        filter.cities = invocation.options.strings("city").flatMap(CodebookLabels.cities)
        for area in invocation.options.strings("area") { filter.areas.append(try codebook.areaCode(area)) }
        for indicator in invocation.options.strings("indicator") { filter.indicators.append(try codebook.indicatorCode(indicator)) }
        for years in invocation.options.strings("year") { filter.years += try YearList.years(years) }
        return filter
    }

    private static let export = Command(
        ["export"], .table, "write the table and all observations into a folder", operands: "DIR", count: 1...1,
        options: [CommonOptions.codebook, CommonOptions.ledger] + CommonOptions.connection,
        examples: [
            ("huibao export out/", "writes out/table.json and out/observations.jsonl"),
            ("huibao export --ledger ledger.db out/", "from a ledger without a running aggregator"),
        ],
        details: """
            The same documents give the same bytes, whatever the number of workers and their fates. Each file appears whole or not
            at all.
            """,
        exits: [.notFound, .denied, .unreachable, .timedOut]
    ) { invocation in
        let folder = invocation.operands[0]
        return try LedgerSession.with(invocation) { client in
            try LocalFiles.makeFolder(folder)
            let cells = try writeTable(client, "\(folder)/table.json", CodebookLabels(invocation).labels)
            let lines = try writeObservations(client, "\(folder)/observations.jsonl")
            invocation.console.say("wrote \(JobReport.count(cells, "cell")) and \(JobReport.count(lines, "observation")) into \(folder)")
            return .done
        }
    }

    private static func writeTable(_ client: AggregatorClient, _ path: String, _ labels: Labels) throws -> Int {
        let file = try FileWriter(path)
        let count = try TablePrinter.feed(GetTable(id: ""), client, JSONTable(asArray: true) { try file.write($0) }, labels)
        try file.commit()
        return count
    }

    private static func writeObservations(_ client: AggregatorClient, _ path: String) throws -> Int {
        let file = try FileWriter(path)
        var count = 0
        try client.eachPageOfObservations { payload in
            count += payload.count { $0 == 10 }
            try file.write(payload)
        }
        try file.commit()
        return count
    }
}
