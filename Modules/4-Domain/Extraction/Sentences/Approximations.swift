import Text

/// How exact a number is told to be: 近, 超过 before it, 余 within, 左右, 以上 behind.
struct Approximations {
    let page: Page
    /// 了 到 达 至 between the word and the number.
    private static let fillers = ScalarSet([0x4E86, 0x5230, 0x8FBE, 0x81F3])

    /// `isBounded`: 至少 or 最多 may stand shortly before the number.
    func apply(to m: inout Mention, isBounded: Bool = true) {
        var p = m.start
        let t = page.text
        while p > 0, t.classes[p - 1] == CharacterClass.space || t.classes[p - 1] == CharacterClass.lineFeed { p -= 1 }
        var at = p
        for _ in 0..<3 {
            if let h = page.ending(at: at, [.about, .atLeast, .atMost]), isWhole(h) {
                let c = page.classes(h)
                if c.contains(.atMost) { m.approximation = .atMost; m.because.append(.approximationAtMostBefore) }
                else if c.contains(.atLeast), !isFull(h) { m.approximation = .atLeast; m.because.append(.approximationAtLeastBefore) }
                else if c.contains(.about), isSound(h, m) { m.approximation = .about; m.because.append(.approximationAboutBefore) }
                break
            }
            guard Self.fillers.contains(t.scalar(at - 1)) else { break }
            at -= 1
        }
        if isBounded, m.approximation == .exact, let bound = boundBeforeVerb(m) {
            m.approximation = bound
            m.because.append(.approximationBoundBeforeVerb)
        }
        if m.approximation == .exact || m.approximation == .about, let h = page.beginning(at: m.end, [.aboutBehind, .atLeastBehind, .atMostBehind]) {
            let c = page.classes(h)
            if c.contains(.atLeastBehind) { m.approximation = .atLeast; m.because.append(.approximationAtLeastBehind) }
            else if c.contains(.atMostBehind), isWithin(h) { m.approximation = .atMost; m.because.append(.approximationAtMostBehind) }
            else if c.contains(.aboutBehind) { m.approximation = .about; m.because.append(.approximationAboutBehind) }
        }
        if m.approximation == .exact, !m.numeral.traits.isDisjoint(with: [.vague]) {
            m.approximation = .about
            m.because.append(.approximationVagueNumeral)
        }
        if m.approximation == .exact, t.scalar(m.end) == 0x4F59 || t.scalar(m.end) == 0x591A, m.numeral.unit != nil {
            m.approximation = .about
            m.because.append(.approximationVagueBehind)
        }
    }

    /// Not the end of a longer word: 要约.
    private func isWhole(_ h: Page.Hit) -> Bool {
        guard h.end - h.start == 1, let longest = page.longestEnding(at: Int(h.end), from: 0) else { return true }
        return longest.start == h.start
    }

    /// 至少完成1项, 最多申请2次: the bound before a short verb.
    private func boundBeforeVerb(_ m: Mention) -> Observation.Approximation? {
        let low = max(0, m.start - 6)
        guard let h = page.last([.atLeast, .atMost], in: low..<m.start), h.end - h.start == 2 else { return nil }
        let s = page.text.scalar(Int(h.end) - 1)
        // 最多的挂了127家: the most there was
        guard page.text.scalar(Int(h.end)) != 0x7684, page.text.kind(Int(h.end)) != CharacterClass.comma else { return nil }
        guard s == 0x5C11 || s == 0x591A, page.text.scalar(Int(h.start)) == 0x81F3 || page.text.scalar(Int(h.start)) == 0x6700 else { return nil }
        return s == 0x5C11 ? .atLeast : .atMost
    }

    /// 满 is a condition, no approximation.
    private func isFull(_ h: Page.Hit) -> Bool { h.end - h.start == 1 && page.text.scalar(Int(h.start)) == 0x6EE1 }

    /// 上 and 数 only before magnitudes: 上千, 数百.
    private func isSound(_ h: Page.Hit, _ m: Mention) -> Bool {
        let s = page.text.scalar(Int(h.start))
        guard h.end - h.start == 1, s == 0x4E0A || s == 0x6570 else { return true }
        return m.numeral.traits.contains(.bareMagnitude)
    }

    /// 内 closes a span only behind money, measures and time.
    private func isWithin(_ h: Page.Hit) -> Bool { h.end - h.start > 1 }
}
