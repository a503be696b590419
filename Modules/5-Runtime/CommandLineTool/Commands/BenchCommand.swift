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
        ["bench"], .local, "measure this machine: ingest, extraction, and the whole line of daemons", operands: "[FILE…]", count: 0...100_000,
        options: [
            OptionSpec("documents", .integer(1...1_000_000), placeholder: "N", help: "Generated reports of a round.", fallback: "1000"),
            OptionSpec("rounds", .integer(1...100), placeholder: "N", help: "Rounds of each measurement; medians count.", fallback: "3"),
            OptionSpec("memory", .integer(10...10_000_000), placeholder: "N", help: "Documents over which memory must stay flat.", fallback: "10000"),
            OptionSpec("alone", help: "Only ingest and extraction in this process, no daemons."),
            CommonOptions.listFormat, CommonOptions.label, CommonOptions.inputName,
        ] + RunCommand.processOptions + GenerateCommand.options,
        examples: [
            ("huibao bench", "all of it, about a minute"),
            ("huibao bench --alone reports/*.txt", "the reading alone, of generated reports and of these"),
            ("huibao bench --documents 5000 --extractors 4 --format json", "for a record"),
        ],
        details: """
            Method: N generated reports from a seed, made before the clock starts, as dense with numbers as real ones. As many bytes of
            dense ones, with more than twice as many numbers, are measured beside them, and FILEs, whole sets of them until a round has
            as many bytes. Ingest, extraction and the way from bytes to observations run on one thread of this process, by its processor
            time; bytes are those of the decoded UTF-8. Allocations are the thread's calls of malloc, calloc and realloc. The line is an
            aggregator with a fresh ledger on disk and workers over ipc sockets, from the first document handed over to the last result
            recorded, by the clock on the wall. Every round does all the work anew.
            """,
        exits: [.notFound, .timedOut]
    ) { invocation in
        #if DEBUG
            invocation.console.say("this is a debug build: build with 'swift build -c release' before you believe a number")
        #endif
        let bench = Bench(invocation)
        var results = try bench.reading()
        if !invocation.options.flag("alone") { results.line = try bench.line() }
        try invocation.console.write(bench.report(results))
        return .done
    }

    /// What was measured.
    private struct Results {
        var measurements: [Measurement] = []
        /// Documents a second on one thread, and through the daemons.
        var oneThread: Measurement
        var line: Measurement?
        var contents: [(label: String, contents: ReadingBench.Contents)] = []
        var allocations: (blocks: Double, bytes: Double)?
        var memory: ReadingBench.Memory

        var all: [Measurement] { measurements + [oneThread] + (line.map { [$0] } ?? []) }

        /// The line's documents a second over those of one thread.
        var ratio: Double? { line.flatMap { oneThread.median > 0 ? $0.median / oneThread.median : nil } }
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
        func reading() throws -> Results {
            invocation.console.say("measuring ingest and extraction …")
            let generated = try ReadingBench("generated", documents.map { ($0.name, $0.bytes) }, rounds: rounds)
            var measurements = [try generated.ingestAlone(), try generated.extractionAlone()]
            let way = try generated.wholeWay()
            measurements.append(way.bytes)
            var contents = [("generated", generated.contents)]
            let dense = try self.dense()
            measurements.append(try dense.wholeWay().bytes)
            contents.append((dense.label, dense.contents))
            if let given = try given() {
                measurements.append(try given.wholeWay().bytes)
                contents.append(("given files", given.contents))
            }
            return Results(
                measurements: measurements, oneThread: way.documents, contents: contents, allocations: try generated.allocations(),
                memory: try generated.memory(over: invocation.options.integer("memory") ?? 10_000))
        }

        /// Reports with hardly a word between their figures, about as many bytes as the others.
        private func dense() throws -> ReadingBench {
            let generator = GenerateCommand.generator(invocation, dense: true)
            var made: [(name: String, bytes: [UInt8])] = []
            var size = 0
            while size < bytes {
                let document = generator.document(made.count)
                made.append((document.name, document.bytes))
                size += document.bytes.count
            }
            return try ReadingBench("generated, dense", made, rounds: rounds)
        }

        /// The files that were named, over and over until they are as many bytes as the generated reports.
        private func given() throws -> ReadingBench? {
            guard !invocation.operands.isEmpty else { return nil }
            let found = try SubmitCommand.find(invocation).documents
            let limit = IngestLimits().documentBytes
            let files = found.compactMap { document in (try? document.load(limit: limit).get()).map { (name: document.name, bytes: $0) } }
            let size = files.reduce(0) { $0 + $1.bytes.count }
            guard size > 0 else { return nil }
            return try ReadingBench("given files", Array(repeatElement(files, count: max(1, bytes / size)).joined()), rounds: rounds)
        }

        /// Documents a second through private daemons, each round on a fresh ledger.
        func line() throws -> Measurement {
            var measurement = Measurement(name: "generated: through the daemons", unit: "document")
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

        func report(_ results: Results) throws -> [UInt8] {
            invocation.options.string("format") == "json" ? json(results) : [UInt8](text(results).utf8)
        }

        private var workers: String {
            let extractors = invocation.options.integer("extractors") ?? max(1, Machine.processorCount - 1)
            return "\(invocation.options.integer("ingest") ?? 1) ingest, \(extractors) extractor"
        }

        private func text(_ results: Results) -> String {
            var text = "\(BenchMachine.describe())\n"
            for (label, c) in results.contents {
                text += "\(label): \(NumberText.grouped(Double(c.documents))) documents, \(NumberText.grouped(Double(c.source))) bytes of UTF-8, "
                text += "\(NumberText.short(c.density)) numerals a thousand bytes, \(NumberText.grouped(Double(c.observations))) observations\n"
            }
            text += "seed \(invocation.options.integer("seed") ?? 1); \(rounds) rounds; workers: \(workers)\n\n"
            var table = TextTable([
                .init("Measurement"), .init("Median", right: true), .init("Slowest", right: true), .init("Fastest", right: true),
            ])
            for one in results.all { table.add([one.name, one.text(one.median), one.text(one.slowest), one.text(one.fastest)]) }
            text += table.text(width: nil)
            if let (blocks, bytes) = results.allocations {
                text += "\nAllocations a document, bytes to observations: \(NumberText.short(blocks)), \(NumberText.short(bytes / 1e3)) kB\n"
            }
            let m = results.memory
            text += "Memory: \(NumberText.short(Double(m.early) / 1e6)) MB after \(NumberText.grouped(Double(m.documents / 10))) documents, "
            text += "\(NumberText.short(Double(m.late) / 1e6)) MB after \(NumberText.grouped(Double(m.documents)))\n"
            if let ratio = results.ratio { text += "Through the daemons / both on one thread: \(NumberText.short(ratio))\n" }
            return text
        }

        private func json(_ results: Results) -> [UInt8] {
            var line = JSONLine()
            line.openObject()
            line.key("machine"); line.string(BenchMachine.describe())
            line.key("documents"); line.int(documents.count)
            line.key("bytes"); line.int(bytes)
            line.key("rounds"); line.int(rounds)
            line.key("workers"); line.string(workers)
            line.key("sets")
            line.openArray()
            for (label, c) in results.contents {
                line.openObject()
                line.key("name"); line.string(label)
                line.key("documents"); line.int(c.documents)
                line.key("bytes"); line.int(c.source)
                line.key("observations"); line.int(c.observations)
                line.key("numerals"); line.int(c.numerals)
                line.closeObject()
            }
            line.closeArray()
            line.key("measurements")
            line.openArray()
            for one in results.all {
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
            line.key("allocations"); if let blocks = results.allocations?.blocks { line.double(blocks.rounded()) } else { line.null() }
            line.key("allocatedBytes"); if let bytes = results.allocations?.bytes { line.double(bytes.rounded()) } else { line.null() }
            line.key("memoryEarly"); line.int(Int(results.memory.early))
            line.key("memoryLate"); line.int(Int(results.memory.late))
            line.key("daemonsToOneThread")
            if let ratio = results.ratio { line.double((ratio * 1000).rounded() / 1000) } else { line.null() }
            line.closeObject()
            line.newline()
            return line.bytes
        }
    }
}
