/// A number with its unit, as the scanner found it. Positions count scalars of the folded text.
struct Numeral {
    struct Traits: OptionSet {
        var rawValue: UInt16
        /// Written with Chinese numerals.
        static let chinese = Traits(rawValue: 1)
        /// 余, 多, 几 within.
        static let vague = Traits(rawValue: 2)
        static let range = Traits(rawValue: 4)
        /// 第 stands before; the quote begins with it.
        static let ordinal = Traits(rawValue: 8)
        /// A magnitude without a digit: 万人次.
        static let bareMagnitude = Traits(rawValue: 16)
        static let decimal = Traits(rawValue: 32)
        /// 千 万 亿 took part.
        static let magnitude = Traits(rawValue: 64)
        /// 1.2.3, 5·20, 1/2/3: no number at all.
        static let dotted = Traits(rawValue: 128)
        /// 二〇二一, 一二三.
        static let positional = Traits(rawValue: 256)
        /// 三分之一, 1/3.
        static let fraction = Traits(rawValue: 512)
        /// ¥, $ stand before.
        static let currency = Traits(rawValue: 1024)
        static let thousands = Traits(rawValue: 2048)
        /// 百分之五: the unit is told by the form.
        static let percentWords = Traits(rawValue: 4096)
        static let permilleWords = Traits(rawValue: 8192)
        /// 3元5角, 两米半: something stands behind the unit within the quote.
        static let compound = Traits(rawValue: 16384)
    }

    /// The quote, half open.
    @Packed var start: Int
    @Packed var end: Int
    /// Where the number ends and the unit (or a space) begins.
    @Packed var numberEnd: Int
    /// The unit's characters within the quote; empty at `end` where there is none.
    @Packed var unitStart: Int
    var value: Double
    private var highest: Double
    /// Characters of the quote behind the unit: 5角 of 3元5角, 半 of 两米半.
    @Packed var tail = 0
    var traits: Traits
    private let fewDigits: UInt8
    private var hasHigh: Bool
    /// Kind of the unit; nil where there is none.
    var unit: UnitKind?

    init(start: Int, end: Int, numberEnd: Int, unitStart: Int, value: Double, high: Double?, traits: Traits, unit: UnitKind?, digits: Int) {
        self.start = start
        self.end = end
        self.numberEnd = numberEnd
        self.unitStart = unitStart
        fewDigits = UInt8(clamping: digits)
        self.value = value
        highest = high ?? 0
        hasHigh = high != nil
        self.unit = unit
        self.traits = traits
    }

    /// The upper end of a range. An optional Double would take a word more.
    var high: Double? {
        @inline(__always) get { hasHigh ? highest : nil }
        set {
            highest = newValue ?? 0
            hasHigh = newValue != nil
        }
    }

    /// Whether it is a number that a computer can tell; `highest` is 0 where there is no range.
    var isFinite: Bool { value.isFinite && highest.isFinite }

    /// Forgets a unit that was none: 50万|大关.
    mutating func dropUnit() {
        unit = nil
        end = numberEnd
        unitStart = numberEnd
        tail = 0
    }

    /// Digits before the decimal point of the first number; 255 stands for as many and more.
    var digits: Int { Int(fewDigits) }
    /// Where the unit ends.
    var unitEnd: Int { end - tail }
}
