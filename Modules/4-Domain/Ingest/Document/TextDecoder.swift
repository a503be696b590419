import Encoding
import Text

// How a text document's encoding is found, in this order:
//
//   byte order mark or the pattern of UTF-16      UTF-16, strictly; the mark is dropped
//   valid UTF-8                                   UTF-8 as it stands; a mark stays, as U+FEFF
//   several good UTF-8 characters, then a bad one broken UTF-8: an error with its place, not another encoding
//   what the page's meta element says             that, strictly (GB2312 and GBK as GB18030)
//   decodes as GB18030 to ordinary Chinese        GB18030
//   what libuchardet guesses                      that, strictly
//
// The decoded text is what Python's bytes.decode gives for the same encoding, so offsets agree; line ends are not touched. (glibc and
// Python differ on 25 two-byte codes of GB18030, vertical forms and rare ideographs that one of them maps to the private-use area;
// each is one scalar for both.)

/// Decodes a text document to UTF-8.
enum TextDecoder {
    /// The document as UTF-8, without loss.
    static func decode(_ bytes: [UInt8], document: String, declared: String? = nil) throws(IngestError) -> [UInt8] {
        if let form = UnicodeForm.detect(bytes.span) {
            switch form.decode(bytes.span) {
            case .success(let text): return text
            case .failure(let bad): throw IngestError(.encoding, document: document, detail: "\(form.label): \(bad.what)", byte: bad.offset)
            }
        }
        guard let broken = UTF8Check.firstBad(bytes) else { return bytes }
        if broken.goodBefore >= 4 || (broken.isCut && broken.goodBefore >= 1) {
            let what =
                broken.isCut
                ? "the UTF-8 text ends within a character" : "a byte that is no UTF-8 after \(broken.goodBefore) good characters"
            throw IngestError(.encoding, document: document, detail: what, byte: broken.offset)
        }
        if let declared, let name = iconvName(declared) { return try strictly(bytes, name, document) }
        return try guessed(bytes, document)
    }

    private static func guessed(_ bytes: [UInt8], _ document: String) throws(IngestError) -> [UInt8] {
        let guess = EncodingGuess.name(of: bytes).flatMap { iconvName($0) }
        if guess == nil || guess == "GB18030" { return try strictly(bytes, "GB18030", document) }
        if let text = try? Transcoder(from: "GB18030").decode(bytes), Plausibility.isChinese(text.span) { return text }
        // Encodings of one byte a character accept anything: where every third byte is beyond ASCII, the text is broken Chinese instead.
        if let guess, isSingleByte(guess), Plausibility.isDense(bytes.span) { return try strictly(bytes, "GB18030", document) }
        return try strictly(bytes, guess ?? "GB18030", document)
    }

    private static func isSingleByte(_ name: String) -> Bool {
        for prefix in ["ISO-8859", "WINDOWS-12", "KOI8", "IBM", "MAC", "TIS-620", "VISCII", "GEORGIAN"] where name.hasPrefix(prefix) {
            return true
        }
        return false
    }

    private static func strictly(_ bytes: [UInt8], _ name: String, _ document: String) throws(IngestError) -> [UInt8] {
        let text: [UInt8]
        do {
            text = try Transcoder(from: name).decode(bytes)
        } catch {
            throw IngestError(.encoding, document: document, detail: error.message, byte: error.offset)
        }
        // Everything behind trusts that the text is UTF-8.
        guard UTF8Check.firstBad(text) == nil else {
            throw IngestError(.encoding, document: document, detail: "the \(name) text decodes to no Unicode")
        }
        return text
    }

    /// The name for iconv; nil for one that says UTF-8, which the bytes are known not to be, or for none.
    private static func iconvName(_ name: String) -> String? {
        let upper = name.uppercased()
        switch upper {
        case "GB2312", "GBK", "GB18030", "GB_2312-80", "X-GBK", "CP936", "EUC-CN", "HZ-GB-2312": return "GB18030"
        case "UTF-8", "UTF8", "", "ASCII", "US-ASCII": return nil
        default: return upper
        }
    }
}

/// Where bytes stop being UTF-8.
struct UTF8Check {
    /// Bytes before the first bad one.
    var offset: Int
    /// Whether the text just ends too early, all bytes up to the end being the start of a character.
    var isCut: Bool
    /// Characters beyond ASCII before that place.
    var goodBefore: Int

    /// The first bad byte, or nil when all are UTF-8.
    static func firstBad(_ bytes: [UInt8]) -> UTF8Check? {
        if bytes.span.isPlainUTF8() { return nil }
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            let offset = error.byteOffsets.lowerBound
            var good = 0
            for i in 0..<offset where bytes[i] >= 0xC0 { good += 1 }
            return UTF8Check(offset: offset, isCut: isCut(bytes.span, offset), goodBefore: good)
        }
    }

    private static func isCut(_ s: Span<UInt8>, _ offset: Int) -> Bool {
        guard offset < s.count else { return true }
        let first = s[offset]
        let length = first >= 0xF0 && first <= 0xF4 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
        guard length > s.count - offset, first <= 0xF4 else { return false }
        for i in offset + 1..<s.count where s[i] & 0xC0 != 0x80 { return false }
        return true
    }
}

/// Whether text looks like Chinese at all.
enum Plausibility {
    /// Whether at least a third of the bytes are beyond ASCII, by the first 64 KiB.
    static func isDense(_ s: Span<UInt8>) -> Bool {
        let end = Swift.min(s.count, 1 << 16)
        var high = 0
        for i in 0..<end where s[i] >= 0x80 { high += 1 }
        return high * 3 >= end
    }

    /// Whether most of its characters beyond ASCII are ideographs of the common block or Chinese punctuation, by the first 64 KiB.
    static func isChinese(_ s: Span<UInt8>) -> Bool {
        var at = 0
        var wide = 0
        var common = 0
        while at < s.count, at < 1 << 16 {
            let (value, length) = s.scalar(at: at)
            if value >= 0x80 {
                wide += 1
                if (value >= 0x4E00 && value < 0x9FA6) || Glyph.isPunctuation(value) || value >= 0xFF01 && value < 0xFF5F || value == 0x3000
                {
                    common += 1
                }
            }
            at += length
        }
        return wide > 0 && common * 10 >= wide * 9
    }
}
