internal import Glibc

/// Standard input, output and error as plain descriptors: every write is seen to succeed or fail, nothing is buffered.
public enum StandardStream: Int32, Sendable {
    case input = 0
    case output = 1
    case error = 2

    private var name: String {
        switch self {
        case .input: "standard input"
        case .output: "standard output"
        case .error: "standard error"
        }
    }

    /// Writes all bytes. Throws with `isBrokenPipe` where the reader has gone (`Machine.ignoreBrokenPipes` first).
    public func write(_ bytes: some Collection<UInt8>) throws(PlatformError) {
        try Descriptor.write(ContiguousArray(bytes), to: rawValue, name: name)
    }

    /// Reads up to the end, or throws `EFBIG` beyond `limit` bytes.
    public func readAll(limit: Int) throws(PlatformError) -> [UInt8] {
        try Descriptor.readAll(rawValue, limit: limit, name: name)
    }

    /// Some bytes, at most `count`, as soon as there are any; empty at the end.
    public func readSome(_ count: Int) throws(PlatformError) -> [UInt8] {
        try Descriptor.readSome(rawValue, count: count, name: name)
    }
}
