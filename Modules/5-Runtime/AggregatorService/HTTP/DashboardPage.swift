internal import CData
internal import Digest

/// The dashboard as one page, and the policy under which a browser shows it: its own style and script, and nothing else.
struct DashboardPage: Sendable {
    let html: [UInt8]
    /// The header `Content-Security-Policy`.
    let policy: String

    /// The page that was built in.
    init() { self.init(html: unsafe [UInt8](UnsafeBufferPointer(start: huibao_dashboard(), count: huibao_dashboard_size()))) }

    init(html: [UInt8]) {
        self.html = html
        let style = Self.digest(of: "style", in: html)
        let script = Self.digest(of: "script", in: html)
        policy =
            "default-src 'none'; style-src '\(style)'; script-src '\(script)'; connect-src 'self'; img-src data:; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    }

    /// `sha256-…` of what stands between the element's tags.
    private static func digest(of element: String, in html: [UInt8]) -> String {
        guard let open = html.firstRange(of: Array("<\(element)>".utf8)),
            let close = html[open.upperBound...].firstRange(of: Array("</\(element)>".utf8))
        else { return "none" }
        return "sha256-" + base64(SHA256Digest.hash(Array(html[open.upperBound..<close.lowerBound])))
    }

    static func base64(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        return stride(from: 0, to: bytes.count, by: 3).map { at in
            let group = bytes[at..<min(at + 3, bytes.count)]
            let bits = group.enumerated().reduce(UInt32(0)) { $0 | UInt32($1.element) << UInt32(16 - 8 * $1.offset) }
            return String((0..<4).map { $0 <= group.count ? digits[Int(bits >> UInt32(18 - 6 * $0) & 63)] : "=" })
        }.joined()
    }
}
