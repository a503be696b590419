extension String {
    /// A string of bytes that are known to be UTF-8; nothing is checked again.
    package init(sound bytes: Span<UInt8>) { self = unsafe String(copying: UTF8Span(unchecked: bytes)) }
}

extension [UInt8] {
    /// Adds bytes that lie elsewhere, without a slice of them that would have to be counted.
    package mutating func append(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}

/// Questions about bytes that are answered eight at a time. Offsets count bytes; ranges must lie within the span.
extension Span<UInt8> {
    /// The eight bytes from an offset on, the first one lowest; they are known to be left, nothing is checked.
    @unsafe @inline(__always)
    private func word(unchecked i: Int) -> UInt64 {
        unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: i, as: UInt64.self))
    }

    /// One in each byte.
    @inline(__always)
    private static var ones: UInt64 { 0x0101_0101_0101_0101 }

    /// The four bytes from an offset on, the first one lowest; nil where fewer are left.
    @inlinable @inline(__always)
    package func fourBytes(at i: Int) -> UInt32? {
        guard UInt(bitPattern: i) <= UInt(bitPattern: count), 4 <= count &- i else { return nil }
        return unsafe UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt32.self))
    }

    /// The same where four are known to be left: nothing is checked.
    @unsafe @inlinable @inline(__always)
    package func fourBytes(unchecked i: Int) -> UInt32 {
        unsafe UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: i, as: UInt32.self))
    }

    /// The scalar that the first three of four bytes tell, as those of ideographs do.
    @inlinable @inline(__always)
    package static func wideScalar(of w: UInt32) -> UInt32 { (w & 0x0F) << 12 | (w >> 8 & 0x3F) << 6 | w >> 16 & 0x3F }

    /// How many scalars of valid UTF-8 begin in a range.
    package func scalars(in range: Range<Int>) -> Int {
        let upper = range.upperBound
        precondition(range.lowerBound >= 0 && upper <= count)
        var i = range.lowerBound
        var others = upper &- i > 8 ? continuing(from: &i, to: upper) : 0
        // the rest in one look, where eight bytes can be read
        if i &+ 8 <= count {
            others += Self.sum(unsafe continuing(unchecked: i) & ((1 << UInt64(truncatingIfNeeded: (upper &- i) &* 8)) &- 1))
        } else {
            while i < upper {
                if self[i] & 0xC0 == 0x80 { others += 1 }
                i += 1
            }
        }
        return range.count - others
    }

    /// How many bytes of the whole words of eight in a range continue a scalar; moves on behind them.
    private func continuing(from i: inout Int, to end: Int) -> Int {
        var total = 0
        while i &+ 8 <= end {
            // each byte of the sum counts to 255 at most before its bytes are added up
            let stop = i &+ Swift.min((end &- i) & ~7, 255 * 8)
            var sum: UInt64 = 0
            while i < stop {
                sum &+= unsafe continuing(unchecked: i)
                i &+= 8
            }
            let low: UInt64 = 0x00FF_00FF_00FF_00FF
            total &+= Int(truncatingIfNeeded: ((sum & low &+ sum >> 8 & low) &* 0x0001_0001_0001_0001) >> 48)
        }
        return total
    }

    /// One in each of the eight bytes from an offset on that continues a scalar; they are known to be left.
    @unsafe @inline(__always)
    private func continuing(unchecked i: Int) -> UInt64 {
        let w = unsafe word(unchecked: i)
        return w >> 7 & ~(w >> 6) & Self.ones
    }

    /// The sum of eight bytes, 255 at most.
    @inline(__always)
    private static func sum(_ bytes: UInt64) -> Int { Int(truncatingIfNeeded: (bytes &* ones) >> 56) }

    /// How many scalars begin before every 16th byte, the first entry being that before byte 0.
    package func scalarCheckpoints() -> [Int32] {
        var n: Int32 = 0
        return [Int32](capacity: count / 16 + 1) { out in
            out.append(0)
            for block in 0..<count / 16 {
                n &+= Int32(truncatingIfNeeded: 16 - Self.sum(unsafe continuing(unchecked: block * 16) &+ continuing(unchecked: block * 16 + 8)))
                out.append(n)
            }
        }
    }

    /// The first place of a byte in a range.
    package func first(_ byte: UInt8, in range: Range<Int>) -> Int? {
        let wanted = UInt64(byte) &* Self.ones
        return first(in: range, where: { $0 == byte }) { w in
            let other = w ^ wanted
            return (other &- Self.ones) & ~other
        }
    }

    /// The first place in a range of a byte below 0x20, as line ends and other controls are.
    package func firstControl(in range: Range<Int>) -> Int? {
        first(in: range, where: { $0 < 0x20 }, inWord: Self.controls)
    }

    /// The same, line feeds left out.
    package func firstControlButLineFeed(in range: Range<Int>) -> Int? {
        let low = Self.ones &* 0x7F
        return first(in: range, where: { $0 < 0x20 && $0 != 0x0A }) { w in
            let other = w ^ (0x0A &* Self.ones)
            return Self.controls(w) & ((other & low) &+ low | other)
        }
    }

    /// The highest bit of each of eight bytes below 0x20.
    @inline(__always)
    private static func controls(_ w: UInt64) -> UInt64 { ~((w | ones << 7) &- (ones << 5)) & ~w }

    /// The first byte in a range that a question is true for. `inWord` answers it for eight: the lowest byte for which it is true is the first
    /// one whose highest bit is set.
    @inline(__always)
    private func first(in range: Range<Int>, where isOne: (UInt8) -> Bool, inWord: (UInt64) -> UInt64) -> Int? {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        var i = range.lowerBound
        // sixteen at a time, as long as it is true for none
        while i &+ 16 <= range.upperBound, unsafe (inWord(word(unchecked: i)) | inWord(word(unchecked: i &+ 8))) & (Self.ones << 7) == 0 { i &+= 16 }
        while i &+ 8 <= range.upperBound {
            let found = unsafe inWord(word(unchecked: i)) & (Self.ones << 7)
            if found != 0 { return i &+ (found.trailingZeroBitCount >> 3) }
            i &+= 8
        }
        // the rest in one look at the last eight, of which the first ones were asked already
        if i < range.upperBound, range.count >= 8 {
            let found = unsafe inWord(word(unchecked: range.upperBound - 8)) & (Self.ones << 7)
            return found == 0 ? nil : range.upperBound - 8 + (found.trailingZeroBitCount >> 3)
        }
        while i < range.upperBound {
            if isOne(self[i]) { return i }
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
            // the common cases: an ideograph, two of them, a run of ASCII, and something behind them
            if i &+ 8 <= end {
                let w = unsafe word(unchecked: i)
                // one bit for each of E1…EF but ED, by the low half of a leading byte
                let (first, second) = (0xDFFE &>> (w & 0xF), 0xDFFE &>> (w &>> 24 & 0xF))
                if w & 0xC0_C0F0_C0_C0F0 == 0x80_80E0_80_80E0, first & second & 1 == 1 {
                    i &+= 6
                    continue
                }
                if w & 0xC0_C0F0 == 0x80_80E0, first & 1 == 1 {
                    i &+= 3
                    continue
                }
                let beyond = w & (Self.ones << 7)
                if beyond & 0x80 == 0 {
                    i &+= beyond.trailingZeroBitCount >> 3
                    continue
                }
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
