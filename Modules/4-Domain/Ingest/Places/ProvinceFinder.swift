import Text

// Which province a report's city belongs to. The table of cities tells for those that it lists; for others the text does:
//
//   云岭省总工会：            a union, a committee or a government of the province      3
//   云岭省石屏岭市总工会…     the full name, bounded on its left                        1
//   湖北石屏岭市…             a short name of the table before a city's                 1
//   赴东海省学习              where one went, or who came                               0
//
// Where it names none, the page's licence tells (皖ICP备…), else the area code of a masthead's telephone: 0551-….

/// Finds the province that a document names as its own.
enum ProvinceFinder {
    /// The full name, or empty.
    static func name(_ manuscript: Manuscript, _ landmarks: Landmarks) -> String {
        let s = manuscript.clean.span
        var order: [String] = []
        var points: [String: Int] = [:]
        for (index, passage) in manuscript.passages.enumerated() {
            for landmark in landmarks.of(index) {
                let at = Int(landmark)
                guard isEnd(s, at), let (name, weight) = mention(s, passage.clean, at), weight > 0 else { continue }
                if points[name] == nil { order.append(name) }
                points[name, default: 0] += weight
            }
        }
        guard let most = points.values.max() else { return licensed(manuscript) ?? called(manuscript) }
        return order.first { points[$0] == most } ?? ""
    }

    /// The province whose sign stands before ICP in a line of the page's furniture; nil where there is none.
    private static func licensed(_ manuscript: Manuscript) -> String? {
        let s = manuscript.clean.span
        for passage in manuscript.passages where passage.kind == .furniture {
            for at in passage.clean where s[at] == 0x49 && s.has("ICP", at: at, end: passage.clean.upperBound) && at > passage.clean.lowerBound {
                if let name = PlaceTable.province(ofSign: s.scalar(before: at, notBefore: passage.clean.lowerBound).value) { return name }
            }
        }
        return nil
    }

    /// The province of the first area code among the lines of the page's furniture; empty where there is none.
    private static func called(_ manuscript: Manuscript) -> String {
        let s = manuscript.clean.span
        for passage in manuscript.passages where passage.kind == .furniture {
            var at = passage.clean.lowerBound
            while at < passage.clean.upperBound {
                guard s[at] >= 0x30, s[at] <= 0x39 else { at += s.scalar(at: at).length; continue }
                let start = at
                while at < passage.clean.upperBound, s[at] >= 0x30, s[at] <= 0x39 { at += 1 }
                guard s[start] == 0x30, at - start == 3 || at - start == 4, at < passage.clean.upperBound, s[at] == 0x2D else { continue }
                var end = at + 1
                while end < passage.clean.upperBound, s[end] >= 0x30, s[end] <= 0x39 { end += 1 }
                var code = 0
                for i in start + 1..<at { code = code * 10 + Int(s[i]) - 48 }
                if (7...8).contains(end - at - 1), let name = PlaceTable.province(ofAreaCode: code) { return name }
            }
        }
        return ""
    }

    /// The province whose name the 省 or 区 at `at` ends, and how strongly it speaks.
    private static func mention(_ s: Span<UInt8>, _ range: Range<Int>, _ at: Int) -> (name: String, weight: Int)? {
        if s.has("市", at: at, end: range.upperBound) { return short(s, range, at) }
        let isProvince = s.has("省", at: at, end: range.upperBound)
        guard isProvince || s.has("自治区", at: at - 6, end: range.upperBound) && at - 6 >= range.lowerBound else { return nil }
        guard let (name, start) = known(s, range, at) ?? (isProvince ? told(s, range, at) : nil) else { return nil }
        let after = at + 3
        if Self.offices.contains(where: { s.has($0, at: after, end: range.upperBound) }) { return (name, 3) }
        let isVisited = start > range.lowerBound && visits.contains(s.scalar(before: start, notBefore: range.lowerBound).value)
        return (name, isVisited ? 0 : 1)
    }

    /// Whether 省, 市 or 区 stands at an offset.
    @inline(__always)
    private static func isEnd(_ s: Span<UInt8>, _ at: Int) -> Bool {
        guard s[at] == 0xE7 || s[at] == 0xE5, at + 2 < s.count else { return false }
        let word = UInt32(s[at]) << 16 | UInt32(s[at + 1]) << 8 | UInt32(s[at + 2])
        return word == 0xE79C81 || word == 0xE5B882 || word == 0xE58CBA
    }

    /// The province whose short name stands before the city that the 市 at `at` ends.
    private static func short(_ s: Span<UInt8>, _ range: Range<Int>, _ at: Int) -> (name: String, weight: Int)? {
        var start = at
        for length in 1...3 {
            guard start > range.lowerBound else { return nil }
            let (value, begin) = s.scalar(before: start, notBefore: range.lowerBound)
            guard Glyph.isIdeograph(value), !stops.contains(value) else { return nil }
            start = begin
            guard length >= 2, let place = Gazetteer.shared.province(s, endingAt: start, notBefore: range.lowerBound) else { continue }
            let before = start - Gazetteer.short(place.name).utf8.count
            let isVisited = before > range.lowerBound && visits.contains(s.scalar(before: before, notBefore: range.lowerBound).value)
            return (place.name, isVisited ? 0 : 1)
        }
        return nil
    }

    /// A province of the table.
    private static func known(_ s: Span<UInt8>, _ range: Range<Int>, _ at: Int) -> (name: String, start: Int)? {
        Gazetteer.shared.province(s, named: at + 3, notBefore: range.lowerBound).map { ($0.name, at + 3 - $0.name.utf8.count) }
    }

    /// Two or three ideographs before 省 that nothing but a boundary stands before, else two (按照云岭省委部署), with what belongs to a province
    /// right behind.
    private static func told(_ s: Span<UInt8>, _ range: Range<Int>, _ at: Int) -> (name: String, start: Int)? {
        var start = at
        var count = 0
        var two = at
        while start > range.lowerBound {
            let (value, begin) = s.scalar(before: start, notBefore: range.lowerBound)
            guard Glyph.isIdeograph(value), !stops.contains(value) else { break }
            count += 1
            if count > 3 { count = 2; start = two; break }
            start = begin
            if count == 2 { two = begin }
        }
        let after = at + 3
        guard count == 2 || count == 3,
            Self.offices.contains(where: { s.has($0, at: after, end: range.upperBound) }) || isPlace(s, after, range.upperBound)
        else { return nil }
        var name = ""
        var p = start
        while p < after {
            let (value, length) = s.scalar(at: p)
            if p < at, deeds.contains(value) { return nil }
            if let scalar = Unicode.Scalar(value) { name.unicodeScalars.append(scalar) }
            p += length
        }
        return (name, start)
    }

    /// Whether a city's name follows: two to four ideographs and 市, 县 or 州.
    private static func isPlace(_ s: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var at = start
        for count in 0..<5 {
            guard at < end else { return false }
            let (value, length) = s.scalar(at: at)
            if count >= 2, value == 0x5E02 || value == 0x53BF || value == 0x5DDE { return true }
            guard Glyph.isIdeograph(value), !stops.contains(value) else { return false }
            at += length
        }
        return false
    }

    private static let offices = ["总工会", "委", "人民政府", "政府", "工会第", "人社厅", "人力资源"]
    private static let visits = ScalarSet(of: "赴到往与和、向由从")
    /// Words that stand before a name, never in one.
    private static let stops = ScalarSet(of: "省市县区州在由对和与及到赴往于的向从为是以将被经同跟或该暨全我本各外邻两多")
    /// In no name either: 完成省总工会任务, 荣获省委表彰, 出省.
    private static let deeds = ScalarSet(of: "获得评选为参加组织完成达落实执行接受争取申推荐代表报请贯彻按照根据配合协助会同联被等领导召开传学习列入围两三四五跨出回来节省了过经照把将受上下缴解交送呈示转发印寄汇拨返给遵依承随跟走进入驻访迎接待邀")
}
