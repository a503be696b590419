/// Decodes a text document to UTF-8.
enum TextDecoder {
    static func decode(_ bytes: [UInt8], document: String) throws(IngestError) -> [UInt8] {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return bytes
        } catch {
            throw IngestError(.encoding, document: document, detail: "not UTF-8", byte: error.byteOffsets.lowerBound)
        }
    }
}
