// Plain text, as a rule the text layer of a newspaper page: lines wrapped at the width of a column, blank lines everywhere.
//
//                     ┌──────────── doubled, heading ───────────┐
//                     ▼                                         │
//   line ──► [ at a paragraph's start ] ── note, caption, byline, furniture: a passage of its own
//                     │ body
//                     ▼
//            [ within a paragraph ] ── the next line goes on ──► join without a break
//                     │ the sentence has ended, or the line was cut short
//                     ▼
//            [ at a paragraph's start ]
//
// Blank lines alone prove nothing here: some pages have one after every line, even within a number. The judge is `LineLayout`.

import Text

/// Reads plain text in any supported encoding.
struct PlainTextReader: DocumentReader {
    func read(_ bytes: [UInt8], name: String, limits: IngestLimits) throws(IngestError) -> Manuscript {
        let decoded = try TextDecoder.decode(bytes, document: name)
        guard let lines = LineScanner.lines(decoded.span, limit: limits.lines) else {
            throw IngestError(.tooLarge, document: name, detail: "more than \(limits.lines) lines of text")
        }
        var builder = PassageBuilder(source: decoded, lines: lines)
        return builder.build()
    }
}

/// Walks over the lines once and fills the manuscript.
private struct PassageBuilder {
    private enum Place {
        case start, paragraph, heading
    }

    private var manuscript: Manuscript
    private let lines: [Line]
    private let layout: LineLayout
    private var cleaner = Cleaner(folding: .shared)
    private var place = Place.start
    private var kind = LineKind.paragraph
    private var linesOpen = 0
    /// Furniture that stood within the open passage: it follows when that one is closed.
    private var deferred: [[Range<Int>]] = []

    init(source: [UInt8], lines: [Line]) {
        manuscript = Manuscript(source: source)
        manuscript.isTextLayer = true
        self.lines = lines
        layout = LineLayout(lines)
    }

    mutating func build() -> Manuscript {
        for i in lines.indices { take(i) }
        close()
        return manuscript
    }

    private mutating func take(_ i: Int) {
        let line = lines[i]
        if let parts = Overprint.parts(manuscript.source.span, line) {
            takeDoubled(i, parts)
            return
        }
        let credited = kind == .caption && linesOpen > 0 && LineTraits.creditsPicture(manuscript.source.span, lines[i - 1])
        let open = place == .paragraph && !credited && !layout.ended(manuscript.source.span, i - 1)
        if open {
            if Furniture.isDateline(manuscript.source.span, line)
                || (line.columns < 200 && Furniture.interrupts(manuscript.source.span, line))
            {
                deferred.append([line.start..<line.end])
                return
            }
            if layout.goesOn(manuscript.source.span, i, inNote: kind == .note) { append(i); return }
        } else if place == .paragraph, !credited, LineTraits.opensPart(manuscript.source.span, line) {
            append(i)
            return
        } else if place == .paragraph, !credited, linesOpen >= 2, layout.goesOnAfterStop(manuscript.source.span, i) {
            append(i)
            return
        } else if place == .heading, kind.isHeading, line.blanks == 0, layout.continuesHeading(manuscript.source.span, i) {
            manuscript.replace(lines[i - 1].end..<line.start, by: " ")
            cleaner.reset()
            cleaner.add(line.start..<line.end, to: &manuscript)
            return
        }
        begin(i)
    }

    /// Opens a passage with the line, or makes one of it.
    private mutating func begin(_ i: Int) {
        close()
        kind = layout.kind(manuscript.source.span, i)
        append(i)
        switch kind {
        case .paragraph, .note, .caption: place = .paragraph
        case .heading: place = .heading
        case .furniture, .byline: close()
        }
    }

    private mutating func append(_ i: Int) {
        let line = lines[i]
        let spaced = line.spaces >= 3 && Cleaner.isLetterSpaced(manuscript.source.span, line.start..<line.end)
        if linesOpen > 0 {
            let touch = layout.cutsNumber(manuscript.source.span, i)
            cleaner.join(lines[i - 1].end..<line.start, next: line.first, digitsTouch: touch, to: &manuscript)
        }
        if line.marks.isDisjoint(with: [.space, .folding]), !cleaner.isPending {
            cleaner.addPlain(line, to: &manuscript)
        } else {
            cleaner.add(line.start..<line.end, to: &manuscript, spaced: spaced)
        }
        linesOpen += 1
    }

    /// A heading printed twice: the first copies are the heading, the second ones furniture.
    private mutating func takeDoubled(_ i: Int, _ parts: [Overprint.Part]) {
        let goesOn = place == .heading && kind == .heading(1, doubled: true) && lines[i].blanks == 0
        if goesOn { manuscript.replace(lines[i - 1].end..<lines[i].start, by: " ") } else { close() }
        cleaner.reset()
        for part in parts { cleaner.add(part.first, to: &manuscript) }
        deferred.append(parts.compactMap { $0.second })
        kind = .heading(1, doubled: true)
        place = .heading
        linesOpen += 1
    }

    private mutating func close() {
        manuscript.close(kind.block, level: kind.level)
        if kind.isBody, linesOpen > 0 { manuscript.divideByline() }
        for ranges in deferred {
            cleaner.reset()
            for range in ranges { cleaner.add(range, to: &manuscript) }
            manuscript.close(.furniture)
        }
        deferred.removeAll(keepingCapacity: true)
        cleaner.reset()
        place = .start
        linesOpen = 0
    }
}
