import Text

/// Undertakings named in a stretch, and subjects that are strings already.
extension Phrases {
    /// The last undertaking named in a stretch: a topic word, else a short quotation of words.
    func topic(in r: Range<Int>) -> Range<Int>? {
        let word = topicWord(in: r)
        if let word, !page.contains(.group, in: word) {
            if let q = page.lastQuote(in: r), q.lowerBound >= word.upperBound, !(word.upperBound..<q.lowerBound).contains(where: { page.text.classes[$0] == CharacterClass.pause }), q.count >= 5, q.count <= 14, let named = withNoun(q), named.upperBound > q.upperBound, !q.contains(where: { page.text.classes[$0] == CharacterClass.digit }) { return named }
            return word
        }
        guard r.lowerBound < r.upperBound, let q = page.lastQuote(in: r), q.count <= 12 || q.count <= 18 && Self.campaigns.contains(page.text.scalars[q.upperBound - 2]), q.count >= 5 || q.count == 4 && Self.doings.end(at: q.upperBound, in: page.text) != nil else { return word }
        // 授予“技术标兵”称号, 被评为“示范点”: a title
        if Self.entitling.start(endingAt: q.lowerBound, in: page.text, from: r.lowerBound) != nil { return word }
        if q.contains(where: { page.text.classes[$0] == CharacterClass.digit }) { return word }
        if word != nil, q.contains(where: { page.text.classes[$0] == CharacterClass.chineseDigit || page.text.classes[$0] == CharacterClass.pause }) { return word }
        return withNoun(q) ?? word
    }

    private static let notDone = FixedWords(["等方式", "等形式", "等措施", "机制", "制度", "标准", "要求", "称号", "体系", "模式", "的", "作用", "方式", "原则", "理念", "目标"])
    private static let nounEnds = FixedWords(["活动", "行动", "工程", "计划", "项目", "大赛", "竞赛", "比赛", "购物季", "大合唱", "合唱", "汇演", "沙龙", "展演", "培训", "讲座", "服务", "平台", "专列"])

    /// 求学圆梦行动|资助: an undertaking by its last word, at the start of a stretch.
    func undertaking(in r: Range<Int>) -> Range<Int>? {
        for end in r.lowerBound + 4..<max(r.lowerBound + 4, min(r.lowerBound + 11, r.upperBound)) where Self.nounEnds.start(endingAt: end, in: page.text, from: r.lowerBound + 2) != nil && page.quote(around: end) == nil {
            return page.beginning(at: end, .lightVerb) != nil ? r.lowerBound..<end : nil
        }
        return nil
    }

    private static let entitling = FixedWords(["授予", "评为", "命名为", "获评", "荣获", "入选"])
    private static let founding = FixedWords(["设", "试点", "号召", "启动", "实施", "推行", "推广", "发行", "创办"])

    /// 上线“工匠云课堂”，: a quotation at the end of a clause names an undertaking where a verb of founding stands before it.
    private func isFounded(_ p: Int) -> Bool {
        page.ending(at: p, .lightVerb) != nil || Self.founding.start(endingAt: p, in: page.text) != nil
    }

    /// A quotation with the noun that it names: “工会送岗”招聘活动.
    private func withNoun(_ q: Range<Int>) -> Range<Int>? {
        if page.text.kind(q.upperBound) == CharacterClass.comma && !isFounded(q.lowerBound) || q.count(where: { page.text.classes[$0] == CharacterClass.chineseDigit }) >= 2 { return nil }
        if Self.notDone.end(at: q.upperBound, in: page.text) != nil || q.contains(where: { page.text.scalars[$0] == 0x2B || page.text.classes[$0] == CharacterClass.pause }) { return nil }
        if page.text.scalar(q.upperBound) == 0x7B49 { return ofMany(q) ?? q }
        if let word = page.beginning(at: q.upperBound, .topic) { return q.lowerBound..<Int(word.end) }
        for end in (q.upperBound + 2..<max(q.upperBound + 2, min(q.upperBound + 9, page.text.count))).reversed() where Self.nounEnds.start(endingAt: end, in: page.text) != nil && (q.upperBound..<end).allSatisfy({ page.text.classes[$0] == CharacterClass.ideograph }) {
            guard (q.upperBound..<end).allSatisfy({ page.text.classes[$0] == CharacterClass.ideograph }) else { return q }
            return q.lowerBound..<end
        }
        return q
    }

    /// “云上送岗”“园区周”等|招聘活动|轮番登场: what those of a list of quotations are.
    private func ofMany(_ q: Range<Int>) -> Range<Int>? {
        let low = q.upperBound + 1
        guard page.text.kind(q.lowerBound - 1) == CharacterClass.closeQuote || page.text.kind(q.lowerBound - 1) == CharacterClass.pause else { return nil }
        if let word = page.beginning(at: low, .topic) { return low..<Int(word.end) }
        for end in low + 2..<max(low + 2, min(low + 9, page.text.count)) where page.text.classes[end - 1] == CharacterClass.ideograph && Self.nounEnds.start(endingAt: end, in: page.text, from: low) != nil {
            return (low..<end).allSatisfy { page.text.classes[$0] == CharacterClass.ideograph } ? low..<end : nil
        }
        return nil
    }

    /// An undertaking with the short quotation right before it: “家门口”招聘会.
    func named(_ r: Range<Int>) -> Range<Int> {
        if r.count >= 4, let q = page.quote(around: r.lowerBound), q.count <= 10, q.count > r.count, q.upperBound >= r.upperBound { return q.lowerBound - 1..<q.upperBound + 1 }
        guard page.text.kind(r.lowerBound - 1) == CharacterClass.closeQuote, let q = page.lastQuote(in: max(0, r.lowerBound - 10)..<r.lowerBound),
            q.upperBound == r.lowerBound
        else { return r }
        return q.lowerBound..<r.upperBound
    }

    private static let edges = ScalarSet(folded("的在于把将为对向给从由被让使了着过与和及等期到以至办联建开设请送评帮"))
    private static let goings = ScalarSet(folded("入进走赴往"))
    /// Longest topic with the words before it, in scalars: no subject is spoilt by one.
    private static let longest = 8

    /// An undertaking with the whole noun that it ends: 户外劳动者|驿站, 养老护理|培训班.
    func fullName(_ r: Range<Int>) -> Range<Int> {
        let named = named(r)
        let t = page.text
        let floor = named.upperBound - Self.longest
        guard t.classes[named.lowerBound] == CharacterClass.ideograph, floor < named.lowerBound, !page.contains(.group, in: r) else { return named }
        var low = named.lowerBound
        while low > max(0, floor - 1), t.classes[low - 1] == CharacterClass.ideograph || t.scalars[low - 1] == 0x4E00 && t.scalars[low] == 0x7EBF, !Self.edges.contains(t.scalars[low - 1]) || isState(low - 1) {
            if Self.goings.contains(t.scalars[low - 1]) { return named }
            if page.ending(at: low, [.lightVerb, .new, .lead, .tail, .growth, .plan, .each], from: max(0, low - 5)).map({ $0.end - $0.start >= 2 }) == true { break }
            low -= 1
        }
        // 建|起|劳动争议调解室
        if low < named.lowerBound, Self.complements.contains(t.scalars[low]), Self.edges.contains(t.scalar(low - 1)) { low += 1 }
        // 12户|困难职工, 三级|工会: the unit of a number before
        if low > 0, t.classes[low - 1] == CharacterClass.digit || t.classes[low - 1] == CharacterClass.chineseDigit || t.classes[low - 1] == CharacterClass.magnitude { low += 1 }
        guard low >= floor, named.lowerBound - low >= 2, r.count > 2 || t.kind(low - 1) != CharacterClass.pause else { return named }
        let whole = trim(low..<named.upperBound)
        if t.kind(low - 1) == CharacterClass.closeQuote, let q = page.quote(around: low - 2), q.upperBound == low - 1, q.count <= 8 { return q.lowerBound - 1..<named.upperBound }
        return whole.lowerBound < named.lowerBound && whole.upperBound == named.upperBound && page.beginning(at: whole.lowerBound, .lightVerb).map({ $0.end - $0.start >= 2 }) != true ? whole : named
    }

    /// 在职, 在岗: 在 is a part of the word.
    private func isState(_ p: Int) -> Bool { page.text.scalars[p] == 0x5728 && (page.text.scalar(p + 1) == 0x804C || page.text.scalar(p + 1) == 0x5C97) }

    /// A long topic by its last words: behind its quotation, else its object.
    func tight(_ r: Range<Int>) -> Range<Int> {
        guard r.count > Self.longest + (page.text.classes[r.lowerBound] == CharacterClass.openQuote ? 4 : 2) else { return r }
        if let q = page.lastQuote(in: r), r.upperBound - q.upperBound >= 4 { return last(q.upperBound..<r.upperBound, Self.longest) }
        return trim(last(object(r), Self.longest))
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

    /// “工会网上招聘月”: what the last character of a longer quotation that names an undertaking is.
    private static let campaigns = ScalarSet(folded("月季周杯程"))
    /// “五小”|活动: what makes an undertaking of two characters in quotation marks.
    private static let doings = FixedWords(["活动", "行动", "竞赛", "大赛", "工程"])
    private static let deedNouns = FixedWords(["主题活动", "系列活动", "专项活动", "专项行动", "大赛", "竞赛", "比赛", "展演", "评选"])

    /// 好网民|主题活动: where the noun of doing behind an undertaking ends.
    func deedEnd(_ r: Range<Int>, upTo limit: Int) -> Int {
        guard r.count >= 3, r.count <= 10 else { return r.upperBound }
        return Self.deedNouns.end(at: r.upperBound, in: page.text, upTo: limit) ?? r.upperBound
    }

    private static let bearers = ScalarSet(folded("员师券票委"))

    /// The last topic word of a stretch; of two that overlap the longer one.
    func topicWord(in r: Range<Int>) -> Range<Int>? {
        var found: Range<Int>?
        for i in page.words.indices(in: r) where page.words.hits[i].classes.contains(.topic) && Int(page.words.hits[i].end) <= r.upperBound {
            let range = Int(page.words.hits[i].start)..<Int(page.words.hits[i].end)
            if let f = found, f.lowerBound <= range.lowerBound, range.upperBound <= f.upperBound { continue }
            // 信息员, 咨询师, 观影券: people and papers, and no undertaking
            if Self.bearers.contains(page.text.scalar(range.upperBound)) { continue }
            // 货运平台、即时配送等企业: one of a list, and not the whole
            if page.words.hits[i].classes.contains(.group) || page.text.kind(range.upperBound) == CharacterClass.pause, isOneOfList(range.upperBound, upTo: r.upperBound) { continue }
            // 法律援助|等事项: one of the things that are dealt with
            if page.text.scalar(range.upperBound) == 0x7B49, page.words.hits[i].classes.isDisjoint(with: .group), isItem(range) { continue }
            found = range
        }
        return found
    }

    private static let matters = FixedWords(["事项", "业务", "功能", "服务事项", "服务", "场景", "应用场景", "申请", "模块", "手续", "高频事项", "功能模块"])

    /// 入会转会、法律援助|等业务: whether an item ends a list of what is dealt with.
    private func isItem(_ r: Range<Int>) -> Bool {
        let t = page.text
        guard Self.matters.end(at: r.upperBound + 1, in: t) != nil else { return false }
        var p = r.lowerBound
        while p > 0, r.lowerBound - p < 8, t.classes[p - 1] == CharacterClass.ideograph { p -= 1 }
        return t.kind(p - 1) == CharacterClass.pause
    }

    /// Whether a list that 等 closes goes on behind a position: some characters, then 、.
    func isOneOfList(_ p: Int, upTo limit: Int) -> Bool {
        let t = page.text
        var q = p, pauses = 0
        while q < min(limit, p + 24) {
            if t.classes[q] == CharacterClass.pause { pauses += 1 } else if t.scalars[q] == 0x7B49 { return pauses > 0 } else if t.classes[q] != CharacterClass.ideograph { return false }
            q += 1
        }
        return false
    }

    /// 育婴、养老护理、电工等|培训班: the items that an undertaking is told of, where they are few.
    func listBefore(_ r: Range<Int>) -> Range<Int>? {
        let t = page.text
        guard r.lowerBound > 4, t.scalars[r.lowerBound - 1] == 0x7B49, r.count <= 8, t.scalars[r.upperBound - 1] == 0x73ED || t.scalars[r.upperBound - 1] == 0x8BAD else { return nil }
        var low = r.lowerBound - 1, pauses = 0
        while low > 0, r.lowerBound - low <= 15, t.classes[low - 1] == CharacterClass.ideograph || t.classes[low - 1] == CharacterClass.pause {
            if page.ending(at: low, [.lightVerb, .new], from: max(0, low - 4)).map({ $0.end - $0.start >= 2 && !$0.classes.contains(.noun) }) == true { break }
            if t.classes[low - 1] == CharacterClass.pause { pauses += 1 }
            low -= 1
        }
        return pauses > 0 && r.lowerBound - low <= 14 ? low..<r.lowerBound : nil
    }

    /// The first words of a subject made before, for another number that leans on it.
    func head(_ subject: String) -> String {
        subject.utf8.count <= 42 ? subject : String(String.UnicodeScalarView(subject.unicodeScalars.suffix(12)))
    }

    /// Whether a string holds another, byte by byte.
    func holds(_ whole: String, _ part: String) -> Bool { part.isEmpty || place(of: part, in: whole) != nil }

    /// Whether a string ends with another, byte by byte.
    func ends(_ whole: String, with part: String) -> Bool {
        let a = whole.utf8.span, b = part.utf8.span
        guard b.count <= a.count else { return false }
        let from = a.count - b.count
        for i in 0..<b.count where a[from + i] != b[i] { return false }
        return true
    }

    private static let ordinalDigits = ScalarSet(folded("0123456789一二三四五六七八九十"))
    private static let ordinalTails = ScalarSet(folded("届批季"))
    /// Where a string stands in another, in bytes; nil where it does not. Looks for the part's last byte, eight at a time: the first bytes
    /// of ideographs are much the same.
    func place(of part: String, in whole: String) -> Int? {
        let a = whole.utf8.span, b = part.utf8.span
        guard !b.isEmpty, b.count <= a.count else { return nil }
        var from = b.count - 1
        while let last = a.first(b[b.count - 1], in: from..<a.count) {
            let start = last - (b.count - 1)
            var k = 0
            while k < b.count, a[start + k] == b[k] { k += 1 }
            if k == b.count { return start }
            from = last + 1
        }
        return nil
    }

    /// 免费体检 + 体检项目 → 免费体检项目: two characters that end the one and begin the other stand once.
    func joined(_ topic: String, _ subject: String) -> String {
        let a = topic.utf8.span, b = subject.utf8.span
        guard a.count >= 9, b.count >= 9 else { return topic + subject }
        for k in 0..<6 where a[a.count - 6 + k] != b[k] { return topic + subject }
        return topic + String(decoding: Array(subject.utf8)[6...], as: UTF8.self)
    }

    /// A string without a part that stands at a place in it, in bytes.
    func without(_ part: String, at place: Int, in whole: String) -> String {
        let bytes = Array(whole.utf8)
        return String(decoding: bytes[..<place], as: UTF8.self) + String(decoding: bytes[(place + part.utf8.count)...], as: UTF8.self)
    }

    /// 服务|队, 培训|班: what makes a noun of a verb.
    static let suffixes = ScalarSet(folded("性型化者员队站团组点室卡券包"))

    /// The object of a long stretch: behind its last verb, 新设 or 的.
    func object(_ r: Range<Int>) -> Range<Int> {
        var p = r.upperBound - 3
        while p > r.lowerBound {
            let u = page.text.scalars[p - 1]
            if u == 0x7684 || u == 0x8BBE && page.text.scalar(p - 2) == 0x65B0 { return p..<r.upperBound }
            if let verb = page.ending(at: p, [.lightVerb, .new], from: r.lowerBound), verb.end - verb.start >= 2, !Self.suffixes.contains(page.text.scalars[p]), page.quote(around: p) == nil { return p..<r.upperBound }
            p -= 1
        }
        return r
    }


    /// Without an ordinal that tells which time it is: 第九届, 第三批.
    private func withoutOrdinal(_ s: String) -> String {
        guard page.text.holdsOrdinal, holds(s, "第") else { return s }
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
