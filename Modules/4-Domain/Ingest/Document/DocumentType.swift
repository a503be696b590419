import Text

/// What a document's bytes are, to judge by their first ones.
enum DocumentType: Equatable {
    case plainText
    case html
    /// A type that has no reader, with the name that people know it by.
    case unsupported(String)

    /// The reader of this type, or nil. A new type gets its case, its magic and its reader here.
    var reader: (any DocumentReader)? {
        switch self {
        case .plainText: PlainTextReader()
        case .html: HTMLReader()
        case .unsupported: nil
        }
    }

    /// The type's name in a message.
    var label: String {
        switch self {
        case .plainText: "plain text"
        case .html: "HTML"
        case .unsupported(let name): name
        }
    }

    /// Looks at the first kilobytes.
    static func detect(_ bytes: [UInt8]) -> DocumentType {
        let s = bytes.span
        for (magic, name) in magics where starts(s, magic) { return .unsupported(name) }
        if starts(s, [0x50, 0x4B, 0x03, 0x04]) { return .unsupported(zip(s)) }
        if starts(s, Array("RIFF".utf8)), has(s, "WEBP", within: 16) { return .unsupported("a WebP image") }
        if UnicodeForm.detect(s) != nil { return isHTML(s, wide: true) ? .html : .plainText }
        if isJunk(s) { return .unsupported("binary data of an unknown type") }
        return isHTML(s, wide: false) ? .html : .plainText
    }

    private static let magics: [(magic: [UInt8], name: String)] = [
        (Array("%PDF-".utf8), "a PDF document"), (Array("{\\rtf".utf8), "an RTF document"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Word, Excel or WPS document"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG image"), ([0xFF, 0xD8, 0xFF], "a JPEG image"), (Array("GIF8".utf8), "a GIF image"),
        ([0x49, 0x49, 0x2A, 0x00], "a TIFF image"), ([0x4D, 0x4D, 0x00, 0x2A], "a TIFF image"),
        (Array("SQLite format 3".utf8), "an SQLite database"), ([0x1F, 0x8B], "a gzip archive"),
        (Array("7z".utf8) + [0xBC, 0xAF], "a 7z archive"),
        (Array("Rar!".utf8), "a RAR archive"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a zstd archive"),
        (Array("BZh".utf8), "a bzip2 archive"), ([0x7F, 0x45, 0x4C, 0x46], "a program"), (Array("MZ".utf8) + [0x90, 0x00], "a program"),
        ([0x50, 0x4B, 0x05, 0x06], "an empty ZIP archive"),
    ]

    /// What kind of ZIP: the first entries' names tell.
    private static func zip(_ s: Span<UInt8>) -> String {
        if has(s, "word/", within: 4096) { return "a Word document (DOCX)" }
        if has(s, "xl/", within: 4096) { return "an Excel workbook (XLSX)" }
        if has(s, "ppt/", within: 4096) { return "a PowerPoint file (PPTX)" }
        if has(s, "OFD.xml", within: 4096) { return "an OFD document" }
        if has(s, "mimetypeapplication/", within: 4096) { return "an OpenDocument file or e-book" }
        return "a ZIP archive"
    }

    private static func starts(_ s: Span<UInt8>, _ magic: [UInt8]) -> Bool {
        guard s.count >= magic.count else { return false }
        for i in magic.indices where s[i] != magic[i] { return false }
        return true
    }

    private static func has(_ s: Span<UInt8>, _ text: String, within: Int) -> Bool {
        let end = Swift.min(within, s.count)
        var at = 0
        while at < end {
            if s.has(text, at: at, end: end) { return true }
            at += 1
        }
        return false
    }

    /// Whether control characters that no text has are more than a rare accident, by the first 64 KiB.
    private static func isJunk(_ s: Span<UInt8>) -> Bool {
        let end = Swift.min(s.count, 1 << 16)
        var control = 0
        var at = 0
        while let i = s.firstControlButLineFeed(in: at..<end) {
            let b = s[i]
            if !(b >= 8 && b <= 13) && b != 0x1B && b != 0x1A { control += 1 }
            at = i + 1
        }
        return control > 4 && control * 100 > end
    }

    /// Whether markup of a web page stands near the start. In UTF-16 every other byte is skipped.
    private static func isHTML(_ s: Span<UInt8>, wide: Bool) -> Bool {
        let near = Swift.min(s.count, 4096)
        var at = 0
        while let i = s.first(0x3C, in: at..<near) {
            for mark in marks where opens(s, i, near, mark, wide) { return true }
            at = i + 1
        }
        return false
    }

    /// Whether a mark stands at an offset, in capitals or not.
    private static func opens(_ s: Span<UInt8>, _ start: Int, _ end: Int, _ mark: String, _ wide: Bool) -> Bool {
        var at = start
        for byte in mark.utf8 {
            while wide, at < end, s[at] == 0 { at += 1 }
            guard at < end else { return false }
            let b = s[at]
            guard (b >= 0x41 && b <= 0x5A ? b | 0x20 : b) == byte else { return false }
            at += 1
        }
        return true
    }

    private static let marks = ["<!doctype html", "<html", "<head", "<body", "<meta ", "<table", "<div", "<p>", "<p "]
}
