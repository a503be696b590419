import Text

/// The places of a manuscript's clean text where a name of a place may end or a word of time begin: 市 县 区 州 盟 旗 省, the first digit of
/// a number, 今 去 二 一 过, the marks of titles 《 》, 讯 and 电 of datelines. Found in one pass, so that each finder looks at these alone.
struct Landmarks {
    /// In order; bytes of `Manuscript.clean`.
    private var offsets: [Int32] = []
    /// Index of the first one of each passage; one more entry than there are passages.
    private var firsts: [Int] = [0]

    init(_ manuscript: Manuscript) {
        offsets.reserveCapacity(manuscript.clean.count / 24 + 16)
        firsts.reserveCapacity(manuscript.passages.count + 1)
        for passage in manuscript.passages {
            find(manuscript.clean.span, passage.clean)
            firsts.append(offsets.count)
        }
    }

    /// Those of a passage.
    func of(_ passage: Int) -> ArraySlice<Int32> { offsets[firsts[passage]..<firsts[passage + 1]] }

    /// Whether one of some characters is among the landmarks in the first bytes of a passage.
    func holds(_ wanted: ScalarSet, in manuscript: Manuscript, passage: Int, first bytes: Int) -> Bool {
        let s = manuscript.clean.span
        let end = manuscript.passages[passage].clean.lowerBound + bytes
        for landmark in of(passage) {
            guard Int(landmark) < end else { return false }
            if wanted.contains(s.scalar(at: Int(landmark)).value) { return true }
        }
        return false
    }

    private mutating func find(_ s: Span<UInt8>, _ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= s.count)
        let (scalars, tails) = (Self.scalars, Self.tails)
        let endings = tails.span
        var behindDigit = -1
        var at = range.lowerBound
        // from here on fewer than four bytes are left
        let last = Swift.min(range.upperBound, s.count - 3)
        while at < range.upperBound {
            // nearly all ideographs are passed by their last two bytes
            while at < last {
                let w = unsafe s.fourBytes(unchecked: at)
                guard w & 0xF0 == 0xE0, unsafe endings[unchecked: Int(w >> 8 & 0x3F)] &>> UInt64(w >> 16 & 0x3F) & 1 == 0 else { break }
                at &+= 3
            }
            guard at < range.upperBound else { return }
            if s[at] < 0x80 {
                // a number's first digit alone
                let isDigit = s[at] &- 0x30 < 10
                if isDigit, at != behindDigit { offsets.append(Int32(truncatingIfNeeded: at)) }
                at &+= 1
                if isDigit { behindDigit = at }
            } else {
                let (value, length) = s.scalar(at: at)
                if scalars.contains(value) { offsets.append(Int32(truncatingIfNeeded: at)) }
                at &+= length
            }
        }
    }

    /// One bit for each pair of bytes that a landmark ends with: the first one tells which word it lies in, the second one its place there.
    private static let tails: [UInt64] = {
        var bits = [UInt64](repeating: 0, count: 64)
        for s in landmarks.unicodeScalars { bits[Int(s.value >> 6 & 63)] |= 1 << UInt64(s.value & 63) }
        return bits
    }()

    static let scalars = ScalarSet(of: landmarks)
    private static let landmarks = "市县区州盟旗省今去二一过《》讯电"
}
