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
    /// The grammar of a line without a report around it, where 40k, 2^5, .5 and 十五点七 are numbers and no times or names.
    var isBare = false

    /// One number without a unit.
    struct Plain {
        var value: Double
        var high: Double?
        var end: Int
        var traits: Numeral.Traits
        var digits: Int
        /// Power of ten of the magnitude behind the number, which a range shares (3至5万, 三到五百); 0 for none.
        var power: Int
        /// The part of it that 万 and 亿 make.
        var bigPower = 0
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
        readHundredMillions(&n, t, limit)
        readUnit(&n, t, limit)
        readRange(&n, first, t, limit)
        readCompound(&n, t, limit)
        readHalf(&n, t, limit)
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
        guard var (word, end) = units.longest(in: t, at: at, limit: limit) else {
            if isBare { readLiang(&n, t, limit) }
            return
        }
        // 117支队伍: the unit is 支
        if end - at >= 2, t.scalar(end - 1) == 0x961F, t.scalar(end) == 0x4F0D, let shorter = units.longest(in: t, at: at, limit: end - 1) { (word, end) = shorter }
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
        // 1万（含）-5万元
        if t.scalar(q) == 0x28, t.scalar(q + 1) == 0x542B, t.scalar(q + 2) == 0x29 { q += 3 }
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
        let low = n.unit == nil ? shared(n.value, first, second) : n.value
        guard low <= second.value, second.value.isFinite else { return }
        n.high = second.value
        n.value = low
        n.numberEnd = m.numberEnd
        n.unitStart = m.unitStart
        n.end = m.end
        n.unit = m.unit
        n.traits.formUnion(m.traits)
        n.traits.insert(.range)
    }

    /// 3至5万 is 3万至5万, 一千到两千万 counts in 万 on both sides; 8500到3万 tells both as they are.
    private func shared(_ low: Double, _ first: Plain, _ second: Plain) -> Double {
        guard first.bigPower == 0, low < second.value else { return low }
        for power in first.power == 0 ? [second.power, second.bigPower] : [second.bigPower] where power > 0 {
            let scaled = low * DecimalValue.pow10(power)
            if scaled <= second.value { return scaled }
        }
        return low
    }

    /// 两个亿: 个 between the number and 亿, where nothing is counted in 亿 (2个亿元项目).
    private func readHundredMillions(_ n: inout Numeral, _ t: FoldedText, _ limit: Int) {
        let q = n.numberEnd
        guard q + 1 < limit, t.scalars[q] == 0x4E2A, t.scalars[q + 1] == 0x4EBF, n.traits.isDisjoint(with: [.magnitude, .vague]) else { return }
        if t.kind(q + 2) == CharacterClass.ideograph {
            guard let (word, _) = units.longest(in: t, at: q + 2, limit: limit), unitWords[word].kind == .money, t.scalar(q + 2) != 0x5143 else { return }
        }
        n.value *= 1e8
        n.high = n.high.map { $0 * 1e8 }
        n.traits.insert(.magnitude)
        n.numberEnd = q + 2
        n.unitStart = q + 2
        n.end = q + 2
    }

    /// 三斤半, 一吨半, 一个半小时, and in the bare grammar 七成六.
    private func readHalf(_ n: inout Numeral, _ t: FoldedText, _ limit: Int) {
        guard n.high == nil, n.value < 100, n.end < limit, n.traits.isDisjoint(with: [.vague, .decimal, .fraction, .compound, .percentWords]) else { return }
        let s = t.scalars[n.end]
        if n.unit == .classifier, t.scalar(n.unitStart) == 0x4E2A, n.end == n.unitStart + 1, s == 0x534A,
            let (word, end) = units.longest(in: t, at: n.end + 1, limit: limit),
            unitWords[word].kind == .duration || end == n.end + 2 && t.scalar(n.end + 1) == 0x6708
        {
            n.value += 0.5
            n.numberEnd = n.end + 1
            n.unitStart = n.numberEnd
            n.unit = .duration
            n.end = end
            return
        }
        let isTenths = n.unit == .ratio && t.scalar(n.unitStart) == 0x6210
        guard n.unit == .measure || n.unit == .duration || isTenths, n.traits.contains(.chinese) || n.unit == .duration || isTenths else { return }
        if s == 0x534A {
            n.value += 0.5
        } else if isBare, isTenths, let d = ChineseNumber.digit(s), d > 0, !isNumeral(t.kind(n.end + 1)), t.kind(n.end + 1) != CharacterClass.ideograph {
            n.value += Double(d) / 10
        } else {
            return
        }
        n.end += 1
        n.tail = 1
        n.traits.insert(.compound)
    }

    /// 二两, 1234两: a weight, where nothing else follows.
    private func readLiang(_ n: inout Numeral, _ t: FoldedText, _ limit: Int) {
        let q = n.numberEnd
        guard t.scalar(q) == 0x4E24, q < limit, t.kind(q + 1) != CharacterClass.ideograph, !isNumeral(t.kind(q + 1)) else { return }
        n.unit = .measure
        n.unitStart = q
        n.end = q + 1
    }

    /// 3元5角, 十块三毛, 六角七分钱: smaller money units behind.
    private func readCompound(_ n: inout Numeral, _ t: FoldedText, _ limit: Int) {
        guard n.unit == .money, n.high == nil, n.end < limit else { return }
        let unit = n.unitStart..<n.end
        var last = t.scalars[n.end - 1]
        while n.end < limit, let part = smallerMoney(behind: last, at: n.end, unit: unit.count, t, limit) {
            n.value += part.value
            n.numberEnd = unit.lowerBound
            n.end = part.end
            n.traits.insert(.compound)
            last = part.unit
        }
        n.tail = n.end - unit.upperBound
    }

    /// One part of it: 5角, 三毛, 七分钱, 又三美分, and 五 of 三块五.
    private func smallerMoney(behind last: UInt32, at p: Int, unit: Int, _ t: FoldedText, _ limit: Int) -> (value: Double, end: Int, unit: UInt32)? {
        let isWhole = last == 0x5143 || last == 0x5757 || last == 0x5706
        guard isWhole || last == 0x89D2 || last == 0x6BDB else { return nil }
        let q = t.scalar(p) == 0x53C8 || t.scalar(p) == 0x96F6 ? p + 1 : p
        guard q < limit, isNumeral(t.classes[q]), let n = number(in: t, at: q, limit: limit, nested: true), n.high == nil, n.value < 10, n.digits == 1
        else { return nil }
        let s = t.scalar(n.end)
        if n.end < limit, isWhole, s == 0x89D2 || s == 0x6BDB { return (n.value / 10, n.end + (t.scalar(n.end + 1) == 0x94B1 ? 2 : 1), s) }
        if n.end < limit, s == 0x5206, t.scalar(n.end + 1) != 0x522B { return (n.value / 100, n.end + (t.scalar(n.end + 1) == 0x94B1 ? 2 : 1), s) }
        if n.end + 1 < limit, s == 0x7F8E, t.scalar(n.end + 1) == 0x5206 { return (n.value / 100, n.end + 2, s) }
        guard last == 0x5757, unit == 1, n.end == p + 1, t.kind(n.end) != CharacterClass.ideograph else { return nil }
        return (n.value / 10, n.end, 0)
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
