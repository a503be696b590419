import Text

/// Which headings are the document's title.
enum Titles {
    /// In a report of one city: headings before the first sentence that name a union, a city or a year, with those before them, and
    /// headings behind the closing signature. A union's name alone at the end is a signature, any other lone heading there a label.
    static func mark(_ manuscript: inout Manuscript) {
        let tail = ReadingOrder.tail(manuscript)
        var before = true
        for i in manuscript.passages.indices {
            let passage = manuscript.passages[i]
            if passage.kind == .paragraph || passage.kind == .note { before = false }
            guard passage.kind == .heading else { continue }
            if !before, isSignature(manuscript, i) {
                set(&manuscript, i, .byline)
            } else if tail.contains(i) {
                set(&manuscript, i, .title)
            } else if before, passage.level == 1, isTitle(manuscript.clean.span, passage.clean) {
                for j in 0...i where manuscript.passages[j].kind == .heading { set(&manuscript, j, .title) }
            } else if !before, isLabel(manuscript, i) {
                set(&manuscript, i, .furniture)
            }
        }
    }

    /// In a page of several cities: the sections' own headings have level 1, those within a section go one lower; a lone heading at the
    /// very end is a label.
    static func lower(_ manuscript: inout Manuscript, _ sections: [Section]) {
        let opening = Set(sections.map { $0.passages.lowerBound })
        for section in sections where section.place != nil {
            for i in section.passages where !opening.contains(i) && manuscript.passages[i].kind == .heading {
                let mark = CityMark.read(manuscript.clean.span, manuscript.passages[i].clean)
                if mark?.place == section.place, mark?.isSection == true { continue }
                if isLabel(manuscript, i) { set(&manuscript, i, .furniture) } else { manuscript.passages[i].level += 1 }
            }
        }
    }

    private static func set(_ manuscript: inout Manuscript, _ i: Int, _ kind: Block.Kind) {
        manuscript.passages[i].kind = kind
        manuscript.passages[i].level = 0
    }

    /// Whether nothing but furniture and signatures stand behind a passage.
    private static func isLast(_ manuscript: Manuscript, _ i: Int) -> Bool {
        let behind = manuscript.passages[(i + 1)...]
        return behind.count <= 3 && behind.allSatisfy { $0.kind == .furniture || $0.kind == .byline }
    }

    /// Whether a passage is a union's name, alone or before a date, with nothing but furniture behind it.
    private static func isSignature(_ manuscript: Manuscript, _ i: Int) -> Bool {
        guard isLast(manuscript, i), let mark = CityMark.read(manuscript.clean.span, manuscript.passages[i].clean) else { return false }
        return mark.isUnion && (mark.separator == .end || mark.separator == .space)
    }

    /// Whether a heading heads nothing: the name of a column at a page's end.
    private static func isLabel(_ manuscript: Manuscript, _ i: Int) -> Bool {
        isLast(manuscript, i) && manuscript.passages[i].clean.count <= 24
            && CityMark.read(manuscript.clean.span, manuscript.passages[i].clean) == nil
    }

    private static let titleWords = ["工会", "市", "总结", "纪实", "综述", "汇报"]
    private static let titleFirsts = ScalarSet(of: "工市总纪综汇")

    private static func isTitle(_ s: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var at = range.lowerBound
        var digits = 0
        while at < range.upperBound {
            if s[at] >= 0x30, s[at] <= 0x39 {
                digits += 1
            } else {
                if digits == 4 { return true }
                digits = 0
            }
            let (value, length) = s.scalar(at: at)
            if titleFirsts.contains(value) {
                for word in titleWords where s.has(word, at: at, end: range.upperBound) { return true }
            }
            at += length
        }
        return digits == 4
    }
}
