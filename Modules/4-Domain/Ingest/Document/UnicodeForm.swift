import Text

/// UTF-16 in either order, with a mark or without.
enum UnicodeForm: Equatable {
    case littleEndian(mark: Bool)
    case bigEndian(mark: Bool)

    /// A character that is none, and where.
    struct Bad: Error, Equatable {
        var offset: Int
        var what: String
    }

    var label: String {
        switch self {
        case .littleEndian: "UTF-16 (little endian)"
        case .bigEndian: "UTF-16 (big endian)"
        }
    }

    /// The form that the bytes have, or nil for anything else. Without a mark, nearly all 16-bit units must be ASCII, ideographs or
    /// Chinese punctuation in one order, and some must be ASCII or punctuation with a zero or 0x30 byte in its place.
    static func detect(_ s: Span<UInt8>) -> UnicodeForm? {
        guard s.count >= 2 else { return nil }
        if s[0] == 0xFF, s[1] == 0xFE { return .littleEndian(mark: true) }
        if s[0] == 0xFE, s[1] == 0xFF { return .bigEndian(mark: true) }
        guard s.count >= 16, s.first(0, in: 0..<Swift.min(s.count, 512)) != nil else { return nil }
        let end = Swift.min(s.count & ~1, 1 << 14)
        var little = 0
        var big = 0
        var zeros = (even: 0, odd: 0)
        var i = 0
        while i < end {
            if isOrdinary(high: s[i + 1], low: s[i]) { little += 1 }
            if isOrdinary(high: s[i], low: s[i + 1]) { big += 1 }
            if s[i] == 0 { zeros.even += 1 }
            if s[i + 1] == 0 { zeros.odd += 1 }
            i += 2
        }
        let units = end / 2
        if zeros.odd > zeros.even * 4, zeros.odd > units / 50, little * 20 >= units * 19 { return .littleEndian(mark: false) }
        if zeros.even > zeros.odd * 4, zeros.even > units / 50, big * 20 >= units * 19 { return .bigEndian(mark: false) }
        return nil
    }

    private static func isOrdinary(high: UInt8, low: UInt8) -> Bool {
        switch high {
        case 0: low >= 0x20 && low < 0x7F || (low >= 9 && low <= 13) || low == 0xB7 || low == 0xA0
        case 0x4E...0x9F, 0x30, 0x20, 0xFF, 0x22, 0x25: true
        default: false
        }
    }

    /// The text as UTF-8 without the mark.
    func decode(_ s: Span<UInt8>) -> Result<[UInt8], Bad> {
        var at = 0
        let little: Bool
        switch self {
        case .littleEndian(let mark): little = true; at = mark ? 2 : 0
        case .bigEndian(let mark): little = false; at = mark ? 2 : 0
        }
        var out: [UInt8] = []
        out.reserveCapacity(s.count + s.count / 2)
        while at < s.count {
            guard at + 1 < s.count else { return .failure(Bad(offset: at, what: "the text ends within a character")) }
            var value = unit(s, at, little)
            let start = at
            at += 2
            if value >= 0xD800, value < 0xDC00 {
                guard at + 1 < s.count else { return .failure(Bad(offset: start, what: "the text ends within a character")) }
                let low = unit(s, at, little)
                guard low >= 0xDC00, low < 0xE000 else { return .failure(Bad(offset: start, what: "half a surrogate pair")) }
                value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
                at += 2
            } else if value >= 0xDC00, value < 0xE000 {
                return .failure(Bad(offset: start, what: "half a surrogate pair"))
            }
            UnicodeForm.append(value, to: &out)
        }
        return .success(out)
    }

    @inline(__always)
    private func unit(_ s: Span<UInt8>, _ at: Int, _ little: Bool) -> UInt32 {
        little ? UInt32(s[at]) | UInt32(s[at + 1]) << 8 : UInt32(s[at]) << 8 | UInt32(s[at + 1])
    }

    @inline(__always)
    private static func append(_ v: UInt32, to out: inout [UInt8]) {
        if v < 0x80 {
            out.append(UInt8(v))
        } else if v < 0x800 {
            out.append(UInt8(0xC0 | v >> 6))
            out.append(UInt8(0x80 | v & 0x3F))
        } else if v < 0x10000 {
            out.append(UInt8(0xE0 | v >> 12))
            out.append(UInt8(0x80 | v >> 6 & 0x3F))
            out.append(UInt8(0x80 | v & 0x3F))
        } else {
            out.append(UInt8(0xF0 | v >> 18))
            out.append(UInt8(0x80 | v >> 12 & 0x3F))
            out.append(UInt8(0x80 | v >> 6 & 0x3F))
            out.append(UInt8(0x80 | v & 0x3F))
        }
    }
}
