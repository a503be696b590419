import Text

/// The part of the year that a report as a whole covers, for the figures whose sentence tells none.
///
/// ```
/// …上半年工作总结                       told in a title, or in the opening of the first paragraph
/// 上半年…。…1至6月…。到6月30日…         told throughout: twice at least, always up to the same month, and nowhere the whole year
/// published 2020-09-28                  the year was not over: up to a span that it tells and that ended lately, else up to that day
/// ```
struct WholeSpan {
    /// Nil for the whole year, and where the report's year is unknown.
    private(set) var span: Span?
    /// Whether nothing but the day of publication tells it.
    private(set) var isOfPublication = false

    init(page: Page, spans: Spans, year: Int?, published: CalendarDay?) {
        guard let year, year > 0 else { return }
        for part in page.parts where part.kind == .title {
            if let told = spans.all(in: part.start..<part.end).last { span = told.span; return }
        }
        guard let first = page.sentences.first(where: { page.parts[$0.part].kind == .paragraph }) else { return }
        if let told = spans.all(in: first.start..<min(first.end, first.start + 40)).last { span = told.span; return }
        let told = Self.told(page, spans)
        let day = published.flatMap { $0.year == year && $0.month < 12 ? $0 : nil }
        // what was printed before November tells no whole year: 全年累计不超过2万元 is a rule
        guard !told.isWholeYear || (day?.month ?? 12) < 11 else { return }
        if let span = told.span, told.count >= 2 || day.map({ Int(span.lastMonth) <= $0.month && $0.month - Int(span.lastMonth) <= 2 }) == true {
            self.span = span
        } else if let day {
            span = Span(1, day.month, day: day.day)
            isOfPublication = true
        }
    }

    /// The span from January on that the sentences agree on and how many tell it.
    private static func told(_ page: Page, _ spans: Spans) -> (span: Span?, count: Int, isWholeYear: Bool) {
        var found: Span?
        var count = 0
        var agrees = true
        var isWholeYear = false
        for s in page.sentences where page.parts[s.part].kind != .furniture {
            if !isWholeYear { isWholeYear = tellsWholeYear(s, page) }
            guard !s.classes.contains(.nextYear), mayTell(s, page) else { continue }
            var isCounted = false
            for told in spans.all(in: s.start..<s.end) where told.span.firstMonth == 1 {
                guard told.span.lastMonth < 12 else { isWholeYear = true; continue }
                if let other = found, other.lastMonth != told.span.lastMonth { agrees = false }
                found = found ?? told.span
                if !isCounted { count += 1; isCounted = true }
            }
        }
        return agrees ? (found, count, isWholeYear) : (nil, 0, isWholeYear)
    }

    /// Whether a sentence holds a half year or a month.
    static func mayTell(_ s: Page.Sentence, _ page: Page) -> Bool {
        s.classes.contains(.half) || !page.text.months(in: s.start..<s.end).isEmpty
    }

    private static let targets = FixedWords(["任务", "目标", "计划", "指标", "工作", "的", "前", "要", "力争"])
    private static let intents: WordClass = [.plan, .nextYear]

    /// 全年新增…, 截至年底…: told of what is over; 全年任务, 力争年底 are not.
    private static func tellsWholeYear(_ s: Page.Sentence, _ page: Page) -> Bool {
        guard s.classes.contains(.lead), s.classes.contains(.wholeYear), s.classes.isDisjoint(with: intents) else { return false }
        return page.hits(in: s.start..<s.end).contains { h in
            guard h.classes.contains(.wholeYear), targets.end(at: Int(h.end), in: page.text) == nil else { return false }
            let before = page.text.scalar(Int(h.start) - 1)
            return before != 0x4E0A && before != 0x53BB
        }
    }
}
