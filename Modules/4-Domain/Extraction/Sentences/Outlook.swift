import Text

/// A passage that tells what is to come, where what stands as fact is a plan:
///
/// - a section under 2024年工作打算 or 下一步, or under a year to come, of the heading's year, up to a heading that stands as high;
/// - a paragraph whose first sentence opens with a year to come (2024年是…之年; 会议强调，2024年…要…), with 新的一年, 下一步, or with
///   下半年 and 将.
struct Outlook {
    /// The year that a page calls 今年 where it reports the one before; 0 for none.
    private let thisYear: Int
    private var isOpen = false
    /// Whether such a section tells of difficulties first.
    private var waits = false
    private var level = 0
    private var year = 0
    /// Whether the paragraph is such a passage of itself, and its year.
    private var isParagraph = false
    private var paragraphYear = 0

    init(reportYear: Int, published: CalendarDay?) { thisYear = published.map { $0.year == reportYear + 1 ? $0.year : 0 } ?? 0 }

    /// A heading opens such a section, or closes it where it stands as high.
    mutating func read(heading part: Page.Part, _ page: Page, _ years: [(at: Int, end: Int, year: Int)], _ reportYear: Int) {
        isParagraph = false
        let named = years.last { $0.at >= part.start && $0.at < part.end }?.year ?? (thisYear > 0 && Self.now.end(at: part.start, in: page.text).map { page.text.scalar($0) != 0x4EE5 } == true ? thisYear : nil)
        let opens = part.kind == .heading && (isToCome(named, reportYear) || page.hits(in: part.start..<part.end).contains { page.classes($0).contains(.planHeading) && announces($0, part, page) })
        if opens {
            waits = (part.start..<part.end).contains { Self.difficulties.end(at: $0, in: page.text) != nil }
            isOpen = !waits
            level = part.level
            year = named ?? reportYear
        } else if isOpen || waits, part.level <= level || part.kind == .title {
            isOpen = false
            waits = false
        }
    }

    /// A sentence of a section on difficulties and what is to come: with 下一步, 下半年 or a year to come the latter begins.
    mutating func read(_ s: Page.Sentence, _ page: Page, _ years: [(at: Int, end: Int, year: Int)], _ reportYear: Int) {
        guard waits else { return }
        let opening = s.start..<min(s.end, s.start + 12)
        guard years.contains(where: { opening.contains($0.at) && isToCome($0.year, reportYear) }) || page.contains(.nextYear, in: opening)
            || page.beginning(at: s.start, [.planHeading, .half]).map({ page.text.scalars[Int($0.start)] != 0x4E0A }) == true
        else { return }
        isOpen = true
        waits = false
    }

    private static let now = FixedWords(["今年"])

    /// 2022年重点工作 in a report on 2021, and 今年：认准目标加油干 on a page that tells of the year before.
    private func isToCome(_ year: Int?, _ reportYear: Int) -> Bool { year.map { reportYear > 0 && $0 > reportYear && $0 <= reportYear + 2 } ?? false }

    /// 存在的困难和下一步打算: first what is, then what is to come.
    private static let difficulties = FixedWords(["困难", "问题", "不足", "短板"])

    private static let tasks = FixedWords(["目标任务", "重点任务", "工作目标", "主要目标", "规划", "工作要点", "主要任务", "工作任务"])

    /// Whether a word of a heading announces what is to come. Tasks and aims do at its end, where no verb tells what became of them: 下半年重点任务;
    /// 对标目标抓进度，重点任务总体平稳 and 圆满完成目标任务 look back.
    private func announces(_ h: Page.Hit, _ part: Page.Part, _ page: Page) -> Bool {
        guard page.isOne(of: Self.tasks, h) else { return true }
        var end = part.end
        while end > Int(h.end), page.text.classes[end - 1] != CharacterClass.ideograph { end -= 1 }
        return end == Int(h.end) && !page.contains([.done, .lightVerb, .result], in: part.start..<Int(h.start))
    }

    /// The first sentence of a paragraph.
    mutating func read(lead s: Page.Sentence, _ page: Page, _ years: [(at: Int, end: Int, year: Int)], _ reportYear: Int) {
        isParagraph = false
        guard reportYear > 0 else { return }
        let part = page.parts[s.part]
        let opening = s.start..<min(s.end, s.start + 12)
        if let named = years.last(where: { opening.contains($0.at) }) {
            guard named.year > reportYear, named.year <= reportYear + 2, page.text.kind(named.end) != CharacterClass.digit else { return }
            paragraphYear = named.year
        } else if s.classes.contains(.nextYear), page.contains(.nextYear, in: opening) {
            paragraphYear = reportYear + 1
        } else if page.text.kind(s.start) == CharacterClass.ideograph, let h = page.beginning(at: s.start, .planHeading), page.text.kind(Int(h.end)) == CharacterClass.comma {
            paragraphYear = reportYear
        } else if let h = page.last(.half, in: opening), Int(h.start) - s.start <= 2, wills(from: Int(h.end), s, page) {
            paragraphYear = reportYear
        } else {
            return
        }
        isParagraph = (part.start..<part.end).contains { Self.intents.contains(page.text.scalars[$0]) } || page.contains(.plan, in: part.start..<part.end)
    }

    /// 下半年，青岭市总工会将…: whether the doer's own clause behind the half to come says what will be, and the sentence nothing done.
    private func wills(from: Int, _ s: Page.Sentence, _ page: Page) -> Bool {
        guard page.text.scalar(from - 3) == 0x4E0B, !page.contains(.done, in: from..<s.end) else { return false }
        let doer = page.text.kind(from) == CharacterClass.comma ? from + 1 : from
        return (doer..<min(s.end, doer + 20)).prefix { page.text.classes[$0] != CharacterClass.comma }.contains { page.text.scalars[$0] == 0x5C06 }
    }

    /// A caption ends a paragraph.
    mutating func close() { isParagraph = false }

    /// 要, 将: someone means to do something.
    private static let intents = ScalarSet(folded("要将"))

    /// Facts, shares and differences of such a passage are plans; sizes and conditions stay what they are.
    func apply(to m: inout Mention, reportYear: Int) {
        guard m.year != 0, isOpen || isParagraph && m.year >= reportYear else { return }
        let own = isOpen ? year : paragraphYear
        if own > m.year { m.year = own }
        guard m.role == .fact || m.role == .share || isParagraph && m.role == .change && m.numeral.unit == .ratio else { return }
        m.role = .plan
        m.because.append(.rolePlanSection)
    }
}
