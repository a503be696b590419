internal import Glibc

/// Where a server listens: a numeric address and a port.
public struct HTTPAddress: Sendable, Equatable, CustomStringConvertible {
    /// `127.0.0.1`, `::1`, `0.0.0.0`.
    public let host: String
    /// 0 lets the system choose.
    public let port: UInt16

    /// Reads `ADDRESS:PORT`, `[ADDRESS]:PORT`, or a port alone (on 127.0.0.1). Throws `http.address`.
    public init(_ text: String) throws(HTTPError) {
        var host = "127.0.0.1"
        var port = Substring(text)
        if let colon = text.lastIndex(of: ":") {
            host = String(text[..<colon])
            port = text[text.index(after: colon)...]
        }
        if host == "localhost" { host = "127.0.0.1" }
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard let number = port == "*" ? 0 : UInt16(port), Self.isNumeric(host) else {
            throw HTTPError(
                kind: .address, message: "'\(text)' is no address to serve at", advice: "write ADDRESS:PORT with a numeric address, such as 127.0.0.1:7413")
        }
        self.host = host
        self.port = number
    }

    init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Whether only this machine can reach it.
    public var isPrivate: Bool { host == "::1" || host.hasPrefix("127.") }

    /// `127.0.0.1:7413`, `[::1]:7413`.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    private static func isNumeric(_ host: String) -> Bool {
        var four = in_addr()
        var six = in6_addr()
        return unsafe inet_pton(AF_INET, host, &four) == 1 || inet_pton(AF_INET6, host, &six) == 1
    }

    /// A socket that listens there, and the port that it got. Throws `http.in-use`, `http.system`.
    func listen() throws(HTTPError) -> (socket: Int32, port: UInt16) {
        let family = host.contains(":") ? AF_INET6 : AF_INET
        let socket = Glibc.socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard socket >= 0 else { throw failure("no socket") }
        var yes: Int32 = 1
        unsafe setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard bind(socket, family), Glibc.listen(socket, 64) == 0, let chosen = Self.port(of: socket, family) else {
            let error = failure("cannot listen at \(self)")
            close(socket)
            throw error
        }
        return (socket, chosen)
    }

    private func bind(_ socket: Int32, _ family: Int32) -> Bool {
        if family == AF_INET6 {
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = port.bigEndian
            unsafe inet_pton(AF_INET6, host, &address.sin6_addr)
            return unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe Glibc.bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0
                }
            }
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        unsafe inet_pton(AF_INET, host, &address.sin_addr)
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    /// The port stands at the same place in both families.
    private static func port(of socket: Int32, _ family: Int32) -> UInt16? {
        var address = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let done = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe getsockname(socket, $0, &length) == 0 }
        }
        return done ? UInt16(bigEndian: address.sin6_port) : nil
    }

    private func failure(_ what: String) -> HTTPError {
        let number = errno
        let why = unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
        return number == EADDRINUSE
            ? HTTPError(kind: .inUse, message: "\(what): another process listens there", advice: "choose another address, or 'off'")
            : HTTPError(kind: .system, message: "\(what): \(why)", advice: "choose an address of this machine and a port above 1023")
    }
}
