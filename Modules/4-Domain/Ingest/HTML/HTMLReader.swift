// A web page to passages. Text is what a reader of the page sees: tags and attributes are no text, so a numeral in markup is no numeral
// of the report. Scripts, styles and comments are passed over; navigation, page feet and the like become furniture.
//
//   token ──► start of a block, cell, line ──► close the passage
//         ──► start of nav, footer, h2, …  ──► a role for the text until its end
//         ──► text                         ──► cleaned into the open passage, character references replaced
//
// A closed passage is then judged by its words, with the same rules as lines of plain text.

import Text

/// Reads web pages in any supported encoding.
struct HTMLReader: DocumentReader {
    func read(_ bytes: [UInt8], name: String, limits: IngestLimits) throws(IngestError) -> Manuscript {
        let decoded = try TextDecoder.decode(bytes, document: name, declared: HTMLReader.declaredEncoding(bytes.span))
        var page = PageBuilder(source: decoded, limits: limits)
        guard page.read() else {
            throw IngestError(.tooLarge, document: name, detail: "more than \(limits.lines) pieces of text")
        }
        return page.manuscript
    }

    /// The encoding that a meta element names: what follows `charset=` in the first 4096 bytes.
    static func declaredEncoding(_ s: Span<UInt8>) -> String? {
        let end = Swift.min(s.count, 4096)
        var at = 0
        while at < end {
            if s[at] | 0x20 == 0x63, isCharset(s, at, end) {
                at += 8
                while at < end, s[at] == 0x22 || s[at] == 0x27 || s[at] == 0x20 { at += 1 }
                var name: [UInt8] = []
                while at < end, name.count < 20, s[at] > 0x2C, s[at] < 0x7F, s[at] != 0x3E, s[at] != 0x2F, s[at] != 0x3B {
                    name.append(s[at]); at += 1
                }
                return String(decoding: name, as: UTF8.self)
            }
            at += 1
        }
        return nil
    }

    private static func isCharset(_ s: Span<UInt8>, _ at: Int, _ end: Int) -> Bool {
        var i = at
        for byte in "charset=".utf8 {
            guard i < end, s[i] == byte || s[i] | 0x20 == byte else { return false }
            i += 1
        }
        return true
    }
}

/// Walks over a page's tokens once and fills the manuscript.
private struct PageBuilder {
    var manuscript: Manuscript
    private let limits: IngestLimits
    private var cleaner = Cleaner(folding: .shared)
    private var roles = RoleStack()
    private var pieces = 0
    private var links = 0
    private var bold = 0
    private var inLink = 0
    private var inBold = 0
    /// Bytes of the passage at the last line break within it.
    private var lineStart = 0
    private var hasHeadline = false
    private var pageTitle: Int?

    init(source: [UInt8], limits: IngestLimits) {
        manuscript = Manuscript(source: source)
        self.limits = limits
        lineStart = 0
    }

    /// Reads the page; false when it goes beyond the limits.
    mutating func read() -> Bool {
        var scanner = HTMLScanner()
        while let token = scanner.next(manuscript.source.span) {
            switch token {
            case .text(let range):
                pieces += 1
                guard pieces <= limits.lines else { return false }
                add(range)
            case .start(let name, let attributes, let selfClosing): start(name, attributes, selfClosing)
            case .end(let name): end(name)
            }
        }
        close()
        if hasHeadline, let pageTitle { manuscript.passages[pageTitle].kind = .furniture }
        return true
    }

    private mutating func start(_ name: String, _ attributes: Range<Int>, _ selfClosing: Bool) {
        switch HTMLElement.kind(name) {
        case .line: lineBreak()
        case .block: close()
        case .link: inLink += 1
        case .bold: inBold += 1
        case .inline: break
        }
        guard !selfClosing else { return }
        let role =
            HTMLElement.role(name)
            ?? (HTMLElement.mayBeNoise(name) && HTMLNoise.isNoise(manuscript.source.span, attributes) ? .furniture : nil)
        if role != nil, HTMLElement.kind(name) != .block { close() }
        roles.open(name, role)
    }

    private mutating func end(_ name: String) {
        switch HTMLElement.kind(name) {
        case .block: close()
        case .link: inLink = Swift.max(0, inLink - 1)
        case .bold: inBold = Swift.max(0, inBold - 1)
        case .line, .inline: break
        }
        if roles.endsRole(name) { close() }
        roles.close(name)
    }

    /// A `<br>`: the end of a paragraph, unless the text runs on as a wrapped line does.
    private mutating func lineBreak() {
        let length = manuscript.openLength - lineStart
        let open = cleaner.last == 0xFF0C || cleaner.last == 0x3001 || cleaner.last == 0x2C
        guard manuscript.isOpen, open || (Glyph.isIdeograph(cleaner.last) && length >= 54) else { return close() }
        lineStart = manuscript.openLength
    }

    private mutating func add(_ range: Range<Int>) {
        let before = manuscript.openLength
        var at = range.lowerBound
        var from = at
        while at < range.upperBound {
            if manuscript.source[at] == 0x26,
                let (text, end) = CharacterReference.read(manuscript.source.span, at: at, end: range.upperBound)
            {
                cleaner.add(from..<at, to: &manuscript)
                cleaner.add(at..<end, as: text, to: &manuscript)
                at = end
                from = at
            } else {
                at += 1
            }
        }
        cleaner.add(from..<range.upperBound, to: &manuscript)
        let added = manuscript.openLength - before
        if inLink > 0 { links += added }
        if inBold > 0 { bold += added }
    }

    /// Ends the open passage and tells what it is.
    private mutating func close() {
        defer {
            cleaner.reset()
            links = 0
            bold = 0
            lineStart = 0
        }
        let length = manuscript.openLength
        guard length > 0 else { return }
        let (kind, level) = judge(length)
        manuscript.close(kind, level: level)
        let index = manuscript.passages.count - 1
        if kind == .title {
            if roles.role == .pageTitle { pageTitle = index } else { hasHeadline = true }
        }
        if kind == .paragraph || kind == .note { manuscript.divideByline() }
    }

    private mutating func judge(_ length: Int) -> (Block.Kind, Int) {
        let start = manuscript.clean.count - length
        guard let line = LineScanner.line(manuscript.clean.span, start, manuscript.clean.count) else { return (.furniture, 0) }
        let s = manuscript.clean.span
        switch roles.role {
        case .pageTitle: return (.title, 0)
        case .furniture: return (.furniture, 0)
        case .caption: return (.caption, 0)
        case .heading(let level):
            if level == 1 && !hasHeadline { return (.title, 0) }
            return (.heading, Swift.max(1, level - 1))
        case nil: break
        }
        if LineTraits.opensNote(s, line) { return (.note, 0) }
        if Furniture.isFurniture(s, line) { return (.furniture, 0) }
        if LineTraits.isCaption(s, line) { return (.caption, 0) }
        if Byline.fills(s, line) || Byline.start(s, line) == line.start { return (.byline, 0) }
        if links * 10 >= length * 9, line.columns <= 80, !LineTraits.endsSentence(s, line) { return (.furniture, 0) }
        if let level = headingLevel(s, line, bold: bold * 10 >= length * 9) { return (.heading, level) }
        return (.paragraph, 0)
    }

    /// The level of a passage that is a heading by its looks: bold, numbered or a city's mark, and short without a full stop.
    private func headingLevel(_ s: Span<UInt8>, _ line: Line, bold: Bool) -> Int? {
        let marks = LineTraits.marks(s, line)
        guard line.columns <= 80, line.columns >= 4, !LineTraits.callsForMore(line), !LineTraits.holdsStop(s, line),
            !LineTraits.endsOpen(s, line)
        else { return nil }
        guard !(marks.digits && marks.comma), LineTraits.isBalanced(s, line) else { return nil }
        if CityMark.opensSection(s, line) { return 1 }
        let numbered = LineTraits.enumerator(s, line)
        if numbered > 0, numbered < 4, !marks.comma || bold { return numbered }
        return bold && !LineTraits.isNumber(s, line) ? 2 : nil
    }
}
