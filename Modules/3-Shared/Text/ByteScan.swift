extension String {
    /// A string of bytes that are known to be UTF-8; nothing is checked again.
    package init(sound bytes: Span<UInt8>) { self = unsafe String(copying: UTF8Span(unchecked: bytes)) }
}

/// Questions about bytes that are answered eight at a time. Offsets count bytes; ranges must lie within the span.
extension Span<UInt8> {
    /// The eight bytes from an offset on, the first one lowest.
    @inline(__always)
    private func word(at i: Int) -> UInt64 { unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self)) }

    /// One in each byte.
    @inline(__always)
    private static var ones: UInt64 { 0x0101_0101_0101_0101 }

    /// How many scalars of valid UTF-8 begin in the eight bytes from an offset on.
    @inline(__always)
    private func scalars(inWordAt i: Int) -> Int {
        let w = word(at: i)
        let continuing = w >> 7 & ~(w >> 6) & Self.ones
        return 8 - Int(truncatingIfNeeded: (continuing &* Self.ones) >> 56)
    }

    /// The scalar of three bytes, as ideographs are, whose sound encoding begins at an offset; 0 where none does. Four bytes must be left.
    @inlinable @inline(__always)
    package func wideScalar(at i: Int) -> UInt32 {
        let w = unsafe UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt32.self))
        guard w & 0xC0_C0F0 == 0x80_80E0 else { return 0 }
        let scalar = (w & 0x0F) << 12 | (w >> 8 & 0x3F) << 6 | w >> 16 & 0x3F
        return scalar >= 0x800 && scalar & 0xF800 != 0xD800 ? scalar : 0
    }

    /// How many scalars of valid UTF-8 begin in a range.
    package func scalars(in range: Range<Int>) -> Int {
        var n = 0
        var i = range.lowerBound
        while i + 8 <= range.upperBound {
            n += scalars(inWordAt: i)
            i += 8
        }
        // the rest in one look, where eight bytes can be read
        if i < range.upperBound, i + 8 <= count {
            let w = word(at: i), rest = range.upperBound - i
            let continuing = w >> 7 & ~(w >> 6) & Self.ones & (1 &<< UInt64(truncatingIfNeeded: rest * 8) &- 1)
            return n + rest - Int(truncatingIfNeeded: (continuing &* Self.ones) >> 56)
        }
        while i < range.upperBound {
            if self[i] & 0xC0 != 0x80 { n += 1 }
            i += 1
        }
        return n
    }

    /// How many scalars begin before every 16th byte, the first entry being that before byte 0.
    package func scalarCheckpoints() -> [Int32] {
        var n: Int32 = 0
        return [Int32](capacity: count / 16 + 1) { out in
            out.append(0)
            for block in 0..<count / 16 {
                n &+= Int32(truncatingIfNeeded: scalars(inWordAt: block * 16) + scalars(inWordAt: block * 16 + 8))
                out.append(n)
            }
        }
    }

    /// The first place of a byte in a range.
    package func first(_ byte: UInt8, in range: Range<Int>) -> Int? {
        let wanted = UInt64(byte) &* Self.ones
        var i = range.lowerBound
        while i + 8 <= range.upperBound {
            let w = word(at: i) ^ wanted
            if (w &- Self.ones) & ~w & (Self.ones << 7) != 0 { break }
            i += 8
        }
        while i < range.upperBound {
            if self[i] == byte { return i }
            i += 1
        }
        return nil
    }

    /// The first place in a range of a byte below 0x20, as line ends and other controls are.
    package func firstControl(in range: Range<Int>) -> Int? {
        var i = range.lowerBound
        while i + 8 <= range.upperBound {
            let w = word(at: i)
            if (w &- (Self.ones << 5)) & ~w & (Self.ones << 7) != 0 { break }
            i += 8
        }
        while i < range.upperBound {
            if self[i] < 0x20 { return i }
            i += 1
        }
        return nil
    }

    /// Whether all is UTF-8 of the ordinary kind: ASCII, two bytes, three bytes outside the ranges with rules of their own. False leaves the
    /// question open.
    package func isPlainUTF8() -> Bool {
        var i = 0
        let end = count
        while i < end {
            // the common case: two ideographs, and something behind them
            if i &+ 8 <= end {
                let w = word(at: i)
                let leads = w & 0xFF_0000FF
                if w & 0xC0C0_F0C0_C0F0 == 0x8080_E080_80E0, leads & 0xFF != 0xE0, leads & 0xFF != 0xED, leads >> 24 != 0xE0, leads >> 24 != 0xED { i &+= 6; continue }
            }
            let a = self[i]
            if a < 0x80 {
                i += 1
            } else if a > 0xE0, a < 0xF0, a != 0xED {
                guard i + 2 < end, self[i + 1] & 0xC0 == 0x80, self[i + 2] & 0xC0 == 0x80 else { return false }
                i += 3
            } else {
                guard a >= 0xC2, a < 0xE0, i + 1 < end, self[i + 1] & 0xC0 == 0x80 else { return false }
                i += 2
            }
        }
        return true
    }
}
