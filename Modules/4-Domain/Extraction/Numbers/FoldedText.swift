import Text

/// A text as arrays: folded scalars, their classes, and where each begins in the UTF-8 bytes.
///
/// Broken bytes count as one replacement character each, so any input has a folded text. Indices of all later layers are
/// positions in these arrays ("positions"), never `String` indices.
struct FoldedText {
    private(set) var scalars: [UInt32] = []
    private(set) var classes: [UInt8] = []
    /// Byte offset of each scalar, and the byte count at the end.
    private(set) var offsets: [Int32] = []
    /// The positions, in order, of all scalars but plain ideographs: those that fold to themselves, are no numerals and are not noted.
    private(set) var salient: [Int32] = []
    private var notes = Notes()

    var count: Int { scalars.count }
    /// Whether some bytes were no UTF-8.
    var isBroken: Bool { notes.isBroken }
    /// Whether 第 stands anywhere.
    var holdsOrdinal: Bool { notes.holdsOrdinal }
    /// Positions of 区.
    var districts: [Int32] { notes.districts }

    /// Which of a few scalars stand in the text, and where.
    private struct Notes {
        var isBroken = false
        var holdsOrdinal = false
        /// Positions of 月.
        var months: [Int32] = []
        /// Positions of 区.
        var districts: [Int32] = []
        /// Positions of financial numerals.
        var financial: [Int] = []

        /// Out of line, since a loop that appends to lists keeps nothing in registers.
        @inline(never)
        mutating func take(_ t: UInt32, _ p: Int, isBroken: Bool) {
            if t & ScalarTraits.month != 0 { months.append(Int32(truncatingIfNeeded: p)) }
            if t & ScalarTraits.district != 0 { districts.append(Int32(truncatingIfNeeded: p)) }
            if t & ScalarTraits.financial != 0 { financial.append(p) }
            if t & ScalarTraits.ordinal != 0 { holdsOrdinal = true }
            if t & ScalarTraits.replacement != 0, isBroken { self.isBroken = true }
        }
    }

    init(_ bytes: [UInt8]) {
        let source = bytes.span
        // broken bytes are characters of their own, so that there may be more of them than scalars begin
        if !fill(source, room: source.scalars(in: 0..<bytes.count)) { _ = fill(source, room: bytes.count) }
        foldFinancial(CharacterClass.table)
    }

    /// Decodes and folds; false where there are more characters than room.
    private mutating func fill(_ source: Swift.Span<UInt8>, room: Int) -> Bool {
        let (table, plainBits) = (ScalarTraits.table, ScalarTraits.plain)
        let (traits, plain) = (table.span, plainBits.span)
        var scalars = [UInt32](repeating: 0, count: room)
        var classes = [UInt8](repeating: CharacterClass.ideograph, count: room)
        var offsets = [Int32](repeating: 0, count: room + 1)
        var salient = [Int32](repeating: 0, count: room)
        var notes = Notes()
        var p = 0
        var rare = 0
        do {
            var folded = scalars.mutableSpan
            var kinds = classes.mutableSpan
            var starts = offsets.mutableSpan
            var others = salient.mutableSpan
            var i = 0
            // `p` lies below the room that all four have, as do the salient ones, and both tables hold every scalar of three
            // bytes: checking each of them again took a third of this loop
            let last = source.count &- 3
            while i < source.count {
                guard p < room else { return false }
                // a byte that begins nothing stands for the end, where fewer than four are left
                let w = i < last ? unsafe source.fourBytes(unchecked: i) : 0xFF
                // nearly all are plain ideographs, told by one bit of a table that stays close at hand
                let wide = Swift.Span<UInt8>.wideScalar(of: w)
                if w & 0xC0_C0F0 == 0x80_80E0, unsafe plain[unchecked: Int(wide &>> 6)] &>> UInt64(wide & 63) & 1 == 1 {
                    unsafe starts[unchecked: p] = Int32(truncatingIfNeeded: i)
                    unsafe folded[unchecked: p] = wide
                    p &+= 1
                    i &+= 3
                    continue
                }
                let (scalar, length) = w & 0x80 == 0 ? (w & 0x7F, 1) : Self.decode(source, i)
                unsafe starts[unchecked: p] = Int32(truncatingIfNeeded: i)
                let t = scalar < 65536 ? unsafe traits[unchecked: Int(scalar)] : ScalarTraits.beyond(scalar)
                unsafe kinds[unchecked: p] = UInt8(truncatingIfNeeded: t >> 16)
                unsafe folded[unchecked: p] = scalar < 65536 ? t & 0xFFFF : scalar
                unsafe others[unchecked: rare] = Int32(truncatingIfNeeded: p)
                rare &+= 1
                if t >= ScalarTraits.notable { notes.take(t, p, isBroken: length == 1) }
                p &+= 1
                i &+= length
            }
            starts[p] = Int32(truncatingIfNeeded: source.count)
        }
        if p < room {
            scalars.removeLast(room - p)
            classes.removeLast(room - p)
            offsets.removeLast(room - p)
        }
        salient.removeLast(room - rare)
        self.scalars = scalars
        self.classes = classes
        self.offsets = offsets
        self.salient = salient
        self.notes = notes
        return true
    }

    /// 壹贰叁…拾佰仟 are numerals beside one another or beside 万 亿 元 零, and parts of words elsewhere (队伍, 大陆, 收拾).
    private mutating func foldFinancial(_ kinds: [UInt8]) {
        guard !notes.financial.isEmpty else { return }
        var numerals: [(Int, UInt32)] = []
        for p in notes.financial {
            let beside = [p - 1, p + 1].contains { q in
                q >= 0 && q < scalars.count && FinancialNumeral.counts(scalars[p], beside: scalars[q])
            }
            // 拾六万 at the head of a phrase; 壹 as the whole line
            let isFirst = kind(p - 1) != CharacterClass.ideograph && FinancialNumeral.plainCompanions.contains(scalar(p + 1))
            if beside || isFirst || scalars.count == 1, let plain = FinancialNumeral.plain(scalars[p]) { numerals.append((p, plain)) }
        }
        for (p, plain) in numerals {
            scalars[p] = plain
            classes[p] = kinds[Int(plain)]
        }
    }

    /// The scalar that begins at a byte, and its length; U+FFFD of length 1 where the bytes are broken.
    @inline(__always)
    private static func decode(_ bytes: Swift.Span<UInt8>, _ i: Int) -> (UInt32, Int) {
        // nearly all are of one byte or three, told by one look at four
        if let w = bytes.fourBytes(at: i) {
            if w & 0x80 == 0 { return (w & 0x7F, 1) }
            // neither E0 nor ED leads, behind which not every byte is sound
            if w & 0xC0_C0F0 == 0x80_80E0, w & 0xF != 0, w & 0xF != 0xD { return (Swift.Span<UInt8>.wideScalar(of: w), 3) }
        }
        return decodeRare(bytes, i)
    }

    @inline(never)
    private static func decodeRare(_ bytes: Swift.Span<UInt8>, _ i: Int) -> (UInt32, Int) {
        let b = UInt32(bytes[i])
        if b < 0x80 { return (b, 1) }
        let left = bytes.count - i
        if b >= 0xE0, b < 0xF0, left >= 3 {
            let c = UInt32(bytes[i + 1]), d = UInt32(bytes[i + 2])
            if c & 0xC0 == 0x80, d & 0xC0 == 0x80 {
                let s = (b & 0x0F) << 12 | (c & 0x3F) << 6 | d & 0x3F
                if s >= 0x800, s < 0xD800 || s > 0xDFFF { return (s, 3) }
            }
        } else if b >= 0xC2, b < 0xE0, left >= 2 {
            let c = UInt32(bytes[i + 1])
            if c & 0xC0 == 0x80 { return ((b & 0x1F) << 6 | c & 0x3F, 2) }
        } else if b >= 0xF0, b < 0xF5, left >= 4 {
            let c = UInt32(bytes[i + 1]), d = UInt32(bytes[i + 2]), e = UInt32(bytes[i + 3])
            if c & 0xC0 == 0x80, d & 0xC0 == 0x80, e & 0xC0 == 0x80 {
                let s = (b & 0x07) << 18 | (c & 0x3F) << 12 | (d & 0x3F) << 6 | e & 0x3F
                if s >= 0x10000, s <= 0x10FFFF { return (s, 4) }
            }
        }
        return (0xFFFD, 1)
    }

    /// The class at a position, `lineFeed` outside the text.
    @inline(__always)
    func kind(_ p: Int) -> UInt8 { p >= 0 && p < classes.count ? classes[p] : CharacterClass.lineFeed }

    /// The folded scalar at a position, 0 outside the text.
    @inline(__always)
    func scalar(_ p: Int) -> UInt32 { p >= 0 && p < scalars.count ? scalars[p] : 0 }

    /// The first position, at or behind one, where a numeral may begin: a digit, a Chinese numeral, or 几 before 十百千万亿. `hint` counts
    /// salient positions, 0 at first, and moves on with what is asked.
    func numeral(from start: Int, near hint: inout Int) -> Int? {
        let (kinds, salient) = (classes.span, salient.span)
        while hint < salient.count {
            let p = Int(salient[hint])
            if p >= start {
                let k = kinds[p]
                if k == CharacterClass.ideograph {
                    if scalars[p] == 0x51E0, kind(p + 1) == CharacterClass.magnitude { return p }
                } else if k &- CharacterClass.digit <= CharacterClass.magnitude - CharacterClass.digit {
                    return p
                }
            }
            hint &+= 1
        }
        return nil
    }

    /// The positions of 月 in a range.
    func months(in r: Range<Int>) -> ArraySlice<Int32> {
        let months = notes.months
        guard !months.isEmpty else { return [] }
        let first = months.firstIndex { Int($0) >= r.lowerBound } ?? months.count
        return months[first..<(months[first...].firstIndex { Int($0) >= r.upperBound } ?? months.count)]
    }

    /// Whether a word of folded scalars stands at a position.
    func has(_ word: [UInt32], at p: Int) -> Bool {
        guard p >= 0, p + word.count <= scalars.count else { return false }
        for k in 0..<word.count where scalars[p + k] != word[k] { return false }
        return true
    }
}

/// What folding and classes say of each scalar of the basic plane, in one look: the folded scalar in the low 16 bits, its class in the
/// next eight, and above them whether it is one of a few that are noted: a financial numeral, 第, 月, 几, 区, U+FFFD.
private enum ScalarTraits {
    /// From here on a scalar is noted.
    static let notable: UInt32 = 1 << 24
    static let financial: UInt32 = 1 << 24
    static let ordinal: UInt32 = 1 << 25
    static let month: UInt32 = 1 << 26
    static let few: UInt32 = 1 << 27
    static let replacement: UInt32 = 1 << 28
    static let district: UInt32 = 1 << 29

    /// The traits of a scalar outside the basic plane; it folds to itself.
    static func beyond(_ s: UInt32) -> UInt32 {
        UInt32(s >= 0x20000 && s < 0x40000 ? CharacterClass.ideograph : CharacterClass.other) << 16
    }

    static let table: [UInt32] = {
        var t = [UInt32](repeating: 0, count: 65536)
        for c in 0..<65536 {
            let folded = UInt32(Fold.table[c])
            t[c] = folded | UInt32(CharacterClass.table[Int(folded)]) << 16 | (FinancialNumeral.plain(folded) != nil ? financial : 0)
                | (folded == 0x7B2C ? ordinal : folded == 0x6708 ? month : folded == 0x51E0 ? few : folded == 0xFFFD ? replacement : folded == 0x533A ? district : 0)
        }
        return t
    }()

    /// One bit for each scalar of the basic plane that is a plain ideograph: it folds to itself and is not noted.
    static let plain: [UInt64] = {
        var bits = [UInt64](repeating: 0, count: 1024)
        for (c, t) in table.enumerated() where t == UInt32(c) | UInt32(CharacterClass.ideograph) << 16 { bits[c >> 6] |= 1 << UInt64(c & 63) }
        return bits
    }()
}

/// A word as folded scalars, for comparison with a folded text.
func folded(_ s: some StringProtocol) -> [UInt32] {
    s.unicodeScalars.map { $0.value < 65536 ? UInt32(Fold.table[Int($0.value)]) : $0.value }
}
