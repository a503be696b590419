/// A request that reads. Made on one of the server's threads.
public struct HTTPRequest: Sendable, Equatable {
    /// The path with its escapes resolved: `/status`.
    public var path: String
    /// Parameters behind the question mark, resolved; of two with one name the last counts.
    public var query: [String: String]
    /// The header `Host` as it came; nil where there is none.
    public var host: String?

    /// From its fields.
    public init(path: String, query: [String: String] = [:], host: String? = nil) {
        self.path = path
        self.query = query
        self.host = host
    }
}

/// What is sent back, whole.
public struct HTTPResponse: Sendable, Equatable {
    /// 200, 404, 503 …
    public var status: UInt32
    /// The header `Content-Type`.
    public var type: String
    /// The body; its length is told, and a `HEAD` request gets the length alone.
    public var body: [UInt8]
    /// Further headers, in order.
    public var headers: [Header]

    /// One header.
    public struct Header: Sendable, Equatable {
        /// Its name.
        public var name: String
        /// Its value.
        public var value: String

        /// From its parts.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// From its fields.
    public init(status: UInt32 = 200, type: String, body: [UInt8], headers: [Header] = []) {
        self.status = status
        self.type = type
        self.body = body
        self.headers = headers
    }

    /// Words in plain text.
    public static func text(_ text: String, status: UInt32 = 200) -> HTTPResponse {
        HTTPResponse(status: status, type: "text/plain; charset=utf-8", body: Array((text + "\n").utf8))
    }
}
