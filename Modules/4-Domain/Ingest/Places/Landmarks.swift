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
        let table = LineMarks.table
        let (kinds, landmarks) = (table.kinds.span, table.landmarks)
        var behindDigit = -1
        var at = range.lowerBound
        while true {
            at = s.passing(in: at..<range.upperBound) { value, _, _ in value >= 65536 || landmarks &>> UInt64(kinds[Int(value)]) & 1 == 0 }
            guard at < range.upperBound else { return }
            let (value, length) = s.scalar(at: at)
            let isDigit = value < 0x80
            // a number's first digit alone; full-width ones are none here
            if isDigit ? at != behindDigit : !Glyph.isDigit(value) { offsets.append(Int32(truncatingIfNeeded: at)) }
            at += length
            if isDigit { behindDigit = at }
        }
    }

    static let scalars = ScalarSet(of: "市县区州盟旗省今去二一过《》讯电")
}
