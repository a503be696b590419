import Text

/// A signature: `（杨某某）` or `（记者 李某 通讯员 王某）` at a paragraph's end, or `本报记者 李某` on a line of its own.
enum Byline {
    /// Where the bracketed signature at the end of a line begins, in bytes of the document; nil when the line does not end with one.
    /// It must follow a full stop, or fill the line.
    static func start(_ s: Span<UInt8>, _ line: Line) -> Int? {
        guard line.last == 0xFF09 || line.last == 0x29 else { return nil }
        var at = line.end
        var length = 0
        while at > line.start, length < 40 {
            let (value, begin) = s.scalar(before: at, notBefore: line.start)
            at = begin
            if value == 0xFF08 || value == 0x28 { break }
            length += 1
        }
        guard at < line.end, isOpener(s, at) else { return nil }
        let inside = at + s.scalar(at: at).length
        guard isSignature(s, inside, line.end) else { return nil }
        var before = at
        while before > line.start {
            let (value, begin) = s.scalar(before: before, notBefore: line.start)
            if Glyph.isSpace(value) { before = begin; continue }
            return Glyph.isStop(value) || value == 0x2E || value == 0x201D || value == 0x300B ? at : nil
        }
        return at
    }

    /// Whether a stretch closes with a bracket, as every signature at a paragraph's end does.
    static func mayEnd(_ s: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var end = range.upperBound
        while end > range.lowerBound {
            let (value, begin) = s.scalar(before: end, notBefore: range.lowerBound)
            guard Glyph.isSpace(value) else { return value == 0xFF09 || value == 0x29 }
            end = begin
        }
        return false
    }

    /// Whether the whole line is one: `本报记者 …`, `通讯员 …`, `作者：…`, `来源：…`.
    static func fills(_ s: Span<UInt8>, _ line: Line) -> Bool {
        guard line.columns <= 60, firsts.contains(line.first) else { return false }
        for word in words where s.has(word, at: line.start, end: line.end) {
            return !LineTraits.endsSentence(s, line) && !LineTraits.callsForMore(line) && !hasComma(s, line)
        }
        return false
    }

    private static let words = [
        "本报记者", "记者", "通讯员", "本报通讯员", "特约记者", "作者：", "作者:", "撰稿", "供稿", "来源：", "来源:", "稿件来源", "文/", "文／", "责任编辑",
        "编辑：", "编辑:",
    ]
    private static let insideWords = ["记者", "通讯员", "供稿", "摄影", "文图", "图文", "整理", "执笔", "撰稿", "文/", "文／", "文：", "图/", "图：", "作者"]
    private static let inside = ScalarSet(insideWords.compactMap { $0.unicodeScalars.first?.value })
    private static let firsts = ScalarSet(words.compactMap { $0.unicodeScalars.first?.value })

    private static func hasComma(_ s: Span<UInt8>, _ line: Line) -> Bool {
        for i in line.start..<line.end where s[i] == 0xEF && s.has("，", at: i, end: line.end) { return true }
        return false
    }

    private static func isOpener(_ s: Span<UInt8>, _ at: Int) -> Bool {
        let value = s.scalar(at: at).value
        return value == 0xFF08 || value == 0x28
    }

    /// Whether the text between brackets is names, two to four ideographs each, or a word for a writer before them, or a union's name
    /// with or without a date.
    private static func isSignature(_ s: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        if let mark = CityMark.read(s, start..<end), mark.isUnion {
            switch mark.separator {
            case .bracket, .space: return true
            default: break
            }
        }
        if let date = DateFinder.date(s, at: start, end: end), date.end + 3 >= end { return true }
        var i = start
        while i < end {
            let (value, length) = s.scalar(at: i)
            if inside.contains(value) {
                for word in insideWords where s.has(word, at: i, end: end) { return true }
            }
            i += length
        }
        var ideographs = 0
        var names = 0
        var at = start
        while at < end {
            let (value, length) = s.scalar(at: at)
            at += length
            if Glyph.isIdeograph(value) { ideographs += 1; continue }
            if Glyph.isSpace(value) || value == 0x3001 || value == 0xFF09 || value == 0x29 {
                if ideographs == 0 { continue }
                if ideographs > 4 { return false }
                names += 1
                if value == 0xFF09 || value == 0x29 { return names > 1 || ideographs >= 2 }
                if ideographs > 1 { ideographs = 0 }
                continue
            }
            return false
        }
        return false
    }
}
