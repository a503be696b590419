import Text

// Finding names of cities and counties in running text. Chinese has no word breaks, so the left end of a name is the question:
//
//   …，青岭市总工会…          bounded by punctuation: exact
//   …安徽省池州市总工会…       the table knows 池州
//   …举办青岭市总工会…         not bounded: taken as the exact name that the text has elsewhere, else two ideographs
//
// Two passes: the first learns which names the document uses, the second counts them.

/// One place where 市, 县 or the like ends a name.
struct CityMention {
    /// Up to four ideographs before the suffix, packed.
    var key: UInt64
    /// How many ideographs `key` holds.
    var count: Int
    /// Whether nothing but a boundary stands before them.
    var isBounded: Bool
    var suffix: Scalar
    /// Whether 总工会, 工会 or 总 follows.
    var isUnion: Bool
    /// A name from the table.
    var known: Place?
    /// Where the suffix stands; byte of the clean text.
    var offset = 0
}

enum CityMentions {
    /// Calls `body` with every mention in a passage of clean text, given its landmarks.
    static func each(_ s: Span<UInt8>, _ range: Range<Int>, _ landmarks: ArraySlice<Int32>, _ body: (CityMention) -> Void) {
        for landmark in landmarks {
            let at = Int(landmark)
            guard s[at] >= 0xE5, s[at] <= 0xE7 else { continue }
            if let suffix = suffix(UInt32(s[at]) << 16 | UInt32(s[at + 1]) << 8 | UInt32(s[at + 2])),
                var mention = mention(s, range, at, suffix)
            {
                mention.offset = at
                body(mention)
            }
        }
    }

    /// The suffix 市 县 区 州 盟 旗 省 that three bytes are.
    @inline(__always)
    private static func suffix(_ bytes: UInt32) -> Scalar? {
        switch bytes {
        case 0xE5B882: 0x5E02
        case 0xE58EBF: 0x53BF
        case 0xE58CBA: 0x533A
        case 0xE5B79E: 0x5DDE
        case 0xE79B9F: 0x76DF
        case 0xE69797: 0x65D7
        case 0xE79C81: 0x7701
        default: nil
        }
    }

    private static func mention(_ s: Span<UInt8>, _ range: Range<Int>, _ at: Int, _ suffix: Scalar) -> CityMention? {
        let after = at + 3
        let union = s.has("总工会", at: after, end: range.upperBound) || s.has("工会", at: after, end: range.upperBound)
        if suffix != 0x5E02 {
            guard union else { return nil }
            if let place = wider(s, range, at, suffix) {
                return CityMention(key: 0, count: 0, isBounded: true, suffix: suffix, isUnion: true, known: place)
            }
        } else if after < range.upperBound, follows.contains(s.scalar(at: after).value) {
            return nil
        }
        var key: UInt64 = 0
        var count = 0
        var back = at
        var scalars: (Scalar, Scalar, Scalar, Scalar) = (0, 0, 0, 0)
        while count < 4, back > range.lowerBound {
            let (value, begin) = s.scalar(before: back, notBefore: range.lowerBound)
            guard Glyph.isIdeograph(value), value < 0x10000 else { break }
            key |= UInt64(value) << UInt64(16 * count)
            switch count {
            case 0: scalars.0 = value
            case 1: scalars.1 = value
            case 2: scalars.2 = value
            default: scalars.3 = value
            }
            count += 1
            back = begin
        }
        if isListed(s, range, at, union) || s.has("一行", at: after + (s.has("总工会", at: after, end: range.upperBound) ? 9 : 6), end: range.upperBound) && union { return nil }
        if suffix == 0x5E02 {
            for length in [4, 3, 2] where length <= count {
                if let city = Gazetteer.shared.city(NameKey.suffix(key, length)) {
                    return CityMention(key: key, count: length, isBounded: true, suffix: suffix, isUnion: union, known: city)
                }
            }
        }
        if let length = lengthBehindProvince(s, range, at, count) {
            let name = NameKey.suffix(key, length)
            guard !isGeneric(name, suffix: suffix) else { return nil }
            return CityMention(key: name, count: length, isBounded: true, suffix: suffix, isUnion: union, known: nil)
        }
        let next: Scalar = back > range.lowerBound ? s.scalar(before: back, notBefore: range.lowerBound).value : 0
        return bounded(key, count, scalars, next, suffix, union)
    }

    /// 亳州市、铜陵市、合肥市蜀山区总工会: one of several places in a list, by the mark right behind its suffix or right before its name.
    private static func isListed(_ s: Span<UInt8>, _ range: Range<Int>, _ at: Int, _ union: Bool) -> Bool {
        let after = at + 3
        if s.has("、", at: after, end: range.upperBound) {
            var next = after + 3
            for count in 0..<6 where next < range.upperBound {
                let (value, length) = s.scalar(at: next)
                guard Glyph.isIdeograph(value) else { break }
                if count >= 2, ends.contains(value) { return true }
                next += length
            }
        }
        var back = at
        for count in 0..<8 where back > range.lowerBound {
            let (value, begin) = s.scalar(before: back, notBefore: range.lowerBound)
            if value == 0x3001 { return count >= 2 && begin > range.lowerBound && ends.contains(s.scalar(before: begin, notBefore: range.lowerBound).value) }
            guard Glyph.isIdeograph(value) else { return false }
            back = begin
        }
        return false
    }

    private static let ends = ScalarSet(of: "市县区州旗")

    /// How many ideographs stand between a province's short name and the suffix at `at`, two or three: 2 for `安徽青岭市`.
    private static func lengthBehindProvince(_ s: Span<UInt8>, _ range: Range<Int>, _ at: Int, _ count: Int) -> Int? {
        for length in 2...3 where length < count {
            let name = at - 3 * length
            if Gazetteer.shared.shortNames.word(endingAt: name, in: s, from: range.lowerBound) != nil { return length }
        }
        return nil
    }

    /// Cuts the ideographs at the first word that cannot belong to a name.
    private static func bounded(
        _ key: UInt64, _ count: Int, _ s: (Scalar, Scalar, Scalar, Scalar), _ next: Scalar, _ suffix: Scalar, _ union: Bool
    ) -> CityMention? {
        var length = 0
        var isBounded = false
        for value in [s.0, s.1, s.2, s.3] {
            if length >= count || stops.contains(value) { isBounded = true; break }
            length += 1
        }
        // 此次|碑桥区: words of time before a name
        if length == 4, leads.contains(NameKey.pair(s.3, s.2)) {
            length = 2
            isBounded = true
        } else if length == 4 {
            isBounded = !Glyph.isIdeograph(next) || stops.contains(next)
        }
        // 砚县总工会: a county of one character, known by its union
        let isShort = length == 1 && suffix == 0x53BF && union && isBounded
        guard length >= 2 || isShort, suffix != 0x7701 || isBounded && length <= 3 else { return nil }
        let name = NameKey.suffix(key, length)
        guard !isGeneric(name, suffix: suffix) else { return nil }
        return CityMention(key: name, count: length, isBounded: isBounded, suffix: suffix, isUnion: union, known: nil)
    }

    /// Whether such words are no name: 全市, 五市, 开发区, 县区.
    static func isGeneric(_ key: UInt64, suffix: Scalar) -> Bool {
        let last = Scalar(key & 0xFFFF)
        if generic.contains(last) || deeds.contains(NameKey.suffix(key, 2)) { return true }
        if suffix == 0x533A {
            return zones.contains(NameKey.suffix(key, 2)) || last == 0x56ED || last == 0x8F96 || last == 0x793E || last == 0x5730
        }
        if suffix == 0x5E02, last == 0x57CE { return NameKey.text(key).hasPrefix("城") || cityWords.contains(NameKey.suffix(key, 2)) }
        return suffix == 0x5E02 && (last == 0x8D85 || last == 0x80A1)
    }

    /// A province, prefecture or league whose full name ends with the suffix at `at`.
    private static func wider(_ s: Span<UInt8>, _ range: Range<Int>, _ at: Int, _ suffix: Scalar) -> Place? {
        func ends(_ name: String) -> Bool {
            let start = at + 3 - name.utf8.count
            return start >= range.lowerBound && s.has(name, at: start, end: at + 3)
        }
        if suffix == 0x7701 || suffix == 0x533A {
            if let place = Gazetteer.shared.province(s, named: at + 3, notBefore: range.lowerBound) { return place }
        }
        guard suffix == 0x5DDE || suffix == 0x76DF || suffix == 0x533A else { return nil }
        for place in Gazetteer.shared.prefectures {
            if ends(place.name) { return place }
            if suffix == 0x5DDE, place.name.hasSuffix("自治州"), ends(place.name.prefix(2) + "州") { return place }
        }
        return nil
    }

    /// After these 市 is no end of a name: 市场, 市值, 市价, 市面, 市容, 市级, 市属, 市直, 市民.
    private static let follows = ScalarSet(of: "场值价面容级属直民")
    /// Words that stand before a name, never in one that the table does not know.
    private static let stops = ScalarSet(of: "省市县区州盟在由对和与及到赴于的向从为是以将被把让使给按据经同跟或该暨至了会没有获评选也还已就才很再又并且但而其这那")
    private static let leads: Set<UInt64> = Set(
        ["此次", "本次", "日前", "近日", "今年", "去年", "目前", "昨日", "今日", "同时", "其中", "据悉", "随后", "近期", "当日", "当天", "其实", "首次", "连日", "届时", "此前", "成立", "组建"].map {
            NameKey.pack($0)
        })
    private static let generic = ScalarSet(of: "全该本我各两一二三四五六七八九十多县省区市跨每由为是了与和及对向到给从在的直辖地级")
    /// What a county does with 市总工会: 紧扣市总工会的任务, 配合市总工会.
    private static let deeds: Set<UInt64> = Set(
        ["紧扣", "围绕", "按照", "根据", "落实", "配合", "联合", "上级", "争取", "报请", "荣获", "获得", "完成", "达到", "通过", "遵照", "贯彻", "响应", "接受",
            "邀请", "会同", "依托", "承办", "参加", "协助", "助力", "推动", "支持", "关于", "报送", "推荐", "申报", "受到", "得到", "举办", "召开", "经过", "位居", "超额",
            "覆盖", "工作", "活动", "总结", "服务", "建设", "发展", "提升", "成效", "实效", "落地", "会员", "职工", "企业", "成立", "组建", "建立", "设立", "创建", "组成", "此次", "本次", "同时", "其中", "日前", "近日", "目前", "今年", "去年"].map { NameKey.pack($0) })
    private static let zones: Set<UInt64> = Set(
        ["开发", "高新", "经开", "示范", "保税", "新兴", "试验", "景区", "管理", "自治", "城区", "片区"].map { NameKey.pack($0) })
    private static let cityWords: Set<UInt64> = Set(
        ["大城", "小城", "省城", "各城", "国城", "个城", "型城", "类城", "海城", "点城", "明城", "心城"].map { NameKey.pack($0) })
}
