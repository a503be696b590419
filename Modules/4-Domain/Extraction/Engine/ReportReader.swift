import Text

/// One report on its way through the layers.
struct ReportReader {
    let report: Report
    let compiled: Compiled
    let clean: CleanText
    let page: Page
    private(set) var mentions: [Mention] = []
    /// The subject of each mention.
    private(set) var subjects: [String] = []
    /// Rejected numerals by positions of the page.
    private(set) var rejected: [(start: Int, end: Int, reason: String)] = []
    private var years: [(at: Int, end: Int, year: Int)] = []
    private let owners: Owners

    init(report: Report, compiled: Compiled) {
        self.report = report
        self.compiled = compiled
        clean = report.clean
        page = Page(bytes: clean.bytes, blocks: report.blocks, vocabulary: compiled.vocabulary)
        owners = Owners(page: page, report: report)
    }

    mutating func read() {
        scan()
        understand()
        Resolution(compiled: compiled).settle(&mentions, page)
    }

    // MARK: Numerals

    /// Finds the numerals and sifts them.
    private mutating func scan() {
        let scanner = NumberScanner()
        let sieve = Sieve(page: page)
        let text = page.text
        mentions.reserveCapacity(min(text.count / 16 + 4, 256))
        rejected.reserveCapacity(min(text.count / 32 + 4, 256))
        var sentence = 0
        var p = 0
        var part = 0
        while let next = text.numeral(from: p) {
            p = next
            while part < page.parts.count, page.parts[part].end <= p { part += 1 }
            guard part < page.parts.count, page.parts[part].start <= p else {
                let end = numeralEnd(p)
                rejected.append((p, end, Reason.furniture))
                p = end
                continue
            }
            while sentence + 1 < page.sentences.count, page.sentences[sentence].end <= p { sentence += 1 }
            p = take(p, page.parts[part], sentence, text, scanner, sieve)
        }
    }

    /// Reads the numeral at a position; returns where to go on.
    private mutating func take(_ p: Int, _ part: Page.Part, _ sentence: Int, _ text: FoldedText, _ scanner: NumberScanner, _ sieve: Sieve) -> Int {
        guard var n = scanner.quantity(in: text, at: p, limit: part.end) else {
            let end = max(numeralEnd(p), p + 1)
            rejected.append((p, end, Reason.idiom))
            return end
        }
        if let reason = sieve.reason(for: &n, in: part) {
            if reason == Reason.year, n.value >= 1900, n.value <= 2100 {
                let unitYear = n.unit == .date ? n.end : n.numberEnd
                years.append((n.start, unitYear, Int(n.value)))
            }
            if let back = Lookback.years(n, in: text) { years.append((n.start, back.end, (report.year ?? 0) - back.years)) }
            let end = max(n.numberEnd, p + 1)
            rejected.append((min(n.start, p), end, reason))
            return end
        }
        mentions.append(Mention(numeral: n, sentence: sentence))
        return max(n.end, p + 1)
    }

    /// The end of the run of numeral characters at a position.
    private func numeralEnd(_ p: Int) -> Int {
        var q = p
        let scanner = NumberScanner()
        while q < page.text.count, scanner.isNumeral(page.text.classes[q]) { q += 1 }
        return max(q, p + 1)
    }

    // MARK: Understanding

    private mutating func understand() {
        let approximations = Approximations(page: page)
        let roles = Roles(page: page)
        let zones = Zones(page: page)
        let sharing = SharedWords(page: page)
        let words = Subjects(page: page, city: report.city)
        let periods = Periods(page: page, reportYear: report.year ?? 0, published: report.published, years: years)
        var areas = Areas(compiled: compiled, page: page)
        var matcher = Matcher(compiled: compiled, page: page)
        var outlook = Outlook()
        var lookback = Lookback()
        let spans = Spans(page: page)
        let pairs = Pairs(page: page, phrases: words.phrases)
        // printed in the next year's first weeks, what is still to come is to come then
        let plansNextYear = report.published.map { $0.year == (report.year ?? 0) + 1 && $0.month <= 3 } ?? false
        let whole = WholeSpan(page: page, spans: spans, year: report.year, published: report.published)
        subjects = [String](repeating: "", count: mentions.count)
        var next = 0
        var yearAt = 0
        for (index, s) in page.sentences.enumerated() {
            let part = page.parts[s.part]
            if part.kind == .heading || part.kind == .title {
                if s.isLead { areas.read(heading: part); matcher.read(heading: part.start..<part.end); outlook.read(heading: part, page, years, report.year ?? 0) }
            } else if part.kind == .caption {
                outlook.close()
            } else if s.isLead {
                outlook.read(lead: s, page, years, report.year ?? 0)
                areas.read(lead: s)
                matcher.read(lead: s.start..<min(s.end, s.start + 60))
            } else {
                areas.read(item: s)
            }
            let first = next
            while next < mentions.count, mentions[next].sentence == index { next += 1 }
            var yearsHere: [(at: Int, end: Int, year: Int)] = []
            while yearAt < years.count, years[yearAt].at < s.end {
                if years[yearAt].at >= s.start { yearsHere.append(years[yearAt]) }
                yearAt += 1
            }
            let signs = lookback.signs(in: s, of: periods, years: yearsHere, isTold: next > first)
            guard next > first else { continue }
            for i in first..<next {
                mentions[i].because.append(numberRule(mentions[i].numeral))
                approximations.apply(to: &mentions[i])
                if let rule = roles.threshold(mentions[i], in: s) {
                    mentions[i].role = .threshold
                    mentions[i].because.append(rule)
                }
            }
            zones.assign(&mentions, first..<next, in: s)
            sharing.assign(&mentions, first..<next, in: s)
            let partners = pairs.pair(&mentions, first..<next, in: s)
            let isWide = owners.isWide(s)
            let told = WholeSpan.mayTell(s, page) ? spans.all(in: s.start..<s.end) : []
            for i in first..<next {
                if mentions[i].role != .threshold {
                    var (role, rule) = roles.role(mentions[i], in: s)
                    // 同比分别增长8.6%和15.8%
                    if i > first, role == .share, mentions[i - 1].role == .change, mentions[i].start - mentions[i - 1].end <= 2, mentions[i].numeral.unit == mentions[i - 1].numeral.unit {
                        (role, rule) = (.change, .roleChangeGrowth)
                    }
                    // 依次为下达计划的106%、112.5%和98.3%
                    if i > first, role == .plan, mentions[i].numeral.unit == .ratio, mentions[i - 1].role == .share, mentions[i].start - mentions[i - 1].end <= 2 {
                        (role, rule) = (.share, .roleSharePercent)
                    }
                    // 较上年末分别增加143个、9800余人
                    if i > first, role == .fact, mentions[i - 1].role == .change, mentions[i].start - mentions[i - 1].end <= 2, page.contains(.respectively, in: mentions[i - 1].clause) {
                        (role, rule) = (.change, .roleChangeComparison)
                    }
                    mentions[i].role = role
                    if i > first, roles.isGrant(mentions[i], behind: mentions[i - 1]) { (mentions[i].role, rule) = (.threshold, .roleThresholdScale) }
                    mentions[i].because.append(rule)
                }
                let (year, since) = periods.year(of: mentions[i], signs, years: yearsHere)
                mentions[i].year = year
                mentions[i].isSince = since
                outlook.apply(to: &mentions[i], reportYear: report.year ?? 0)
                if plansNextYear, mentions[i].role == .plan, mentions[i].year == report.year, mentions[i].because.contains(.rolePlanFuture) || mentions[i].because.contains(.rolePlanIntent) {
                    mentions[i].year += 1
                }
                let start = mentions[i].start
                if year == report.year, !since { mentions[i].span = told.last { $0.at < start }?.span ?? whole.span }
                mentions[i].because.append(since ? .periodSince : year == report.year ? .periodReport : .periodSentence)
                if whole.isOfPublication, mentions[i].span == whole.span { mentions[i].because.append(.periodPublished) }
                let topic = place(i, s, isWide, &areas, &matcher)
                words.apply(to: i, of: &mentions, &subjects, first: first, in: s, topic: topic)
                if let partner = partners.first(where: { $0.number == i }) { subjects[i] = words.phrases.clip(partner.subject(page, subjects)) }
            }
        }
        matcher.end()
        Areas.spread(&mentions, page, areas: compiled.areaCodes.count)
    }

    /// Area, scope and indicator of a mention; returns where the indicator's topic stands.
    private mutating func place(_ i: Int, _ s: Page.Sentence, _ isWide: Bool, _ areas: inout Areas, _ matcher: inout Matcher) -> Range<Int>? {
        mentions[i].owner = owners.owner(of: mentions[i], after: i > 0 && mentions[i - 1].sentence == mentions[i].sentence ? mentions[i - 1] : nil, in: s, isWide: isWide)
        let m = mentions[i]
        if m.isSince { mentions[i].scope = .cumulative }
        else if s.may(.new, in: m.before) && page.contains(.new, in: m.before) || s.may(.new, in: m.behind) && page.contains(.new, in: m.behind) { mentions[i].scope = .new }
        else if s.may(.total, in: m.before) && page.contains(.total, in: m.before) { mentions[i].scope = .total }
        var topic: Range<Int>?
        let next = i + 1 < mentions.count ? mentions[i + 1].start : Int.max
        if !m.isSince, page.parts[s.part].kind != .caption, !m.because.contains(.roleSharePerHead), !isStartOfChange(m, next), mentions[i].owner == .city, let found = matcher.match(m, in: s, area: areas.announced, next: next) {
            mentions[i].indicator = found.indicator
            mentions[i].score = found.score
            mentions[i].matched = found.indicator
            mentions[i].because.append(.indicator)
            topic = found.topic
        }
        let (area, rule) = areas.area(of: mentions[i], in: s)
        mentions[i].area = area
        mentions[i].because.append(rule)
        return topic
    }

    /// 由94%提高到98.5%: the first number is what was, and reports nothing of the period.
    private func isStartOfChange(_ m: Mention, _ next: Int) -> Bool {
        guard next < page.text.count, next - m.end <= 8, next > m.end, let h = page.ending(at: m.start, .origin, from: m.before.lowerBound) ?? page.last(.origin, in: m.before) else { return false }
        return m.start - Int(h.end) <= 8 && page.contains(.result, in: m.end..<next)
    }

    private func numberRule(_ n: Numeral) -> Rule {
        if n.traits.contains(.range) { return .numberRange }
        if n.traits.contains(.percentWords) { return .numberPercentWords }
        if n.traits.contains(.chinese) { return n.traits.contains(.bareMagnitude) ? .numberMagnitudeAlone : .numberChinese }
        if n.traits.contains(.magnitude) { return .numberMagnitude }
        if n.traits.contains(.decimal) { return .numberDecimal }
        return n.traits.contains(.thousands) ? .numberThousands : .numberDigits
    }
}
