import Text

/// One indicator, one best mention of a report: a figure told as the sum wins over the others, then the largest. The same value told
/// again keeps the code; other values lose it and remain as runners-up.
struct Resolution {
    let compiled: Compiled

    func settle(_ mentions: inout [Mention], _ page: Page) {
        tellStocks(&mentions, page)
        var best = Best(indicators: compiled.codes.count, room: mentions.count)
        for i in mentions.indices where mentions[i].indicator >= 0 {
            let place = best.place(of: mentions[i].indicator, mentions[i].year, else: i)
            let j = best.mentions[place]
            if i != j, isBetter(mentions[i], than: mentions[j], page) { best.mentions[place] = i }
        }
        for i in mentions.indices where mentions[i].indicator >= 0 {
            let j = best.mentions[best.place(of: mentions[i].indicator, mentions[i].year, else: i)]
            if i == j { mentions[i].because.append(.bestChosen); continue }
            if mentions[i].numeral.value == mentions[j].numeral.value { mentions[i].because.append(.bestToldAgain); continue }
            mentions[i].isRunnerUp = true
            mentions[i].because.append(.bestRunnerUp)
        }
    }

    /// 全市一类竞赛8项、二类竞赛21项: 全市 holds for the whole list.
    private func isListed(_ a: Mention, _ b: Mention, _ page: Page) -> Bool {
        let between = min(a.end, b.end)..<max(a.start, b.start, min(a.end, b.end))
        return a.sentence == b.sentence && between.count <= 16 && between.contains { page.text.classes[$0] == CharacterClass.pause }
            && !between.contains { page.text.classes[$0] == CharacterClass.comma }
    }

    /// 建成驿站268个，今年新建41个: of two figures of what is new, the larger one that says nothing of this year is the standing number.
    private func tellStocks(_ mentions: inout [Mention], _ page: Page) {
        for i in mentions.indices where mentions[i].indicator >= 0 && compiled.stock[mentions[i].indicator] >= 0 && isStanding(mentions[i], page) {
            mentions[i].matched = compiled.stock[mentions[i].matched]
        }
        for j in mentions.indices.dropFirst() {
            let i = j - 1
            guard mentions[j].indicator >= 0, compiled.stock[mentions[j].indicator] >= 0, mentions[i].indicator == mentions[j].indicator,
                mentions[i].sentence == mentions[j].sentence, mentions[i].numeral.value > mentions[j].numeral.value, isOfThisYear(mentions[j], page),
                !isOfThisYear(mentions[i], page), !page.contains(.new, in: mentions[i].before)
            else { continue }
            mentions[i].matched = compiled.stock[mentions[j].matched]
        }
    }

    /// 截至目前，…已累计投入800余万元，建成驿站300个: what stands, not what was added, where nothing is called new.
    private func isStanding(_ m: Mention, _ page: Page) -> Bool {
        let s = page.sentences[m.sentence]
        guard s.classes.contains(.now), m.start > s.start, (s.start..<min(m.start, s.start + 3)).contains(where: { Self.today.end(at: $0, in: page.text) != nil }) else { return false }
        return (s.start..<m.start).contains { Self.altogether.end(at: $0, in: page.text) != nil } && !page.contains(.thisYear, in: s.start..<m.start)
            && !m.before.contains { page.text.scalars[$0] == 0x65B0 }
    }

    private static let today = FixedWords(["目前", "截至目前", "截止目前", "至今"])
    private static let altogether = FixedWords(["累计", "已共", "总共"])

    /// 今年新建, 当年命名.
    private func isOfThisYear(_ m: Mention, _ page: Page) -> Bool {
        page.contains([.thisYear, .lastYear], in: m.before) || m.before.contains { Self.years.end(at: $0, in: page.text) != nil }
    }

    private static let years = FixedWords(["当年", "年内", "本年", "全年"])

    private func isBetter(_ a: Mention, than b: Mention, _ page: Page) -> Bool {
        let sumA = page.contains(.sum, in: a.before), sumB = page.contains(.sum, in: b.before)
        let partA = page.contains(.part, in: a.before), partB = page.contains(.part, in: b.before)
        if partA != partB { return partB }
        if sumA != sumB, !isListed(a, b, page) { return sumA }
        // words that say much more of one than of the other
        if abs(a.score - b.score) >= 16 { return a.score > b.score }
        return a.numeral.value > b.numeral.value
    }
}

/// The best mention of each indicator and year so far. An indicator's years hang on one another, most have but one.
private struct Best {
    private(set) var years: [Int] = []
    var mentions: [Int] = []
    /// The place before which another year of the same indicator was met; -1 for none.
    private var earlier: [Int] = []
    /// The place of each indicator's last year; -1 for none.
    private var latest: [Int]

    init(indicators: Int, room: Int) {
        latest = [Int](repeating: -1, count: indicators)
        years.reserveCapacity(room)
        mentions.reserveCapacity(room)
        earlier.reserveCapacity(room)
    }

    /// The place of an indicator and year; a new one holds `mention`.
    mutating func place(of indicator: Int, _ year: Int, else mention: Int) -> Int {
        var place = latest[indicator]
        while place >= 0, years[place] != year { place = earlier[place] }
        guard place < 0 else { return place }
        years.append(year)
        mentions.append(mention)
        earlier.append(latest[indicator])
        latest[indicator] = years.count - 1
        return years.count - 1
    }
}
