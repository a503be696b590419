internal import Base
internal import Export
internal import Extraction
internal import Ingest
internal import Platform
internal import Protocol
internal import ReportGenerator
internal import Runtime
internal import Text

/// `huibao bench`: how fast this machine reads, alone and through the daemons.
enum BenchCommand {
    static let command = Command(
        ["bench"], .local, "measure this machine: ingest, extraction, and the whole line of daemons",
        options: [
            OptionSpec("documents", .integer(1...1_000_000), placeholder: "N", help: "Generated reports of a round.", fallback: "1000"),
            OptionSpec("rounds", .integer(1...100), placeholder: "N", help: "Rounds of each measurement; medians count.", fallback: "3"),
            OptionSpec("alone", help: "Only ingest and extraction in this process, no daemons."),
            CommonOptions.listFormat, CommonOptions.label,
        ] + RunCommand.processOptions + GenerateCommand.options,
        examples: [
            ("huibao bench", "all of it, about a minute"),
            ("huibao bench --documents 5000 --extractors 4 --format json", "for a record"),
        ],
        details: """
            Method: N generated reports from a seed, made before the clock starts. Ingest (bytes of documents) and extraction (bytes of
            UTF-8 source) run on one thread of this process. The line is an aggregator with a fresh ledger on disk and workers over ipc
            sockets, from the first document handed over to the last result recorded. Every round does all the work anew.
            """,
        exits: [.notFound, .timedOut]
    ) { invocation in
        #if DEBUG
            invocation.console.say("this is a debug build: build with 'swift build -c release' before you believe a number")
        #endif
        let bench = Bench(invocation)
        var results = try bench.alone()
        if !invocation.options.flag("alone") { results.append(try bench.line()) }
        try invocation.console.write(bench.report(results))
        return .done
    }

    /// The work of one call.
    private struct Bench {
        let invocation: Invocation
        let rounds: Int
        let documents: [GeneratedDocument]
        let bytes: Int

        init(_ invocation: Invocation) {
            self.invocation = invocation
            rounds = invocation.options.integer("rounds") ?? 3
            let generator = GenerateCommand.generator(invocation)
            documents = (0..<(invocation.options.integer("documents") ?? 1000)).map(generator.document)
            bytes = documents.reduce(0) { $0 + $1.bytes.count }
        }

        /// Ingest, extraction, and both in a row, on one thread.
        func alone() throws -> [Measurement] {
            let ingest = Ingest()
            let engine = Engine(codebook: try Codebook.builtIn())
            let reports = try documents.flatMap { try ingest.read($0.bytes, name: $0.name) }
            let source = reports.reduce(0) { $0 + $1.source.count }
            invocation.console.say("measuring ingest …")
            let first = try Measurement.rounds(rounds, "ingest alone", "byte") {
                for document in documents { _ = try ingest.read(document.bytes, name: document.name) }
                return bytes
            }
            invocation.console.say("measuring extraction …")
            let second = Measurement.rounds(rounds, "extraction alone", "byte") {
                for report in reports { _ = engine.read(report) }
                return source
            }
            let both = try Measurement.rounds(rounds, "both, one thread", "document") {
                for document in documents {
                    for report in try ingest.read(document.bytes, name: document.name) { _ = engine.read(report) }
                }
                return documents.count
            }
            return [first, second, both]
        }

        /// Documents a second through private daemons, each round on a fresh ledger.
        func line() throws -> Measurement {
            var measurement = Measurement(name: "through the daemons", unit: "document")
            for round in 1...rounds {
                invocation.console.say("measuring the line of daemons, round \(round) of \(rounds) …")
                try RunCommand.withDaemons(invocation, ledger: nil) { client, line in
                    let start = MonotonicTime.now()
                    var submission = Submission(client: client)
                    let sources = documents.lazy.map { DocumentSource(name: $0.name, bytes: $0.bytes) }
                    let outcome = try submission.submit(sources, label: "bench", token: Submission.randomToken())
                    var wait = JobWait(client: client, console: invocation.console, now: invocation.context.now)
                    wait.supervise = line.supervise
                    wait.longest = 20
                    let status = try wait.untilFinished(outcome.job.job, total: documents.count, since: start)
                    measurement.add(status.done, nanoseconds: MonotonicTime.now().nanoseconds - start.nanoseconds)
                    if status.failed > 0 { invocation.console.say("\(status.failed) documents failed") }
                }
            }
            return measurement
        }

        func report(_ results: [Measurement]) throws -> [UInt8] {
            invocation.options.string("format") == "json" ? json(results) : [UInt8](text(results).utf8)
        }

        private var workers: String {
            let extractors = invocation.options.integer("extractors") ?? max(1, Machine.processorCount - 1)
            return "\(invocation.options.integer("ingest") ?? 1) ingest, \(extractors) extractor"
        }

        private func text(_ results: [Measurement]) -> String {
            var text = "\(BenchMachine.describe())\n"
            text += "\(NumberText.grouped(Double(documents.count))) generated reports, \(NumberText.grouped(Double(bytes))) bytes, seed "
            text += "\(invocation.options.integer("seed") ?? 1); \(rounds) rounds; workers: \(workers)\n\n"
            var table = TextTable([
                .init("Measurement"), .init("Median", right: true), .init("Slowest", right: true), .init("Fastest", right: true),
            ])
            for one in results { table.add([one.name, one.text(one.median), one.text(one.slowest), one.text(one.fastest)]) }
            text += table.text(width: nil)
            if let ratio = ratio(results) { text += "\nThrough the daemons / both on one thread: \(NumberText.short(ratio))\n" }
            return text
        }

        private func ratio(_ results: [Measurement]) -> Double? {
            guard results.count == 4, results[2].median > 0 else { return nil }
            return results[3].median / results[2].median
        }

        private func json(_ results: [Measurement]) -> [UInt8] {
            var line = JSONLine()
            line.openObject()
            line.key("machine"); line.string(BenchMachine.describe())
            line.key("documents"); line.int(documents.count)
            line.key("bytes"); line.int(bytes)
            line.key("rounds"); line.int(rounds)
            line.key("workers"); line.string(workers)
            line.key("measurements")
            line.openArray()
            for one in results {
                line.openObject()
                line.key("name"); line.string(one.name)
                line.key("unit"); line.string("\(one.unit)/s")
                line.key("median"); line.double(one.median.rounded())
                line.key("rates")
                line.openArray()
                for rate in one.rates { line.double(rate.rounded()) }
                line.closeArray()
                line.closeObject()
            }
            line.closeArray()
            line.key("daemonsToOneThread");
            if let ratio = ratio(results) { line.double((ratio * 1000).rounded() / 1000) } else { line.null() }
            line.closeObject()
            line.newline()
            return line.bytes
        }
    }
}

/// The machine in one line, from /proc.
enum BenchMachine {
    static func describe() -> String {
        let information = (try? SmallFile.read("/proc/cpuinfo", limit: 4 << 20)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let model = information.split(separator: "\n").first { $0.hasPrefix("model name") }?.split(separator: ":").last
        let name = model.map { $0.split(separator: " ").joined(separator: " ") } ?? "unknown processor"
        let kind: String
        #if DEBUG
            kind = "debug build"
        #else
            kind = "release build"
        #endif
        return "\(name), \(Machine.processorCount) processors, huibao \(Version.product) (\(kind))"
    }
}
