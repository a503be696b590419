internal import CArchive

/// The parts of an XLSX file: a ZIP archive, read from its beginning to its end as often as asked.
@safe
struct Package {
    /// Bytes that all parts together may have: what claims more is a bomb.
    static let limit = 2 << 30
    let path: String

    /// Hands over the bytes of one part, piece by piece; whether there is such a part. `limit`: bytes that it may have.
    func read(_ part: String, limit: Int = Package.limit, _ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Bool {
        guard let archive = unsafe archive_read_new() else { throw WorkbookError(path, "no memory") }
        defer { unsafe archive_read_free(archive) }
        unsafe archive_read_support_format_zip(archive)
        guard unsafe archive_read_open_filename(archive, path, 1 << 16) == ARCHIVE_OK else { throw unsafe failure(archive) }
        var entry: OpaquePointer?
        while true {
            let result = unsafe archive_read_next_header(archive, &entry)
            if result == ARCHIVE_EOF { return false }
            guard result == ARCHIVE_OK || result == ARCHIVE_WARN else { throw unsafe failure(archive) }
            guard let name = unsafe archive_entry_pathname_utf8(entry), unsafe String(cString: name) == part else { continue }
            if unsafe archive_entry_is_data_encrypted(entry) != 0 { throw WorkbookError(path, "it has a password") }
            try unsafe pour(archive, part, limit, body)
            return true
        }
    }

    /// All bytes of a small part; nil where there is none.
    func bytes(_ part: String, limit: Int = 64 << 20) throws -> [UInt8]? {
        var bytes: [UInt8] = []
        let isThere = try unsafe read(part, limit: limit) { piece in unsafe bytes.append(contentsOf: piece) }
        return isThere ? bytes : nil
    }

    private func pour(
        _ archive: OpaquePointer, _ part: String, _ limit: Int, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var total = 0
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { unsafe buffer.deallocate() }
        while true {
            let count = unsafe archive_read_data(archive, buffer.baseAddress, buffer.count)
            if count == 0 { return }
            guard count > 0 else { throw unsafe failure(archive) }
            total += count
            guard total <= limit else { throw WorkbookError(path, "its part \(part) is beyond \(limit) bytes") }
            try unsafe body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    private func failure(_ archive: OpaquePointer) -> WorkbookError {
        let words = unsafe archive_error_string(archive).map { unsafe String(cString: $0) } ?? "it is no ZIP archive"
        return WorkbookError(path, words)
    }
}
