/// Text from outside, fit for an HTML page.
enum HTMLText {
    /// The text with everything escaped that HTML would take for markup, in content and in quoted attributes alike; control characters
    /// and those that turn the writing direction around are made harmless first.
    static func escape(_ text: String) -> String {
        var out = ""
        for scalar in TerminalText.safe(text).unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// Bytes as base64, for the digest of the page's script.
    static func base64(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var out = ""
        var at = 0
        while at < bytes.count {
            let group = (0..<3).map { at + $0 < bytes.count ? UInt32(bytes[at + $0]) : 0 }
            let bits = group[0] << 16 | group[1] << 8 | group[2]
            let present = min(3, bytes.count - at)
            for digit in 0..<4 { out.append(digit <= present ? digits[Int(bits >> UInt32(18 - 6 * digit) & 63)] : "=") }
            at += 3
        }
        return out
    }
}
