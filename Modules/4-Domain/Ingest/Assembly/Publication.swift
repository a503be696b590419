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
}
