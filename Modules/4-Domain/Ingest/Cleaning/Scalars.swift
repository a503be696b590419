// Looking at UTF-8 that is known to be valid, scalar by scalar, over spans and without allocation.

import Text

/// A Unicode scalar's value where it does not matter that it is one.
typealias Scalar = UInt32

extension Span<UInt8> {
    /// The scalar whose encoding begins at `i`, and its length. The bytes must be valid UTF-8 and `i` inside.
    @inline(__always)
    func scalar(at i: Int) -> (value: Scalar, length: Int) {
        // one look at four bytes instead of one at each
        guard let w = fourBytes(at: i), w & 0x80 == 0 || w & 0xF0 == 0xE0 else { return rareScalar(at: i) }
        return w & 0x80 == 0 ? (w & 0x7F, 1) : (Self.wideScalar(of: w), 3)
    }

    /// The same, of two or four bytes, or at the very end.
    @inline(never)
    private func rareScalar(at i: Int) -> (value: Scalar, length: Int) {
        let a = Scalar(self[i])
        if a < 0x80 { return (a, 1) }
        if a < 0xE0 { return ((a & 0x1F) << 6 | Scalar(self[i + 1] & 0x3F), 2) }
        if a < 0xF0 { return ((a & 0x0F) << 12 | Scalar(self[i + 1] & 0x3F) << 6 | Scalar(self[i + 2] & 0x3F), 3) }
        return ((a & 0x07) << 18 | Scalar(self[i + 1] & 0x3F) << 12 | Scalar(self[i + 2] & 0x3F) << 6 | Scalar(self[i + 3] & 0x3F), 4)
    }

    /// Calls `goesOn` with every scalar of a range, where it begins, and its length, until it answers false; returns where that was, or the
    /// range's end. The bytes must be valid UTF-8, and the range must begin and end between scalars. Its ends are checked once instead of at
    /// each byte, which takes half the time in the passes over whole texts.
    @inline(__always)
    func passing(in range: Range<Int>, _ goesOn: (_ value: Scalar, _ at: Int, _ length: Int) -> Bool) -> Int {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        // from here on fewer than four bytes are left
        let last = Swift.min(range.upperBound, count &- 3)
        var i = range.lowerBound
        while i < last {
            let w = unsafe fourBytes(unchecked: i)
            if w & 0xF0 == 0xE0 {
                guard goesOn(Self.wideScalar(of: w), i, 3) else { return i }
                i &+= 3
            } else if w & 0x80 == 0 {
                guard goesOn(w & 0x7F, i, 1) else { return i }
                i &+= 1
            } else {
                let (value, length) = rareScalar(at: i)
                guard goesOn(value, i, length) else { return i }
                i &+= length
            }
        }
        while i < range.upperBound {
            let (value, length) = rareScalar(at: i)
            guard goesOn(value, i, length) else { return i }
            i &+= length
        }
        return i
    }

    /// The same for every scalar of the range.
    @inline(__always)
    func eachScalar(in range: Range<Int>, _ body: (_ value: Scalar, _ at: Int, _ length: Int) -> Void) {
        _ = passing(in: range) { value, at, length in
            body(value, at, length)
            return true
        }
    }

    /// The scalar that ends right before `end`, and where it begins; `end` must be greater than `start`.
    @inline(__always)
    func scalar(before end: Int, notBefore start: Int) -> (value: Scalar, start: Int) {
        var i = end - 1
        while i > start, self[i] & 0xC0 == 0x80 { i -= 1 }
        return (scalar(at: i).value, i)
    }

    /// Whether `text` stands at `i` and ends by `end`.
    @inline(__always)
    func has(_ text: String, at i: Int, end: Int) -> Bool {
        let utf8 = text.utf8
        guard i >= 0, i + utf8.count <= end else { return false }
        var at = i
        for byte in utf8 {
            if self[at] != byte { return false }
            at += 1
        }
        return true
    }
}

extension Scalar {
    /// Bytes of its UTF-8 form.
    @inline(__always)
    var utf8Length: Int { self < 0x80 ? 1 : self < 0x800 ? 2 : self < 0x10000 ? 3 : 4 }
}

/// Classes of scalars that matter for joining and cutting Chinese text.
enum Glyph {
    @inline(__always) static func isDigit(_ s: Scalar) -> Bool { s &- 0x30 < 10 || s &- 0xFF10 < 10 }

    @inline(__always) static func isLatin(_ s: Scalar) -> Bool {
        (s | 0x20) &- 0x61 < 26 || (s >= 0xC0 && s < 0x250) || (s &- 0xFF21 < 26) || (s &- 0xFF41 < 26)
    }

    /// An ideograph.
    @inline(__always) static func isIdeograph(_ s: Scalar) -> Bool {
        (s >= 0x4E00 && s < 0xA000) || (s >= 0x3400 && s < 0x4DC0) || (s >= 0xF900 && s < 0xFB00) || (s >= 0x20000 && s < 0x32000)
            || s == 0x3007
    }

    /// Chinese punctuation, as a rule full-width.
    @inline(__always) static func isPunctuation(_ s: Scalar) -> Bool {
        (s >= 0x3001 && s <= 0x3003) || (s >= 0x3008 && s <= 0x301F) || (s >= 0x2010 && s <= 0x2027) || (s >= 0x2030 && s <= 0x205E)
            || (s >= 0xFF01 && s <= 0xFF0F) || (s >= 0xFF1A && s <= 0xFF20) || (s >= 0xFF3B && s <= 0xFF40) || (s >= 0xFF5B && s <= 0xFF65)
            || s == 0xB7 || (s >= 0xFE30 && s < 0xFE70)
    }

    /// White space within a line, and characters without width.
    @inline(__always) static func isSpace(_ s: Scalar) -> Bool {
        s == 0x20 || s == 0x09 || s == 0xA0 || s == 0x3000 || (s >= 0x2000 && s <= 0x200F) || s == 0xFEFF || s == 0x2028 || s == 0x2029
            || s == 0x202F || s == 0x205F || s == 0x2060 || s == 0xAD || s < 0x20 || (s >= 0x7F && s < 0xA0)
    }

    /// Ends a sentence.
    @inline(__always) static func isStop(_ s: Scalar) -> Bool {
        s == 0x3002 || s == 0xFF01 || s == 0xFF1F || s == 0x21 || s == 0x3F || s == 0xFF61 || s == 0x2026
    }

    /// Closes a quotation or bracket.
    @inline(__always) static func isCloser(_ s: Scalar) -> Bool {
        switch s {
        case 0x201D, 0x2019, 0xFF09, 0x29, 0x300B, 0x3009, 0x300D, 0x300F, 0x3011, 0x5D, 0xFF3D, 0x22: true
        default: false
        }
    }

    /// Opens a quotation or bracket.
    @inline(__always) static func isOpener(_ s: Scalar) -> Bool {
        switch s {
        case 0x201C, 0x2018, 0xFF08, 0x28, 0x300A, 0x3008, 0x300C, 0x300E, 0x3010, 0x5B, 0xFF3B: true
        default: false
        }
    }
}
