internal import Aggregation
internal import Assessment
internal import Base
internal import Digest
internal import Export
internal import Extraction
internal import Ingest
internal import Platform
internal import Protocol
internal import Runtime
internal import Text

/// `huibao verify`: every number of an export back to rule, sentence, source bytes and their SHA-256.
enum VerifyCommand {
    static let command = Command(
        ["verify"], .table, "trace every number of an exported file back to its source", operands: "FILE…", count: 1...1000,
        options: TableOutput.options(ResultTable.formats) + [
            OptionSpec("all", help: "Print every number, not only those that do not hold."),
            OptionSpec(
                "source", .text, placeholder: "PATH", help: "Take the documents from this file or folder, not from a ledger; may be repeated.",
                repeats: true),
            ExtractCommand.codebook, CommonOptions.language, CommonOptions.ledger,
        ] + CommonOptions.connection,
        examples: [
            ("huibao verify 表.xlsx --ledger 2021.sqlite", "against the documents that the ledger keeps"),
            ("huibao verify 表.csv --source 年报/", "against the files themselves, as an outsider would"),
            ("huibao verify 表.html --all -o 核验.csv", "a line for every number"),
        ],
        details: """
            For each number: the document of its SHA-256 is there and has that digest; at its bytes and characters stands the quote; read
            anew by the rules, the place gives this indicator, city, year and value; a number that a person set is in the journal. With a
            ledger the number is also that of the table now. ok: all of it holds. changed: something is otherwise. missing: what would
            prove it is not there. Exit code 5 unless every number is ok.
            """,
        exits: [.notFound, .checksFoundErrors, .unreachable, .timedOut], run: run)

    private static func run(_ invocation: Invocation) throws -> ExitCode {
        try Question.check(invocation)
        let codebook = try CodebookFiles.load(invocation.options.strings("codebook"))
        let labels = CodebookLabels(codebook)
        let files = try invocation.operands.map { (name: $0, figures: try read($0, labels.labels)) }
        let sources = invocation.options.strings("source")
        guard sources.isEmpty || invocation.options.string("ledger") == nil else {
            throw ToolError(.usage, "--source and --ledger do not go together", advice: "give one of them")
        }
        let engine = Engine(codebook: codebook)
        if !sources.isEmpty {
            let folder = try SourceFolder(sources)
            return try tell(files, Verification(engine: engine, table: nil, journal: nil) { try folder.document($0) }, invocation, labels.labels)
        }
        return try LedgerSession.with(invocation) { client in
            var table: [CellKey: Double] = [:]
            let hasDerived = files.contains { $0.figures.contains { DerivedCode.base(of: $0.indicator) != nil } }
            let targets = hasDerived ? try ImpliedTargets.all(client) : [:]
            try client.eachPageOfCells(GetTable(id: "")) {
                for cell in try TablePrinter.cells($0) {
                    table[cell.key] = cell.value
                    if let target = ImpliedTarget.cell(beside: cell, of: targets[cell.key] ?? []) { table[target.key] = target.value }
                }
            }
            let journal = try client.corrections()
            let verification = Verification(engine: engine, table: table, journal: journal) { try client.document(sha256: $0) }
            return try tell(files, verification, invocation, labels.labels)
        }
    }

    /// The numbers of an export.
    private static func read(_ path: String, _ labels: Labels) throws -> [ExportedFigure] {
        guard case .file? = try? LocalFiles.kind(of: path) else {
            throw ToolError(.notFound, "there is no file '\(path)'", advice: "name a file that 'huibao table -o' wrote")
        }
        let bytes = try SmallFile.read(path, limit: 1 << 30)
        guard let format = ExportReader.format(of: path, head: Array(bytes.prefix(64))) else {
            throw ToolError(
                .usage, "'\(path)' is no export that can be read back", advice: "give xlsx, csv, json, jsonl, html or sqlite of 'huibao table -o'")
        }
        return try ExportReader.figures(bytes, format, path: path, labels: labels)
    }

    private static func tell(
        _ files: [(name: String, figures: [ExportedFigure])], _ verification: Verification, _ invocation: Invocation, _ labels: Labels
    ) throws -> ExitCode {
        let language = TableOutput.language(invocation)
        var verdicts: [Verdict] = []
        for file in files {
            verdicts += try verification.verdicts(file.figures).map { verdict in
                var verdict = verdict
                if files.count > 1 { verdict.figure.place = file.name + " " + verdict.figure.place }
                return verdict
            }
        }
        let failed = verdicts.filter { $0.state != .ok }
        let shown = invocation.options.flag("all") ? verdicts : failed
        if try !shown.isEmpty || TableOutput.format(invocation) != "table" {
            try Question.print(VerdictTable.table(shown, labels: labels, language: language), invocation)
        }
        let changed = failed.count { $0.state == .changed }
        let missing = failed.count - changed
        invocation.console.say(
            language.pick(
                "共 \(verdicts.count) 个数：相符 \(verdicts.count - failed.count)，不符 \(changed)，缺据 \(missing)",
                "\(verdicts.count) numbers: \(verdicts.count - failed.count) ok, \(changed) changed, \(missing) missing"))
        return failed.isEmpty ? .done : .checksFoundErrors
    }
}

/// Holds exported numbers against documents, the table and the journal; one document in memory at a time.
struct Verification {
    let engine: Engine
    /// The table's numbers as they are now; nil where there is no ledger.
    let table: [CellKey: Double]?
    let journal: [Correction]?
    /// The bytes of a document by its SHA-256, or nil.
    let document: (String) throws -> [UInt8]?

    init(engine: Engine, table: [CellKey: Double]?, journal: [Correction]?, document: @escaping (String) throws -> [UInt8]?) {
        self.engine = engine
        self.table = table
        self.journal = journal
        self.document = document
    }

    /// A verdict on each, in their order.
    func verdicts(_ figures: [ExportedFigure]) throws -> [Verdict] {
        var verdicts = figures.map { withoutDocument($0) }
        var places: [String: [Int]] = [:]
        for (index, figure) in figures.enumerated() {
            if let proof = figure.evidence { places[proof.sha256, default: []].append(index) }
        }
        let targets = figures.contains { DerivedCode.base(of: $0.indicator) != nil } ? try ImpliedTargets() : nil
        for (sha256, indices) in places.sorted(by: { $0.value[0] < $1.value[0] }) {
            let proof = try proof(of: sha256, name: figures[indices[0]].evidence?.document ?? "", targets)
            for index in indices {
                guard let evidence = figures[index].evidence else { continue }
                switch proof {
                case .success(let proof): verdicts[index] = nowInTable(proof.verdict(figures[index], evidence))
                case .failure(let fault): verdicts[index] = Verdict(figures[index], fault.reason == .noDocument ? .missing : .changed, fault.reason)
                }
            }
        }
        return verdicts
    }

    private struct Fault: Error { let reason: Verdict.Reason }

    private func proof(of sha256: String, name: String, _ targets: ImpliedTargets?) throws -> Result<SourceProof, Fault> {
        guard sha256.utf8.count == 64, let bytes = try document(sha256), SHA256Digest.hex(bytes) == sha256 else {
            return .failure(Fault(reason: .noDocument))
        }
        let reports: [Report]
        do throws(IngestError) {
            reports = try Ingest().read(bytes, name: name)
        } catch {
            return .failure(Fault(reason: .unreadable(error.message)))
        }
        let readings = reports.map(engine.read)
        return .success(
            SourceProof(text: reports.flatMap(\.source), claims: readings.flatMap(\.claims), derived: readings.flatMap { Self.derived($0, targets) }))
    }

    /// The derived figures that follow from a report's claims, each beside the claim that it rests on.
    private static func derived(_ reading: Reading, _ search: ImpliedTargets?) -> [Cell] {
        let targets = Dictionary(grouping: search?.targets(in: reading.observations) ?? [], by: \.key)
        return reading.claims.compactMap { claim in
            let key = CellKey(claim)
            guard let own = targets[key], let cell = CellResolver.resolve(key, claims: [claim]) else { return nil }
            return ImpliedTarget.cell(beside: cell, of: own)
        }
    }

    /// What can be told of a number without its document.
    private func withoutDocument(_ figure: ExportedFigure) -> Verdict {
        if let number = figure.setBy {
            guard let journal else { return Verdict(figure, .missing, .correction(number)) }
            let holds = journal.contains { entry in
                entry.number == number && entry.kind == .set && (entry.standing == .inForce || entry.standing == .orphaned)
                    && entry.value.map { SourceProof.isSame($0, figure.value) } == true && CellKey(city: entry.city, year: entry.year, indicator: entry.indicator) == figure.key
            }
            return holds ? nowInTable(Verdict(figure, .ok)) : Verdict(figure, .changed, .correction(number))
        }
        guard table != nil else { return Verdict(figure, .missing, .noEvidence) }
        return nowInTable(Verdict(figure, .ok))
    }

    private func nowInTable(_ verdict: Verdict) -> Verdict {
        guard verdict.state == .ok, let table else { return verdict }
        if let now = table[verdict.figure.key], SourceProof.isSame(now, verdict.figure.value) { return verdict }
        return Verdict(verdict.figure, .changed, .table(now: table[verdict.figure.key]))
    }
}

/// Documents of files and folders, by the SHA-256 of their bytes.
private struct SourceFolder {
    private var sources: [String: DocumentSource] = [:]
    private let limit = Submission.Limits().documentBytes

    init(_ paths: [String]) throws {
        let finder = try DocumentFinder(paths: paths, inputName: "stdin.txt") { [] }
        for source in finder.documents {
            guard case .success(let bytes) = source.load(limit: limit) else { continue }
            sources[SHA256Digest.hex(bytes)] = source
        }
    }

    func document(_ sha256: String) throws -> [UInt8]? {
        guard let source = sources[sha256], case .success(let bytes) = source.load(limit: limit) else { return nil }
        return bytes
    }
}
