import Text

/// Numbers without units: Arabic with magnitudes, Chinese, mixed, fractions and percentages in words.
extension NumberScanner {
    private static let ofThem: [UInt32] = folded("分之")
    /// Ideographs behind digits that belong to the number or may: 余 多 几, 分之, 又, and what the bare grammar reads.
    private static let continuing = ScalarSet(folded("余多几分又"))

    /// `nested`: the number stands within a fraction in words, and no further fraction is read (百分之百分之… stays shallow).
    func number(in t: FoldedText, at p: Int, limit: Int, nested: Bool = false) -> Plain? {
        guard p < limit else { return nil }
        switch t.classes[p] {
        case CharacterClass.digit: return arabic(in: t, at: p, limit: limit, nested: nested)
        case CharacterClass.dot where isBare && t.kind(p + 1) == CharacterClass.digit: return arabic(in: t, at: p, limit: limit, nested: nested)
        case CharacterClass.chineseDigit, CharacterClass.magnitude: return chinese(in: t, at: p, limit: limit, nested: nested)
        default: return t.scalars[p] == 0x51E0 && ChineseNumber.power(t.scalar(p + 1)) != nil ? chinese(in: t, at: p, limit: limit, nested: nested) : nil
        }
    }

    // MARK: Arabic

    private func arabic(in t: FoldedText, at p: Int, limit: Int, nested: Bool) -> Plain? {
        var d = DecimalValue()
        var traits: Numeral.Traits = []
        var q = p
        while q < limit, t.classes[q] == CharacterClass.digit { d.append(t.scalars[q] - 48, fraction: false); q += 1 }
        // behind most numbers stands an ideograph that no number goes on with
        if q < limit, q > p, t.classes[q] == CharacterClass.ideograph, !Self.continuing.contains(t.scalars[q]) {
            return Plain(value: d.value(times: 0), high: nil, end: q, traits: traits, digits: d.digitCount, power: 0)
        }
        if q - p <= 3, q > p { readThousands(&d, &q, &traits, t, limit) }
        let digits = d.digitCount
        if q + 1 < limit, t.classes[q] == CharacterClass.dot, t.classes[q + 1] == CharacterClass.digit {
            q += 1
            while q < limit, t.classes[q] == CharacterClass.digit { d.append(t.scalars[q] - 48, fraction: true); q += 1 }
            traits.insert(.decimal)
        }
        if let end = dottedEnd(t, q, limit) {
            traits.insert(.dotted)
            return Plain(value: d.value(times: 0), high: nil, end: end, traits: traits, digits: digits, power: 0)
        }
        if q + 1 < limit, t.scalars[q] == 0x2F, t.classes[q + 1] == CharacterClass.digit {
            return slash(d, t, q + 1, limit, digits)
        }
        if isBare, let n = scientific(d, t, q, limit) ?? mixed(d, t, p, q, limit) { return n }
        var out = Plain(value: 0, high: nil, end: q, traits: traits, digits: digits, power: 0)
        if isBare, suffix(d, &out, t, limit) { return out }
        readMagnitude(d, &out, t, limit)
        out.bigPower = out.power - out.power % 4
        if nested { return out }
        return fractionInWords(out.value, t, out.end, limit) ?? mixedInWords(out.value, t, out.end, limit) ?? out
    }

    /// 1,234,567: groups of exactly three digits.
    private func readThousands(_ d: inout DecimalValue, _ q: inout Int, _ traits: inout Numeral.Traits, _ t: FoldedText, _ limit: Int) {
        while q + 3 < limit, t.scalars[q] == 0x2C || isWideSeparator(t, q, traits), t.kind(q + 1) == CharacterClass.digit, t.kind(q + 2) == CharacterClass.digit,
            t.kind(q + 3) == CharacterClass.digit, q + 4 >= limit || t.classes[q + 4] != CharacterClass.digit
        {
            for k in 1...3 { d.append(t.scalars[q + k] - 48, fraction: false) }
            q += 4
            traits.insert(.thousands)
        }
    }

    /// ４，５６５ and 82，225.00: in the bare grammar the wide comma separates thousands where the digits are wide too, a point follows, or
    /// groups stand on both sides; 120，300 are two numbers.
    private func isWideSeparator(_ t: FoldedText, _ q: Int, _ traits: Numeral.Traits) -> Bool {
        guard isBare, t.scalars[q] == 0xFF0C, q + 4 < t.offsets.count else { return false }
        if traits.contains(.thousands) || t.offsets[q + 2] - t.offsets[q + 1] == 3 { return true }
        let next = t.scalar(q + 4)
        return (next == 0x2E || next == 0x2C) && t.kind(q + 5) == CharacterClass.digit
    }

    /// Behind 1.2 or 5 another dot and digit: a version, a date, a name. Returns where the chain ends.
    private func dottedEnd(_ t: FoldedText, _ from: Int, _ limit: Int) -> Int? {
        var q = from
        while q + 1 < limit, t.classes[q] == CharacterClass.dot || t.classes[q] == CharacterClass.middleDot || t.scalars[q] == 0xD7,
            t.classes[q + 1] == CharacterClass.digit
        {
            q += 1
            while q < limit, t.classes[q] == CharacterClass.digit { q += 1 }
        }
        return q > from ? q : nil
    }

    /// 1/3 is a fraction; 2021/10/3 is not.
    private func slash(_ top: DecimalValue, _ t: FoldedText, _ from: Int, _ limit: Int, _ digits: Int) -> Plain {
        var bottom = DecimalValue()
        var q = from
        while q < limit, t.classes[q] == CharacterClass.digit { bottom.append(t.scalars[q] - 48, fraction: false); q += 1 }
        var chained = false
        while q + 1 < limit, t.scalars[q] == 0x2F, t.classes[q + 1] == CharacterClass.digit {
            chained = true
            q += 1
            while q < limit, t.classes[q] == CharacterClass.digit { q += 1 }
        }
        let b = bottom.value(times: 0)
        let bad = chained || b == 0
        return Plain(
            value: bad ? 0 : top.value(times: 0) / b, high: nil, end: q, traits: bad ? .dotted : .fraction, digits: digits, power: 0)
    }

    /// 余, 万, 万余, 多万, and a further part: 3万5千, 1亿2000万.
    private func readMagnitude(_ first: DecimalValue, _ out: inout Plain, _ t: FoldedText, _ limit: Int) {
        var d = first
        var lastPower = 99
        while true {
            var q = skipSpaces(t, out.end, limit)
            var vague = false
            if q < limit, isVague(t.scalars[q]) { vague = true; q = skipSpaces(t, q + 1, limit) }
            let (power, end) = magnitude(t, q, limit)
            guard power > 0, power < lastPower, lastPower == 99 || d.digitCount > 0 else {
                if vague, lastPower == 99 || power == 0 {
                    out.traits.insert(.vague)
                    out.end = skipBack(t, q)
                }
                out.value += lastPower == 99 || d.digitCount > 0 ? d.value(times: 0) : 0
                return
            }
            out.value += d.value(times: power)
            out.end = end
            if lastPower == 99 { out.power = power }
            lastPower = power
            out.traits.insert(.magnitude)
            if vague { out.traits.insert(.vague); return }
            q = skipSpaces(t, end, limit)
            if q < limit, isVague(t.scalars[q]), !isVagueCompound(t, q) {
                out.traits.insert(.vague)
                out.end = q + 1
                return
            }
            guard end < limit, t.classes[end] == CharacterClass.digit else { return }
            var next = DecimalValue()
            var r = end
            while r < limit, t.classes[r] == CharacterClass.digit, r < end + 8 { next.append(t.scalars[r] - 48, fraction: false); r += 1 }
            let (power2, _) = magnitude(t, r, limit)
            guard power2 > 0, power2 < lastPower else { return }
            // the part's magnitude is read by the next turn: 5万4千6百
            d = next
            out.end = r
        }
    }

    /// Before a position, the end of what is no space.
    private func skipBack(_ t: FoldedText, _ q: Int) -> Int {
        var r = q
        while r > 0, t.classes[r - 1] == CharacterClass.space || t.classes[r - 1] == CharacterClass.lineFeed { r -= 1 }
        return r
    }

    private func isVague(_ s: UInt32) -> Bool { s == 0x4F59 || s == 0x591A || s == 0x51E0 }

    /// 多元, 多样, 多个: 多 belongs to what follows.
    private func isVagueCompound(_ t: FoldedText, _ q: Int) -> Bool { t.scalar(q) == 0x51E0 && t.scalar(q + 1) == 0x4E4E }

    /// 十 百 千 万 亿 and their compounds at a position: the power of ten and the end; 0 where a measure begins alike (千瓦).
    func magnitude(_ t: FoldedText, _ p: Int, _ limit: Int) -> (power: Int, end: Int) {
        var q = p
        var power = 0
        while q < limit, let m = ChineseNumber.power(t.scalars[q]) {
            if q > p, m < 4 { break }
            if q > p, let previous = ChineseNumber.power(t.scalars[q - 1]), previous >= m, previous != 4 || m != 4 || q > p + 1 { break }
            if m == 3 || m == 2, isMeasurePrefix(t, q) { break }
            power += m
            q += 1
        }
        return (power, q)
    }

    private static let afterKilo = ScalarSet(folded("瓦米克卡伏赫焦帕安"))

    /// 千瓦, and 百分之, 百分点; 三百分 are points of a score.
    private func isMeasurePrefix(_ t: FoldedText, _ q: Int) -> Bool {
        let next = t.scalar(q + 1)
        if t.scalar(q) == 0x5343, Self.afterKilo.contains(next) { return true }
        return next == 0x5206 && (t.scalar(q + 2) == 0x4E4B || t.scalar(q + 2) == 0x70B9)
    }

    // MARK: Chinese

    private func chinese(in t: FoldedText, at p: Int, limit: Int, nested: Bool) -> Plain? {
        if !nested, let percent = percentInWords(t, p, limit) { return percent }
        var q = p
        var run: [UInt32] = []
        var traits: Numeral.Traits = .chinese
        let bound = min(limit, p + 40)
        if t.scalars[p] == 0x51E0 { traits.insert(.vague); q += 1 }
        var hasMagnitude = false
        while q < bound {
            let k = t.classes[q]
            if k == CharacterClass.chineseDigit {
                if t.scalars[q] == 0x4E24, isLiang(t, q, p) { break }
                run.append(t.scalars[q])
            } else if k == CharacterClass.magnitude {
                // 百分之 is a percentage, 五百分之二 a fraction
                if t.scalars[q] == 0x5343 || t.scalars[q] == 0x767E, isMeasurePrefix(t, q), run.isEmpty || !t.has(Self.ofThem, at: q + 1) { break }
                run.append(t.scalars[q])
                hasMagnitude = true
            } else if isVague(t.scalars[q]), hasMagnitude || t.kind(q + 1) == CharacterClass.magnitude, q > p {
                // 十几, 一百多, 二十余万
                traits.insert(.vague)
                if t.kind(q + 1) == CharacterClass.magnitude { q += 1; continue }
                q += 1
                break
            } else if t.scalars[q] == 0x6765, q > p, t.classes[q - 1] == CharacterClass.magnitude, units.longest(in: t, at: q + 1, limit: limit) != nil {
                // 十来个
                traits.insert(.vague)
                q += 1
                break
            } else if t.scalars[q] == 0x70B9, q > p, t.kind(q + 1) == CharacterClass.chineseDigit, t.scalar(q + 1) != 0x4E24,
                nested || (isBare || !hasMagnitude) && !isTimeOfDay(t, q, bound)
            {
                // 十二点五 alone is a time of day; behind 百分之 it is a number
                return decimalInWords(run, t, q, bound)
            } else if isBare, t.scalars[q] == ChineseNumber.zhao, q > p, t.kind(q + 1) == CharacterClass.chineseDigit {
                run.append(ChineseNumber.zhao)
                hasMagnitude = true
            } else {
                break
            }
            q += 1
        }
        guard !run.isEmpty else { return nil }
        if q - p >= 40 { return skipLong(t, p, limit) }
        guard let r = ChineseNumber.read(run[...]) else {
            return Plain(value: 0, high: nil, end: q, traits: [.chinese, .dotted], digits: run.count, power: 0)
        }
        if r.magnitudeOnly { traits.insert(.bareMagnitude) }
        if r.positional { traits.insert(.positional) }
        if hasMagnitude { traits.insert(.magnitude) }
        if r.high != nil { traits.insert(.vague) }
        if !nested, let fraction = fractionInWords(r.value, t, q, limit) { return fraction }
        if !nested, let mixed = mixedInWords(r.value, t, q, limit) { return mixed }
        let power = ChineseNumber.sharedPower(run)
        return Plain(value: r.value, high: r.high, end: q, traits: traits, digits: run.count, power: power.full, bigPower: power.big)
    }

    /// 五又三分之二, 3又一千分之23.
    private func mixedInWords(_ whole: Double, _ t: FoldedText, _ q: Int, _ limit: Int) -> Plain? {
        guard t.scalar(q) == 0x53C8, q + 1 < limit, isNumeral(t.classes[q + 1]), let part = number(in: t, at: q + 1, limit: limit, nested: true),
            let fraction = fractionInWords(part.value, t, part.end, limit), fraction.value < 1
        else { return nil }
        return Plain(value: whole + fraction.value, high: nil, end: fraction.end, traits: [.chinese, .fraction], digits: 1, power: 0)
    }

    /// 两 behind a number is the weight (三十两, 三千两百两), before 百 千 万 亿 a digit; 一两 are one or two.
    private func isLiang(_ t: FoldedText, _ q: Int, _ p: Int) -> Bool {
        q > p && t.kind(q + 1) != CharacterClass.magnitude && !(q == p + 1 && t.scalars[p] == 0x4E00) && t.scalars[q - 1] != 0x96F6
    }

    /// 十点二十, 十点零五分, 三点一刻: digits behind 点 that end in 十, 分, 刻 or 钟.
    private func isTimeOfDay(_ t: FoldedText, _ dot: Int, _ bound: Int) -> Bool {
        var q = dot + 1
        while q < bound, t.classes[q] == CharacterClass.chineseDigit { q += 1 }
        let s = t.scalar(q)
        return s == 0x5341 || s == 0x5206 || s == 0x523B || s == 0x949F
    }

    /// A run too long to be a number, in one step.
    private func skipLong(_ t: FoldedText, _ p: Int, _ limit: Int) -> Plain {
        var q = p
        while q < limit, t.classes[q] == CharacterClass.chineseDigit || t.classes[q] == CharacterClass.magnitude { q += 1 }
        return Plain(value: 0, high: nil, end: max(q, p + 1), traits: [.chinese, .dotted], digits: q - p, power: 0)
    }

    /// 三点五, 三点五万.
    private func decimalInWords(_ run: [UInt32], _ t: FoldedText, _ dot: Int, _ bound: Int) -> Plain? {
        var d = DecimalValue()
        guard let whole = ChineseNumber.read(run[...]), whole.high == nil else { return nil }
        for c in String(Int(min(whole.value, 1e15))).utf8 { d.append(UInt32(c) - 48, fraction: false) }
        var q = dot + 1
        while q < bound, t.classes[q] == CharacterClass.chineseDigit, let x = ChineseNumber.digit(t.scalars[q]) {
            d.append(UInt32(x), fraction: true)
            q += 1
        }
        let (power, end) = magnitude(t, q, bound)
        return Plain(
            value: d.value(times: power), high: nil, end: power > 0 ? end : q, traits: [.chinese, .decimal], digits: run.count, power: power)
    }

    /// 百分之五, 千分之三, 百分之80.
    private func percentInWords(_ t: FoldedText, _ p: Int, _ limit: Int) -> Plain? {
        let first = t.scalars[p]
        guard first == 0x767E || first == 0x5343, t.has(Self.ofThem, at: p + 1) else { return nil }
        // 百分之负六十五
        let isNegative = isBare && t.scalar(p + 3) == 0x8D1F
        let at = isNegative ? p + 4 : p + 3
        guard at < limit, isNumeral(t.classes[at]), t.scalar(at + 1) != 0x5206, let n = number(in: t, at: at, limit: limit, nested: true)
        else { return nil }
        var out = n
        if isNegative { out.value = -out.value }
        out.traits.formUnion([.chinese, first == 0x767E ? .percentWords : .permilleWords])
        return out
    }

    /// 三分之一.
    private func fractionInWords(_ bottom: Double, _ t: FoldedText, _ q: Int, _ limit: Int) -> Plain? {
        guard bottom > 0, t.has(Self.ofThem, at: q) else { return nil }
        let isNegative = isBare && t.scalar(q + 2) == 0x8D1F
        let at = isNegative ? q + 3 : q + 2
        guard at < limit, isNumeral(t.classes[at]), let top = number(in: t, at: at, limit: limit, nested: true), !top.traits.contains(.dotted)
        else { return nil }
        return Plain(
            value: (isNegative ? -top.value : top.value) / bottom, high: top.high.map { $0 / bottom }, end: top.end, traits: [.chinese, .fraction],
            digits: 1, power: 0)
    }
}
