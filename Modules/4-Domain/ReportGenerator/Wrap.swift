/// Breaks text into lines as a newspaper's text layer has them: anywhere between two characters, but neither within a run of Latin
/// letters and digits nor before closing punctuation. A number is thus cut from its unit now and then.
struct Wrap {
    /// Full-width characters a line; ASCII counts half.
    let width: Int
    /// A blank line between the lines.
    let blankLines: Bool
    /// A space before numbers.
    let spaced: Bool

    func wrap(_ text: [UInt8], into out: inout [UInt8]) {
        var column = 0
        var afterASCII = false
        var afterDigit = false
        for (start, length) in UTF8Scalars(text) {
            let kind = UTF8Scalars.kind(text, start, length)
            let ascii = length == 1
            let joined = ascii && afterASCII || kind == UTF8Scalars.digit && afterDigit
            if column >= width * 2, !joined, kind != UTF8Scalars.mark {
                out.append(10)
                if blankLines { out.append(10) }
                column = 0
            }
            if spaced, kind == UTF8Scalars.digit, !joined, column > 0 { out.append(32) }
            out.append(contentsOf: text[start..<start + length])
            column += ascii ? 1 : 2
            afterASCII = ascii
            afterDigit = kind == UTF8Scalars.digit
        }
        out.append(10)
        if blankLines { out.append(10) }
    }
}

/// The scalars of well-formed UTF-8 as (first byte, length).
struct UTF8Scalars: Sequence, IteratorProtocol {
    static let word = 1
    static let digit = 2
    static let mark = 3

    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> (start: Int, length: Int)? {
        guard at < bytes.count else { return nil }
        let lead = bytes[at]
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        defer { at += length }
        return (at, Swift.min(length, bytes.count - at))
    }

    /// Whether the scalar is a digit, a punctuation mark or part of a word.
    static func kind(_ bytes: [UInt8], _ start: Int, _ length: Int) -> Int {
        let lead = bytes[start]
        if length == 1 {
            if lead >= 48, lead <= 57 { return digit }
            return (lead >= 65 && lead <= 90) || (lead >= 97 && lead <= 122) ? word : mark
        }
        guard length == 3 else { return word }
        // E2 80 xx: general punctuation; E3 80 80…BF: CJK punctuation; EF BC/BD: full-width forms.
        if lead == 0xE2, bytes[start + 1] == 0x80 { return mark }
        if lead == 0xE3, bytes[start + 1] == 0x80, bytes[start + 2] != 0x87 { return mark }
        if lead == 0xEF, bytes[start + 1] == 0xBC { return bytes[start + 2] >= 0x90 && bytes[start + 2] <= 0x99 ? digit : mark }
        return word
    }
}
