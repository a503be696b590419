import Text

/// What a narrator tells in a sentence of its own where an office has a verb and a noun.
///
/// ```
/// 防暑用品送抵|120个|工地                 what is handed out, and where: 防暑用品送抵工地
/// 自2018年启动算起，|310户|家庭脱困        those who did so since then: 2018年以来家庭脱困
/// ```
extension Subjects {
    private static let arrivals = ScalarSet(folded("到抵往至进"))
    private static let handings = FixedWords(["送到", "送抵", "送往", "送至", "送进", "发到", "发至", "交到", "寄到", "运抵", "投递到", "分解到", "配送到"])
    private static let takings = ScalarSet(folded("把将"))

    /// 市总把凉茶、毛巾等|送到|60个|工地: what is handed out, the verb, and those who get it.
    func delivered(_ m: Mention, _ behind: Range<Int>, _ previous: Mention?) -> String? {
        let t = page.text
        let edge = t.scalar(m.start - 1) == 0x4E86 ? m.start - 1 : m.start
        guard behind.count >= 2, m.numeral.unit == .classifier, Self.arrivals.contains(t.scalar(edge - 1)), let verb = Self.handings.start(endingAt: edge, in: t, from: m.before.lowerBound) else { return nil }
        var low = verb
        while low > m.before.lowerBound, verb - low < 14, !Self.takings.contains(t.scalars[low - 1]), t.scalars[low - 1] != 0x7684 { low -= 1 }
        var goods = phrases.last(phrases.trim(low..<verb), 12)
        if goods.count > 8, let pause = (goods.lowerBound..<goods.upperBound - 2).last(where: { t.classes[$0] == CharacterClass.pause }) { goods = pause + 1..<goods.upperBound }
        // 凉茶熬了90桶，送到了18个工地
        if goods.isEmpty, let previous, previous.clause.upperBound < m.start, m.clause.lowerBound - previous.end <= 1 {
            let told = phrases.own(previous)
            goods = previous.behind.isEmpty && page.text.scalar(told.upperBound) == 0x4E86 && told.count >= 3 ? told.lowerBound..<told.upperBound - 1 : counted(previous)
        }
        guard goods.count >= 2, !goods.contains(where: { isClauseEnd($0) }) else { return nil }
        let whom = t.scalars[behind.upperBound - 1] == 0x624B && behind.count > 3 ? behind.lowerBound..<behind.upperBound - 1 : behind
        return page.source(goods) + page.source(verb..<edge) + page.source(phrases.shortenBehind(whom))
    }

    private func isClauseEnd(_ p: Int) -> Bool {
        let k = page.text.classes[p]
        return k == CharacterClass.comma || k == CharacterClass.semicolon || k == CharacterClass.stop || k == CharacterClass.colon
    }

    /// 自2018年启动这项工作算起，累计已有|310户|家庭脱困: since when those behind the number did it, as 2018年以来; empty where the
    /// sentence's clauses before tell no year.
    func sinceWhen(_ m: Mention, _ s: Page.Sentence) -> String {
        let t = page.text
        guard m.isSince, m.numeral.unit == .classifier, m.clause.lowerBound > s.start else { return "" }
        var p = m.start - 1
        while p > s.start + 3 {
            if t.scalars[p] == 0x5E74, (p - 4..<p).allSatisfy({ t.classes[$0] == CharacterClass.digit }) { return page.source(p - 4..<p + 1) + "以来" }
            p -= 1
        }
        return ""
    }

    private static let alike = FixedWords(["像", "这样的", "这种", "类似的", "这类"])
    private static let pointing = FixedWords(["这样的", "这种", "这类", "类似的"])

    /// 像这样的“便民角”，全市|摆|了64个: what the clause before points at, where a number has but a short verb.
    func pointedAt(_ m: Mention, _ words: Range<Int>, _ s: Page.Sentence) -> Range<Int>? {
        let t = page.text, edge = m.clause.lowerBound - 1
        guard m.behind.isEmpty, words.count <= 3, m.numeral.unit == .classifier, edge > s.start + 4, t.classes[edge] == CharacterClass.comma else { return nil }
        var low = edge
        while low > s.start, edge - low < 24, !isClauseEnd(low - 1) { low -= 1 }
        while low < edge, t.classes[low] == CharacterClass.closeQuote || t.classes[low] == CharacterClass.space || t.classes[low] == CharacterClass.lineFeed { low += 1 }
        guard Self.alike.end(at: low, in: t) != nil else { return nil }
        var from = low
        for p in low..<edge - 2 { if let end = Self.pointing.end(at: p, in: t, upTo: edge - 2) { from = end } else if t.scalars[p] == 0x7684, page.quote(around: p) == nil { from = p + 1 } }
        return from > low && edge - from <= 10 ? from..<edge : nil
    }

    /// 驿站20座，培训骑手900人次; 创建“和谐之家”9家，25个工会谈成协议: a thing that the number before counted, and persons or bodies with words of
    /// their own that it does not reach.
    func isCountedApart(_ topic: Range<Int>, _ previous: Mention, _ m: Mention, _ words: Range<Int>) -> Bool {
        let told = phrases.own(previous)
        guard previous.behind.isEmpty, previous.numeral.unit == .classifier, told.lowerBound <= topic.lowerBound, topic.upperBound <= told.upperBound, previous.clause.lowerBound != m.clause.lowerBound else { return false }
        if isPlaceBesidePersons(previous, m), m.behind.isEmpty, words.count >= 4, let verb = page.beginning(at: words.lowerBound, .lightVerb), verb.end - verb.start >= 2, !isReach(words), !isOfUnions(words), !Self.serving.contains(Int(verb.start)..<Int(verb.end), in: page.text) { return true }
        return topic.upperBound == told.upperBound && page.text.classes[topic.lowerBound] == CharacterClass.openQuote && page.text.kind(told.upperBound - 1) == CharacterClass.closeQuote && words.isEmpty && m.behind.count >= 6 && isPlace(previous) && isPlace(m)
    }

    private static let serving = FixedWords(["服务", "接待", "吸引", "吸纳", "发展"])

    private static let reaches = FixedWords(["惠及", "兑现", "受益", "返还", "已惠及"])

    /// 对新建会企业每家补助3000元，已|惠及|96家: those who were given what the number before tells.
    func reached(_ m: Mention, _ subject: String, _ previous: Mention?, _ earlier: String) -> String? {
        guard m.behind.isEmpty, m.numeral.unit == .classifier, subject.utf8.count <= 9, let previous, previous.numeral.unit == .money, previous.role == .threshold || page.contains(.each, in: previous.before), earlier.utf8.count <= 42, Self.reaches.contains(phrases.own(m), in: page.text) else { return nil }
        return earlier + subject
    }

    private static let studies = FixedWords(["专题研讨", "集中研讨", "研讨", "集体研讨", "交流研讨"])

    /// 理论学习中心组集体学习14次，专题研讨5次: the body that studied, told before.
    func studied(_ m: Mention, _ words: Range<Int>, _ previous: Mention?) -> Range<Int>? {
        guard m.behind.isEmpty, let previous, Self.studies.contains(words, in: page.text), isSameUnit(previous, m) else { return nil }
        let told = phrases.own(previous)
        return (told.lowerBound..<max(told.lowerBound, told.upperBound - 2)).first { page.text.scalars[$0] == 0x4E2D && page.text.scalars[$0 + 1] == 0x5FC3 && page.text.scalars[$0 + 2] == 0x7EC4 }.map { max(told.lowerBound, $0 - 4)..<$0 + 3 }
    }

    private static let companions = ScalarSet(folded("同跟"))

    /// 同|260名|职工面对面谈心: those whom something is done with, and what.
    func withWhom(_ m: Mention) -> String? {
        let t = page.text, p = m.start - 1
        guard m.numeral.unit == .classifier, Self.companions.contains(t.scalar(p)), t.scalar(p - 1) != 0x4F1A, t.scalar(p - 1) != 0x5171, Self.personUnits.contains(t.scalar(m.numeral.unitStart)) else { return nil }
        let rest = phrases.trim(m.end..<m.clause.upperBound)
        return rest.count >= 4 && rest.count <= 12 && !rest.contains(where: { t.classes[$0] == CharacterClass.digit || t.classes[$0] == CharacterClass.pause }) ? page.source(rest) : nil
    }

    private static let levels = FixedWords(["国家级", "省级", "市级", "县级", "区级", "省部级"])

    /// 3家|省级|、9家市级书屋挂牌: a level alone, with the noun that the next one bears.
    func levelled(_ m: Mention, _ behind: Range<Int>, _ next: Mention?) -> String? {
        guard behind.count >= 2, behind.count <= 3, Self.levels.contains(behind, in: page.text), let next, next.clause == m.clause, next.start - m.end <= 5 else { return nil }
        let noun = phrases.noun(phrases.behind(next, next: Int.max))
        guard let level = Self.levels.end(at: noun.lowerBound, in: page.text, upTo: noun.upperBound - 2) else { return nil }
        return page.source(behind) + page.source(phrases.last(level..<noun.upperBound, 8))
    }

    private static let cares = FixedWords(["体检", "疗养", "休养", "检查", "筛查", "疗休养", "义诊"])
    /// 6所学院|开了|18个|班: who has so many, in the words between two numbers, where the noun is one character.
    func opened(_ m: Mention) -> String {
        let t = page.text
        var low = m.start
        while low > 0, m.start - low < 12, t.classes[low - 1] == CharacterClass.ideograph { low -= 1 }
        // behind the unit of the number before
        guard t.kind(low - 1) == CharacterClass.digit, m.start - low >= 5 else { return "" }
        return page.source(phrases.trim(low + 1..<m.start))
    }

    private static let personUnits = ScalarSet(folded("名人位户"))

    /// 请90名环卫工人免费体检，给|300名|骑手送头盔: whether a topic is what was done for others, told of persons in another clause.
    func isDoneForOthers(_ topic: Range<Int>, _ m: Mention, _ mentions: ArraySlice<Mention>) -> Bool {
        // 为劳模安排体检，组织60名职工疗养: each with a deed of its own
        if m.numeral.unit == .classifier, topic.upperBound < m.clause.lowerBound, Self.cares.start(endingAt: topic.upperBound, in: page.text, from: topic.lowerBound) != nil, Self.personUnits.contains(page.text.scalar(m.numeral.unitStart)),
            Self.cares.start(endingAt: m.clause.upperBound, in: page.text, from: m.end) != nil { return true }
        guard m.behind.count >= 2, m.numeral.unit == .classifier, Self.personUnits.contains(page.text.scalar(m.numeral.unitStart)), let previous = mentions.last(where: { $0.end <= topic.lowerBound }) ?? mentions.first,
            previous.end <= topic.lowerBound, topic.upperBound <= previous.behind.upperBound, previous.clause.lowerBound != m.clause.lowerBound, Self.personUnits.contains(page.text.scalar(previous.numeral.unitStart)) else { return false }
        guard !page.contains([.part, .share], in: m.before) else { return false }
        let words = phrases.trim(m.behind)
        return (words.lowerBound + 2..<max(words.lowerBound + 2, min(words.lowerBound + 12, words.upperBound + 1))).contains { Persons.heads.start(endingAt: $0, in: page.text, from: words.lowerBound) != nil }
    }

    /// 沿街能歇脚、能充电的|服务驿站: what is counted, behind a long modifier of it; with the verb of founding before that.
    func withoutModifier(_ words: Range<Int>) -> String? {
        let t = page.text
        guard words.count >= 12, let de = (words.upperBound - 9..<words.upperBound - 3).last(where: { t.scalars[$0] == 0x7684 }), de - words.lowerBound >= 5, page.quote(around: de) == nil,
            !words.contains(where: { t.classes[$0] == CharacterClass.digit }), !page.contains([.each, .growth], in: words), !page.contains([.share, .lightVerb], in: de + 1..<words.upperBound) else { return nil }
        let verb = page.beginning(at: words.lowerBound, .new).map { Int($0.start)..<Int($0.end) } ?? words.lowerBound..<words.lowerBound
        return page.source(verb) + page.source(de + 1..<words.upperBound)
    }

    private static let holds = ScalarSet(folded("办开摆搞设"))
    private static let whens = FixedWords(["今年", "全年", "年内", "一年", "上半年", "一共", "共", "先后"])

    /// 招聘会全年|办了|19场: without the short verb that says only that it took place, and when.
    func withoutHolding(_ words: Range<Int>) -> Range<Int> {
        let t = page.text
        guard words.count >= 5 else { return words }
        let verb = t.scalars[words.upperBound - 1] == 0x4E86 ? words.upperBound - 2 : t.scalar(words.upperBound) == 0x4E86 ? words.upperBound - 1 : words.upperBound
        guard verb < words.upperBound, Self.holds.contains(t.scalars[verb]) else { return words }
        let high = Self.whens.start(endingAt: verb, in: t, from: words.lowerBound + 3) ?? verb
        return words.lowerBound..<high
    }

    private static let ideas = FixedWords(["建议", "点子", "点子”", "妙招", "良策", "创新成果", "项目", "课题"])
    private static let gathering = FixedWords(["收到", "征集", "提出", "收集", "征得", "献上", "提交"])
    private static let benefits = FixedWords(["效益", "成本", "省下", "节省", "增效", "投资", "节支", "创效", "产值", "增收"])
    private static let proposals = ScalarSet(folded("条项件个"))

    /// 收到建议320条，…节约成本|90万元: what brought the money, told of things counted before, and no event around them.
    func benefit(_ m: Mention, _ words: Range<Int>, _ mentions: ArraySlice<Mention>) -> Range<Int>? {
        guard m.numeral.unit == .money ? Self.benefits.start(endingAt: words.upperBound, in: page.text, from: words.lowerBound) != nil : words.upperBound - words.lowerBound >= 3 && page.text.scalars[words.upperBound - 1] == 0x5229 && page.text.scalars[words.upperBound - 2] == 0x4E13 else { return nil }
        for previous in mentions.reversed() where previous.numeral.unit == .classifier && previous.end <= m.start {
            guard phrases.groupStart(previous.end..<m.start) == previous.end else { return nil }
            guard Self.proposals.contains(page.text.scalar(previous.numeral.unitStart)) else { continue }
            var noun = phrases.last(phrases.object(counted(previous)), 8)
            if let end = (noun.lowerBound..<noun.upperBound).lazy.compactMap({ Self.gathering.end(at: $0, in: page.text, upTo: noun.upperBound) }).first { noun = end..<noun.upperBound }
            if noun.count >= 3, Self.ideas.start(endingAt: noun.upperBound, in: page.text, from: noun.lowerBound) != nil { return noun }
        }
        return nil
    }

    private static let branches = ScalarSet(folded("上下"))

    /// “岗位直通车”线上线下一齐发力，线下招聘会9场、直播带岗4场，400家企业…: the name that the sentence opens with, above its branches.
    func outerName(of branch: Range<Int>, _ s: Page.Sentence) -> Range<Int>? {
        let t = page.text
        guard t.scalars[branch.lowerBound] == 0x7EBF, Self.branches.contains(t.scalar(branch.lowerBound + 1)), t.scalar(branch.lowerBound + 2) != 0x7EBF else { return nil }
        var low = s.start
        while low < branch.lowerBound, t.classes[low] == CharacterClass.space || t.classes[low] == CharacterClass.lineFeed { low += 1 }
        guard t.classes[low] == CharacterClass.openQuote || t.scalars[low] == 0x22, let q = page.quote(around: low + 1), q.count <= 10, q.upperBound + 1 < branch.lowerBound else { return nil }
        return q.lowerBound - 1..<q.upperBound + 1
    }

    /// 外卖员、快递员是主力，市总为他们|新建工会|19家: whom a pronoun before a number's own words means, told last before it.
    func antecedent(of edge: Int, from low: Int, _ s: Page.Sentence) -> Range<Int>? {
        let t = page.text
        guard t.scalar(edge - 1) == 0x4EEC, t.scalar(edge - 2) == 0x4ED6 || t.scalar(edge - 2) == 0x5979, edge - 2 > low else { return nil }
        let floor = max(page.parts[s.part].start, edge - 90)
        var p = edge - 3
        while p > floor + 1 {
            if let low = Persons.heads.start(endingAt: p, in: t, from: floor), !page.contains(.wholeCity, in: low..<p) { return (page.ending(at: p, .topic, from: floor).map { min(low, Int($0.start)) } ?? low)..<p }
            p -= 1
        }
        return nil
    }
}
