internal import Glibc

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

    static func readSome(_ descriptor: Int32, count: Int, name: String, advice: String = "") throws(PlatformError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        while true {
            let n = unsafe bytes.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if n >= 0 { return Array(bytes.prefix(n)) }
            if errno != EINTR { throw PlatformError("read", name, advice: advice) }
        }
    }

    static func readAll(_ descriptor: Int32, limit: Int, name: String, advice: String = "") throws(PlatformError) -> [UInt8] {
        var all: [UInt8] = []
        while true {
            let some = try readSome(descriptor, count: 1 << 16, name: name, advice: advice)
            if some.isEmpty { return all }
            guard all.count + some.count <= limit else {
                throw PlatformError("read", name, number: EFBIG, advice: "\(limit) bytes are allowed here")
            }
            all.append(contentsOf: some)
        }
    }

    private static func waitWritable(_ descriptor: Int32) {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&entry, 1, 1000)
    }
}
