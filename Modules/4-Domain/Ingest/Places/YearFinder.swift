import Text

// Which year a text reports. Each year that it names gets points; the years of comparisons and of beginnings get none.
//
//   回首2021, 2020年工作总结 (title, heading)   9, 8
//   2021年，… 2021年度 … at a paragraph's start   6
//   截至2020年7月30日                             4
//   2024年工作会议 (title, heading)               2     a meeting's year is not what it tells about
//   2021年 elsewhere                              2     with a month 1
//   自2018年以来, 较2020年, 《…2019年…》, 2022年工作打算, 部署2022年   0
//   今年, 上半年 on a page with a day of publication       that day's year
//
// Where all this says nothing, YearHints looks at the edges of the page and at the file's name.

/// Finds the year that a text reports.
struct YearFinder {
    private static let base = 1950
    private var points = [Int](repeating: 0, count: 151)
    private var thisYear = 0
    private var lastYear = 0
    private var strong = false

    /// Reads the passages.
    init(_ manuscript: Manuscript, _ passages: Range<Int>, _ landmarks: Landmarks) {
        for index in passages {
            let passage = manuscript.passages[index]
            switch passage.kind {
            case .furniture, .byline, .caption: continue
            default: read(manuscript.clean.span, passage, landmarks.of(index))
            }
        }
    }

    /// The year with most points; nil when the text names none and no day of publication helps.
    func year(published: CalendarDay?) -> Int? {
        var points = points
        if let published, published.year >= YearFinder.base, published.year < YearFinder.base + points.count {
            for i in points.indices where i + YearFinder.base > published.year { points[i] = 0 }
            let i = published.year - YearFinder.base
            points[i] += 3 * Swift.min(thisYear, 4)
            // published in its first weeks, a report tells of the year before and what is planned for this one
            if i > 0, published.month <= 2 && points[i - 1] > 0 || published.month == 3 && points[i - 1] >= 6 { points[i] /= 3 }
            // 过去的一年, 去年 in the first months, and 今年 nowhere
            if published.month <= 3, looksBack { points[i] = 0 }
            if points.allSatisfy({ $0 == 0 }) {
                return lastYear > 0 || published.month <= 2 ? published.year - 1 : published.year
            }
        }
        guard let most = points.max(), most > 0, let i = points.lastIndex(of: most) else { return nil }
        return i + YearFinder.base
    }

    /// The year, but only where the text says it clearly.
    func ownYear(published: CalendarDay?) -> Int? { strong ? year(published: published) : nil }

    /// Whether the text speaks of the past year and never of this one.
    var looksBack: Bool { lastYear > 0 && thisYear == 0 }

    private mutating func read(_ s: Span<UInt8>, _ passage: Passage, _ landmarks: ArraySlice<Int32>) {
        let headed = passage.kind == .title || passage.kind == .heading
        let end = passage.clean.upperBound
        var inTitle = false
        var resume = passage.clean.lowerBound
        for landmark in landmarks where Int(landmark) >= resume {
            let at = Int(landmark)
            if s[at] < 0x80 {
                var stop = at
                while stop < end, s[stop] >= 0x30, s[stop] <= 0x39 { stop += 1 }
                if stop - at == 4, !inTitle { weigh(s, passage, at, stop, headed, value(s, at..<stop)) }
                continue
            }
            switch s.scalar(at: at).value {
            case 0x300A: inTitle = true
            case 0x300B: inTitle = false
            case 0x4ECA where s.has("今年", at: at, end: end): thisYear += 1
            case 0x53BB where s.has("去年", at: at, end: end): lastYear += 1
            case 0x4E8C where !inTitle:
                guard let year = ChineseYear.read(s, at: at, end: end) else { continue }
                weigh(s, passage, at, at + 12, headed, year)
                resume = at + 12
            case 0x4E00 where s.has("一年来", at: at, end: end): lastYear += 1
            case 0x8FC7 where s.has("过去的一年", at: at, end: end) || s.has("过去一年", at: at, end: end): lastYear += 1
            default: break
            }
        }
    }

    private func value(_ s: Span<UInt8>, _ digits: Range<Int>) -> Int {
        var value = 0
        for i in digits { value = value * 10 + Int(s[i] - 0x30) }
        return value
    }

    private mutating func weigh(_ s: Span<UInt8>, _ passage: Passage, _ at: Int, _ stop: Int, _ headed: Bool, _ year: Int) {
        guard year >= 1990, year < YearFinder.base + points.count else { return }
        let start = passage.clean.lowerBound
        let end = passage.clean.upperBound
        let isYear = s.has("年", at: stop, end: end)
        guard isYear || headed else { return }
        // 2025-01-15 at the head of a page: a day
        if !isYear, stop + 1 < end, s[stop] == 0x2D || s[stop] == 0x2E || s[stop] == 0x2F, Glyph.isDigit(s.scalar(at: stop + 1).value) { return }
        guard at == start || s[at - 1] != 0x2E else { return }
        if at > start, Self.relations.contains(s.scalar(before: at, notBefore: start).value) {
            if s.has("截至", at: at - 6, end: at) { points[year - YearFinder.base] += 4 }
            return
        }
        let after = stop + 3
        if isYear {
            if Self.beginnings.stands(at: after, in: s, end: end) || !headed && s.has("以来", at: after, end: end) { return }
            if Self.plans(s, after, headed ? end : Swift.min(end, after + 24)) { return }
            if Self.aims.word(endingAt: at, in: s, from: start) != nil { return }
        }
        if headed, isYear, isMeeting(s, after, end) {
            points[year - YearFinder.base] += 2
        } else if headed, isYear, after < end, Glyph.isDigit(s.scalar(at: after).value), !s.has("月", at: end - 3, end: end) {
            // a day in a title: when it was told
            points[year - YearFinder.base] += 1
        } else if headed {
            // the title tells more than a heading below it
            points[year - YearFinder.base] += passage.kind == .title ? 9 : 8
            strong = true
        } else if at == start {
            let whole = s.has("，", at: after, end: end) || s.has("度", at: after, end: end) || s.has("全", at: after, end: end)
            points[year - YearFinder.base] += whole ? 6 : 2
            if whole { strong = true }
        } else {
            points[year - YearFinder.base] += after < end && s[after] >= 0x30 && s[after] <= 0x39 ? 1 : 2
        }
    }

    /// 2024年全市工会工作会议, but not 2024年上半年工作推进会.
    private func isMeeting(_ s: Span<UInt8>, _ from: Int, _ end: Int) -> Bool {
        var at = from
        while at < end {
            let (value, length) = s.scalar(at: at)
            if Glyph.isDigit(value) || s.has("半年", at: at, end: end) || s.has("季度", at: at, end: end) || s.has("总结", at: at, end: end) { return false }
            for word in ["会议", "工作会", "推进会", "部署会", "动员会", "全委会", "座谈会"] where s.has(word, at: at, end: end) { return !s.has("会议以来", at: at, end: end) }
            at += length
        }
        return false
    }

    /// Whether a year's words are those of a plan, up to the next number, and none tells what became of it: 2024年重点工作任务推进情况.
    static func plans(_ s: Span<UInt8>, _ from: Int, _ end: Int) -> Bool {
        var at = from
        var isPlan = false
        while at < end {
            let (value, length) = s.scalar(at: at)
            if Glyph.isDigit(value) { return isPlan }
            if value == 0x603B || value == 0x56DE || value == 0x60C5 {
                for word in ["总结", "回顾", "回眸", "情况"] where s.has(word, at: at, end: end) { return false }
            }
            if !isPlan { isPlan = Self.planWords.stands(at: at, in: s, end: end) }
            at += length
        }
        return isPlan
    }

    /// Before a year that something is compared with, begins or ends in.
    private static let relations = ScalarSet(of: "自从较比与同到至于")
    /// Behind a year that something begins in or is compared with.
    private static let beginnings = WordList(["起", "同期", "底前", "开始"])
    private static let aims = WordList(["展望", "部署", "安排", "谋划", "明确", "力争", "计划", "预计", "迎接", "喜迎", "规划"])
    private static let planWords = WordList(["打算", "工作计划", "思路", "工作安排", "展望", "工作目标", "工作要点", "谋划", "目标任务", "重点任务", "任务目标", "主要任务", "工作任务", "任务安排", "计划再", "计划新", "计划建", "将再", "将继续", "将进一步", "力争", "拟再", "拟新"])
}

/// Years in Chinese digits: `二〇二一年`.
enum ChineseYear {
    /// The year of four Chinese digits before 年 that begins at an offset, or nil.
    static func read(_ s: Span<UInt8>, at start: Int, end: Int) -> Int? {
        guard start + 15 <= end, s.has("年", at: start + 12, end: end) else { return nil }
        var year = 0
        for i in [0, 3, 6, 9] {
            guard s[start + i] >= 0xE2, s[start + i] < 0xF0, let digit = digit(s.scalar(at: start + i).value) else { return nil }
            year = year * 10 + digit
        }
        return year
    }

    private static func digit(_ s: Scalar) -> Int? {
        switch s {
        case 0x3007, 0x96F6, 0x25CB: 0
        case 0x4E00: 1
        case 0x4E8C: 2
        case 0x4E09: 3
        case 0x56DB: 4
        case 0x4E94: 5
        case 0x516D: 6
        case 0x4E03: 7
        case 0x516B: 8
        case 0x4E5D: 9
        default: nil
        }
    }
}
