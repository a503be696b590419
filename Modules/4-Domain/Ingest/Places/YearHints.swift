import Text

// Where else a year may stand, when the text itself names none. The first that speaks decides:
//
//   2022年7月, 2022年第15期, 〔2022〕18号     in a masthead, signature or document number: the year, or the one before where the text looks back
//   今年是“十四五”开局之年, 今年是…成立100周年   a year that can be counted
//   迎接党的二十大胜利召开                    a congress that is to come: its year, or the one before where the text looks back
//   图为2022年5月…                            in a caption
//   2023年工作打算                            a heading of what is to come: the year before
//   2022-半年.txt                             the file's name
//
// A year since when something counts (自2020年以来) or that is compared with (较2019年) is no hint.

/// Finds the year of a text that names none.
enum YearHints {
    /// The year, or nil. `looksBack`: the text speaks of the past year rather than of this one.
    static func year(_ manuscript: Manuscript, document: String, looksBack: Bool) -> Int? {
        if let year = issued(manuscript) { return looksBack ? year - 1 : year }
        if let year = Anniversary.year(manuscript) { return year }
        if let year = awaited(manuscript) { return looksBack ? year - 1 : year }
        return captioned(manuscript) ?? planned(manuscript).map { $0 - 1 } ?? named(document)
    }

    // MARK: The hints

    private static func issued(_ manuscript: Manuscript) -> Int? {
        let s = manuscript.clean.span
        var latest: Int?
        for passage in manuscript.passages {
            let isEdge = passage.kind == .furniture || passage.kind == .byline
            each(s, passage.clean) { year, start, end in
                let isNumbered = start > passage.clean.lowerBound && Self.opens.contains(s.scalar(before: start, notBefore: passage.clean.lowerBound).value)
                    && end < passage.clean.upperBound && Self.closes.contains(s.scalar(at: end).value)
                guard isNumbered || isEdge && end < passage.clean.upperBound && Self.dated.contains(s.scalar(at: end).value) else { return }
                latest = max(latest ?? year, year)
            }
            if isEdge, let year = chinese(s, passage.clean) { latest = max(latest ?? year, year) }
        }
        return latest
    }

    /// The year of a party congress that the text awaits.
    private static func awaited(_ manuscript: Manuscript) -> Int? {
        let s = manuscript.clean.span
        for passage in manuscript.passages {
            let end = passage.clean.upperBound
            var at = passage.clean.lowerBound
            while at < end {
                if s[at] == 0xE8 || s[at] == 0xE5, awaits.contains(where: { s.has($0, at: at, end: end) }) {
                    let name = s.has("党的", at: at + 6, end: end) ? at + 12 : at + 6
                    for (words, year) in congresses where s.has(words, at: name, end: end) { return year }
                }
                at += s.scalar(at: at).length
            }
        }
        return nil
    }

    private static func captioned(_ manuscript: Manuscript) -> Int? {
        let s = manuscript.clean.span
        var latest: Int?
        for passage in manuscript.passages where passage.kind == .caption {
            each(s, passage.clean) { year, _, end in
                if s.has("年", at: end, end: passage.clean.upperBound) { latest = max(latest ?? year, year) }
            }
        }
        return latest
    }

    private static func planned(_ manuscript: Manuscript) -> Int? {
        let s = manuscript.clean.span
        var found: Int?
        for passage in manuscript.passages where passage.kind == .heading || passage.kind == .title {
            each(s, passage.clean) { year, _, end in
                if found == nil, s.has("年", at: end, end: passage.clean.upperBound), YearFinder.plans(s, end, passage.clean.upperBound) { found = year }
            }
        }
        return found
    }

    /// A year in the file's name: four digits of their own, or the beginning of eight (20220719).
    private static func named(_ document: String) -> Int? {
        let bytes = Array(document.utf8)
        var at = 0
        while at < bytes.count {
            guard isDigit(bytes[at]) else { at += 1; continue }
            var end = at
            while end < bytes.count, isDigit(bytes[end]) { end += 1 }
            let isOfWord = at > 0 && isLetter(bytes[at - 1]) || end < bytes.count && isLetter(bytes[end])
            if !isOfWord, end - at == 4 || end - at == 8 || end - at == 6 {
                let year = bytes[at..<at + 4].reduce(0) { $0 * 10 + Int($1) - 48 }
                let month = end - at > 4 ? Int(bytes[at + 4] - 48) * 10 + Int(bytes[at + 5] - 48) : 1
                if range.contains(year), (1...12).contains(month) { return year }
            }
            at = end
        }
        return nil
    }

    // MARK: Looking

    /// Calls `body` with every run of four digits that may be a year, and where it begins and ends.
    private static func each(_ s: Span<UInt8>, _ r: Range<Int>, _ body: (Int, Int, Int) -> Void) {
        var at = r.lowerBound
        while at < r.upperBound {
            guard isDigit(s[at]) else { at += 1; continue }
            var end = at
            var value = 0
            while end < r.upperBound, isDigit(s[end]) {
                if end - at < 5 { value = value * 10 + Int(s[end]) - 48 }
                end += 1
            }
            if end - at == 4, range.contains(value) { body(value, at, end) }
            at = end
        }
    }

    private static func chinese(_ s: Span<UInt8>, _ r: Range<Int>) -> Int? {
        var at = r.lowerBound
        while at < r.upperBound {
            if s.has("二", at: at, end: r.upperBound), let year = ChineseYear.read(s, at: at, end: r.upperBound), range.contains(year) { return year }
            at += s.scalar(at: at).length
        }
        return nil
    }

    private static func isDigit(_ b: UInt8) -> Bool { b >= 0x30 && b <= 0x39 }

    private static func isLetter(_ b: UInt8) -> Bool { b | 0x20 >= 0x61 && b | 0x20 <= 0x7A }

    private static let range = 1990...2100
    /// Words of six bytes.
    private static let awaits = ["迎接", "喜迎"]
    private static let congresses = [
        ("十八大", 2012), ("十九大", 2017), ("二十大", 2022), ("二十一大", 2027), ("二十二大", 2032),
    ]
    private static let opens = ScalarSet(of: "〔[［（(")
    private static let closes = ScalarSet(of: "〕]］）)")
    /// What follows a year in a date: 2022年, 2022-07, 2022.7.
    private static let dated = ScalarSet(of: "年-./．")
}

/// Years that can be counted: 今年是“十四五”开局之年, 今年是新中国成立75周年.
enum Anniversary {
    /// The year of the first such sentence, or nil.
    static func year(_ manuscript: Manuscript) -> Int? {
        let s = manuscript.clean.span
        for passage in manuscript.passages {
            var at = passage.clean.lowerBound
            while at < passage.clean.upperBound {
                if s[at] == 0xE4, s.has("今年是", at: at, end: passage.clean.upperBound),
                    let year = counted(s, at + 9, min(passage.clean.upperBound, at + 9 + 120))
                {
                    return year
                }
                at += s.scalar(at: at).length
            }
        }
        return nil
    }

    /// What follows 今年是, up to the sentence's end.
    private static func counted(_ s: Span<UInt8>, _ from: Int, _ limit: Int) -> Int? {
        var end = from
        while end < limit, !Glyph.isStop(s.scalar(at: end).value) { end += s.scalar(at: end).length }
        end = min(end, limit)
        var at = from
        while at < end {
            for (name, first) in Self.plans where s.has(name, at: at, end: end) {
                if find(s, "开局", at, end) { return first }
                if find(s, "收官", at, end) { return first + 4 }
            }
            for (name, first) in Self.births where s.has(name, at: at, end: end) {
                if let age = age(s, at + name.utf8.count, end) { return first + age }
            }
            at += s.scalar(at: at).length
        }
        return nil
    }

    private static func find(_ s: Span<UInt8>, _ word: String, _ from: Int, _ end: Int) -> Bool {
        var at = from
        while at < end {
            if s.has(word, at: at, end: end) { return true }
            at += s.scalar(at: at).length
        }
        return false
    }

    /// `100周年`, `七十五周年` right behind.
    private static func age(_ s: Span<UInt8>, _ from: Int, _ end: Int) -> Int? {
        var at = from
        var total = 0
        var digit = 0
        var hasDigit = false
        while at < end {
            if s.has("周年", at: at, end: end) { return hasDigit ? total + digit : nil }
            let (value, length) = s.scalar(at: at)
            if value >= 0x30, value <= 0x39 {
                guard digit < 1000 else { return nil }
                digit = digit * 10 + Int(value - 0x30)
            } else if value == 0x5341 {
                total += max(digit, 1) * 10
                digit = 0
            } else if value == 0x767E {
                total += max(digit, 1) * 100
                digit = 0
            } else if let one = Self.ones.firstIndex(of: value) {
                digit = one
            } else {
                return nil
            }
            hasDigit = true
            at += length
        }
        return nil
    }

    private static let ones: [Scalar] = "零一二三四五六七八九".unicodeScalars.map(\.value)
    /// First years of the five-year plans.
    private static let plans = [("十二五", 2011), ("十三五", 2016), ("十四五", 2021), ("十五五", 2026), ("十六五", 2031)]
    private static let births = [
        ("建党", 1921), ("中国共产党成立", 1921), ("共产党成立", 1921), ("新中国成立", 1949), ("中华人民共和国成立", 1949), ("建国", 1949),
        ("中华全国总工会成立", 1925), ("全国总工会成立", 1925), ("改革开放", 1978), ("抗战胜利", 1945), ("建军", 1927),
    ]
}
