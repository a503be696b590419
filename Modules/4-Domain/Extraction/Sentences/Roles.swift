import Text

/// What a number does in its sentence: fact, change, share, rank, threshold, plan.
struct Roles {
    let page: Page

    /// Thresholds that show at the number itself; asked before the words of a sentence are shared out.
    func threshold(_ m: Mention, in s: Page.Sentence) -> String? {
        let t = page.text
        if m.numeral.unit == nil, !m.numeral.traits.contains(.fraction), !m.numeral.traits.contains(.ordinal) { return "role.threshold.reduction" }
        if let h = page.beginning(at: m.end, [.atLeastBehind, .atMostBehind]), h.end - h.start >= 2 {
            if page.beginning(at: Int(h.end), .ruleNoun) != nil, m.numeral.unit != .ratio { return "role.threshold.size" }
        }
        let b = t.scalar(m.start - 1)
        if b == 0x6EE1, m.numeral.unit == .money || m.numeral.unit == nil || m.numeral.unit == .duration { return "role.threshold.full" }
        if b == 0x51CF, m.numeral.unit == .money || m.numeral.unit == nil { return "role.threshold.reduction" }
        return nil
    }

    /// The role, with the name of its rule, once the words around are known.
    func role(_ m: Mention, in s: Page.Sentence) -> (Observation.Role, String) {
        if m.numeral.traits.contains(.ordinal) { return (.rank, "role.rank.ordinal") }
        let own = m.before
        if let rule = norm(m, s) { return (.threshold, rule) }
        if let rule = plan(m, s) { return (.plan, rule) }
        if m.numeral.unit == .change {
            return (.change, "role.change.unit")
        }
        let difference = change(m, own)
        switch m.numeral.unit {
        case .ratio: return difference.map { (.change, $0) } ?? (.share, "role.share.percent")
        default:
            if let difference, m.numeral.unit != nil { return (.change, difference) }
            if page.first(.each, in: own).map({ page.text.scalar(Int($0.end) - 1) == 0x4EBA && $0.end - $0.start >= 3 }) == true {
                return (.share, "role.share.per_head")
            }
            if m.numeral.traits.contains(.fraction) { return (.share, "role.share.fraction") }
            return (.fact, "role.fact")
        }
    }

    // MARK: Thresholds

    /// 不少于 behind 每 or in a rule; 超过3000元的; 没有完成…80%的; 门槛降低至.
    private func norm(_ m: Mention, _ s: Page.Sentence) -> String? {
        let own = m.before
        let bound = m.approximation == .atLeast || m.approximation == .atMost
        if bound, page.contains(.each, in: own), hasBefore(m, [.atLeast, .atMost]) { return "role.threshold.norm" }
        if page.contains(.rule, in: own) {
            if let h = page.last(.rule, in: own) {
                let word = page.string(Int(h.start)..<Int(h.end))
                if word == "门槛" || word == "起付线" || word == "限额" || word == "上限" || word == "下限" { return "role.threshold.sill" }
                if word == "没有完成" || word == "未完成" || word == "未达到" || word == "未达" || word == "达不到" || word == "符合" || word == "凡" { return "role.threshold.condition" }
                if bound, word == "不得" || word == "必须" || word == "须" || word == "应" || word == "应当" || word == "规定" { return "role.threshold.norm" }
            }
        }
        if hasBefore(m, [.atLeast, .atMost]), page.text.scalar(m.end) == 0x7684 { return "role.threshold.condition" }
        return nil
    }

    private func hasBefore(_ m: Mention, _ c: WordClass) -> Bool {
        var p = m.start
        while p > 0, page.text.classes[p - 1] == CharacterClass.space { p -= 1 }
        return page.ending(at: p, c) != nil
    }

    // MARK: Plans

    /// A word of intent before the number, with nothing done in between.
    private func plan(_ m: Mention, _ s: Page.Sentence) -> String? {
        let t = page.text
        var low = m.start
        while low > s.start, m.start - low < 160, t.classes[low - 1] != CharacterClass.semicolon { low -= 1 }
        guard let h = page.last(.plan, in: low..<m.start) else { return nil }
        let word = page.string(Int(h.start)..<Int(h.end))
        let next = page.beginning(at: Int(h.end), [.lightVerb, .new, .lead, .atLeast, .growth])
        let adjacent = Int(h.end) == m.start || Int(h.end) + 1 >= m.start
        switch word {
        case "计划", "规划", "要求", "下达", "预算", "打算", "应当", "须":
            let opens = Int(h.start) == s.start || t.kind(Int(h.start) - 1) != CharacterClass.ideograph || word == "应当"
            guard adjacent || (opens && next != nil) || word == "下达" && Int(h.start) >= m.clause.lowerBound else { return nil }
        case "预计", "预期":
            if m.numeral.unit == .ratio || m.numeral.unit == .change { return nil }
        case "未来", "今后":
            guard Int(h.start) == s.start else { return nil }
        default: break
        }
        // what was done behind the word of intent ends its reach
        if page.contains(.now, in: Int(h.end)..<m.start), word != "自我加压" { return nil }
        if m.numeral.unit == .ratio, page.text.scalar(m.before.upperBound - 1) == 0x7684 { return nil }
        return "role.plan." + (word == "确保" || word == "力争" || word == "争取" ? "intent" : "future")
    }

    // MARK: Changes

    /// 增长9.15%, 较去年增加51家, 提高5%; not 提高到80%, 增长至.
    private func change(_ m: Mention, _ own: Range<Int>) -> String? {
        var p = m.start
        let t = page.text
        while p > own.lowerBound, t.classes[p - 1] == CharacterClass.space { p -= 1 }
        let fillers: Set<UInt32> = [0x4E86, 0x7EA6, 0x8FD1, 0x8D85, 0x8FBE, 0x4E3A]
        for _ in 0..<3 {
            if let h = page.ending(at: p, .growth) {
                let counts = m.numeral.unit == .classifier || m.numeral.unit == .money
                if counts, !page.contains(.comparison, in: own) {
                    let word = page.string(Int(h.start)..<Int(h.end))
                    if !(word.hasPrefix("减少") || word.hasPrefix("下降") || word.hasPrefix("净增")) { return nil }
                }
                return "role.change.growth"
            }
            if let h = page.ending(at: p, [.atLeast, .about]), Int(h.start) > own.lowerBound { p = Int(h.start); continue }
            guard fillers.contains(t.scalar(p - 1)) else { break }
            p -= 1
        }
        if page.contains(.comparison, in: own), page.contains(.growth, in: own), !page.contains(.share, in: own),
            let h = page.last(.growth, in: own), !isResult(Int(h.end))
        {
            return "role.change.comparison"
        }
        return nil
    }

    /// 到, 至 behind the verb: the number is where it arrived.
    private func isResult(_ p: Int) -> Bool {
        let s = page.text.scalar(p)
        return s == 0x5230 || s == 0x81F3 || s == 0x4E3A
    }
}
