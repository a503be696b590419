import Text

/// What a rule says: norms, conditions, ceilings, scales.
extension Roles {
    /// 不少于 behind 每 or in a rule; 超过3000元的; 没有完成…80%的; 门槛降低至.
    func norm(_ m: Mention, _ s: Page.Sentence) -> Rule? {
        let own = m.before
        let bound = m.approximation == .atLeast || m.approximation == .atMost
        if bound, page.contains([.each, .ceiling], in: own), hasBefore(m, [.atLeast, .atMost]) || m.because.contains(.approximationBoundBeforeVerb), !isReached(m) {
            return .roleThresholdNorm
        }
        // 低保标准1.5倍以内; 对竞赛前3名的选手
        if m.numeral.unit == .change, page.text.scalar(m.numeral.unitStart) == 0x500D, Self.yardsticks.start(endingAt: m.start, in: page.text) != nil { return .roleThresholdSill }
        if page.text.scalar(m.start - 1) == 0x524D, page.text.scalar(m.end) == 0x7684, m.numeral.unit == .classifier { return .roleThresholdCondition }
        // 按缴费额的5%返还
        if m.numeral.unit == .ratio, Self.payments.end(at: m.end, in: page.text) != nil, own.contains(where: { page.text.scalars[$0] == 0x6309 }) { return .roleThresholdScale }
        // 35岁以下青年
        if m.numeral.unit == .duration, page.text.scalar(m.end - 1) == 0x5C81, page.beginning(at: m.end, [.atLeastBehind, .atMostBehind]) != nil { return .roleThresholdSize }
        if m.numeral.unit == .ratio, Self.scales.end(at: m.end, in: page.text) != nil { return .roleThresholdScale }
        // 一年最多补180天
        if m.because.contains(.approximationBoundBeforeVerb), m.numeral.unit == .duration || m.numeral.unit == .money, own.contains(where: { page.text.scalars[$0] == 0x8865 }) {
            return .roleThresholdNorm
        }
        // 25人至99人的补助2000元
        if m.numeral.high != nil, m.numeral.unit == .classifier, page.text.scalar(m.end) == 0x7684, Self.grants.end(at: m.end + 1, in: page.text) != nil {
            return .roleThresholdCondition
        }
        if m.approximation == .atMost, m.numeral.unit != .ratio, isCeiling(m) { return .roleThresholdNorm }
        if m.numeral.unit == .ratio, m.numeral.traits.contains(.range), page.text.scalar(m.start - 1) == 0x6309 { return .roleThresholdScale }
        if s.may(.rule, in: own), page.contains(.rule, in: own), Self.aims.end(at: m.end, in: page.text) == nil {
            if let h = page.last(.rule, in: own) {
                if page.isOne(of: Self.sills, h) { return .roleThresholdSill }
                if page.isOne(of: Self.conditions, h) { return .roleThresholdCondition }
                if bound, page.isOne(of: Self.musts, h) { return .roleThresholdNorm }
            }
        }
        if hasBefore(m, [.atLeast, .atMost]), !isInTenths(m), page.text.scalar(m.end) == 0x7684 { return .roleThresholdCondition }
        return nil
    }

    private static let payments = FixedWords(["返还", "给予", "予以", "补助", "补贴", "报销", "奖励", "拨付", "回拨"])

    /// 六成: a share told in words, and no condition.
    private func isInTenths(_ m: Mention) -> Bool { m.numeral.unit == .ratio && page.text.scalar(m.numeral.unitStart) == 0x6210 }

    private static let sills = FixedWords(["门槛", "起付线", "限额", "上限", "下限"])
    private static let conditions = FixedWords(["没有完成", "未完成", "未达到", "未达", "达不到", "符合", "凡"])
    private static let musts = FixedWords(["不得", "必须", "须", "应", "应当", "规定"])
    private static let ceilings = FixedWords(["不超过", "不多于", "不高于", "至多", "最多"])
    private static let yardsticks = FixedWords(["标准", "标准的", "低保线", "低保线的", "保障线", "基数", "基数的"])
    private static let scales = FixedWords(["给予", "的比例", "予以", "的标准"])

    /// 自付超过1万元的部分，追加补助20%: what a rule grants behind its bound.
    func isGrant(_ m: Mention, behind previous: Mention) -> Bool {
        guard previous.role == .threshold, m.start - previous.end <= 24 else { return false }
        return m.before.contains { Self.allowed.end(at: $0, in: page.text) != nil }
    }

    private static let allowed = FixedWords(["补助", "报销", "返还", "减免", "补贴", "救助"])
    private static let grants = FixedWords(["补助", "给予", "奖励", "补贴", "按"])
    private static let reached = FixedWords(["突破", "超", "超过", "超出", "逾", "冲破", "满"])

    /// 单篇最高阅读量突破10万: a mark that was passed is no bound of a rule.
    private func isReached(_ m: Mention) -> Bool {
        var p = m.start
        while p > 0, page.text.classes[p - 1] == CharacterClass.space { p -= 1 }
        guard m.approximation == .atLeast, let h = page.ending(at: p, .atLeast, from: m.before.lowerBound), page.text.scalar(m.end) != 0x7684 else { return false }
        return Self.reached.contains(Int(h.start)..<Int(h.end), in: page.text)
    }


    /// 全年累计不超过2万元: 不超过 right before a number sets a bound; 不足 and 不到 tell how much there was.
    private func isCeiling(_ m: Mention) -> Bool {
        var p = m.start
        while p > 0, page.text.classes[p - 1] == CharacterClass.space { p -= 1 }
        return Self.ceilings.start(endingAt: p, in: page.text) != nil
    }

    private func hasBefore(_ m: Mention, _ c: WordClass) -> Bool {
        var p = m.start
        while p > 0, page.text.classes[p - 1] == CharacterClass.space { p -= 1 }
        return page.ending(at: p, c) != nil
    }
}
