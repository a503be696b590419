import Text

/// What the numbers of a rule bound: 购物|满|200|减|40, 100人以上|企业|建会率.
extension Subjects {
    /// What a rule bounds: 购物|满|200减40, 100人以上|企业|建会率.
    func bound(_ m: Mention, _ previous: Mention?) -> String? {
        let t = page.text
        if m.because.contains(.roleThresholdSize) {
            guard let noun = phrases.ruled(m.end..<m.clause.upperBound) else { return nil }
            return page.source(noun) + "规模"
        }
        guard m.because.contains(.roleThresholdFull) || m.because.contains(.roleThresholdReduction) || m.because.contains(.roleThresholdAllowance),
            let full = (m.clause.lowerBound..<max(m.clause.lowerBound, m.start)).last(where: { t.scalars[$0] == 0x6EE1 })
        else { return nil }
        var words = phrases.trim(m.clause.lowerBound..<full)
        for p in words where t.scalars[p] == 0x4EAB && t.scalar(p + 1) == 0x53D7 && p + 2 == words.upperBound { words = words.lowerBound..<p; break }
        words = phrases.last(words, 8)
        if words.count < 2, m.clause.lowerBound > 2, t.classes[m.clause.lowerBound - 1] == CharacterClass.comma {
            // 开展购物季，满100减30: what the clause before does
            var low = m.clause.lowerBound - 1
            while low > 0, m.clause.lowerBound - low < 24, t.classes[low - 1] == CharacterClass.ideograph || t.classes[low - 1] == CharacterClass.closeQuote || t.classes[low - 1] == CharacterClass.openQuote { low -= 1 }
            if let previous, previous.role != .threshold, previous.end <= m.clause.lowerBound, previous.end > low {
                let noun = phrases.last(counted(previous), 6)
                return noun.count >= 2 ? page.source(noun) + (full == m.start - 1 ? "满" : "减") : nil
            }
            words = phrases.last(phrases.withoutVerb(phrases.core(low..<m.clause.lowerBound - 1)), 8)
        }
        guard words.count >= 2 else { return nil }
        if let day = offer(before: words.lowerBound, from: max(0, words.lowerBound - 30)), words.count >= 5 {
            let deed = page.source(words.upperBound - 2..<words.upperBound)
            if full == m.start - 1 { return page.source(day) + deed + page.source(full..<full + 1) }
            return page.source(day) + deed + (page.ending(at: m.start, .allowance, from: full).map { page.source(Int($0.start)..<Int($0.end)) } ?? "")
        }
        if full == m.start - 1 { return page.source(words) + page.source(full..<full + 1) }
        let sign = page.ending(at: m.start, .allowance, from: full).map { page.source(Int($0.start)..<Int($0.end)) } ?? ""
        return page.source(words) + sign
    }

    private static let offers = FixedWords(["会员日", "购物季", "消费季"])

    /// 每月会员日，到油站加油满200减25: the day or season of an offer, told in the clause before.
    private func offer(before end: Int, from low: Int) -> Range<Int>? {
        for p in (low..<max(low, end - 3)).reversed() {
            if page.text.classes[p] == CharacterClass.stop || page.text.classes[p] == CharacterClass.semicolon { return nil }
            if let high = Self.offers.end(at: p, in: page.text, upTo: end) { return p..<high }
        }
        return nil
    }
}
