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

/// Whole reads and writes over one descriptor, repeated where a signal came in between.
enum Descriptor {
    static func write(_ bytes: ContiguousArray<UInt8>, to descriptor: Int32, name: String) throws(PlatformError) {
        var at = 0
        while at < bytes.count {
            let n = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress?.advanced(by: at), $0.count - at) }
            if n >= 0 {
                at += n
            } else if errno == EAGAIN {
                waitWritable(descriptor)
            } else if errno != EINTR {
                throw PlatformError("write", name)
            }
        }
    }

    static func readSome(_ descriptor: Int32, count: Int, name: String) throws(PlatformError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        while true {
            let n = unsafe bytes.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if n >= 0 { return Array(bytes.prefix(n)) }
            if errno != EINTR { throw PlatformError("read", name) }
        }
    }

    static func readAll(_ descriptor: Int32, limit: Int, name: String) throws(PlatformError) -> [UInt8] {
        var all: [UInt8] = []
        while true {
            let some = try readSome(descriptor, count: 1 << 16, name: name)
            if some.isEmpty { return all }
            guard all.count + some.count <= limit else { throw PlatformError("read", name, number: EFBIG) }
            all.append(contentsOf: some)
        }
    }

    private static func waitWritable(_ descriptor: Int32) {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&entry, 1, 1000)
    }
}

extension PlatformError {
    /// Whether the reader of a pipe has gone: not worth a word.
    public var isBrokenPipe: Bool { number == EPIPE }
    /// Whether a file was larger than the caller allowed.
    public var isTooLarge: Bool { number == EFBIG }
    /// Whether nothing stands at the path.
    public var isAbsent: Bool { number == ENOENT || number == ENOTDIR }
    /// The system's own words for what happened.
    public var reason: String { unsafe String(cString: strerror(number)) }
}
