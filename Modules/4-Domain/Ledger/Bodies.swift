internal import Compression
internal import SQLite

/// The bodies of one document's way through the stages, each packed over the one before it, which it repeats in part, and over a sample of
/// its kind:
///
/// ```
/// sample ◄── document ◄── report ◄── observation lines ◄── claims
///                           │              │
///                         sample         sample
/// ```
/// The samples are made of the first bodies of the ledger, once there are some: reports are written alike, and lines have the same keys.
/// All stand for ever, and none changes but with all that stand on it (an extraction's lines and claims are replaced together).
/// Belongs to the thread of its connection.
final class Bodies {
    private let sampleRow, document, report, lines, pack: SQLiteStatement
    private let packer = BodyPacker()
    private let path: String
    private var samples: [BodyKind: [UInt8]] = [:]
    private var preparedSample: PreparedBase?

    init(_ db: SQLiteConnection, path: String) throws(SQLiteError) {
        self.path = path
        sampleRow = try db.prepare("samples.get", "SELECT body FROM samples WHERE kind = ?")
        document = try db.prepare("documents.payload", "SELECT packing, body FROM document_bodies WHERE document = ?")
        report = try db.prepare("reports.payload", "SELECT packing, body FROM reports WHERE task = ?")
        lines = try db.prepare("lines.payload", "SELECT packing, body FROM observation_lines WHERE task = ?")
        pack = try db.prepare("claim_packs.get", "SELECT packing, body FROM claim_packs WHERE task = ?")
    }

    /// The bytes of a document, or nil where there is none of this number.
    func document(_ id: Int64) throws -> [UInt8]? {
        try read(document, id) { _ in try standing(sample(.document), id) }
    }

    /// The body of the report of an extraction task, or nil.
    func report(_ task: Int64) throws -> [UInt8]? {
        try read(report, task) { try base(.report, $0, document(TaskID(raw: task).document), task) }
    }

    /// The observation lines of a task, or nil.
    func lines(_ task: Int64) throws -> [UInt8]? {
        try read(lines, task) { try base(.lines, $0, report(task), task) }
    }

    /// The claims' records of a task, or nil.
    func claims(_ task: Int64) throws -> [UInt8]? {
        try read(pack, task) { _ in try standing(lines(task), task) }
    }

    /// How a document is to stand in its row.
    func packed(document body: [UInt8]) throws -> (packing: Packing, body: [UInt8]) {
        if preparedSample == nil { preparedSample = try sample(.document).map { PreparedBase($0) } }
        return try preparedSample.map { packer.pack(body, over: $0) } ?? packer.pack(body)
    }

    /// The same for one that stands over another, and over the sample of its kind where there is one.
    func packed(_ kind: BodyKind, _ body: [UInt8], over base: () throws -> [UInt8]) throws -> (packing: Packing, body: [UInt8]) {
        guard let sample = try sample(kind) else { return try packer.pack(body, over: base) }
        let (packing, packed) = try packer.pack(body) { try sample + base() }
        return (packing == .over ? .overSampled : packing, packed)
    }

    /// The same for claims, which have no sample.
    func packed(claims body: [UInt8], over lines: [UInt8]) -> (packing: Packing, body: [UInt8]) { packer.pack(body) { lines } }

    /// What bodies of a kind are packed over; nil while there is none. Kept once it is there.
    func sample(_ kind: BodyKind) throws -> [UInt8]? {
        if let known = samples[kind] { return known }
        let body = try sampleRow.first(.int(kind.rawValue)) { $0.blob(0) }
        samples[kind] = body
        return body
    }

    /// Samples that were just written may come to nothing.
    func forgetSamples() {
        samples = [:]
        preparedSample = nil
    }

    private func read(_ statement: SQLiteStatement, _ id: Int64, over base: (_ isSampled: Bool) throws -> [UInt8]) throws -> [UInt8]? {
        guard let (packing, body) = try statement.first(.int(id), read: { ($0.int64(0), $0.blob(1)) }) else { return nil }
        return try packer.unpack(packing, body, over: { try base(packing == Packing.overSampled.rawValue) }, path: path)
    }

    private func base(_ kind: BodyKind, _ isSampled: Bool, _ before: [UInt8]?, _ task: Int64) throws -> [UInt8] {
        let before = try standing(before, task)
        return isSampled ? try standing(sample(kind), task) + before : before
    }

    private func standing(_ body: [UInt8]?, _ task: Int64) throws -> [UInt8] {
        guard let body else { throw LedgerError(.corrupt, path: path, "task \(task) without what it was made from") }
        return body
    }
}

/// Bodies that have a sample of their own; its row's number.
enum BodyKind: Int64, CaseIterable {
    case document = 1
    case report = 2
    case lines = 3
}

/// Gathers the first bodies of a kind into the sample that the later ones are packed over. Samples of reports and lines are short: they
/// are taken in anew for each body, and stand for its form; its words stand in the body before it.
struct SampleMaker {
    let kind: BodyKind
    private var parts: [[UInt8]] = []

    init(_ kind: BodyKind) { self.kind = kind }

    /// Bodies that go into it.
    var bodies: Int { kind == .document ? 12 : 4 }

    /// Bytes of each.
    private var bytes: Int {
        switch kind {
        case .document: 4096
        case .report: 256
        case .lines: 1024
        }
    }

    /// The sample, once there is enough for one. `packed`: bytes that are left when the body is packed by itself; bodies that are hardly
    /// text (noise, images) are passed over.
    mutating func add(_ body: [UInt8], packed: Int) -> [UInt8]? {
        guard body.count >= 64, packed < body.count * 7 / 10 || isShortText(body) else { return nil }
        parts.append(Array(body.prefix(bytes)))
        guard parts.count >= bodies else { return nil }
        defer { parts = [] }
        return Array(parts.joined())
    }

    /// Too short to become much smaller by itself, without a byte that no text has.
    private func isShortText(_ body: [UInt8]) -> Bool { body.count < 512 && body.allSatisfy { $0 >= 32 || $0 == 9 || $0 == 10 || $0 == 13 } }
}

extension LedgerGroup {
    /// A body that was just written may become part of its kind's sample. `packed`: bytes that it has in its row.
    func sample(_ kind: BodyKind, _ body: [UInt8], packed: Int) throws {
        guard let index = ledger.sampling.firstIndex(where: { $0.kind == kind }), let sample = ledger.sampling[index].add(body, packed: packed)
        else { return }
        try statements.putSample.run(.int(kind.rawValue), .blob(sample))
        ledger.sampling.remove(at: index)
    }
}
