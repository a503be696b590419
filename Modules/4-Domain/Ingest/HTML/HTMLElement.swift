/// What an element means to the text within it.
enum HTMLRole: Equatable {
    case pageTitle, caption, furniture
    case heading(Int)
}

/// The elements that matter, by name.
enum HTMLElement {
    /// How an element breaks text.
    enum Kind {
        /// A paragraph ends where it begins and where it ends.
        case block
        /// A line ends.
        case line
        case link, bold, inline
    }

    static func kind(_ name: String) -> Kind {
        switch name {
        case "br": .line
        case "a": .link
        case "b", "strong": .bold
        case "p", "div", "section", "article", "main", "li", "ul", "ol", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td",
            "th", "caption",
            "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "figure", "figcaption", "nav", "header", "footer", "aside", "form",
            "fieldset",
            "legend", "hr", "body", "head", "html", "title", "option", "select", "button", "address", "center", "details", "summary",
            "textarea",
            "frameset", "noscript", "iframe", "script", "style", "xmp", "video", "audio", "object":
            .block
        default: .inline
        }
    }

    static func role(_ name: String) -> HTMLRole? {
        switch name {
        case "title": .pageTitle
        case "h1": .heading(1)
        case "h2": .heading(2)
        case "h3": .heading(3)
        case "h4", "h5", "h6": .heading(4)
        case "figcaption": .caption
        case "nav", "footer", "select", "button", "form", "noscript": .furniture
        default: nil
        }
    }

    /// Whether an element of this name may be set aside for its class or id.
    static func mayBeNoise(_ name: String) -> Bool {
        switch name {
        case "div", "ul", "ol", "section", "aside", "p", "span", "header", "td", "table", "dl": true
        default: false
        }
    }

    /// Elements that never have content.
    static func isVoid(_ name: String) -> Bool {
        switch name {
        case "br", "img", "hr", "meta", "link", "input", "area", "base", "col", "embed", "source", "track", "wbr", "param": true
        default: false
        }
    }
}

/// The elements with a role that are open. An element ends at its own end tag, elements of the same name within it counted.
struct RoleStack {
    private struct Open {
        var name: String
        var role: HTMLRole
        /// Elements of the same name within, and itself.
        var count: Int
    }

    private var open: [Open] = []

    /// The role of text here: the outermost furniture, else the innermost role.
    var role: HTMLRole? { open.first?.role == .furniture ? .furniture : open.last?.role }

    mutating func open(_ name: String, _ role: HTMLRole?) {
        guard !HTMLElement.isVoid(name) else { return }
        if let last = open.last, last.name == name { open[open.count - 1].count += 1; return }
        if case .heading = open.last?.role, HTMLElement.kind(name) == .block { open.removeLast() }
        if let role { open.append(Open(name: name, role: role, count: 1)) }
    }

    /// Whether an end tag of this name ends the innermost role.
    func endsRole(_ name: String) -> Bool { open.last?.name == name && open.last?.count == 1 }

    mutating func close(_ name: String) {
        if name == "body" || name == "html" { open.removeAll() }
        guard let last = open.last else { return }
        if last.name == name {
            if last.count > 1 { open[open.count - 1].count -= 1 } else { open.removeLast() }
        } else if open.count > 1, open[open.count - 2].name == name {
            // The inner element was never closed: its end goes with the outer one's.
            open.removeLast()
            close(name)
        }
    }
}

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
