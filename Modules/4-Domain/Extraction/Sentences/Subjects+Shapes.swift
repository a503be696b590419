import Text

/// Shapes of sentences whose subject is made in a way of its own: averages, batches, rates, ranks, ellipses.
extension Subjects {
    private static let hollowSubjects = FixedWords(["户均", "人均", "平均", "均", "每人", "每户", "每家", "每个", "每名"])

    /// 人均4000元, 户均3121元: the average of what the number before counted.
    func average(_ before: Range<Int>, _ behind: Range<Int>, _ earlier: String) -> String? {
        guard behind.isEmpty, !earlier.isEmpty, before.count <= 3, before.count >= 1 else { return nil }
        guard Self.hollowSubjects.containsBlanksAside(before, in: page.text) else { return nil }
        return page.source(before) + phrases.noun(of: earlier)
    }

    private static let batches = FixedWords(["批", "批次", "期", "轮", "轮次", "班次"])

    /// 组织15批680名一线职工疗休养: the batches are those of the number that follows. 分八批成行: batches of what was told before.
    func batch(_ m: Mention, _ before: Range<Int>, _ behind: Range<Int>, _ next: Mention?) -> String? {
        let unit = m.numeral.unitStart..<m.numeral.end
        guard Self.batches.contains(unit, in: page.text) else { return nil }
        if let next, next.start >= m.end, next.start - m.end <= 4, next.sentence == m.sentence, !page.contains(.part, in: m.end..<next.start),
            (m.end..<next.start).allSatisfy({ page.text.classes[$0] == CharacterClass.ideograph || page.text.classes[$0] == CharacterClass.space })
        {
            let noun = page.source(phrases.shortenBehind(phrases.noun(phrases.behind(next, next: Int.max))))
            guard !noun.isEmpty, let ahead = phrases.topicWord(in: next.end..<max(next.end, next.clause.upperBound)) else { return noun.isEmpty ? nil : noun }
            let topic = page.source(ahead)
            return phrases.holds(noun, topic) ? noun : noun + topic
        }
        guard page.text.scalars[unit.lowerBound] == 0x6279, before.count <= 2,
            let topic = phrases.topicWord(in: m.end..<max(m.end, m.clause.upperBound)) ?? phrases.topicWord(in: max(0, m.start - 40)..<m.start)
        else { return nil }
        return page.source(topic) + "批次"
    }

    /// 新建户外劳动者驿站37个，全市驿站达到214个: a bare head that an earlier number of the sentence bore in full takes its full name.
    func compound(_ words: Range<Int>, _ behind: Range<Int>, _ earlier: @autoclosure () -> ArraySlice<Mention>) -> String? {
        guard behind.isEmpty, words.count >= 2, words.count <= 8, page.beginning(at: words.lowerBound, .topic) != nil, let head = phrases.topicWord(in: words), head.lowerBound == words.lowerBound, let before = earlier().last(where: { holdsAtEnd($0, head) }) else { return nil }
        var full = phrases.withoutVerb(phrases.own(before))
        if let de = full.last(where: { page.text.scalars[$0] == 0x7684 }), full.upperBound - de > words.count { full = de + 1..<full.upperBound }
        guard full.count > words.count, full.count <= 10 else { return nil }
        return page.source(full) + page.source(head.upperBound..<words.upperBound)
    }

    private func holdsAtEnd(_ m: Mention, _ head: Range<Int>) -> Bool {
        let words = phrases.own(m)
        guard words.count > head.count else { return false }
        let edge = words.upperBound - head.count
        return head.indices.allSatisfy { page.text.scalars[$0] == page.text.scalars[edge + $0 - head.lowerBound] }
    }

    /// 调解成功187件，成功率88.2%: a rate leans on the undertaking among the words of the number before, else on what that one counted.
    func rate(_ m: Mention, _ subject: String, _ previous: Mention?, _ earlier: String, _ s: Page.Sentence) -> String? {
        guard m.numeral.unit == .ratio, m.role == .share, subject.utf8.count <= 12, let previous, !earlier.isEmpty, earlier.utf8.count <= 48, previous.role != .threshold, page.text.scalar(m.numeral.unitStart) != 0x6298,
            m.clause.lowerBound > s.start
        else { return nil }
        if subject == "完成率", let aim = aimBefore(m, s) { return page.source(aim) + subject }
        if subject == "占比", previous.numeral.unit == .classifier, previous.role == .fact {
            let noun = phrases.last(counted(previous), 12)
            if noun.count >= 2 { return page.source(noun) + subject }
        }
        if let stem = done(subject), previous.numeral.unit == .classifier, previous.role == .fact {
            let told = phrases.own(previous), noun = previous.behind.isEmpty && told.count <= 4 && page.ending(at: told.upperBound, .lightVerb) == nil ? told : phrases.object(counted(previous))
            if noun.count > 8, noun.contains(where: { page.text.scalars[$0] == 0x7B49 }) { return page.source(noun.upperBound - 4..<noun.upperBound) + subject }
            if noun.count >= 2, noun.count <= 6, page.beginning(at: noun.lowerBound, .bareSubject) != nil || !page.contains(.lightVerb, in: noun), !phrases.holds(page.source(noun), stem) { return page.source(noun) + subject }
        }
        if let near = phrases.topicWord(in: previous.before) ?? phrases.topicWord(in: previous.behind), near.count > 2 || page.text.scalars[near.lowerBound] != 0x70ED {
            let text = page.source(phrases.named(near))
            return phrases.holds(subject, text) ? nil : text + subject
        }
        let stem = phrases.ends(subject, with: "率") ? String(subject.dropLast()) : subject
        let low = phrases.groupStart(max(s.start, previous.start - 160)..<max(s.start, previous.start))
        if let topic = phrases.topicWord(in: low..<max(low, previous.start)), !page.contains(.group, in: topic) {
            let text = page.source(topic)
            if Self.insured.contains(stem) || phrases.holds(earlier, stem) || topic.count > 2 && phrases.place(of: text, in: earlier).map({ $0 <= 12 }) == true || earlier.hasPrefix(text) || topic.count >= 4 && phrases.akin(topic, previous.before) { return text + subject }
        }
        if phrases.holds(earlier, subject) { return earlier }
        if phrases.ends(earlier, with: "率"), earlier.unicodeScalars.count >= 5 { return String(String.UnicodeScalarView(earlier.unicodeScalars.dropLast(3))) + subject }
        guard !phrases.ends(subject, with: "率") || phrases.holds(earlier, stem) || Self.outcomes.contains(where: { phrases.ends(stem, with: $0) }) else { return nil }
        if !stem.isEmpty, let at = phrases.place(of: stem, in: earlier) {
            guard at == 0 || phrases.ends(earlier, with: stem) || Self.outcomes.contains(where: { phrases.ends(stem, with: $0) }) else { return nil }
            return phrases.without(stem, at: at, in: earlier) + subject
        }
        if earlier.utf8.count <= 30 { return earlier + subject }
        let noun = counted(previous)
        return noun.count >= 2 && noun.count <= 8 ? page.source(noun) + subject : nil
    }

    /// 100人以上企业建会率达97%，25人以上企业|达88%: the rate that the one before names.
    func rateTail(_ m: Mention, _ words: Range<Int>, _ behind: Range<Int>, _ previous: Mention?) -> Range<Int>? {
        let t = page.text
        guard m.numeral.unit == .ratio, behind.isEmpty, words.count >= 3, words.count <= 12, m.role == .share, let previous, previous.numeral.unit == .ratio, previous.role == .share, previous.sentence == m.sentence, t.scalars[words.upperBound - 2] != 0x5360 else { return nil }
        let told = phrases.own(previous)
        guard told.count >= 5, t.scalars[told.upperBound - 1] == 0x7387, !Self.measures.contains(t.scalars[words.upperBound - 1]), t.scalars[words.upperBound - 1] != 0x5EA6, t.scalars[words.upperBound - 1] != 0x6BD4 else { return nil }
        for p in (told.lowerBound..<told.upperBound - 4).reversed() where t.scalars[p] == t.scalars[words.upperBound - 2] && t.scalars[p + 1] == t.scalars[words.upperBound - 1] { return p + 2..<told.upperBound }
        return nil
    }

    /// 提前完成|全年任务|，完成率115%: the aim that the clause before says is reached.
    private func aimBefore(_ m: Mention, _ s: Page.Sentence) -> Range<Int>? {
        let edge = m.clause.lowerBound - 1
        guard edge > s.start + 4, page.text.kind(edge) == CharacterClass.comma else { return nil }
        var p = edge - 3
        while p > max(s.start, edge - 14) {
            if page.text.scalars[p - 1] == 0x6210, page.text.scalars[p - 2] == 0x5B8C { return (p..<edge).allSatisfy({ page.text.classes[$0] == CharacterClass.ideograph }) ? p..<edge : nil }
            p -= 1
        }
        return nil
    }

    /// 赔付率, 给付率: of the insurance, whatever was told since.
    private static let insured = ["赔付", "给付", "理赔"]
    private static let handled = ["整改率": "整改", "销号率": "销号", "满意率": "满意", "群众满意率": "满意", "满意度": "满意", "办结率": "办结", "采纳率": "采纳", "化解率": "化解"]

    /// 整改率, 满意率: the rate of what was done to the things just counted.
    private func done(_ subject: String) -> String? { Self.handled[subject] }

    private static let outcomes = ["完成", "成功", "办结", "满意", "赔付", "化解", "整改", "回应", "采纳", "实施", "结案", "调解", "兑现", "回复", "转化", "合格", "取证", "就业", "核销", "支付", "使用", "知晓", "参与", "胜诉", "好评", "活跃", "月活", "优秀", "给付", "达标", "落实", "履约", "完整", "覆盖", "解决", "处置"]

    /// 达成意向9870人，36.5%是高校毕业生: a share of what the number before counted.
    func portion(_ m: Mention, _ behind: Range<Int>, _ earlier: String) -> String? {
        guard m.numeral.unit == .ratio, m.role == .share, !earlier.isEmpty, behind.count >= 3, behind.count <= 14 else { return nil }
        let first = page.text.scalars[behind.lowerBound]
        guard first == 0x662F || first == 0x4E3A else { return nil }
        return (earlier.utf8.count <= 24 ? earlier : "") + page.source(behind.lowerBound + 1..<behind.upperBound) + "占比"
    }

    private static let measures = ScalarSet(folded("量率值"))
    private static let uses = FixedWords(["点击", "浏览", "阅读", "播放", "下载", "转发", "点赞", "访问", "收看", "收听"])

    /// 征集视频及学习文档433个，浏览量近12万人次: a bare measure is one of what the number before counted.
    func measure(_ m: Mention, _ before: Range<Int>, _ behind: Range<Int>, _ previous: Mention?) -> String? {
        guard behind.isEmpty, m.numeral.unit != .ratio, before.count >= 2, before.count <= 4, let previous, previous.sentence == m.sentence,
            Self.measures.contains(page.text.scalars[before.upperBound - 1]) || Self.uses.start(endingAt: before.upperBound, in: page.text) != nil
        else { return nil }
        let noun = counted(previous)
        return noun.count >= 2 && noun.count <= 10 ? page.source(noun) + page.source(before) : nil
    }

    private static let amounts = FixedWords(["金额", "资金", "总金额", "总额"])

    /// 办理贷款贴息42笔、金额9万元; 赔付340人次、资金92万元: the money of what the item before counted.
    func amount(_ m: Mention, _ before: Range<Int>, _ behind: Range<Int>, _ previous: Mention?) -> String? {
        guard m.numeral.unit == .money, behind.isEmpty, let previous, previous.numeral.unit == .classifier, m.before.lowerBound - previous.end <= 1, page.text.kind(m.before.lowerBound - 1) == CharacterClass.pause, Self.amounts.contains(before, in: page.text) else { return nil }
        let noun = counted(previous)
        return noun.count >= 2 && noun.count <= 10 ? page.source(noun) + page.source(before) : nil
    }

    /// 收集建议285条，推动解决249条: a deed alone, by the unit of the number before, is done to what that one counted.
    func omitted(_ m: Mention, _ before: Range<Int>, _ behind: Range<Int>, _ mentions: @autoclosure () -> ArraySlice<Mention>) -> String? {
        guard behind.isEmpty, m.numeral.unit == .classifier || m.numeral.unit == .money, before.count >= 2, before.count <= 5, isDeed(before) || isDone(m, before) || isPair(m, before) else { return nil }
        // 省总|配套90万元: whose
        if m.numeral.unit == .money, Self.shares.contains(before, in: page.text), page.text.scalar(before.lowerBound - 1) == 0x603B, before.lowerBound - 2 >= m.before.lowerBound { return page.source(before.lowerBound - 2..<before.upperBound) }
        let earlier = mentions()
        for previous in earlier.reversed() where previous.numeral.unit == m.numeral.unit {
            guard isSameUnit(previous, m), phrases.groupStart(previous.end..<m.start) == previous.end else { return nil }
            var noun = counted(previous)
            if isDone(m, before), let city = page.beginning(at: noun.lowerBound, .wholeCity), Int(city.end) + 2 <= noun.upperBound { noun = Int(city.end)..<noun.upperBound }
            if let topic = phrases.topicWord(in: noun), topic.upperBound == noun.upperBound, topic.count >= 4 { noun = topic }
            // 新添工会驿站40座，全市驿站增至163座: a name of its own
            let end = page.text.kind(noun.upperBound - 1) == CharacterClass.closeQuote ? noun.upperBound - 1 : noun.upperBound
            if end - noun.lowerBound >= before.count, before.indices.allSatisfy({ page.text.scalars[$0] == page.text.scalars[end - before.upperBound + $0] }) { return nil }
            // 互助保障参保22万人次，理赔3260人次: another deed of the same undertaking
            if before.count == 2, let topic = phrases.topicWord(in: noun), topic.upperBound < noun.upperBound, noun.upperBound - topic.upperBound <= 2, topic.count >= 4 { return page.source(noun.lowerBound..<topic.upperBound) + page.source(before) }
            if isProcedure(noun) || isDeed(noun) || previous.behind.isEmpty && phrases.own(previous).count <= 2 && previous.start != earlier.first?.start || page.ending(at: noun.upperBound, [.lightVerb, .new], from: noun.lowerBound) != nil { continue }
            guard noun.count >= 2, noun.count <= 10 else { return nil }
            return Self.totals.contains(before, in: page.text) ? page.source(phrases.withoutVerb(noun)) + page.source(before) : page.source(before) + page.source(noun)
        }
        return nil
    }

    /// What a number counted, without its verb.
    func counted(_ m: Mention) -> Range<Int> {
        let behind = phrases.noun(phrases.behind(m, next: Int.max))
        if !behind.isEmpty { return phrases.shortenBehind(behind) }
        let words = phrases.withoutVerb(phrases.core(phrases.own(m)))
        return words.count > 12 ? phrases.object(words) : words
    }

    func isSameUnit(_ a: Mention, _ b: Mention) -> Bool {
        let x = a.numeral.unitStart..<a.numeral.end, y = b.numeral.unitStart..<b.numeral.end
        return x.count == y.count && x.indices.allSatisfy { page.text.scalars[$0] == page.text.scalars[y.lowerBound + $0 - x.lowerBound] }
    }

    private static let deeds = FixedWords(["脱困", "退出", "整改到位", "到位", "序时推进", "推进", "滞后", "剩余", "提请", "答复", "整改", "采纳", "实施", "返还", "配套", "追加", "兑付", "立案", "落地", "转办"])

    private static let shares = FixedWords(["配套", "补助", "返还"])
    private static let procedures = FixedWords(["登记备案", "立项", "备案", "登记"])

    /// 登记备案, 报批立项: what was done to things, and not the things.
    func isProcedure(_ noun: Range<Int>) -> Bool { Self.procedures.start(endingAt: noun.upperBound, in: page.text, from: noun.lowerBound) != nil }

    /// 已结题23项: 已 stands before a verb.
    private func isDone(_ m: Mention, _ before: Range<Int>) -> Bool {
        page.text.scalar(before.lowerBound - 1) == 0x5DF2 && before.lowerBound > m.before.lowerBound
    }

    private static let counts = FixedWords(["会员", "职工", "企业", "岗位", "工会", "单位", "人数", "学员", "家庭"])

    /// 获奖85项, 转化62项: two characters behind a comma, and no noun.
    private func isPair(_ m: Mention, _ before: Range<Int>) -> Bool {
        before.count == 2 && !Self.counts.contains(before, in: page.text) && !page.contains(.part, in: max(m.clause.lowerBound - 16, 0)..<m.start) && m.numeral.unit == .classifier && page.text.kind(m.before.lowerBound - 1) == CharacterClass.comma
    }

    /// Nothing but verbs and words that name nothing.
    private func isDeed(_ r: Range<Int>) -> Bool {
        var p = r.lowerBound
        while p < r.upperBound {
            if let h = page.beginning(at: p, [.lightVerb, .lead, .tail, .new]), Int(h.end) <= r.upperBound { p = Int(h.end); continue }
            guard let end = Self.deeds.end(at: p, in: page.text, upTo: r.upperBound) else { return false }
            p = end
        }
        return true
    }

    /// 在钳工项目省选拔赛中，…获全省第3名: the event that the sentence opens with, up to 中, 上 or 里.
    func frame(_ m: Mention, _ s: Page.Sentence) -> Range<Int>? {
        let t = page.text
        var p = m.before.lowerBound
        var end: Int?
        while p > s.start, m.start - p < 60 {
            p -= 1
            let u = t.scalars[p]
            if t.classes[p] == CharacterClass.semicolon { return nil }
            if u == 0x4E2D || u == 0x4E0A && Self.places.contains(t.scalar(p - 1)) || u == 0x91CC, end == nil, t.scalar(p - 1) != 0x96C6, page.longestEnding(at: p + 1, from: p - 3).map({ $0.end - $0.start < 2 }) ?? true { end = p }
            if u == 0x5728, let end, end - p >= 5, end - p <= 20,
                p == s.start || t.classes[p - 1] == CharacterClass.comma || t.classes[p - 1] == CharacterClass.space || Self.events.contains(t.scalars[end - 1])
            {
                return p + 1..<end
            }
        }
        return nil
    }

    private static let events = ScalarSet(folded("赛选核"))
    func isContest(_ r: Range<Int>) -> Bool { r.contains { Self.events.contains(page.text.scalars[$0]) } }

    private static let places = ScalarSet(folded("赛会选核台网"))
    private static let adding = FixedWords(["连同", "加上", "算上"])
    private static let totals = FixedWords(["总数", "总量", "全市总数", "全市总量"])

    /// 新设驿站31家，总数增加到88家: the total of what the number before counted.
    func total(_ m: Mention, _ before: Range<Int>, _ behind: Range<Int>, _ previous: Mention?) -> String? {
        guard behind.isEmpty, before.count >= 2, before.count <= 6, let previous, previous.sentence == m.sentence, previous.numeral.unit == .classifier,
            before.count <= 4 &&
            Self.totals.containsBlanksAside(before, in: page.text) || Self.adding.end(at: before.lowerBound, in: page.text, upTo: before.upperBound) != nil
        else { return nil }
        var noun = counted(previous)
        // 新开的|驿站
        if let de = noun.last(where: { page.text.scalars[$0] == 0x7684 }), noun.upperBound - de >= 3 { noun = de + 1..<noun.upperBound }
        return noun.count >= 2 ? page.source(phrases.last(noun, 12)) + "总数" : nil
    }

    /// 第3名: the place in an event, in the province or the country.
    func place(_ m: Mention, _ s: Page.Sentence) -> String? {
        guard m.role == .rank, let frame = frame(m, s) else { return nil }
        let whose = page.last([.province, .nation], in: m.before).map { page.source(Int($0.start)..<Int($0.end)) } ?? ""
        return page.source(phrases.last(frame, 14)) + whose + "名次"
    }

    private static let ways = ScalarSet(folded("登上下进走到入"))
    private static let speaking = FixedWords(["开讲", "巡回宣讲", "宣讲", "巡讲", "疗养", "疗休养", "演出", "巡演", "义诊", "巡诊", "授课"])
    private static let goings = FixedWords(["走进", "深入", "开进", "来到", "走入", "奔赴", "下到", "赴"])

    private static let enterings = FixedWords(["进企业", "进工地", "进车间", "进校园", "进社区", "进园区", "进机关", "进班组"])

    /// 劳模宣讲团|走进企业、学校|宣讲34场: who went, and what was done there.
    func went(_ before: Range<Int>, _ behind: Range<Int>) -> String? {
        guard behind.isEmpty, before.count >= 8 else { return nil }
        if (Self.goings.end(at: before.lowerBound, in: page.text) ?? Self.enterings.end(at: before.lowerBound, in: page.text)) != nil {
            if let held = held(before) { return page.source(held) }
            if let deed = page.ending(at: before.upperBound, .topic, from: before.lowerBound + 4).map({ Int($0.start)..<Int($0.end) }) ?? Self.speaking.start(endingAt: before.upperBound, in: page.text, from: before.lowerBound + 4).map({ $0..<before.upperBound }) {
                let named = phrases.fullName(deed)
                return page.source(named.lowerBound > before.lowerBound ? named : deed)
            }
        }
        if Self.ways.contains(page.text.scalars[before.lowerBound]), before.contains(where: { page.text.classes[$0] == CharacterClass.pause }), let deed = Self.speaking.start(endingAt: before.upperBound, in: page.text, from: before.lowerBound + 4) { return page.source(deed..<before.upperBound) }
        let ahead = before.lowerBound + 3..<min(before.lowerBound + 20, before.upperBound - 2)
        guard Self.goings.mayBegin(in: ahead, of: page.text) else { return nil }
        for p in ahead where Self.goings.end(at: p, in: page.text) != nil {
            let deed = page.ending(at: before.upperBound, [.topic, .lightVerb], from: p + 2).map { page.source(Int($0.start)..<Int($0.end)) } ?? (Self.speaking.start(endingAt: before.upperBound, in: page.text, from: p + 2) != nil ? page.source(before.upperBound - 2..<before.upperBound) : "")
            if page.text.scalars[before.lowerBound] == 0x5E26, !deed.isEmpty { return deed }
            return page.source(before.lowerBound..<p) + deed
        }
        return nil
    }

    private static let holdings = FixedWords(["开展", "举办", "举行"])

    /// 走进工地、车间开展|面对面宣讲: what was held there.
    private func held(_ before: Range<Int>) -> Range<Int>? {
        let t = page.text
        for p in (max(before.lowerBound + 4, before.upperBound - 14)..<before.upperBound - 4).reversed() {
            if t.classes[p] == CharacterClass.pause { return nil }
            if let end = Self.holdings.end(at: p, in: t) { return end..<before.upperBound }
        }
        return nil
    }
}
