/// The part of a year that a figure covers: 上半年, 前10个月, 1至6月, 截至7月30日. By months, and the last day.
struct Span: Equatable {
    var firstMonth: UInt8
    var lastMonth: UInt8
    var lastDay: UInt8

    /// The first day of the period as an ISO day.
    func start(year: Int) -> String { "\(year)-\(Self.two(firstMonth))-01" }

    /// The last day of the period as an ISO day.
    func end(year: Int) -> String { "\(year)-\(Self.two(lastMonth))-\(Self.two(lastDay))" }

    init(_ first: Int, _ last: Int, day: Int? = nil) {
        firstMonth = UInt8(min(max(first, 1), 12))
        lastMonth = UInt8(min(max(last, 1), 12))
        lastDay = UInt8(min(max(day ?? Self.days(Int(lastMonth)), 1), 31))
    }

    private static func two(_ n: UInt8) -> String { n < 10 ? "0\(n)" : "\(n)" }

    private static func days(_ month: Int) -> Int { month == 2 ? 28 : [4, 6, 9, 11].contains(month) ? 30 : 31 }
}

/// Finds spans in a sentence.
struct Spans {
    let page: Page
    private static let until = FixedWords(["截至", "截止", "到", "至"])

    /// The spans told in a stretch, each with where it stands, in order.
    func all(in r: Range<Int>) -> [(at: Int, span: Span)] {
        var found: [(at: Int, span: Span)] = []
        var covered = r.lowerBound
        for h in page.hits(in: r) where page.classes(h).contains(.half) && Int(h.end) <= r.upperBound && Int(h.start) >= covered {
            covered = Int(h.end)
            if let span = named(page.string(Int(h.start)..<Int(h.end))) { found.append((Int(h.start), span)) }
        }
        for month in page.text.months(in: r) { if let span = months(endingAt: Int(month), from: r.lowerBound) { found.append((Int(month), span)) } }
        return found.count > 1 ? found.sorted { $0.at < $1.at } : found
    }

    private func named(_ word: String) -> Span? {
        switch word {
        case "上半年": Span(1, 6)
        case "下半年": Span(7, 12)
        case "前三季度": Span(1, 9)
        case "一季度", "第一季度": Span(1, 3)
        case "二季度", "第二季度": Span(4, 6)
        case "三季度", "第三季度": Span(7, 9)
        case "四季度", "第四季度": Span(10, 12)
        default: nil
        }
    }

    /// A span that a 月 closes: 1至6月, 前10个月, 截至7月30日, 截至10月底.
    private func months(endingAt p: Int, from low: Int) -> Span? {
        let t = page.text
        let isCount = t.scalar(p - 1) == 0x4E2A
        guard let (month, start) = number(endingAt: isCount ? p - 1 : p, from: low), month >= 1, month <= 12 else { return nil }
        if isCount { return t.scalar(start - 1) == 0x524D ? Span(1, month) : nil }
        if t.kind(start - 1) == CharacterClass.dash || t.scalar(start - 1) == 0x81F3, let (first, at) = number(endingAt: start - 1, from: low), first < month,
            t.scalar(at - 1) != 0x5E74 || first >= 1
        {
            return Span(first, month)
        }
        guard isUntil(start, low) else { return nil }
        var q = p + 1
        var day = 0
        while q < t.count, q < p + 3, t.classes[q] == CharacterClass.digit { day = day * 10 + Int(t.scalars[q]) - 48; q += 1 }
        if day > 0, t.scalar(q) == 0x65E5 || t.scalar(q) == 0x53F7 { return Span(1, month, day: day) }
        return day == 0 && (t.scalar(q) == 0x5E95 || t.scalar(q) == 0x672B) ? Span(1, month) : nil
    }

    /// 截至 or 到 before the month, perhaps with the year between.
    private func isUntil(_ start: Int, _ low: Int) -> Bool {
        var q = start
        while q > low, page.text.classes[q - 1] == CharacterClass.space { q -= 1 }
        if page.text.scalar(q - 1) == 0x5E74 {
            q -= 1
            while q > low, page.text.classes[q - 1] == CharacterClass.digit { q -= 1 }
            while q > low, page.text.classes[q - 1] == CharacterClass.space { q -= 1 }
        }
        return Self.until.start(endingAt: q, in: page.text, from: low) != nil
    }

    private func number(endingAt p: Int, from low: Int) -> (value: Int, start: Int)? {
        var q = p
        var value = 0
        var scale = 1
        while q > low, q > p - 2, page.text.classes[q - 1] == CharacterClass.digit {
            value += (Int(page.text.scalars[q - 1]) - 48) * scale
            scale *= 10
            q -= 1
        }
        return q < p ? (value, q) : nil
    }
}
