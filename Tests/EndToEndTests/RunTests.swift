import Glibc
import TestSupport
import Testing

/// The main job: reports in, table out, one command.
@Suite(.serialized) struct RunTests {
    @Test func theSamplesGiveTheirTrueCells() throws {
        let folder = TemporaryFolder()
        let outcome = try ChildProcess.run("huibao", ["run", Repository.root + "/Deploy/samples", "--format", "json"], in: folder, seconds: 180)
        #expect(outcome.exit == 0, "\(outcome.errors)")
        var found: [AnswerKey.Cell: Double] = [:]
        var conflicts = 0
        for cell in try JSONValue(outcome.output).items() {
            guard let city = cell.text("city"), let year = cell.int("year"), let indicator = cell.text("indicator"), case .number(let value)? = cell["value"]
            else { continue }
            found[AnswerKey.Cell(city: city, year: year, indicator: indicator)] = value
            if cell["conflict"] == .bool(true) { conflicts += 1 }
            #expect(!cell.items("evidence").isEmpty)
        }
        let score = try AnswerKey.samples().score(found)
        #expect(score.precision >= 0.98 && score.recall >= 0.88, "\(score.precision) \(score.recall) \(score.wrong) \(score.missing)")
        #expect(conflicts >= 1, "two samples disagree, and the cell says so")
    }

    @Test func nothingIsLeftBehindAfterAnInterruption() throws {
        let folder = TemporaryFolder()
        let temporary = folder.makeFolder("tmp")
        let corpus = Corpus.make(200, seed: 31, in: folder)
        let run = try ChildProcess("huibao", ["run", corpus], in: folder, environment: ["TMPDIR": temporary])
        let started = Waiting.until(seconds: 30) { Self.processes(mentioning: temporary).count >= 3 }
        #expect(started, "an aggregator, an ingest and an extractor worker")
        run.signal(SIGINT)
        let outcome = run.wait(seconds: 30)
        #expect(outcome.exit != nil && outcome.exit != 0)
        #expect(Repository.folderList(temporary) == [], "the private folder is gone")
        let gone = Waiting.until(seconds: 10) { Self.processes(mentioning: temporary).isEmpty }
        #expect(gone, "daemons still run: \(Self.processes(mentioning: temporary))")
    }

    /// Command lines of running processes that mention a text.
    private static func processes(mentioning text: String) -> [String] {
        Repository.folderList("/proc").filter { Int($0) != nil }.compactMap { pid in
            guard let bytes = Repository.fileBytes("/proc/\(pid)/cmdline") else { return nil }
            let line = String(decoding: bytes.map { $0 == 0 ? 32 : $0 }, as: UTF8.self)
            return line.contains(text) && line.contains("huibao-") ? line : nil
        }
    }

    @Test func theReferenceReportsGiveTheirCities() throws {
        guard let shared = Repository.shared else { return print("skipped: no reference reports beside the checkout") }
        let folder = TemporaryFolder()
        let paths = Repository.folderList(shared + "/reports").filter { $0.hasSuffix(".txt") }.map { shared + "/reports/" + $0 }
        let outcome = try ChildProcess.run("huibao", ["run"] + paths + ["--format", "json"], in: folder, seconds: 120)
        #expect(outcome.exit == 0, "\(outcome.errors)")
        let cells = try JSONValue(outcome.output).items()
        for (city, year) in [("池州市", 2021), ("铜陵市", 2021), ("滁州市", 2020), ("淮北市", 2020), ("阜阳市", 2020), ("亳州市", 2020), ("马鞍山市", 2020)] {
            #expect(cells.contains { $0.text("city") == city && $0.int("year") == year }, "\(city) \(year)")
        }
    }

    @Test func everyObservationQuotesItsSource() throws {
        let folder = TemporaryFolder()
        let names = Repository.list("Deploy/samples").filter { $0.hasSuffix(".txt") || $0.hasSuffix(".html") }
        var checked = 0
        for name in names {
            let path = Repository.root + "/Deploy/samples/" + name
            guard let bytes = Repository.fileBytes(path), let text = String(validating: bytes, as: UTF8.self) else { continue }
            let scalars = Array(text.unicodeScalars)
            let outcome = try ChildProcess.run("huibao", ["extract", path], in: folder, seconds: 60)
            #expect(outcome.exit == 0, "\(outcome.errors)")
            for line in outcome.output.split(separator: 10) {
                let observation = try JSONValue([UInt8](line))
                let start = try #require(observation.int("start")), end = try #require(observation.int("end"))
                var quote = ""
                quote.unicodeScalars.append(contentsOf: scalars[start..<end])
                #expect(observation.text("quote") == quote)
                let first = try #require(observation.int("byteStart")), last = try #require(observation.int("byteEnd"))
                #expect(String(decoding: bytes[first..<last], as: UTF8.self) == quote)
                checked += 1
            }
        }
        #expect(checked > 300)
    }
}
