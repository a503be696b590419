import Text

/// Undertakings that no list of words names: what a sentence itself says is being done.
///
/// ```
/// 组织专项检查 3次 ，查出隐患 142处           an event counted before:  专项检查|查出隐患
/// 将职工夜校列为实事，投入 50万元              the object of 将…列为:    职工夜校|投入
/// 扎实开展法治宣传。举办讲座 12场              the sentence before:     法治宣传|讲座
/// 鹊桥联谊：参加 520人                        a label:                鹊桥联谊|参加
/// ```
extension Subjects {
    private static let events = FixedWords(["场", "场次", "期", "次", "届", "轮", "期次", "项"])
    private static let teams = FixedWords(["名", "支"])
    private static let contests = ScalarSet(folded("赛动"))

    /// What the last event counted before in the sentence was, behind its last semicolon; with `persons` also a team or those appointed.
    func event(_ m: Mention, _ earlier: ArraySlice<Mention>, persons: Bool) -> Range<Int>? {
        for previous in earlier.reversed() where previous.end <= m.start {
            let unit = previous.numeral.unitStart..<previous.numeral.end
            guard previous.role == .fact, Self.events.contains(unit, in: page.text) || persons && (Self.teams.contains(unit, in: page.text) || m.numeral.unit == .classifier && isBody(previous)) else { continue }
            if persons, Self.teams.contains(unit, in: page.text), m.numeral.unit == .classifier, earlier.contains(where: { $0.end <= previous.start && isBody($0) }) { continue }
            guard phrases.groupStart(previous.end..<m.start) == previous.end else { return nil }
            // 电话响了260次: no event
            if page.text.scalars[unit.lowerBound] == 0x6B21, previous.behind.isEmpty, page.text.scalar(previous.start - 1) == 0x4E86 { continue }
            var noun = withoutHolding(phrases.shorten(counted(previous)))
            if let verb = page.ending(at: noun.upperBound, .lightVerb, from: noun.lowerBound), !page.classes(verb).contains(.noun) { noun = noun.lowerBound..<Int(verb.start) }
            let object = phrases.object(noun)
            if previous.behind.isEmpty, object.count >= 4, object.count < noun.count, page.text.scalars[object.lowerBound - 1] != 0x7684 { noun = object }
            if noun.count > 12, let etc = noun.last(where: { page.text.scalars[$0] == 0x7B49 }), noun.upperBound - etc >= 3 { noun = etc + 1..<noun.upperBound }
            if page.text.scalars[unit.lowerBound] == 0x9879, let last = noun.last, !Self.contests.contains(page.text.scalars[last]) { return nil }
            guard noun.count >= 2, noun.count <= 12 else { return nil }
            return noun
        }
        return nil
    }

    private static let bodies = FixedWords(["工作室", "学院", "中心", "平台", "服务站", "调解室", "基地", "服务队", "宣讲团", "学校", "课堂"])

    /// 建成联调工作室18个: a body that goes on to do what is told behind it.
    private func isBody(_ m: Mention) -> Bool {
        guard m.numeral.unit == .classifier, m.behind.isEmpty else { return false }
        return Self.bodies.start(endingAt: phrases.own(m).upperBound, in: page.text, from: m.before.lowerBound) != nil
    }

    private static let houses = FixedWords(["文化宫", "平台", "工作室", "中心", "工程", "学院", "专区", "小程序", "公众号", "直通车", "大讲堂", "讲堂", "书屋", "基地", "课堂", "栏目", "服务队"])

    private static let relations = ScalarSet(folded("依紧利借通面对在围聚和与为把将从以按由经"))

    /// 市工人文化宫修缮后重新开放，…开设课程24门: the house that the sentence is about.
    func house(_ m: Mention, _ s: Page.Sentence) -> Range<Int>? {
        let t = page.text
        for end in s.start + 4..<max(s.start + 4, min(s.start + 16, m.clause.lowerBound)) {
            if t.classes[end - 1] == CharacterClass.comma || t.classes[end - 1] == CharacterClass.pause { return nil }
            guard t.classes[end] == CharacterClass.ideograph || t.classes[end] == CharacterClass.digit, Self.houses.start(endingAt: end, in: t, from: s.start) != nil, t.scalars[end] != 0x7684 else { continue }
            let words = phrases.trim(s.start..<end)
            guard words.count >= 4, page.text.classes[words.lowerBound] != CharacterClass.digit, phrases.groupStart(s.start..<m.start) == s.start, !Self.relations.contains(t.scalars[words.lowerBound]), !page.contains(.lightVerb, in: words) || page.lastQuote(in: words) != nil else { return nil }
            return phrases.last(words, 10)
        }
        return nil
    }

    private static let covers = FixedWords(["覆盖", "惠及", "涉及", "参与", "参加", "吸引", "受益", "发放", "投入", "拨付", "支付", "补助"])
    private static let served = FixedWords(["人", "人次", "名", "位"])
    private static let regained = FixedWords(["追回", "讨回", "挽回", "追讨"])

    /// 追讨工资, 讨回欠薪.
    func isRegained(_ words: Range<Int>) -> Bool { Self.regained.end(at: words.lowerBound, in: page.text) != nil }

    /// 覆盖职工, 参与职工: words that lean on what covers or takes.
    func isReach(_ words: Range<Int>) -> Bool { Self.covers.end(at: words.lowerBound, in: page.text) != nil }

    private static let reaching = FixedWords(["覆盖", "惠及", "涉及"])

    /// 签订工资协议655份，覆盖职工5.7万人: what covers them, told last before, and the words that told it.
    func covered(_ m: Mention, _ earlier: ArraySlice<Mention>) -> (noun: Range<Int>, words: Range<Int>)? {
        guard Self.reaching.end(at: phrases.own(m).lowerBound, in: page.text) != nil else { return nil }
        for previous in earlier.reversed() where previous.end <= m.start {
            guard phrases.groupStart(previous.end..<m.start) == previous.end else { return nil }
            if Self.reaching.end(at: phrases.own(previous).lowerBound, in: page.text) != nil || previous.numeral.unit != .classifier || previous.role != .fact { continue }
            let noun = counted(previous)
            return noun.count >= 3 && noun.count <= 10 ? (noun, previous.before.lowerBound..<previous.behind.upperBound) : nil
        }
        return nil
    }

    /// 提供法律咨询70人次，调处案件274起: whether a topic is no more than what the number before counted, by persons served, and no
    /// undertaking that this number's deed is part of.
    func isSibling(_ topic: Range<Int>, of m: Mention, _ earlier: ArraySlice<Mention>) -> Bool {
        let words = phrases.own(m)
        guard topic.count <= 3, words.count >= 4, !page.contains([.share, .part], in: m.before), Self.covers.end(at: words.lowerBound, in: page.text) == nil,
            let previous = earlier.last(where: { $0.before.lowerBound <= topic.lowerBound && topic.upperBound <= $0.end }) else { return false }
        guard m.numeral.unit != .money || (words.lowerBound..<words.upperBound).contains(where: { Self.regained.end(at: $0, in: page.text) != nil }) else { return false }
        return Self.served.contains(previous.numeral.unitStart..<previous.numeral.unitEnd, in: page.text) && previous.behind.isEmpty
            && phrases.own(previous).upperBound == topic.upperBound
    }

    private static let opening = FixedWords(["举办", "举行", "开展", "召开", "组织开展", "组织", "承办", "启动", "推广", "推行", "实施", "积极推广", "全面推行", "深入实施", "持续开展", "广泛开展", "扎实开展"])
    private static let adverbs = FixedWords(["不断", "不少", "很多", "全部", "持续", "稳步", "已", "均", "全面", "进一步", "向", "被", "得到", "日益", "更加", "明显", "大幅", "基本", "完成", "实现", "有序", "扎实", "再次"])

    /// With `announced` only an event that it announces: 举办职工歌咏比赛，2300名职工登台….
    /// What the clause before is about, where it holds no number: 产业工人队伍|不断壮大，总数达…; 成立|行业工会联合会，覆盖站点….
    func clauseTopic(_ m: Mention, _ s: Page.Sentence, _ floor: Int, announced: Bool = false) -> Range<Int>? {
        let t = page.text
        let edge = m.clause.lowerBound - 1
        guard edge > max(s.start, floor), t.classes[edge] == CharacterClass.comma else { return nil }
        var low = edge
        while low > max(s.start, floor), edge - low < 28, !isEnd(low - 1) { low -= 1 }
        if low > s.start, !isEnd(low - 1) {
            // 投入380万元开展普惠购物季，参与会员…
            guard low == floor, let verb = Self.opening.end(at: phrases.trim(low..<edge).lowerBound, in: t, upTo: edge), edge - verb >= 3, edge - verb <= 12 else { return nil }
            return verb..<edge
        }
        let words = phrases.trim(low..<edge)
        guard words.count >= 4 else { return nil }
        if announced {
            let words = (words.lowerBound + 2..<max(words.lowerBound + 2, min(words.lowerBound + 10, words.upperBound - 4))).first { t.scalars[$0] == 0x95F4 && t.scalars[$0 - 1] == 0x671F }.map { $0 + 1..<words.upperBound } ?? words
            guard let end = Self.opening.end(at: words.lowerBound, in: t, upTo: words.upperBound) else { return nil }
            var object = end..<words.upperBound
            if let q = page.lastQuote(in: object), object.upperBound - q.upperBound >= 4 { object = q.upperBound..<object.upperBound }
            if object.count > 12, object.count <= 24 { object = phrases.last(object, 6) }
            return object.count >= 3 && object.count <= 12 ? object : nil
        }
        if let verb = page.beginning(at: words.lowerBound, .lightVerb), verb.end - verb.start >= 2, !page.classes(verb).contains(.noun) {
            let object = Int(verb.end)..<words.upperBound
            return object.count >= 3 && object.count <= 18 ? object : nil
        }
        for p in words.lowerBound + 2..<min(words.lowerBound + 9, words.upperBound - 1) {
            if Self.adverbs.end(at: p, in: t) != nil, page.quote(around: p) == nil { return words.lowerBound..<p }
        }
        let object = phrases.object(words)
        return object.lowerBound > words.lowerBound && object.count >= 3 && object.count <= 12 && t.scalars[object.lowerBound - 1] != 0x7684 ? object : nil
    }

    private static let attending = FixedWords(["参加", "参训", "参与", "参赛", "报名", "受益"])

    /// 430人次工会干部|参加: those who came, and not a word to what.
    func isAttended(_ m: Mention) -> Bool {
        let behind = phrases.trim(m.behind)
        return behind.count >= 2 && behind.count <= 8 && Self.attending.start(endingAt: behind.upperBound, in: page.text, from: behind.lowerBound) != nil
    }

    private static let visits = FixedWords(["走访", "慰问", "送去", "送出", "送上", "发放", "筹集", "筹措", "筹资", "筹款", "投入", "购买"])
    private static let seasons = FixedWords(["期间", "前夕", "前后", "当天", "当日"])

    /// 元旦春节期间走访…, “两节”期间…: the days that a sentence of visits opens with.
    func season(_ m: Mention, _ s: Page.Sentence) -> Range<Int>? {
        let isVisit = Self.visits.end(at: phrases.own(m).lowerBound, in: page.text) != nil
        for p in s.start + 2..<max(s.start + 2, min(s.start + 12, m.start)) {
            guard let end = Self.seasons.end(at: p, in: page.text), p - s.start <= 10 else { continue }
            let words = s.start..<p
            let isFeast = words.contains { let u = page.text.scalars[$0]; return u == 0x8282 || u == 0x65E6 || u == 0x75AB }
            guard end <= m.start else { return nil }
            if isVisit, isFeast { return words }
            return !isFeast && p - s.start >= 4 && page.text.classes[end] == CharacterClass.comma && words.allSatisfy { page.text.classes[$0] != CharacterClass.comma } ? words : nil
        }
        return nil
    }

    private static let spending = FixedWords(["拿出", "列支", "出资", "挤出", "安排", "投入", "划拨", "调剂"])
    private static let purposes = FixedWords(["专门用于", "专项用于", "主要用于", "全部用于", "重点用于", "用于", "用来", "支持", "扶持", "专门补给", "补给", "专门补助", "补助", "资助", "奖励"])

    /// 拿出90万元，专门用于乡镇工会阵地改造: what a sum is for that is told by its verb alone, in the clause behind or right behind.
    func purpose(_ m: Mention, _ words: Range<Int>, _ behind: Range<Int>, _ s: Page.Sentence) -> Range<Int>? {
        let t = page.text
        guard m.numeral.unit == .money, m.role == .fact || m.role == .plan, behind.isEmpty, words.count == 2, Self.spending.contains(words, in: t), m.clause.upperBound == m.end, t.kind(m.end) == CharacterClass.comma else { return nil }
        guard let end = Self.purposes.end(at: m.end + 1, in: t, upTo: s.end) else { return nil }
        var low = end
        if t.scalar(low) == 0x4E86 { low += 1 }
        var high = low
        while high < s.end, high - low < 18, !isEnd(high), t.classes[high] != CharacterClass.digit, t.classes[high] != CharacterClass.openParenthesis { high += 1 }
        guard high < s.end, isEnd(high) || t.classes[high] == CharacterClass.openParenthesis, high - low >= 4 else { return nil }
        return phrases.last(low..<high, 14)
    }

    private static let made = FixedWords(["作为", "列为", "列入", "列成", "纳入", "打造成", "打造为"])

    /// 将职工夜校|列为实事项目，…: what the clause before makes something of.
    func made(_ m: Mention, _ s: Page.Sentence) -> Range<Int>? {
        let t = page.text
        var p = m.clause.lowerBound
        guard Self.made.mayBegin(in: max(s.start, m.start - 60)..<max(s.start, p, m.start - 60), of: t) else { return nil }
        while p > s.start, m.start - p < 60 {
            p -= 1
            if t.classes[p] == CharacterClass.semicolon { return nil }
            guard Self.made.end(at: p, in: t, upTo: m.start) != nil else { continue }
            var low = p
            while low > s.start, p - low < 16, t.scalars[low - 1] != 0x5C06, t.scalars[low - 1] != 0x628A, !isEnd(low - 1) { low -= 1 }
            guard low > s.start, t.scalars[low - 1] == 0x5C06 || t.scalars[low - 1] == 0x628A, p - low >= 2 else { return nil }
            // 把建会纳入党建考核: what it is made part of, too
            var high = p
            while high < m.start, high - low < 14, !isEnd(high) { high += 1 }
            if t.scalars[p] == 0x7EB3, high < m.start, isEnd(high) { return low..<high }
            guard p - low >= 3 else { return nil }
            return low..<p
        }
        return nil
    }

    private func isEnd(_ p: Int) -> Bool {
        let k = page.text.classes[p]
        return k == CharacterClass.comma || k == CharacterClass.semicolon || k == CharacterClass.stop || k == CharacterClass.colon
    }

    private static let states = FixedWords(["成风", "有力", "显著", "见效", "有效", "活跃", "高涨", "增强", "提升"])
    private static let eagerly = FixedWords(["扎实", "深入", "持续", "积极", "大力", "全面", "切实", "着力", "不断", "广泛", "认真", "坚持", "有序", "稳步", "统筹", "精心", "加快", "深化"])
    private static let doing = FixedWords(["开展", "推进", "深化", "加强", "做好", "强化", "抓好", "优化", "规范", "落实", "完善", "健全", "实施", "关爱", "打造", "建设", "推行", "做实", "创新", "举办", "组织", "举行", "启动"])

    /// What a label or the sentence before says is being done, in few words and without a number.
    func theme(_ m: Mention, _ s: Page.Sentence) -> Range<Int>? {
        let t = page.text
        var end = s.start
        var p = s.start
        while p < m.start, p - s.start < 12, t.classes[p] == CharacterClass.ideograph || t.classes[p] == CharacterClass.space { p += 1 }
        if p < m.start, p - s.start >= 2, t.classes[p] == CharacterClass.colon { return label(s.start..<p) }
        if p < m.start, p - s.start >= 4, t.classes[p] == CharacterClass.comma, t.scalars[p - 1] == 0x9762, t.scalars[p - 2] == 0x65B9 { return label(s.start..<p - 2) }
        // the clause that opens the sentence, else the sentence before in the same part
        if p < m.start, t.classes[p] == CharacterClass.comma, let named = named(s.start..<p) { return named }
        let floor = page.parts[s.part].start
        guard end > floor + 1 else { return nil }
        end -= 1
        var low = end
        while low > floor, end - low < 22, t.classes[low - 1] == CharacterClass.ideograph { low -= 1 }
        guard low == floor || isEnd(low - 1) || t.classes[low - 1] == CharacterClass.dot || t.classes[low - 1] == CharacterClass.space || t.classes[low - 1] == CharacterClass.closeParenthesis else { return nil }
        return named(low..<end)
    }

    /// 互助保障为职工撑起一把伞。全年4.3万名职工参保: the undertaking that a paragraph's first sentence opens with.
    func leadTopic(_ m: Mention, _ s: Page.Sentence) -> Range<Int>? {
        let floor = page.parts[s.part].start
        guard s.start > floor, s.start - floor < 200, !m.behind.isEmpty || page.text.scalar(m.numeral.unitEnd - 1) == 0x6B21 || page.contains(.lightVerb, in: m.before) else { return nil }
        var low = floor
        while low < s.start, page.text.classes[low] == CharacterClass.space || page.text.classes[low] == CharacterClass.lineFeed { low += 1 }
        guard let word = page.beginning(at: low, .topic), word.end - word.start >= 3, !page.classes(word).contains(.group) else { return nil }
        return Int(word.start)..<Int(word.end)
    }

    private func label(_ r: Range<Int>) -> Range<Int>? {
        let words = phrases.trim(r)
        // 市总已经列好单子：a clause, and no label
        if words.lowerBound > r.lowerBound, (r.lowerBound..<words.lowerBound).contains(where: { page.text.scalars[$0] == 0x5DF2 }) { return nil }
        // 工会家底更厚：
        if words.contains(where: { page.text.scalars[$0] == 0x66F4 || page.text.scalars[$0] == 0x8D8A }) { return nil }
        return words.count >= 2 && words.count <= 10 ? named(words) ?? words : nil
    }

    /// 扎实开展|法治宣传: the words behind the verb, where they are few.
    private func named(_ r: Range<Int>) -> Range<Int>? {
        let start = Self.eagerly.end(at: r.lowerBound, in: page.text, upTo: r.upperBound) ?? r.lowerBound
        for p in start..<min(start + 1, r.upperBound) {
            guard let end = Self.doing.end(at: p, in: page.text) else { continue }
            let noun = phrases.trim(min(end, r.upperBound)..<r.upperBound)
            // 创新创造蔚然成风: a state, and nothing that is done
            if Self.states.start(endingAt: r.upperBound, in: page.text) != nil { return nil }
            return noun.count >= 3 && noun.count <= 8 ? noun : nil
        }
        return nil
    }
}
