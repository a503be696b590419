import Text

/// The noun behind a unit, without what belongs to the number and without what is told of it.
extension Phrases {
    /// The noun behind a unit, without what belongs to the number (左右, 以上); up to the next number where nothing divides them.
    func behind(_ m: Mention, next: Int) -> Range<Int> {
        var low = m.behind.lowerBound
        var high = m.behind.upperBound
        let t = page.text
        if next > m.end, next - m.end <= 14, (m.end..<next).allSatisfy({ !isDivider(t.classes[$0]) }) {
            high = max(high, next)
        }
        if next == m.end, let size = pastSize(next) {
            // 推动36家|25人以上单位新成立工会: the size belongs to the noun
            high = size
            while high < m.clause.upperBound, !isDivider(t.classes[high]), t.classes[high] != CharacterClass.digit { high += 1 }
        }
        while low < high, t.classes[low] == CharacterClass.space || t.classes[low] == CharacterClass.closeParenthesis { low += 1 }
        if let h = page.beginning(at: low, [.aboutBehind, .atLeastBehind, .atMostBehind]), Int(h.end) <= high { low = Int(h.end) }
        // 300元至900元|不等的救助金
        if low + 2 < high, t.scalars[low] == 0x4E0D, t.scalars[low + 1] == 0x7B49 { low += 2 }
        if low < high, t.scalars[low] == 0x7684 { low += 1 }
        // 9件|2021年惠及职工的好事
        if low + 6 < high, t.classes[low] == CharacterClass.digit, t.scalars[low + 4] == 0x5E74, (low..<low + 4).allSatisfy({ t.classes[$0] == CharacterClass.digit }) { low += t.scalars[low + 5] == 0x5EA6 ? 6 : 5 }
        guard low < high, t.classes[low] != CharacterClass.pause, t.classes[low] != CharacterClass.openParenthesis else { return low..<low }
        // 和, 及 joins the next number's words
        if next - low <= 14, t.scalars[low] == 0x548C || t.scalars[low] == 0x53CA { return low..<low }
        if page.beginning(at: low, [.result, .growth]) != nil, high - low <= 4 { return low..<low }
        while high > low, let next = closed(low, high), next < high { high = next }
        while high > low, t.classes[high - 1] == CharacterClass.stop || t.classes[high - 1] == CharacterClass.closeParenthesis && !isPaired(low..<high) { high -= 1 }
        return low..<max(low, high)
    }

    /// Behind a bound of size that begins at a position: 25人以上.
    private func pastSize(_ p: Int) -> Int? {
        var q = p
        while q - p < 5, page.text.kind(q) == CharacterClass.digit || page.text.kind(q) == CharacterClass.chineseDigit || page.text.kind(q) == CharacterClass.magnitude { q += 1 }
        guard q > p, q < page.text.count, let bound = page.beginning(at: q + 1, [.atLeastBehind, .atMostBehind]), bound.end - bound.start >= 2 else { return nil }
        return Int(bound.end)
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

    private static let meanwhile = FixedWords(["已经", "全部", "悉数", "如期", "正在", "年初", "当年"])
    private static let forming = FixedWords(["组成", "编成", "分成"])
    private static let bearers = ScalarSet(folded("业位工会员庭站人户机生组队"))
    private static let acting = ScalarSet(folded("开收办建设走跑送签领"))
    private static let seizing = ScalarSet(folded("把将给"))
    private static let whither = ScalarSet(folded("到进往至抵"))
    private static let handing = ScalarSet(folded("送发交"))
    private static let adverbs = ScalarSet(folded("已均都"))
    private static let awards = FixedWords(["授予", "评为", "评选为", "认定", "命名", "确定", "选为"])
    private static let manners = FixedWords(["火热", "顺利", "全部", "圆满", "全面", "有序", "深入", "持续", "广泛", "均已", "如期", "按期", "已", "全", "均", "逐步"])
    private static let ends = FixedWords(["开展", "完成", "落实", "启动", "兑现", "实施", "推进", "办结", "建成", "落地", "达标", "销号", "清零", "到位"])

    /// A month or day begins here: 12月20日.
    private func isDate(_ p: Int) -> Bool {
        var q = p
        while page.text.kind(q) == CharacterClass.digit { q += 1 }
        let u = page.text.scalar(q)
        return u == 0x6708 || u == 0x65E5 || u == 0x5E74 && page.text.scalar(q + 1) != 0x5EA6
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
        guard !whole.isEmpty else { return whole }
        var r = withoutPredicate(whole)
        if r.count > 3, Self.adverbs.contains(page.text.scalars[r.lowerBound]), !isInWord(r.lowerBound + 1, r) { r = r.lowerBound + 1..<r.upperBound }
        if let end = Self.thereby.end(at: r.lowerBound, in: page.text, upTo: r.upperBound - 2) { r = end..<r.upperBound }
        // 慰问金|送到8名…手中
        if r.count > 2, Self.handing.contains(page.text.scalars[r.upperBound - 1]), Self.whither.contains(page.text.scalar(r.upperBound)) { r = r.lowerBound..<r.upperBound - 1 }
        if r.count >= 4, let start = Self.forming.start(endingAt: r.upperBound, in: page.text, from: r.lowerBound + 2) { r = r.lowerBound..<start }
        // 托管班|收了1500名: what it did
        if r.count > 2, page.text.scalar(r.upperBound) == 0x4E86, page.text.kind(r.upperBound + 1) == CharacterClass.digit, Self.acting.contains(page.text.scalars[r.upperBound - 1]) { r = r.lowerBound..<r.upperBound - 1 }
        if r.count > 3, page.text.scalars[r.upperBound - 1] == 0x4E86, page.text.kind(r.upperBound) == CharacterClass.digit, Self.acting.contains(page.text.scalars[r.upperBound - 2]) { r = r.lowerBound..<r.upperBound - 2 }
        // 168座驿站|里，
        if r.count > 2, page.text.scalars[r.upperBound - 1] == 0x91CC || page.text.scalars[r.upperBound - 1] == 0x4E2D, page.text.kind(r.upperBound) == CharacterClass.comma { r = r.lowerBound..<r.upperBound - 1 }
        // 26个联合工会|把700家企业拢到一起
        if r.count > 2, Self.seizing.contains(page.text.scalars[r.upperBound - 1]), page.text.kind(r.upperBound) == CharacterClass.digit { r = r.lowerBound..<r.upperBound - 1 }
        if r.count > 3, page.text.scalars[r.upperBound - 1] == 0x4E2D { r = r.lowerBound..<r.upperBound - (page.text.scalars[r.upperBound - 2] == 0x624B ? 2 : 1) }
        guard r.count > 6 else { return r }
        let t = page.text
        // 320人|与用人单位达成意向: no noun, and the whole of what they did
        if t.scalars[r.lowerBound] == 0x4E0E || t.scalars[r.lowerBound] == 0x4ECE || t.scalars[r.lowerBound] == 0x9760 { return r }
        if let de = (r.lowerBound + 2..<min(r.upperBound - 1, r.lowerBound + 11)).first(where: { t.scalars[$0] == 0x7684 }), Self.owners.start(endingAt: de, in: t, from: r.lowerBound) != nil, !page.contains(.lightVerb, in: r.lowerBound..<de) { return r.lowerBound..<de }
        for p in r.lowerBound + 2..<min(r.upperBound - 1, r.lowerBound + 11) {
            if page.quote(around: p) != nil { continue }
            if isPredicate(p, r), !isInWord(p, r) { return r.lowerBound..<(Self.freely.start(endingAt: p, in: t, from: r.lowerBound + 2) ?? p) }
            if Self.meanwhile.end(at: p, in: t, upTo: r.upperBound) != nil, !isInWord(p, r) { return r.lowerBound..<p }
            if Self.coverbs.contains(t.scalars[p]), !isInWord(p, r), !(t.scalars[p] == 0x88AB && Self.awards.end(at: p + 1, in: t) != nil) { return r.lowerBound..<p }
            if t.scalars[p] == 0x5230, page.ending(at: r.upperBound, .topic, from: p + 2) != nil { return r.lowerBound..<p }
            if t.scalars[p] == 0x90FD || t.scalars[p] == 0x5747, p > r.lowerBound + 2, Self.bearers.contains(t.scalars[p - 1]), !isInWord(p, r) { return r.lowerBound..<p }
            if t.scalars[p] == 0x9001, t.scalars[p + 1] == 0x53BB { return r.lowerBound..<p }
            if t.scalars[p] == 0x4EBA, t.scalars[p + 1] == 0x4EBA { return r.lowerBound..<p }
            if t.scalars[p + 1] == 0x4E86, p > r.lowerBound + 2 { return r.lowerBound..<verbStart(p, r.lowerBound) }
            // 276项成果|中评出40项: from among them
            if t.scalars[p] == 0x4E2D, t.scalars[p - 1] != 0x96C6, page.beginning(at: p + 1, .lightVerb) != nil || t.scalar(p + 1) == 0x6709, !isInWord(p, r), !isInWord(p + 1, r) { return r.lowerBound..<p }
        }
        if let end = Persons.end(in: t, from: r.lowerBound, upTo: min(r.lowerBound + 14, r.upperBound - 3)), end - r.lowerBound >= 11, t.scalar(end + 2) == 0x4E86 { return r.lowerBound..<end }
        return r
    }

    /// Those whose things are told of behind 的: 7个|开发区|的企业逐户走访.
    private static let owners = FixedWords(["开发区", "园区", "工业园", "街道", "乡镇", "县区", "工地", "网点", "车间", "商圈", "社区"])
    private static let thereby = FixedWords(["由此", "因此", "从中", "就此", "随即"])
    private static let courses = FixedWords(["各负其责", "无一例外", "分别", "因此", "轮流", "轮番", "争相", "抢着", "赶来", "赶到", "及时", "随时", "定期", "按月", "挨家", "挨个", "轮番", "连夜", "同场", "现场", "同台", "登台", "纷纷", "相继", "陆续", "踊跃", "积极", "面对面", "走进", "走上", "自带", "自发", "主动", "带着", "前来", "分批", "分头", "逐户", "逐家", "逐企", "逐人", "送到", "送往", "送至", "发到", "发至", "交到"])
    private static let freely = FixedWords(["免费", "集体", "全部", "一起"])
    private static let states = FixedWords(["在职", "在岗", "在册", "在校", "在建", "在档", "在线", "在编", "在内", "在外", "在读"])

    /// Where a predicate begins behind a noun: 队员|在大堤抢险, 问题|逐一交办, 点位|里挑出.
    private func isPredicate(_ p: Int, _ r: Range<Int>) -> Bool {
        let u = page.text.scalars[p]
        if u == 0x5728 || u == 0x4ECE || u == 0x91CC { return p - r.lowerBound >= 4 && p + 3 < r.upperBound && page.text.scalars[p + 1] != 0x4E8B && Self.states.end(at: p, in: page.text) == nil }
        return Self.courses.end(at: p, in: page.text, upTo: r.upperBound) != nil
    }

    /// Whether a known word of two or more begins before a position and ends behind it.
    func isInWord(_ p: Int, _ r: Range<Int>) -> Bool {
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
    static let complements = ScalarSet(folded("上到出起完成好下齐掉住进"))

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

    /// A long stretch behind a unit: from behind its modifiers (等, 的), at most 20 scalars.
    func shortenBehind(_ r: Range<Int>) -> Range<Int> {
        guard r.count > 14 else { return r }
        let t = page.text
        if let told = personsAndDeed(r) { return told }
        var low = r.lowerBound
        var p = r.upperBound - 7
        while p > low {
            if t.scalars[p] == 0x7684 || t.scalars[p] == 0x7B49 { low = p + 1; break }
            p -= 1
        }
        return low..<wordEdge(low + 16, upTo: r.upperBound)
    }

    /// 一线劳动者|购置绿豆、花茶等用品: persons, and the first of what is done for them or by them.
    private func personsAndDeed(_ r: Range<Int>) -> Range<Int>? {
        let t = page.text
        guard let end = Persons.end(in: t, from: r.lowerBound, upTo: min(r.lowerBound + 13, r.upperBound - 2)), page.quote(around: end) == nil, !isInWord(end, r) else { return nil }
        var low = max(r.lowerBound, end - 3)
        while low > r.lowerBound, t.scalars[low - 1] != 0x7684, t.scalars[low - 1] != 0x7B49 { low -= 1 }
        let high = wordEdge(low + 18, upTo: r.upperBound)
        guard high < r.upperBound else { return low..<high }
        return low..<((end + 1..<high).first { t.classes[$0] == CharacterClass.pause } ?? high)
    }

    /// A position, or the end of the quotation or word that it would cut.
    func wordEdge(_ p: Int, upTo limit: Int) -> Int {
        guard limit - p > 4 else { return limit }
        if let q = page.quote(around: p), q.upperBound + 1 <= min(limit, p + 8) { return q.upperBound + 1 }
        return page.hits(in: max(0, p - 4)..<p).reduce(p) { max($0, min(Int($1.end), limit)) }
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
}
