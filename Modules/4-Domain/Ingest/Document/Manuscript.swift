import Text

// A document between reader and assembler: the decoded source, and its text as passages. Offsets are those of the whole document.
//
//   source   bytes of the decoded document (UTF-8), never changed
//   pieces   what the clean text is made of, passage after passage
//   clean    the clean text of all passages, back to back, without breaks between them
//   passages slices of pieces and clean, in source order

/// A paragraph-like part of a document, before the document is cut into reports.
struct Passage: Sendable {
    var kind: Block.Kind
    var level: Int
    /// Indices of `Manuscript.pieces`.
    var pieces: Range<Int>
    /// Bytes of `Manuscript.clean`.
    var clean: Range<Int>
    /// Where its first source byte stands.
    var sourceStart: Int
}

/// The passages of one document.
struct Manuscript: Sendable {
    let source: [UInt8]
    private(set) var pieces: [Piece] = []
    private(set) var clean: [UInt8] = []
    var passages: [Passage] = []
    /// Whether the source may hold its passages out of order, as text layers of pages do.
    var isTextLayer = false
    private var openPiece = 0
    private var openClean = 0

    init(source: [UInt8]) {
        self.source = source
        clean.reserveCapacity(source.count)
    }

    /// Adds source bytes as they stand.
    mutating func copy(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        if pieces.count > openPiece, let last = pieces.last, last.replacement == nil, last.source.upperBound == range.lowerBound {
            pieces[pieces.count - 1].source = last.source.lowerBound..<range.upperBound
        } else {
            pieces.append(Piece(source: range))
        }
        let source = source
        clean.append(source.span.extracting(range))
    }

    /// Adds other text for source bytes.
    mutating func replace(_ range: Range<Int>, by text: String) {
        pieces.append(Piece(source: range, replacement: text))
        clean.append(contentsOf: text.utf8)
    }

    /// Ends the passage that the calls since the last `close` have made; nothing happens when they made no text.
    mutating func close(_ kind: Block.Kind, level: Int = 0) {
        defer {
            openPiece = pieces.count
            openClean = clean.count
        }
        guard clean.count > openClean else { return }
        var first = source.count
        for piece in pieces[openPiece...] { first = Swift.min(first, piece.source.lowerBound) }
        passages.append(
            Passage(kind: kind, level: level, pieces: openPiece..<pieces.count, clean: openClean..<clean.count, sourceStart: first))
    }

    /// Whether text was added since the last `close`.
    var isOpen: Bool { clean.count > openClean }

    /// Bytes of clean text since the last `close`.
    var openLength: Int { clean.count - openClean }

    /// Makes a signature at the end of the last passage a passage of its own.
    mutating func divideByline() {
        guard let range = passages.last?.clean, Byline.mayEnd(clean.span, range), let line = LineScanner.line(clean.span, range.lowerBound, range.upperBound)
        else { return }
        guard let at = Byline.start(clean.span, line), at > range.lowerBound else { return }
        divideLast(at: at, .byline)
    }

    /// Cuts the last passage in two at a place of `clean` within it; the second part gets another kind. A place within a replaced
    /// piece is not possible: nothing happens then.
    mutating func divideLast(at place: Int, _ kind: Block.Kind) {
        guard let passage = passages.last, place > passage.clean.lowerBound, place < passage.clean.upperBound else { return }
        var index = passage.pieces.upperBound
        var start = passage.clean.upperBound
        while start > place, index > passage.pieces.lowerBound {
            index -= 1
            start -= pieces[index].replacement?.utf8.count ?? pieces[index].source.count
        }
        if start < place {
            let piece = pieces[index]
            guard piece.replacement == nil else { return }
            let cut = piece.source.lowerBound + place - start
            pieces[index].source = piece.source.lowerBound..<cut
            pieces.insert(Piece(source: cut..<piece.source.upperBound), at: index + 1)
            index += 1
        }
        passages[passages.count - 1].pieces = passage.pieces.lowerBound..<index
        passages[passages.count - 1].clean = passage.clean.lowerBound..<place
        openPiece = pieces.count
        passages.append(
            Passage(
                kind: kind, level: 0, pieces: index..<pieces.count, clean: place..<passage.clean.upperBound,
                sourceStart: pieces[index].source.lowerBound))
    }

    /// The clean text of one passage, for looking at.
    func text(_ passage: Passage) -> String { String(decoding: clean[passage.clean], as: UTF8.self) }
}

/// Reads one type of document.
protocol DocumentReader: Sendable {
    /// Decodes the bytes and divides the text into passages.
    func read(_ bytes: [UInt8], name: String, limits: IngestLimits) throws(IngestError) -> Manuscript
}
