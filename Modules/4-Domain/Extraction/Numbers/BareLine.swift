/// A line for the bare grammar: spaces within numbers in words are taken out before it is read (八千 三百 二十六 点 五, 百 分 之 五), and
/// places found in it are told in the line as it was.
///
/// A space is taken out only between characters of which no two numbers could be made: a digit and a magnitude, a magnitude and a digit
/// of lower rank, the parts of 百分之 and 个百分点, the sides of 点, 又 and 余. `二十 三十` and `三 四 五` stay as they are. Each decision looks
/// at a bounded stretch, so the pass is linear.
struct BareLine {
    /// UTF-8 of what is read.
    private(set) var bytes: [UInt8]
    /// Scalars of the line, where something was taken out.
    private var original: [Unicode.Scalar] = []
    /// For each scalar of what is read, its number in the line; the line's length behind the last.
    private var places: [Int] = []

    /// Whether something was taken out.
    var hasGaps: Bool { !places.isEmpty }

    init(_ line: String) {
        bytes = Array(line.utf8)
        guard bytes.contains(0x20) || bytes.contains(0xE3) else { return }
        let scalars = Array(line.unicodeScalars)
        let gaps = Gaps(scalars).found()
        guard !gaps.isEmpty else { return }
        var kept = String.UnicodeScalarView()
        var places: [Int] = []
        places.reserveCapacity(scalars.count + 1)
        var next = 0
        for (p, s) in scalars.enumerated() {
            while next < gaps.count, gaps[next].upperBound <= p { next += 1 }
            if next < gaps.count, gaps[next].contains(p) { continue }
            kept.append(s)
            places.append(p)
        }
        places.append(scalars.count)
        bytes = Array(String(kept).utf8)
        original = scalars
        self.places = places
    }

    /// A mention of what was read, with the line's own offsets and characters.
    func inOriginal(_ m: BareMention) -> BareMention {
        guard m.start < m.end, m.end < places.count else { return m }
        var out = m
        out.start = places[m.start]
        out.end = places[m.end - 1] + 1
        var quote = String.UnicodeScalarView()
        quote.append(contentsOf: original[out.start..<out.end])
        out.quote = String(quote)
        return out
    }
}

/// Which runs of spaces stand within a number.
private struct Gaps {
    /// Folded, with plain numerals for those of cheques.
    private let scalars: [UInt32]
    private static let spaces = 8

    init(_ line: [Unicode.Scalar]) {
        let table = Fold.table
        scalars = line.map { s in
            let f = s.value < 65536 ? UInt32(table[Int(s.value)]) : s.value
            return FinancialNumeral.plain(f) ?? f
        }
    }

    func found() -> [Range<Int>] {
        var out: [Range<Int>] = []
        var p = 0
        while p < scalars.count {
            guard scalars[p] == 0x20 else { p += 1; continue }
            let start = p
            while p < scalars.count, scalars[p] == 0x20 { p += 1 }
            if start > 0, p < scalars.count, p - start <= Self.spaces, joins(start - 1, p) { out.append(start..<p) }
        }
        return out
    }

    private func joins(_ left: Int, _ right: Int) -> Bool {
        let l = scalars[left], r = scalars[right]
        switch r {
        case 0x70B9: return isNumeral(l) && isNumeral(scalar(after: right)) || l == 0x5206 && scalar(before: left) == 0x767E
        case 0x5206: return isNumeral(l) && [0x4E4B, 0x70B9].contains(scalar(after: right))
        case 0x4E4B: return l == 0x5206
        case 0x53C8: return isNumeral(l) && isNumeral(scalar(after: right))
        case 0x4F59, 0x591A, 0x51E0: return isNumeral(l) && ChineseNumber.power(scalar(after: right)) != nil
        case 0x767E where l == 0x4E2A: return scalar(after: right) == 0x5206
        default: break
        }
        switch l {
        case 0x70B9: return ChineseNumber.digit(r) != nil && isNumeral(scalar(before: left))
        case 0x4E4B: return scalar(before: left) == 0x5206 && (isNumeral(r) || r == 0x8D1F)
        case 0x53C8: return isNumeral(r) && isNumeral(scalar(before: left))
        case 0x4F59, 0x591A, 0x51E0: return ChineseNumber.power(r) != nil && isNumeral(scalar(before: left))
        default: break
        }
        if let rank = ChineseNumber.power(r) { return isDigit(l) || rank >= 4 && ChineseNumber.power(l).map { $0 < rank } ?? false }
        guard let rank = ChineseNumber.power(l), isDigit(r) else { return false }
        return continues(rank, from: right)
    }

    /// Behind a magnitude, digits whose own magnitude is lower; digits in words may stand without one (一百 五).
    private func continues(_ rank: Int, from right: Int) -> Bool {
        var q = right
        while q < scalars.count, q < right + 8, isDigit(scalars[q]) || scalars[q] == 0x20 { q += 1 }
        guard q < scalars.count, let next = ChineseNumber.power(scalars[q]) else { return ChineseNumber.digit(scalars[right]) != nil }
        return next < rank || (rank < 4 && next >= 4)
    }

    private func scalar(after p: Int) -> UInt32 {
        var q = p + 1
        while q < scalars.count, q < p + Self.spaces, scalars[q] == 0x20 { q += 1 }
        return q < scalars.count ? scalars[q] : 0
    }

    private func scalar(before p: Int) -> UInt32 {
        var q = p - 1
        while q >= 0, q > p - Self.spaces, scalars[q] == 0x20 { q -= 1 }
        return q >= 0 ? scalars[q] : 0
    }

    private func isDigit(_ s: UInt32) -> Bool { s >= 0x30 && s <= 0x39 || ChineseNumber.digit(s) != nil }
    private func isNumeral(_ s: UInt32) -> Bool { isDigit(s) || ChineseNumber.power(s) != nil }
}
