internal import Base
internal import Export
internal import Platform
internal import Runtime

/// `huibao bench dispatch`: what the aggregator costs and carries when the workers do nothing.
enum DispatchBenchCommand {
    static let command = Command(
        ["bench", "dispatch"], .local, "measure the dispatch alone, beside the bare limits of this machine",
        options: [
            OptionSpec("documents", .integer(100...10_000_000), placeholder: "N", help: "Documents of a round.", fallback: "20000"),
            OptionSpec("bytes", .integer(16...1 << 20), placeholder: "N", help: "Bytes of a document.", fallback: "10240"),
            OptionSpec("workers", .integer(1...64), placeholder: "N", help: "Workers a stage.", fallback: "1"),
            OptionSpec("capacity", .integer(1...1024), placeholder: "N", help: "Tasks that a worker holds at a time.", fallback: "256"),
            OptionSpec("rounds", .integer(1...100), placeholder: "N", help: "Rounds of each measurement; medians count.", fallback: "3"),
            OptionSpec("timeout", .duration, placeholder: "TIME", help: "Give up when a daemon gave no reply for so long.", fallback: "2m"),
            CommonOptions.listFormat,
        ],
        examples: [
            ("huibao bench dispatch", "all of it, about a minute"),
            ("huibao bench dispatch --documents 100000 --rounds 1", "one long round"),
        ],
        details: """
            Method: real daemons over ipc sockets, a fresh ledger on disk each round, every commit flushed (WAL, synchronous = FULL).
            Workers answer at once: a document ends after ingest (one stage), or is handed on as its own report whose extraction finds
            nothing (both stages). Taking over: from the first document sent to the last acknowledged, no workers there. Dispatch: all
            documents are on disk; from the start of the workers' processes to the last result recorded. Whole way: workers wait, from
            the first document sent to the last result recorded. Round trip: one document at a time on an idle system, workers in this
            process, from its sending to the acknowledgement of its last result: flushed are the document and each result. Processor time is the
            aggregator's, all its threads, as the kernel counts it. The bare limits run in the same call on the same disk.
            """,
        exits: [.timedOut]
    ) { invocation in
        #if DEBUG
            invocation.console.say("this is a debug build: build with 'swift build -c release' before you believe a number")
        #endif
        let bench = DispatchBench(invocation)
        let rounds = invocation.options.integer("rounds") ?? 3
        var rows: [Row] = []
        func measure(_ name: String, _ body: () throws -> [Measured]) throws {
            invocation.console.say("measuring \(name) …")
            var taken: [[Measured]] = []
            for _ in 0..<rounds { taken.append(try body()) }
            rows += Row.merge(taken)
        }
        try measure("the bare limits") { try bench.bareLimits().map { Measured($0.name, "/s", $0.median) } }
        for both in [false, true] {
            let stages = both ? "both stages" : "one stage"
            try measure(stages) {
                let run = try bench.run(bothStages: both)
                let taking = [
                    Measured("taking over", "/s", run.submitted), Measured("taking over: aggregator", "µs a document", run.submissionMicros),
                ]
                return (both ? [] : taking) + [
                    Measured("dispatch, \(stages)", "/s", run.dispatched),
                    Measured("dispatch, \(stages): aggregator", "µs a document and stage", run.stageMicros),
                    Measured("whole way, \(stages)", "/s", try bench.wholeWay(bothStages: both)),
                    Measured("ledger, \(stages)", "bytes a document", run.ledgerBytes),
                    Measured("aggregator's memory, \(stages)", "MB", run.residentBytes / 1e6),
                ]
            }
        }
        try measure("round trips") {
            let times = try bench.roundTrips()
            return [Measured("round trip, one stage", "ms", times.one), Measured("round trip, both stages", "ms", times.both)]
        }
        try invocation.console.write(report(rows, invocation, rounds: rounds))
        return .done
    }

    /// One figure of one round.
    struct Measured {
        let name: String
        let unit: String
        let value: Double

        init(_ name: String, _ unit: String, _ value: Double) {
            self.name = name
            self.unit = unit
            self.value = value
        }
    }

    /// A figure's rounds.
    struct Row {
        let name: String
        let unit: String
        var values: [Double]

        var median: Double {
            let sorted = values.sorted()
            return sorted.isEmpty ? 0 : (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        }

        /// Rows from rounds that all have the same figures in the same order.
        static func merge(_ rounds: [[Measured]]) -> [Row] {
            (rounds.first ?? []).indices.map { index in
                Row(name: rounds[0][index].name, unit: rounds[0][index].unit, values: rounds.map { $0[index].value })
            }
        }
    }

    /// A dispatch's rate as a share of the bare limits' rates.
    private static func ratios(_ rows: [Row]) -> [(name: String, value: Double)] {
        let bare = rows.prefix(2)
        return rows.filter { $0.name.hasPrefix("dispatch") && $0.unit == "/s" }.flatMap { row in
            bare.map { (name: "\(row.name) / \($0.name)", value: $0.median > 0 ? row.median / $0.median : 0) }
        }
    }

    private static func report(_ rows: [Row], _ invocation: Invocation, rounds: Int) -> [UInt8] {
        let bench = DispatchBench(invocation)
        if invocation.options.string("format") == "json" { return json(rows, bench, rounds: rounds) }
        var text = "\(BenchMachine.describe())\n\(NumberText.grouped(Double(bench.documents))) documents of \(NumberText.grouped(Double(bench.bytes))) "
        text += "bytes; \(rounds) rounds; workers a stage: \(bench.workers)\n\n"
        var table = TextTable([
            .init("Measurement"), .init("Median", right: true), .init("Lowest", right: true), .init("Highest", right: true), .init("Unit"),
        ])
        for row in rows {
            table.add([
                row.name, NumberText.short(row.median), NumberText.short(row.values.min() ?? 0), NumberText.short(row.values.max() ?? 0), row.unit,
            ])
        }
        text += table.text(width: nil) + "\n"
        for ratio in ratios(rows) { text += "\(ratio.name): \(NumberText.short(ratio.value))\n" }
        return [UInt8](text.utf8)
    }

    private static func json(_ rows: [Row], _ bench: DispatchBench, rounds: Int) -> [UInt8] {
        var line = JSONLine()
        line.openObject()
        line.key("machine"); line.string(BenchMachine.describe())
        line.key("documents"); line.int(bench.documents)
        line.key("bytes"); line.int(bench.bytes)
        line.key("rounds"); line.int(rounds)
        line.key("workers"); line.int(bench.workers)
        line.key("measurements")
        line.openArray()
        for row in rows {
            line.openObject()
            line.key("name"); line.string(row.name)
            line.key("unit"); line.string(row.unit)
            line.key("median"); line.double(row.median)
            line.key("values")
            line.openArray()
            for value in row.values { line.double(value) }
            line.closeArray()
            line.closeObject()
        }
        line.closeArray()
        line.key("ratios")
        line.openArray()
        for ratio in ratios(rows) {
            line.openObject()
            line.key("name"); line.string(ratio.name)
            line.key("value"); line.double(ratio.value)
            line.closeObject()
        }
        line.closeArray()
        line.closeObject()
        line.newline()
        return line.bytes
    }
}
