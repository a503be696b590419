import Text

/// Dates as reports write them.
enum DateFinder {
    /// The date that begins at an offset, `2021年9月28日`, `2021-09-28`, `2021/9/28`, and where it ends; nil where none stands there.
    static func date(_ s: Span<UInt8>, at start: Int, end: Int) -> (day: CalendarDay, end: Int)? {
        var at = start
        guard let year = number(s, &at, end, digits: 4...4), year >= 1900, year < 2100, skip(s, &at, end, ["年", "-", "/", ".", "．"]) else {
            return nil
        }
        guard let month = number(s, &at, end, digits: 1...2), (1...12).contains(month), skip(s, &at, end, ["月", "-", "/", ".", "．"]) else {
            return nil
        }
        guard let day = number(s, &at, end, digits: 1...2), (1...31).contains(day) else { return nil }
        _ = skip(s, &at, end, ["日"])
        return (CalendarDay(year: year, month: month, day: day), at)
    }

    /// A number of so many digits, spaces before it skipped.
    static func number(_ s: Span<UInt8>, _ at: inout Int, _ end: Int, digits: ClosedRange<Int>) -> Int? {
        var i = at
        while i < end, s[i] == 0x20 { i += 1 }
        var value = 0
        var count = 0
        while i < end {
            let (scalar, length) = s.scalar(at: i)
            guard Glyph.isDigit(scalar), count < digits.upperBound else { break }
            value = value * 10 + Int(scalar >= 0xFF10 ? scalar - 0xFF10 : scalar - 0x30)
            count += 1
            i += length
        }
        guard digits.contains(count) else { return nil }
        if i < end, Glyph.isDigit(s.scalar(at: i).value) { return nil }
        at = i
        return value
    }

    private static func skip(_ s: Span<UInt8>, _ at: inout Int, _ end: Int, _ words: [String]) -> Bool {
        var i = at
        while i < end, s[i] == 0x20 { i += 1 }
        for word in words where s.has(word, at: i, end: end) {
            at = i + word.utf8.count
            return true
        }
        return false
    }
}
