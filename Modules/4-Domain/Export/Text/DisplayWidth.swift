/// How many terminal columns a text takes.
///
/// Wide and full-width characters take two columns (Unicode Standard Annex 11, classes W and F), combining marks and other
/// invisible characters none. Characters of ambiguous width (class A: curly quotes, dashes, ※, ≥, Greek) take ONE column: that is
/// what glibc's `wcwidth` says in every locale, Chinese ones included, and what terminals do unless told otherwise.
public enum DisplayWidth {
    /// Columns of the text; control characters count as one, since they are shown as a replacement.
    public static func columns(_ text: some StringProtocol) -> Int {
        var sum = 0
        for scalar in text.unicodeScalars { sum += columns(scalar) }
        return sum
    }

    /// Columns of one scalar: 0, 1 or 2.
    public static func columns(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return value == 0xAD ? 0 : 1 }
        if value < 0x1100 { return isInvisible(scalar) ? 0 : 1 }
        if isWide(value) { return 2 }
        // Hangul vowels and finals join the syllable before them
        if (0x1160...0x11FF).contains(value) { return 0 }
        return isInvisible(scalar) ? 0 : 1
    }

    /// The text, cut so that it fits into `columns`, with `…` in the place of what was cut.
    public static func cut(_ text: String, to columns: Int) -> String {
        guard Self.columns(text) > columns else { return text }
        var kept = String.UnicodeScalarView()
        var sum = 0
        for scalar in text.unicodeScalars {
            let width = Self.columns(scalar)
            if sum + width > columns - 1 { break }
            kept.append(scalar)
            sum += width
        }
        return columns > 0 ? String(kept) + "…" : ""
    }

    /// The text in lines of at most `columns`. Latin words stay whole where they fit, and no line begins with a closing mark.
    public static func wrap(_ text: String, to columns: Int) -> [String] {
        var lines: [String] = []
        var line: [Character] = []
        var width = 0
        func columnsOf(_ characters: some Sequence<Character>) -> Int { characters.reduce(0) { $0 + Self.columns(String($1)) } }
        for character in text {
            width += Self.columns(String(character))
            line.append(character)
            guard width > max(2, columns), line.count > 1 else { continue }
            var kept = line.count - 1
            // back to where a line may end, but not to its beginning
            while kept > 1, !mayBreak(line[kept - 1], line[kept]) { kept -= 1 }
            if kept == 1, !mayBreak(line[0], line[1]) { kept = line.count - 1 }
            lines.append(String(line[..<kept]).trimmingEnd())
            line = Array(line[kept...].drop { $0 == " " })
            width = columnsOf(line)
        }
        return line.isEmpty && !lines.isEmpty ? lines : lines + [String(line)]
    }

    private static func mayBreak(_ before: Character, _ after: Character) -> Bool {
        if "，。；：、）】》”！？,.;:)!?%".contains(after) || "（【《“(".contains(before) { return false }
        return !(before.isASCII && after.isASCII && !before.isWhitespace && !after.isWhitespace)
    }

    /// The text with spaces up to `columns`, before it where `right`.
    public static func pad(_ text: String, to columns: Int, right: Bool = false) -> String {
        let missing = columns - Self.columns(text)
        guard missing > 0 else { return text }
        let spaces = String(repeating: " ", count: missing)
        return right ? spaces + text : text + spaces
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: true
        default: false
        }
    }

    private static func isWide(_ value: UInt32) -> Bool {
        var low = 0
        var high = wide.count
        while low < high {
            let middle = (low + high) / 2
            if wide[middle].upperBound < value { low = middle + 1 } else { high = middle }
        }
        return low < wide.count && wide[low].contains(value)
    }

    /// Classes W and F of Unicode's EastAsianWidth table, joined over unassigned gaps inside wide blocks.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0, 0x23F3...0x23F3, 0x25FD...0x25FE,
        0x2614...0x2615, 0x2648...0x2653, 0x267F...0x267F, 0x2693...0x2693, 0x26A1...0x26A1, 0x26AA...0x26AB, 0x26BD...0x26BE,
        0x26C4...0x26C5, 0x26CE...0x26CE, 0x26D4...0x26D4, 0x26EA...0x26EA, 0x26F2...0x26F3, 0x26F5...0x26F5, 0x26FA...0x26FA,
        0x26FD...0x26FD, 0x2705...0x2705, 0x270A...0x270B, 0x2728...0x2728, 0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755,
        0x2757...0x2757, 0x2795...0x2797, 0x27B0...0x27B0, 0x27BF...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55,
        0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4C6, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x16FE4, 0x17000...0x18CD5, 0x18D00...0x18D08,
        0x1AFF0...0x1B2FB, 0x1F004...0x1F004, 0x1F0CF...0x1F0CF, 0x1F18E...0x1F18E, 0x1F191...0x1F19A, 0x1F200...0x1F320,
        0x1F32D...0x1F335, 0x1F337...0x1F37C, 0x1F37E...0x1F393, 0x1F3A0...0x1F3CA, 0x1F3CF...0x1F3D3, 0x1F3E0...0x1F3F0,
        0x1F3F4...0x1F3F4, 0x1F3F8...0x1F43E, 0x1F440...0x1F440, 0x1F442...0x1F4FC, 0x1F4FF...0x1F53D, 0x1F54B...0x1F54E,
        0x1F550...0x1F567, 0x1F57A...0x1F57A, 0x1F595...0x1F596, 0x1F5A4...0x1F5A4, 0x1F5FB...0x1F64F, 0x1F680...0x1F6C5,
        0x1F6CC...0x1F6CC, 0x1F6D0...0x1F6D2, 0x1F6D5...0x1F6D7, 0x1F6DD...0x1F6DF, 0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC,
        0x1F7E0...0x1F7EB, 0x1F7F0...0x1F7F0, 0x1F90C...0x1F93A, 0x1F93C...0x1F945, 0x1F947...0x1F9FF, 0x1FA70...0x1FAFF,
        0x20000...0x2FFFD, 0x30000...0x3FFFD,
    ]
}

extension String {
    fileprivate func trimmingEnd() -> String { String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)]) }
}
