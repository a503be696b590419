/// A report's clean text, joined from its pieces, with the exact way back to the source.
///
/// ```
/// source   …发展工会会员 14863⏎⏎人，其中…
/// pieces   [verbatim ---------][verbatim ---]        the gap (two line feeds) belongs to no piece
/// clean    …发展工会会员 14863人，其中…
/// ```
public struct CleanText: Sendable {
    /// The clean text, UTF-8.
    public let bytes: [UInt8]
    /// Where each piece begins in `bytes`; one more entry than there are pieces, the last being `bytes.count`.
    private let starts: [Int]
    private let pieces: [Piece]

    /// Joins the pieces over the source. Pieces whose ranges leave the source are the maker's error and trap;
    /// `Report.isSound` tells for reports from outside.
    public init(source: [UInt8], pieces: [Piece]) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count)
        var starts: [Int] = []
        starts.reserveCapacity(pieces.count + 1)
        for piece in pieces {
            starts.append(bytes.count)
            if let text = piece.replacement {
                bytes.append(contentsOf: text.utf8)
            } else {
                bytes.append(source.span.extracting(piece.source))
            }
        }
        starts.append(bytes.count)
        self.bytes = bytes
        self.starts = starts
        self.pieces = pieces
    }

    /// The source range that a non-empty clean range stands for: from the source of its first byte to the source of its last,
    /// both whole where they were replaced. Both count UTF-8 bytes. A range whose ends lie in pieces that stand in another order
    /// than their sources gives the smallest source range that covers both.
    public func source(of clean: Range<Int>) -> Range<Int> {
        var hint = 0
        return source(of: clean, near: &hint)
    }

    /// The same for ranges asked one behind the other: `hint` is a piece not far before the range's, 0 at first, and moves on with it.
    package func source(of clean: Range<Int>, near hint: inout Int) -> Range<Int> {
        precondition(!clean.isEmpty && clean.lowerBound >= 0 && clean.upperBound <= bytes.count, "clean range outside the text")
        let piece = piece(clean.lowerBound, near: hint)
        hint = piece
        let first = edge(clean.lowerBound, piece)
        // as a rule the range lies within one piece
        let last = edge(clean.upperBound - 1, clean.upperBound <= starts[piece + 1] ? piece : self.piece(clean.upperBound - 1, near: piece))
        return min(first.lowerBound, last.lowerBound)..<max(first.upperBound, last.upperBound)
    }

    /// The piece that holds a clean byte: looked for in ever longer steps from `hint` on, since it stands not far behind, as a rule.
    private func piece(_ offset: Int, near hint: Int = 0) -> Int {
        let starts = starts.span
        var low = hint > 0 && hint < pieces.count && starts[hint] <= offset ? hint : 0
        var high = low
        var step = 1
        while high + 1 < pieces.count {
            high = min(pieces.count - 1, low + step)
            if starts[high] > offset { high -= 1; break }
            low = high
            step *= 2
        }
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle] <= offset { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// The source bytes of one clean byte of a piece: itself where copied, the whole replaced range otherwise.
    private func edge(_ offset: Int, _ piece: Int) -> Range<Int> {
        guard pieces[piece].replacement == nil else { return pieces[piece].source }
        let at = pieces[piece].source.lowerBound + offset - starts[piece]
        return at..<at + 1
    }
}

extension Report {
    /// Far beyond any document, and far from an overflow.
    private static let lastOffset = 1 << 40

    /// The clean text with its way back.
    public var clean: CleanText { CleanText(source: source, pieces: pieces) }

    /// Whether every offset lies where it may and no source byte is used twice over: to be asked of reports that came over a wire,
    /// before `clean`.
    public var isSound: Bool {
        var length = 0
        var used = 0
        for piece in pieces {
            guard piece.source.lowerBound >= 0, piece.source.upperBound <= source.count else { return false }
            used += piece.source.count
            guard used <= source.count else { return false }
            length += piece.replacement?.utf8.count ?? piece.source.count
        }
        var at = 0
        for block in blocks {
            guard block.range.lowerBound >= at, block.range.upperBound <= length else { return false }
            at = block.range.upperBound
        }
        return [byteOffset, scalarOffset, number].allSatisfy((0...Self.lastOffset).contains)
    }
}
