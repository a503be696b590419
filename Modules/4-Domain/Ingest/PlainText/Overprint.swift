// Headings of newspapers are often printed twice, slightly shifted, to look bold; the text layer then holds each run of one font twice:
//
//   回首回首20212021                        回首|回首  2021|2021
//   建设““四个年四个年””建设建设              建设  “|“  四个年|四个年  ”|”  建设|建设
//   青岭市总工会青岭市总工会：：               青岭市总工会|青岭市总工会  ：|：
//
// The line is parsed from the left into squares (something twice, the longest first) and single characters. It counts as doubled when
// squares cover nearly all of it, or most of it where punctuation is doubled that never is in good text, or where a whole phrase at one
// end is doubled (智慧工会：数据跑路数据跑路). The first copy is the heading; the second is kept as furniture, so that no character of the
// source is lost.

import Text

/// Finds lines printed twice.
enum Overprint {
    /// A part of a doubled line: what is read, and its second copy where there is one. Bytes of the decoded document.
    struct Part: Equatable {
        var first: Range<Int>
        var second: Range<Int>?
    }

    /// Longer lines are no headings.
    static let longest = 120

    /// The parts of a doubled line, or nil for an ordinary one. Costs next to nothing for most ordinary lines: their marks tell.
    static func parts(_ s: Span<UInt8>, _ line: Line) -> [Part]? {
        let range = line.start..<line.end
        guard line.marks.contains(.doubled) || line.marks.contains(.firstAgain) || endsDoubled(s, range) else { return nil }
        return parts(s, range)
    }

    /// The parts of a doubled line, or nil for an ordinary one.
    static func parts(_ s: Span<UInt8>, _ line: Range<Int>) -> [Part]? {
        guard line.count >= 8, line.count <= longest * 3, mayBeDoubled(s, line) else { return nil }
        var scalars: [Scalar] = []
        var offsets: [Int] = []
        scalars.reserveCapacity(line.count / 3 + 8)
        offsets.reserveCapacity(line.count / 3 + 8)
        var at = line.lowerBound
        while at < line.upperBound {
            let (value, length) = s.scalar(at: at)
            if !Glyph.isSpace(value) {
                scalars.append(value)
                offsets.append(at)
            }
            at += length
        }
        guard scalars.count >= 6, scalars.count <= longest else { return nil }
        return parse(scalars, offsets, line.upperBound, s)
    }

    /// Whether the line begins with a square or holds doubled punctuation.
    private static func mayBeDoubled(_ s: Span<UInt8>, _ line: Range<Int>) -> Bool {
        let start = line.lowerBound
        let end = line.upperBound
        let first = s[start]
        let firstLength = s.scalar(at: start).length
        var at = start
        while at < end {
            let b = s[at]
            let length = b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4
            if length == 3, b == 0xE2 || b == 0xE3 || b == 0xEF, at + 6 <= end, equal(s, at, at + 3, 3),
                isNeverDoubled(s.scalar(at: at).value)
            {
                return true
            }
            if b == first, at > start, at + firstLength <= end, at - start <= end - at, equal(s, start, at, at - start) { return true }
            at += length
        }
        return endsDoubled(s, line)
    }

    /// Whether the last four ideographs, twelve bytes, stand twice in a row somewhere at the line's end.
    private static func endsDoubled(_ s: Span<UInt8>, _ line: Range<Int>) -> Bool {
        guard line.count >= 24, line.count <= 108, s[line.upperBound - 1] & 0xC0 == 0x80 else { return false }
        precondition(line.lowerBound >= 0 && line.upperBound <= s.count)
        let last = unsafe s.fourBytes(unchecked: line.upperBound - 4)
        var half = 12
        while half * 2 <= line.count {
            // nearly all differ in what stands last
            if unsafe s.fourBytes(unchecked: line.upperBound - half - 4) == last, equal(s, line.upperBound - 2 * half, line.upperBound - half, half) { return true }
            half += 3
        }
        return false
    }

    private static func equal(_ s: Span<UInt8>, _ a: Int, _ b: Int, _ count: Int) -> Bool {
        for i in 0..<count where s[a + i] != s[b + i] { return false }
        return true
    }

    static func isNeverDoubled(_ s: Scalar) -> Bool {
        switch s {
        case 0x201C, 0x201D, 0x300A, 0x300B, 0xFF1A, 0xFF0C, 0x3001, 0xFF1B, 0xFF08, 0xFF09, 0x3010, 0x3011: true
        default: false
        }
    }

    private static func parse(_ c: [Scalar], _ offsets: [Int], _ end: Int, _ s: Span<UInt8>) -> [Part]? {
        func byte(_ i: Int) -> Int { i < offsets.count ? offsets[i] : end }
        func ends(_ i: Int) -> Int { offsets[i - 1] + s.scalar(at: offsets[i - 1]).length }
        let squares = Squares(c)
        var parts: [Part] = []
        parts.reserveCapacity(c.count)
        var found = Evidence()
        var i = 0
        while i < c.count {
            let unit = squares.longest(at: i)
            if unit > 0 {
                parts.append(Part(first: byte(i)..<ends(i + unit), second: byte(i + unit)..<ends(i + 2 * unit)))
                found.square(c, i, unit)
                i += 2 * unit
            } else {
                parts.append(Part(first: byte(i)..<ends(i + 1), second: nil))
                if !Glyph.isPunctuation(c[i]) { found.alone += 1 }
                i += 1
            }
        }
        return found.suffices(c.count) ? parts : nil
    }

    /// What speaks for a line being doubled.
    private struct Evidence {
        /// Scalars in squares, and words (no punctuation) outside.
        var covered = 0
        var alone = 0
        /// Whether a square has two ideographs at least, or four and stands at an end of the line.
        var words = false
        var phraseAtEnd = false
        /// Whether punctuation is doubled that never is in good text.
        var punctuation = false

        mutating func square(_ c: [Scalar], _ i: Int, _ unit: Int) {
            covered += 2 * unit
            if unit >= 2, Glyph.isIdeograph(c[i]), Glyph.isIdeograph(c[i + 1]) { words = true }
            if unit >= 4, c[i..<i + unit].allSatisfy({ Glyph.isIdeograph($0) }) {
                let before = i == 0 || Glyph.isPunctuation(c[i - 1])
                let after = i + 2 * unit == c.count || Glyph.isPunctuation(c[i + 2 * unit])
                if before && after && (i == 0 || i + 2 * unit == c.count) { phraseAtEnd = true }
            }
            if unit == 1, isNeverDoubled(c[i]) { punctuation = true }
        }

        func suffices(_ count: Int) -> Bool {
            guard words else { return false }
            if punctuation { return covered * 2 >= count }
            if alone == 0 && covered >= 8 || covered * 20 >= count * 19 && count >= 8 { return true }
            return phraseAtEnd && covered * 3 >= count && count <= 36
        }
    }
}

/// For every place of a short text, the longest unit that stands there twice in a row; takes time and memory quadratic in its length.
private struct Squares {
    private let count: Int
    /// For lag `l` and place `i`, at `(l - 1) * count + i`: how many scalars from `i` on equal the ones `l` further.
    private var runs: [UInt8]

    init(_ c: [Scalar]) {
        count = c.count
        runs = [UInt8](repeating: 0, count: (count / 2) * count)
        for lag in 1...Swift.max(1, count / 2) where lag <= count / 2 {
            var run: UInt8 = 0
            var i = count - lag - 1
            while i >= 0 {
                run = c[i] == c[i + lag] ? run &+ 1 : 0
                runs[(lag - 1) * count + i] = run
                i -= 1
            }
        }
    }

    func longest(at i: Int) -> Int {
        var unit = (count - i) / 2
        while unit > 0, Int(runs[(unit - 1) * count + i]) < unit { unit -= 1 }
        return unit
    }
}
