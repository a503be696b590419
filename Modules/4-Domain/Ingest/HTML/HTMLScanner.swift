// Divides a web page into text and tags in one pass, the way browsers' tokenizers do, but without building a tree: nothing here
// recurses or looks back, so the time is linear for any input, and every range is exact in the source.
//
//   text   <p class="a">  text  </p>   <!-- … -->   <script> … </script>
//   ────   ───────start─  ────  ─end   ──dropped─   ──start, dropped, end─

/// A piece of a web page. Ranges count bytes of the decoded page.
enum HTMLToken: Equatable {
    /// Characters between tags, character references still as written.
    case text(Range<Int>)
    /// A start tag: its name in lower case, the range of its attributes, and whether it closes itself.
    case start(String, attributes: Range<Int>, selfClosing: Bool)
    /// An end tag.
    case end(String)
}

/// Hands out the tokens of a page.
struct HTMLScanner {
    private var at = 0
    /// The element whose content is raw text, when one is open.
    private var raw: String?
    /// Raw elements that are not closed any more from here on, looked for once each.
    private var unclosed: Set<String> = []

    init() {}

    /// The next token, or nil at the end. Comments, declarations and the content of scripts and styles are passed over.
    mutating func next(_ s: Span<UInt8>) -> HTMLToken? {
        while at < s.count {
            if let name = raw {
                raw = nil
                let start = at
                let end = HTMLScanner.rawEnd(s, at, name)
                guard end < s.count else {
                    // Never closed: a browser would lose the rest of the page; here it is read on as markup.
                    unclosed.insert(name)
                    continue
                }
                at = end
                if HTMLScanner.isReadable(name), at > start { return .text(start..<at) }
                continue
            }
            if s[at] == 0x3C, let token = markup(s) { return token }
            if at >= s.count { return nil }
            if s[at] == 0x3C, opensMarkup(s, at) { continue }
            let start = at
            at += 1
            while at < s.count, !(s[at] == 0x3C && opensMarkup(s, at)) { at += 1 }
            return .text(start..<at)
        }
        return nil
    }

    /// Reads the markup at `at`; nil when it was passed over or is text after all.
    private mutating func markup(_ s: Span<UInt8>) -> HTMLToken? {
        guard at + 1 < s.count else { return nil }
        let second = s[at + 1]
        if second == 0x21 || second == 0x3F {
            at = s.has("<!--", at: at, end: s.count) ? HTMLScanner.find(s, "-->", at + 4) : HTMLScanner.find(s, ">", at + 2)
            return nil
        }
        if second == 0x2F, at + 2 < s.count, HTMLScanner.isLetter(s[at + 2]) {
            let (name, after) = HTMLScanner.name(s, at + 2)
            at = HTMLScanner.find(s, ">", after)
            return .end(name)
        }
        guard HTMLScanner.isLetter(second) else { return nil }
        let (name, after) = HTMLScanner.name(s, at + 1)
        let close = HTMLScanner.tagEnd(s, after)
        at = Swift.min(close + 1, s.count)
        let selfClosing = close > after && close < s.count && s[close - 1] == 0x2F
        if !selfClosing, HTMLScanner.isRaw(name), !unclosed.contains(name) { raw = name }
        return .start(name, attributes: after..<Swift.max(after, close), selfClosing: selfClosing)
    }

    private func opensMarkup(_ s: Span<UInt8>, _ i: Int) -> Bool {
        guard i + 1 < s.count else { return false }
        let b = s[i + 1]
        return HTMLScanner.isLetter(b) || b == 0x21 || b == 0x3F || (b == 0x2F && i + 2 < s.count && HTMLScanner.isLetter(s[i + 2]))
    }

    @inline(__always)
    private static func isLetter(_ b: UInt8) -> Bool { (b | 0x20) >= 0x61 && (b | 0x20) <= 0x7A }

    private static func name(_ s: Span<UInt8>, _ start: Int) -> (String, Int) {
        var at = start
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24)
        while at < s.count, isLetter(s[at]) || (s[at] >= 0x30 && s[at] <= 0x39) || s[at] == 0x2D || s[at] == 0x3A {
            if bytes.count < 24 { bytes.append(s[at] >= 0x41 && s[at] <= 0x5A ? s[at] | 0x20 : s[at]) }
            at += 1
        }
        return (String(decoding: bytes, as: UTF8.self), at)
    }

    /// Where the `>` of a start tag stands, quoted attribute values passed over; the end of the page when there is none.
    private static func tagEnd(_ s: Span<UInt8>, _ start: Int) -> Int {
        var at = start
        var previous: UInt8 = 0
        while at < s.count, s[at] != 0x3E {
            let b = s[at]
            if (b == 0x22 || b == 0x27) && previous == 0x3D {
                at += 1
                while at < s.count, s[at] != b { at += 1 }
            }
            if b > 0x20 { previous = b }
            at += 1
        }
        return Swift.min(at, s.count)
    }

    /// Right behind the next `text` from `start`, or the end.
    private static func find(_ s: Span<UInt8>, _ text: String, _ start: Int) -> Int {
        var at = start
        while at < s.count {
            if s.has(text, at: at, end: s.count) { return at + text.utf8.count }
            at += 1
        }
        return s.count
    }

    /// Where the end tag of a raw element begins.
    private static func rawEnd(_ s: Span<UInt8>, _ start: Int, _ name: String) -> Int {
        var at = start
        while at < s.count {
            if s[at] == 0x3C, at + 1 < s.count, s[at + 1] == 0x2F, HTMLScanner.name(s, at + 2).0 == name { return at }
            at += 1
        }
        return s.count
    }

    private static func isRaw(_ name: String) -> Bool {
        switch name {
        case "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "template": true
        default: false
        }
    }

    /// Raw text that a reader of the page sees.
    private static func isReadable(_ name: String) -> Bool { name == "title" || name == "textarea" || name == "xmp" }
}
