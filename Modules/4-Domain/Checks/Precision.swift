/// The last place of a number as it is written: 0.1 % for `66.8%`, 1000 元 for `405.3万元`, nothing for `14863人`, which was counted.
///
/// ```
/// 405.3万元    digits 405.3   decimals 1   magnitude 万      place 0.1 × 10000
/// 3万5千人     the last component alone: 5 千               place 1000
/// 三万五千人   the magnitudes at its end: 千                place 1000
/// 76%          a rate is always rounded                     place 1
/// ```
enum Precision {
    /// The place, or nil where the quote does not tell how the value came about.
    static func place(quote: [Unicode.Scalar], value: Double, unit: String) -> Double? {
        let isRate = unit == "%" || unit == "‰" || unit == "个百分点"
        if unit == "成" { return 10 }
        var at = 0
        var sum = 0.0
        var place: Double?
        while at < quote.count, let part = component(quote, &at) {
            sum += part.value
            place = part.place
        }
        guard let place else { return isRate && quote.contains { chinese.contains($0) } ? 1 : chinesePlace(quote) }
        guard abs(sum - value) <= 1e-6 * max(1, abs(value)) else { return nil }
        return place == 1 && !isRate ? 0 : place
    }

    /// Digits with their fraction and magnitudes: `405.3万`.
    private static func component(_ quote: [Unicode.Scalar], _ at: inout Int) -> (value: Double, place: Double)? {
        var p = at
        while p < quote.count, quote[p] == "第" || quote[p] == "+" { p += 1 }
        let start = p
        var digits = 0.0
        var decimals = 1.0
        var hasPoint = false
        while p < quote.count {
            if let digit = digit(quote[p]) {
                digits = digits * 10 + digit
                if hasPoint { decimals /= 10 }
            } else if quote[p] == ".", !hasPoint {
                hasPoint = true
            } else if quote[p] != "," {
                break
            }
            p += 1
        }
        guard p > start else { return nil }
        var magnitude = 1.0
        while p < quote.count {
            if let m = magnitudes[quote[p]] { magnitude *= m } else if !"多余几".unicodeScalars.contains(quote[p]) { break }
            p += 1
        }
        at = p
        return (digits * decimals * magnitude, decimals * magnitude)
    }

    /// For numbers in characters: the product of the magnitudes at the number's end.
    private static func chinesePlace(_ quote: [Unicode.Scalar]) -> Double? {
        let numeral = quote.prefix { chinese.contains($0) }
        guard !numeral.isEmpty else { return nil }
        let place = numeral.reversed().prefix { magnitudes[$0] != nil }.reduce(1) { $0 * (magnitudes[$1] ?? 1) }
        return place == 1 ? 0 : place
    }

    private static func digit(_ s: Unicode.Scalar) -> Double? { s.value >= 48 && s.value <= 57 ? Double(s.value - 48) : nil }
    private static let magnitudes: [Unicode.Scalar: Double] = ["十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000]
    private static let chinese = Set("零〇一二两三四五六七八九十百千万亿".unicodeScalars)
}
