import Text

/// Tells whose report a text is, by the names that it uses and where it uses them.
struct CityFinder {
    /// How often each name stands bounded on its left, over the whole document.
    private var exact: [UInt64: Int] = [:]
    /// Every mention, and the passage that it stands in, in order.
    private var mentions: [(mention: CityMention, passage: Int)] = []

    /// Learns the names of a document.
    init(_ manuscript: Manuscript, _ landmarks: Landmarks) {
        var mentions: [(mention: CityMention, passage: Int)] = []
        for (i, passage) in manuscript.passages.enumerated() where CityFinder.counts(passage) {
            CityMentions.each(manuscript.clean.span, passage.clean, landmarks.of(i)) { mentions.append(($0, i)) }
        }
        for (mention, _) in mentions where mention.known == nil && mention.isBounded && (mention.suffix == 0x5E02 || mention.isUnion) {
            exact[mention.key, default: 0] += mention.isUnion ? 3 : 1
        }
        self.mentions = mentions
    }

    /// Names and how strongly the passages speak for each, the strongest first.
    func scores(_ manuscript: Manuscript, _ passages: Range<Int>) -> [(place: Place, score: Int)] {
        var scores: [Place: Int] = [:]
        let lead = lead(manuscript, passages)
        var factor = 1
        var passage = -1
        for i in first(of: passages.lowerBound)..<mentions.count {
            let found = mentions[i]
            guard found.passage < passages.upperBound else { break }
            guard CityFinder.counts(manuscript.passages[found.passage]) else { continue }
            if found.passage != passage {
                passage = found.passage
                switch manuscript.passages[passage].kind {
                case .title: factor = 4
                case .heading: factor = 2
                default: factor = passage <= lead ? 2 : 1
                }
            }
            guard let place = place(of: found.mention) else { continue }
            scores[place, default: 0] += factor * (found.mention.isUnion ? 3 : 1)
        }
        return scores.map { (place: $0.key, score: $0.value) }.sorted {
            // of equals the city that the table knows
            ($1.score, $0.place.province == nil ? 1 : 0, $0.place.name) < ($0.score, $1.place.province == nil ? 1 : 0, $1.place.name)
        }
    }

    /// The second of the passages that hold sentences.
    private func lead(_ manuscript: Manuscript, _ passages: Range<Int>) -> Int {
        passages.lazy.filter { manuscript.passages[$0].kind == .paragraph || manuscript.passages[$0].kind == .note }.prefix(2).last ?? passages.lowerBound
    }

    /// The one city whose federation a passage names, if it does so in its first words (2023年，青岭市总工会…) or as a
    /// newspaper's source (…记者从青岭市总工会获悉).
    func federation(opening passage: Int, _ manuscript: Manuscript) -> Place? {
        let start = manuscript.passages[passage].clean.lowerBound
        var named: Place?
        for i in first(of: passage)..<mentions.count {
            let (mention, at) = mentions[i]
            guard at == passage else { break }
            guard mention.isUnion, let place = place(of: mention) else { continue }
            if named == nil, mention.offset - start > Self.opening, !isSource(mention.offset, start, manuscript) { return nil }
            if let named, named != place { return nil }
            named = place
        }
        return named?.isCity == true ? named : nil
    }

    /// Whether passages name a place.
    func names(_ place: Place, in passages: Range<Int>) -> Bool {
        mentions[first(of: passages.lowerBound)...].prefix { $0.passage < passages.upperBound }.contains { self.place(of: $0.mention) == place }
    }

    /// How far behind a passage's start its first words reach: bytes of clean text, some forty ideographs.
    private static let opening = 120

    /// Whether 记者从 stands right before the name that ends at an offset: 记者从近日召开的青岭市总工会, 记者从青岭市总工会.
    private func isSource(_ offset: Int, _ start: Int, _ manuscript: Manuscript) -> Bool {
        let from = max(start, offset - 48)
        return offset - start <= 3 * Self.opening && (from..<offset).contains { manuscript.clean.span.has("记者从", at: $0, end: offset) }
    }

    /// The first mention in a passage or behind it.
    private func first(of passage: Int) -> Int {
        var low = 0
        var high = mentions.count
        while low < high {
            let middle = (low + high) / 2
            if mentions[middle].passage < passage { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The place that a mention names.
    private func place(of mention: CityMention) -> Place? {
        if let known = mention.known { return known }
        guard mention.isUnion || (mention.isBounded && exact[mention.key, default: 0] >= 1) else { return nil }
        var best = 0
        var name: UInt64 = 0
        for length in 2...4 where length <= mention.count {
            let key = NameKey.suffix(mention.key, length)
            let count = exact[key, default: 0]
            if count > best {
                best = count
                name = key
            }
        }
        if name == 0 { name = NameKey.suffix(mention.key, 2) }
        guard !CityMentions.isGeneric(name, suffix: mention.suffix), let suffix = Unicode.Scalar(mention.suffix) else { return nil }
        return Place(name: NameKey.text(name) + String(suffix), province: nil)
    }

    private static func counts(_ passage: Passage) -> Bool {
        switch passage.kind {
        case .furniture, .byline, .caption: false
        default: true
        }
    }

    /// Whether a text speaks of unions and their members at all.
    static func isReport(_ manuscript: Manuscript) -> Bool {
        let s = manuscript.clean.span
        var at = 0
        while at + 5 < s.count {
            let b = s[at]
            if b == 0xE5, s.has("工会", at: at, end: s.count) { return true }
            if b == 0xE8, s.has("职工", at: at, end: s.count) { return true }
            if b == 0xE4, s.has("会员", at: at, end: s.count) { return true }
            at += 1
        }
        return false
    }
}
