import Text

/// Which year a number belongs to: the report's, unless the sentence says otherwise.
struct Periods {
    let page: Page
    let reportYear: Int
    let published: CalendarDay?
    /// Whether 去年 is what such a page calls the year that it reports.
    private var isRetold = false

    /// `years` are the positions and values of all its rejected years.
    init(page: Page, reportYear: Int, published: CalendarDay?, years: [(at: Int, end: Int, year: Int)]) {
        self.page = page
        self.reportYear = reportYear
        self.published = published
        if published == nil, reportYear > 0 { isRetold = retells(years) }
    }

    /// 去年，全市新建工会181家。… 兑现2021年十件实事: no day of publication, the report's year named only in passing, 今年 only in plans.
    private func retells(_ years: [(at: Int, end: Int, year: Int)]) -> Bool {
        var looksBack = false
        for s in page.sentences where !s.classes.isDisjoint(with: [.lastYear, .thisYear]) {
            for h in page.hits(in: s.start..<s.end) {
                let c = page.classes(h)
                if c.contains(.thisYear), s.classes.isDisjoint(with: .plan), !isPlanned(Int(h.end), s) { return false }
                if c.contains(.lastYear), isBare(Int(h.start)), !isCompared(Int(h.start)), isAdverbial(Int(h.start), s) { looksBack = true }
            }
        }
        guard looksBack, years.contains(where: { $0.year == reportYear }) else { return false }
        var at = 0
        for y in years where y.year == reportYear {
            while at < page.sentences.count, page.sentences[at].end <= y.at { at += 1 }
            guard at < page.sentences.count else { break }
            let kind = page.parts[page.sentences[at].part].kind
            if kind == .title || kind == .heading || isAdverbial(y.at, page.sentences[at]) { return false }
        }
        return true
    }

    /// 去年, but not 去年同期, 去年底, 上年.
    private func isBare(_ p: Int) -> Bool { page.text.scalars[p] == 0x53BB && page.beginning(at: p, .lastYear).map { $0.end - $0.start == 2 } ?? false }

    /// 今年，市总工会将…: 将 or 要 behind it in its sentence.
    private func isPlanned(_ p: Int, _ s: Page.Sentence) -> Bool {
        (p..<min(s.end, p + 40)).contains { page.text.scalars[$0] == 0x5C06 || page.text.scalars[$0] == 0x8981 }
    }

    /// A word of time in a sentence and what it does.
    struct Sign {
        var at: Int
        /// 0: back to the report's year.
        var year: Int
        var isSince: Bool
        /// Reaches to the end of its clause only.
        var clauseEnd: Int
        /// 五年来: told as a number of years.
        var isLookback = false
        /// 今年, 2021年 at the head of a clause: what counted since an earlier year ends here.
        var isFresh = false
    }

    /// The words of time of a sentence, in order. `years` are the positions and values of its rejected years (2018年).
    func signs(in s: Page.Sentence, years: [(at: Int, end: Int, year: Int)]) -> [Sign] {
        var out: [Sign] = []
        for y in years where y.at >= s.start && y.at < s.end { if let sign = sign(y, s) { out.append(sign) } }
        guard !s.classes.isDisjoint(with: [.lastYear, .nextYear, .now, .thisYear, .since]) else { return out.count > 1 ? out.sorted { $0.at < $1.at } : out }
        for h in page.hits(in: s.start..<s.end) {
            let c = page.classes(h)
            let at = Int(h.start)
            if c.contains(.lastYear), isAdverbial(at, s), reportYear > 0, !isCompared(at) {
                // 上年 is seen from the report's year, 去年 from the day of publication
                let year = page.text.scalars[at] == 0x4E0A || isRetold && !isBare(at) ? reportYear - 1 : lastYear
                out.append(Sign(at: at, year: year, isSince: isSince(Int(h.end), s), clauseEnd: clauseEnd(at, s)))
            } else if c.contains(.nextYear), reportYear > 0 {
                out.append(Sign(at: at, year: reportYear + 1, isSince: false, clauseEnd: s.end))
            } else if c.contains(.now) || c.contains(.thisYear) {
                out.append(Sign(at: at, year: 0, isSince: false, clauseEnd: s.end, isFresh: c.contains(.thisYear) && opensClause(at, s)))
            } else if c.contains(.since), page.isOne(of: Self.lately, h) {
                out.append(Sign(at: at, year: reportYear - 1, isSince: true, clauseEnd: s.end))
            }
        }
        return out.count > 1 ? out.sorted { $0.at < $1.at } : out
    }

    /// 去年 seen from the day of publication: a page of January tells about the year before.
    private var lastYear: Int {
        if isRetold { return reportYear }
        if let published, published.year == reportYear + 1 { return reportYear }
        return reportYear - 1
    }

    /// 比2021年的4.2万人次: the other side of a comparison, right before the number.
    private func compared(_ m: Mention, _ years: [(at: Int, end: Int, year: Int)]) -> Int? {
        for y in years where y.end < m.start && m.start - y.end <= 2 && (y.end == m.start || page.text.scalar(y.end) == 0x7684) && isCompared(y.at) { return y.year }
        return nil
    }

    /// The year of a number, and whether it counts since an earlier one.
    func year(of m: Mention, _ signs: [Sign], years: [(at: Int, end: Int, year: Int)]) -> (year: Int, since: Bool) {
        var year = reportYear
        if let y = compared(m, years) { return (y, false) }
        var since = false
        for sign in signs where sign.at < m.start {
            if sign.year == 0 {
                if sign.isFresh { since = false }
                if !since { year = reportYear }
                continue
            }
            if sign.isSince {
                since = true
                year = reportYear
            } else if m.start < sign.clauseEnd {
                year = sign.year
                since = false
            }
        }
        return (year, since)
    }

    private func sign(_ y: (at: Int, end: Int, year: Int), _ s: Page.Sentence) -> Sign? {
        guard y.year != reportYear || reportYear == 0 else { return Sign(at: y.at, year: 0, isSince: false, clauseEnd: s.end, isFresh: opensClause(y.at, s) || isSingledOut(y.at)) }
        if isCompared(y.at) { return nil }
        if Lookback.ends(at: y.end, in: page.text) {
            // 五年来; but 五年来的最好成绩
            return page.text.scalar(y.end) == 0x7684 ? nil : Sign(at: y.at, year: y.year, isSince: true, clauseEnd: s.end, isLookback: true)
        }
        if isSince(y.end, s) { return y.year < reportYear ? Sign(at: y.at, year: y.year, isSince: true, clauseEnd: s.end) : nil }
        guard isAdverbial(y.at, s) || y.year > reportYear && isIntended(y.at, s), page.text.scalar(y.end) != 0x5EA6 else { return nil }
        // 2023年因病致困的53户中，36户…: the year of what is spoken of
        if y.year < reportYear, isAttribute(y.end, s) { return Sign(at: y.at, year: y.year, isSince: false, clauseEnd: clauseEnd(y.end, s)) }
        return Sign(at: y.at, year: y.year, isSince: false, clauseEnd: y.at == s.start || y.year > reportYear && reportYear > 0 || isBehindSpace(y.at, s) ? s.end : clauseEnd(y.at, s))
    }

    /// 力争2023年…, 计划2024年…: a year behind a word of intent.
    private func isIntended(_ p: Int, _ s: Page.Sentence) -> Bool {
        var q = p
        while q > s.start, page.text.classes[q - 1] == CharacterClass.space { q -= 1 }
        return page.ending(at: q, .plan, from: s.start) != nil
    }

    /// Whether 的 joins a year's words to a noun within its clause, before a number.
    private func isAttribute(_ p: Int, _ s: Page.Sentence) -> Bool {
        var q = p
        while q < s.end, q - p < 24 {
            let k = page.text.classes[q]
            if k == CharacterClass.comma || k == CharacterClass.semicolon || k == CharacterClass.digit { return false }
            if page.text.scalars[q] == 0x7684 { return q - p >= 2 }
            q += 1
        }
        return false
    }

    private func isBehindSpace(_ p: Int, _ s: Page.Sentence) -> Bool {
        var q = p
        while q > s.start, page.text.classes[q - 1] == CharacterClass.space || page.text.classes[q - 1] == CharacterClass.lineFeed { q -= 1 }
        return q == s.start
    }

    /// 较2020年, 比去年, 与上年: the other side of a comparison.
    private func isCompared(_ p: Int) -> Bool {
        var q = p
        while q > 0, page.text.classes[q - 1] == CharacterClass.space { q -= 1 }
        let b = page.text.scalar(q - 1)
        return b == 0x8F83 || b == 0x6BD4 || b == 0x4E0E || b == 0x540C
    }

    /// 自2018年…以来, 2017年以来, 2018年起.
    private func isSince(_ p: Int, _ s: Page.Sentence) -> Bool {
        var end = p
        while end < s.end, page.text.classes[end] != CharacterClass.comma, page.text.classes[end] != CharacterClass.semicolon { end += 1 }
        guard let h = page.first(.since, in: p..<end) else {
            return false
        }
        return Int(h.end) == end || Int(h.end) - p < 6 || page.text.scalar(Int(h.start)) == 0x4EE5
    }

    /// At the start of a clause, perhaps behind 在, 于, 继, 自.
    private func isAdverbial(_ p: Int, _ s: Page.Sentence) -> Bool {
        var q = p
        while q > s.start, page.text.classes[q - 1] == CharacterClass.space || page.text.classes[q - 1] == CharacterClass.lineFeed { q -= 1 }
        if q == s.start { return true }
        let k = page.text.classes[q - 1]
        if k != CharacterClass.ideograph { return k != CharacterClass.openQuote && k != CharacterClass.openTitle }
        let b = page.text.scalars[q - 1]
        // 截至2020年末
        if b == 0x81F3 || b == 0x6B62, page.text.scalar(q - 2) == 0x622A { return true }
        return b == 0x5728 || b == 0x4E8E || b == 0x7EE7 || b == 0x81EA || b == 0x4ECE || b == 0x7531
    }

    /// At the start of a clause with nothing before it: not 截至今年6月, 到2021年.
    private func opensClause(_ p: Int, _ s: Page.Sentence) -> Bool {
        var q = p
        while q > s.start, page.text.classes[q - 1] == CharacterClass.space || page.text.classes[q - 1] == CharacterClass.lineFeed { q -= 1 }
        return q == s.start || page.text.classes[q - 1] == CharacterClass.comma || page.text.classes[q - 1] == CharacterClass.semicolon
    }

    /// 其中2022年906人次, 仅2022年就新建241个: of what is counted since long, the report's own year.
    private func isSingledOut(_ p: Int) -> Bool {
        let b = page.text.scalar(p - 1)
        return b == 0x4EC5 || b == 0x5355 || page.ending(at: p, .part) != nil
    }

    private static let lately = FixedWords(["任期内", "任期以来", "本届以来", "近年来", "近几年来", "近些年来", "几年来", "多年来"])

    private func clauseEnd(_ p: Int, _ s: Page.Sentence) -> Int {
        var end = p
        while end < s.end, page.text.classes[end] != CharacterClass.comma, page.text.classes[end] != CharacterClass.semicolon { end += 1 }
        // 由上年的第5位跃升至第2位: up to the result
        if page.text.scalar(p - 1) == 0x7531 || page.text.scalar(p - 1) == 0x4ECE, let to = page.first(.result, in: p..<end) {
            return Int(to.start)
        }
        // 继去年所有8个…、36家…之后: a short opening without a number reaches on
        return end - p <= 6 ? s.end : end
    }
}
