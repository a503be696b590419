import CUchardet

/// Guesses the encoding of bytes that do not tell, by the frequencies of the languages it knows (libuchardet).
public enum EncodingGuess {
    /// The name of the most likely encoding as iconv knows it, or nil when nothing is likely. Looks at the first 64 KiB.
    public static func name(of bytes: [UInt8]) -> String? {
        guard let detector = unsafe uchardet_new() else { return nil }
        defer { unsafe uchardet_delete(detector) }
        let count = Swift.min(bytes.count, 1 << 16)
        let failure = unsafe bytes.withUnsafeBytes { raw in
            unsafe raw.withMemoryRebound(to: CChar.self) { unsafe uchardet_handle_data(detector, $0.baseAddress, count) }
        }
        guard failure == 0 else { return nil }
        unsafe uchardet_data_end(detector)
        guard let name = unsafe uchardet_get_charset(detector) else { return nil }
        let text = unsafe String(cString: name)
        return text.isEmpty ? nil : text
    }
}
