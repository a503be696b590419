internal import CCrypto

/// SHA-256 by libcrypto, which uses the processor's own instructions where it has them.
public enum SHA256Digest {
    /// The library in use: `OpenSSL 3.0.17 1 Jul 2025`.
    public static var libraryVersion: String { unsafe OpenSSL_version(OPENSSL_VERSION).map { unsafe String(cString: $0) } ?? "OpenSSL" }

    /// Bytes of a digest.
    public static let byteCount = 32

    /// The digest of the bytes: 32 bytes. Any thread.
    public static func hash(_ bytes: [UInt8]) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { digest, count in
            unsafe bytes.withUnsafeBufferPointer { source in
                _ = unsafe CCrypto.SHA256(source.baseAddress, source.count, digest.baseAddress)
            }
            count = byteCount
        }
    }

    /// The digest as 64 hexadecimal digits. Any thread.
    public static func hex(_ bytes: [UInt8]) -> String { Hex.encode(hash(bytes)) }
}
