/// Reads one quantity at a position of a folded text: number, magnitude, vagueness, range, unit.
///
/// ```
/// 200 多 万 元        1000 元 至 40000 元        近 万 人次        百分之 五        第 3 名
/// │   │  │  └ unit    └────┬────────────┘         │  └ unit       └ ratio form    └ ordinal
/// │   │  └ magnitude       └ range                └ magnitude without a digit
/// │   └ vague
/// └ digits
/// ```
/// Each method looks at a bounded stretch or consumes what it reads, so a pass over a line is linear in its length.
struct NumberScanner {
    let units = Units.trie
    let unitWords = Units.words

    /// One number without a unit.
    struct Plain {
        var value: Double
        var high: Double?
        var end: Int
        var traits: Numeral.Traits
        var digits: Int
        /// Power of ten of the last magnitude read, 0 for none.
        var power: Int
        /// The number without its magnitude, for ranges that share one (3至5万).
        var hasUnitMagnitude: Bool { power > 0 }
    }

    /// Reads a quantity that begins at a digit, a Chinese numeral character, or 几 before 十百千万. Nil where no number begins.
    func quantity(in t: FoldedText, at p: Int, limit: Int) -> Numeral? {
        guard let first = number(in: t, at: p, limit: limit) else { return nil }
        var n = Numeral(
            start: p, end: first.end, numberEnd: first.end, unitStart: first.end, value: first.value, high: first.high,
            traits: first.traits, unit: nil, digits: first.digits)
        if n.high != nil { n.traits.insert(.range) }
        if first.traits.contains(.dotted) { return n }
        if !first.traits.isDisjoint(with: [.percentWords, .permilleWords]) {
            n.unit = .ratio
            readWordRange(&n, t, limit)
            return n
        }
        readUnit(&n, t, limit)
        readRange(&n, first, t, limit)
        readCompound(&n, t, limit)
        // 九五折 is 9.5
        if n.unit == .ratio, n.traits.contains(.positional), n.value >= 10, n.value < 100, t.scalar(n.unitStart) == 0x6298 { n.value /= 10 }
        return n
    }

    /// 百分之三十到四十, 百分之三十至百分之四十.
    private func readWordRange(_ n: inout Numeral, _ t: FoldedText, _ limit: Int) {
        guard n.high == nil, n.end + 1 < limit, t.scalars[n.end] == 0x5230 || t.scalars[n.end] == 0x81F3, isNumeral(t.classes[n.end + 1]),
            let second = number(in: t, at: n.end + 1, limit: limit), second.high == nil, second.value > n.value
        else { return }
        let isPercent = second.traits.contains(.percentWords)
        guard isPercent || units.longest(in: t, at: second.end, limit: limit) == nil else { return }
        n.high = second.value
        n.end = second.end
        n.numberEnd = second.end
        n.unitStart = second.end
        n.traits.insert(.range)
    }

    // MARK: Units

    private func readUnit(_ n: inout Numeral, _ t: FoldedText, _ limit: Int) {
        if n.unit != nil { return }
        let at = skipSpaces(t, n.numberEnd, limit)
        guard let (word, end) = units.longest(in: t, at: at, limit: limit) else { return }
        let kind = unitWords[word].kind
        guard kind != .none else { n.unit = UnitKind.none; return }
        if at > n.numberEnd, kind == .none || t.kind(at) == CharacterClass.latin { return }
        if t.kind(end - 1) == CharacterClass.latin, t.kind(end) == CharacterClass.latin || t.kind(end) == CharacterClass.digit { return }
        n.unit = kind
        n.unitStart = at
        n.end = end
        readAlternative(&n, t, limit)
    }

    /// 人（次）, 户（人）: a second unit in parentheses.
    private func readAlternative(_ n: inout Numeral, _ t: FoldedText, _ limit: Int) {
        guard n.unit == .classifier, t.scalar(n.end) == 0x28,
            let (word, end) = units.longest(in: t, at: n.end + 1, limit: limit),
            unitWords[word].kind == .classifier, t.scalar(end) == 0x29, end < limit
        else { return }
        n.end = end + 1
    }

    // MARK: Ranges and compounds

    private func readRange(_ n: inout Numeral, _ first: Plain, _ t: FoldedText, _ limit: Int) {
        guard n.high == nil else { return }
        var q = skipSpaces(t, n.end, limit)
        guard q < limit else { return }
        let s = t.scalars[q]
        let isDash = t.classes[q] == CharacterClass.dash
        // 至 and 到 join two numbers only where the second follows at once
        guard isDash || s == 0x81F3 || s == 0x5230 else { return }
        q += 1
        while isDash, q < limit, t.classes[q] == CharacterClass.dash { q += 1 }
        q = skipSpaces(t, q, limit)
        guard q < limit, isNumeral(t.classes[q]), let second = number(in: t, at: q, limit: limit), second.high == nil,
            !second.traits.contains(.dotted)
        else { return }
        var m = Numeral(
            start: q, end: second.end, numberEnd: second.end, unitStart: second.end, value: second.value, high: nil,
            traits: second.traits, unit: nil, digits: second.digits)
        readUnit(&m, t, limit)
        if let a = n.unit, let b = m.unit, a != .none, b != .none, unitText(n, t) != unitText(m, t) { return }
        if n.unit != nil, m.unit == nil || m.unit == UnitKind.none { return }
        var low = n.value
        if !first.hasUnitMagnitude, second.hasUnitMagnitude, n.unit == nil, low < second.value {
            low *= DecimalValue.pow10(second.power)
            if low > second.value { low = n.value }
        }
        guard low <= second.value else { return }
        n.high = second.value
        n.value = low
        n.numberEnd = m.numberEnd
        n.unitStart = m.unitStart
        n.end = m.end
        n.unit = m.unit
        n.traits.formUnion(m.traits)
        n.traits.insert(.range)
    }

    /// 3元5角: a smaller money unit behind.
    private func readCompound(_ n: inout Numeral, _ t: FoldedText, _ limit: Int) {
        guard n.unit == .money, n.high == nil, n.end - n.unitStart == 1, n.end < limit, isNumeral(t.classes[n.end]) else { return }
        let s = t.scalars[n.unitStart]
        guard s == 0x5143 || s == 0x5757, let cents = number(in: t, at: n.end, limit: limit), cents.value < 10, cents.digits == 1 else { return }
        let next = t.scalar(cents.end)
        if cents.end < limit, next == 0x89D2 || next == 0x6BDB {
            n.end = cents.end + 1
        } else if s == 0x5757, cents.end == n.end + 1, t.kind(cents.end) != CharacterClass.ideograph {
            n.end = cents.end
        } else {
            return
        }
        n.value += cents.value / 10
        n.numberEnd = n.unitStart
        n.traits.insert(.compound)
    }

    private func unitText(_ n: Numeral, _ t: FoldedText) -> ArraySlice<UInt32> { t.scalars[n.unitStart..<n.end] }

    func isNumeral(_ k: UInt8) -> Bool {
        k == CharacterClass.digit || k == CharacterClass.chineseDigit || k == CharacterClass.magnitude
    }

    func skipSpaces(_ t: FoldedText, _ from: Int, _ limit: Int) -> Int {
        var q = from
        while q < limit, q < from + 8, t.classes[q] == CharacterClass.space || t.classes[q] == CharacterClass.lineFeed { q += 1 }
        return q < limit && (t.classes[q] == CharacterClass.space || t.classes[q] == CharacterClass.lineFeed) ? from : q
    }
}
