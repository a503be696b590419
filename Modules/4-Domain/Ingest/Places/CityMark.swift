import Text

// The beginning of a section that belongs to one city: a heading or a paragraph's first words.
//
//   青岭市总工会·基层工会组织建设提升年    【云泽市】    ——临湖市总工会    一、松浦市总工会    安澜市：新增会员…

/// A city's name at the start of a line.
struct CityMark: Equatable {
    /// What stands right after the name.
    enum Separator: Equatable {
        /// A dot, dash or bar: a heading's.
        case dot
        case colon
        case bracket
        case space
        /// Nothing: the name is all there is.
        case end
        /// Other words: `青岭市总工会扎实推进…`.
        case words
    }

    /// The name with its suffix.
    var place: Place
    /// Whether 总工会 or 工会 follows the name.
    var isUnion: Bool
    var separator: Separator

    /// Whether a line opens a city's section, to judge by the line alone.
    static func opensSection(_ s: Span<UInt8>, _ line: Line) -> Bool {
        guard line.marks.contains(.place), let mark = read(s, line.start..<line.end) else { return false }
        return mark.isSection && (mark.separator != .space || line.columns <= 60)
    }

    /// Whether a line is a union's name and a colon, and nothing else: the first line of a title.
    static func opensTitle(_ s: Span<UInt8>, _ line: Line) -> Bool {
        guard line.last == 0xFF1A || line.last == 0x3A, line.columns <= 40, let mark = read(s, line.start..<line.end), mark.isUnion else {
            return false
        }
        return mark.separator == .colon
    }

    /// Whether the name stands apart from what follows.
    var isSection: Bool {
        switch separator {
        case .words: false
        case .space, .end: isUnion
        case .dot, .colon, .bracket: true
        }
    }

    /// The mark at the start of a passage, whose landmarks tell at once that most have none.
    static func read(_ manuscript: Manuscript, _ passage: Int, _ landmarks: Landmarks) -> CityMark? {
        guard landmarks.holds(suffixes, in: manuscript, passage: passage, first: reach) else { return nil }
        return read(manuscript.clean.span, manuscript.passages[passage].clean)
    }

    /// Bytes before the last character of a mark's name: eight of what leads there, a province, a name.
    private static let reach = 8 * 4 + 8 * 3 + 6 * 4

    /// The mark at the start of a stretch of text.
    static func read(_ s: Span<UInt8>, _ range: Range<Int>) -> CityMark? {
        var at = skipLead(s, range)
        guard at < range.upperBound else { return nil }
        let behind = skipProvince(s, at, range.upperBound)
        guard let (place, after) = name(s, behind, range.upperBound) ?? (behind == at ? nil : name(s, at, range.upperBound)) else { return nil }
        at = after
        var union = false
        if let word = unions.word(at: at, in: s, end: range.upperBound) {
            union = true
            at += unions.length(of: word)
        }
        return CityMark(place: place, isUnion: union, separator: separator(s, at, range.upperBound))
    }

    /// Skips a province's name, full or short, where a city's follows.
    private static func skipProvince(_ s: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        let table = Gazetteer.shared
        if let word = table.provinceNames.word(at: start, in: s, end: end) {
            let after = start + table.provinceNames.length(of: word)
            if after < end, Glyph.isIdeograph(s.scalar(at: after).value), !s.has("总工会", at: after, end: end) { return after }
        }
        if let word = table.shortNames.word(at: start, in: s, end: end) {
            let after = start + table.shortNames.length(of: word)
            if after < end, !suffixes.contains(s.scalar(at: after).value) { return after }
        }
        return start
    }

    private static let unions = WordList(["总工会", "工会"])

    /// Skips brackets, bullets, dashes and an enumerator.
    private static func skipLead(_ s: Span<UInt8>, _ range: Range<Int>) -> Int {
        var at = range.lowerBound
        var steps = 0
        while at < range.upperBound, steps < 8 {
            let (value, length) = s.scalar(at: at)
            let lead = Glyph.isSpace(value) || Glyph.isOpener(value) || Glyph.isCloser(value) || leads.contains(value) || Glyph.isDigit(value)
            let numeral = numerals.contains(value) && at + length < range.upperBound && marks.contains(s.scalar(at: at + length).value)
            guard lead || numeral else { break }
            at += length
            steps += 1
        }
        return at
    }

    private static let leads = ScalarSet(of: "—―－-·•●■◆▲★☆◎○□◇△▶►※、.．")
    private static let numerals = ScalarSet(of: "一二三四五六七八九十")
    private static let marks = ScalarSet(of: "、）)．.十一二三四五六七八九")
    static let suffixes = ScalarSet(of: "市县区州盟旗")
    private static let dots = ScalarSet(of: "·•・—―－-|｜／/∙")

    /// A name of two to five ideographs with its suffix.
    private static func name(_ s: Span<UInt8>, _ start: Int, _ end: Int) -> (Place, Int)? {
        let suffixes = suffixes
        var at = start
        var count = 0
        var key: UInt64 = 0
        while at < end, count < 6 {
            let (value, length) = s.scalar(at: at)
            guard Glyph.isIdeograph(value) else { return nil }
            at += length
            if count >= 2, suffixes.contains(value) {
                if value == 0x5E02, let city = Gazetteer.shared.city(key) { return (city, at) }
                let closed = at >= end || !suffixes.contains(s.scalar(at: at).value)
                if closed, value != 0x5DDE, count <= 4, !CityMentions.isGeneric(key, suffix: value) {
                    return (Place(name: NameKey.text(key) + String(Unicode.Scalar(value) ?? "市"), province: nil), at)
                }
            }
            if count < 4 || value < 0x10000 { key = key << 16 | UInt64(value & 0xFFFF) }
            count += 1
        }
        return nil
    }

    private static func separator(_ s: Span<UInt8>, _ at: Int, _ end: Int) -> Separator {
        guard at < end else { return .end }
        let value = s.scalar(at: at).value
        if dots.contains(value) { return .dot }
        if value == 0xFF1A || value == 0x3A { return .colon }
        if Glyph.isCloser(value) { return .bracket }
        return Glyph.isSpace(value) ? .space : .words
    }
}
