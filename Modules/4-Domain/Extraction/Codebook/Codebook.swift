import CData

/// What is to be counted: the indicators with the words that name them, and the framework of areas. Plain text (see the head of
/// the built-in one); read once, then shared by any number of threads.
public struct Codebook: Sendable {
    /// In the file's order.
    public private(set) var indicators: [Indicator]
    /// The framework's areas, in the file's order.
    public private(set) var areas: [Area]
    /// Whose framework it is: `安徽`.
    public private(set) var framework: String
    /// 128-bit FNV-1a of the file's bytes (and of the files laid over it), 32 hexadecimal digits: equal bytes, equal digest.
    public private(set) var digest: String
    /// The file's name, for messages.
    public private(set) var name: String
    private var byCode: [String: Int] = [:]

    /// The codebook that travels inside the executable.
    public static func builtIn() throws(CodebookError) -> Codebook {
        let bytes = unsafe [UInt8](UnsafeBufferPointer(start: huibao_codebook(), count: huibao_codebook_size()))
        return try Codebook(text: bytes, name: "built-in codebook")
    }

    /// Reads a codebook. Throws with the line of the first mistake.
    public init(text: [UInt8], name: String) throws(CodebookError) {
        var reader = CodebookReader(file: name)
        try reader.read(text)
        indicators = reader.indicators
        areas = reader.areas
        framework = reader.framework
        digest = Fingerprint.hex(text)
        self.name = name
        index()
    }

    /// The indicator of a code, or nil.
    public func indicator(_ code: String) -> Indicator? { byCode[code].map { indicators[$0] } }

    /// The area of a code, or nil.
    public func area(_ code: String) -> Area? { areas.first { $0.code == code } }

    /// Another codebook laid over this one: its indicators and areas replace those of the same code, new ones are added.
    public func overlaid(by other: Codebook) -> Codebook {
        var out = self
        for i in other.indicators {
            if let at = out.byCode[i.code] {
                out.indicators[at] = i
            } else {
                out.byCode[i.code] = out.indicators.count
                out.indicators.append(i)
            }
        }
        for a in other.areas {
            if let at = out.areas.firstIndex(where: { $0.code == a.code }) { out.areas[at] = a } else { out.areas.append(a) }
        }
        if !other.framework.isEmpty { out.framework = other.framework }
        out.digest = Fingerprint.hex(Array((digest + other.digest).utf8))
        out.name = "\(name) with \(other.name)"
        out.index()
        return out
    }

    private mutating func index() {
        byCode = [:]
        for (i, indicator) in indicators.enumerated() { byCode[indicator.code] = i }
    }
}

/// 128-bit FNV-1a over bytes. No protection against malice, only a name for a content.
enum Fingerprint {
    static func hex(_ bytes: [UInt8]) -> String {
        // prime 2^88 + 0x13B, offset basis of the 128-bit variant
        var high: UInt64 = 0x6C62_272E_07BB_0142
        var low: UInt64 = 0x62B8_2175_6295_C58D
        for b in bytes {
            low ^= UInt64(b)
            let product = low.multipliedFullWidth(by: 0x13B)
            high = high &* 0x13B &+ product.high &+ (low << 24)
            low = product.low
        }
        return digits(high) + digits(low)
    }

    private static func digits(_ v: UInt64) -> String {
        let s = String(v, radix: 16)
        return String(repeating: "0", count: 16 - s.count) + s
    }
}
