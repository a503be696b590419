import Base

/// Chooses what one report says: a title and a lead, the areas in some order, in each some of its groups and fillers, a closing.
struct Composer {
    let library: TemplateLibrary
    let clean: Bool
    let dense: Bool

    /// The report's paragraphs in reading order.
    func compose(_ writer: inout Writer) -> [Paragraph] {
        var paragraphs: [Paragraph] = []
        if !clean, writer.random.chance(45) {
            for masthead in library.mastheads {
                paragraphs.append(writer.paragraph(.masthead, [masthead]))
            }
            paragraphs.append(dateline(&writer))
        }
        paragraphs.append(writer.paragraph(.title, library.titles))
        paragraphs.append(writer.paragraph(.body, library.leads))
        for area in writer.order(of: library.areas.count) where writer.random.chance(85) || paragraphs.count < 5 {
            append(library.areas[area], to: &paragraphs, &writer)
        }
        paragraphs.append(writer.paragraph(.body, library.closings))
        if !clean, writer.random.chance(60) { paragraphs.append(writer.paragraph(.byline, library.bylines)) }
        return paragraphs
    }

    private func append(_ area: TemplateLibrary.Area, to paragraphs: inout [Paragraph], _ writer: inout Writer) {
        paragraphs.append(writer.paragraph(.heading, area.headings))
        var text: [UInt8] = []
        func flush() {
            guard !text.isEmpty else { return }
            paragraphs.append(Paragraph(kind: .body, text: text))
            text.removeAll()
        }
        var fillers = writer.order(of: area.fillers.count)[...]
        for group in writer.order(of: area.groups.count) where writer.random.chance(80) {
            writer.write(writer.random.pick(area.groups[group]), into: &text)
            if writer.random.chance(clean ? 25 : 60), let filler = fillers.popFirst() {
                writer.write(area.fillers[filler], into: &text)
            }
            if !dense { for _ in 0..<(writer.random.chance(33) ? 2 : 1) { writer.write(writer.random.pick(library.prose), into: &text) } }
            if writer.random.chance(45) { flush() }
        }
        flush()
    }

    /// The day of print, early in the year after.
    private func dateline(_ writer: inout Writer) -> Paragraph {
        let weekday = writer.random.pick(["一", "二", "三", "四", "五"])
        let text = "\(writer.year + 1)年\(writer.random.within(1...2))月\(writer.random.within(1...28))日 星期\(weekday) 要闻 责编 \(weekday)凡"
        return Paragraph(kind: .masthead, text: Array(text.utf8))
    }
}

extension Writer {
    /// The numbers below `count` in some order.
    mutating func order(of count: Int) -> [Int] {
        var order = Array(0..<count)
        order.shuffle(using: &random)
        return order
    }
}
