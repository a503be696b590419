internal import CZstd

/// Packs and unpacks single pieces of bytes with libzstd, with working memory that is kept from piece to piece (about 1 MB).
///
/// Belongs to the thread that uses it (not `Sendable`). A packed piece is one frame that tells its size, so that unpacking knows how
/// much memory it needs before it begins, and refuses what is too large. Equal bytes are packed alike by the same version of the library.
@safe public final class Zstandard {
    private let packer: OpaquePointer?
    private let unpacker: OpaquePointer?

    /// Takes its working memory when it is first used.
    public init() {
        unsafe packer = unsafe ZSTD_createCCtx()
        unsafe unpacker = unsafe ZSTD_createDCtx()
    }

    deinit {
        unsafe ZSTD_freeCCtx(packer)
        unsafe ZSTD_freeDCtx(unpacker)
    }

    /// The packed bytes, or nil where that gives none that are fewer (or memory is short). `level`: 1 is fast, 3 the library's own choice.
    /// `base`: bytes that stand there already and that these repeat in part; the same are needed to unpack.
    public func pack(_ bytes: [UInt8], over base: [UInt8] = [], level: Int32 = 1) -> [UInt8]? {
        guard bytes.count > 16 else { return nil }
        // a piece that does not become smaller does not fit, which costs nothing more
        let room = bytes.count - 1
        var written = 0
        let packed = unsafe [UInt8](unsafeUninitializedCapacity: room) { target, count in
            let result = unsafe bytes.withUnsafeBytes { source in
                unsafe base.withUnsafeBytes { base in
                    unsafe base.isEmpty
                        ? ZSTD_compressCCtx(packer, target.baseAddress, room, source.baseAddress, source.count, level)
                        : ZSTD_compress_usingDict(
                            packer, target.baseAddress, room, source.baseAddress, source.count, base.baseAddress, base.count, level)
                }
            }
            written = ZSTD_isError(result) == 0 ? result : 0
            count = written
        }
        return written > 0 ? packed : nil
    }

    /// The same over a base that was prepared, which costs less where many pieces stand over one. Unpacked over the base's bytes.
    public func pack(_ bytes: [UInt8], over base: PreparedBase) -> [UInt8]? {
        guard bytes.count > 16 else { return nil }
        let room = bytes.count - 1
        var written = 0
        let packed = unsafe [UInt8](unsafeUninitializedCapacity: room) { target, count in
            let result = unsafe bytes.withUnsafeBytes { source in
                unsafe ZSTD_compress_usingCDict(packer, target.baseAddress, room, source.baseAddress, source.count, base.dictionary)
            }
            written = ZSTD_isError(result) == 0 ? result : 0
            count = written
        }
        return written > 0 ? packed : nil
    }

    /// The bytes that were packed. Throws `large` beyond `limit` bytes, `damaged` for anything that `pack` did not make over the same base.
    public func unpack(_ packed: [UInt8], over base: [UInt8] = [], limit: Int) throws(CompressionError) -> [UInt8] {
        let size = try Self.size(packed, limit: limit)
        guard size > 0 else { throw CompressionError(.damaged, count: packed.count, cause: "nothing in them") }
        var failure = ""
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { target, count in
            let result = unsafe packed.withUnsafeBytes { source in
                unsafe base.withUnsafeBytes { base in
                    unsafe ZSTD_decompress_usingDict(
                        unpacker, target.baseAddress, size, source.baseAddress, source.count, base.baseAddress, base.count)
                }
            }
            if ZSTD_isError(result) != 0 {
                failure = unsafe String(cString: ZSTD_getErrorName(result))
            } else if result != size {
                failure = "\(size) bytes were promised, \(result) came"
            }
            count = failure.isEmpty ? size : 0
        }
        guard failure.isEmpty else { throw CompressionError(.damaged, count: packed.count, cause: failure) }
        return bytes
    }

    /// How many bytes a packed piece says it holds; throws as `unpack` does. Reads the first bytes only.
    public static func size(_ packed: [UInt8], limit: Int) throws(CompressionError) -> Int {
        let size = unsafe packed.withUnsafeBytes { unsafe ZSTD_getFrameContentSize($0.baseAddress, $0.count) }
        // the two largest values say 'unknown' and 'no frame'
        guard size < UInt64.max - 1 else { throw CompressionError(.damaged, count: packed.count, cause: "no frame that tells its size") }
        guard size <= UInt64(max(0, limit)) else {
            throw CompressionError(.large, count: packed.count, cause: "they hold \(size) bytes, \(limit) are allowed")
        }
        return Int(size)
    }
}

/// Bytes that many pieces are packed over, prepared once (about 100 KB beside the bytes).
@safe public final class PreparedBase {
    /// What the pieces are unpacked over.
    public let bytes: [UInt8]
    let dictionary: OpaquePointer?

    /// Takes them in. `level`: as in `Zstandard.pack`.
    public init(_ bytes: [UInt8], level: Int32 = 1) {
        self.bytes = bytes
        unsafe dictionary = unsafe bytes.withUnsafeBytes { unsafe ZSTD_createCDict($0.baseAddress, $0.count, level) }
    }

    deinit { unsafe ZSTD_freeCDict(dictionary) }
}
