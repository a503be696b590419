import Glibc

/// Speaks to a server on loopback, byte for byte, as a test wants it.
public enum HTTPClient {
    /// An answer.
    public struct Answer: Sendable {
        public var status: Int
        /// Names in lower case.
        public var headers: [String: String]
        public var body: [UInt8]
        public var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// A GET, or another method; nil where the server says nothing that is an answer.
    public static func get(_ path: String, port: UInt16, method: String = "GET", host: String? = nil) -> Answer? {
        let host = host ?? "127.0.0.1:\(port)"
        return answer(to: "\(method) \(path) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n", port: port)
    }

    /// Sends the bytes and reads until the other end closes, ten seconds at most.
    public static func answer(to request: String, port: UInt16) -> Answer? {
        guard let bytes = exchange(Array(request.utf8), port: port), let end = bytes.firstRange(of: [13, 10, 13, 10]) else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        let words = (lines.first ?? "").split(separator: " ")
        guard words.count >= 2, let status = Int(words[1]) else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " }) }
        }
        return Answer(status: status, headers: headers, body: Array(bytes[end.upperBound...]))
    }

    /// A connection to the port on loopback, or nil.
    public static func connect(port: UInt16) -> Int32? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        let done = unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0 }
        }
        guard done else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    private static func exchange(_ request: [UInt8], port: UInt16) -> [UInt8]? {
        guard let descriptor = connect(port: port) else { return nil }
        defer { close(descriptor) }
        guard unsafe send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else { return nil }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = unsafe recv(descriptor, &buffer, buffer.count, 0), count > 0 { answer += buffer[..<count] }
        return answer
    }
}
