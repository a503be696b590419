/// Class names and ids that mark what is not the article.
enum HTMLNoise {
    private static let words: Set<String> = [
        "nav", "navbar", "menu", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "footer", "foot", "copyright", "share", "sidebar",
        "pagination", "pager",
        "toolbar", "related", "recommend", "comment", "comments", "login", "search", "topbar", "friendlink", "links", "qrcode", "side",
        "hot", "rank", "ranking",
    ]

    /// Whether a `class` or `id` among the attributes holds one of the words.
    static func isNoise(_ s: Span<UInt8>, _ attributes: Range<Int>) -> Bool {
        var at = attributes.lowerBound
        let end = Swift.min(attributes.upperBound, attributes.lowerBound + 400)
        while at < end {
            if let value = HTMLNoise.value(s, &at, end), value.contains(where: { words.contains($0) }) { return true }
        }
        return false
    }

    /// The words of the class or id attribute that begins at `at`, moving `at` on; nil for anything else.
    private static func value(_ s: Span<UInt8>, _ at: inout Int, _ end: Int) -> [String]? {
        var start = at
        for name in ["class=", "id=", "CLASS=", "ID="] where s.has(name, at: at, end: end) && at > 0 && s[at - 1] <= 0x20 {
            start = at + name.utf8.count
            break
        }
        guard start > at else { at += 1; return nil }
        var quote: UInt8 = 0
        if start < end, s[start] == 0x22 || s[start] == 0x27 { quote = s[start]; start += 1 }
        at = start
        var words: [String] = []
        var word: [UInt8] = []
        while at < end, s[at] != quote, quote != 0 || s[at] > 0x20 {
            let b = s[at] | 0x20
            if b >= 0x61, b <= 0x7A, s[at] != 0x5B {
                word.append(b)
            } else if !word.isEmpty {
                words.append(String(decoding: word, as: UTF8.self)); word = []
            }
            at += 1
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }
}
