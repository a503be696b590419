/// Character references of web pages: `&nbsp;`, `&#12345;`, `&#x4e2d;`.
enum CharacterReference {
    /// The characters that the reference at an ampersand stands for, and where it ends; nil when it is no known reference: then the
    /// characters stand for themselves.
    static func read(_ s: Span<UInt8>, at start: Int, end: Int) -> (text: String, end: Int)? {
        guard start + 2 < end, s[start] == 0x26 else { return nil }
        return s[start + 1] == 0x23 ? numeric(s, start + 2, end) : named(s, start + 1, end)
    }

    private static func numeric(_ s: Span<UInt8>, _ start: Int, _ end: Int) -> (text: String, end: Int)? {
        var at = start
        let hex = s[at] == 0x78 || s[at] == 0x58
        if hex { at += 1 }
        var value: UInt32 = 0
        let first = at
        while at < end, at - first < 8, let digit = digit(s[at], hex) {
            value = value * (hex ? 16 : 10) + digit
            if value > 0x10FFFF { return nil }
            at += 1
        }
        guard at > first, let scalar = Unicode.Scalar(value), value != 0 else { return nil }
        if at < end, s[at] == 0x3B { at += 1 }
        return (String(scalar), at)
    }

    private static func digit(_ b: UInt8, _ hex: Bool) -> UInt32? {
        switch b {
        case 0x30...0x39: UInt32(b - 0x30)
        case 0x61...0x66 where hex: UInt32(b - 0x61 + 10)
        case 0x41...0x46 where hex: UInt32(b - 0x41 + 10)
        default: nil
        }
    }

    private static func named(_ s: Span<UInt8>, _ start: Int, _ end: Int) -> (text: String, end: Int)? {
        var at = start
        var bytes: [UInt8] = []
        while at < end, at - start < 10, (s[at] | 0x20) >= 0x61 && (s[at] | 0x20) <= 0x7A || s[at] >= 0x30 && s[at] <= 0x39 {
            bytes.append(s[at])
            at += 1
        }
        guard at < end, s[at] == 0x3B, let text = names[String(decoding: bytes, as: UTF8.self)] else { return nil }
        return (text, at + 1)
    }

    /// The references that Chinese pages use.
    private static let names: [String: String] = [
        "nbsp": "\u{A0}", "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "ensp": "\u{2002}", "emsp": "\u{2003}",
        "thinsp": "\u{2009}",
        "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’", "mdash": "—", "ndash": "–", "hellip": "…", "middot": "·", "bull": "•",
        "times": "×",
        "divide": "÷", "deg": "°", "permil": "‰", "plusmn": "±", "yen": "¥", "copy": "©", "reg": "®", "trade": "™", "sect": "§",
        "para": "¶",
        "laquo": "«", "raquo": "»", "le": "≤", "ge": "≥", "ne": "≠", "larr": "←", "rarr": "→", "uarr": "↑", "darr": "↓", "zwnj": "\u{200C}",
        "zwj": "\u{200D}", "shy": "\u{AD}", "frac12": "½", "frac14": "¼", "sup2": "²", "sup3": "³", "alpha": "α", "beta": "β",
        "hearts": "♥",
        "lowast": "∗", "tilde": "˜", "prime": "′", "Prime": "″", "sim": "∼", "asymp": "≈", "loz": "◊", "oline": "‾", "uml": "¨",
        "cedil": "¸",
    ]
}
