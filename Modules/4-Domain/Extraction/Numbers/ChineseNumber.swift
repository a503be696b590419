import Text

/// The value of a run of Chinese numeral characters: 一万五千亿, 二〇二一, 三四十, 一百五, 廿.
enum ChineseNumber {
    struct Reading {
        var value: Double
        /// The high end of a vague pair such as 三四十.
        var high: Double?
        /// No digit, a magnitude alone: 百, 万.
        var magnitudeOnly: Bool
        /// Digits in a row, without a magnitude: 二〇二一.
        var positional: Bool
    }

    static func digit(_ s: UInt32) -> Int? {
        switch s {
        case 0x96F6, 0x3007: 0
        case 0x4E00: 1
        case 0x4E8C, 0x4E24: 2
        case 0x4E09: 3
        case 0x56DB: 4
        case 0x4E94: 5
        case 0x516D: 6
        case 0x4E03: 7
        case 0x516B: 8
        case 0x4E5D: 9
        default: nil
        }
    }

    /// 兆, a number only between other numerals; elsewhere it begins a measure (兆瓦).
    static let zhao: UInt32 = 0x5146

    /// The power of ten of a magnitude: 十 1, 百 2, 千 3, 万 4, 亿 8.
    static func power(_ s: UInt32) -> Int? {
        switch s {
        case 0x5341: 1
        case 0x767E: 2
        case 0x5343: 3
        case 0x4E07: 4
        case 0x4EBF: 8
        default: nil
        }
    }

    /// The power of ten that a number before 到 may share (两到三万, 七千到九千亿): of 万 and 亿 at the end, and of 百 or 千 too behind a
    /// single digit (三百, 三千万); 0 where there is none.
    static func sharedPower(_ s: [UInt32]) -> (full: Int, big: Int) {
        var big = 0
        var end = s.count
        while end > 1, let p = power(s[end - 1]), p >= 4 { big += p; end -= 1 }
        guard end == 2, digit(s[0]) != nil, let p = power(s[1]), p >= 2, p < 4 else { return (big, big) }
        return (big + p, big)
    }

    /// Reads a whole run; nil where it is no number (一一, 十百).
    static func read(_ s: ArraySlice<UInt32>) -> Reading? {
        var hasMagnitude = false
        var hasDigit = false
        for c in s {
            if power(c) != nil || c == zhao { hasMagnitude = true } else { hasDigit = true }
            if c == 0x5EFF || c == 0x5345 { hasMagnitude = true }
        }
        if !hasMagnitude { return positionalOrPair(s) }
        var grand = 0.0, total = 0.0, section = 0.0, high: Double?
        var current = -1, second = -1
        var lastPower = 99
        var zero = false
        for c in s {
            // 廿 and 卅 are 20 and 30, before a digit or alone
            if c == 0x5EFF || c == 0x5345 {
                guard current < 0, lastPower > 1 else { return nil }
                section += c == 0x5EFF ? 20 : 30
                lastPower = 1
                zero = false
                continue
            }
            if let d = digit(c) {
                if d == 0 { zero = true; if current >= 0 { return nil }; continue }
                if current >= 0 {
                    guard second < 0, d == current + 1 || (current == 3 && d == 5) else { return nil }
                    second = d
                } else {
                    current = d
                }
                continue
            }
            // 五兆六十二亿: all before it counts in 兆
            if c == zhao {
                if current >= 0 { section += Double(current) }
                grand += (total + section) * DecimalValue.pow10(12)
                total = 0
                section = 0
                current = -1
                second = -1
                lastPower = 12
                zero = false
                continue
            }
            guard let p = power(c) else { return nil }
            if p <= 3 {
                guard p < lastPower || current >= 0 else { return nil }
                let unit = DecimalValue.pow10(p)
                if second >= 0 { high = section + Double(second) * unit }
                section += Double(current < 0 ? 1 : current) * unit
                current = -1
                second = -1
                lastPower = p
            } else {
                let unit = DecimalValue.pow10(p)
                if second >= 0 { high = section + Double(second) }
                if current >= 0 { section += Double(current) }
                // 四万万 is four hundred million
                let isDoubled = p == 4 && lastPower == 4 && section == 0
                if section == 0, total == 0 { section = 1 }
                if isDoubled {
                    total *= unit
                } else if p == 8 {
                    if let h = high { high = (total + h) * unit }
                    total = (total + section) * unit
                } else {
                    if let h = high { high = h * unit }
                    total += section * unit
                }
                section = 0
                current = -1
                second = -1
                lastPower = p
            }
            zero = false
        }
        if current >= 0 {
            let scale = !zero && lastPower >= 2 && lastPower < 99 ? DecimalValue.pow10(lastPower - 1) : 1
            if second >= 0 { high = total + section + Double(second) * scale }
            section += Double(current) * scale
        } else if let h = high, section != 0, h < total + section || total != 0 {
            high = total == 0 ? h : total + h
        }
        let value = grand + total + section
        if grand > 0 { high = nil }
        if let h = high, h <= value { high = nil }
        return Reading(value: value, high: high, magnitudeOnly: !hasDigit && s.count <= 2, positional: false)
    }

    private static func positionalOrPair(_ s: ArraySlice<UInt32>) -> Reading? {
        let d = s.compactMap(digit)
        guard !d.isEmpty, d.count == s.count, d.count <= 18 else { return nil }
        if d.count == 2, d[0] > 0, d[1] == d[0] + 1 || (d[0] == 3 && d[1] == 5) {
            return Reading(value: Double(d[0]), high: Double(d[1]), magnitudeOnly: false, positional: false)
        }
        var v = 0.0
        for x in d { v = v * 10 + Double(x) }
        return Reading(value: v, high: nil, magnitudeOnly: false, positional: d.count > 1)
    }
}

/// The numerals of cheques: 壹贰叁肆伍陆柒捌玖拾佰仟.
enum FinancialNumeral {
    static let companions = ScalarSet(folded("零万亿元圆整角分第"))
    /// Beside these the numerals that are no parts of common words count too: 壹百, 9佰, 五分之壹.
    static let plainCompanions = ScalarSet(folded("0123456789一二两三四五六七八九十百千又之点个折成负"))
    /// 伍 陆 拾 柒 stand in words (队伍, 大陆, 收拾); beside these they are numerals all the same.
    static let strictCompanions = ScalarSet(folded("十百千"))
    private static let inWords = ScalarSet(of: "伍陸陆拾")

    /// Whether a numeral of cheques beside `other` is a number.
    static func counts(_ s: UInt32, beside other: UInt32) -> Bool {
        if plain(other) != nil || companions.contains(other) { return true }
        return inWords.contains(s) ? strictCompanions.contains(other) : plainCompanions.contains(other)
    }

    /// The plain numeral, or nil.
    @inline(__always)
    static func plain(_ s: UInt32) -> UInt32? {
        switch s {
        case 0x58F9: 0x4E00
        case 0x8D30, 0x8CB3: 0x4E8C
        case 0x53C1, 0x53C4: 0x4E09
        case 0x8086: 0x56DB
        case 0x4F0D: 0x4E94
        case 0x9646, 0x9678: 0x516D
        case 0x67D2: 0x4E03
        case 0x634C: 0x516B
        case 0x7396: 0x4E5D
        case 0x62FE: 0x5341
        case 0x4F70: 0x767E
        case 0x4EDF: 0x5343
        default: nil
        }
    }
}
