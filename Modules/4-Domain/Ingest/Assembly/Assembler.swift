import Text

/// Makes reports of a manuscript: titles, sections, whose and when, reading order, and offsets within each report's source.
struct Assembler {
    let document: String
    let limits: IngestLimits

    /// The document's reports.
    func reports(of read: Manuscript) throws(IngestError) -> [Report] {
        var manuscript = read
        let landmarks = Landmarks(manuscript)
        let finder = CityFinder(manuscript, landmarks)
        let sections = Splitter.sections(of: manuscript, finder, landmarks)
        guard sections.count <= limits.reports else {
            throw IngestError(
                .tooLarge, document: document, detail: "it divides into \(sections.count) reports, allowed are \(limits.reports)")
        }
        if sections.count == 1 { Titles.mark(&manuscript) } else { Titles.lower(&manuscript, sections) }
        let isReport = CityFinder.isReport(manuscript)
        let published = Publication.day(manuscript)
        let years = isReport ? YearFinder(manuscript, manuscript.passages.indices, landmarks) : nil
        let pageYear = years.flatMap { $0.year(published: published) ?? YearHints.year(manuscript, document: document, looksBack: $0.looksBack) }
        let firstOwn = sections.first { $0.place != nil }
        let front = sections.count > 1 ? 0..<(firstOwn?.passages.lowerBound ?? 0) : 0..<0
        let head = 0..<(firstOwn?.opening ?? 0)
        let isDated = !front.isEmpty || !head.isEmpty && (published != nil || YearFinder(manuscript, head, landmarks).year(published: nil) != nil)
        let day = published ?? pageYear.flatMap { Publication.dateline(manuscript, landmarks, front: front, year: $0, looksBack: years?.looksBack ?? false) }
        let told = isReport ? ProvinceFinder.name(manuscript, landmarks) : ""
        var reports: [Report] = []
        var byte = 0
        var scalar = 0
        for (number, section) in sections.enumerated() {
            let end =
                number + 1 < sections.count
                ? manuscript.passages[sections[number + 1].passages.lowerBound].sourceStart : manuscript.source.count
            let own = sections.count > 1 ? self.ownYear(YearFinder(manuscript, section.passages, landmarks), published, isDated) : nil
            let order = sections.count == 1 ? ReadingOrder.passages(manuscript) : Array(section.passages)
            let (pieces, blocks) = text(manuscript, order, byte)
            let place = isReport ? self.place(section, finder, manuscript, sections) : nil
            reports.append(
                Report(
                    document: document, number: number, city: place?.name ?? "",
                    year: own ?? pageYear,
                    published: day, byteOffset: byte, scalarOffset: scalar, source: Array(manuscript.source[byte..<end]),
                    pieces: pieces,
                    blocks: blocks, province: place?.province ?? told))
            if number + 1 < sections.count { scalar += manuscript.source.span.scalars(in: byte..<end) }
            byte = end
        }
        return reports
    }

    /// A section's own year. Where the page does not tell one before its sections, each of them tells what it can.
    private func ownYear(_ years: YearFinder, _ published: CalendarDay?, _ isDated: Bool) -> Int? {
        isDated ? years.ownYear(published: published) : years.year(published: published)
    }

    /// Whose report a section is: its mark's city; for a whole document the city that it speaks of; for front matter the province.
    private func place(_ section: Section, _ finder: CityFinder, _ manuscript: Manuscript, _ sections: [Section]) -> Place? {
        if let place = section.place { return place }
        guard sections.count > 1 else { return finder.scores(manuscript, section.passages).first?.place ?? BareCity.place(manuscript) }
        let provinces = Set(sections.compactMap { $0.place?.province ?? nil })
        if provinces.count == 1, let province = provinces.first { return Place(name: province, province: province) }
        return finder.scores(manuscript, section.passages).first { $0.place.name.hasSuffix("省") || $0.place.name.hasSuffix("自治区") }?.place
    }

    /// Pieces and blocks of the passages in this order, with a line feed between two.
    private func text(_ manuscript: Manuscript, _ order: [Int], _ offset: Int) -> (pieces: [Piece], blocks: [Block]) {
        var pieces: [Piece] = []
        var blocks: [Block] = []
        pieces.reserveCapacity(min(manuscript.pieces.count, order.count * 4) + order.count)
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
