internal import Allocations
internal import Base
internal import Export
internal import Extraction
internal import Ingest
internal import Platform
internal import Text

/// From bytes to observations and the claims that follow from them, as a worker makes them, on one thread: how fast, with how many allocations, in how much memory.
struct ReadingBench {
    /// What a set of documents is made of.
    struct Contents: Equatable {
        var documents = 0
        /// As they lie on disk.
        var bytes = 0
        /// As UTF-8, which the rates of extraction and of the whole way count.
        var source = 0
        var observations = 0
        /// Observations and rejections: every numeral.
        var numerals = 0

        /// Numerals in a thousand bytes of UTF-8.
        var density: Double { Double(numerals) * 1000 / Double(max(1, source)) }
    }

    /// Memory that the process held on the way through many documents.
    struct Memory {
        var documents: Int
        /// Bytes, at a tenth of the way and at its end.
        var early: Int64
        var late: Int64
    }

    /// What the set is called in a table.
    let label: String
    let documents: [(name: String, bytes: [UInt8])]
    let rounds: Int
    let contents: Contents
    private let ingest = Ingest()
    private let engine: Engine

    init(_ label: String, _ documents: [(name: String, bytes: [UInt8])], rounds: Int) throws {
        self.label = label
        self.documents = documents
        self.rounds = rounds
        engine = Engine(codebook: try Codebook.builtIn())
        var contents = Contents(documents: documents.count)
        for document in documents {
            contents.bytes += document.bytes.count
            for report in try ingest.read(document.bytes, name: document.name) {
                let reading = engine.read(report)
                contents.source += report.source.count
                contents.observations += reading.observations.count
                contents.numerals += reading.observations.count + reading.rejections.count
            }
        }
        self.contents = contents
    }

    func ingestAlone() throws -> Measurement {
        try Measurement.roundsOnOneCore(rounds, "\(label): ingest", "byte") {
            for document in documents { _ = try ingest.read(document.bytes, name: document.name) }
            return contents.source
        }
    }

    func extractionAlone() throws -> Measurement {
        let reports = try documents.flatMap { try ingest.read($0.bytes, name: $0.name) }
        return Measurement.roundsOnOneCore(rounds, "\(label): extraction", "byte") {
            for report in reports { _ = engine.read(report).claims }
            return contents.source
        }
    }

    /// The whole way, by bytes and by documents.
    func wholeWay() throws -> (bytes: Measurement, documents: Measurement) {
        let bytes = try Measurement.roundsOnOneCore(rounds, "\(label): bytes to observations", "byte") {
            try read(documents.count)
            return contents.source
        }
        var whole = Measurement(name: "\(label): bytes to observations", unit: "document")
        whole.rates = bytes.rates.map { $0 * Double(contents.documents) / Double(max(1, contents.source)) }
        return (bytes, whole)
    }

    /// What a document asks of the allocator on the whole way, everything warm; nil where nobody counts.
    func allocations() throws -> (blocks: Double, bytes: Double)? {
        try read(min(documents.count, 100))
        guard let count = try AllocationCount.during({ try read(documents.count) }) else { return nil }
        let divisor = Double(max(1, documents.count))
        return (Double(count.blocks) / divisor, Double(count.bytes) / divisor)
    }

    /// Reads so many documents, the set over and over, and looks at the memory on the way.
    func memory(over count: Int) throws -> Memory {
        try read(count / 10)
        let early = Machine.residentBytes()
        try read(count - count / 10)
        return Memory(documents: count, early: early, late: Machine.residentBytes())
    }

    /// Reads so many documents and forgets what they tell.
    private func read(_ count: Int) throws {
        guard !documents.isEmpty else { return }
        for i in 0..<count {
            let document = documents[i % documents.count]
            for report in try ingest.read(document.bytes, name: document.name) { _ = engine.read(report).claims }
        }
    }
}
