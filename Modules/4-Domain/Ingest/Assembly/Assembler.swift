import Text

/// Makes reports of a manuscript: titles, sections, whose and when, reading order, and offsets within each report's source.
struct Assembler {
    let document: String
    let limits: IngestLimits

    /// The document's reports.
    func reports(of read: Manuscript) throws(IngestError) -> [Report] {
        var manuscript = read
        let sections = Splitter.sections(of: manuscript)
        guard sections.count <= limits.reports else {
            throw IngestError(
                .tooLarge, document: document, detail: "it divides into \(sections.count) reports, allowed are \(limits.reports)")
        }
        if sections.count == 1 { Titles.mark(&manuscript) } else { Titles.lower(&manuscript, sections) }
        let isReport = CityFinder.isReport(manuscript)
        let finder = CityFinder(manuscript)
        let published = Publication.day(manuscript)
        let pageYear = isReport ? YearFinder(manuscript, manuscript.passages.indices).year(published: published) : nil
        var reports: [Report] = []
        var byte = 0
        var scalar = 0
        for (number, section) in sections.enumerated() {
            let end =
                number + 1 < sections.count
                ? manuscript.passages[sections[number + 1].passages.lowerBound].sourceStart : manuscript.source.count
            let own = sections.count > 1 ? YearFinder(manuscript, section.passages).ownYear(published: published) : nil
            let order = sections.count == 1 ? ReadingOrder.passages(manuscript) : Array(section.passages)
            let (pieces, blocks) = text(manuscript, order, byte)
            reports.append(
                Report(
                    document: document, number: number, city: isReport ? city(section, finder, manuscript, sections) : "",
                    year: own ?? pageYear,
                    published: published, byteOffset: byte, scalarOffset: scalar, source: Array(manuscript.source[byte..<end]),
                    pieces: pieces,
                    blocks: blocks))
            for i in byte..<end where manuscript.source[i] & 0xC0 != 0x80 { scalar += 1 }
            byte = end
        }
        return reports
    }

    /// Whose report a section is: its mark's city; for a whole document the city that it speaks of; for front matter the province.
    private func city(_ section: Section, _ finder: CityFinder, _ manuscript: Manuscript, _ sections: [Section]) -> String {
        if let place = section.place { return place.name }
        guard sections.count > 1 else { return finder.scores(manuscript, section.passages).first?.place.name ?? "" }
        let provinces = Set(sections.compactMap { $0.place?.province ?? nil })
        if provinces.count == 1, let province = provinces.first { return province }
        return finder.scores(manuscript, section.passages).first { $0.place.name.hasSuffix("省") || $0.place.name.hasSuffix("自治区") }?.place
            .name ?? ""
    }

    /// Pieces and blocks of the passages in this order, with a line feed between two.
    private func text(_ manuscript: Manuscript, _ order: [Int], _ offset: Int) -> (pieces: [Piece], blocks: [Block]) {
        var pieces: [Piece] = []
        var blocks: [Block] = []
        blocks.reserveCapacity(order.count)
        var at = 0
        for index in order {
            let passage = manuscript.passages[index]
            if at > 0, let last = pieces.last {
                pieces.append(Piece(source: last.source.upperBound..<last.source.upperBound, replacement: "\n"))
                at += 1
            }
            for piece in manuscript.pieces[passage.pieces] {
                pieces.append(
                    Piece(source: piece.source.lowerBound - offset..<piece.source.upperBound - offset, replacement: piece.replacement))
            }
            blocks.append(Block(kind: passage.kind, range: at..<at + passage.clean.count, level: passage.level))
            at += passage.clean.count
        }
        return (pieces, blocks)
    }
}

/// The order in which a single report's passages are read.
enum ReadingOrder {
    /// The passages that stand behind the closing signature of a text layer: a title and a lead that belong before the report.
    /// Empty where there is no such signature, more than one, or too much behind it.
    static func tail(_ manuscript: Manuscript) -> Range<Int> {
        let all = manuscript.passages
        guard manuscript.isTextLayer, let byline = all.lastIndex(where: { $0.kind == .byline }) else { return 0..<0 }
        guard all[..<byline].allSatisfy({ $0.kind != .byline || $0.clean.count > 60 }),
            all[..<byline].contains(where: { $0.kind == .paragraph })
        else { return 0..<0 }
        let tail = byline + 1..<all.count
        let size = tail.reduce(0) { $0 + all[$1].clean.count }
        guard size * 4 <= manuscript.clean.count else { return 0..<0 }
        for i in tail where all[i].kind == .note || all[i].kind == .caption || all[i].kind == .byline { return 0..<0 }
        return tail
    }

    /// Source order, except that a title and a lead behind the closing signature are read first, title before lead.
    static func passages(_ manuscript: Manuscript) -> [Int] {
        let all = manuscript.passages
        let order = Array(all.indices)
        let tail = tail(manuscript)
        guard !tail.isEmpty, let first = order.first(where: { all[$0].kind != .furniture }), first < tail.lowerBound else { return order }
        let titles =
            tail.filter { all[$0].kind == .title && endsWithColon(manuscript, $0) }
            + tail.filter { all[$0].kind == .title && !endsWithColon(manuscript, $0) }
        let leads = tail.filter { all[$0].kind == .paragraph }
        let rest = tail.filter { all[$0].kind != .title && all[$0].kind != .paragraph }
        return Array(order[..<first]) + titles + leads + Array(order[first..<tail.lowerBound]) + rest
    }

    /// `青岭市总工会：` opens a title of several lines.
    private static func endsWithColon(_ manuscript: Manuscript, _ passage: Int) -> Bool {
        let range = manuscript.passages[passage].clean
        return manuscript.clean.span.has("：", at: range.upperBound - 3, end: range.upperBound)
    }
}

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
            if titleFirsts.holds(value) {
                for word in titleWords where s.has(word, at: at, end: range.upperBound) { return true }
            }
            at += length
        }
        return digits == 4
    }
}

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
