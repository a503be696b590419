import Base

/// How a report's paragraphs stand in the file.
///
/// ```
/// plain       one line a paragraph
/// newspaper   mastheads, doubled headings, lines broken at a width, blank lines between, spaces around numbers, title at the end
/// columns     lines broken at a width, each paragraph led in by two full-width spaces
/// web         HTML with navigation, captions and half-width punctuation
/// ```
enum Layout: CaseIterable {
    case plain, newspaper, columns, web

    /// The file's text, UTF-8.
    func lay(_ paragraphs: [Paragraph], captions: [Paragraph], _ random: inout SplitMix64) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(12_000)
        switch self {
        case .plain:
            for paragraph in paragraphs { Self.line(paragraph.text, into: &out) }
        case .newspaper:
            newspaper(paragraphs, &random, into: &out)
        case .columns:
            for paragraph in paragraphs {
                if paragraph.kind == .body { out.append(contentsOf: "　　".utf8) }
                Wrap(width: 34, blankLines: false, spaced: false).wrap(paragraph.text, into: &out)
            }
        case .web:
            WebPage.write(paragraphs, captions: captions, into: &out)
        }
        return out
    }

    private func newspaper(_ paragraphs: [Paragraph], _ random: inout SplitMix64, into out: inout [UInt8]) {
        let wrap = Wrap(width: random.within(22...34), blankLines: random.chance(60), spaced: random.chance(70))
        let doubled = random.chance(50)
        let titleLast = random.chance(30)
        for paragraph in paragraphs {
            switch paragraph.kind {
            case .title where titleLast: continue
            case .title, .heading:
                out.append(10)
                Self.line(doubled ? Self.doubled(paragraph.text) : paragraph.text, into: &out)
                out.append(10)
            case .masthead:
                Self.line(paragraph.text, into: &out)
                out.append(10)
            case .body, .byline, .caption:
                wrap.wrap(paragraph.text, into: &out)
            }
        }
        if titleLast {
            for paragraph in paragraphs where paragraph.kind == .title {
                out.append(10)
                Self.line(doubled ? Self.doubled(paragraph.text) : paragraph.text, into: &out)
            }
        }
    }

    private static func line(_ text: [UInt8], into out: inout [UInt8]) {
        out.append(contentsOf: text)
        out.append(10)
    }

    /// Every run of words, of digits and every quotation mark twice, as text layers of bold headings have it:
    /// `建设““四个年四个年””建设`. Other punctuation closes a run and stands twice, too.
    static func doubled(_ text: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var run = 0
        func close(_ end: Int) {
            out.append(contentsOf: text[run..<end])
            out.append(contentsOf: text[run..<end])
            run = end
        }
        var previous = 0
        for (start, length) in UTF8Scalars(text) {
            let now = UTF8Scalars.kind(text, start, length)
            if start > run, now != previous || now == UTF8Scalars.mark { close(start) }
            previous = now
        }
        close(text.count)
        return out
    }
}
