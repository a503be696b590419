import Text

/// The day of publication.
enum Publication {
    /// The latest whole date among furniture lines and signatures; pages carry the masthead of their template as well as their own.
    static func day(_ manuscript: Manuscript) -> CalendarDay? {
        var latest: CalendarDay?
        let s = manuscript.clean.span
        for passage in manuscript.passages where passage.kind == .furniture || passage.kind == .byline {
            var at = passage.clean.lowerBound
            while at < passage.clean.upperBound {
                if s[at] >= 0x30, s[at] <= 0x39, at == passage.clean.lowerBound || !(s[at - 1] >= 0x30 && s[at - 1] <= 0x39),
                    let (day, end) = DateFinder.date(s, at: at, end: passage.clean.upperBound)
                {
                    latest = Swift.max(latest ?? day, day)
                    at = end
                } else {
                    at += 1
                }
            }
        }
        return latest
    }

    /// The day that an editor's note, a page's front matter or a dateline (本报讯 7月19日) opens with, in the year that the page reports.
    /// Of the year behind it where the page looks back in January to March (本报讯 1月12日…去年…); else nil in January and February: such
    /// a page tells of the year before.
    static func dateline(_ manuscript: Manuscript, _ landmarks: Landmarks, front: Range<Int>, year: Int, looksBack: Bool) -> CalendarDay? {
        let s = manuscript.clean.span
        for (i, passage) in manuscript.passages.enumerated() where passage.kind == .note || passage.kind == .paragraph {
            let head = passage.clean.lowerBound..<min(passage.clean.upperBound, passage.clean.lowerBound + 90)
            guard passage.kind == .note || front.contains(i) || Dateline.opens(manuscript, i, landmarks) else { continue }
            if let day = monthAndDay(s, head, year, looksBack) { return day }
        }
        return nil
    }

    /// The first `7月19日` that no year stands before.
    private static func monthAndDay(_ s: Span<UInt8>, _ r: Range<Int>, _ year: Int, _ looksBack: Bool) -> CalendarDay? {
        var at = r.lowerBound
        while at < r.upperBound {
            guard s[at] >= 0x30, s[at] <= 0x39 else { at += s.scalar(at: at).length; continue }
            var p = at
            if let month = DateFinder.number(s, &p, r.upperBound, digits: 1...2), s.has("月", at: p, end: r.upperBound) {
                p += 3
                guard let day = DateFinder.number(s, &p, r.upperBound, digits: 1...2), s.has("日", at: p, end: r.upperBound) else { return nil }
                if looksBack, (1...3).contains(month), (1...31).contains(day) { return CalendarDay(year: year + 1, month: month, day: day) }
                return (3...12).contains(month) && (1...31).contains(day) ? CalendarDay(year: year, month: month, day: day) : nil
            }
            while at < r.upperBound, s[at] >= 0x30, s[at] <= 0x39 { at += 1 }
        }
        return nil
    }
}
