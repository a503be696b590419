public import Text

/// A number of a line of text, without a report around it.
public struct BareMention: Sendable, Equatable {
    /// Unicode scalars within the line, half open.
    public var start: Int
    /// End of the range that `start` opens.
    public var end: Int
    /// The characters of the line.
    public var quote: String
    /// Magnitudes expanded, 92 for 92 %; the low end of a range.
    public var value: Double
    /// The high end of a range.
    public var high: Double?
    /// Unit as written, empty for a dimensionless number.
    public var unit: String
    /// How exact the number is told to be.
    public var approximation: Observation.Approximation

    /// A mention made elsewhere.
    public init(
        start: Int, end: Int, quote: String, value: Double, high: Double?, unit: String, approximation: Observation.Approximation
    ) {
        self.start = start
        self.end = end
        self.quote = quote
        self.value = value
        self.high = high
        self.unit = unit
        self.approximation = approximation
    }
}

/// The bare number grammar, for any line of text: dimensionless numbers, ordinals, percentages and dates are mentions too; only
/// fixed words (统一, 万一, 一些) are not. Linear in the line's length; any thread.
public enum Quantities {
    private static let vocabulary = Vocabulary(codebookWords: [])

    /// The mentions of a line, in order, without overlap.
    public static func mentions(in line: String) -> [BareMention] {
        let bare = BareLine(line)
        let bytes = bare.bytes
        guard !bytes.isEmpty else { return [] }
        let page = Page(bytes: bytes, blocks: [Block(kind: .paragraph, range: 0..<bytes.count)], vocabulary: vocabulary)
        let found = LineReader(page: page, bytes: bytes).mentions()
        return bare.hasGaps ? found.map(bare.inOriginal) : found
    }
}

/// One line under the bare grammar.
private struct LineReader {
    let page: Page
    let bytes: [UInt8]
    let scanner = NumberScanner(isBare: true)

    func mentions() -> [BareMention] {
        var out: [BareMention] = []
        let t = page.text
        var p = 0
        var last = 0
        while p < t.count {
            guard scanner.isNumeral(t.classes[p]) || t.scalars[p] == 0x51E0 || t.scalars[p] == 0x534A || isPoint(p) else { p += 1; continue }
            guard var n = half(p) ?? scanner.quantity(in: t, at: p, limit: t.count), n.isFinite else {
                p = runEnd(p)
                continue
            }
            if n.traits.contains(.dotted) || isIdiom(n) || isLetter(n) { p = max(n.numberEnd, p + 1); continue }
            if n.unit == UnitKind.none { n.unit = nil }
            if isLoneMagnitude(n) { p = max(n.numberEnd, p + 1); continue }
            // 零下 is a sign
            if n.value == 0, n.numberEnd == p + 1, t.scalar(p + 1) == 0x4E0B { p += 1; continue }
            widen(&n, from: last)
            out.append(mention(n))
            p = max(n.end, p + 1)
            last = p
        }
        return out
    }

    /// The point of .5, behind neither a digit nor another point.
    private func isPoint(_ p: Int) -> Bool {
        let t = page.text
        guard t.classes[p] == CharacterClass.dot, t.kind(p + 1) == CharacterClass.digit else { return false }
        let before = t.kind(p - 1)
        return before != CharacterClass.digit && before != CharacterClass.dot && before != CharacterClass.latin
    }

    /// 万 or 百 alone is a syllable, 万一 a word; 近万, 上百 and 万人 count.
    private func isLoneMagnitude(_ n: Numeral) -> Bool {
        if n.value == 11000, n.numberEnd == n.start + 2, page.text.scalars[n.start] == 0x4E07 { return true }
        guard n.traits.contains(.bareMagnitude), n.unit == nil, n.high == nil, page.text.scalars[n.start] != 0x5341, page.text.scalars[n.start] != 0x51E0 else { return false }
        return !Self.beforeMagnitude.contains(page.text.scalar(n.start - 1))
    }

    private static let beforeMagnitude = ScalarSet(folded("近约逾超过上数几成破达第负满有"))
    private static let notHalf = ScalarSet(folded("大多过一上下前后参对小"))

    /// 一半, 半百, 半成, 半小时; nil for 大半, 半年.
    private func half(_ p: Int) -> Numeral? {
        let t = page.text
        if t.scalars[p] == 0x4E00, t.scalar(p + 1) == 0x534A, !scanner.isNumeral(t.kind(p - 1)) {
            return Numeral(
                start: p, end: p + 2, numberEnd: p + 2, unitStart: p + 2, value: 0.5, high: nil, traits: [.chinese, .fraction], unit: nil, digits: 1)
        }
        guard t.scalars[p] == 0x534A, !Self.notHalf.contains(t.scalar(p - 1)), !scanner.isNumeral(t.kind(p - 1)) else { return nil }
        var n = Numeral(
            start: p, end: p + 1, numberEnd: p + 1, unitStart: p + 1, value: 0.5, high: nil, traits: .chinese, unit: nil, digits: 1)
        if t.scalar(p + 1) == 0x767E {
            n.value = 50
            n.end = p + 2
            n.numberEnd = p + 2
            n.unitStart = p + 2
            return n
        }
        guard let (word, end) = scanner.units.longest(in: t, at: p + 1, limit: t.count) else { return nil }
        let kind = scanner.unitWords[word].kind
        guard kind == .ratio || kind == .measure || kind == .duration, t.scalar(p + 1) != 0x5929 else { return nil }
        n.unit = kind
        n.end = end
        return n
    }

    private func runEnd(_ p: Int) -> Int {
        var q = p + 1
        while q < page.text.count, scanner.isNumeral(page.text.classes[q]) { q += 1 }
        return q
    }

    /// A fixed word that reaches beyond the numeral: 一些, 统一.
    private func isIdiom(_ n: Numeral) -> Bool {
        guard n.traits.contains(.chinese), n.numberEnd - n.start <= 2 else { return false }
        for h in page.hits(in: max(0, n.start - 4)..<n.start + 1) where page.classes(h).contains(.idiom) {
            let s = Int(h.start), e = Int(h.end)
            if e > n.start, s < n.start || e > n.numberEnd, page.text.scalars[s] != 0x7B2C,
                n.unit == nil || n.unit == UnitKind.none || s < n.start
            {
                return true
            }
        }
        return false
    }

    private func isLetter(_ n: Numeral) -> Bool { page.text.kind(n.start - 1) == CharacterClass.latin }

    /// 第 of an ordinal, a sign, a currency's symbol before the number.
    private func widen(_ n: inout Numeral, from last: Int) {
        let t = page.text
        let before = n.start - 1
        guard before >= last else { return }
        let s = t.scalars[before]
        let earlier = t.kind(before - 1)
        let isFree = earlier != CharacterClass.dash && earlier != CharacterClass.digit && earlier != CharacterClass.latin && earlier != CharacterClass.closeParenthesis
        if s == 0x7B2C {
            n.start = before
            n.traits.insert(.ordinal)
        } else if s == 0x2D || s == 0x2212, isFree, n.high == nil {
            n.start = before
            n.value = -n.value
        } else if s == 0x4E0B, t.scalar(before - 1) == 0x96F6, before - 1 >= last, n.high == nil {
            n.start = before - 1
            n.value = -n.value
        } else if s == 0x8D1F, n.high == nil {
            n.start = before
            n.value = -n.value
        } else if s == 0xA5 || s == 0x24 || s == 0x20AC || s == 0xA3, n.unit == nil {
            n.start = before
            n.traits.insert(.currency)
            n.unit = .money
            n.unitStart = n.end
        }
    }

    private func mention(_ n: Numeral) -> BareMention {
        var m = Mention(numeral: n, sentence: 0)
        Approximations(page: page).apply(to: &m)
        let low = Int(page.text.offsets[n.start]), high = Int(page.text.offsets[n.end])
        return BareMention(
            start: n.start, end: n.end, quote: String(decoding: bytes[low..<high], as: UTF8.self), value: n.value, high: n.high,
            unit: unit(n), approximation: m.approximation)
    }

    private func unit(_ n: Numeral) -> String {
        if n.traits.contains(.percentWords) { return "%" }
        if n.traits.contains(.permilleWords) { return "‰" }
        if n.traits.contains(.currency) {
            switch page.text.scalars[n.start] {
            case 0x24: return "美元"
            case 0x20AC: return "欧元"
            case 0xA3: return "英镑"
            default: return "元"
            }
        }
        guard n.unit != nil else { return "" }
        return page.string(n.unitStart..<n.unitEnd)
    }
}
