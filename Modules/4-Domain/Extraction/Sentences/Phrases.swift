import Text

/// Cutting words out of a sentence: without openers and closers, at word edges, behind modifiers.
struct Phrases {
    let page: Page
    /// The report's city with and without 市, as scalars: names nothing at the start of a subject.
    private let cities: [[UInt32]]

    init(page: Page, city: String) {
        self.page = page
        let name = folded(city)
        cities = name.count >= 3 ? [name + folded("总工会"), name + folded("总"), name, Array(name.dropLast()) + folded("市总")] : []
    }

    /// Without the words that open or close a clause and name nothing.
    func trim(_ r: Range<Int>) -> Range<Int> {
        var low = r.lowerBound
        var high = r.upperBound
        while low < high, let next = opened(low, high), next > low { low = min(next, high) }
        while low < high, let next = closed(low, high), next < high { high = next }
        return low..<high
    }

    private func opened(_ low: Int, _ high: Int) -> Int? {
        let k = page.text.classes[low]
        switch k {
        case CharacterClass.space, CharacterClass.lineFeed, CharacterClass.pause, CharacterClass.mark, CharacterClass.closeParenthesis,
            CharacterClass.dash, CharacterClass.colon, CharacterClass.comma, CharacterClass.semicolon, CharacterClass.stop, CharacterClass.closeQuote:
            return low + 1
        case CharacterClass.digit: return pastDate(low, high)
        default: break
        }
        for c in cities where page.text.has(c, at: low) && low + c.count <= high { return low + c.count }
        guard let h = page.beginning(at: low, .lead), Int(h.end) <= high, !isWithinLonger(low, Int(h.end), high) else { return nil }
        return Int(h.end)
    }

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

    private func closed(_ low: Int, _ high: Int) -> Int? {
        switch page.text.classes[high - 1] {
        case CharacterClass.space, CharacterClass.lineFeed, CharacterClass.pause, CharacterClass.openParenthesis, CharacterClass.mark,
            CharacterClass.colon, CharacterClass.comma, CharacterClass.openQuote, CharacterClass.dash, CharacterClass.dot:
            return high - 1
        default: break
        }
        guard let longest = page.longestEnding(at: high, from: low) else { return nil }
        if page.classes(longest).contains(.tail) { return Int(longest.start) }
        // 建会率|达, 总数|达
        if page.text.scalars[high - 1] == 0x8FBE, !page.classes(longest).isDisjoint(with: [.share, .total]), high - low > 1 { return high - 1 }
        // 总数|增加到, where a codebook knows both as one word
        guard page.text.scalar(high - 1) == 0x5230 || page.text.scalar(high - 1) == 0x81F3, let tail = page.ending(at: high, .tail, from: low), tail.end - tail.start >= 2 else { return nil }
        return Int(tail.start)
    }

    /// An opener that begins a longer known word, or lies across one, stays.
    private func isWithinLonger(_ low: Int, _ end: Int, _ high: Int) -> Bool {
        for h in page.hits(in: low..<end) where Int(h.end) > end && Int(h.end) <= high {
            if !page.classes(h).isDisjoint(with: [.codebook, .topic, .bareSubject]) { return true }
        }
        return false
    }

    /// At most 14 scalars from the end, from behind the last 的 or 、.
    func shorten(_ r: Range<Int>) -> Range<Int> {
        let cut = r.count > 16 ? last(r, 14) : r
        guard let q = page.lastQuote(in: cut), q.count > 9, cut.upperBound - q.upperBound >= 4 else { return cut }
        return q.upperBound..<cut.upperBound
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
        return low..<r.upperBound
    }

    // MARK: Behind the unit

    /// The noun behind a unit, without what belongs to the number (左右, 以上); up to the next number where nothing divides them.
    func behind(_ m: Mention, next: Int) -> Range<Int> {
        var low = m.behind.lowerBound
        var high = m.behind.upperBound
        let t = page.text
        if next > m.end, next - m.end <= 14, (m.end..<next).allSatisfy({ !isDivider(t.classes[$0]) }) {
            high = max(high, next)
        }
        while low < high, t.classes[low] == CharacterClass.space || t.classes[low] == CharacterClass.closeParenthesis { low += 1 }
        if let h = page.beginning(at: low, [.aboutBehind, .atLeastBehind, .atMostBehind]), Int(h.end) <= high { low = Int(h.end) }
        if low < high, t.scalars[low] == 0x7684 { low += 1 }
        guard low < high, t.classes[low] != CharacterClass.pause, t.classes[low] != CharacterClass.openParenthesis else { return low..<low }
        // 和, 及 joins the next number's words
        if next - low <= 14, t.scalars[low] == 0x548C || t.scalars[low] == 0x53CA { return low..<low }
        if page.beginning(at: low, [.result, .growth]) != nil, high - low <= 4 { return low..<low }
        while high > low, let next = closed(low, high), next < high { high = next }
        while high > low, t.classes[high - 1] == CharacterClass.stop || t.classes[high - 1] == CharacterClass.closeParenthesis && !isPaired(low..<high) { high -= 1 }
        return low..<max(low, high)
    }

    /// Whether a closing bracket at the end of a stretch was opened within it: 县（市、区）.
    private func isPaired(_ r: Range<Int>) -> Bool { r.contains { page.text.classes[$0] == CharacterClass.openParenthesis } }

    /// Behind the last semicolon of a stretch; its start where there is none.
    func groupStart(_ r: Range<Int>) -> Int {
        r.last { page.text.classes[$0] == CharacterClass.semicolon }.map { $0 + 1 } ?? r.lowerBound
    }

    /// The first semicolon of a stretch; its end where there is none.
    func groupEnd(_ r: Range<Int>) -> Int { r.first { page.text.classes[$0] == CharacterClass.semicolon } ?? r.upperBound }

    private func isDivider(_ k: UInt8) -> Bool {
        k == CharacterClass.pause || k == CharacterClass.comma || k == CharacterClass.semicolon || k == CharacterClass.stop || k == CharacterClass.colon
            || k == CharacterClass.dot
    }

    private static let coverbs = ScalarSet(folded("与把被给围赴"))

    private static let adverbs = ScalarSet(folded("已均都"))
    private static let awards = FixedWords(["授予", "评为", "认定", "命名", "确定"])
    private static let manners = FixedWords(["火热", "顺利", "全部", "圆满", "全面", "有序", "深入", "持续", "广泛", "均已", "如期", "按期", "已", "全", "均", "逐步"])
    private static let ends = FixedWords(["开展", "完成", "落实", "启动", "兑现", "实施", "推进", "办结", "建成", "落地", "达标", "销号", "清零", "到位"])

    /// A month or day begins here: 12月20日.
    private func isDate(_ p: Int) -> Bool {
        var q = p
        while page.text.kind(q) == CharacterClass.digit { q += 1 }
        let u = page.text.scalar(q)
        return u == 0x6708 || u == 0x65E5 || u == 0x5E74
    }

    /// A noun with a short predicate behind it, without that: 项目|火热开展, 重点任务|全部完成.
    private func withoutPredicate(_ whole: Range<Int>) -> Range<Int> {
        var r = whole
        if r.count >= 5, let digit = (r.lowerBound + 2..<r.upperBound).first(where: { page.text.classes[$0] == CharacterClass.digit && isDate($0) }), page.quote(around: digit) == nil {
            r = r.lowerBound..<digit
        }
        guard r.count >= 4, let high = Self.ends.start(endingAt: r.upperBound, in: page.text) else { return r }
        return r.lowerBound..<(Self.manners.start(endingAt: high, in: page.text, from: r.lowerBound + 2) ?? r.upperBound)
    }

    /// A noun with a whole clause behind it, without that clause: 快递企业|与行业工会签下…, 信息员|人人建台账.
    func noun(_ whole: Range<Int>) -> Range<Int> {
        var r = withoutPredicate(whole)
        if r.count > 3, Self.adverbs.contains(page.text.scalars[r.lowerBound]), !isInWord(r.lowerBound + 1, r) { r = r.lowerBound + 1..<r.upperBound }
        if r.count > 3, page.text.scalars[r.upperBound - 1] == 0x4E2D { r = r.lowerBound..<r.upperBound - 1 }
        guard r.count > 6 else { return r }
        let t = page.text
        for p in r.lowerBound + 2..<min(r.upperBound - 1, r.lowerBound + 11) {
            if page.quote(around: p) != nil { continue }
            if Self.coverbs.contains(t.scalars[p]), !isInWord(p, r), !(t.scalars[p] == 0x88AB && Self.awards.end(at: p + 1, in: t) != nil) { return r.lowerBound..<p }
            if t.scalars[p] == 0x9001, t.scalars[p + 1] == 0x53BB { return r.lowerBound..<p }
            if t.scalars[p] == 0x4EBA, t.scalars[p + 1] == 0x4EBA { return r.lowerBound..<p }
            if t.scalars[p + 1] == 0x4E86, p > r.lowerBound + 2 { return r.lowerBound..<verbStart(p, r.lowerBound) }
        }
        return r
    }

    /// Whether a known word of two or more begins before a position and ends behind it.
    private func isInWord(_ p: Int, _ r: Range<Int>) -> Bool {
        page.hits(in: max(r.lowerBound, p - 5)..<p).contains { Int($0.end) > p }
    }

    private static let doings = FixedWords(["开展", "进行", "提供", "办理", "实施", "举办", "组织", "做"])

    /// 女职工|开展|免费筛查: whom it is done for, and what is done.
    func doneFor(_ r: Range<Int>) -> (whom: Range<Int>, what: Range<Int>)? {
        guard r.count >= 6 else { return nil }
        for p in r.lowerBound + 2..<min(r.lowerBound + 9, r.upperBound - 2) {
            guard let end = Self.doings.end(at: p, in: page.text, upTo: r.upperBound), !isInWord(p, r) else { continue }
            var what = end..<r.upperBound
            if page.text.scalars[what.lowerBound] == 0x4E86 { what = what.lowerBound + 1..<what.upperBound }
            return what.count >= 2 && what.count <= 12 ? (r.lowerBound..<p, what) : nil
        }
        return nil
    }

    private static let ruled = FixedWords(["企业", "单位", "组织", "公司", "园区", "项目", "家庭"])
    private static let complements = ScalarSet(folded("上到出起完成好下"))

    /// Where the verb begins that ends at a position, before 了: a known word, 用上, 学.
    private func verbStart(_ p: Int, _ low: Int) -> Int {
        if let word = page.longestEnding(at: p + 1, from: low + 2), word.end - word.start >= 2 { return Int(word.start) }
        return Self.complements.contains(page.text.scalars[p]) && p - 1 >= low + 2 ? p - 1 : p
    }

    /// A noun without the long predicate behind it: 环卫工人|送上热气腾腾的饺子; a short one stays (职工参加读书会).
    func withoutLongPredicate(_ r: Range<Int>) -> Range<Int> {
        guard r.count > 9 else { return r }
        for p in r.lowerBound + 2..<min(r.lowerBound + 9, r.upperBound - 6) {
            guard page.text.classes[p] == CharacterClass.ideograph, page.quote(around: p) == nil, let verb = page.beginning(at: p, .lightVerb), verb.end - verb.start >= 2, !page.classes(verb).contains(.noun), !isInWord(p, r) else { continue }
            return r.lowerBound..<p
        }
        return r
    }


    /// What a bound of size is set for: up to 企业, 单位, 组织 behind it.
    func ruled(_ r: Range<Int>) -> Range<Int>? {
        let t = page.text
        var low = r.lowerBound
        if let h = page.beginning(at: low, [.atLeastBehind, .atMostBehind]) { low = Int(h.end) }
        if t.scalar(low) == 0x7684 { low += 1 }
        var p = low
        while p < r.upperBound, p - low < 14 {
            if let end = Self.ruled.end(at: p, in: t, upTo: r.upperBound) { return low..<end }
            p += 1
        }
        return nil
    }

    private static let means = FixedWords(["依托", "围绕", "利用", "借助", "聚焦", "针对", "按照", "结合", "立足", "面向", "瞄准"])
    private static let measures = ScalarSet(folded("率数量额面度"))

    /// Words before a number, from their last verb on where much stands before it: 对已建会企业|发出要约.
    func core(_ r: Range<Int>) -> Range<Int> {
        guard r.count > 14 else { return r }
        var low = r.lowerBound
        for h in page.hits(in: r) where h.end - h.start >= 2 && page.classes(h).contains(.lightVerb) {
            let at = Int(h.start)
            if page.classes(h).contains(.noun) || Self.measures.contains(page.text.scalar(Int(h.end))) { continue }
            if at - r.lowerBound >= 4, r.upperBound - Int(h.end) >= 2, page.quote(around: at) == nil { low = at }
        }
        // 依托加油站|建设驿站: by what means, and what was done
        if low == r.lowerBound, Self.means.end(at: r.lowerBound, in: page.text) != nil {
            for h in page.hits(in: r.lowerBound + 4..<r.upperBound) where h.end - h.start >= 2 && page.classes(h).contains(.lightVerb) && r.upperBound - Int(h.end) >= 2 && page.quote(around: Int(h.start)) == nil { low = Int(h.start) }
        }
        // 邮储银行分行|投入资金: who, where what is told is bare
        if r.upperBound - low <= 5, r.count <= 18,
            !r.contains(where: { page.text.classes[$0] == CharacterClass.pause }) { return r }
        return low..<r.upperBound
    }

    /// 修订完善组织人事、财务管理等工作制度 → 修订完善工作制度: the verb before a list and the noun behind its 等.
    func listed(_ r: Range<Int>) -> String? {
        let t = page.text
        var etc = r.upperBound - 3
        while etc > r.lowerBound + 3, t.scalars[etc] != 0x7B49 { etc -= 1 }
        let hasPause = (r.lowerBound..<max(r.lowerBound, etc)).contains { t.classes[$0] == CharacterClass.pause || t.classes[$0] == CharacterClass.closeTitle && t.kind($0 + 1) == CharacterClass.openTitle }
        guard etc > r.lowerBound + 3, t.scalars[etc] == 0x7B49, hasPause else { return nil }
        if r.count <= 14, r.upperBound - etc >= 4 { return nil }
        let opening = page.hits(in: r.lowerBound..<min(r.lowerBound + 5, etc))
        guard let verb = opening.first(where: { page.classes($0).contains(.lightVerb) && $0.end - $0.start >= 2 }) else { return nil }
        var noun = etc + 1
        if t.scalars[noun] == 0x5404, t.scalar(noun + 1) == 0x7C7B { noun += 2 }
        guard r.upperBound - noun >= 2, r.upperBound - noun <= 12 else { return nil }
        if Self.bareNouns.contains(noun..<r.upperBound, in: t), r.upperBound - Int(verb.end) <= 28 {
            return page.source(Int(verb.end)..<r.upperBound)
        }
        return page.source(r.lowerBound..<Int(verb.end)) + page.source(noun..<r.upperBound)
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

    private static let bareNouns = FixedWords(["活动", "比赛", "赛事"])

    /// The verb before a list that 等 closes right before a number: 开辟|政治、普法等|8个专栏.
    func enumerated(_ r: Range<Int>) -> Range<Int>? {
        guard r.count > 8, page.text.scalar(r.upperBound) == 0x7B49 || page.text.scalars[r.upperBound - 1] == 0x7B49, r.contains(where: { page.text.classes[$0] == CharacterClass.pause }) else { return nil }
        guard let verb = page.hits(in: r.lowerBound..<min(r.lowerBound + 5, r.upperBound)).first(where: { page.classes($0).contains(.lightVerb) && $0.end - $0.start >= 2 }) else {
            return r.lowerBound..<r.lowerBound
        }
        return r.lowerBound..<Int(verb.end)
    }

    /// A long stretch behind a unit: from behind its modifiers (等, 的), at most 20 scalars.
    func shortenBehind(_ r: Range<Int>) -> Range<Int> {
        guard r.count > 14 else { return r }
        let t = page.text
        var low = r.lowerBound
        var p = r.upperBound - 7
        while p > low {
            if t.scalars[p] == 0x7684 || t.scalars[p] == 0x7B49 { low = p + 1; break }
            p -= 1
        }
        return low..<min(r.upperBound, low + 16)
    }

    /// A short noun that a deed follows: 部门|办起竞赛, 职工|参加互助保障. Nil where no verb follows.
    func doer(_ r: Range<Int>) -> Range<Int>? {
        guard r.count >= 5 else { return nil }
        for p in r.lowerBound + 2...min(r.lowerBound + 4, r.upperBound - 3) {
            guard let verb = page.beginning(at: p, .lightVerb), verb.end - verb.start >= 2 || page.text.scalar(p + 1) == 0x4E86, !page.classes(verb).contains(.noun) || page.text.scalars[p] == 0x53C2 && r.count > 16, !isInWord(p, r),
                page.text.scalar(Int(verb.end)) != 0x7684
            else { continue }
            return r.lowerBound..<p
        }
        return nil
    }

    private static let making = FixedWords(["减免", "确定", "申报", "展出", "收到", "摸排", "排查", "查出", "发现", "提出", "编印", "制作", "募集", "处理", "选出"])

    /// Without the verbs at its front: 新建|户外劳动者驿站.
    func withoutVerb(_ r: Range<Int>) -> Range<Int> {
        var low = r.lowerBound
        while low < r.upperBound, let end = page.beginning(at: low, [.lightVerb, .new]).map({ Int($0.end) }) ?? Self.making.end(at: low, in: page.text), end < r.upperBound - 1 { low = end }
        return low..<r.upperBound
    }

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

    // MARK: Topics

    /// The last undertaking named in a stretch: a topic word, else a short quotation of words.
    func topic(in r: Range<Int>) -> Range<Int>? {
        let word = topicWord(in: r)
        if let word, !page.contains(.group, in: word) { return word }
        guard r.lowerBound < r.upperBound, let q = page.lastQuote(in: r), q.count <= 12, q.count >= 5 else { return word }
        if q.contains(where: { page.text.classes[$0] == CharacterClass.digit }) { return word }
        if word != nil, q.contains(where: { page.text.classes[$0] == CharacterClass.chineseDigit || page.text.classes[$0] == CharacterClass.pause }) { return word }
        return withNoun(q) ?? word
    }

    private static let notDone = FixedWords(["等方式", "等形式", "等措施", "机制", "制度", "标准", "要求", "称号", "体系", "模式", "的", "作用", "方式", "原则", "理念", "目标"])
    private static let nounEnds = FixedWords(["活动", "行动", "工程", "计划", "项目", "大赛", "竞赛", "比赛", "培训", "讲座", "服务", "平台", "专列"])

    /// A quotation with the noun that it names: “工会送岗”招聘活动.
    private func withNoun(_ q: Range<Int>) -> Range<Int>? {
        if Self.notDone.end(at: q.upperBound, in: page.text) != nil || q.contains(where: { page.text.scalars[$0] == 0x2B }) { return nil }
        if let word = page.beginning(at: q.upperBound, .topic) { return q.lowerBound..<Int(word.end) }
        for end in q.upperBound + 2..<max(q.upperBound + 2, min(q.upperBound + 7, page.text.count)) where Self.nounEnds.start(endingAt: end, in: page.text) != nil {
            guard (q.upperBound..<end).allSatisfy({ page.text.classes[$0] == CharacterClass.ideograph }) else { return q }
            return q.lowerBound..<end
        }
        return q
    }

    /// An undertaking with the short quotation right before it: “家门口”招聘会.
    func named(_ r: Range<Int>) -> Range<Int> {
        if r.count >= 4, let q = page.quote(around: r.lowerBound), q.count <= 10, q.count > r.count, q.upperBound >= r.upperBound { return q.lowerBound - 1..<q.upperBound + 1 }
        guard page.text.kind(r.lowerBound - 1) == CharacterClass.closeQuote, let q = page.lastQuote(in: max(0, r.lowerBound - 10)..<r.lowerBound),
            q.upperBound == r.lowerBound
        else { return r }
        return q.lowerBound..<r.upperBound
    }

    /// The first topic word of a stretch, the longest that begins there.
    func firstTopic(in r: Range<Int>) -> Range<Int>? {
        var found: Range<Int>?
        for h in page.hits(in: r) where page.classes(h).contains(.topic) && Int(h.end) <= r.upperBound {
            guard found == nil || Int(h.start) == found?.lowerBound else { break }
            found = Int(h.start)..<Int(h.end)
        }
        return found
    }

    /// The last topic word of a stretch; of two that overlap the longer one.
    func topicWord(in r: Range<Int>) -> Range<Int>? {
        var found: Range<Int>?
        for h in page.hits(in: r) where page.classes(h).contains(.topic) && Int(h.end) <= r.upperBound {
            let range = Int(h.start)..<Int(h.end)
            if let f = found, f.lowerBound <= range.lowerBound, range.upperBound <= f.upperBound { continue }
            found = range
        }
        return found
    }

    /// The first words of a subject made before, for another number that leans on it.
    func head(_ subject: String) -> String {
        subject.utf8.count <= 42 ? subject : String(String.UnicodeScalarView(subject.unicodeScalars.suffix(12)))
    }

    /// Whether a string holds another, byte by byte.
    func holds(_ whole: String, _ part: String) -> Bool {
        let a = whole.utf8.span, b = part.utf8.span
        guard !b.isEmpty, b.count <= a.count else { return b.isEmpty }
        for i in 0...a.count - b.count where a[i] == b[0] {
            var k = 1
            while k < b.count, a[i + k] == b[k] { k += 1 }
            if k == b.count { return true }
        }
        return false
    }

    private static let ordinalDigits = ScalarSet(folded("0123456789一二三四五六七八九十"))
    private static let ordinalTails = ScalarSet(folded("届批季"))
    /// Where a string stands in another, in bytes; nil where it does not.
    func place(of part: String, in whole: String) -> Int? {
        let a = whole.utf8.span, b = part.utf8.span
        guard !b.isEmpty, b.count <= a.count else { return nil }
        for i in 0...a.count - b.count where a[i] == b[0] {
            var k = 1
            while k < b.count, a[i + k] == b[k] { k += 1 }
            if k == b.count { return i }
        }
        return nil
    }

    /// A string without a part that stands at a place in it, in bytes.
    func without(_ part: String, at place: Int, in whole: String) -> String {
        let bytes = Array(whole.utf8)
        return String(decoding: bytes[..<place], as: UTF8.self) + String(decoding: bytes[(place + part.utf8.count)...], as: UTF8.self)
    }

    /// The object of a long stretch: behind its last verb, 新设 or 的.
    func object(_ r: Range<Int>) -> Range<Int> {
        var p = r.upperBound - 3
        while p > r.lowerBound {
            let u = page.text.scalars[p - 1]
            if u == 0x7684 || u == 0x8BBE && page.text.scalar(p - 2) == 0x65B0 { return p..<r.upperBound }
            if let verb = page.ending(at: p, [.lightVerb, .new], from: r.lowerBound), verb.end - verb.start >= 2, page.quote(around: p) == nil { return p..<r.upperBound }
            p -= 1
        }
        return r
    }


    /// Without an ordinal that tells which time it is: 第九届, 第三批.
    private func withoutOrdinal(_ s: String) -> String {
        guard holds(s, "第") else { return s }
        let u = Array(s.unicodeScalars)
        guard let at = u.firstIndex(where: { $0.value == 0x7B2C }) else { return s }
        var end = at + 1
        while end < u.count, end - at <= 3, Self.ordinalDigits.contains(u[end].value) { end += 1 }
        guard end > at + 1, end < u.count, Self.ordinalTails.contains(u[end].value), u.count - (end + 1 - at) >= 2 else { return s }
        var out = String.UnicodeScalarView()
        out.append(contentsOf: u[..<at])
        out.append(contentsOf: u[(end + 1)...])
        return String(out)
    }

    /// At most 30 scalars, without ordinals.
    func clip(_ whole: String) -> String {
        let s = withoutOrdinal(whole)
        guard s.utf8.count > 90 else { return s }
        let view = s.unicodeScalars
        return view.count > 30 ? String(String.UnicodeScalarView(view.suffix(30))) : s
    }
}
