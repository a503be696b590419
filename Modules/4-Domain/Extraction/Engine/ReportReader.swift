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
        var hint = 0
        while let next = text.numeral(from: p, near: &hint) {
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
        var outlook = Outlook(reportYear: report.year ?? 0, published: report.published)
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
            outlook.read(s, page, years, report.year ?? 0)
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
                var m = mentions[i]
                m.because.append(numberRule(m.numeral))
                approximations.apply(to: &m, isBounded: s.may([.atLeast, .atMost], in: max(0, m.start - 6)..<m.start))
                if let rule = roles.threshold(m, in: s) {
                    m.role = .threshold
                    m.because.append(rule)
                }
                mentions[i] = m
            }
            zones.assign(&mentions, first..<next, in: s)
            sharing.assign(&mentions, first..<next, in: s)
            let partners = pairs.pair(&mentions, first..<next, in: s)
            let isWide = owners.isWide(s)
            let told = WholeSpan.mayTell(s, page) ? spans.all(in: s.start..<s.end) : []
            for i in first..<next {
                var m = mentions[i]
                if m.role != .threshold {
                    var found = roles.role(m, in: s)
                    if i > first { found = roles.carried(found, m, behind: mentions[i - 1]) }
                    m.role = found.role
                    m.because.append(found.rule)
                }
                let (year, since) = periods.year(of: m, signs, years: yearsHere)
                m.year = year
                if since { m.scope = .cumulative }
                outlook.apply(to: &m, reportYear: report.year ?? 0)
                if plansNextYear, m.role == .plan, m.year == report.year, m.because.contains(.rolePlanFuture) || m.because.contains(.rolePlanIntent) {
                    m.year += 1
                }
                if year == report.year, !since { m.span = told.last { $0.at < m.start }?.span ?? whole.span }
                m.because.append(since ? .periodSince : year == report.year ? .periodReport : .periodSentence)
                if whole.isOfPublication, m.span == whole.span { m.because.append(.periodPublished) }
                let topic = place(&m, i, s, isWide, roles, &areas, &matcher)
                mentions[i] = m
                words.apply(to: i, of: &mentions, &subjects, first: first, in: s, topic: topic)
                if let partner = partners.first(where: { $0.number == i }) { subjects[i] = words.phrases.clip(partner.subject(page, subjects)) }
            }
        }
        matcher.end()
        Areas.spread(&mentions, page, areas: compiled.areaCodes.count)
    }

    /// Area, scope and indicator of a mention; returns where the indicator's topic stands.
    private mutating func place(_ m: inout Mention, _ i: Int, _ s: Page.Sentence, _ isWide: Bool, _ roles: Roles, _ areas: inout Areas, _ matcher: inout Matcher) -> Range<Int>? {
        m.owner = owners.owner(of: m, after: isWide && i > 0 && mentions[i - 1].sentence == m.sentence ? mentions[i - 1] : nil, in: s, isWide: isWide)
        m.scope = Scope(of: m, in: s, on: page)
        var topic: Range<Int>?
        let next = i + 1 < mentions.count ? mentions[i + 1].start : Int.max
        if m.owner == .city, !m.isSince, page.parts[s.part].kind != .caption, !m.because.contains(.roleSharePerHead), !roles.isStartOfChange(m, next, s), let found = matcher.match(m, in: s, area: areas.announced, next: next) {
            m.matched = found.indicator
            m.score = found.score
            m.because.append(.indicator)
            topic = found.topic
        }
        let (area, rule) = areas.area(of: m, in: s)
        m.area = area
        m.because.append(rule)
        return topic
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
