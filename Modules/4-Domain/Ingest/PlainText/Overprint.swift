// Headings of newspapers are often printed twice, slightly shifted, to look bold; the text layer then holds each run of one font twice:
//
//   回首回首20212021                        回首|回首  2021|2021
//   建设““四个年四个年””建设建设              建设  “|“  四个年|四个年  ”|”  建设|建设
//   青岭市总工会青岭市总工会：：               青岭市总工会|青岭市总工会  ：|：
//
// The line is parsed from the left into squares (something twice, the longest first) and single characters. It counts as doubled when
// squares cover nearly all of it, or most of it where punctuation is doubled that never is in good text. The first copy is the heading;
// the second is kept as furniture, so that no character of the source is lost.

/// Finds lines printed twice.
enum Overprint {
    /// A part of a doubled line: what is read, and its second copy where there is one. Bytes of the decoded document.
    struct Part: Equatable {
        var first: Range<Int>
        var second: Range<Int>?
    }

    /// Longer lines are no headings.
    static let longest = 120

    /// The parts of a doubled line, or nil for an ordinary one. Costs a look at the first characters for most ordinary lines.
    static func parts(_ s: Span<UInt8>, _ line: Range<Int>) -> [Part]? {
        guard line.count >= 8, line.count <= longest * 3, mayBeDoubled(s, line) else { return nil }
        var scalars: [Scalar] = []
        var offsets: [Int] = []
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
        var at = line.lowerBound
        var previous: Scalar = 0
        let start = line.lowerBound
        let firstLength = s.scalar(at: start).length
        while at < line.upperBound {
            let (value, length) = s.scalar(at: at)
            if value == previous, isNeverDoubled(value) { return true }
            if at > start, s[at] == s[start], at + firstLength <= line.upperBound, at - start <= line.upperBound - at,
                equal(s, start, at, at - start)
            {
                return true
            }
            previous = value
            at += length
        }
        return false
    }

    private static func equal(_ s: Span<UInt8>, _ a: Int, _ b: Int, _ count: Int) -> Bool {
        for i in 0..<count where s[a + i] != s[b + i] { return false }
        return true
    }

    private static func isNeverDoubled(_ s: Scalar) -> Bool {
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
        var covered = 0
        var words = false
        var punctuation = false
        var i = 0
        while i < c.count {
            let unit = squares.longest(at: i)
            if unit > 0 {
                parts.append(Part(first: byte(i)..<ends(i + unit), second: byte(i + unit)..<ends(i + 2 * unit)))
                covered += 2 * unit
                if unit >= 2, Glyph.isIdeograph(c[i]), Glyph.isIdeograph(c[i + 1]) { words = true }
                if unit == 1, isNeverDoubled(c[i]) { punctuation = true }
                i += 2 * unit
            } else {
                parts.append(Part(first: byte(i)..<ends(i + 1), second: nil))
                i += 1
            }
        }
        guard words else { return nil }
        let enough = punctuation ? covered * 2 >= c.count : covered * 20 >= c.count * 19 && c.count >= 8
        return enough ? parts : nil
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
