/// Forms that only the bare grammar reads, since in a report they would be names, versions or scores.
extension NumberScanner {
    /// 2e5, 12.32e+14, 2^5, 1.1^-3.
    func scientific(_ base: DecimalValue, _ t: FoldedText, _ from: Int, _ limit: Int) -> Plain? {
        let s = t.scalar(from)
        let isPower = s == 0x5E
        guard from < limit, isPower || s == 0x65 || s == 0x45 else { return nil }
        var q = from + 1
        var isNegative = false
        while q < limit, q < from + 4, t.scalars[q] == 0x2D || t.scalars[q] == 0x2B {
            if t.scalars[q] == 0x2D { isNegative.toggle() }
            q += 1
        }
        var exponent = 0
        let first = q
        while q < limit, q < first + 3, t.classes[q] == CharacterClass.digit {
            exponent = exponent * 10 + Int(t.scalars[q]) - 48
            q += 1
        }
        let next = t.kind(q)
        guard q > first, next != CharacterClass.digit, next != CharacterClass.latin else { return nil }
        let value: Double
        if isPower {
            var product = 1.0
            for _ in 0..<exponent { product *= base.value(times: 0) }
            value = isNegative ? 1 / product : product
        } else {
            value = base.value(times: isNegative ? -exponent : exponent)
        }
        return Plain(value: value, high: nil, end: q, traits: .decimal, digits: base.digitCount, power: 0)
    }

    /// 1 3/5, 4 6/3: a whole number, one space, a fraction.
    func mixed(_ whole: DecimalValue, _ t: FoldedText, _ start: Int, _ from: Int, _ limit: Int) -> Plain? {
        guard from < limit, t.classes[from] == CharacterClass.space, t.kind(from + 1) == CharacterClass.digit, t.kind(start - 1) != CharacterClass.digit
        else { return nil }
        var parts = (DecimalValue(), DecimalValue())
        var q = from + 1
        while q < limit, q < from + 5, t.classes[q] == CharacterClass.digit { parts.0.append(t.scalars[q] - 48, fraction: false); q += 1 }
        guard q < limit, t.scalars[q] == 0x2F else { return nil }
        q += 1
        let second = q
        while q < limit, q < second + 4, t.classes[q] == CharacterClass.digit { parts.1.append(t.scalars[q] - 48, fraction: false); q += 1 }
        let bottom = parts.1.value(times: 0)
        guard q > second, bottom > 0, t.kind(q) != CharacterClass.digit, t.scalar(q) != 0x2F else { return nil }
        return Plain(
            value: whole.value(times: 0) + parts.0.value(times: 0) / bottom, high: nil, end: q, traits: .fraction, digits: whole.digitCount, power: 0)
    }

    /// 40k, 30w, 2.5 M: letters for 千, 万 and a million. False where another letter or a digit follows (5km).
    func suffix(_ d: DecimalValue, _ out: inout Plain, _ t: FoldedText, _ limit: Int) -> Bool {
        let q = t.kind(out.end) == CharacterClass.space ? out.end + 1 : out.end
        guard q < limit, t.classes[q] == CharacterClass.latin else { return false }
        let power: Int
        switch t.scalars[q] {
        case 0x6B, 0x4B: power = 3
        case 0x77 where q == out.end: power = 4
        case 0x4D: power = 6
        default: return false
        }
        let next = t.kind(q + 1)
        guard next != CharacterClass.latin, next != CharacterClass.digit else { return false }
        out.value = d.value(times: power)
        out.power = power
        out.bigPower = power
        out.end = q + 1
        out.traits.insert(.magnitude)
        return true
    }
}
