import Text

/// What a number does in its sentence: fact, change, share, rank, threshold, plan.
struct Roles {
    let page: Page
    /// 了 约 近 超 达 为 between the verb and the number.
    private static let fillers = ScalarSet([0x4E86, 0x7EA6, 0x8FD1, 0x8D85, 0x8FBE, 0x4E3A])

    /// Thresholds that show at the number itself; asked before the words of a sentence are shared out.
    func threshold(_ m: Mention, in s: Page.Sentence) -> Rule? {
        let t = page.text
        if m.numeral.unit == nil, m.numeral.traits.isDisjoint(with: [.fraction, .ordinal, .magnitude]) { return .roleThresholdReduction }
        if let h = page.beginning(at: m.end, [.atLeastBehind, .atMostBehind]), h.end - h.start >= 2 {
            if m.numeral.unit != .ratio, !isMultitude(m), page.beginning(at: Int(h.end), .ruleNoun) != nil || isSize(Int(h.end), m, s.end) { return .roleThresholdSize }
        }
        let b = t.scalar(m.start - 1)
        if b == 0x6EE1, m.numeral.unit == .money || m.numeral.unit == nil || m.numeral.unit == .duration { return .roleThresholdFull }
        if m.numeral.unit == .money, page.ending(at: m.start, .allowance) != nil,
            let full = page.last(.atLeast, in: max(s.start, m.start - 14)..<m.start), t.scalar(Int(full.start)) == 0x6EE1
        {
            return .roleThresholdAllowance
        }
        if b == 0x51CF, m.numeral.unit == .money || m.numeral.unit == nil { return .roleThresholdReduction }
        return nil
    }

    /// 促进10万名以上人员就业, 归集3万家以上企业的岗位: so many are no size.
    private func isMultitude(_ m: Mention) -> Bool { m.numeral.unit == .classifier && m.numeral.value >= 10_000 && m.numeral.traits.contains(.magnitude) }

    /// 10人以上群体性劳资纠纷16宗: a noun behind the bound, and right behind it the number that counts it; 一百元以下不设赔付.
    private func isSize(_ from: Int, _ m: Mention, _ limit: Int) -> Bool {
        let t = page.text
        if m.numeral.unit == .money, Self.consequences.contains(t.scalar(from)) { return true }
        if Self.duties.end(at: from, in: t) != nil { return true }
        var p = from
        while p < limit, p - from < 14, t.classes[p] == CharacterClass.ideograph { p += 1 }
        return p - from >= 2 && t.kind(p) == CharacterClass.digit && page.first([.lightVerb, .lead], in: from..<p) == nil
    }

    /// 4小时以上应当安排休息.
    private static let duties = FixedWords(["应当", "应", "必须", "须", "不得", "方可", "要"])

    /// 不, 按, 免, 由, 可: what a rule says of sums above or below a bound.
    private static let consequences = ScalarSet(folded("不按免由可"))

    /// The role, with the name of its rule, once the words around are known.
    func role(_ m: Mention, in s: Page.Sentence) -> (role: Observation.Role, rule: Rule) {
        if m.numeral.traits.contains(.ordinal) || isAmongFirst(m) { return (.rank, .roleRankOrdinal) }
        let own = m.before
        if let rule = norm(m, s) { return (.threshold, rule) }
        if let rule = plan(m, s) { return (.plan, rule) }
        if m.numeral.unit == .change {
            return (.change, .roleChangeUnit)
        }
        let difference = change(m, own, s)
        switch m.numeral.unit {
        case .ratio: return difference.map { (.change, $0) } ?? (.share, .roleSharePercent)
        default:
            if let difference, m.numeral.unit != nil { return (.change, difference) }
            if s.may(.each, in: own), let each = page.last(.each, in: own), each.end - each.start == 3, page.text.scalar(Int(each.end) - 1) == 0x4EBA || page.text.scalar(Int(each.end) - 1) == 0x540D,
                ChineseNumber.power(page.text.scalar(Int(each.start) + 1)) != nil
            {
                return (.share, .roleSharePerHead)
            }
            if m.numeral.traits.contains(.fraction) { return (.share, .roleShareFraction) }
            return (.fact, .roleFact)
        }
    }

    /// The role that was found, or the one with which a list goes on from the number before.
    func carried(_ found: (role: Observation.Role, rule: Rule), _ m: Mention, behind previous: Mention) -> (role: Observation.Role, rule: Rule) {
        var found = found
        if m.start - previous.end <= 2 {
            switch (previous.role, found.role) {
            // 同比分别增长8.6%和15.8%
            case (.change, .share) where m.numeral.unit == previous.numeral.unit: found = (.change, .roleChangeGrowth)
            // 依次为下达计划的106%、112.5%和98.3%
            case (.share, .plan) where m.numeral.unit == .ratio: found = (.share, .roleSharePercent)
            // 较上年末分别增加143个、9800余人
            case (.change, .fact) where page.contains(.respectively, in: previous.clause): found = (.change, .roleChangeComparison)
            default: break
            }
        }
        return found.role == .share && isGrant(m, behind: previous) ? (.threshold, .roleThresholdScale) : found
    }

    /// 跻身前50名, 进入全国前10强: a place among the first.
    private func isAmongFirst(_ m: Mention) -> Bool {
        let t = page.text
        var p = m.start
        while p > m.before.lowerBound, t.classes[p - 1] == CharacterClass.space { p -= 1 }
        guard p > 0, t.scalar(p - 1) == 0x524D, m.numeral.unit == .classifier, m.end - m.numeral.unitStart == 1, Self.places.contains(t.scalar(m.numeral.unitStart)),
            t.kind(m.end) != CharacterClass.ideograph
        else { return false }
        return page.contains(.order, in: m.before) || m.before.contains { Self.arrivals.contains(t.scalars[$0]) }
    }

    private static let places = ScalarSet(folded("名位强"))
    private static let arrivals = ScalarSet(folded("跻进列居入排揽占"))

    // MARK: Plans

    private static let intents: WordClass = [.plan, .half, .nextYear]
    private static let yetToCome: WordClass = [.half, .nextYear]

    /// A word of intent before the number, with nothing done in between.
    private func plan(_ m: Mention, _ s: Page.Sentence) -> Rule? {
        let t = page.text
        guard !s.classes.isDisjoint(with: Self.intents) || isBehindAim(m, s) || Self.aims.end(at: m.end, in: t) != nil || isTarget(m) else { return nil }
        if page.contains(.growth, in: m.before), let h = page.last(.growth, in: m.before), t.scalar(Int(h.end) - 1) == 0x5DEE { return nil }
        let low = max(min(s.start, m.start), m.start - 160)
        // 未达到85%的目标
        if Self.aims.end(at: m.end, in: t) != nil, page.contains([.negation, .rule], in: m.before) { return .rolePlanLabel }
        if isTarget(m) { return .rolePlanLabel }
        var found: Rule? = isBehindAim(m, s) ? .rolePlanLabel : nil
        for h in page.hits(in: low..<m.start) where page.classes(h).contains(.plan) && Int(h.end) <= m.start {
            if let rule = reach(of: h, m, s) { found = rule }
        }
        // 年底前解决|了90个: it has happened
        if found != nil, t.scalar(m.start - 1) == 0x4E86 { return nil }
        if found == nil, m.numeral.unit != .change, isOrdered(m, s) || isAwaited(m) { found = .rolePlanFuture }
        return found
    }

    /// 2000名司机将陆续领到礼包: 将 behind the number, in its own words.
    private func isAwaited(_ m: Mention) -> Bool {
        m.behind.count > 2 && page.hits(in: m.behind).contains { page.classes($0).contains(.plan) && page.text.scalar(Int($0.start)) == 0x5C06 }
    }

    /// 下半年，要加大力度，新建工会186家: 要, 再, 将 at the start of a clause behind 下半年.
    private func isOrdered(_ m: Mention, _ s: Page.Sentence) -> Bool {
        guard let half = page.last(Self.yetToCome, in: max(min(s.start, m.start), m.start - 80)..<m.start), page.text.scalar(Int(half.start)) != 0x4E0A, Int(half.end) < m.start else { return false }
        var p = Int(half.end)
        while p < m.start {
            let u = page.text.scalars[p]
            if page.text.classes[p] == CharacterClass.stop || page.text.classes[p] == CharacterClass.semicolon { return false }
            if u == 0x8981 || u == 0x518D || u == 0x5C06, p == Int(half.end) || page.text.classes[p - 1] == CharacterClass.comma { return !page.contains(.done, in: p..<m.start) }
            p += 1
        }
        return false
    }

    static let aims = FixedWords(["的目标", "的指标"])

    private static let tasks = FixedWords(["任务的", "目标的", "计划的", "目标任务的", "年度任务的", "指标的"])
    private static let taskEnds = FixedWords(["目标", "任务", "计划", "指标", "任务数", "目标数", "计划数", "目标任务"])

    /// 占年度目标（550个）的112.4%, 完成全年6000人任务的85.5%: what was to be reached.
    private func isTarget(_ m: Mention) -> Bool {
        let t = page.text
        guard m.numeral.unit != .ratio, m.numeral.unit != .change else { return false }
        if Self.tasks.end(at: m.end, in: t) != nil || isTask(m) { return true }
        return t.kind(m.start - 1) == CharacterClass.openParenthesis && t.kind(m.end) == CharacterClass.closeParenthesis && Self.taskEnds.start(endingAt: m.start - 1, in: t) != nil
    }

    /// 全年任务900户，实际完成1042户; 年度新建目标40个，已建成22个: a task with its number, and what was done of it behind.
    private func isTask(_ m: Mention) -> Bool {
        let t = page.text
        guard m.numeral.unit == .classifier || m.numeral.unit == .money, t.kind(m.end) == CharacterClass.comma else { return false }
        if Self.executed.end(at: m.end + 1, in: t) != nil, m.before.contains(where: { Self.planned.end(at: $0, in: t, upTo: m.start) != nil && ($0 == m.before.lowerBound || Self.givers.start(endingAt: $0, in: t, from: m.before.lowerBound) != nil) }) { return true }
        guard let start = Self.taskEnds.start(endingAt: m.start, in: t), Self.spans.start(endingAt: start, in: t) != nil || start == m.clause.lowerBound || Self.spans.end(at: m.clause.lowerBound, in: t) != nil else { return false }
        return (m.end + 1..<min(m.end + 5, t.count)).contains { Self.executed.end(at: $0, in: t) != nil }
    }

    /// 计划参保4.5万人，实际参保4.6万人.
    private static let planned = FixedWords(["计划", "目标", "任务"])
    private static let givers = FixedWords(["年初", "全年", "年度", "今年", "下达", "省总", "市总", "原", "年内", "给的", "定的", "达的"])

    private static let spans = FixedWords(["全年", "年度", "今年", "本年", "年初", "下达", "年"])
    private static let executed = FixedWords(["实际", "完成", "已", "建成"])

    /// 锚定以下目标攻坚突破：新建工会500家，…: a clause of aims, or of the year to come, with a colon at its end, that tells of nothing done.
    private func isBehindAim(_ m: Mention, _ s: Page.Sentence) -> Bool {
        let t = page.text
        guard m.numeral.unit != .change, s.holds(CharacterClass.colon) else { return false }
        var clause = s.start
        for p in max(s.start, m.start - 400)..<m.start {
            let k = t.classes[p]
            if k == CharacterClass.comma || k == CharacterClass.semicolon || k == CharacterClass.stop { clause = p + 1 }
            guard k == CharacterClass.colon else { continue }
            defer { clause = p + 1 }
            guard p - clause >= 5 else { continue }
            // 新一年的作战图已经挂起：…
            if page.contains(.nextYear, in: clause..<p) { return !page.contains(.done, in: p..<m.start) }
            guard (clause..<p - 1).contains(where: { t.scalars[$0] == 0x76EE && t.scalars[$0 + 1] == 0x6807 }) else { continue }
            if !page.contains([.done, .share], in: clause..<p), !(clause..<p).contains(where: { Self.finished.contains(t.scalars[$0]) }) { return !page.contains(.done, in: p..<m.start) }
        }
        return false
    }

    /// 完, 了, 成: of an aim that was reached.
    private static let finished = ScalarSet(folded("完超达"))

    /// Whether a word of intent reaches a number: a label (目标：) to the end of its part, a verb to the next semicolon.
    private func reach(of h: Page.Hit, _ m: Mention, _ s: Page.Sentence) -> Rule? {
        let t = page.text
        if t.scalar(Int(h.end) - 1) == 0x3A {
            // 对照年初目标: …已完成186家; 顺利完成年度目标: …
            var low = Int(h.start)
            while low > s.start, !Zones.isEdge(t.classes[low - 1]) { low -= 1 }
            let isReached = (low..<Int(h.start)).contains { Self.finished.contains(t.scalars[$0]) }
            return isReached || page.contains(.done, in: m.before) ? nil : .rolePlanLabel
        }
        for p in Int(h.end)..<m.start where t.classes[p] == CharacterClass.semicolon { return nil }
        // 计划新建20个，建成23个，完成率115%
        if !m.before.contains(Int(h.start)), Self.executed.end(at: m.before.lowerBound, in: t, upTo: m.start) != nil, isAnswer(m, to: Int(h.end)) { return nil }
        if page.contains(.done, in: Int(h.end)..<m.start) || isOver(Int(h.end)..<max(Int(h.end), m.clause.lowerBound)) { return nil }
        let next = page.beginning(at: Int(h.end), [.lightVerb, .new, .lead, .atLeast, .growth])
        let isAdjacent = Int(h.end) + 1 >= m.start
        let isOwn = Int(h.start) >= m.clause.lowerBound
        if m.numeral.unit == .ratio, t.scalar(m.before.upperBound - 1) == 0x7684 || isOwn && page.contains(.share, in: Int(h.end)..<m.start) && page.isOne(of: Self.handedDown, h) { return nil }
        if page.isOne(of: Self.resolves, h), isWon(Int(h.end), m.start) { return nil }
        if page.isOne(of: Self.schemes, h) {
            guard isAdjacent || next != nil || isOwn && m.numeral.unit != .ratio && Self.spans.start(endingAt: Int(h.start), in: t) != nil, !isNamed(Int(h.start)), isOwn || !isCarriedOut(Int(h.start), s), Self.rates.end(at: Int(h.end), in: t) == nil else { return nil }
        } else if page.isOne(of: Self.demands, h) {
            // 落实“五个坚决”要求，864名…: a noun
            guard t.kind(Int(h.end)) != CharacterClass.comma, isAdjacent || isOwn && next != nil && m.approximation != .exact else { return nil }
        } else if page.isOne(of: Self.handedDown, h) {
            // 省总下达的指标分解到7个县: whom it was shared among
            guard isOwn, m.numeral.unit != .ratio, !(Int(h.end)..<m.start).contains(where: { Self.shared.end(at: $0, in: t) != nil }) else { return nil }
        } else if page.isOne(of: Self.expectations, h) {
            // 预计可增效90万元: 可 tells it is to come
            guard m.numeral.unit != .ratio, m.numeral.unit != .change, t.scalar(Int(h.end)) == 0x53EF || page.contains(.horizon, in: s.start..<m.start) else { return nil }
            if t.scalar(Int(h.end)) == 0x53EF { return .rolePlanLabel }
        } else if page.isOne(of: Self.proposals, h) {
            guard t.scalar(Int(h.start) - 1) == 0x300B || Self.papers.start(endingAt: Int(h.start), in: t) != nil else { return nil }
        } else if page.isOne(of: Self.henceforth, h) {
            guard Int(h.start) == s.start else { return nil }
        } else if page.isOne(of: Self.remaining, h) {
            guard isOwn, isAdjacent || t.scalar(Int(h.start)) != 0x5269, !page.contains(.done, in: s.start..<m.start) else { return nil }
        }
        return page.isOne(of: Self.resolves, h) ? .rolePlanIntent : .rolePlanFuture
    }

    /// Whether a number tells what was done of the plan in the clause right before its own, or how much of it.
    private func isAnswer(_ m: Mention, to plan: Int) -> Bool {
        if Self.rates.end(at: m.before.lowerBound, in: page.text, upTo: m.start) != nil { return true }
        return m.before.count <= 4 && !(plan..<max(plan, m.clause.lowerBound - 1)).contains { Zones.isEdge(page.text.classes[$0]) }
    }

    /// 完成三年规划目标，全市建成1895家: the plan of a clause that tells how it was carried out.
    private func isCarriedOut(_ plan: Int, _ s: Page.Sentence) -> Bool {
        for p in stride(from: plan - 1, through: max(s.start, plan - 24), by: -1) {
            if Zones.isEdge(page.text.classes[p]) { return false }
            if Self.finished.contains(page.text.scalars[p]) { return true }
        }
        return false
    }

    /// 企业拟关停生产线，信息员把情况报了上来，…: what follows a clause with 了 has happened.
    private func isOver(_ r: Range<Int>) -> Bool {
        r.contains { page.text.scalars[$0] == 0x4E86 && page.text.scalar($0 + 1) != 0x89E3 && page.text.scalar($0 - 1) != 0x4E3A }
    }

    /// 争取省总支持，申报阳光家园4个: what was striven for is no number's.
    private func isWon(_ from: Int, _ limit: Int) -> Bool {
        for p in from..<min(limit, from + 12) {
            if page.text.classes[p] == CharacterClass.comma { return false }
            if let end = Self.support.end(at: p, in: page.text) { return page.text.kind(end) == CharacterClass.comma }
        }
        return false
    }

    private static let shared = FixedWords(["分解", "细化"])
    private static let support = FixedWords(["支持", "重视", "配合"])
    private static let deeds = FixedWords(["投资", "总投资", "资助", "安排", "列支"])
    private static let schemes = FixedWords(["计划", "规划", "预算", "打算"])
    /// 年度计划完成率132%: how far the plan was carried out.
    private static let rates = FixedWords(["完成率", "兑现率", "执行率", "完成情况", "完成比例", "完成进度"])
    private static let demands = FixedWords(["要求", "应当", "须"])
    private static let handedDown = FixedWords(["下达"])
    private static let expectations = FixedWords(["预计", "预期"])
    /// 《…实施方案》提出，到2026年底…
    private static let proposals = FixedWords(["提出，", "提出,"])
    private static let papers = FixedWords(["方案", "意见", "规划", "计划", "通知", "要点"])
    private static let henceforth = FixedWords(["未来", "今后"])
    private static let remaining = FixedWords(["剩余", "年底前"])
    private static let resolves = FixedWords(["确保", "力争", "争取"])

    /// 保障计划, 行动计划: the name of a plan, no intention.
    private func isNamed(_ p: Int) -> Bool {
        let b = page.text.scalar(p - 1)
        return b == 0x969C || b == 0x9669 || b == 0x52A8 || b == 0x6276 || b == 0x52A9
    }

    // MARK: Changes

    /// Verbs that tell a difference by themselves.
    private static let differences = FixedWords(["减少", "下降", "净增"])
    /// 户均年增收4200元, 人均月增资260元: what each has more than before.
    private func isEachsGain(_ own: Range<Int>, _ p: Int) -> Bool {
        Self.gains.start(endingAt: p, in: page.text) != nil && page.contains(.each, in: own)
    }

    private static let gains = FixedWords(["增收", "增资", "多拿", "多挣", "涨薪", "涨工资", "增收达"])
    private static let more = ScalarSet(folded("多少高低"))
    private static let speeds = FixedWords(["速度增长", "速度递增", "上涨", "涨幅", "降幅", "增速"])

    /// 由94%提高到98.5%: the first number is what was, and reports nothing of the period. `next` is where the number behind begins.
    func isStartOfChange(_ m: Mention, _ next: Int, _ s: Page.Sentence) -> Bool {
        guard next < page.text.count, next - m.end <= 8, next > m.end, s.may(.origin, in: m.before.lowerBound..<m.start), let h = page.ending(at: m.start, .origin, from: m.before.lowerBound) ?? page.last(.origin, in: m.before) else { return false }
        return m.start - Int(h.end) <= 8 && page.contains(.result, in: m.end..<next)
    }

    /// 增长9.15%, 较去年增加51家, 提高5%; not 提高到80%, 增长至.
    private func change(_ m: Mention, _ own: Range<Int>, _ s: Page.Sentence) -> Rule? {
        let mayGrow = s.may(.growth, in: own), mayCompare = s.may(.comparison, in: own)
        if mayGrow, m.numeral.unit != .ratio, let h = page.last(.growth, in: own), page.text.scalar(Int(h.end) - 1) == 0x5DEE { return .roleChangeGap }
        var p = m.start
        let t = page.text
        // 平均实现3%至5%的增长
        if m.numeral.unit == .ratio, t.scalar(m.end) == 0x7684, page.beginning(at: m.end + 1, .growth) != nil || Self.speeds.end(at: m.end + 1, in: t) != nil { return .roleChangeGrowth }
        while p > own.lowerBound, t.classes[p - 1] == CharacterClass.space { p -= 1 }
        for _ in 0..<3 {
            if m.numeral.unit == .money, isEachsGain(own, p) { return .roleChangeGrowth }
            if let h = page.ending(at: p, .growth) {
                let counts = m.numeral.unit == .classifier || m.numeral.unit == .money
                if counts, !page.contains(.comparison, in: own), Self.differences.end(at: Int(h.start), in: t, upTo: Int(h.end)) == nil { return nil }
                return .roleChangeGrowth
            }
            if let h = page.ending(at: p, [.atLeast, .about]), Int(h.start) > own.lowerBound { p = Int(h.start); continue }
            guard Self.fillers.contains(t.scalar(p - 1)) else { break }
            p -= 1
        }
        // 比上年多1552人, 较去年少3家
        if mayCompare, p > own.lowerBound, Self.more.contains(t.scalar(p - 1)), let h = page.last(.comparison, in: own), p - Int(h.end) <= 8 { return .roleChangeComparison }
        if mayGrow, mayCompare, page.contains(.comparison, in: own), page.contains(.growth, in: own), !page.contains(.share, in: own),
            let h = page.last(.growth, in: own), !isResult(Int(h.end))
        {
            return .roleChangeComparison
        }
        return nil
    }

    /// 到, 至 behind the verb: the number is where it arrived.
    private func isResult(_ p: Int) -> Bool {
        let s = page.text.scalar(p)
        return s == 0x5230 || s == 0x81F3 || s == 0x4E3A
    }
}
