import Text

// The city of a page that never writes its name in full. Only names of the table, and only where they cannot be anything else:
//
//   去年池州1.9万名骑手加入工会        at the start of a title, of a part of it, or behind 去年, 今年
//   来源：池州日报                    before a newspaper's last word, at the page's edges
//
// One name alone: a page with two of them says nothing.

enum BareCity {
    /// The city, or nil where none is named so or more than one is.
    static func place(_ manuscript: Manuscript) -> Place? {
        only(manuscript) { i, p in p.kind == .title || p.kind == .heading || i == 0 && p.clean.count < 150 } at: { isFree($0, $1, $2, $3) }
            ?? only(manuscript) { i, p in i == 0 || p.kind == .furniture || p.kind == .byline } at: { isPaper($0, $1, $2, $3) }
    }

    /// The one city that passages of some kinds name at places of some sort.
    private static func only(_ manuscript: Manuscript, _ isLooked: (Int, Passage) -> Bool, at isNamed: (Span<UInt8>, Range<Int>, Int, Int) -> Bool) -> Place? {
        let s = manuscript.clean.span
        var found: Place?
        for (i, passage) in manuscript.passages.enumerated() where isLooked(i, passage) {
            let r = passage.clean
            var at = r.lowerBound
            while at < r.upperBound {
                let (value, length) = s.scalar(at: at)
                if Glyph.isIdeograph(value), let (place, end) = city(s, at, r.upperBound), isNamed(s, r, at, end) {
                    if found != nil, found != place { return nil }
                    found = place
                    at = end
                } else {
                    at += length
                }
            }
        }
        return found
    }

    /// The longest name of the table at an offset, and where it ends.
    private static func city(_ s: Span<UInt8>, _ start: Int, _ limit: Int) -> (Place, Int)? {
        var key: UInt64 = 0
        var best: (Place, Int)?
        var at = start
        for count in 1...4 where at < limit {
            let (value, length) = s.scalar(at: at)
            guard Glyph.isIdeograph(value), value < 0x10000 else { break }
            key = key << 16 | UInt64(value)
            at += length
            if count >= 2, let place = Gazetteer.shared.city(key) { best = (place, at) }
        }
        return best
    }

    /// At the start of a stretch of words, or behind a word of time, and not part of another name: 安康杯, 南京路.
    private static func isFree(_ s: Span<UInt8>, _ r: Range<Int>, _ start: Int, _ end: Int) -> Bool {
        if end < r.upperBound, follows.contains(s.scalar(at: end).value) { return false }
        guard start > r.lowerBound, Glyph.isIdeograph(s.scalar(before: start, notBefore: r.lowerBound).value) else { return true }
        return times.contains { start - $0.utf8.count >= r.lowerBound && s.has($0, at: start - $0.utf8.count, end: start) }
    }

    /// Before 日报 and the like.
    private static func isPaper(_ s: Span<UInt8>, _ r: Range<Int>, _ start: Int, _ end: Int) -> Bool {
        start - r.lowerBound < 90 && papers.contains { s.has($0, at: end, end: r.upperBound) }
    }

    private static let follows = ScalarSet(of: "杯路街山县区镇乡村湖江河桥站港大学院日晚晨早人")
    private static let times = ["去年", "今年", "前年"]
    private static let papers = ["日报", "晚报", "晨报", "早报", "商报", "工会", "新闻网", "发布", "职工"]
}
