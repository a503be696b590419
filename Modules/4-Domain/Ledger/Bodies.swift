internal import Compression
internal import SQLite

/// The bodies of one document's way through the stages, each packed over the one before it, which it repeats in part:
///
/// ```
/// sample ◄── document ◄── report ◄── observation lines ◄── claims
/// ```
/// The sample is made of the first documents of the ledger, once there are some: reports are written alike. All stand for ever, and none
/// changes but with all that stand on it (an extraction's lines and claims are replaced together).
/// Belongs to the thread of its connection.
final class Bodies {
    private let sampleRow, document, report, lines, pack: SQLiteStatement
    private let packer = BodyPacker()
    private let path: String
    private var sample: PreparedBase?

    init(_ db: SQLiteConnection, path: String) throws(SQLiteError) {
        self.path = path
        sampleRow = try db.prepare("samples.get", "SELECT body FROM samples WHERE id = 1")
        document = try db.prepare("documents.payload", "SELECT packing, body FROM document_bodies WHERE document = ?")
        report = try db.prepare("reports.payload", "SELECT packing, body FROM reports WHERE task = ?")
        lines = try db.prepare("lines.payload", "SELECT packing, body FROM observation_lines WHERE task = ?")
        pack = try db.prepare("claim_packs.get", "SELECT packing, body FROM claim_packs WHERE task = ?")
    }

    /// The bytes of a document, or nil where there is none of this number.
    func document(_ id: Int64) throws -> [UInt8]? {
        try read(document, id) { try standing(standingSample()?.bytes, id) }
    }

    /// The body of the report of an extraction task, or nil.
    func report(_ task: Int64) throws -> [UInt8]? {
        try read(report, task) { try standing(document(TaskID(raw: task).document), task) }
    }

    /// The observation lines of a task, or nil.
    func lines(_ task: Int64) throws -> [UInt8]? {
        try read(lines, task) { try standing(report(task), task) }
    }

    /// The claims' records of a task, or nil.
    func claims(_ task: Int64) throws -> [UInt8]? {
        try read(pack, task) { try standing(lines(task), task) }
    }

    /// How a body is to stand in its row, over a base that is at hand, or is read where it matters.
    func packed(document body: [UInt8]) throws -> (packing: Packing, body: [UInt8]) {
        try standingSample().map { packer.pack(body, over: $0) } ?? packer.pack(body)
    }

    /// The same for one that stands over another.
    func packed(_ body: [UInt8], over base: () throws -> [UInt8]) rethrows -> (packing: Packing, body: [UInt8]) {
        try packer.pack(body, over: base)
    }

    /// What documents are packed over; nil while there is none. Kept once it is there.
    private func standingSample() throws -> PreparedBase? {
        if sample == nil, let body = try sampleRow.first(read: { $0.blob(0) }) { sample = PreparedBase(body) }
        return sample
    }

    /// Whether there is a sample already.
    var hasSample: Bool { get throws { try standingSample() != nil } }

    /// The sample that was just written may come to nothing.
    func forgetSample() { sample = nil }

    private func read(_ statement: SQLiteStatement, _ id: Int64, over base: () throws -> [UInt8]) throws -> [UInt8]? {
        guard let (packing, body) = try statement.first(.int(id), read: { ($0.int64(0), $0.blob(1)) }) else { return nil }
        return try packer.unpack(packing, body, over: base, path: path)
    }

    private func standing(_ body: [UInt8]?, _ task: Int64) throws -> [UInt8] {
        guard let body else { throw LedgerError(.corrupt, path: path, "task \(task) without what it was made from") }
        return body
    }
}

/// Gathers the first documents into the sample that the later ones are packed over.
struct SampleMaker {
    /// Documents, and bytes of each, that go into it.
    static let documents = 12
    private static let documentBytes = 4096
    private var parts: [[UInt8]] = []

    /// The sample, once there is enough for one. `packed`: bytes that are left when the body is packed by itself; bodies that are hardly
    /// text (noise, images) are passed over.
    mutating func add(_ body: [UInt8], packed: Int) -> [UInt8]? {
        guard body.count >= 256, packed < body.count * 7 / 10 else { return nil }
        parts.append(Array(body.prefix(Self.documentBytes)))
        guard parts.count >= Self.documents else { return nil }
        defer { parts = [] }
        return Array(parts.joined())
    }
}
