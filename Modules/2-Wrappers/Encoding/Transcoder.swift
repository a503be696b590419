import Glibc

/// Decodes bytes of a named encoding to UTF-8 through the C library's iconv, strictly: nothing is replaced or skipped.
///
/// A value; each call opens and closes its own conversion, so any thread may use it.
public struct Transcoder: Sendable {
    /// The name as iconv knows it: `GB18030`, `BIG5`, `SHIFT_JIS`.
    public let encoding: String

    /// A decoder from the encoding with this name. Whether iconv knows the name shows when it is used.
    public init(from encoding: String) { self.encoding = encoding }

    /// The bytes as UTF-8.
    ///
    /// - Throws: `EncodingError` with the offset of the first byte that is no character, or of a character that the end cuts short.
    public func decode(_ bytes: [UInt8]) throws(EncodingError) -> [UInt8] {
        guard let handle = unsafe open() else { throw EncodingError(.unknown, encoding: encoding, offset: nil) }
        defer { unsafe _ = iconv_close(handle) }
        var input = bytes
        let total = input.count
        var left = total
        var output: [UInt8] = []
        output.reserveCapacity(total + total / 2 + 16)
        var buffer = [CChar](repeating: 0, count: 1 << 16)
        while left > 0 {
            let (failure, written) = unsafe step(handle, &input, total - left, &left, &buffer)
            for i in 0..<written { output.append(UInt8(bitPattern: buffer[i])) }
            switch failure {
            case 0: continue
            case E2BIG where written > 0: continue
            case EINVAL: throw EncodingError(.truncated, encoding: encoding, offset: total - left)
            default: throw EncodingError(.invalid, encoding: encoding, offset: total - left)
            }
        }
        return output
    }

    private func open() -> iconv_t? {
        let handle = unsafe iconv_open("UTF-8", encoding)
        // iconv_open answers -1, not null, for an encoding that it does not know.
        return unsafe Int(bitPattern: handle) == -1 ? nil : handle
    }

    /// One call of iconv: converts what fits into the buffer. Returns errno, or 0, and how much it wrote.
    private func step(
        _ handle: iconv_t, _ input: inout [UInt8], _ from: Int, _ left: inout Int, _ buffer: inout [CChar]
    ) -> (failure: Int32, written: Int) {
        let room = buffer.count
        var free = room
        var remaining = left
        let result = unsafe input.withUnsafeMutableBytes { source in
            unsafe buffer.withUnsafeMutableBufferPointer { target in
                var from = unsafe source.baseAddress.map { unsafe $0.assumingMemoryBound(to: CChar.self) + from }
                var to = target.baseAddress
                let converted = unsafe iconv(handle, &from, &remaining, &to, &free)
                return converted == -1 ? errno : 0
            }
        }
        left = remaining
        return (result, room - free)
    }
}
