import Text

/// Lines that belong to the page, not to the report: masthead, addresses, telephone lists, editors of the page, page numbers.
enum Furniture {
    /// One of these is enough.
    private static let strong = WordList([
        "邮政编码", "零售价", "国内统一", "统一刊号", "社址：", "社址:", "邮发代号", "广告热线", "新闻热线", "广告经营许可", "版权所有", "ICP备",
        "公网安备", "全国各地邮局", "当前位置", "发布时间", "发布日期", "发表时间", "上一篇", "下一篇", "打印本页", "关闭窗口", "点击数", "浏览次数", "下转第", "上接第", "责编", "责任编辑",
    ])
    /// Two of these are needed.
    private static let weak = WordList([
        "版式", "校对", "电话", "邮编", "地址", "编辑", "美编", "主编", "星期", "印刷", "部：", "中心：", "办：", "总第", "投稿", "字号", "来源：", "来源:", "作者：", "作者:", "传真",
        "邮箱", "网址", "农历", "主办", "联系人", "点击",
    ])
    static let firsts = strong.firsts.union(weak.firsts)
    private static let labels = [
        "特别报道", "专题报道", "综合新闻", "要闻", "专版", "专题", "综合", "广告", "时政新闻", "本版导读", "工会新闻", "工会", "新闻", "深度", "聚焦", "基层", "视点", "关注", "报告",
    ]

    /// Whether the line is furniture by its own words. Short lines only: a paragraph that fills one long line is text.
    static func isFurniture(_ s: Span<UInt8>, _ line: Line) -> Bool {
        guard line.columns <= 400 else { return false }
        if isDateline(s, line) || isMasthead(s, line) || isTrail(s, line) || isDocumentNumber(s, line) { return true }
        if isLabel(s, line) || isPageNumber(s, line) { return true }
        guard !LineTraits.holdsStop(s, line) else { return false }
        guard line.marks.contains(.furniture) || line.marks.contains(.digit) else { return false }
        let firsts = Self.firsts
        var weakHits = 0
        var at = line.marks.contains(.furniture) ? line.start : line.end
        while true {
            at = s.passing(in: at..<line.end) { value, _, _ in !firsts.contains(value) }
            guard at < line.end else { break }
            if strong.stands(at: at, in: s, end: line.end) { return true }
            if weak.stands(at: at, in: s, end: line.end) { weakHits += 1 }
            at += s.scalar(at: at).length
        }
        let phones = line.marks.contains(.digit) ? telephones(s, line) : 0
        if phones >= 2 && weakHits >= 1 || phones >= 3 { return true }
        return weakHits >= 2 && line.columns <= 160 && !callsUp(s, line)
    }

    /// Whether the line is furniture beyond doubt, so that it may stand in the middle of a sentence (a page's head between columns).
    static func interrupts(_ s: Span<UInt8>, _ line: Line) -> Bool {
        guard line.marks.contains(.interrupting), !line.marks.contains(.stop) else { return false }
        var at = line.start
        while at < line.end {
            if interrupting.stands(at: at, in: s, end: line.end) { return !LineTraits.holdsStop(s, line) && !callsUp(s, line) }
            at += s.scalar(at: at).length
        }
        return false
    }

    static let interrupting = WordList(["责编", "零售价", "社址：", "下转第", "上接第"])

    /// A comma of prose speaks against furniture that is only guessed.
    private static func callsUp(_ s: Span<UInt8>, _ line: Line) -> Bool {
        guard line.marks.contains(.comma) else { return false }
        for i in line.start..<line.end where s[i] == 0xEF && s.has("，", at: i, end: line.end) { return true }
        return false
    }

    /// `2021年9月28日 星期二`, `(2021年9月28日)` and the like: a whole date with a weekday, or alone, at the line's start.
    static func isDateline(_ s: Span<UInt8>, _ line: Line) -> Bool {
        guard line.columns <= 120 else { return false }
        let start = line.first == 0xFF08 ? line.start + 3 : line.first == 0x28 ? line.start + 1 : line.start
        guard start < line.end, Glyph.isDigit(s.scalar(at: start).value), let date = DateFinder.date(s, at: start, end: line.end) else { return false }
        var at = date.end
        if start > line.start {
            // （2024年1月22日在…全委会上）: when a report was given
            guard at < line.end, line.last == 0xFF09 || line.last == 0x29, line.columns <= 80, !callsUp(s, line), !LineTraits.holdsStop(s, line) else { return false }
            return true
        }
        while at < line.end, Glyph.isSpace(s.scalar(at: at).value) { at += s.scalar(at: at).length }
        if at == line.end || s.has("星期", at: at, end: line.end) { return true }
        // 2022-11-18 16:42 来源：…
        return at + 5 <= line.end && Glyph.isDigit(s.scalar(at: at).value) && (s[at + 2] == 0x3A || s[at + 1] == 0x3A)
    }

    /// `青岭日报 2023年1月16日 星期一`, `第3版 2023年1月16日 星期一`, `时间：2023-01-16`: a newspaper's head or a page's, with a whole date within.
    private static func isMasthead(_ s: Span<UInt8>, _ line: Line) -> Bool {
        guard line.columns <= 90, line.marks.contains(.digit), !LineTraits.holdsStop(s, line), !callsUp(s, line) else { return false }
        var at = line.start
        while at < line.end {
            let (value, length) = s.scalar(at: at)
            if Glyph.isDigit(value), at == line.start || !Glyph.isDigit(s.scalar(before: at, notBefore: line.start).value),
                let date = DateFinder.date(s, at: at, end: line.end)
            {
                return isHead(s, line, before: at, behind: date.end)
            }
            at += length
        }
        return false
    }

    /// Whether a date's neighbours are those of a masthead: a weekday behind it; a newspaper's name, a page's number or a label before it.
    private static func isHead(_ s: Span<UInt8>, _ line: Line, before start: Int, behind end: Int) -> Bool {
        var at = end
        while at < line.end, Glyph.isSpace(s.scalar(at: at).value) { at += s.scalar(at: at).length }
        for word in ["星期", "周一", "周二", "周三", "周四", "周五", "周六", "周日", "农历"] where s.has(word, at: at, end: line.end) { return true }
        var low = start
        while low > line.start, Glyph.isSpace(s.scalar(before: low, notBefore: line.start).value) { low = s.scalar(before: low, notBefore: line.start).start }
        for word in ["日报", "晚报", "时报", "早报", "晨报", "商报", "工人报", "劳动报", "都市报", "导报", "版", "日期：", "日期:", "时间：", "时间:", "发布于"]
        where low - word.utf8.count >= line.start && s.has(word, at: low - word.utf8.count, end: low) { return true }
        return false
    }

    /// `首页 > 工会要闻 > 正文`.
    private static func isTrail(_ s: Span<UInt8>, _ line: Line) -> Bool {
        guard line.columns <= 80, s.has("首页", at: line.start, end: line.end) || s.has("您的位置", at: line.start, end: line.end) else {
            return false
        }
        for i in line.start..<line.end
        where s[i] == 0x3E || s[i] == 0x7C || s.has("＞", at: i, end: line.end) || s.has("»", at: i, end: line.end) { return true }
        return false
    }

    /// `东工发〔2023〕47号` on a line of its own.
    private static func isDocumentNumber(_ s: Span<UInt8>, _ line: Line) -> Bool {
        guard line.columns <= 32, line.last == 0x53F7 else { return false }
        for i in line.start..<line.end where s[i] == 0xE3 && s.has("〔", at: i, end: line.end) { return true }
        return false
    }

    private static func isLabel(_ s: Span<UInt8>, _ line: Line) -> Bool {
        guard line.end - line.start <= 12, labelFirsts.contains(line.first) else { return false }
        for word in labels where word.utf8.count == line.end - line.start && s.has(word, at: line.start, end: line.end) { return true }
        return false
    }

    private static let labelFirsts = ScalarSet(labels.compactMap { $0.unicodeScalars.first?.value })

    /// `— 3 —`, `第3版`, `3 / 12`, `第 3 页`.
    private static func isPageNumber(_ s: Span<UInt8>, _ line: Line) -> Bool {
        guard line.columns <= 14 else { return false }
        var digits = 0
        var marks = 0
        var at = line.start
        while at < line.end {
            let (value, length) = s.scalar(at: at)
            switch value {
            case 0x7B2C, 0x9875, 0x7248, 0x2D, 0x2014, 0x2F, 0xB7, 0x5171: marks += 1
            default:
                if Glyph.isDigit(value) { digits += 1 } else if !Glyph.isSpace(value) { return false }
            }
            at += length
        }
        return digits > 0 && digits <= 6 && marks > 0 && (marks >= 2 || line.last == 0x7248 && line.first == 0x7B2C)
    }

    /// Numbers of seven to twelve digits before a space or at the line's end. Each of them covers one of any seven bytes in a row: only
    /// every seventh one is asked.
    private static func telephones(_ s: Span<UInt8>, _ line: Line) -> Int {
        func isDigit(_ i: Int) -> Bool { s[i] &- 0x30 < 10 }
        var count = 0
        var at = line.start + 6
        while at < line.end {
            guard isDigit(at) else { at += 7; continue }
            var low = at
            while low > line.start, isDigit(low - 1) { low -= 1 }
            var high = at + 1
            while high < line.end, isDigit(high) { high += 1 }
            if high - low >= 7, high - low <= 12, high == line.end || s[high] == 0x20 { count += 1 }
            at = high + 7
        }
        return count
    }
}
