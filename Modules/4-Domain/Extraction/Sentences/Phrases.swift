import Text

/// Cutting words out of a sentence: without openers and closers, at word edges, behind modifiers.
struct Phrases {
    let page: Page
    /// The report's city as scalars: it names nothing at the start of a subject.
    private let city: [UInt32]

    init(page: Page, city: String) {
        self.page = page
        let name = folded(city)
        self.city = name.count >= 3 ? name : []
    }

    private static let federation = folded("总工会")
    private static let ofCity = folded("市总")

    /// 青岭市, 青岭市总, 青岭市总工会: where the city's name at the start of a stretch ends.
    private func cityEnd(_ low: Int, _ high: Int) -> Int? {
        guard let first = city.first, page.text.scalars[low] == first else { return nil }
        let end = low + city.count
        if page.text.has(city, at: low) {
            if end + 3 <= high, page.text.has(Self.federation, at: end) { return end + 3 }
            if end < high, page.text.scalars[end] == Self.federation[0] { return end + 1 }
            if end <= high { return end }
        }
        // 青岭|去年开了…
        if end < high, page.text.scalars[end - 1] != city.last, page.text.has(Array(city.dropLast()), at: low), page.beginning(at: end - 1, .lead).map({ $0.end - $0.start >= 2 && Int($0.end) <= high }) == true { return end - 1 }
        return end + 1 <= high && page.text.has(Self.ofCity, at: end - 1) && page.text.has(Array(city.dropLast()), at: low) ? end + 1 : nil
    }

    /// A mention's words before its number, without those that open or close them and name nothing.
    @inline(__always)
    func own(_ m: Mention) -> Range<Int> { m.own ?? trim(m.before) }

    /// Without the words that open or close a clause and name nothing.
    func trim(_ r: Range<Int>) -> Range<Int> {
        var low = r.lowerBound
        var high = r.upperBound
        while low < high, let next = opened(low, high), next > low { low = min(next, high) }
        while low < high, let next = closed(low, high), next < high { high = next }
        // 粉丝由年初的6.3万|涨到: what it was before
        if high < r.upperBound, high - low > 4, page.text.classes[high - 1] == CharacterClass.magnitude, page.beginning(at: high, .result) != nil {
            var p = high - 1
            while p > low, page.text.classes[p - 1] == CharacterClass.digit || page.text.classes[p - 1] == CharacterClass.dot { p -= 1 }
            if p < high - 1, p > low { return trim(low..<p) }
        }
        return low..<high
    }

    func opened(_ low: Int, _ high: Int) -> Int? {
        let k = page.text.classes[low]
        if page.text.scalars[low] == 0x22, page.quote(around: low + 1) != nil { return nil }
        switch k {
        case CharacterClass.space, CharacterClass.lineFeed, CharacterClass.pause, CharacterClass.mark, CharacterClass.closeParenthesis,
            CharacterClass.dash, CharacterClass.colon, CharacterClass.comma, CharacterClass.semicolon, CharacterClass.stop, CharacterClass.closeQuote:
            return low + 1
        case CharacterClass.ideograph where page.text.scalars[low] == 0x7684: return low + 1
        case CharacterClass.digit: return pastDate(low, high) ?? pastNumbering(low, high)
        case CharacterClass.openQuote: return (low + 1..<high).contains { page.text.classes[$0] == CharacterClass.closeQuote } ? nil : low + 1
        default: break
        }
        if let end = cityEnd(low, high) { return end }
        if page.text.scalars[low] == 0x53CA, page.text.scalar(low + 1) == 0x65F6 { return nil }
        // 工会还|自掏腰包
        if page.text.scalars[low] == 0x5DE5, page.text.scalar(low + 1) == 0x4F1A, Self.besides.contains(page.text.scalar(low + 2)), low + 4 < high { return low + 3 }
        // 为他们|新建工会
        if page.text.scalar(low + 2) == 0x4EEC, low + 3 < high, page.text.scalars[low + 1] == 0x4ED6 || page.text.scalars[low + 1] == 0x5979 { return low + 3 }
        if page.text.scalars[low] == 0x4ED6, page.text.scalar(low + 1) == 0x4EEC { return low + 2 }
        if page.text.scalars[low] == 0x5728, Self.standing.contains(page.text.scalar(low + 1)) { return nil }
        if page.text.scalars[low] == 0x5BF9, Self.facing.contains(page.text.scalar(low + 1)) { return nil }
        if page.text.scalars[low] == 0x5168, Self.honours.end(at: low + 2, in: page.text, upTo: high) != nil { return nil }
        if page.text.scalars[low] == 0x5404, Self.kinds.contains(page.text.scalar(low + 1)), low + 2 < high { return low + 2 }
        guard let h = page.beginning(at: low, .lead), Int(h.end) <= high, !isWithinLonger(low, Int(h.end), high) else { return nil }
        return Int(h.end)
    }

    /// 全国|五一劳动奖章: the level is a part of the name.
    private static let honours = FixedWords(["五一劳动", "工人先锋号", "劳动模范", "模范职工", "先进工作者"])
    /// 各类|基层工会组织.
    private static let kinds = ScalarSet(folded("类种项"))
    /// 1、入户走访: behind the number of a point.
    private func pastNumbering(_ low: Int, _ high: Int) -> Int? {
        var p = low
        while p < high, p - low < 3, page.text.classes[p] == CharacterClass.digit { p += 1 }
        return p + 2 < high && page.text.classes[p] == CharacterClass.pause ? p + 1 : nil
    }

    private static let besides = ScalarSet(folded("还也又则再"))
    private static let standing = ScalarSet(folded("职岗册档库校建编读"))
    private static let facing = ScalarSet(folded("照口接标象比策外"))
    private static let dateMarks = ScalarSet(folded("年月日份底初末前后起个至到-—号度"))

    /// 3月2日, 前10个月, 2021年.
    private func pastDate(_ low: Int, _ high: Int) -> Int? {
        var p = low
        var marks = 0
        while p < high {
            if page.text.classes[p] == CharacterClass.digit { p += 1; continue }
            guard Self.dateMarks.contains(page.text.scalars[p]) else { break }
            marks += 1
            p += 1
        }
        return marks > 0 ? p : nil
    }

    func closed(_ low: Int, _ high: Int) -> Int? {
        switch page.text.classes[high - 1] {
        case CharacterClass.space, CharacterClass.lineFeed, CharacterClass.pause, CharacterClass.openParenthesis, CharacterClass.mark,
            CharacterClass.colon, CharacterClass.comma, CharacterClass.openQuote, CharacterClass.dash, CharacterClass.dot:
            return high - 1
        case CharacterClass.closeQuote:
            if !(low..<high - 1).contains(where: { page.text.classes[$0] == CharacterClass.openQuote }) { return high - 1 }
        default: break
        }
        if high - low > 2, page.text.scalars[high - 1] == 0x7B49, page.text.scalars[high - 2] == 0x4E0D { return high - 2 }
        guard let longest = page.longestEnding(at: high, from: low) else { return nil }
        // 每季度上门|不得少于
        if longest.end - longest.start >= 3, page.classes(longest).contains(.atLeast) || page.classes(longest).contains(.atMost) { return Int(longest.start) }
        if page.classes(longest).contains(.tail) { return wordEnd(longest, low, high) ?? Int(longest.start) }
        // 建会率|达, 总数|达, 建制率|为
        if page.text.scalars[high - 1] == 0x8FBE || page.text.scalars[high - 1] == 0x4E3A, !page.classes(longest).isDisjoint(with: [.share, .total]), high - low > 1 { return high - 1 }
        // 总数|增加到, where a codebook knows both as one word
        guard page.text.scalar(high - 1) == 0x5230 || page.text.scalar(high - 1) == 0x81F3, let tail = page.ending(at: high, .tail, from: low), tail.end - tail.start >= 2 else { return nil }
        return Int(tail.start)
    }

    private static let matches = ScalarSet(folded("配结核校应比相"))
    private static let directions = ScalarSet(folded("方意导走动转趋"))

    /// Where a closer is the end of a word: 方|向 stays, of 人数达 only 达 goes.
    private func wordEnd(_ closer: Page.Hit, _ low: Int, _ high: Int) -> Int? {
        let before = page.text.scalar(Int(closer.start) - 1)
        guard Int(closer.start) > low else { return nil }
        // 健|在
        if closer.end - closer.start == 1, page.text.scalars[high - 1] == 0x5728, before == 0x5065 { return high }
        if closer.end - closer.start == 1, page.text.scalars[high - 1] == 0x5BF9 { return Self.matches.contains(before) ? high : nil }
        if closer.end - closer.start == 1, page.text.scalars[high - 1] == 0x5411 { return Self.directions.contains(before) ? high : nil }
        return closer.end - closer.start == 2 && page.text.scalars[high - 2] == 0x6570 && before == 0x4EBA ? high - 1 : nil
    }

    /// An opener that begins a longer known word, or lies across one, stays.
    private func isWithinLonger(_ low: Int, _ end: Int, _ high: Int) -> Bool {
        if Self.longer.end(at: low, in: page.text, upTo: high) != nil { return true }
        for h in page.hits(in: low..<end) where Int(h.end) > end && Int(h.end) <= high {
            guard !page.classes(h).isDisjoint(with: [.codebook, .topic, .bareSubject]) else { continue }
            // 共|举办: no word of its own, though a codebook may hold both together
            if Int(h.start) == low, page.text.scalars[low] == 0x5171, page.beginning(at: end, [.lightVerb, .new]).map({ $0.end == h.end }) == true { continue }
            return true
        }
        return false
    }

    /// Words that begin like an opener: 现场, and not 现|有.
    private static let longer = FixedWords(["现场", "现金", "现代", "现役", "现行", "共青团", "共享", "共同", "并网", "直播", "直属", "直营", "让利", "按户", "按人", "有声", "有关"])

    /// At most 14 scalars from the end, from behind the last 的 or 、.
    func shorten(_ r: Range<Int>) -> Range<Int> {
        // 线上线下|培训基层工会主席、经审委员: a list from its verb on
        if r.count > 14, r.count <= 24, let pause = r.first(where: { page.text.classes[$0] == CharacterClass.pause }), let verb = page.hits(in: r.lowerBound + 1..<pause).last(where: { page.classes($0).contains(.lightVerb) && $0.end - $0.start >= 2 }), r.upperBound - Int(verb.start) <= 16, pause - Int(verb.end) >= 2 { return Int(verb.start)..<r.upperBound }
        let isRate = r.count <= 22 && page.text.scalar(r.upperBound - 1) == 0x7387
        let cut = r.count > 16 && !isRate && !(r.count <= 28 && isList(r)) ? last(r, 14) : r
        guard cut.count > 13, let q = page.lastQuote(in: cut), q.count > 9, cut.count > 18 || page.text.scalar(q.upperBound) == 0x7B49 || page.text.scalar(q.upperBound) == 0x671F, cut.upperBound - q.upperBound >= 4 else { return cut }
        return trim(q.upperBound..<cut.upperBound)
    }

    /// 慰问医护人员、社区工作者、公安干警: a verb or quotation and a short list, told as a whole.
    private func isList(_ r: Range<Int>) -> Bool {
        guard r.contains(where: { page.text.classes[$0] == CharacterClass.pause }), !r.contains(where: { page.text.scalars[$0] == 0x7B49 || page.text.scalars[$0] == 0x7684 }) else { return false }
        return page.text.classes[r.lowerBound] == CharacterClass.openQuote || page.beginning(at: r.lowerBound, .lightVerb) != nil || page.text.scalar(r.upperBound) == 0x7B49 && page.beginning(at: r.lowerBound + 2, .lightVerb) != nil
    }

    /// The last words of a stretch: about `n` scalars, from behind a 的 or 、 where one stands, never within a known word or quotation.
    func last(_ r: Range<Int>, _ n: Int) -> Range<Int> {
        guard r.count > n else { return r }
        let t = page.text
        var low = r.upperBound - n
        var p = r.upperBound - 4
        while p > low {
            if t.scalars[p] == 0x7684 || t.classes[p] == CharacterClass.pause { low = p + 1; break }
            p -= 1
        }
        for h in page.hits(in: max(r.lowerBound, low - 4)..<low) where Int(h.end) > low && h.end - h.start >= 2 && Int(h.end) < r.upperBound - 2 {
            low = Int(h.start)
            break
        }
        if let q = page.quote(around: low), q.upperBound < r.upperBound - 2, r.upperBound - q.lowerBound < n + 12 {
            low = max(r.lowerBound, q.lowerBound - 1)
        }
        while low < r.upperBound - 4, t.classes[low] == CharacterClass.digit { low = (pastDate(low, r.upperBound) ?? low + 1) }
        if low > r.lowerBound, let close = (low..<r.upperBound - 2).first(where: { t.classes[$0] == CharacterClass.closeParenthesis || t.classes[$0] == CharacterClass.openParenthesis }), t.classes[close] == CharacterClass.closeParenthesis { low = close + 1 }
        while low < r.upperBound - 2, t.scalars[low] == 0x7684 || t.classes[low] == CharacterClass.closeQuote || t.scalars[low] == 0x7B49 && low > r.lowerBound { low += 1 }
        return low..<r.upperBound
    }

    private static let means = FixedWords(["依托", "围绕", "利用", "借助", "聚焦", "针对", "按照", "结合", "立足", "面向", "瞄准"])
    /// 围绕, 依托: what something is done by or about, and no noun.
    func isMeans(_ r: Range<Int>) -> Bool { Self.means.contains(r, in: page.text) }

    private static let studying = FixedWords(["理论学习中心组", "理论中心组", "学习中心组", "中心组"])
    private static let fields = FixedWords(["等行业", "等领域", "等群体"])
    private static let measures = ScalarSet(folded("率数量额面度"))

    /// Words before a number, from their last verb on where much stands before it: 对已建会企业|发出要约.
    func core(_ r: Range<Int>) -> Range<Int> {
        guard r.count > 14 else { return r }
        var low = r.lowerBound
        for h in page.hits(in: r) where h.end - h.start >= 2 && page.classes(h).contains(.lightVerb) {
            let at = Int(h.start)
            if page.classes(h).contains(.noun) || Self.measures.contains(page.text.scalar(Int(h.end))) { continue }
            // “金点子”|征集活动: a verb right behind a quotation belongs to its noun
            if at - r.lowerBound >= 4, r.upperBound - Int(h.end) >= 2, page.text.classes[at - 1] != CharacterClass.closeQuote, page.quote(around: at) == nil { low = at }
        }
        // 理论学习中心组|开展集体学习: a body that studies is a part of what is told
        if low > r.lowerBound + 2, let body = Self.studying.start(endingAt: low, in: page.text, from: r.lowerBound), r.upperBound - low <= 7 { low = body }
        // 在货运、快递等行业|新建工会
        if low > r.lowerBound, r.count <= 22, Self.fields.start(endingAt: low, in: page.text, from: r.lowerBound) != nil { low = r.lowerBound }
        // 依托加油站|建设驿站: by what means, and what was done
        if low == r.lowerBound, Self.means.end(at: r.lowerBound, in: page.text) != nil {
            for h in page.hits(in: r.lowerBound + 4..<r.upperBound) where h.end - h.start >= 2 && page.classes(h).contains(.lightVerb) && r.upperBound - Int(h.end) >= 2 && page.quote(around: Int(h.start)) == nil { low = Int(h.start) }
        }
        // 邮储银行分行|投入资金: who, where what is told is bare
        if r.upperBound - low <= 5, r.count <= 18,
            !r.contains(where: { page.text.classes[$0] == CharacterClass.pause }) { return r }
        return low..<r.upperBound
    }

    private static let urging = FixedWords(["引导", "推动", "动员", "吸引", "发动"])
    private static let buying = FixedWords(["采购", "开发", "集成", "修订", "新订和修改", "新订", "收到", "购买", "编印", "配发", "印制", "展出", "选送", "制作"])

    /// 修订完善组织人事、财务管理等工作制度 → 修订完善工作制度: the verb before a list and the noun behind its 等.
    func listed(_ r: Range<Int>) -> String? {
        let t = page.text
        var etc = r.upperBound - 3
        while etc > r.lowerBound + 3, t.scalars[etc] != 0x7B49 { etc -= 1 }
        guard etc > r.lowerBound + 3, t.scalars[etc] == 0x7B49 else { return nil }
        var isNamed = false, isList = false
        for p in r.lowerBound..<etc {
            if t.classes[p] == CharacterClass.pause { isList = true }
            if t.classes[p] == CharacterClass.closeTitle, t.classes[p + 1] == CharacterClass.openTitle { isList = true }
            if t.classes[p] == CharacterClass.closeQuote, t.classes[p + 1] == CharacterClass.openQuote || t.classes[p + 1] == CharacterClass.pause { isNamed = true }
        }
        let made = Self.buying.end(at: r.lowerBound, in: t, upTo: etc)
        guard isList || isNamed || made.map({ etc - $0 >= 4 }) == true else { return nil }
        // 短视频、征文等|作品
        if Self.goods.contains(etc + 1..<r.upperBound, in: t) {
            let list = (r.lowerBound..<etc).first { t.classes[$0] == CharacterClass.pause } ?? etc
            guard let verb = page.hits(in: r.lowerBound..<list).last(where: { page.classes($0).contains(.lightVerb) && $0.end - $0.start >= 2 }).map({ Int($0.start)..<Int($0.end) }) ?? (r.lowerBound..<list).lazy.compactMap({ p in Self.buying.end(at: p, in: t, upTo: list).map { p..<$0 } }).first else { return page.source(etc + 1..<r.upperBound) }
            return page.source(verb) + page.source(etc + 1..<r.upperBound)
        }
        if r.count <= 14, r.upperBound - etc >= 4, !isNamed { return nil }
        if Self.urging.end(at: r.lowerBound, in: t) != nil { return nil }
        let opening = page.hits(in: r.lowerBound..<min(r.lowerBound + 5, etc))
        let verb = opening.first(where: { page.classes($0).contains(.lightVerb) && $0.end - $0.start >= 2 }).map { Int($0.end) } ?? made
        var noun = etc + 1
        if t.scalars[noun] == 0x5404, t.scalar(noun + 1) == 0x7C7B || t.scalar(noun + 1) == 0x9879 { noun += 2 }
        if t.scalars[noun] == 0x65B9, t.scalar(noun + 1) == 0x9762, r.upperBound - noun >= 4, verb != nil { noun += 2 }
        guard r.upperBound - noun >= 2, r.upperBound - noun <= 12 else { return nil }
        guard let verb else { return isNamed && r.upperBound - noun >= 4 && t.classes[r.lowerBound] == CharacterClass.openQuote ? page.source(noun..<r.upperBound) : nil }
        if Self.bareNouns.contains(noun..<r.upperBound, in: t) {
            return r.upperBound - verb <= 28 ? page.source(verb..<r.upperBound) : withoutQuotes(t.scalars[verb] == 0x4E86 ? verb + 1..<r.upperBound : verb..<r.upperBound)
        }
        return page.source(r.lowerBound..<verb) + page.source(noun..<r.upperBound)
    }

    /// “读好书”分享会、“送理论”宣讲会 → 分享会、宣讲会.
    private func withoutQuotes(_ r: Range<Int>) -> String {
        var out = ""
        var low = r.lowerBound
        for p in r where page.text.classes[p] == CharacterClass.closeQuote && page.text.kind(p + 1) == CharacterClass.ideograph {
            guard let q = page.quote(around: p - 1), q.lowerBound > low else { continue }
            out += page.source(low..<q.lowerBound - 1)
            low = p + 1
        }
        return out + page.source(low..<r.upperBound)
    }

    /// 每个创新工作室|年内至少完成1项: whose norm it is, up to the words of time, bound and verb.
    func eachOne(_ each: Page.Hit, _ r: Range<Int>) -> Range<Int>? {
        let low = Int(each.start)
        for p in Int(each.end) + 2..<min(Int(each.end) + 10, r.upperBound) {
            if page.beginning(at: p, [.lightVerb, .atLeast, .atMost]) != nil || page.text.scalars[p] == 0x5E74 || page.text.scalars[p] == 0x6BCF { return low..<p }
        }
        return nil
    }

    /// Whether the characters of one stretch stand within another.
    func holds(_ whole: Range<Int>, _ part: Range<Int>) -> Bool {
        let t = page.text
        guard part.count <= whole.count else { return false }
        for p in whole.lowerBound...whole.upperBound - part.count where part.indices.allSatisfy({ t.scalars[$0] == t.scalars[p + $0 - part.lowerBound] }) { return true }
        return false
    }

    /// Whether two characters in a row of one stretch stand in another: 互助保障 and 兑付互助金.
    func akin(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
        let t = page.text
        for p in a where p + 1 < a.upperBound { for q in b where q + 1 < b.upperBound && t.scalars[p] == t.scalars[q] && t.scalars[p + 1] == t.scalars[q + 1] { return true } }
        return false
    }

    private static let goods = FixedWords(["作品", "物资", "用品", "物品", "慰问品"])
    private static let bareNouns = FixedWords(["活动", "比赛", "赛事", "培训班", "培训", "工会", "行业工会"])

    /// The verb before a list that 等 closes right before a number: 开辟|政治、普法等|8个专栏.
    func enumerated(_ r: Range<Int>) -> Range<Int>? {
        guard r.count > 8, page.text.scalar(r.upperBound) == 0x7B49 || page.text.scalars[r.upperBound - 1] == 0x7B49, r.contains(where: { page.text.classes[$0] == CharacterClass.pause }) else { return nil }
        guard let verb = page.hits(in: r.lowerBound..<min(r.lowerBound + 5, r.upperBound)).first(where: { page.classes($0).contains(.lightVerb) && $0.end - $0.start >= 2 }) else {
            // “工友帮”平台|集成|申报、咨询等|9项事项
            for p in r.lowerBound..<min(r.lowerBound + 12, r.upperBound - 3) {
                if page.text.classes[p] == CharacterClass.pause { break }
                if let end = Self.embracing.end(at: p, in: page.text) { return r.lowerBound..<end }
            }
            return r.lowerBound..<r.lowerBound
        }
        return r.lowerBound..<Int(verb.end)
    }

    private static let embracing = FixedWords(["涵盖", "囊括", "包含", "设有", "集成", "开设了"])
    private static let making = FixedWords(["减免", "确定", "申报", "展出", "收到", "摸排", "排查", "查出", "发现", "提出", "编印", "制作", "募集", "处理", "选出"])

    /// Without the verbs at its front: 新建|户外劳动者驿站.
    func withoutVerb(_ r: Range<Int>) -> Range<Int> {
        var low = r.lowerBound
        while low < r.upperBound, let end = page.beginning(at: low, [.lightVerb, .new]).map({ Int($0.end) }) ?? Self.making.end(at: low, in: page.text), end < r.upperBound - 1, !Self.suffixes.contains(page.text.scalars[end]) { low = end }
        return low..<r.upperBound
    }

    private static let party = FixedWords(["市委", "市政府", "县委", "区委", "省委"])
    private static let manners = FixedWords(["等形式", "等方式", "等办法", "等手段", "等途径"])

    /// 以快板、山歌等形式|下厂区宣讲: what was done, without by what means.
    func withoutMeans(_ r: Range<Int>) -> Range<Int> {
        guard r.count >= 10 else { return r }
        for p in r.lowerBound + 2..<r.upperBound - 5 where page.text.scalars[p] == 0x7B49 { if let end = Self.manners.end(at: p, in: page.text, upTo: r.upperBound - 2), page.quote(around: p) == nil { return trim(end..<r.upperBound) } }
        return r
    }

    private static let jointly = FixedWords(["会同", "联合", "携手", "联手", "协同"])
    private static let offices = FixedWords(["部门", "单位", "机构"])
    private static let leading = FixedWords(["带队", "率队", "分头", "牵头", "上门"])

    /// Without who does it, where a word of leading divides: 班子领导带队|走访企业.
    func withoutActor(_ r: Range<Int>) -> Range<Int> {
        guard r.count >= 8 else { return r }
        // 市委、市政府|表彰劳动模范
        if let party = Self.party.end(at: r.lowerBound, in: page.text), let verb = page.hits(in: party..<r.upperBound - 3).first(where: { page.classes($0).contains(.lightVerb) && $0.end - $0.start >= 2 }), Int(verb.start) - party <= 8 { return Int(verb.start)..<r.upperBound }
        if Self.jointly.end(at: r.lowerBound, in: page.text) != nil, let end = (r.lowerBound + 4..<r.upperBound - 3).last(where: { Self.offices.start(endingAt: $0, in: page.text, from: r.lowerBound) != nil }) { return end..<r.upperBound }
        for p in (r.lowerBound + 4..<r.upperBound - 3).reversed() { if Self.leading.start(endingAt: p, in: page.text, from: r.lowerBound + 2) != nil { return p..<r.upperBound } }
        return r
    }

    private static let told: WordClass = [.lead, .sum, .plan, .total]

    /// Without the union that acts, where what it does follows: 市级工会共|筹集助学金, 区总工会累计|投入资金.
    func withoutUnion(_ r: Range<Int>) -> Range<Int> {
        let t = page.text
        guard r.count >= 7 else { return r }
        for p in r.lowerBound + 1..<min(r.lowerBound + 11, r.upperBound - 4) where t.scalars[p] == 0x5DE5 && t.scalars[p + 1] == 0x4F1A && Self.levels.contains(t.scalars[p - 1]) {
            var q = p + 2
            while q < r.upperBound - 2, let lead = page.beginning(at: q, Self.told) { q = Int(lead.end) }
            guard let verb = page.beginning(at: q, .lightVerb), verb.end - verb.start >= 2, !verb.classes.contains(.noun), !Self.ambiguous.contains(Int(verb.start)..<Int(verb.end), in: t), Int(verb.end) <= r.upperBound else { continue }
            return page.contains(.lightVerb, in: r.lowerBound..<p) || page.quote(around: p) != nil ? r : q..<r.upperBound
        }
        return r
    }

    private static let levels = ScalarSet(folded("总级镇乡道"))
    /// 工会|组织, 工会|服务, 工会|联合会: a noun goes on.
    private static let ambiguous = FixedWords(["组织", "联合", "组建", "引导", "带动"])

    private static let eventVerbs = FixedWords(["组织开展", "组织举办", "举办", "开展", "举行", "召开", "办起", "承办"])

    /// Without a verb that says no more than that it took place: 举办|讲座, 开展|普法宣传.
    func withoutEventVerb(_ r: Range<Int>) -> Range<Int> {
        guard let end = Self.eventVerbs.end(at: r.lowerBound, in: page.text, upTo: r.upperBound) else { return r }
        let low = page.text.scalar(end) == 0x4E86 ? end + 1 : end
        return r.upperBound - low >= 2 ? low..<r.upperBound : r
    }

    private static let given = ["领到", "申领", "给付", "支付", "发放", "获得"]
    private static let deeds: [String] = ["发放", "领到", "投入", "筹集", "支出", "给予", "补助", "支付", "发出", "签订", "举办", "开展", "完成"]

    /// A made subject without the verb at its front: 发放帮扶资金 → 帮扶资金.
    func noun(of subject: String) -> String {
        for deed in Self.given {
            if let at = place(of: deed, in: subject), subject.utf8.count - at - deed.utf8.count >= 6 { return String(decoding: Array(subject.utf8)[(at + deed.utf8.count)...], as: UTF8.self) }
        }
        for deed in Self.deeds where subject.hasPrefix(deed) && subject.utf8.count > deed.utf8.count + 3 { return String(subject.dropFirst(deed.count)) }
        return head(subject)
    }
}
