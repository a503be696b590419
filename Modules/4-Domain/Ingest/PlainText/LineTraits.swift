import Text

// What a single line tells about itself, by its own characters.

/// Questions about one line of plain text.
struct LineTraits {
    /// Whether its last characters end a sentence, closing quotation marks after the stop aside.
    static func endsSentence(_ s: Span<UInt8>, _ line: Line) -> Bool {
        var end = line.end
        var closers = 0
        while end > line.start, closers < 4 {
            let (value, begin) = s.scalar(before: end, notBefore: line.start)
            if Glyph.isStop(value) || isPoint(s, value, begin, line.start) { return true }
            guard Glyph.isCloser(value) || Glyph.isSpace(value) else { break }
            if Glyph.isCloser(value) { closers += 1 }
            end = begin
        }
        return closers > 0 && Byline.start(s, line) != nil
    }

    /// Whether it ends with a mark that calls for more: a comma, a colon, an opening bracket, a dash.
    static func callsForMore(_ line: Line) -> Bool {
        switch line.last {
        case 0xFF0C, 0x3001, 0xFF1B, 0xFF1A, 0x2C, 0x3B, 0x3A, 0x2014, 0x00B7, 0xFF0B, 0x2B: true
        default: Glyph.isOpener(line.last)
        }
    }

    /// Whether it ends with a word that cannot end a heading.
    static func endsOpen(_ s: Span<UInt8>, _ line: Line) -> Bool {
        guard openWords.contains(line.last) else { return false }
        // 方向, 作为: the same character at a noun's end
        for word in closedWords where line.end - word.utf8.count >= line.start && s.has(word, at: line.end - word.utf8.count, end: line.end) { return false }
        return true
    }
    private static let closedWords = [
        "方向", "导向", "走向", "动向", "志向", "意向", "去向", "应对", "作为", "有为", "行为", "参与", "自由", "存在", "所在", "供给", "祥和", "温和", "平和", "求是",
    ]
    /// Whether it ends with a word for a kind of report: `…工作总结`.
    static func endsAsTitle(_ s: Span<UInt8>, _ line: Line) -> Bool {
        for word in ["总结", "报告", "综述", "纪实", "汇报", "情况", "材料", "概况", "巡礼", "发言", "通报", "简报", "侧记", "亮点", "成效", "回顾", "小结"]
        where line.end - line.start > 6 && s.has(word, at: line.end - 6, end: line.end) {
            return true
        }
        return false
    }

    /// Whether it opens an item of a list or a row of a table: a bullet before a space, or a bar.
    static func opensItem(_ s: Span<UInt8>, _ line: Line) -> Bool {
        guard !Glyph.isIdeograph(line.first), bullets.contains(line.first) else { return false }
        if line.first == 0x7C { return true }
        let after = line.start + s.scalar(at: line.start).length
        return after < line.end && Glyph.isSpace(s.scalar(at: after).value)
    }

    /// Whether it opens with a label of two to four ideographs and a colon: `目标：`, `责任部门：`.
    static func opensLabel(_ s: Span<UInt8>, _ line: Line) -> Bool {
        var at = line.start
        var ideographs = 0
        while at < line.end, ideographs < 5 {
            let (value, length) = s.scalar(at: at)
            if value == 0xFF1A || value == 0x3A { return ideographs >= 2 }
            guard Glyph.isIdeograph(value) else { return false }
            ideographs += 1
            at += length
        }
        return false
    }

    private static let bullets = ScalarSet(of: "-*+•●■◆▪◇□○★☆▶►※|")
    private static let openWords = ScalarSet(of: "的和与在将对为以及把被向从由是至")

    /// Whether it holds a digit, a comma, and a colon before its end.
    static func marks(_ s: Span<UInt8>, _ line: Line) -> (digits: Bool, comma: Bool, colon: Bool) {
        var found = (digits: line.marks.contains(.digit), comma: line.marks.contains(.comma), colon: false)
        var at = line.marks.contains(.colon) ? line.start : line.end
        while at < line.end, !found.colon {
            let (value, length) = s.scalar(at: at)
            at += length
            if (value == 0xFF1A || value == 0x3A), at < line.end { found.colon = true }
        }
        return found
    }

    /// Whether brackets and quotation marks are paired within it.
    static func isBalanced(_ s: Span<UInt8>, _ line: Line) -> Bool {
        guard line.marks.contains(.bracket) else { return true }
        var depth = 0
        var at = line.start
        while at < line.end {
            let (value, length) = s.scalar(at: at)
            if value != 0x22 {
                if Glyph.isOpener(value) { depth += 1 } else if Glyph.isCloser(value) { depth -= 1 }
            }
            if depth < 0 { return false }
            at += length
        }
        return depth == 0
    }

    /// Whether a bracket or quotation that it opened is open at its end. One that only closes what an earlier line opened leaves nothing open.
    static func leavesOpen(_ s: Span<UInt8>, _ line: Line) -> Bool {
        var depth = 0
        var at = line.start
        while at < line.end {
            let (value, length) = s.scalar(at: at)
            if value != 0x22 {
                if Glyph.isOpener(value) { depth += 1 } else if Glyph.isCloser(value) { depth = Swift.max(0, depth - 1) }
            }
            at += length
        }
        return depth > 0
    }

    /// Whether a full stop stands within it, before its end.
    static func holdsStop(_ s: Span<UInt8>, _ line: Line) -> Bool {
        if line.marks.contains(.stop) { return true }
        var at = line.marks.contains(.point) ? line.start : line.end
        while at < line.end {
            let (value, length) = s.scalar(at: at)
            if Glyph.isStop(value) || value == 0xFF1B || isPoint(s, value, at, line.start) { return true }
            at += length
        }
        return false
    }

    /// Whether a half-width full stop stands here: a point right behind an ideograph or a closing bracket.
    private static func isPoint(_ s: Span<UInt8>, _ value: Scalar, _ at: Int, _ start: Int) -> Bool {
        guard value == 0x2E, at > start else { return false }
        let before = s.scalar(before: at, notBefore: start).value
        return Glyph.isIdeograph(before) && !numeralSet.contains(before) || Glyph.isCloser(before) || before == 0x25
    }
    private static let numeralSet = ScalarSet(of: "一二三四五六七八九十")
    private static let enumeratorFirsts = ScalarSet(of: "一二三四五六七八九十（(0123456789０１２３４５６７８９")

    /// The level of an enumerator at its start: `一、` 1, `（一）` 2, `1.` or `1、` 3, `（1）` 4; 0 for none. Also `第一，`, `一是` as 5.
    static func enumerator(_ s: Span<UInt8>, _ line: Line) -> Int {
        guard enumeratorFirsts.contains(line.first) else { return 0 }
        var at = line.start
        let bracketed = line.first == 0xFF08 || line.first == 0x28
        if bracketed { at += s.scalar(at: at).length }
        var digits = 0
        var numerals = 0
        while at < line.end, digits + numerals < 4 {
            let (value, length) = s.scalar(at: at)
            if Glyph.isDigit(value) { digits += 1 } else if numeralSet.contains(value) { numerals += 1 } else { break }
            at += length
        }
        guard digits == 0 || numerals == 0, digits < 3, digits + numerals > 0, at < line.end else { return 0 }
        let mark = s.scalar(at: at)
        if bracketed { return mark.value == 0xFF09 || mark.value == 0x29 ? (digits > 0 ? 4 : 2) : 0 }
        if mark.value == 0x3001 || mark.value == 0xFF0E { return digits > 0 ? 3 : 1 }
        if mark.value == 0x2E, digits > 0, at + 1 < line.end, !Glyph.isDigit(s.scalar(at: at + 1).value) { return 3 }
        if numerals > 0, mark.value == 0x662F { return 5 }
        return 0
    }

    /// Whether it stands for itself as an editor's note does: `编者按`, `编前`, `【编者按】`.
    static func opensNote(_ s: Span<UInt8>, _ line: Line) -> Bool {
        guard noteFirsts.contains(line.first) else { return false }
        let at = line.first == 0x3010 || line.first == 0x5B ? line.start + s.scalar(at: line.start).length : line.start
        for word in ["编者按", "编者的话", "编 者 按", "编前语", "编前话", "按语", "本报编者按"] where s.has(word, at: at, end: line.end) { return true }
        return false
    }

    private static let noteFirsts = ScalarSet(of: "编【[按本")

    /// Whether it opens a photograph's caption, or credits one.
    static func isCaption(_ s: Span<UInt8>, _ line: Line) -> Bool {
        if captionFirsts.contains(line.first), opensCaption(s, line) { return true }
        guard line.columns <= 200 else { return false }
        if line.last == 0x6444 { return true }
        // (张某 摄), (受访者供图), （资料照片）
        guard line.last == 0xFF09 || line.last == 0x29 else { return false }
        let inside = line.end - s.scalar(before: line.end, notBefore: line.start).value.utf8Length
        for word in ["摄", "供图", "照片", "摄影", "图片"]
        where s.has(word, at: inside - word.utf8.count, end: inside) && inside - word.utf8.count > line.start { return true }
        return false
    }

    /// Whether it opens with 其中, by which no paragraph begins.
    static func opensPart(_ s: Span<UInt8>, _ line: Line) -> Bool { line.first == 0x5176 && s.has("其中", at: line.start, end: line.end) }

    /// Whether it ends with the credit of a photograph: `…本报记者 高某 摄`, `…供图`.
    static func creditsPicture(_ s: Span<UInt8>, _ line: Line) -> Bool {
        var end = line.end
        if line.last == 0xFF09 || line.last == 0x29 { end -= line.last == 0x29 ? 1 : 3 }
        for word in ["摄", "供图", "摄影", "资料图", "照片", "图片"] where end - word.utf8.count >= line.start && s.has(word, at: end - word.utf8.count, end: end) {
            return true
        }
        return false
    }

    private static let captionFirsts = ScalarSet(of: "图上下左右题[【")

    private static func opensCaption(_ s: Span<UInt8>, _ line: Line) -> Bool {
        for word in ["图为", "图①", "图②", "图③", "上图", "下图", "左图", "右图", "图1：", "图2：", "题图", "图片说明", "[图]", "【图】"]
        where s.has(word, at: line.start, end: line.end) { return true }
        return false
    }

    /// Whether the line holds nothing but digits and points.
    static func isNumber(_ s: Span<UInt8>, _ line: Line) -> Bool {
        guard line.columns <= 12 else { return false }
        for i in line.start..<line.end where !(s[i] >= 0x30 && s[i] <= 0x39) && s[i] != 0x2E && s[i] != 0x2C && s[i] != 0x20 {
            return false
        }
        return Glyph.isDigit(line.first)
    }
}
