import Text

/// What a piece of news opens with: `本报讯（记者 李某）`, `本报云泽讯`, `云泽晚报9月6日讯`, `中工网讯 7月15日，`, `新华社青岭1月3日电`.
enum Dateline {
    /// Whether a passage opens with one; its landmarks tell at once that most do not.
    static func opens(_ manuscript: Manuscript, _ passage: Int, _ landmarks: Landmarks) -> Bool {
        landmarks.holds(ends, in: manuscript, passage: passage, first: longest * 4) && opens(manuscript.clean.span, manuscript.passages[passage].clean)
    }

    private static func opens(_ s: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var at = range.lowerBound
        var before: Scalar = 0
        var isGiven = false
        var count = 0
        while at < range.upperBound, count < longest {
            let (value, length) = s.scalar(at: at)
            if value == news || value == wire { return (value == news ? isGiven : before == day) && isClosed(s, at + length, range.upperBound) }
            guard Glyph.isIdeograph(value) || Glyph.isDigit(value) || Glyph.isSpace(value) || marks.contains(value) else { return false }
            if !Glyph.isSpace(value) { before = value }
            isGiven = isGiven || givers.contains(value)
            at += length
            count += 1
        }
        return false
    }

    /// Whether the words end here: 讯 before a bracket, a blank, a colon, a date; never 讯息.
    private static func isClosed(_ s: Span<UInt8>, _ at: Int, _ end: Int) -> Bool {
        guard at < end else { return false }
        let value = s.scalar(at: at).value
        return !Glyph.isIdeograph(value)
    }

    /// Characters of one at most.
    private static let longest = 24
    private static let ends = ScalarSet([news, wire])
    private static let news: Scalar = 0x8BAF
    private static let wire: Scalar = 0x7535
    private static let day: Scalar = 0x65E5
    /// Papers, agencies, stations.
    private static let givers = ScalarSet(of: "本报网刊社台端")
    private static let marks = ScalarSet(of: "《》·、")
}
