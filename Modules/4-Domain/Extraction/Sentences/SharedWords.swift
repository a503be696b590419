import Text

/// Words that a number shares with what was told before it, since it has none of its own.
struct SharedWords {
    let page: Page

    /// A number without words of its own counts by those of the number before (生活救助412户、165.2万元), or by the clause before
    /// where that holds no number (招聘会开到产业园，共11场) or is a label (鹊桥会：举办7场).
    func assign(_ mentions: inout [Mention], _ range: Range<Int>, in s: Page.Sentence) {
        for i in range {
            let m = mentions[i]
            guard m.role != .threshold, m.behind.isEmpty || isBlank(m.behind) else { continue }
            if i > range.lowerBound, mentions[i - 1].end <= m.start, isBlank(m.before) && m.start - mentions[i - 1].end <= 2 || isOwnYear(m.before) || isResult(m.before) || isBehindGrowth(m, mentions[i - 1], s) {
                mentions[i].words = mentions[i - 1].words ?? mentions[i - 1].before
            } else if i > range.lowerBound, m.numeral.unit == .money, isBlank(m.before), page.text.kind(m.before.lowerBound - 1) == CharacterClass.pause,
                m.start - mentions[i - 1].end <= 8
            {
                // 资助278名学生、139万元
                mentions[i].words = (mentions[i - 1].words ?? mentions[i - 1].before).lowerBound..<m.start
            } else if i > range.lowerBound, m.numeral.unit == .money, isSum(m.before), page.text.kind(m.before.lowerBound - 1) == CharacterClass.comma, m.start - mentions[i - 1].end <= 6,
                mentions[i - 1].numeral.unit == .classifier
            {
                // 资助困难学生165名，共82.5万元
                mentions[i].words = (mentions[i - 1].words ?? mentions[i - 1].before).lowerBound..<m.start
            } else if let task = task(of: m, mentions[range.lowerBound..<i], s) {
                mentions[i].words = task
            } else if let clause = clauseBefore(m, in: s, from: i > range.lowerBound ? mentions[i - 1].end : s.start) {
                mentions[i].words = clause.lowerBound..<m.start
            }
        }
    }

    /// 基层工会组织，省总下达目标180个，完成203个: what a task is about, for the number that tells what was done of it. The task is the clause
    /// that opens the group up to a semicolon, and the first number of the group tells what was to be done.
    private func task(of m: Mention, _ before: ArraySlice<Mention>, _ s: Page.Sentence) -> Range<Int>? {
        let t = page.text
        guard let aim = before.last, m.before.count <= 6, Self.executed.end(at: m.before.lowerBound, in: t, upTo: m.start) != nil, m.before.lowerBound - aim.end <= 16 else { return nil }
        guard let aimed = aim.before.last(where: { Self.aims.end(at: $0, in: t, upTo: aim.start) != nil }) else { return nil }
        var low = aimed
        while low > s.start, t.classes[low - 1] != CharacterClass.semicolon { low -= 1 }
        guard let edge = (low..<aimed).first(where: { t.classes[$0] == CharacterClass.comma }), edge - low >= 2, edge - low <= 20,
            (low..<aimed).allSatisfy({ t.classes[$0] != CharacterClass.digit })
        else { return nil }
        return low..<edge
    }

    private static let aims = FixedWords(["目标", "计划", "任务"])
    private static let executed = FixedWords(["完成", "实际", "已完成", "实现", "落实"])

    /// 其中2022年|906人次, 2022年|9场: nothing but the year among those that the number before counts.
    private func isOwnYear(_ r: Range<Int>) -> Bool {
        r.count >= 5 && r.count <= 8 && page.text.scalar(r.upperBound - 1) == 0x5E74 && r.dropLast().allSatisfy { page.text.classes[$0] == CharacterClass.digit || Self.ofThem.contains(page.text.scalars[$0]) }
    }

    private static let ofThem = ScalarSet(folded("其中仅"))

    /// The clause before a number's own, where its own words name nothing.
    private func clauseBefore(_ m: Mention, in s: Page.Sentence, from floor: Int) -> Range<Int>? {
        let edge = m.clause.lowerBound - 1
        guard edge > floor, m.before.count <= 4, page.text.kind(edge) == CharacterClass.comma || page.text.kind(edge) == CharacterClass.colon, isHollow(m.before) else { return nil }
        var low = edge
        while low > floor, edge - low < 40, page.text.kind(low - 1) != CharacterClass.comma, page.text.kind(low - 1) != CharacterClass.semicolon,
            page.text.kind(low - 1) != CharacterClass.colon { low -= 1 }
        return edge - low >= 2 ? low..<edge : nil
    }

    /// 共, 全年共, 举办: openers and one verb at most.
    private func isHollow(_ r: Range<Int>) -> Bool {
        var p = r.lowerBound
        while p < r.upperBound {
            if page.text.classes[p] == CharacterClass.space { p += 1; continue }
            guard let h = page.beginning(at: p, [.lead, .lightVerb, .sum, .tail]), Int(h.end) <= r.upperBound else { return false }
            p = Int(h.end)
        }
        return true
    }

    /// 共, 合计 and nothing else.
    private func isSum(_ r: Range<Int>) -> Bool { page.beginning(at: r.lowerBound, .sum).map { Int($0.end) == r.upperBound } ?? (r.count == 1 && page.text.scalar(r.lowerBound) == 0x5171) }

    /// 参保人数同比增长8.6%，达9.3万人: the words before the growth are the figure's, too.
    private func isBehindGrowth(_ m: Mention, _ previous: Mention, _ s: Page.Sentence) -> Bool {
        guard m.start - previous.end <= 6, previous.numeral.unit == .change || s.may(.growth, in: previous.before) && page.contains(.growth, in: previous.before), !m.before.isEmpty else { return false }
        return m.before.allSatisfy { Self.reached.contains(page.text.scalars[$0]) || page.text.classes[$0] == CharacterClass.space }
    }

    /// 达, 为, 达到, 升至: between a growth and what it led to.
    private static let reached = ScalarSet(folded("达到为至升增共计总"))

    /// 提高到, 增至 and nothing else.
    private func isResult(_ r: Range<Int>) -> Bool {
        guard let h = page.beginning(at: r.lowerBound, .result) else { return false }
        return Int(h.end) == r.upperBound
    }

    private func isBlank(_ r: Range<Int>) -> Bool {
        r.allSatisfy { page.text.classes[$0] != CharacterClass.ideograph && page.text.classes[$0] != CharacterClass.latin }
    }
}
