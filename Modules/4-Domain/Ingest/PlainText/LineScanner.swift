import Text

/// A line that is not blank, without the white space around it. Offsets count bytes of the decoded document.
struct Line {
    var start: Int
    var end: Int
    /// Blank lines right before it.
    var blanks: Int
    /// Columns of white space before its first character.
    var indent: Int
    /// Columns of its characters without spaces: two for a wide one.
    var columns: Int
    /// Spaces among them.
    var spaces: Int
    /// Its first and last scalar.
    var first: Scalar
    var last: Scalar
    /// What its characters are.
    var marks: LineMarks
}

/// Finds the lines of a text: one pass, whatever the line ends (LF, CR LF, CR, form feed, vertical tab).
struct LineScanner {
    /// The lines that are not blank, or nil when there are more than `limit`.
    static func lines(_ s: Span<UInt8>, limit: Int) -> [Line]? {
        var lines: [Line] = []
        lines.reserveCapacity(Swift.min(limit, s.count / 64 + 16))
        var at = 0
        var blanks = 0
        while at < s.count {
            let end = breakPlace(s, at)
            if let line = measured(s, at, end, blanks) {
                guard lines.count < limit else { return nil }
                lines.append(line)
                blanks = 0
            } else {
                blanks += 1
            }
            at = end + 1
            if end + 1 < s.count, s[end] == 13, s[end + 1] == 10 { at += 1 }
        }
        return lines
    }

    /// A stretch of text as one line, white space around it set aside; nil when it is blank.
    static func line(_ s: Span<UInt8>, _ lower: Int, _ upper: Int) -> Line? { measured(s, lower, upper, 0) }

    /// The first line break at or behind an offset; the end of the text where there is none.
    private static func breakPlace(_ s: Span<UInt8>, _ start: Int) -> Int {
        var at = start
        while let control = s.firstControl(in: at..<s.count) {
            if s[control] >= 10, s[control] <= 13 { return control }
            at = control + 1
        }
        return s.count
    }

    /// The line between two offsets, or nil when it is blank.
    private static func measured(_ s: Span<UInt8>, _ lower: Int, _ upper: Int, _ blanks: Int) -> Line? {
        var start = lower
        var indent = 0
        var first: Scalar = 0
        while start < upper {
            let (value, length) = s.scalar(at: start)
            guard Glyph.isSpace(value) else { first = value; break }
            if value == 0x3000 { indent += 2 } else if value == 0x09 { indent += 4 } else if value == 0x20 || value == 0xA0 { indent += 1 }
            start += length
        }
        guard start < upper else { return nil }
        var end = upper
        var last: Scalar = 0
        while end > start {
            let (value, begin) = s.scalar(before: end, notBefore: start)
            guard Glyph.isSpace(value) else { last = value; break }
            end = begin
        }
        let (columns, spaces, marks) = look(s, start, end, first)
        return Line(
            start: start, end: end, blanks: blanks, indent: indent, columns: columns, spaces: spaces, first: first, last: last, marks: marks)
    }

    /// One look at every character: width, spaces and marks.
    private static func look(_ s: Span<UInt8>, _ start: Int, _ end: Int, _ first: Scalar) -> (columns: Int, spaces: Int, marks: LineMarks) {
        let table = LineMarks.table
        let kinds = table.kinds.span
        var columns = 0
        var spaces = 0
        var firsts = 0
        // one bit for each kind of character; those that stand twice in a row
        var found: UInt64 = 0
        var doubled: UInt64 = 0
        var previous: Scalar = 0
        s.eachScalar(in: start..<end) { value, _, length in
            columns &+= length > 2 ? 2 : 1
            firsts &+= value == first ? 1 : 0
            if length == 1, value <= 0x20 { spaces &+= 1 }
            let kind = value < 65536 ? 1 &<< UInt64(kinds[Int(value)]) : 1
            found |= kind
            doubled |= value == previous ? kind : 0
            previous = value
        }
        var marks = table.union(found)
        if table.union(doubled).contains(.single) { marks.insert(.doubled) }
        if firsts > 1 { marks.insert(.firstAgain) }
        return (columns - spaces, spaces, marks)
    }
}
