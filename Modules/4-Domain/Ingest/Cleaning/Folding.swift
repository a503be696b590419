import Text

// Which characters are replaced by plainer ones. Three sources: full-width forms of ASCII, traditional ideographs of this field,
// and the radicals that some PDF writers use in place of ideographs. Chinese punctuation stays as it is.

/// The folding table, with a set of its keys so that the common answer, no, costs one look.
struct Folding: Sendable {
    /// Built once; everybody shares it.
    static let shared = Folding()

    private let members: ScalarSet
    private let others: [Scalar: String]

    private init() {
        var marked: [Scalar] = [0xFF0E]
        var others: [Scalar: String] = [:]
        for value in Scalar(0xFF01)...0xFF5E where Folding.isFullWidthWord(value) { marked.append(value) }
        for table in FoldingTable.all {
            var iterator = table.unicodeScalars.makeIterator()
            while let from = iterator.next(), let to = iterator.next() {
                guard from.value < 0x10000, from != to else { continue }
                marked.append(from.value)
                others[from.value] = String(to)
            }
        }
        members = ScalarSet(marked)
        self.others = others
    }

    /// Whether the scalar stands in the table at all.
    @inline(__always)
    func mayFold(_ s: Scalar) -> Bool { members.contains(s) }

    /// The plainer form, or nil where the scalar stays. A full-width point is folded only between digits.
    func replacement(_ s: Scalar, next: Scalar, previous: Scalar) -> String? {
        guard mayFold(s) else { return nil }
        if s == 0xFF0E { return Glyph.isDigit(previous) && Glyph.isDigit(next) ? "." : nil }
        if s >= 0xFF01, s <= 0xFF5E { return Unicode.Scalar(s - 0xFEE0).map { String($0) } }
        return others[s]
    }

    private static func isFullWidthWord(_ s: Scalar) -> Bool {
        s == 0xFF05 || (s >= 0xFF10 && s <= 0xFF19) || (s >= 0xFF21 && s <= 0xFF3A) || (s >= 0xFF41 && s <= 0xFF5A)
    }
}
