import Text

/// What a list or a standard leaves out, because it was told just before.
extension Subjects {
    private static let coverbs = ScalarSet(folded("为给向对替帮让使把同"))

    /// 志愿者为|640名|环卫工人送上…: who receives is counted; who gives is not.
    func isRecipient(_ m: Mention, _ behind: Range<Int>) -> Bool {
        guard !behind.isEmpty, m.numeral.unit == .classifier else { return false }
        var p = m.start
        while p > m.before.lowerBound {
            if page.text.classes[p - 1] == CharacterClass.space || page.text.classes[p - 1] == CharacterClass.lineFeed { p -= 1; continue }
            guard let h = page.ending(at: p, [.about, .atLeast], from: m.before.lowerBound) else { break }
            p = Int(h.start)
        }
        guard p > m.before.lowerBound, Self.coverbs.contains(page.text.scalars[p - 1]) else { return false }
        // 会同|6家部门: a verb
        return page.text.scalars[p - 1] != 0x540C || page.text.scalar(p - 2) != 0x4F1A && page.text.scalar(p - 2) != 0x5171
    }

    /// 五一劳动奖状4个、奖章11人; 市级一类赛15场、二类赛41场: a short item that begins or ends like the one before it, and leaves out
    /// what that one said in front.
    func elided(_ m: Mention, _ words: Range<Int>, _ behind: Range<Int>, _ previous: Mention?) -> String? {
        guard behind.isEmpty, words.count >= 2, words.count <= 3, let previous, previous.end <= m.start,
            page.text.kind(m.before.lowerBound - 1) == CharacterClass.pause
        else { return nil }
        let full = phrases.withoutVerb(phrases.shorten(phrases.core(phrases.own(previous))))
        guard full.count >= words.count + 2 else { return nil }
        let twin = full.upperBound - words.count..<full.upperBound
        let t = page.text
        let isTwin = words.count == 2 && t.scalars[twin.lowerBound] == t.scalars[words.lowerBound]
            || words.count == 3 && t.scalars[twin.upperBound - 1] == t.scalars[words.upperBound - 1] && t.scalars[twin.upperBound - 2] == t.scalars[words.upperBound - 2]
        guard isTwin, !twin.indices.allSatisfy({ t.scalars[$0] == t.scalars[words.lowerBound + $0 - twin.lowerBound] }) else { return nil }
        return page.source(full.lowerBound..<twin.lowerBound) + page.source(words)
    }

    /// 展出作品210幅，其中书法90幅、国画75幅: bare parts in the unit of their whole lean on it.
    func whole(_ m: Mention, _ words: Range<Int>, _ behind: Range<Int>, _ earlier: @autoclosure () -> ArraySlice<Mention>) -> String? {
        guard behind.isEmpty, words.count >= 2, words.count <= 4, m.numeral.unit == .classifier, !page.contains(.lightVerb, in: words) else { return nil }
        let isLevel = words.contains { page.text.scalars[$0] == 0x7EA7 } && (page.text.scalars[words.upperBound - 1] == 0x7EA7 || page.text.scalars[words.upperBound - 1] == 0x4E0A)
        guard words.count <= 3 || isLevel else { return nil }
        var start = m.before.lowerBound
        for previous in earlier().reversed() where previous.end <= m.start && previous.numeral.unit == .classifier && previous.role == .fact {
            guard isSameUnit(previous, m) else { return nil }
            if page.contains(.part, in: start..<words.lowerBound) {
                let noun = phrases.shorten(counted(previous))
                if isProcedure(noun) { return nil }
                if noun.count <= 4, page.contains(.total, in: noun) || phrases.ends(page.source(noun), with: "总数") { return nil }
                if noun.count == 2, page.text.scalars[noun.upperBound - 1] == page.text.scalars[words.upperBound - 1], page.text.scalars[noun.lowerBound] == page.text.scalars[words.upperBound - 2] { return nil }
                return noun.count >= 2 && noun.count <= 8 ? page.source(noun) : nil
            }
            guard page.text.kind(start - 1) == CharacterClass.pause else { return nil }
            start = previous.before.lowerBound
        }
        return nil
    }

    /// 新会员2.87万名，农民工占了1.52万名: a count that is a part of what the number before counted.
    func taken(_ m: Mention, _ words: Range<Int>, _ behind: Range<Int>, _ earlier: @autoclosure () -> ArraySlice<Mention>) -> String? {
        guard behind.isEmpty, m.numeral.unit == .classifier else { return nil }
        var high = m.start
        while high > m.before.lowerBound, page.text.scalars[high - 1] == 0x4E86 || page.text.scalars[high - 1] == 0x5230 || page.text.classes[high - 1] == CharacterClass.space { high -= 1 }
        guard high > m.before.lowerBound + 2, page.text.scalars[high - 1] == 0x5360, let whole = earlier().last(where: { $0.role == .fact && isSameUnit($0, m) }) else { return nil }
        let part = phrases.trim(m.before.lowerBound..<high - 1), noun = withoutKinds(phrases.last(counted(whole), 8))
        return part.count >= 2 && part.count <= 10 && noun.count >= 2 ? page.source(noun) + page.source(part) : nil
    }

    /// 各类|劳动竞赛, 各级|工会: without the word for all kinds of it.
    private func withoutKinds(_ r: Range<Int>) -> Range<Int> { r.count >= 5 && page.text.scalars[r.lowerBound] == 0x5404 ? r.lowerBound + 2..<r.upperBound : r }

    /// 给予1000元、2000元、3000元的奖励: the noun behind the last sum of a list.
    func sharedBehind(_ i: Int, _ all: [Mention]) -> Range<Int>? {
        let m = all[i]
        guard m.numeral.unit == .money else { return nil }
        var k = i
        while k + 1 < all.count, k - i < 4, all[k + 1].numeral.unit == .money, all[k + 1].start - all[k].end <= 2, all[k + 1].start > all[k].end { k += 1 }
        guard k > i, page.text.scalar(all[k].end) == 0x7684 else { return nil }
        let noun = phrases.shortenBehind(phrases.noun(phrases.behind(all[k], next: Int.max)))
        return noun.count >= 2 ? noun : nil
    }

    /// 被评为示范点，全省仅4家; 我市3人分别荣获奖章: the object of the clause before, or the deed behind a list, where a number has no words.
    func nothing(_ m: Mention, _ s: Page.Sentence) -> String {
        if page.text.kind(m.end) == CharacterClass.pause, let verb = page.first(.lightVerb, in: m.end..<max(m.end, m.clause.upperBound)) {
            return page.source(Int(verb.start)..<min(m.clause.upperBound, Int(verb.start) + 16))
        }
        let edge = m.clause.lowerBound - 1
        guard edge > s.start else { return "" }
        var low = edge
        while low > s.start, edge - low < 40, page.text.kind(low - 1) != CharacterClass.comma, page.text.kind(low - 1) != CharacterClass.semicolon, page.text.kind(low - 1) != CharacterClass.colon { low -= 1 }
        let object = phrases.object(phrases.trim(low..<edge))
        return page.source(phrases.last(object, 14))
    }

    private static let aims = FixedWords(["任务", "目标", "指标", "计划", "预算", "目标任务", "任务数", "总数", "总额", "目标数"])
    private static let completing = FixedWords(["占", "相当于", "完成", "为", "达到", "达", "实现", "超额完成"])

    /// 占年度目标的112%, 为全年预算8000万元的77%: a completion, or the aim within it, of what the number before counted.
    func completed(_ m: Mention, _ next: Mention?, _ earlier: String) -> String? {
        let t = page.text
        guard m.role == .share && m.numeral.unit == .ratio || m.numeral.unit != .ratio && next?.numeral.unit == .ratio else { return nil }
        // 完成任务的109%、112%: each of its own, and none told
        if let next, next.numeral.unit == .ratio, next.start - m.end <= 2, t.kind(m.end) == CharacterClass.pause { return nil }
        let isShare = m.role == .share && m.numeral.unit == .ratio
        let aimed = next.map { $0.numeral.unit == .ratio ? aim(m.end..<max(m.end, $0.start)) : nil } ?? nil
        let isAim = aimed != nil
        guard isShare || isAim else { return nil }
        var low = m.before.lowerBound
        while low < m.start, t.classes[low] == CharacterClass.space || t.classes[low] == CharacterClass.lineFeed || t.classes[low] == CharacterClass.comma || t.classes[low] == CharacterClass.openParenthesis { low += 1 }
        guard Self.completing.end(at: low, in: t, upTo: m.start) != nil else { return nil }
        let earlier = phrases.head(earlier)
        guard !earlier.isEmpty, phrases.place(of: "户均", in: earlier) != 0, phrases.place(of: "人均", in: earlier) != 0 else { return nil }
        var high = m.start
        while high > low, t.scalars[high - 1] == 0x7684 || t.classes[high - 1] == CharacterClass.space || t.classes[high - 1] == CharacterClass.lineFeed || t.classes[high - 1] == CharacterClass.openParenthesis { high -= 1 }
        guard high - low >= 3, high - low <= 14, isAim || Self.aims.start(endingAt: high, in: t, from: low) != nil else { return nil }
        if t.scalars[low] == 0x4E3A { low += 1 }
        let told = page.source(low..<high) + page.source(aimed ?? high..<high)
        return phrases.holds(earlier, told) ? earlier : earlier + told
    }

    /// The noun between an aim and how far it is reached: 6000人|任务|的85.5%; nothing in 550个)的, nil where it is no aim.
    private func aim(_ r: Range<Int>) -> Range<Int>? {
        var low = r.lowerBound
        if low < r.upperBound, page.text.classes[low] == CharacterClass.closeParenthesis { low += 1 }
        guard r.upperBound > low, r.upperBound - low <= 6, page.text.scalars[r.upperBound - 1] == 0x7684 else { return nil }
        if low + 1 == r.upperBound { return low..<low }
        return Self.aims.start(endingAt: r.upperBound - 1, in: page.text, from: low) == low ? low..<r.upperBound - 1 : nil
    }

    private static let outcomes = FixedWords(["获评", "获得", "荣获", "获", "被", "入选", "已", "均", "实现", "完成", "评为", "通过", "达到", "因", "变成", "转化为", "变为", "得到", "斩获"])

    func isOutcome(_ behind: Range<Int>) -> Bool { Self.outcomes.end(at: behind.lowerBound, in: page.text) != nil }

    /// 53户职工中，36户已实现脱困: a predicate alone is told of what the number before counted, in the same unit.
    func predicated(_ m: Mention, _ previous: Mention) -> Range<Int>? {
        guard previous.sentence == m.sentence, isSameUnit(previous, m), phrases.groupStart(previous.end..<m.start) == previous.end, Self.outcomes.end(at: m.behind.lowerBound, in: page.text) != nil || m.behind.count >= 3 && page.text.scalars[m.behind.lowerBound + 1] == 0x4E86 || page.beginning(at: m.behind.lowerBound, .lightVerb).map({ $0.end - $0.start >= 2 && !$0.classes.contains(.noun) }) == true else { return nil }
        var whole = counted(previous)
        // 创新成果|参加全省评选
        if whole.count >= 6, let verb = page.hits(in: whole.lowerBound + 2..<whole.upperBound).first(where: { page.classes($0).contains(.lightVerb) && $0.end - $0.start >= 2 && page.text.scalar(Int($0.end)) != 0x7684 }), page.quote(around: Int(verb.start)) == nil, Int(verb.end) < whole.upperBound { whole = whole.lowerBound..<Int(verb.start) }
        let noun = phrases.last(whole, 8)
        if noun.count == 2, previous.behind.isEmpty, phrases.own(previous).count == 2 { return nil }
        return noun.count >= 2 && page.beginning(at: noun.lowerBound, .lightVerb) == nil && !noun.contains { page.text.classes[$0] == CharacterClass.pause } ? noun : nil
    }

    /// 产生技术能手97名，其中女职工近四成: the share of a part in what the number before counted.
    func partOf(_ m: Mention, _ behind: Range<Int>, _ previous: Mention?) -> String? {
        guard m.role == .share, m.numeral.unit == .ratio, behind.isEmpty, let previous, previous.numeral.unit == .classifier, previous.role == .fact,
            let part = page.first(.part, in: m.before), Int(part.start) - m.before.lowerBound <= 1 else { return nil }
        let words = phrases.trim(Int(part.end)..<m.start), whole = phrases.last(counted(previous), 8)
        guard words.count >= 2, words.count <= 5, whole.count >= 2, let last = words.last, !Self.rates.contains(page.text.scalars[last]) else { return nil }
        return page.source(whole) + page.source(words) + "占比"
    }

    private static let forming = FixedWords(["组成的", "构成的"])
    private static let rates = ScalarSet(folded("率比度面例重"))
    private static let persons = ScalarSet(folded("人名位"))

    /// 走访老劳模44人，每人送上1000元; 成果120项，给予每项…: whose standard it is, where the sum says only 每人.
    func standard(_ m: Mention, _ before: Range<Int>, _ earlier: @autoclosure () -> ArraySlice<Mention>) -> String? {
        guard m.numeral.unit == .money, let each = page.last(.each, in: before), each.end - each.start == 2, page.text.scalars[Int(each.start)] == 0x6BCF else { return nil }
        let unit = page.text.scalars[Int(each.start) + 1]
        if Int(each.start) - m.clause.lowerBound >= 4 {
            // 为在档困难职工每人发放
            guard let coverb = (m.clause.lowerBound..<Int(each.start)).last(where: { page.text.scalars[$0] == 0x4E3A || page.text.scalars[$0] == 0x7ED9 || page.text.scalars[$0] == 0x5BF9 || page.text.scalars[$0] == 0x5411 }) else { return nil }
            let counted = earlier().last.map { $0.end > coverb && $0.end + 2 <= Int(each.start) ? $0.end : coverb + 1 } ?? coverb + 1
            let who = phrases.trim(counted..<Int(each.start))
            return who.count >= 2 && who.count <= 14 ? page.source(who) : nil
        }
        guard let counts = earlier().last(where: { $0.numeral.unit == .classifier && $0.end <= m.start && $0.role == .fact }) else { return nil }
        let other = page.text.scalar(counts.numeral.unitStart)
        guard unit == other || Self.persons.contains(unit) && Self.persons.contains(other) else { return nil }
        let told = phrases.own(counts)
        if told.count >= 4, page.text.classes[told.lowerBound] == CharacterClass.openQuote, let q = page.quote(around: told.lowerBound + 1), q.count <= 8 { return page.source(told.lowerBound..<q.upperBound + 1) }
        if let named = phrases.undertaking(in: told), named.upperBound < told.upperBound || !counts.behind.isEmpty { return page.source(named) }
        var noun = phrases.shorten(counted(counts))
        // 16家单位被授予称号，每家奖励
        if let by = noun.first(where: { page.text.scalars[$0] == 0x88AB || page.text.scalars[$0] == 0x83B7 }), by - noun.lowerBound >= 2 { noun = noun.lowerBound..<by }
        return noun.count >= 2 && noun.count <= 12 ? page.source(noun) : nil
    }

    /// 追加补助20%，年度累计不超过3万元: what is said of the bound beside its subject.
    func ceiling(_ m: Mention, _ shared: String) -> String {
        guard m.role == .threshold else { return "" }
        for word in ["年度累计", "全年累计", "累计", "单笔", "每年"] where page.string(m.before).hasPrefix(word) && !phrases.holds(shared, word) { return word }
        return ""
    }

    /// 组成职工宣讲团; 律师组成的服务团: what those who are counted form, and who they are.
    func formed(_ m: Mention, _ behind: Range<Int>) -> String? {
        let t = page.text
        // 由教师、医生等45人|组成的|服务队
        if let end = Self.forming.end(at: behind.lowerBound, in: t, upTo: behind.upperBound), behind.upperBound - end >= 2 {
            let verb = page.hits(in: min(end + 3, behind.upperBound)..<behind.upperBound).first { page.classes($0).contains(.lightVerb) && !page.classes($0).contains(.noun) && $0.end - $0.start >= 2 }
            return page.source(end..<min(verb.map { Int($0.start) } ?? behind.upperBound, end + 12)) + "成员"
        }
        guard behind.count >= 4, let at = (behind.lowerBound..<min(behind.lowerBound + 8, behind.upperBound - 2)).first(where: { t.scalars[$0] == 0x7EC4 && t.scalars[$0 + 1] == 0x6210 }) else { return nil }
        var low = at + 2
        if t.scalar(low) == 0x7684 { low += 1 }
        var high = low
        while high < behind.upperBound, high - low < 12, t.classes[high] == CharacterClass.ideograph, page.beginning(at: high, .lightVerb).map({ $0.end - $0.start < 2 || $0.start == low || $0.classes.contains(.noun) }) ?? true { high += 1 }
        guard high - low >= 2 else { return nil }
        return page.source(low..<high) + page.source(behind.lowerBound..<at)
    }

    private static let meetings = FixedWords(["结成帮扶对子", "结成对子", "结对共建", "结对帮扶", "结对", "帮扶对子", "签约", "联姻共建"])

    /// 22名劳模|与25家企业|结对; 劳模|赴外地|疗休养: the deed at the end of a clause whose noun stands before 与 or 赴.
    func farDeed(_ m: Mention, _ behind: Range<Int>) -> Range<Int>? {
        let next = page.text.scalar(behind.upperBound)
        guard behind.count >= 2, behind.count <= 10, next == 0x4E0E || next == 0x8D74 || next == 0x548C || next == 0x5230 || next == 0x5206 || next == 0x524D else { return nil }
        let end = m.clause.upperBound
        guard end - behind.upperBound <= 30, end > behind.upperBound else { return nil }
        if let start = Self.meetings.start(endingAt: end, in: page.text, from: behind.upperBound + 1) { return start..<end }
        return page.ending(at: end, .topic, from: behind.upperBound + 1).map { Int($0.start)..<Int($0.end) } ?? Self.resting.start(endingAt: end, in: page.text, from: behind.upperBound + 1).map { $0..<end }
    }

    /// 是去年同期的1.8倍: the ratio of what the number before counted to an earlier figure.
    func times(_ m: Mention, _ before: Range<Int>, _ earlier: String) -> String? {
        guard page.text.scalar(m.numeral.unitStart) == 0x500D, !earlier.isEmpty, earlier.utf8.count <= 42, page.text.scalar(m.start - 1) == 0x7684 || page.text.kind(m.start - 1) == CharacterClass.space else { return nil }
        var words = phrases.own(m)
        while let first = words.first, page.text.scalars[first] == 0x662F || page.text.scalars[first] == 0x4E3A { words = first + 1..<words.upperBound }
        guard words.count >= 2, words.count <= 8 else { return nil }
        return earlier + "与" + page.source(words) + "之比"
    }

    private static let ranks = FixedWords(["位居", "位列", "居", "列", "排名", "名列", "排", "夺得", "获得", "荣获", "取得", "获", "位次", "分列", "分居"])

    /// 在焊工决赛中夺得团体第2名; 录入率96.2%，在全省居第三位; 以团体总分第二名的成绩…: what the place is held in.
    func ranked(_ m: Mention, _ before: Range<Int>, _ behind: Range<Int>, _ earlier: String, _ s: Page.Sentence, isRate: Bool) -> String? {
        let t = page.text
        var words = phrases.own(m)
        var isCut = true
        var whose = ""
        while isCut, !words.isEmpty {
            isCut = false
            if let verb = Self.ranks.start(endingAt: words.upperBound, in: t, from: words.lowerBound) { words = words.lowerBound..<verb; isCut = true }
            if let order = page.ending(at: words.upperBound, [.province, .nation, .wholeCity], from: words.lowerBound) {
                whose = page.source(Int(order.start)..<Int(order.end)); words = words.lowerBound..<Int(order.start); isCut = true
            }
        }
        // 在全省通报中居第三位: a rate's place, wherever it was told
        if isRate, words.count >= 2, words.count <= 4, t.scalars[words.upperBound - 1] == 0x4E2D {
            if whose.isEmpty, let order = page.last([.province, .nation], in: m.before) { whose = page.source(Int(order.start)..<Int(order.end)) }
            words = words.lowerBound..<words.lowerBound
        }
        if place(m, s) != nil, words.count > 1 || !isRate { return nil }
        if words.count <= 1 {
            guard !earlier.isEmpty else { return nil }
            return phrases.head(earlier) + whose + "位次"
        }
        guard behind.isEmpty || t.scalar(m.end) == 0x7684 else { return nil }
        // 在全省工会考核|中|排名第4位
        if words.count >= 5, t.scalars[words.upperBound - 1] == 0x4E2D { words = words.lowerBound..<words.upperBound - 1 }
        return page.source(phrases.last(words, 18)) + whose + (t.scalar(m.numeral.unitStart) == 0x4F4D ? "位次" : "名次")
    }
}
