/// A decimal number as it is read digit by digit: an integer and a power of ten, so that 405.3万 is 4053000 exactly.
struct DecimalValue {
    private var digits: UInt64 = 0
    private var exponent = 0
    private var count = 0
    private var overflow = 0.0
    private var isLarge = false

    /// Digits read so far, leading zeros included.
    var digitCount: Int { count }

    /// Appends one decimal digit.
    mutating func append(_ digit: UInt32, fraction: Bool) {
        count += 1
        if isLarge {
            if !fraction { overflow = overflow * 10 + Double(digit) }
            return
        }
        if digits > 90_000_000_000_000_000 {
            if fraction { return }
            isLarge = true
            overflow = Double(digits) * 10 + Double(digit)
            return
        }
        digits = digits * 10 + UInt64(digit)
        if fraction { exponent -= 1 }
    }

    /// The value times a power of ten.
    func value(times power: Int) -> Double {
        if isLarge { return power < 0 ? overflow / Self.pow10(-power) : overflow * Self.pow10(power) }
        var e = exponent + power
        var d = digits
        while e < 0, d != 0, d % 10 == 0 { d /= 10; e += 1 }
        while e > 0, d < 900_000_000_000_000 { d *= 10; e -= 1 }
        return e >= 0 ? Double(d) * Self.pow10(e) : Double(d) / Self.pow10(-e)
    }

    static func pow10(_ n: Int) -> Double {
        var r = 1.0
        for _ in 0..<min(max(n, 0), 400) { r *= 10 }
        return r
    }
}
