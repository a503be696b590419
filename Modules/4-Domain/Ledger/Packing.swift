internal import Compression
internal import Protocol

/// How a body stands in its row.
enum Packing: Int64 {
    /// As it came: ledgers of older versions, bodies that packing makes no smaller.
    case none = 0
    /// One frame of zstd.
    case zstd = 1
    /// One frame of zstd over a body that stands before it, much of which it repeats: see `Bodies`.
    case over = 2
    /// The same over the sample of its kind with that body behind it.
    case overSampled = 3
}

/// Packs bodies on their way into the ledger, and unpacks them on their way out.
///
/// Packing is the ledger's own affair: it happens on the thread that owns the connection, in the groups that write anyway, and neither
/// messages nor digests know of it. At level 1 a document of 4 KB costs 14 µs, the lines of its 70 observations 80 µs; unpacking a fifth.
/// Belongs to the thread of its connection.
final class BodyPacker {
    private let zstd = Zstandard()

    /// How the body is to stand in its row. `base`: asked for where it can matter; bytes that this body repeats in part.
    func pack(_ body: [UInt8], over base: () throws -> [UInt8] = { [] }) rethrows -> (packing: Packing, body: [UInt8]) {
        let base = body.count > 64 ? try base() : []
        guard let packed = zstd.pack(body, over: base) else { return (.none, body) }
        return (base.isEmpty ? .zstd : .over, packed)
    }

    /// The same over a base that was prepared.
    func pack(_ body: [UInt8], over base: PreparedBase) -> (packing: Packing, body: [UInt8]) {
        zstd.pack(body, over: base).map { (.over, $0) } ?? (.none, body)
    }

    /// The body of a row. Throws `corrupt` for a packing that this version does not know and for bytes that cannot be unpacked.
    func unpack(_ packing: Int64, _ body: [UInt8], over base: () throws -> [UInt8] = { [] }, path: String) throws -> [UInt8] {
        let under: [UInt8]
        switch Packing(rawValue: packing) {
        case .none?: return body
        case .zstd?: under = []
        case .over?, .overSampled?: under = try base()
        case nil: throw LedgerError(.corrupt, path: path, "a body of packing \(packing), which this version does not know")
        }
        do throws(CompressionError) {
            return try zstd.unpack(body, over: under, limit: WireLimits.payloadBytes)
        } catch {
            throw LedgerError(.corrupt, path: path, error.message)
        }
    }
}
